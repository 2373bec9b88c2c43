"""Which claims of several articles an outlet told first, counted or listed, without weighing anything.

What comes in is a database whose articles were weighed; what goes out are counts by the keys of outlets, and the
claims of one outlet with their words. First is the earliest report that the case has, which need not be the first ever.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from musnad.case.tellers import outlet_key, outlet_names
from musnad.case.weighing.pieces import document_of, has_tables, place_of, unpack
from musnad.model.evidence import Evidence

__all__ = ["ToldFirst", "first_told", "told_first_by"]

_COUNTS = """
SELECT d.outlet, count(*) FROM claim CROSS JOIN document AS d INDEXED BY document_brief ON d.id = claim.first >> 16
WHERE claim.articles > 1 AND d.outlet IS NOT NULL GROUP BY 1
"""
_OF_ONE = """
SELECT claim.first, claim.outlets, claim.articles, claim.since, piece.id
FROM document AS d INDEXED BY document_outlet
CROSS JOIN claim ON claim.first BETWEEN d.id << 16 AND (d.id << 16) + 65535 AND claim.articles > 1
CROSS JOIN piece ON piece.number = claim.first
WHERE d.outlet = ? ORDER BY claim.outlets DESC, claim.articles DESC, claim.first LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class ToldFirst:
    """A claim that an outlet told first: its id, its first report, and how many told it."""

    claim: str
    report: Evidence
    outlets: int
    articles: int
    since: str | None


def first_told(connection: sqlite3.Connection) -> Mapping[str, int]:
    """Return by the key of an outlet how many claims of several articles it told first."""
    found: Counter[str] = Counter()
    for outlet, count in connection.execute(_COUNTS) if has_tables(connection) else ():
        found[outlet_key(outlet)] += count
    return found


def told_first_by(connection: sqlite3.Connection, key: str, *, most: int) -> tuple[ToldFirst, ...]:
    """Return the claims that an outlet told first, those that most outlets tell.

    Raises CaseError where what an article tells is damaged.
    """
    if not has_tables(connection):
        return ()
    rows = [row for name in outlet_names(connection, key) for row in connection.execute(_OF_ONE, (name, most))]
    rows.sort(key=lambda row: (-row[1], -row[2], row[0]))
    return tuple(_told(connection, *row) for row in rows[:most])


def _told(
    connection: sqlite3.Connection, first: int, outlets: int, articles: int, since: str | None, key: bytes
) -> ToldFirst:
    document = document_of(first)
    (value,) = connection.execute("SELECT value FROM evidence WHERE document = ?", (document,)).fetchone()
    return ToldFirst(key.hex(), unpack(value, document).evidence[place_of(first)], outlets, articles, since)
