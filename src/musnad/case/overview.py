"""A case at a glance: how much is in it, on which days, and what came in last.

What comes in is the database of a case; what goes out are counts of current articles. No text is read.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from musnad.case.listing import ListedArticle, listed
from musnad.case.log import newest

__all__ = ["Arrivals", "Overview", "days_of", "has_articles", "last_arrivals", "overview"]


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of a case: `days` has for each day of publication its articles, `undated` those without one."""

    articles: int
    outlets: tuple[tuple[str, int], ...]
    days: tuple[tuple[str, int], ...]
    undated: int
    quarantined: int
    corrections: int

    @property
    def first(self) -> str | None:
        """The first day of publication."""
        return self.days[0][0] if self.days else None

    @property
    def last(self) -> str | None:
        """The last day of publication."""
        return self.days[-1][0] if self.days else None


class Arrivals(NamedTuple):
    """What the last adding brought in: when it began, its first document, how many articles, and the newest of them."""

    at: str
    first: int
    articles: int
    newest: tuple[ListedArticle, ...]


def overview(connection: sqlite3.Connection) -> Overview:
    """Return what a case holds."""

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    replaced = connection.execute(
        "SELECT id FROM document WHERE id NOT IN (SELECT current FROM article WHERE current IS NOT NULL)"
    ).fetchall()
    numbers = json.dumps([number for (number,) in replaced])
    days = _counted(connection, "day", numbers)
    undated = days.pop(None, 0)
    outlets = _counted(connection, "outlet", numbers)
    outlets.pop(None, None)
    return Overview(
        articles=undated + sum(days.values()),
        outlets=tuple(sorted(outlets.items(), key=lambda found: (-found[1], found[0]))),
        days=tuple(sorted(days.items())),
        undated=undated,
        quarantined=count("SELECT count(*) FROM quarantine"),
        corrections=count("SELECT count(*) FROM judgement WHERE undone IS NULL"),
    )


def has_articles(connection: sqlite3.Connection) -> bool:
    """Whether anything was brought into a case."""
    return connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is not None


def days_of(connection: sqlite3.Connection, documents: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Return for each day how many of some documents are of it; undated ones count nowhere."""
    rows = connection.execute(
        "SELECT day, count(*) FROM document WHERE id IN (SELECT value FROM json_each(?)) AND day IS NOT NULL "
        "GROUP BY 1 ORDER BY 1",
        (json.dumps(list(documents)),),
    )
    return tuple(rows)


def last_arrivals(connection: sqlite3.Connection, *, most: int) -> Arrivals | None:
    """Return what came in by the last adding that brought anything, with `most` articles; None where nothing did."""
    last = next(newest(connection, ("import",), limit=1), None)
    if last is None:
        return None
    began = next(newest(connection, ("add",), limit=1, before=last.number), last)
    first = _first_document(connection, began.number)
    (articles,) = connection.execute("SELECT count(*) FROM article WHERE current >= ?", (first,)).fetchone()
    rows = connection.execute("SELECT current FROM article WHERE current >= ? ORDER BY 1 DESC LIMIT ?", (first, most))
    return Arrivals(began.at, first, articles, listed(connection, (document for (document,) in rows)))


def _counted(connection: sqlite3.Connection, column: str, without: str) -> dict[Any, int]:
    """Return how many documents have each value of a column, without some; an index holds the column."""
    found = Counter(dict(connection.execute(f"SELECT {column}, count(*) FROM document GROUP BY 1")))
    query = f"SELECT {column}, count(*) FROM document WHERE id IN (SELECT value FROM json_each(?)) GROUP BY 1"
    found.subtract(dict(connection.execute(query, (without,))))
    return {value: number for value, number in found.items() if number}


def _first_document(connection: sqlite3.Connection, after: int) -> int:
    """Return the number of the first document that was brought in after an entry of the log."""
    for entry in newest(connection, ("import",), limit=1, after=after, oldest_first=True):
        return int(entry.what["documents"][0][0])
    raise AssertionError("an import follows this entry")
