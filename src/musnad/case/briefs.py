"""What a list shows of an article beside its words: title, outlet, day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

__all__ = ["Brief", "titles_of"]


class Brief(NamedTuple):
    """An article in a list; None for what is not known of it."""

    title: str | None
    outlet: str | None
    day: str | None


def titles_of(connection: sqlite3.Connection, documents: Collection[int]) -> dict[int, Brief]:
    """Return what a list shows of some documents, by their numbers."""
    query = "SELECT id, title, outlet, day FROM document WHERE id IN (SELECT value FROM json_each(?))"
    return {number: Brief(*row) for number, *row in connection.execute(query, (json.dumps(list(documents)),))}
