"""What an article tells together with others: the claims it is in, by the numbers that are kept of them.

What comes in is the number of a document; what goes out are claims with their own words in it. Nothing is weighed
anew, so that a page of an article is quick in a case of any size; `musnad.case.weighing.reading` counts a claim.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from musnad.case.weighing.against import APART
from musnad.case.weighing.pieces import has_tables, numbers_of, place_of, unpack
from musnad.model import Span

__all__ = ["ToldClaim", "claims_told"]


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim of a document: its id, the words by which the document tells it, how many others do, and when.

    `is_opposed` says that something in the case contradicts one of its reports.
    """

    id: str
    spans: tuple[Span, ...]
    outlets: int
    articles: int
    since: str | None
    until: str | None
    is_opposed: bool


def claims_told(connection: sqlite3.Connection, document: int) -> tuple[ToldClaim, ...]:
    """Return the claims that a document tells with other articles, those that most outlets tell first.

    Empty where the document was not weighed, as in a case without claims. Raises CaseError where what it tells is
    damaged.
    """
    if not has_tables(connection):
        return ()
    rows = connection.execute(
        "SELECT piece.number, piece.claim, outlets, articles, since, until, first.id FROM piece "
        "JOIN claim ON claim.first = piece.claim JOIN piece AS first ON first.number = piece.claim "
        "WHERE piece.number BETWEEN ? AND ? AND claim.articles > 1 "
        "ORDER BY claim.outlets DESC, claim.articles DESC, claim.first",
        numbers_of(document),
    ).fetchall()
    value = connection.execute("SELECT value FROM evidence WHERE document = ?", (document,)).fetchone()
    if not rows or value is None:
        return ()
    evidence = unpack(value[0], document).evidence
    spans: dict[int, tuple[Span, ...]] = {}
    for number, claim, *_ in rows:
        spans[claim] = (*spans.get(claim, ()), *evidence[place_of(number)].spans)
    found = {claim: (identifier, *counts) for _, claim, *counts, identifier in rows}
    return tuple(
        ToldClaim(identifier.hex(), spans[claim], outlets, articles, since, until, _is_opposed(connection, claim))
        for claim, (identifier, outlets, articles, since, until) in found.items()
    )


def _is_opposed(connection: sqlite3.Connection, claim: int) -> bool:
    query = (
        "SELECT 1 FROM piece AS own JOIN opposed ON opposed.piece = own.number "
        "JOIN piece AS against ON against.number = opposed.other "
        "WHERE own.claim = ? AND kind <> ? AND against.claim IS NOT own.claim LIMIT 1"
    )
    return connection.execute(query, (claim, APART)).fetchone() is not None
