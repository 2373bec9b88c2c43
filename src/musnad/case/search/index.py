"""The index of words: articles put in, taken out, made anew and checked, inside the transaction of the caller.

What comes in are the title and text of an article's current version; what goes out are rows of the tables `search` and
`vocabulary`. The index keeps no text: what is to leave it is derived from the text once more, so an index that was
made by other stems is made anew before anything changes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from musnad.case.search.foreign import SKELETONS_VERSION
from musnad.case.search.known import is_foreign_name, is_name, looks_foreign
from musnad.case.search.vocabulary import NameKeys, keys_of
from musnad.case.search.words import STEMS_VERSION, Term, index_terms, lexicon

__all__ = ["EXACT", "Indexed", "SearchIndex", "index_version", "indexed", "read_tables"]

EXACT = "\u0640"
"""What stands before a word in the columns of words as written, so that these never meet stems; a tatweel."""
_VERSION = f"{STEMS_VERSION}.{SKELETONS_VERSION}"
_SETTING = "search_index"
_COLUMNS = "title, body, title_exact, body_exact"
_PLACES = "?, ?, ?, ?, ?"


class Indexed(NamedTuple):
    """What the index takes of an article: its words as stems and as written, parted by spaces, and its names' keys."""

    title: str
    body: str
    title_exact: str
    body_exact: str
    names: tuple[NameKeys, ...]


def indexed(title: str | None, text: str) -> Indexed:
    """Return what the index takes of a title and a text.

    >>> indexed("الوزير", "قال لوزارته")[:4]
    ('وزير', 'قال وزاره', 'ـالوزير', 'ـقال ـلوزارته')
    """
    heading, body = index_terms(title or ""), index_terms(text)
    stems = dict.fromkeys(term.stem for term in (*heading, *body))
    names = tuple(keys for stem in stems if (keys := keys_of(stem)) is not None)
    return Indexed(_stems(heading), _stems(body), _written(heading), _written(body), names)


def read_tables() -> None:
    """Read the tables of the lexicon that `indexed` needs; they are kept as long as the process lives."""
    lexicon().stemmer("")
    looks_foreign("")
    is_name("")
    is_foreign_name("x" * 9)


def index_version(connection: sqlite3.Connection) -> str | None:
    """Return by which stems the index was made; None where there is none yet."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return str(row[0]) if row else None


class SearchIndex:
    """The index of words of one database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def is_sound(self) -> bool:
        """Whether the index was made by the stems of this musnad; one of a case without articles always is."""
        version = index_version(self._connection)
        if version is None:
            return self._connection.execute("SELECT 1 FROM article LIMIT 1").fetchone() is None
        return version == _VERSION

    def add(self, document: int, words: Indexed, *, replaces: int | None = None) -> None:
        """Take in a document that is in the store already, in place of the one it replaces."""
        version = index_version(self._connection)
        if version != _VERSION and self._has_others(document):
            self.rebuild()
            return
        if version is None:
            self._sign()
        if replaces is not None:
            self._take_out(replaces)
        self._put(document, words)

    def remove(self, document: int) -> None:
        """Leave out a document that is still in the store; what it leaves in the index is overwritten."""
        if not self.is_sound:
            self.rebuild()
        if not self._holds(document):
            return
        self._take_out(document)
        article = self._connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()[0]
        before = self._connection.execute(
            "SELECT id FROM document WHERE article = ? AND id <> ? ORDER BY version DESC LIMIT 1", (article, document)
        ).fetchone()
        if before is not None:
            self._put(before[0], self._words(before[0]))
        self._connection.execute("INSERT INTO search (search) VALUES ('optimize')")

    def rebuild(self) -> None:
        """Make the index anew from the texts."""
        connection = self._connection
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("DELETE FROM vocabulary")
        self._sign()
        current = [row[0] for row in connection.execute("SELECT current FROM article WHERE current IS NOT NULL")]
        for document in sorted(current):
            self._put(document, self._words(document))

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the index."""
        connection = self._connection
        if not self.is_sound:
            yield f"it was made by version {index_version(connection) or 'none'}, this musnad has {_VERSION}"
            return
        held = {row[0] for row in connection.execute("SELECT id FROM search_docsize")}
        current = {row[0] for row in connection.execute("SELECT current FROM article WHERE current IS NOT NULL")}
        if missing := current - held:
            yield f"{len(missing)} documents are missing, the first is {min(missing)}"
        if left := held - current:
            yield f"{len(left)} documents are in it that are not current, the first is {min(left)}"
        connection.execute("SELECT count(*) FROM search WHERE search MATCH 'a'").fetchone()

    def _has_others(self, document: int) -> bool:
        return self._connection.execute("SELECT 1 FROM article WHERE current <> ?", (document,)).fetchone() is not None

    def _holds(self, document: int) -> bool:
        return self._connection.execute("SELECT 1 FROM search_docsize WHERE id = ?", (document,)).fetchone() is not None

    def _sign(self) -> None:
        self._connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", (_SETTING, _VERSION))

    def _put(self, document: int, words: Indexed) -> None:
        self._connection.execute(f"INSERT INTO search (rowid, {_COLUMNS}) VALUES ({_PLACES})", (document, *words[:4]))
        self._connection.executemany(
            "INSERT OR IGNORE INTO vocabulary (stem, skeleton, latin) VALUES (?, ?, ?)", words.names
        )

    def _take_out(self, document: int) -> None:
        """Take a document out; a contentless table wants to be told what stood there."""
        if self._holds(document):
            self._connection.execute(
                f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', {_PLACES})",
                (document, *self._words(document)[:4]),
            )

    def _words(self, document: int) -> Indexed:
        title, text = self._connection.execute("SELECT title, text FROM document WHERE id = ?", (document,)).fetchone()
        return indexed(title, text)


def _stems(terms: tuple[Term, ...]) -> str:
    return " ".join(term.stem for term in terms)


def _written(terms: tuple[Term, ...]) -> str:
    return " ".join(EXACT + term.written for term in terms)
