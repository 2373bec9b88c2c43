"""Articles as a list names them, without their texts: the newest first, or those asked for by number.

What comes in is the database of a case; what goes out are rows, and which version of an article counts now.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["ListedArticle", "current_version", "listed", "newest"]

_COLUMNS = "id, article, version, name, title, outlet, published, url"
_NEWEST = """
SELECT document.id FROM document JOIN article ON article.id = article AND current = document.id
ORDER BY day DESC, document.id DESC LIMIT ? OFFSET ?
"""


class ListedArticle(NamedTuple):
    """An article in a list: the number of a version of it, and what is known of that besides its text."""

    document: int
    article: int
    version: int
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


def listed(connection: sqlite3.Connection, documents: Iterable[int]) -> tuple[ListedArticle, ...]:
    """Return documents in the order of their numbers given; those that are not there are left out."""
    wanted = tuple(documents)
    query = f"SELECT {_COLUMNS} FROM document WHERE id IN (SELECT value FROM json_each(?))"
    found = {row[0]: ListedArticle._make(row) for row in connection.execute(query, (json.dumps(wanted),))}
    return tuple(found[number] for number in wanted if number in found)


def newest(connection: sqlite3.Connection, *, start: int, limit: int) -> tuple[tuple[int, ...], int]:
    """Return the numbers of the newest articles from a place on, `limit` of them, and how many articles there are."""
    (total,) = connection.execute("SELECT count(*) FROM article WHERE current IS NOT NULL").fetchone()
    return tuple(number for (number,) in connection.execute(_NEWEST, (limit, start))), int(total)


def current_version(connection: sqlite3.Connection, document: int) -> int | None:
    """Return the version that counts now of the article that a document is a version of; None where there is none."""
    query = "SELECT coalesce(current, d.id) FROM document AS d JOIN article ON article.id = article WHERE d.id = ?"
    row = connection.execute(query, (document,)).fetchone()
    return None if row is None else int(row[0])
