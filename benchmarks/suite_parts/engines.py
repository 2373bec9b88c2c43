"""Searches behind one form: musnad's of a case, SQLite's FTS5 and tantivy with the tokenizers that they come with.

What comes in: titles and texts by number, and queries of plain words or one phrase in quotes. What goes out: numbers of
texts. Each keeps its index on the disk; the others keep words only, no texts.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import search

from musnad.case.folder import create_case, open_case
from musnad.case.search.find import find, find_documents
from musnad.errors import QueryError
from musnad.model import Document
from musnad.readers import Read

__all__ = ["Engine", "Fts5", "Musnad", "Tantivy", "Text", "is_plain"]

PAGE = 20
_OPERATORS = re.compile(r"\b(?:AND|OR|NOT|NEAR)\b|[*()|:+\-=&!]")


class Text(NamedTuple):
    """What is indexed."""

    number: int
    title: str
    body: str


class Engine(Protocol):
    """A search over texts that were added."""

    def add(self, texts: Sequence[Text]) -> None:
        """Take in texts and make them searchable."""

    def page(self, query: str) -> int:
        """Rank, make the first page, and return how many texts match."""

    def matches(self, query: str) -> set[int]:
        """Return the numbers of all texts that match."""

    def size(self) -> int:
        """Return the bytes of the index, texts aside."""


def is_plain(query: str) -> bool:
    """Whether a query is words or one phrase, which every engine understands alike."""
    return _OPERATORS.search(query) is None and query.count('"') in (0, 2)


class Musnad:
    """A case of texts and the index of words, without layers."""

    def __init__(self, folder: Path) -> None:
        create_case(folder).close()
        self.case = open_case(folder, writable=True)

    def add(self, texts: Sequence[Text]) -> None:
        """Take in texts, numbered from 1 without a gap."""
        readings = (Read(f"{t.number}", Document(id=f"{t.number}", title=t.title, text=t.body)) for t in texts)
        search.fill(self.case, readings, texts[-1].number)

    def page(self, query: str) -> int:
        """Return the hits of `find`, with the places of the words and an excerpt for each of the page."""
        return find(self.case, query, limit=PAGE).total

    def matches(self, query: str) -> set[int]:
        """Return the hits of `find_documents`."""
        try:
            return set(find_documents(self.case, query))
        except QueryError:
            return set()

    def size(self) -> int:
        """Return the index of words and the vocabulary of names."""
        _, index, names = search.bytes_of(self.case)
        return index + names


class Fts5:
    """SQLite's index with its tokenizer unicode61, ranked by bm25."""

    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("CREATE VIRTUAL TABLE news USING fts5(title, body, content='', tokenize='unicode61')")

    def add(self, texts: Sequence[Text]) -> None:
        """Take in texts in one transaction."""
        with self._database:
            self._database.executemany("INSERT INTO news (rowid, title, body) VALUES (?, ?, ?)", texts)

    def page(self, query: str) -> int:
        """Count and take the numbers of the best."""
        asked = (self._expression(query),)
        best = f"SELECT rowid FROM news WHERE news MATCH ? ORDER BY rank LIMIT {PAGE}"
        self._database.execute(best, asked).fetchall()
        return int(self._database.execute("SELECT count(*) FROM news WHERE news MATCH ?", asked).fetchone()[0])

    def matches(self, query: str) -> set[int]:
        """Return the numbers, unranked."""
        asked = (self._expression(query),)
        return {row[0] for row in self._database.execute("SELECT rowid FROM news WHERE news MATCH ?", asked)}

    def size(self) -> int:
        """Return what its tables of words hold."""
        asked = ("SELECT sum(length(block)) FROM news_data", "SELECT sum(length(sz)) FROM news_docsize")
        return sum(int(self._database.execute(query).fetchone()[0] or 0) for query in asked)

    @staticmethod
    def _expression(query: str) -> str:
        return query if '"' in query else " ".join(f'"{word}"' for word in query.split())


class Tantivy:
    """tantivy with its default tokenizer, one thread; every word must be there, as in the others."""

    def __init__(self, folder: Path, tantivy: Any) -> None:
        folder.mkdir()
        self._folder, self._tantivy = folder, tantivy
        schema = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
        schema = schema.add_text_field("title").add_text_field("body").build()
        self._index = tantivy.Index(schema, path=str(folder))

    def add(self, texts: Sequence[Text]) -> None:
        """Take in texts and wait until their segments are merged, so that no thread works on afterwards."""
        writer = self._index.writer(heap_size=50_000_000, num_threads=1)
        for text in texts:
            writer.add_document(self._tantivy.Document(number=text.number, title=text.title, body=text.body))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def page(self, query: str) -> int:
        """Count and take the numbers of the best."""
        searcher = self._index.searcher()
        found = searcher.search(self._query(query), PAGE)
        for _, address in found.hits:
            searcher.doc(address)
        return int(found.count)

    def matches(self, query: str) -> set[int]:
        """Return the numbers."""
        searcher = self._index.searcher()
        found = searcher.search(self._query(query), max(1, searcher.num_docs))
        return {searcher.doc(address)["number"][0] for _, address in found.hits}

    def size(self) -> int:
        """Return the bytes of its folder."""
        return sum(file.stat().st_size for file in self._folder.iterdir() if file.suffix != ".lock")

    def _query(self, query: str) -> Any:
        words = query if '"' in query else " ".join(f'"{word}"' for word in query.split())
        return self._index.parse_query(words, ["title", "body"], conjunction_by_default=True)
