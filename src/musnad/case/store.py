"""Write articles into a case's database, and read them back.

What comes in are bundles; what goes out are rows, or documents as they were read. Each function does its work inside
the transaction of its caller. What is found in a text is for the stages, corrections are for `musnad.case.judging`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from musnad.case.facts import Fact
from musnad.case.layers import unpack
from musnad.case.preparing import Bundle, Origin, Prepared
from musnad.errors import CaseError
from musnad.model import Document

__all__ = [
    "Kept",
    "current_documents",
    "find_document",
    "forget_document",
    "has_item",
    "keep",
    "keep_facts",
    "keep_prepared",
    "read_document",
    "read_text",
    "stages_of",
]

_MOST_DIGITS = 18  # of a number that SQLite holds
_COLUMNS = "name, title, outlet, author, url, published, published_basis, text"


class Kept(NamedTuple):
    """What became of a bundle: `is_new` article, new version of one that was there (`replaces`), or known already."""

    document: int
    article: int
    version: int
    is_new: bool
    replaces: int | None

    @property
    def is_known(self) -> bool:
        """Whether the same words were there already."""
        return not self.is_new and self.replaces is None


def has_item(connection: sqlite3.Connection, item: str) -> bool:
    """Whether these bytes were brought in before, or given up."""
    query = "SELECT 1 FROM sighting WHERE item = :i UNION ALL SELECT 1 FROM quarantine WHERE item = :i"
    return connection.execute(query, {"i": item}).fetchone() is not None


def keep(connection: sqlite3.Connection, bundle: Bundle, *, at: str) -> Kept:
    """Write an article: a new one, a new version of one that is there, or only where it was met again."""
    row = connection.execute("SELECT id, current FROM article WHERE key = ?", (bundle.article,)).fetchone()
    doc = bundle.document
    if row is None:
        article = _insert(connection, "INSERT INTO article (key) VALUES (?)", (bundle.article,))
        kept = Kept(_write(connection, article, 1, bundle, at), article, 1, True, None)
    else:
        article, current = row
        same = connection.execute(
            "SELECT id, version FROM document WHERE article = ? AND sha256 = ? AND title IS ?",
            (article, bundle.sha256, doc.title),
        ).fetchone()
        if same is not None:
            kept = Kept(same[0], article, same[1], False, None)
        else:
            last = connection.execute("SELECT max(version) FROM document WHERE article = ?", (article,)).fetchone()[0]
            number = (last or 0) + 1
            kept = Kept(_write(connection, article, number, bundle, at), article, number, False, current)
    _see(connection, kept.document, bundle.origin, at)
    return kept


def keep_prepared(connection: sqlite3.Connection, document: int, prepared: Prepared) -> None:
    """Write what was found in a document in place of what was found before."""
    connection.execute(
        "INSERT OR REPLACE INTO layers (document, stages, value) VALUES (?, ?, ?)",
        (document, prepared.stages, prepared.layers),
    )
    keep_facts(connection, document, prepared.facts)


def keep_facts(connection: sqlite3.Connection, document: int, facts: Iterable[Fact]) -> None:
    """Write what a document can be found by, in place of what stood there before; it is to be weighed again."""
    connection.execute("DELETE FROM fact WHERE document = ?", (document,))
    connection.execute("UPDATE evidence SET stale = stale | 1 WHERE document = ?", (document,))
    connection.executemany(
        "INSERT OR IGNORE INTO fact (term, document) VALUES (?, ?)",
        sorted({(_term(connection, fact), document) for fact in facts}),
    )


def read_document(connection: sqlite3.Connection, document: int, *, bare: bool = False) -> Document:
    """Return a document with its layers as the machine found them, or `bare`: as if it had never been read.

    Raises CaseError where it is not there or its layers are damaged.
    """
    row = connection.execute(
        f"SELECT {_COLUMNS}, stages, value FROM document LEFT JOIN layers ON document = id WHERE id = ?",
        (document,),
    ).fetchone()
    if row is None:
        raise CaseError(f"document {document}", "there is none of this number", "look for it with: musnad find CASE")
    name, title, outlet, author, url, published, basis, text, stages, value = row
    doc = Document(
        id=name, text=text, title=title, outlet=outlet, author=author, url=url, published=published,
        published_basis=basis,
    )  # fmt: skip
    return doc if value is None or bare else unpack(doc, value, json.loads(stages))


def read_text(connection: sqlite3.Connection, document: int) -> str:
    """Return the text of a document that is there."""
    return str(connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()[0])


def stages_of(connection: sqlite3.Connection, document: int) -> dict[str, str]:
    """Return the versions of the stages that read a document."""
    row = connection.execute("SELECT stages FROM layers WHERE document = ?", (document,)).fetchone()
    return dict(json.loads(row[0])) if row else {}


def current_documents(connection: sqlite3.Connection) -> Iterator[int]:
    """Yield the number of every article's current version, in order."""
    for (document,) in connection.execute("SELECT current FROM article WHERE current IS NOT NULL ORDER BY current"):
        yield document


def find_document(connection: sqlite3.Connection, wanted: str) -> int:
    """Return the number of the document that a person means: its number, its name, or its address.

    Raises CaseError where there is none, or a name stands for several.
    """
    if wanted.isdecimal() and len(wanted) <= _MOST_DIGITS:
        row = connection.execute("SELECT id FROM document WHERE id = ?", (int(wanted),)).fetchone()
        if row is not None:
            return int(row[0])
    rows = connection.execute(
        "SELECT document.id FROM article JOIN document ON document.id = article.current WHERE name = :w OR url = :w",
        {"w": wanted},
    ).fetchmany(6)
    if not rows:
        raise CaseError(wanted, "no article has this number, name or address", "look for it with: musnad find CASE")
    if len(rows) > 1:
        numbers = ", ".join(str(row[0]) for row in rows[:5])
        raise CaseError(
            wanted, f"several articles have this name ({numbers} ...)", "give the number of the one you mean"
        )
    return int(rows[0][0])


def forget_document(connection: sqlite3.Connection, document: int) -> tuple[str, ...]:
    """Delete a document and what was found in it; return the hashes of originals that nothing else needs."""
    raws = [row[0] for row in connection.execute("SELECT raw FROM sighting WHERE document = ?", (document,))]
    article = connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()[0]
    connection.execute("DELETE FROM fetched WHERE url = (SELECT url FROM document WHERE id = ?)", (document,))
    connection.execute("DELETE FROM document WHERE id = ?", (document,))
    last = connection.execute(
        "SELECT id FROM document WHERE article = ? ORDER BY version DESC LIMIT 1", (article,)
    ).fetchone()
    if last is None:
        connection.execute("DELETE FROM article WHERE id = ?", (article,))
    else:
        connection.execute("UPDATE article SET current = ? WHERE id = ?", (last[0], article))
    connection.execute("DELETE FROM term WHERE id NOT IN (SELECT term FROM fact)")
    return tuple(
        raw
        for raw in dict.fromkeys(raws)
        if not connection.execute(
            "SELECT 1 FROM sighting WHERE raw = :r UNION ALL SELECT 1 FROM quarantine WHERE raw = :r", {"r": raw}
        ).fetchone()
    )


def _write(connection: sqlite3.Connection, article: int, version: int, bundle: Bundle, at: str) -> int:
    doc = bundle.document
    day = doc.published[:10] if doc.published else None
    document = _insert(
        connection,
        f"INSERT INTO document (article, version, {_COLUMNS}, day, sha256, added) VALUES ({', '.join('?' * 13)})",
        (
            *(article, version, doc.id, doc.title, doc.outlet, doc.author, doc.url, doc.published),
            *(doc.published_basis, doc.text, day, bundle.sha256, at),
        ),
    )
    connection.execute("UPDATE article SET current = ? WHERE id = ?", (document, article))
    keep_prepared(connection, document, bundle.prepared)
    return document


def _see(connection: sqlite3.Connection, document: int, origin: Origin, at: str) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO sighting (document, item, raw, media, source, locator, extra, seen) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (document, origin.item, origin.raw, origin.media, origin.source, origin.locator, origin.extra, at),
    )


def _term(connection: sqlite3.Connection, fact: Fact) -> int:
    row = connection.execute("SELECT id FROM term WHERE kind = ? AND key = ?", (fact.kind, fact.key)).fetchone()
    if row is not None:
        return int(row[0])
    return _insert(connection, "INSERT INTO term (kind, key, label) VALUES (?, ?, ?)", fact)


def _insert(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> int:
    number = connection.execute(statement, values).lastrowid
    if number is None:
        raise AssertionError("an insertion has a row")
    return number
