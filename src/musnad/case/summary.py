"""How much a case holds, and by which versions of the stages it was read."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

__all__ = ["Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a case.

    `documents` are versions of articles. `first` and `last` are the earliest and latest day of publication. `outlets`
    maps each outlet to its articles, `read_by` each set of stage versions to its documents, most first; `undated` and
    `corrections` are counts, and `text_bytes` is what all texts take in UTF-8.
    """

    articles: int
    documents: int
    sightings: int
    quarantined: int
    corrections: int
    log_entries: int
    undated: int
    first: str | None
    last: str | None
    text_bytes: int
    outlets: dict[str, int]
    read_by: dict[str, int]


def summarise(connection: sqlite3.Connection) -> Summary:
    """Return what a case holds."""

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    current = "article JOIN document ON document.id = article.current"
    first, last = connection.execute(f"SELECT min(day), max(day) FROM {current}").fetchone()
    outlets = connection.execute(
        f"SELECT coalesce(outlet, ''), count(*) FROM {current} GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    stages = connection.execute("SELECT stages, count(*) FROM layers GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    return Summary(
        articles=count("SELECT count(*) FROM article"),
        documents=count("SELECT count(*) FROM document"),
        sightings=count("SELECT count(*) FROM sighting"),
        quarantined=count("SELECT count(*) FROM quarantine"),
        corrections=count("SELECT count(*) FROM judgement WHERE undone IS NULL"),
        log_entries=count("SELECT count(*) FROM log"),
        undated=count(f"SELECT count(*) FROM {current} WHERE day IS NULL"),
        first=first,
        last=last,
        text_bytes=count("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM document"),
        outlets=dict(outlets),
        read_by={json.dumps(json.loads(versions), sort_keys=True): number for versions, number in stages},
    )
