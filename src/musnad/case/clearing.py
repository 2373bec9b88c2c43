"""Clear away what a deletion leaves after its commit: originals nobody needs, and old pages that hold the words.

What comes in is a case's database and its originals; what goes out is whether all is gone. A deletion says beforehand
what it will leave, so that the next run takes up what a crash, or a neighbour who was reading, kept it from.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from musnad.case.raw import RawStore

__all__ = ["clear", "is_cleared", "leave"]

_SETTING = "deleted originals"


def leave(connection: sqlite3.Connection, originals: Iterable[str]) -> None:
    """Put down, in the transaction that deletes, the hashes of the originals that are to go."""
    value = json.dumps(sorted({*_left(connection), *originals}))
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_SETTING, value))


def clear(connection: sqlite3.Connection, raw: RawStore) -> bool:
    """Delete the originals that were left and overwrite the old pages; say whether nothing hindered it.

    Nobody else may be adding, and no transaction may be open.
    """
    if is_cleared(connection):
        return True
    for key in _left(connection):
        if not _is_needed(connection, key):  # nobody brought the same bytes in again
            raw.remove(key)
    hindered = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if not hindered:
        connection.execute("DELETE FROM setting WHERE name = ?", (_SETTING,))
    return not hindered


def is_cleared(connection: sqlite3.Connection) -> bool:
    """Whether every deletion was finished."""
    return connection.execute("SELECT 1 FROM setting WHERE name = ?", (_SETTING,)).fetchone() is None


def _left(connection: sqlite3.Connection) -> tuple[str, ...]:
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return tuple(json.loads(row[0])) if row else ()


def _is_needed(connection: sqlite3.Connection, key: str) -> bool:
    query = "SELECT 1 FROM sighting WHERE raw = :r UNION ALL SELECT 1 FROM quarantine WHERE raw = :r"
    return connection.execute(query, {"r": key}).fetchone() is not None
