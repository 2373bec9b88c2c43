"""What the hits of a search are made of: how many are of each outlet, month, actor, speaker, place, event and stance.

What comes in are the numbers of documents; what goes out are counts, most first. Actors whom people brought together
count as one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest, nsmallest
from typing import NamedTuple

from musnad.case.facts import KINDS
from musnad.case.identity import decisions
from musnad.corpus.merging import merged

__all__ = ["Count", "Facets", "count_facets"]

_MOST = 12
_LOOKED_AT = 2_000  # terms of a result that has more


class Count(NamedTuple):
    """How many documents have a value; `key` is what a filter takes, `label` what people are shown."""

    key: str
    label: str
    documents: int


Facets = Mapping[str, tuple[Count, ...]]
"""Counts by outlet, month, actor, speaker, place, event and stance."""


def count_facets(connection: sqlite3.Connection, documents: Sequence[int], *, most: int = _MOST) -> Facets:
    """Return the counts of documents, at most so many of each kind; months come in order of time."""
    chosen = json.dumps(documents)
    among = "(SELECT value FROM json_each(?))"
    found: dict[str, tuple[Count, ...]] = {}
    source = f"FROM document WHERE id IN {among}"
    query = f"SELECT outlet, count(*) {source} AND outlet IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    found["outlet"] = tuple(Count(name, name, n) for name, n in connection.execute(query, (chosen,)).fetchmany(most))
    query = f"SELECT substr(day, 1, 7), count(*) {source} AND day IS NOT NULL GROUP BY 1 ORDER BY 1"
    found["month"] = tuple(Count(month, month, n) for month, n in connection.execute(query, (chosen,)))
    counts: dict[int, int] = dict(
        connection.execute(f"SELECT term, count(*) FROM fact WHERE document IN {among} GROUP BY 1", (chosen,))
    )
    names = _names(connection, counts, most)
    by_kind: dict[str, list[Count]] = {kind: [] for kind in KINDS}
    standing = merged(decisions(connection))
    several: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, kind, key, label in names:
        if key in standing:
            several[kind, standing[key]].append((number, label))
        else:
            by_kind[kind].append(Count(key, label, counts[number]))
    for (kind, key), terms in several.items():
        query = f"SELECT count(DISTINCT document) FROM fact WHERE term IN {among} AND document IN {among}"
        (number,) = connection.execute(query, (json.dumps([term for term, _ in terms]), chosen)).fetchone()
        by_kind[kind].append(Count(key, max(terms, key=lambda term: counts[term[0]])[1], number))
    for kind, values in by_kind.items():
        found[kind] = tuple(nsmallest(most, values, key=lambda c: (-c.documents, c.label, c.key)))
    return found


def _names(connection: sqlite3.Connection, counts: Mapping[int, int], most: int) -> list[tuple[int, str, str, str]]:
    """Return number, kind, key and label of all terms that may be among the `most` of their kind, and of merged ones.

    Few of very many terms are: those with the greatest counts are read first, and a kind is read whole only where these
    do not settle it.
    """
    columns, among = "SELECT id, kind, key, label FROM term WHERE", "IN (SELECT value FROM json_each(?))"
    ranked = nlargest(_LOOKED_AT, counts, key=counts.__getitem__)
    rows = connection.execute(f"{columns} id {among}", (json.dumps(ranked),)).fetchall()
    if len(ranked) == len(counts):
        return rows
    least = counts[ranked[-1]]
    greater = Counter(kind for number, kind, _, _ in rows if counts[number] > least)
    together = list(merged(decisions(connection)))
    open_kinds = [kind for kind in KINDS if greater[kind] < most + len(together)]
    for kind in open_kinds:
        rows += connection.execute(f"{columns} kind = ?", (kind,))
    rows += connection.execute(f"{columns} key {among}", (json.dumps(together),))
    return [row for row in dict.fromkeys(rows) if row[0] in counts]
