"""Search a case: which articles match a query and filters, in which order, where in them and why.

What comes in is an open case and a query; what goes out is a page of hits with counts. Only the current version of
each article is searched; texts are read for the hits of the page alone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.case.folder import Case
from musnad.case.search.compiling import Compiled, compile_query
from musnad.case.search.facets import Facets, count_facets
from musnad.case.search.filters import Conditions, conditions
from musnad.case.search.index import SearchIndex
from musnad.case.search.matching import Match, find_matches
from musnad.case.search.query import Filter, Query, parse
from musnad.case.search.snippets import Snippet, snippet
from musnad.errors import CaseError

__all__ = ["Found", "Hit", "Sort", "find", "find_documents"]

Sort = Literal["relevance", "date"]
_RANK = "bm25(5.0, 1.0, 5.0, 1.0)"  # a word in the headline weighs as much as five in the text
_MANY = 5_000  # of more hits than this those brought in last are ranked


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that matches: `title_matches` lie in its title, `matches` in its text, `snippet` shows some of them.

    `score` is its relevance, more is better, and None where hits are sorted by date.
    """

    document: int
    article: int
    version: int
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    score: float | None
    title_matches: tuple[Match, ...]
    matches: tuple[Match, ...]
    snippet: Snippet
    excerpt: str


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search: `total` counts all articles that match; `facets` is None where they were not asked for.

    `notes` say what a reader of the numbers should know, such as a filter that names nothing.
    """

    query: Query
    compiled: Compiled | None
    total: int
    hits: tuple[Hit, ...]
    facets: Facets | None
    notes: tuple[str, ...]


def find(
    case: Case,
    query: str,
    *,
    filters: Iterable[Filter] = (),
    strict: bool = False,
    sort: Sort = "relevance",
    limit: int = 20,
    offset: int = 0,
    facets: bool = False,
    after: int = 0,
) -> Found:
    """Return the articles that match a query, `limit` of them from `offset` on.

    With `strict` words are looked for as they are written. `after` leaves out documents up to that number. Raises
    QueryError for a query that cannot be understood, CaseError where the index was made by another musnad.
    """
    if limit < 0 or offset < 0:
        raise ValueError("limit and offset count hits")
    connection = case.connection
    parsed, searcher = _prepare(case, query, filters, strict, after)
    compiled = searcher.compiled
    total = searcher.count()
    notes = list(searcher.limits.notes)
    if sort == "date" or compiled is None:
        rows: list[tuple[int, float | None]] = [(document, None) for document in searcher.by_date(total, limit, offset)]
    else:
        rows = searcher.by_relevance(total, limit, offset)
        if total > _MANY:
            notes.append(f"of {total} hits, some {_MANY} that were brought in last are ranked; add a word or a filter")
    hits = tuple(_hit(connection, document, score, compiled) for document, score in rows)
    counted = count_facets(connection, searcher.documents()) if facets else None
    return Found(parsed, compiled, total, hits, counted, tuple(notes))


def find_documents(
    case: Case, query: str, *, filters: Iterable[Filter] = (), strict: bool = False, after: int = 0
) -> tuple[int, ...]:
    """Return the numbers of all documents that match, in no order. Raises as `find` does."""
    return _prepare(case, query, filters, strict, after)[1].documents()


def _prepare(case: Case, query: str, filters: Iterable[Filter], strict: bool, after: int) -> tuple[Query, _Searcher]:
    connection = case.connection
    if not SearchIndex(connection).is_sound:
        raise CaseError(
            str(case.path), "its index of words was made by another musnad", "run: musnad reread CASE --index"
        )
    parsed = parse(query, strict=strict) if query.strip() else Query("", None, ())
    asked = (*parsed.filters, *filters)
    if parsed.root is None and not asked and not after:
        parse(query)  # says that there is nothing to look for
    compiled = compile_query(connection, parsed.root) if parsed.root is not None else None
    return parsed, _Searcher(connection, compiled, conditions(connection, asked), after)


class _Searcher:
    """Asks the database for one query."""

    def __init__(
        self, connection: sqlite3.Connection, compiled: Compiled | None, limits: Conditions, after: int
    ) -> None:
        self._connection, self.compiled, self.limits = connection, compiled, limits
        clauses, values = list(limits.clauses), list(limits.values)
        if after:
            clauses.append("d.id > ?")
            values.append(after)
        self._is_filtered = bool(clauses)
        if compiled is None:
            self._from = "article JOIN document d ON d.id = article.current"
            self._id = "d.id"
        else:
            self._from = "search" + (" JOIN document d ON d.id = search.rowid" if clauses else "")
            self._id = "search.rowid"
            clauses.insert(0, "search MATCH ?")
            values.insert(0, compiled.expression)
        self._where, self._values = " AND ".join(clauses) or "1", values
        self._after = after if compiled is None and not limits.clauses else None  # where nothing else is asked

    def count(self) -> int:
        if self._after is not None:
            return self._one("SELECT count(*) FROM article WHERE current > ?", (self._after,))
        return int(self._one(f"SELECT count(*) FROM {self._from} WHERE {self._where}"))

    def documents(self) -> tuple[int, ...]:
        query = f"SELECT {self._id} FROM {self._from} WHERE {self._where}"
        return tuple(row[0] for row in self._connection.execute(query, self._values))

    def by_relevance(self, total: int, limit: int, offset: int) -> list[tuple[int, float | None]]:
        where, values = self._where, list(self._values)
        if total > _MANY and offset + limit <= _MANY:
            last = self._one("SELECT max(rowid) FROM search_docsize", ())
            where += " AND search.rowid > ?"
            values.append(int(last - _MANY * last / total))
        query = (
            f"SELECT search.rowid, rank FROM {self._from} WHERE {where} AND rank MATCH '{_RANK}' "
            "ORDER BY rank LIMIT ? OFFSET ?"
        )
        rows = self._connection.execute(query, (*values, limit, offset))
        return [(document, round(-rank, 4)) for document, rank in rows]

    def by_date(self, total: int, limit: int, offset: int) -> list[int]:
        if self.compiled is not None and total > _MANY and not self._is_filtered:
            return self._newest(self.compiled.expression, limit, offset)
        if self.compiled is None and total > _MANY:  # goes through the articles by day instead of sorting the hits
            current = "EXISTS (SELECT 1 FROM article WHERE current = d.id)"
            query = (
                f"SELECT d.id FROM document d INDEXED BY document_day WHERE {current} AND {self._where} "
                "ORDER BY d.day DESC, d.id DESC LIMIT ? OFFSET ?"
            )
            return [row[0] for row in self._connection.execute(query, (*self._values, limit, offset))]
        source = (
            self._from
            if self._is_filtered or self.compiled is None
            else (f"{self._from} JOIN document d ON d.id = search.rowid")
        )
        query = f"SELECT d.id FROM {source} WHERE {self._where} ORDER BY d.day DESC, d.id DESC LIMIT ? OFFSET ?"
        return [row[0] for row in self._connection.execute(query, (*self._values, limit, offset))]

    def _newest(self, expression: str, limit: int, offset: int) -> list[int]:
        """Return hits by date where most articles are hits: go through the articles, the newest first."""
        found: list[int] = []
        days = self._connection.execute("SELECT id FROM document ORDER BY day DESC, id DESC")
        for (document,) in days:
            if len(found) >= offset + limit:
                break
            query = "SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?"
            if self._connection.execute(query, (expression, document)).fetchone() is not None:
                found.append(document)
        return found[offset:]

    def _one(self, query: str, values: Sequence[object] | None = None) -> int:
        row = self._connection.execute(query, self._values if values is None else values).fetchone()
        return int(row[0] or 0)


def _hit(connection: sqlite3.Connection, document: int, score: float | None, compiled: Compiled | None) -> Hit:
    row = connection.execute(
        "SELECT article, version, name, title, outlet, published, url, text FROM document WHERE id = ?", (document,)
    ).fetchone()
    article, version, name, title, outlet, published, url, text = row
    leaves = compiled.leaves if compiled else ()
    matches = find_matches(text, leaves)
    shown = snippet(text, matches)
    return Hit(
        document, article, version, name, title, outlet, published, url, score,
        find_matches(title or "", leaves), matches, shown, text[shown.start : shown.end],
    )  # fmt: skip
