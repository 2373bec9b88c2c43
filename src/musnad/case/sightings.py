"""Where an article was met and in which versions, and what its outlet published before and after it.

What comes in is the number of a document; what goes out are rows of the case as values. The bytes themselves are kept
in `musnad.case.raw`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from musnad.errors import CaseError

__all__ = ["Neighbour", "Sighting", "Version", "neighbours", "sightings", "versions"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time a document's bytes were met: their hash, type, the file, the place in it, and the moment (UTC)."""

    document: int
    raw: str
    media: str
    source: str
    locator: str
    seen: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article's text: its document, its number, its day and when it came into the case.

    `is_current` is 1 for the one that the case goes by, else 0.
    """

    document: int
    number: int
    title: str | None
    published: str | None
    added: str
    is_current: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article of the same outlet that was published next to another."""

    document: int
    title: str
    day: str


def sightings(connection: sqlite3.Connection, document: int) -> tuple[Sighting, ...]:
    """Return where a document was met, the first time first."""
    rows = connection.execute(
        "SELECT document, raw, media, source, locator, seen FROM sighting WHERE document = ? ORDER BY id", (document,)
    )
    return tuple(Sighting(*row) for row in rows)


def versions(connection: sqlite3.Connection, document: int) -> tuple[Version, ...]:
    """Return all versions of the article that a document is one of, the latest first.

    Raises CaseError where there is no such document.
    """
    rows = connection.execute(
        "SELECT d.id, d.version, d.title, d.published, d.added, d.id IS a.current FROM document AS asked "
        "JOIN article AS a ON a.id = asked.article JOIN document AS d ON d.article = a.id "
        "WHERE asked.id = ? ORDER BY d.version DESC",
        (document,),
    ).fetchall()
    if not rows:
        raise CaseError(f"document {document}", "there is none of this number", "look for it with: musnad find CASE")
    return tuple(Version(*row) for row in rows)


def neighbours(connection: sqlite3.Connection, document: int) -> tuple[Neighbour | None, Neighbour | None]:
    """Return the articles of the same outlet just before and just after a document, by day; None where there is none.

    Only current versions count, and those of the same article do not. An article without a day or an outlet has none.
    """
    asked = connection.execute("SELECT outlet, day, article FROM document WHERE id = ?", (document,)).fetchone()
    if asked is None or asked[0] is None or asked[1] is None:
        return None, None
    outlet, day, article = asked
    before, after = (
        connection.execute(
            "SELECT d.id, coalesce(d.title, d.name), d.day FROM document AS d JOIN article AS a ON a.current = d.id "
            f"WHERE d.outlet = ? AND (d.day, d.id) {sign} (?, ?) AND d.article <> ? "
            f"ORDER BY d.day {order}, d.id {order} LIMIT 1",
            (outlet, day, document, article),
        ).fetchone()
        for sign, order in (("<", "DESC"), (">", "ASC"))
    )
    return before and Neighbour(*before), after and Neighbour(*after)
