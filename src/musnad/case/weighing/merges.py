"""Which documents are compared otherwise since people brought actors together, or took that back.

What comes in are the merges that stand and those that stood when the whole case was weighed last; what goes out are the
documents that name the actors in question. The case keeps numbers of decisions here and no names.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from musnad.case.identity import decisions
from musnad.case.weighing.pieces import mentions_any

__all__ = ["keep_merges", "merges_since", "named_by"]

_SETTING = "weighed merges"


def merges_since(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the keys of the actors who are other ones than when the whole case was weighed last."""
    standing, before = _standing(connection), _kept(connection)
    changed = standing ^ before
    if not changed:
        return frozenset()
    merges = {one.number: {one.one, one.other} for one in decisions(connection, undone=True) if one.action == "merge"}
    found: set[str] = set().union(*(merges.get(number, set()) for number in changed))
    groups = [merges[number] for number in standing | before if number in merges]
    while more := set().union(*(group for group in groups if group & found)) - found:
        found |= more
    return frozenset(found)


def keep_merges(connection: sqlite3.Connection) -> None:
    """Note that the whole case is weighed with the merges that stand."""
    if _standing(connection) != _kept(connection):
        value = json.dumps(sorted(_standing(connection)))
        connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_SETTING, value))


def named_by(connection: sqlite3.Connection, keys: Iterable[str]) -> Iterator[int]:
    """Yield the documents that were weighed and name an actor with one of the keys, in order."""
    wanted = frozenset(keys)
    for document, value in connection.execute("SELECT document, value FROM evidence ORDER BY document").fetchall():
        if mentions_any(value, wanted):
            yield document


def _standing(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(one.number for one in decisions(connection) if one.action == "merge")


def _kept(connection: sqlite3.Connection) -> frozenset[int]:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return frozenset(json.loads(row[0])) if row is not None else frozenset()
