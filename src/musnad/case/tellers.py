"""Who tells in the articles of a case: outlets, the agencies that articles credit, and those whose words they report.

What comes in is a case's database; what goes out is everybody by his key, with the articles he published and those that
name him. Read are the current versions, from what is kept of them beside their texts: an agency in the opening line
alone is not met here.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from musnad.case.search.words import lexicon
from musnad.corpus.bylines import credits_of, media_names
from musnad.corpus.evidence import outlet_keys, outlet_of
from musnad.model import Document
from musnad.model.evidence import Teller

__all__ = ["Met", "media", "outlets", "publishing", "tellers_in"]

# The order of the joins is forced: by itself SQLite would look up every article for every name.
_OUTLETS = """
SELECT outlet, CASE WHEN outlet IS NULL THEN url END, count(*), min(day), max(day)
FROM article CROSS JOIN document ON document.id = current GROUP BY 1, 2
"""
_SPEAKERS = """
SELECT term.key, label, count(*), min(day), max(day)
FROM term CROSS JOIN fact ON term = term.id CROSS JOIN article ON current = document
CROSS JOIN document AS d ON d.id = document WHERE kind = 'speaker' GROUP BY term.id
"""
_SPEAKER = "SELECT document FROM term JOIN fact ON term = id WHERE kind = 'speaker' AND key = ?"
_AUTHORS = (
    "SELECT document.id, author, day FROM article JOIN document ON document.id = current WHERE author IS NOT NULL"
)

_UNLISTED = ("named:", "ORG:")  # the keys of tellers whom the lexicon does not know


@dataclass(frozen=True, slots=True)
class Met:
    """One who tells: how many articles are his own, how many name him as telling something, and their days."""

    name: str
    published: int = 0
    named: int = 0
    first: str | None = None
    last: str | None = None


def tellers_in(connection: sqlite3.Connection) -> Mapping[str, Met]:
    """Return by key all who tell in a case; nobody unnamed is among them."""
    parts: defaultdict[str, list[Met]] = defaultdict(list)
    for key, label, count, first, last in connection.execute(_SPEAKERS):
        parts[key].append(Met(label, named=count, first=first, last=last))
    for key, met in _outlets_in(connection):
        parts[key].append(met)
    for key, met in _authors_in(connection):
        parts[key].append(met)
    return {key: _together(key_parts) for key, key_parts in parts.items()}


def publishing(connection: sqlite3.Connection, tellers: Iterable[Teller]) -> Mapping[str, str]:
    """Return by the key of a teller the key of the outlet he is: of those who are named as an outlet of the case is.

    An outlet that the lexicon does not know has one key where it publishes and another where others name it.
    """
    named = {teller.key: teller.name for teller in tellers if teller.key.startswith(_UNLISTED)}
    query = "SELECT 1 FROM document WHERE outlet = ? LIMIT 1"
    return {
        key: outlet_of(Document(id="", text="", outlet=name), outlets()).key
        for key, name in named.items()
        if connection.execute(query, (name,)).fetchone() is not None
    }


@cache
def outlets() -> Mapping[str, str]:
    """Return the keys of outlets and agencies by their names."""
    rows = (row for row in lexicon().actors if row.role in ("agency", "outlet"))
    return outlet_keys((row.key, filter(None, (row.name, row.name_en, *row.aliases))) for row in rows)


@cache
def media() -> Mapping[str, Teller]:
    """Return outlets and agencies by their names, as bylines write them."""
    return media_names(lexicon().actors)


def _outlets_in(connection: sqlite3.Connection) -> Iterator[tuple[str, Met]]:
    for outlet, url, count, first, last in connection.execute(_OUTLETS):
        teller = outlet_of(Document(id="", text="", outlet=outlet, url=url), outlets())
        if teller.name:
            yield teller.key, Met(teller.name, published=count, first=first, last=last)


def _authors_in(connection: sqlite3.Connection) -> Iterator[tuple[str, Met]]:
    """Yield agencies that the author's field credits, with the articles that do not name them in the text besides."""
    credited: defaultdict[str, dict[int, str | None]] = defaultdict(dict)
    names: dict[str, str] = {}
    known: dict[str, tuple[Teller, ...]] = {}
    for document, author, day in connection.execute(_AUTHORS):
        if author not in known:
            doc = Document(id="", text="", author=author)
            known[author] = tuple(credit.teller for credit in credits_of(doc, outlet_of(doc, {}), media()))
        for teller in known[author]:
            credited[teller.key][document] = day
            names[teller.key] = teller.name
    for key, documents in credited.items():
        for (document,) in connection.execute(_SPEAKER, (key,)):
            documents.pop(document, None)
        if documents:
            days = sorted(filter(None, documents.values()))
            first, last = (days[0], days[-1]) if days else (None, None)
            yield key, Met(names[key], named=len(documents), first=first, last=last)


def _together(parts: Iterable[Met]) -> Met:
    parts = tuple(parts)
    return Met(
        parts[0].name,
        published=sum(part.published for part in parts),
        named=sum(part.named for part in parts),
        first=min(filter(None, (part.first for part in parts)), default=None),
        last=max(filter(None, (part.last for part in parts)), default=None),
    )
