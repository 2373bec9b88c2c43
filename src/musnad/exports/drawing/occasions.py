"""Things told that have a time: claims of a case where there is one, else the events of articles.

What comes in is what is handed over; what goes out are occasions, one after the other, each with its days, its words,
who tells it and what stands behind it. A claim of many reports is one occasion. How a timeline or a calendar shows
them, their modules say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from musnad.corpus.claim_dates import days_in
from musnad.corpus.timeline import Entry, Happening
from musnad.corpus.timeline_choice import place
from musnad.exports.events.event_types import plover_types
from musnad.exports.sentences import Sentences
from musnad.exports.subject import Article, Subject, Told
from musnad.model import ChainLink, Document, EventStatus, EventType, Interval, Span, TimePrecision
from musnad.model.evidence import Evidence
from musnad.times.intervals import interval_of
from musnad.views.counted import passage
from musnad.views.event_facts import EventFacts, event_facts
from musnad.views.labels import load_labels
from musnad.views.outline import headline, teller_words

__all__ = ["Basis", "Counted", "Lose", "Occasion", "occasions_of"]

Basis = Literal["event", "named", "told"]
Lose = Callable[[str, int], object]
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Counted:
    """How many stand behind a claim; `against` counts the reports that may be against it."""

    articles: int
    outlets: int
    origins_lower: int
    origins_upper: int
    against: int
    differ: bool


@dataclass(frozen=True, slots=True)
class Occasion:
    """A thing told that has a time: `first` and `last` day, both included, and how exact the words are.

    `basis` says what the days are: those of the event, those that the words name, or the day of the first telling.
    `words` are those of the earliest report, `tellers` its chain, the outlet first. `counted` is of claims alone.
    """

    id: str
    first: date
    last: date
    precision: TimePrecision
    basis: Basis
    words: str
    tellers: tuple[str, ...]
    type: EventType | None = None
    status: EventStatus | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    counted: Counted | None = None


def occasions_of(subject: Subject, lose: Lose, *, told: bool, most: int | None = None) -> Iterator[Occasion]:
    """Yield what has a time, at most so many: claims of a case, those that most outlets tell first, else events.

    `told` lets claims in of which only the day of the telling is known. What has no time is lost as `undated`, what is
    over the limit as `more`, and what only one article of a case tells as `alone`.
    """
    for what in ("undated", "more"):
        lose(what, 0)
    if subject.case is not None:
        yield from _claims(subject, lose, told=told, most=most)
    else:
        yield from _events(subject, lose, most)


def _claims(subject: Subject, lose: Lose, *, told: bool, most: int | None) -> Iterator[Occasion]:
    given = at = 0
    before = None
    for one in subject.claims():
        weighing = one.weighing
        at = at + 1 if weighing is before else 1
        if before is None:
            lose("alone", weighing.alone)
        if most is not None and given >= most:
            lose("more", weighing.more + len(weighing.claims) - at + 1)
            return
        before = weighing
        occasion = _claim(subject, one, told=told)
        if occasion is None:
            lose("undated", 1)
        else:
            given += 1
            yield occasion


def _claim(subject: Subject, one: Told, *, told: bool) -> Occasion | None:
    entry = place((one.weighed,))[0].entry
    if entry.days is None or entry.basis is None or (entry.basis == "told" and not told):
        return None
    days, first = days_in(entry.days), one.weighed.graph.evidence[0]
    happening = _happening(entry)
    actors, recipients = (happening.actors, happening.recipients) if happening is not None else ((), ())
    where = next((e.place for e in first.events if happening is not None and e.type == happening.type and e.place), "")
    names = subject.names((*actors, *recipients, where))
    source = subject.source(first.document)
    return Occasion(
        id=entry.claim, first=days.first, last=days.last, precision=entry.days.precision, basis=entry.basis,
        words=passage(subject.text(first.document), first.spans), tellers=_told_by(first),
        type=happening.type if happening is not None else None,
        status=happening.status if happening is not None else None,
        actors=tuple(names.get(key, key) for key in actors),
        recipients=tuple(names.get(key, key) for key in recipients),
        place=names.get(where) or where or None, title=source.title, url=source.url, outlet=source.outlet,
        counted=_counted(entry),
    )  # fmt: skip


def _happening(entry: Entry) -> Happening | None:
    """Return the event that most reports tell, of those whose day the claim stands at where it stands at one."""
    dated = next((one.types for one in entry.dates if one.days == entry.days and one.basis == entry.basis), ())
    return next((event for event in entry.events if event.type in dated), next(iter(entry.events), None))


def _told_by(piece: Evidence) -> tuple[str, ...]:
    """Return the names in a chain; an outlet that is not known leaves its place out."""
    return tuple(teller.name for teller in piece.chain if teller.name)


def _counted(entry: Entry) -> Counted:
    return Counted(
        articles=entry.articles.value, outlets=entry.outlets.value, origins_lower=entry.origins_lower.value,
        origins_upper=entry.origins_upper.value, against=len(entry.against), differ=entry.differ,
    )  # fmt: skip


def _events(subject: Subject, lose: Lose, most: int | None) -> Iterator[Occasion]:
    types, given = plover_types(), 0
    for article in subject.articles():
        for facts in event_facts(article.document, types):
            days = interval_of(facts.event.time or "")
            if days is None:
                lose("undated", 1)
            elif most is not None and given >= most:
                lose("more", 1)
            else:
                given += 1
                yield _event(article, facts, days)


def _event(article: Article, facts: EventFacts, interval: Interval) -> Occasion:
    doc, event, days = article.document, facts.event, days_in(interval)
    title = headline(doc)
    return Occasion(
        id=f"{_article_id(article)}-{event.id}", first=days.first, last=days.last, precision=interval.precision,
        basis="event", words=_sentence(doc, event.trigger), tellers=_tellers(doc, facts.chain),
        type=event.type, status=event.status,
        actors=tuple(party.entity.name for party in facts.actors),
        recipients=tuple(party.entity.name for party in facts.recipients),
        place=facts.place.entity.name if facts.place is not None else None,
        title=title if title != doc.id else None, outlet=doc.outlet, url=doc.url,
    )  # fmt: skip


def _article_id(article: Article) -> str:
    """Return what names an article from one export to the next; two of the same words differ."""
    return hashlib.sha256(f"{article.sha256} {article.id}".encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def _tellers(doc: Document, chain: Sequence[ChainLink]) -> tuple[str, ...]:
    named = (teller_words(doc, link, load_labels()) for link in chain)
    return tuple(([doc.outlet] if doc.outlet else []) + list(named))


def _sentence(doc: Document, trigger: Span) -> str:
    """Return the sentence that a word stands in, the word alone where it runs over the end of one."""
    return Sentences(doc).words_at(trigger) or doc.slice(trigger)
