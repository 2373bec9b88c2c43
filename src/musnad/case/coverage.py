"""Where the coverage of a case changes: the days on which outlets begin and end. See `musnad.corpus.coverage`."""

from __future__ import annotations

import sqlite3
from datetime import date

from musnad.corpus.coverage import Change, Covered, changes

__all__ = ["coverage_changes"]

_QUERY = """
SELECT outlet, min(day), max(day), count(*) FROM article JOIN document ON document.id = article.current
WHERE outlet IS NOT NULL AND day IS NOT NULL GROUP BY outlet
"""


def coverage_changes(connection: sqlite3.Connection) -> tuple[Change, ...]:
    """Return where the coverage of all articles changes; what a day is not written as one is left out."""
    return changes(
        Covered(outlet, since, until, articles)
        for outlet, first, last, articles in connection.execute(_QUERY)
        if (since := _day(first)) is not None and (until := _day(last)) is not None
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
