"""An article as a page shows it: stretches of text with the statements beside them, its events, who is who.

What comes in is a document; what goes out are values that the single-file report and the reading room put into their
templates. Numbers count from 1 and stand in anchors. No layout, no escaping, no I/O.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from musnad.case.weighing.told import ToldClaim
from musnad.model import ChainLink, Document, Entity, Event, Span, Statement
from musnad.views.cutting import Mark, Piece, cut, lines
from musnad.views.labels import Labels
from musnad.views.letters import word_end
from musnad.views.marking import Look, whole_letters
from musnad.views.outline import (
    event_order,
    headline,
    is_anonymous,
    numbered_statements,
    reason_kinds,
    teller_words,
)

__all__ = [
    "Card",
    "EventRow",
    "Link",
    "Party",
    "Person",
    "Row",
    "cards",
    "claims_beside",
    "ends_of",
    "event_rows",
    "lay_out",
    "people",
]

# matches Q42; not q42, Q0, Q42/x
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# matches a line feed between two lines; not the space between two sentences
_LINE_END = re.compile("[\n\r\u2028\u2029]")
_MOST_CARDS = 4
_FEW_CARDS = 2


class Party(NamedTuple):
    """Somebody or a place by name, with the number of the entity where it is one of the article's."""

    name: str
    number: int | None


class Link(NamedTuple):
    """A teller in a chain: the words that name him, the link, the number of the entity that he is."""

    words: str
    link: ChainLink
    number: int | None


class Card(msgspec.Struct, frozen=True):
    """A statement beside the words it belongs to."""

    number: int
    statement: Statement
    links: tuple[Link, ...]
    anonymous: bool
    denied: bool


class Row(msgspec.Struct, frozen=True):
    """A stretch of the article with the cards whose content begins there; `runs_on` when its line goes on after it."""

    is_title: bool
    runs_on: bool
    pieces: tuple[Piece[Look], ...]
    cards: tuple[Card, ...]


class EventRow(msgspec.Struct, frozen=True):
    """An event with its parties and the statement that tells it: its number, and who told it last."""

    number: int
    event: Event
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: tuple[Party, ...]
    teller: Party | None


class Person(msgspec.Struct, frozen=True):
    """An entity, its number, its Wikidata id where that may be linked, its Latin form, why it is known."""

    number: int
    entity: Entity
    wikidata: str | None
    latin: str | None
    reasons: tuple[str, ...]


def cards(doc: Document, labels: Labels) -> tuple[Card, ...]:
    """Return the statements of a document, each with the words for those who tell it."""
    numbers = _entity_numbers(doc)

    def card(number: int, statement: Statement) -> Card:
        links = tuple(Link(teller_words(doc, x, labels), x, numbers.get(x.entity or "")) for x in statement.chain)
        denied = statement.polarity < 0 or statement.stance == "deny"
        return Card(number, statement, links, is_anonymous(statement), denied)

    return tuple(card(number, statement) for number, statement in enumerate(doc.statements or (), 1))


def ends_of(text: str, shown: Iterable[Card]) -> Mapping[int, tuple[int, ...]]:
    """Return by the place in the text where statements end their numbers; the place divides no word."""
    ends: dict[int, tuple[int, ...]] = {}
    for card in shown:
        end = word_end(text, card.statement.content[-1].end)
        ends[end] = (*ends.get(end, ()), card.number)
    return ends


def claims_beside(shown: Iterable[Card], told: Iterable[ToldClaim]) -> Mapping[int, ToldClaim]:
    """Return by the number of a statement the claim that it is a report of, where others tell the same."""
    claims = {span: claim for claim in told for span in claim.spans}
    found = ((card.number, claims.get(card.statement.content[0])) for card in shown)
    return {number: claim for number, claim in found if claim is not None}


def lay_out(doc: Document, marks: Iterable[Mark[Look]], shown: Iterable[Card]) -> tuple[Row, ...]:
    """Return the text in rows, each cut where a mark begins or ends, with the cards whose words begin in it.

    No letter is cut in two: a mark that begins or ends in one takes it in.
    """
    spans = _stretches(doc)
    if not spans:
        return ()
    beside: defaultdict[int, list[Card]] = defaultdict(list)
    for card in shown:
        beside[_line_of(spans, card.statement.content[0].start)].append(card)
    within: defaultdict[int, list[Mark[Look]]] = defaultdict(list)
    for mark in whole_letters(doc.text, marks):
        for index in range(_line_of(spans, mark.span.start), _line_of(spans, mark.span.end - 1) + 1):
            within[index].append(mark)
    title = headline(doc)
    rows = []
    for index, span in enumerate(spans):
        is_title = index == 0 and doc.text[span.start : span.end].strip() == title
        runs_on = index + 1 < len(spans) and not _LINE_END.search(doc.text, span.end - 1, spans[index + 1].start)
        rows.append(Row(is_title, runs_on, cut(span, within[index]), tuple(beside[index])))
    return tuple(rows)


def event_rows(doc: Document, labels: Labels) -> tuple[EventRow, ...]:
    """Return the events by their date."""
    numbers = _entity_numbers(doc)
    names = {e.id: e.name for e in doc.entities or ()}
    tellers = numbered_statements(doc)

    def parties(ids: Iterable[str]) -> tuple[Party, ...]:
        return tuple(Party(names.get(i, i), numbers.get(i)) for i in ids)

    rows = []
    for number, event in enumerate(event_order(doc), 1):
        told = tellers.get(event.statement or "")
        teller = Party(teller_words(doc, told[1].chain[-1], labels), told[0]) if told else None
        place = parties([event.place] if event.place else [])
        rows.append(EventRow(number, event, parties(event.actors), parties(event.recipients), place, teller))
    return tuple(rows)


def people(doc: Document) -> tuple[Person, ...]:
    """Return the entities, those that are mentioned most first."""
    numbered = [
        Person(
            number,
            e,
            e.wikidata if _WIKIDATA.fullmatch(e.wikidata or "") else None,
            e.name_en or e.name_latin,
            reason_kinds(e),
        )
        for number, e in enumerate(doc.entities or (), 1)
    ]
    return tuple(sorted(numbered, key=lambda p: -len(p.entity.mentions)))


def _stretches(doc: Document) -> tuple[Span, ...]:
    """Return the lines of the text; a line with many statements is divided between sentences, to keep cards near."""
    begins = sorted(s.content[0].start for s in doc.statements or ())
    sentences = [s.start for s in doc.segments.sentences] if doc.segments else []
    found: list[Span] = []
    for line in lines(doc.text):
        start, waiting = line.start, bisect_left(begins, line.start)
        crowded = bisect_left(begins, line.end) - waiting > _MOST_CARDS
        for cut_at in (
            sentences[bisect_right(sentences, line.start) : bisect_left(sentences, line.end)] if crowded else ()
        ):
            if bisect_left(begins, cut_at) - waiting >= _FEW_CARDS and cut_at > start:
                found.append(Span(start, cut_at))
                start, waiting = cut_at, bisect_left(begins, cut_at)
        found.append(Span(start, line.end))
    return tuple(found)


def _line_of(spans: tuple[Span, ...], position: int) -> int:
    """Return the line that holds a place; between lines it is the next one, after the last line the last."""
    return min(bisect_right(spans, position, key=lambda span: span.end), len(spans) - 1)


def _entity_numbers(doc: Document) -> dict[str, int]:
    return {e.id: number for number, e in enumerate(doc.entities or (), 1)}
