"""Gather what articles say of the same thing, in any order and number, and give it back thing by thing.

What comes in are facts under an id; what goes out are the ids in order, each with its facts sorted,
each fact once. They lie in a temporary file, so that memory does not grow with the articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter

__all__ = ["Gathered", "gathering"]

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -8000;
CREATE TABLE fact (thing TEXT, name TEXT, value TEXT, PRIMARY KEY (thing, name, value)) WITHOUT ROWID;
"""
_MOST_SEEN = 50_000  # facts that need not be looked up on disk: some 15 MB


class Gathered:
    """Facts by thing: what each is called and what it is, all text."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seen: set[tuple[str, str, str]] = set()

    def add(self, thing: str, name: str, value: str) -> None:
        """Keep a fact, which may be there already."""
        fact = (thing, name, value)
        if fact in self._seen:
            return
        if len(self._seen) >= _MOST_SEEN:
            self._seen.clear()
        self._seen.add(fact)
        self._connection.execute("INSERT OR IGNORE INTO fact VALUES (?, ?, ?)", fact)

    def has(self, thing: str) -> bool:
        """Whether anything is known of a thing."""
        return self._connection.execute("SELECT 1 FROM fact WHERE thing = ? LIMIT 1", (thing,)).fetchone() is not None

    def things(self) -> Iterator[tuple[str, dict[str, list[str]]]]:
        """Yield each thing with its facts by their names; things and values in the order of their characters."""
        rows = self._connection.execute("SELECT thing, name, value FROM fact ORDER BY thing, name, value")
        for thing, facts in groupby(rows, key=itemgetter(0)):
            found: dict[str, list[str]] = {}
            for _, name, value in facts:
                found.setdefault(name, []).append(value)
            yield thing, found


@contextmanager
def gathering() -> Iterator[Gathered]:
    """Keep facts for the time of an export; the file vanishes with it."""
    with closing(sqlite3.connect("", isolation_level=None)) as connection:
        connection.executescript(_TABLES)
        connection.execute("BEGIN")
        yield Gathered(connection)
