"""Which documents were overtaken: weighed before one that has a lower number came, changed or went.

What comes in are pieces that come into the blocks or go from them; what goes out are marks on the documents after them
that meet them there. A document is compared with those before it, so that claims do not depend on when it was weighed;
one that was overtaken is compared anew (`index`), and until then its claims are those that it had.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from musnad.case.weighing.pieces import document_of

__all__ = ["CHANGED", "OVERTAKEN", "Overtaking", "overtaken"]

CHANGED, OVERTAKEN = 1, 2  # bits of `stale`: read or corrected since; one before it came, changed or went


class Overtaking:
    """Marks documents. Every mark is made inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._marked: set[int] = set()

    def may_be_after(self, piece: int) -> bool:
        """Whether any document was weighed that comes after that of a piece."""
        query = "SELECT 1 FROM evidence WHERE document > ? LIMIT 1"
        return self._connection.execute(query, (document_of(piece),)).fetchone() is not None

    def mark(self, documents: Iterable[int]) -> None:
        """Mark documents as overtaken."""
        new = sorted(set(documents) - self._marked)
        self._marked.update(new)
        query = f"UPDATE evidence SET stale = stale | {OVERTAKEN} WHERE document = ? AND NOT stale & {OVERTAKEN}"
        self._connection.executemany(query, [(document,) for document in new])

    def clear(self, document: int) -> None:
        """Take the mark from a document that is about to be compared anew."""
        self._marked.discard(document)
        query = f"UPDATE evidence SET stale = stale & ~{OVERTAKEN} WHERE document = ?"
        self._connection.execute(query, (document,))

    def forget(self) -> None:
        """Let go of what is known of marks, after some were undone."""
        self._marked.clear()


def overtaken(connection: sqlite3.Connection) -> tuple[int, ...]:
    """Return the documents that are to be compared anew, in order."""
    rows = connection.execute(f"SELECT document FROM evidence WHERE stale AND stale & {OVERTAKEN} ORDER BY document")
    return tuple(document for (document,) in rows)
