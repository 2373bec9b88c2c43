"""The articles of one story, by outlet, and what those of two outlets tell.

What comes in is a case and which articles are asked about; what goes out are articles in the order of time, outlets by
how many they have, and the reports of two of them by claim (`musnad.corpus.comparing` compares them).
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.tellers import outlets as known_outlets
from musnad.case.weighing.against import opposed_to
from musnad.case.weighing.index import ClaimIndex
from musnad.case.weighing.pieces import check_tables, numbers_of
from musnad.corpus.comparing import Comparison, Given, compare_outlets
from musnad.corpus.evidence import outlet_of
from musnad.corpus.moments import order_key
from musnad.model import Document
from musnad.model.evidence import Evidence, Opposition

__all__ = ["MOST_ARTICLES", "Outlet", "Story", "StoryArticle", "compare", "story_of", "told_most"]

MOST_ARTICLES = 80
"""Articles of a story that are looked at: those nearest to the one asked about, else those brought in last."""

_MOST_AGAINST = 600  # oppositions, the likeliest first; one denial opposes many reports of a claim
_COLUMNS = "SELECT id, title, outlet, url, published FROM document WHERE id = ?"
_TOLD_MOST = "SELECT first, outlets, articles FROM claim WHERE outlets > 1 ORDER BY outlets DESC, articles DESC LIMIT ?"


class StoryArticle(NamedTuple):
    """An article of a story; `outlet` is the key of who published it."""

    document: int
    outlet: str
    title: str | None
    published: str | None


class Outlet(NamedTuple):
    """An outlet and how many articles of the story it has."""

    key: str
    name: str
    articles: int


class Story(msgspec.Struct, frozen=True):
    """The articles of a story in the order of time, its outlets with the most articles first; `more` were left out."""

    articles: tuple[StoryArticle, ...]
    outlets: tuple[Outlet, ...]
    more: int

    def of(self, outlet: str) -> tuple[StoryArticle, ...]:
        """Return the articles of an outlet."""
        return tuple(article for article in self.articles if article.outlet == outlet)


def story_of(case: Case, chosen: Chosen, *, most: int = MOST_ARTICLES) -> Story:
    """Return the story that is asked for; of the whole case where nothing is asked for there is none.

    Raises CaseError and QueryError as a search does.
    """
    documents = documents_of(case, chosen) or ()
    kept = tuple(documents) if chosen.about else tuple(sorted(documents, reverse=True))
    articles: list[StoryArticle] = []
    names: dict[str, str] = {}
    for number in kept[:most]:
        row = case.connection.execute(_COLUMNS, (number,)).fetchone()
        if row is not None:
            document, title, name, url, published = row
            outlet = outlet_of(Document(id="", text="", outlet=name, url=url), known_outlets())
            names.setdefault(outlet.key, outlet.name)
            articles.append(StoryArticle(document, outlet.key, title, published))
    articles.sort(key=lambda article: (order_key(article.published), article.document))
    counts = Counter(article.outlet for article in articles if names[article.outlet])
    found = [Outlet(key, names[key], count) for key, count in counts.items()]
    found.sort(key=lambda outlet: (-outlet.articles, outlet.name))
    return Story(tuple(articles), tuple(found), len(kept[most:]))


def told_most(connection: sqlite3.Connection, *, most: int) -> tuple[tuple[Evidence, int, int], ...]:
    """Return the first reports of the claims that most outlets tell, with how many outlets and articles do."""
    check_tables(connection)
    index = ClaimIndex(connection)
    rows = connection.execute(_TOLD_MOST, (most,)).fetchall()
    return tuple((index.evidence(first), outlets, articles) for first, outlets, articles in rows)


def compare(case: Case, story: Story, one: str, other: str) -> Comparison:
    """Compare what the articles of two outlets tell in a story; articles that were not weighed tell nothing here.

    Raises CaseError where what an article tells is damaged, or the case has no tables for claims.
    """
    connection = case.connection
    check_tables(connection)
    index = ClaimIndex(connection)
    documents = [article.document for article in story.articles if article.outlet in (one, other)]
    pieces = dict(_pieces(connection, documents))
    reports: defaultdict[int, list[int]] = defaultdict(list)
    for piece, claim in pieces.items():
        reports[claim].append(piece)
    given = [
        Given(claim=claim, reports=tuple(map(index.evidence, own)), articles=articles, outlets=outlets)
        for claim, own in reports.items()
        for outlets, articles in (_counts(connection, claim),)
    ]
    against, claim_of = _against(connection, index, pieces)
    return compare_outlets(given, one, other, against=against, claim_of=claim_of)


def _pieces(connection: sqlite3.Connection, documents: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of documents with their claims; what nothing else tells is a claim of its own number."""
    query = "SELECT number, coalesce(claim, number) FROM piece WHERE number BETWEEN ? AND ? ORDER BY number"
    for document in documents:
        yield from connection.execute(query, numbers_of(document))


def _counts(connection: sqlite3.Connection, claim: int) -> tuple[int, int]:
    row = connection.execute("SELECT outlets, articles FROM claim WHERE first = ?", (claim,)).fetchone()
    return (int(row[0]), int(row[1])) if row else (1, 1)


def _against(
    connection: sqlite3.Connection, index: ClaimIndex, pieces: Collection[int]
) -> tuple[list[tuple[Opposition, Evidence]], dict[str, int]]:
    """Return the likeliest denials against some pieces, and their claims by the ids of their evidence."""
    denials = [
        (opposition, other)
        for piece in pieces
        for opposition, other in opposed_to(connection, piece)
        if opposition.kind == "denial"
    ]
    denials.sort(key=lambda pair: (-pair[0].chance, pair[1]))
    found = [(opposition, other, index.evidence(other)) for opposition, other in denials[:_MOST_AGAINST]]
    query = "SELECT coalesce(claim, number) FROM piece WHERE number = ?"
    claim_of = {evidence.id: int(connection.execute(query, (other,)).fetchone()[0]) for _, other, evidence in found}
    return [(opposition, evidence) for opposition, _, evidence in found], claim_of
