"""Marks of claims: the number from 1 to 6 that people give a claim, kept apart from the letters of its sources.

What comes in are an open case, a claim and its mark; what goes out are the marks of claims. A mark holds on to the
reports that the claim had, by their places in the texts, so that it is found again where the claim has grown, was read
anew or has another id. It is 6 until somebody gives one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from musnad.case.folder import Case
from musnad.case.notes import Note, judged_on, notes, take_back, write_note
from musnad.case.store import read_text
from musnad.corpus.sources import Mark, MarkNumber
from musnad.errors import CaseError
from musnad.model import Span
from musnad.model.evidence import Claim

__all__ = ["mark", "marks_in", "take_back_mark"]

_LEAST_SHARED = 0.5  # of the code points that two stretches cover, to be taken for the same report
_REPORTS = """
SELECT evidence, document, spans, text, current FROM marked_report
JOIN document ON document.id = document JOIN article ON article.id = article WHERE note = ? ORDER BY place
"""


def mark(case: Case, claim: Claim, number: MarkNumber, *, who: str, reason: str, day: str | None = None) -> int:
    """Give a claim a number, beside those that others gave; return the number of the note.

    Raises CaseError where the number, the day, who gives it or the reason will not do.
    """
    where = f"claim {claim.id}"
    given = judged_on(case, day, where)
    try:
        made = Mark(number=number, day=given, who=who.strip(), reason=reason)
    except ValueError as error:
        raise CaseError(where, str(error), "give a number from 1 to 6, who gives it and why") from error
    with case.change() as connection:
        note = write_note(case, claim.id, "mark", str(made.number), day=given, who=made.who, reason=reason)
        connection.executemany(
            "INSERT INTO marked_report (note, place, evidence, document, spans) VALUES (?, ?, ?, ?, ?)",
            (
                (note, place, piece.id, piece.document, json.dumps([[span.start, span.end] for span in piece.spans]))
                for place, piece in enumerate(claim.evidence)
            ),
        )
    return note


def marks_in(connection: sqlite3.Connection, claims: Iterable[Claim]) -> dict[str, tuple[Mark, ...]]:
    """Return the marks that stand of some claims, by the ids that the claims have now.

    A mark belongs to the claim that has the first of its reports; where none of these has it, the next.
    """
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for claim, note in _standing(connection, claims):
        found[claim].append(_mark_of(note))
    return {claim: tuple(marks) for claim, marks in found.items()}


def take_back_mark(case: Case, claim: Claim, given: Mark, *, reason: str) -> None:
    """Take a mark of a claim back. Raises CaseError where none like it stands."""
    here = _standing(case.connection, (claim,))
    number = next((note.id for _, note in reversed(list(here)) if _mark_of(note) == given), None)
    if number is None:
        raise CaseError(f"claim {claim.id}", "no such mark stands", "see those that do on the page of the claim")
    take_back(case, number, reason=reason)


def _standing(connection: sqlite3.Connection, claims: Iterable[Claim]) -> Iterator[tuple[str, Note]]:
    """Yield the marks that stand of some claims, each with the id that its claim has now."""
    standing = [note for note in notes(connection) if note.field == "mark"]
    told = _Told(connection, claims if standing else ())
    for note in standing:
        claim = next(filter(None, map(told.claim_with, _reports(connection, note.id))), None)
        if claim is not None:
            yield claim, note


def _mark_of(note: Note) -> Mark:
    record = {"number": int(note.value), "day": note.day, "who": note.who, "reason": note.reason}
    return msgspec.convert(record, Mark)


class _Report(NamedTuple):
    """A report as it was when its claim was marked; `current` is the version of its article that counts now."""

    evidence: str
    document: int
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    current: int


class _Told:
    """The reports of claims as they are now, to be met by those that a mark holds on to."""

    def __init__(self, connection: sqlite3.Connection, claims: Iterable[Claim]) -> None:
        self._connection = connection
        self._by_id: dict[str, str] = {}
        self._by_document: defaultdict[int, list[tuple[tuple[Span, ...], str]]] = defaultdict(list)
        for claim in claims:
            for piece in claim.evidence:
                self._by_id[piece.id] = claim.id
                self._by_document[piece.document].append((piece.spans, claim.id))

    def claim_with(self, report: _Report) -> str | None:
        """Return the claim that holds a report: the same, one at its place, or its words in a new version."""
        if (claim := self._by_id.get(report.evidence)) is not None:
            return claim
        here = self._by_document.get(report.document, ())
        share, claim = max(((_shared(report.spans, spans), claim) for spans, claim in here), default=(0.0, None))
        if claim is not None and share >= _LEAST_SHARED:
            return claim
        if report.current == report.document or not (there := self._by_document.get(report.current)):
            return None
        text = read_text(self._connection, report.current)
        return next((claim for spans, claim in there if _words(text, spans) == report.words), None)


def _reports(connection: sqlite3.Connection, note: int) -> Iterator[_Report]:
    for evidence, document, places, text, current in connection.execute(_REPORTS, (note,)):
        spans = tuple(Span(start, end) for start, end in json.loads(places))
        yield _Report(evidence, document, spans, _words(text, spans), current)


def _words(text: str, spans: Iterable[Span]) -> tuple[str, ...]:
    return tuple(text[span.start : span.end] for span in spans)


def _shared(one: Iterable[Span], other: Iterable[Span]) -> float:
    a = {i for span in one for i in range(span.start, span.end)}
    b = {i for span in other for i in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a or b else 0.0
