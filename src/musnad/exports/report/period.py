"""A report on a period: the claims that were told most, each with its counts, and where they stand in time.

What comes in are weighed claims and what the report is written with; what goes out are sections. Values in, values out.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from markupsafe import Markup

from musnad.corpus.timeline import Entry, build_timeline
from musnad.corpus.weighing import Weighed, Weighing
from musnad.exports.report.book import Refs
from musnad.exports.report.claim import report_line, summary_lines
from musnad.exports.report.parts import Block, Draft, Line, Lines, Remark, Row, Section, Table, code, name, quote, soft
from musnad.exports.report.pictures import timeline_picture
from musnad.exports.report.telling import day_said
from musnad.views.claim_brief import first_words
from musnad.views.days import interval_written

__all__ = ["claims_section", "period_summary", "timeline_section"]

_MOST_REPORTS = 5  # of each claim, the earliest
_Texts = Callable[[int], str]


def period_summary(draft: Draft, weighing: Weighing, *, articles: int) -> Section:
    """Return how much the period holds: articles, claims of several, what is told alone."""
    words = draft.words
    claims = len(weighing.claims) + weighing.more
    told = words.say(
        "period_holds", articles=articles, claims=claims, alone=weighing.alone
    )  # fmt: skip
    first = [weighed.graph.evidence[0] for weighed in weighing.claims]
    refs = draft.book.cite_all(((piece.document, piece.spans) for piece in first), most=12)
    blocks: list[Block] = [Lines((Line(told, refs),))] if refs else [Remark(told)]
    remarks = ("whole_case", "no_verdict") if refs else ("no_verdict",)
    return Section("summary", words.say("summary"), (*blocks, *(Remark(words.say(one)) for one in remarks)))


def claims_section(draft: Draft, weighing: Weighing, texts: _Texts) -> Section:
    """Return each claim: its words, its counts, its earliest reports."""
    words = draft.words
    sections = tuple(_claim(draft, number, one, weighing, texts) for number, one in enumerate(weighing.claims, 1))
    blocks = () if sections else (Remark(words.say("no_claims")),)
    return Section("claims", words.say("claims_most_told"), blocks, sections)


def _claim(draft: Draft, number: int, weighed: Weighed, weighing: Weighing, texts: _Texts) -> Section:
    words, evidence = draft.words, weighed.graph.evidence
    title = Markup("{}. {}").format(number, name(first_words(evidence[0], texts)))
    refs = Refs((draft.book.cite(evidence[0].document, evidence[0].spans),))
    lines = Lines(summary_lines(draft, weighed, weighing))
    reports = Lines(tuple(report_line(draft, piece, texts) for piece in evidence[:_MOST_REPORTS]))
    rest = len(evidence) - _MOST_REPORTS
    blocks: list[Block] = [lines, reports]
    if rest > 0:
        blocks.append(Remark(words.say("more_reports", reports=words.count("reports", rest))))
    blocks.append(Remark(soft(words.say("claim_number", number=code(weighed.claim.id)))))
    return Section(f"c-{weighed.claim.id}", title, tuple(blocks), refs=refs)


def timeline_section(
    draft: Draft, weighing: Weighing, texts: _Texts, *, since: date | None, until: date | None
) -> Section:
    """Return the claims in the order of the days they are about, drawn and as a table."""
    words = draft.words
    timeline = build_timeline(weighing.claims)
    entries = (*timeline.entries, *timeline.undated)
    if not entries:
        return Section("timeline", words.say("timeline"), (Remark(words.say("no_claims")),))
    first = {weighed.claim.id: weighed.graph.evidence[0] for weighed in weighing.claims}
    rows = []
    for entry in entries:
        words_of = quote(first_words(first[entry.claim], texts))
        refs = Refs((draft.book.cite(entry.first.document, entry.first.spans),))
        rows.append(Row((_days(draft, entry), words_of, _basis(draft, entry), Markup(entry.articles.value)), refs))
    picture = timeline_picture(words, timeline.entries, since, until)
    head = tuple(words.say(one) for one in ("when", "claim", "how_dated", "articles"))
    table = Table(words.say("timeline"), head, tuple(rows))
    return Section("timeline", words.say("timeline"), (picture, table) if picture else (table,))


def _days(draft: Draft, entry: Entry) -> Markup:
    if entry.days is None:
        return day_said(draft.words, None)
    return Markup('<bdi dir="ltr" class="iso">{}</bdi>').format(interval_written(entry.days))


def _basis(draft: Draft, entry: Entry) -> Markup:
    words = draft.words
    if entry.basis is None:
        return soft(words.say("not_known"))
    said = words.say("dated_by_telling") if entry.basis == "told" else Markup.escape(
        words.label("date_basis", entry.basis))  # fmt: skip
    return said + (Markup("<br>{}").format(soft(words.say("dates_differ"))) if entry.differ else Markup(""))
