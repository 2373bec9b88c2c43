"""Which claims some articles tell, by the numbers of their first pieces, and what one of them tells alone.

What comes in is the database of a case whose articles were weighed; what goes out are numbers and counts, which cost
little. Weighing what is chosen is for `musnad.case.weighing.reading`.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Collection, Sequence

from musnad.case.weighing.pieces import PLACE_BITS, numbers_of
from musnad.model.evidence import OppositionKind

__all__ = ["alone_in", "claims_of", "count_alone"]

_TOLD = "SELECT first FROM claim WHERE articles > 1"
_ORDER = "ORDER BY outlets DESC, articles DESC, first"
_OPPOSED = """
SELECT DISTINCT mine.claim FROM opposed JOIN piece AS mine ON mine.number = opposed.piece
JOIN piece AS other ON other.number = opposed.other
WHERE opposed.kind = ? AND mine.claim IS NOT NULL AND mine.claim IS NOT other.claim
"""
_IS_ALONE = "(claim IS NULL OR claim = number AND articles = 1)"
_ALONE = f"SELECT number FROM piece LEFT JOIN claim ON first = number WHERE {_IS_ALONE}"
_OF_SOME = f"""
json_each(?) AS q CROSS JOIN piece ON number BETWEEN q.value << {PLACE_BITS} AND ((q.value + 1) << {PLACE_BITS}) - 1
"""
_COUNT_ALONE = """
SELECT (SELECT count(*) FROM piece) - (SELECT count(*) FROM piece WHERE claim IS NOT NULL)
    + (SELECT count(*) FROM claim WHERE articles = 1)
"""


def claims_of(
    connection: sqlite3.Connection,
    documents: Collection[int] | None = None,
    *,
    against: OppositionKind | None = None,
) -> Sequence[int]:
    """Return the claims that documents tell together with others, those that most outlets and then articles tell first.

    All claims where no documents are given. With `against` only those that something of this kind may be against.
    """
    chosen = None if documents is None else _told_in(connection, documents)
    if against is not None:
        opposed = {claim for (claim,) in connection.execute(_OPPOSED, (against,))}
        chosen = opposed if chosen is None else chosen & opposed
    if chosen is None:
        rows = connection.execute(f"{_TOLD} {_ORDER}")
    else:
        among = json.dumps(sorted(chosen))
        rows = connection.execute(f"{_TOLD} AND first IN (SELECT value FROM json_each(?)) {_ORDER}", (among,))
    return array("q", (first for (first,) in rows))


def count_alone(connection: sqlite3.Connection, documents: Collection[int] | None = None) -> int:
    """Return how many things one of the documents tells alone; of all documents without any."""
    if documents is None:
        return int(connection.execute(_COUNT_ALONE).fetchone()[0])
    query = f"SELECT count(*) FROM {_OF_SOME} LEFT JOIN claim ON first = number WHERE {_IS_ALONE}"
    return int(connection.execute(query, (json.dumps(sorted(documents)),)).fetchone()[0])


def alone_in(
    connection: sqlite3.Connection, documents: Collection[int] | None = None, *, start: int = 0, most: int | None = None
) -> Sequence[int]:
    """Return the first pieces of what documents tell and no other article does, in the order of the case.

    The first `start` are passed over, and at most `most` of the rest are returned.
    """
    if documents is None:
        rows = connection.execute(f"{_ALONE} ORDER BY number LIMIT ? OFFSET ?", (-1 if most is None else most, start))
        return [number for (number,) in rows]
    numbers: list[int] = []
    for document in sorted(documents):
        told = connection.execute(f"{_ALONE} AND number BETWEEN ? AND ? ORDER BY number", numbers_of(document))
        numbers += (number for (number,) in told)
        if most is not None and len(numbers) >= start + most:
            break
    return numbers[start : None if most is None else start + most]


def _told_in(connection: sqlite3.Connection, documents: Collection[int]) -> set[int]:
    query = f"SELECT DISTINCT claim FROM {_OF_SOME} WHERE claim IS NOT NULL"
    return {claim for (claim,) in connection.execute(query, (json.dumps(sorted(documents)),))}
