"""The indexes over a case's articles, kept in step with them.

What comes in is that an article's current version is there, changed or gone; the index of words and the one of copies
follow, and what it told leaves the claims. Their making is for their own packages.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from musnad.case.copies.index import CopyIndex
from musnad.case.copies.signature import signature
from musnad.case.preparing import Bundle
from musnad.case.related import add_words, has_words, remove_words
from musnad.case.search.index import SearchIndex
from musnad.case.search.saved import forget_numbers
from musnad.case.store import read_text
from musnad.case.weighing import claim_faults, clear_claims, leave_out

__all__ = ["Indexes"]

_CURRENT = "SELECT current FROM article WHERE current IS NOT NULL ORDER BY current"
_COPIES = """
WITH own AS (SELECT v.id FROM document AS d JOIN document AS v ON v.article = d.article WHERE d.id = :document)
SELECT b FROM copy WHERE a IN own UNION SELECT a FROM copy WHERE b IN own ORDER BY 1
"""


class Indexes:
    """Everything that has to know when the current version of an article changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._search = SearchIndex(connection)
        self._copies = CopyIndex(connection)

    def add(self, document: int, bundle: Bundle, *, replaces: int | None) -> None:
        """Take in a new current version, in place of the one it replaces."""
        if replaces is not None:
            self._copies.remove(replaces)
            remove_words(self._connection, replaces)
            leave_out(self._connection, replaces)
        self._copies.add(document, bundle.signature)
        add_words(self._connection, document)
        self._search.add(document, bundle.indexed, replaces=replaces)

    def remove(self, document: int) -> None:
        """Leave out a document that is about to be deleted."""
        self._copies.remove(document)
        remove_words(self._connection, document)
        leave_out(self._connection, document)
        self._search.remove(document)
        forget_numbers(self._connection, document)

    def redate(self, document: int) -> None:
        """Follow a document to another day; nothing where it is not current."""
        if self._copies.holds(document):
            self._copies.add(document, signature(read_text(self._connection, document)))

    def rebuild(self) -> None:
        """Make the indexes anew from the texts."""
        self._copies.clear()
        self._connection.execute("DELETE FROM related_word")
        clear_claims(self._connection)
        for (document,) in self._connection.execute(_CURRENT).fetchall():
            self._copies.add(document, signature(read_text(self._connection, document)))
            add_words(self._connection, document)
        self._search.rebuild()

    def copies_of(self, document: int) -> tuple[int, ...]:
        """Return the documents that share text with the article of this one."""
        rows = self._connection.execute(_COPIES, {"document": document})
        return tuple(number for (number,) in rows)

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the indexes."""
        yield from self._search.faults()
        current = [number for (number,) in self._connection.execute(_CURRENT)]
        yield from self._copies.faults(current)
        wrong = [document for document in current if not has_words(self._connection, document)]
        if wrong:
            yield f"{len(wrong)} articles lack words by which they are related, the first is document {wrong[0]}"
        yield from claim_faults(self._connection)
