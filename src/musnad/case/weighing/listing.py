"""Lists of claims, read page by page: which claims some articles tell, in their order, and a few of them weighed.

What comes in is a case whose articles were weighed; what goes out are numbers of claims (of their first pieces), which
cost little, and weighings of those that a page shows. Nothing is weighed that is not shown.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.weighing.pieces import PLACE_BITS, check_tables, numbers_of
from musnad.case.weighing.reading import weigh_these
from musnad.corpus.weighing import Weighing
from musnad.model.evidence import OppositionKind

__all__ = ["Listed", "list_alone", "list_claims", "weigh_listed"]

_TOLD = "SELECT first FROM claim WHERE articles > 1"
_ORDER = "ORDER BY outlets DESC, articles DESC, first"
_OPPOSED = """
SELECT DISTINCT mine.claim FROM opposed JOIN piece AS mine ON mine.number = opposed.piece
JOIN piece AS other ON other.number = opposed.other
WHERE opposed.kind = ? AND mine.claim IS NOT NULL AND mine.claim IS NOT other.claim
"""
_IS_ALONE = "(claim IS NULL OR claim = number AND articles = 1)"
_ALONE = f"FROM piece LEFT JOIN claim ON first = number WHERE {_IS_ALONE}"
_OF_SOME = f"""
json_each(?) AS q CROSS JOIN piece ON number BETWEEN q.value << {PLACE_BITS} AND ((q.value + 1) << {PLACE_BITS}) - 1
"""
_COUNT_ALONE = """
SELECT (SELECT count(*) FROM piece) - (SELECT count(*) FROM piece WHERE claim IS NOT NULL)
    + (SELECT count(*) FROM claim WHERE articles = 1)
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """Claims by the numbers of their first pieces, those that most outlets tell first.

    `alone` counts what one of the articles tells alone, `articles` those that were weighed among the ones asked about.
    """

    firsts: Sequence[int]
    alone: int
    articles: int


def list_claims(
    case: Case, documents: Collection[int] | None = None, *, against: OppositionKind | None = None
) -> Listed:
    """Return the claims that some documents tell together with others; of all documents without any.

    With `against` only those that something of this kind may be against.
    """
    connection = case.connection
    check_tables(connection)
    chosen = None if documents is None else _told_in(connection, documents)
    if against is not None:
        opposed = {claim for (claim,) in connection.execute(_OPPOSED, (against,))}
        chosen = opposed if chosen is None else chosen & opposed
    if chosen is None:
        rows = connection.execute(f"{_TOLD} {_ORDER}")
    else:
        rows = connection.execute(
            f"{_TOLD} AND first IN (SELECT value FROM json_each(?)) {_ORDER}", (json.dumps(sorted(chosen)),)
        )
    firsts = array("q", (first for (first,) in rows))
    return Listed(firsts, _count_alone(connection, documents), _count_weighed(connection, documents))


def weigh_listed(case: Case, listed: Listed, *, start: int, most: int) -> Weighing:
    """Weigh the claims of a page of a list, without what joins their reports."""
    firsts = listed.firsts[start : start + most]
    more = max(len(listed.firsts) - start - most, 0)
    return weigh_these(case, firsts, articles=listed.articles, alone=listed.alone, more=more)


def list_alone(case: Case, documents: Collection[int] | None = None, *, start: int, most: int) -> Weighing:
    """Weigh what one article tells alone, in the order of the case, from a place of the list on."""
    query = f"SELECT number {_ALONE}"
    if documents is None:
        rows = case.connection.execute(f"{query} ORDER BY number LIMIT ? OFFSET ?", (most, start)).fetchall()
        return weigh_these(case, [number for (number,) in rows])
    numbers: list[int] = []
    for document in sorted(documents):
        told = case.connection.execute(f"{query} AND number BETWEEN ? AND ? ORDER BY number", numbers_of(document))
        numbers += (number for (number,) in told)
        if len(numbers) >= start + most:
            break
    return weigh_these(case, numbers[start : start + most])


def _told_in(connection: sqlite3.Connection, documents: Collection[int]) -> set[int]:
    query = f"SELECT DISTINCT claim FROM {_OF_SOME} WHERE claim IS NOT NULL"
    return {claim for (claim,) in connection.execute(query, (json.dumps(sorted(documents)),))}


def _count_alone(connection: sqlite3.Connection, documents: Collection[int] | None) -> int:
    if documents is None:
        return int(connection.execute(_COUNT_ALONE).fetchone()[0])
    query = f"SELECT count(*) FROM {_OF_SOME} LEFT JOIN claim ON first = number WHERE {_IS_ALONE}"
    return int(connection.execute(query, (json.dumps(sorted(documents)),)).fetchone()[0])


def _count_weighed(connection: sqlite3.Connection, documents: Collection[int] | None) -> int:
    if documents is None:
        return int(connection.execute("SELECT count(*) FROM evidence").fetchone()[0])
    query = "SELECT count(*) FROM evidence WHERE document IN (SELECT value FROM json_each(?))"
    return int(connection.execute(query, (json.dumps(sorted(documents)),)).fetchone()[0])
