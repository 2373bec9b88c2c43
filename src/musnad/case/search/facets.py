"""What the hits of a search are made of: how many are of each outlet, month, actor, speaker, place, event and stance.

What comes in are the numbers of documents; what goes out are counts, most first. Actors whom people brought together
count as one.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musnad.case.facts import KINDS
from musnad.case.identity import decisions
from musnad.corpus.merging import merged

__all__ = ["Count", "Facets", "count_facets"]

_MOST = 12


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
    names = connection.execute(
        "SELECT id, kind, key, label FROM term WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(counts)),),
    )
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
        found[kind] = tuple(sorted(values, key=lambda c: (-c.documents, c.label, c.key))[:most])
    return found
