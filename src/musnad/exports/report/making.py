"""Make a report on a claim, an actor or a period of a case.

What comes in is an open case, what the report is about, its language and the moment it is made; what goes out is a page
(`musnad.exports.report.page`). The case is read and not changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from markupsafe import Markup

import musnad
from musnad.arabic.segmentation import segment
from musnad.case.actor_search import actor_called
from musnad.case.choosing import Chosen, documents_of
from musnad.case.dossier_page import ActorFigures, actor_figures, callings
from musnad.case.folder import Case
from musnad.case.judging import judgements, read_corrected
from musnad.case.search.filters import day_range
from musnad.case.store import current_documents, stages_of
from musnad.case.weighing import claim_with, evidence_in, list_claims, weigh_listed
from musnad.case.weighing.places import claims_at
from musnad.corpus.dossier import make_dossier
from musnad.exports.manner import Language
from musnad.exports.redaction import Redactor
from musnad.exports.redaction.pages import mask_page
from musnad.exports.report.actor import Subject, actor_sections
from musnad.exports.report.book import Article, Book, Refs, no_refs
from musnad.exports.report.claim import chains_section, faults_section, reports_section, summary_section
from musnad.exports.report.differing import against_section, changes_section, figures_section
from musnad.exports.report.judged import judged_section
from musnad.exports.report.knowing import judged_of_actor, judged_of_claims, known_of
from musnad.exports.report.method import Making, left_section, method_section
from musnad.exports.report.page import render_report
from musnad.exports.report.parts import Draft, Fact, Facts, Left, Report, Section, code, iso, name
from musnad.exports.report.period import claims_section, period_summary, timeline_section
from musnad.exports.report.sources import sources_section
from musnad.exports.report.words import report_words
from musnad.model import Document
from musnad.model.evidence import Evidence
from musnad.views.claim_brief import first_words

__all__ = ["MOST_CLAIMS", "NOBODY", "Made", "report_on_actor", "report_on_claim", "report_on_period"]

MOST_CLAIMS = 20
_MOST_READ = 300  # articles of an actor
NOBODY = Redactor(())
_Value = TypeVar("_Value")
_KEYS = ("actors:", "places:", "PER:", "ORG:", "LOC:")


@dataclass(frozen=True, slots=True)
class Made:
    """A report as a page, with how many footnotes it has and how many things its limits left out."""

    html: str
    notes: int
    left: int


def report_on_claim(case: Case, key: str, *, language: Language, made: str, redactor: Redactor = NOBODY) -> Made:
    """Return a report on the claim with an id, or that holds a report with it; `made` is the moment (ISO 8601).

    The persons of `redactor` are blacked out, here and in the other reports.

    Raises CaseError where there is none.
    """
    desk = _Desk(case, language, made, redactor)
    draft, words, texts = desk.draft, desk.draft.words, desk.text
    told, around = claim_with(case, key, most_joined=0)
    weighed, weighing = desk.masked((told, around))
    evidence = weighed.graph.evidence
    first = evidence[0]
    title_refs = Refs((draft.book.cite(first.document, first.spans),))
    sections = [
        summary_section(draft, weighed, weighing), chains_section(draft, weighed, weighing),
        reports_section(draft, weighed, texts), against_section(draft, weighed, weighing, texts),
        figures_section(draft, weighed, weighing, texts), changes_section(draft, weighed, texts),
        faults_section(draft, weighed, weighing),
        judged_section(draft, desk.masked(judged_of_claims(case, (told.claim,))), of_claim=True),
        sources_section(draft, evidence, known_of(case, words)),
    ]  # fmt: skip
    days = sorted(piece.published[:10] for piece in evidence if piece.published)
    facts = (
        Fact(words.say("number"), code(weighed.claim.id)),
        *desk.between(days[0] if days else None, days[-1] if days else None),
    )  # fmt: skip
    title = first_words(first, texts)
    selection = words.say("selection_claim", number=code(weighed.claim.id))
    return desk.report("claim", title, facts, sections, selection, title_refs)


def report_on_actor(
    case: Case,
    key_or_name: str,
    *,
    language: Language,
    made: str,
    since: str | None = None,
    until: str | None = None,
    redactor: Redactor = NOBODY,
) -> Made:
    """Return a report on an actor, given by his key or a name that he alone has; of his articles of some days.

    `since` and `until` are days, months or years. Raises CaseError where no article names him or several are called
    so, and QueryError for what is no day.
    """
    desk = _Desk(case, language, made, redactor)
    draft, words = desk.draft, desk.draft.words
    first, last = day_range(since)[0] if since else None, day_range(until)[1] if until else None
    key = key_or_name if key_or_name.startswith(_KEYS) else actor_called(case, key_or_name)
    known = actor_figures(case, key, since=first, until=last)
    figures, calling = desk.masked((known, callings(case, known)))
    if figures.key != known.key:
        calling = replace(calling, latin=(), wikidata=())  # other spellings of a name that is blacked out
    read = draft.most(figures.articles, _MOST_READ, words.say("articles_read"))
    docs = {number: desk.as_it_is(number) for number in read}
    dossier = desk.masked(make_dossier(known.key, known.keys, docs, claim_of=claims_at(case.connection, read)))
    subject = Subject(figures, calling, dossier, {number: desk.document(number) for number in read})
    evidence = desk.masked(_concerning(docs, frozenset(known.keys)))
    sections = [
        *actor_sections(draft, subject, desk.text),
        judged_section(draft, desk.masked(judged_of_actor(case, known.keys, read)), of_claim=False),
        sources_section(draft, evidence, known_of(case, words)),
    ]
    selection = words.say("selection_actor", name=name(figures.name), days=_days(desk, first, last))
    return desk.report("actor", figures.name, _actor_facts(desk, figures), sections, selection)


def report_on_period(
    case: Case,
    chosen: Chosen,
    *,
    language: Language,
    made: str,
    most: int = MOST_CLAIMS,
    redactor: Redactor = NOBODY,
) -> Made:  # fmt: skip
    """Return a report on the claims that most outlets tell among the chosen articles, at most so many.

    Raises CaseError and QueryError as a search does.
    """
    desk = _Desk(case, language, made, redactor)
    draft, words, texts = desk.draft, desk.draft.words, desk.text
    documents = documents_of(case, chosen)
    listed = list_claims(case, documents)
    told = weigh_listed(case, listed, start=0, most=most)
    weighing = desk.masked(told)
    asked = len(documents) if documents is not None else sum(1 for _ in current_documents(case.connection))
    if listed.articles < asked:
        draft.left.append(Left(words.say("articles_weighed"), listed.articles, asked))
    if weighing.more:
        draft.left.append(Left(words.say("claims_told"), most, len(listed.firsts)))
    first = day_range(chosen.since)[0] if chosen.since else None
    last = day_range(chosen.until)[1] if chosen.until else None
    bounds = [date.fromisoformat(day) if day else None for day in (first, last)]
    evidence = [piece for weighed in weighing.claims for piece in weighed.graph.evidence]
    sections = [
        period_summary(draft, weighing, articles=asked), claims_section(draft, weighing, texts),
        timeline_section(draft, weighing, texts, since=bounds[0], until=bounds[1]),
        judged_section(draft, desk.masked(judged_of_claims(case, [one.claim for one in told.claims])), of_claim=True),
        sources_section(draft, evidence, known_of(case, words)),
    ]  # fmt: skip
    title = words.say("claims_of", days=_days(desk, first, last))
    selection = words.say("selection_period", days=_days(desk, first, last), most=most)
    return desk.report("period", title, _period_facts(desk, chosen, first, last), sections, selection)


def _actor_facts(desk: _Desk, figures: ActorFigures) -> tuple[Fact, ...]:
    words = desk.draft.words
    kind = [Fact(words.say("kind"), Markup.escape(words.label("entity", figures.kind)))] if figures.kind else []
    keys = [code(key) for key in figures.keys]
    return (*kind, Fact(words.say("key"), words.join(keys)), *desk.between(figures.first, figures.last))


def _period_facts(desk: _Desk, chosen: Chosen, first: str | None, last: str | None) -> tuple[Fact, ...]:
    words = desk.draft.words
    query = [Fact(words.say("query"), name(chosen.query))] if chosen.query.strip() else []
    story = [Fact(words.say("story_of"), name(chosen.about))] if chosen.about else []
    return (*desk.between(first, last), *query, *story)


def _concerning(docs: dict[int, Document], keys: frozenset[str]) -> Sequence[Evidence]:
    """Return what articles tell by or of an actor, in the order of the articles' days."""
    ordered = sorted(docs.items(), key=lambda item: (item[1].published is None, item[1].published or "", item[0]))
    return [
        piece for number, doc in ordered for piece in evidence_in(doc, number)
        if not keys.isdisjoint((*piece.entities, *(teller.key for teller in piece.chain)))
    ]  # fmt: skip


def _days(desk: _Desk, first: str | None, last: str | None) -> Markup:
    words = desk.draft.words
    if first is None and last is None:
        return words.say("all_days")
    if first is None:
        return words.say("days_until", last=iso(last or ""))
    if last is None:
        return words.say("days_since", first=iso(first))
    if first == last:
        return iso(first)
    return words.say("days_between", first=iso(first), last=iso(last))


class _Desk:
    """What a report is made with: the case, the words, the footnotes, and each article read once."""

    def __init__(self, case: Case, language: Language, made: str, redactor: Redactor) -> None:
        self._case, self._made, self._redactor = case, made, redactor
        self._whole: dict[int, Document] = {}
        self._documents: dict[int, Document] = {}
        self._articles: dict[int, Article] = {}
        self.draft = Draft(report_words(language), Book(self.article))

    def as_it_is(self, number: int) -> Document:
        """Return an article of the case as people left it, with nobody blacked out."""
        if number not in self._whole:
            self._whole[number] = read_corrected(self._case.connection, number)
        return self._whole[number]

    def document(self, number: int) -> Document:
        """Return an article of the case as people left it, as the reader may see it."""
        if number not in self._documents:
            whole = self.as_it_is(number)
            self._documents[number] = self._redactor.document(number, whole) if self._redactor.persons else whole
        return self._documents[number]

    def masked(self, value: _Value) -> _Value:
        """Return a value as the reader may see it."""
        return self._redactor.value(value) if self._redactor.persons else value

    def text(self, number: int) -> str:
        """Return the text of an article."""
        return self.document(number).text

    def article(self, number: int) -> Article:
        """Return an article as footnotes quote it."""
        if number not in self._articles:
            doc = self.document(number)
            sentences = tuple(one.span for one in segment(doc.text).sentences)  # a case keeps none
            self._articles[number] = Article(
                number, doc.text, doc.title, doc.outlet, doc.published, doc.url, sentences
            )  # fmt: skip
        return self._articles[number]

    def between(self, first: str | None, last: str | None) -> tuple[Fact, ...]:
        """Return the first and last day as facts; nothing where neither is known."""
        words = self.draft.words
        if first is None and last is None:
            return ()
        return (Fact(words.say("days"), _days(self, first, last)),)

    def report(
        self,
        kind: str,
        title: str,
        facts: Iterable[Fact],
        sections: Iterable[Section],
        selection: Markup,
        title_refs: Refs = no_refs,
    ) -> Made:
        """Return the page of a report, with its last sections: how it was made, and what was left out."""
        draft, words, case = self.draft, self.draft.words, self._case
        case_id = str(case.settings.get("id") or "")
        quoted = [article.number for article in draft.book.articles]
        making = Making(
            version=musnad.__version__, case=case.name, case_id=case_id, made=self._made, selection=selection,
            stages=self._stages(quoted), corrections=sum(len(judgements(case.connection, one)) for one in quoted),
            in_case=len(judgements(case.connection)), is_redacted=bool(self._redactor.persons),
        )  # fmt: skip
        head = Facts((Fact(words.say("case"), name(case.name)), *facts, Fact(words.say("made"), iso(self._made))))
        last = (method_section(draft, making), left_section(draft))
        said = words.say(f"kind_{kind}")
        plain = Markup("{}: {}").format(said, title).striptags()
        made = Report(said, name(title), plain, head, (*sections, *last), title_refs)
        page = render_report(made, draft)
        if self._redactor.persons:
            page = mask_page(page, self._redactor.finding(self._whole.values()))
        return Made(page, len(draft.book.notes), sum(one.of - one.shown for one in draft.left))

    def _stages(self, documents: Iterable[int]) -> dict[str, int]:
        """Return by the versions of the stages how many of some articles they read, most first."""
        found: Counter[str] = Counter()
        for number in documents:
            stages = stages_of(self._case.connection, number)
            if stages:
                found[", ".join(f"{stage} {version}" for stage, version in stages.items())] += 1
        return dict(found.most_common())
