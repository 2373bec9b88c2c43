"""Terms of a case by the articles that they stand in, a page at a time, without reading all of them.

What comes in are which terms are meant and what counts otherwise than the tables say (actors that people brought
together, outlets); what goes out are the terms of one page, and how many there are. A case keeps the counts as articles
come and go; one of an earlier musnad is counted anew each time.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from musnad.case.schema import version_of

__all__ = ["Ranked", "Scope", "articles_by_key", "has_counts", "ranked"]

_SCHEMA = 8  # the first whose terms are counted
Kind = Literal["named", "telling"]
_OF_KIND: Mapping[Kind, str] = {"named": "kind IN ('actor', 'place')", "telling": "kind = 'speaker'"}
_COUNTED = """(
    SELECT kind, key, label, n AS articles
    FROM (SELECT term, count(*) AS n FROM fact JOIN article ON current = document GROUP BY term) JOIN term ON id = term
)"""


class Ranked(NamedTuple):
    """A term: its key, the name that it was met with first, and how many articles it stands in."""

    key: str
    label: str
    articles: int


class Scope(NamedTuple):
    """Which terms are meant: those `named` in articles or those `telling`, and a condition on their keys."""

    kind: Kind
    condition: str = "1"
    values: tuple[object, ...] = ()


def has_counts(connection: sqlite3.Connection) -> bool:
    """Whether the case keeps how many articles each term stands in."""
    return version_of(connection) >= _SCHEMA


def ranked(
    connection: sqlite3.Connection,
    scope: Scope,
    *,
    instead: Iterable[Ranked] = (),
    hidden: Iterable[str] = (),
    start: int = 0,
    size: int,
) -> tuple[tuple[Ranked, ...], int]:
    """Return one page of the terms by their articles, and how many there are.

    `instead` are counted as given and take the place of `hidden` keys.
    """
    extra = sorted(instead, key=_order)
    where = f"{_OF_KIND[scope.kind]} AND articles > 0 AND ({scope.condition})"
    values = [*scope.values]
    if left_out := [*hidden]:
        where += " AND key NOT IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(left_out))
    table = _table(connection, scope.kind)
    (total,) = connection.execute(f"SELECT count(*) FROM {table} WHERE {where}", values).fetchone()
    first = max(0, start - len(extra))  # so many of the others may stand before the page
    rows = connection.execute(
        f"SELECT key, label, articles FROM {table} WHERE {where} ORDER BY articles DESC, key LIMIT ? OFFSET ?",
        (*values, size + start - first, first),
    )
    window = [Ranked._make(row) for row in rows]
    places = {number + first + bisect_left(extra, _order(one), key=_order): one for number, one in enumerate(window)}
    for number, one in enumerate(extra):
        before = bisect_left(window, _order(one), key=_order)
        if before or not first:
            places[first + before + number] = one
    return tuple(one for place, one in sorted(places.items()) if start <= place < start + size), total + len(extra)


def articles_by_key(connection: sqlite3.Connection, kind: Kind, keys: Iterable[str]) -> dict[str, int]:
    """Return in how many articles each of some keys stands."""
    asked = json.dumps(sorted(set(keys)))
    query = (
        "SELECT key, max(n) FROM (SELECT key, (SELECT count(*) FROM fact JOIN article ON current = document "
        f"WHERE term = term.id) AS n FROM term WHERE {_OF_KIND[kind]} AND key IN (SELECT value FROM json_each(?))) "
        "GROUP BY key"
    )
    if has_counts(connection):
        query = (
            f"SELECT key, max(articles) FROM term WHERE {_OF_KIND[kind]} "
            "AND key IN (SELECT value FROM json_each(?)) GROUP BY key"
        )
    return dict(connection.execute(query, (asked,)))


def _table(connection: sqlite3.Connection, kind: Kind) -> str:
    return f"term INDEXED BY term_{kind}" if has_counts(connection) else _COUNTED


def _order(one: Ranked) -> tuple[int, str]:
    return -one.articles, one.key
