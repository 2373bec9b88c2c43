"""Who tells in the articles of a case: outlets, the agencies that articles credit, and those whose words they report.

What comes in is a case's database; what goes out is everybody by his key, with the articles he published and those that
name him. Read are the current versions, from what is kept of them beside their texts: an agency in the opening line
alone is not met here.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from musnad.case.search.words import lexicon
from musnad.corpus.bylines import credits_of, media_names
from musnad.corpus.evidence import outlet_keys, outlet_of
from musnad.model import Document
from musnad.model.evidence import Teller

__all__ = [
    "Met",
    "media",
    "outlet_key",
    "outlet_names",
    "outlet_names_by_key",
    "outlets",
    "published_in",
    "publishing",
    "publishing_among",
    "tellers_called",
    "tellers_in",
]

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

_AUTHOR_NAMES = "SELECT DISTINCT author FROM document WHERE author IS NOT NULL"
_NAMES = "SELECT outlet FROM document WHERE outlet IS NOT NULL GROUP BY 1"
_BY_OUTLET = "SELECT outlet, count(*) FROM document WHERE outlet IS NOT NULL GROUP BY 1"
_OLD_BY_OUTLET = """
SELECT outlet, count(*) FROM document WHERE outlet IS NOT NULL AND id IN (
    SELECT id FROM document EXCEPT SELECT current FROM article
) GROUP BY 1
"""
_VERSIONS = ("document", "article WHERE current IS NOT NULL")
_SOME_OUTLETS = """
SELECT outlet, CASE WHEN outlet IS NULL THEN url END, count(*), min(day), max(day) FROM document
WHERE (outlet IN (SELECT value FROM json_each(?)) OR outlet IS NULL)
AND EXISTS (SELECT 1 FROM article WHERE current = document.id) GROUP BY 1, 2
"""
_ANY_WITHOUT = "SELECT 1 FROM document WHERE outlet IS NULL LIMIT 1"
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


def tellers_called(connection: sqlite3.Connection, keys: Collection[str]) -> Mapping[str, Met]:
    """Return by key those of some who tell in a case, as `tellers_in` does for all."""
    parts: defaultdict[str, list[Met]] = defaultdict(list)
    asked = f"{_SPEAKERS.partition('GROUP BY')[0]} AND term.key IN (SELECT value FROM json_each(?)) GROUP BY term.id"
    for key, label, count, first, last in connection.execute(asked, (json.dumps(list(keys)),)):
        parts[key].append(Met(label, named=count, first=first, last=last))
    for key, met in (*_outlets_in(connection, keys), *_authors_in(connection, keys)):
        parts[key].append(met)
    return {key: _together(key_parts) for key, key_parts in parts.items()}


def published_in(connection: sqlite3.Connection) -> Mapping[str, Met]:
    """Return by key the outlets of a case with their articles, without days."""
    counts = {(outlet, None): count for outlet, count in connection.execute(_BY_OUTLET)}
    (versions,), (articles,) = (connection.execute(f"SELECT count(*) FROM {t}").fetchone() for t in _VERSIONS)
    for outlet, count in connection.execute(_OLD_BY_OUTLET) if versions != articles else ():
        counts[outlet, None] -= count
    if connection.execute(_ANY_WITHOUT).fetchone() is not None:
        rows = connection.execute(_OUTLETS.replace("GROUP BY", "WHERE outlet IS NULL GROUP BY"))
        counts.update(((None, url), count) for _, url, count, _, _ in rows)
    found: defaultdict[str, list[Met]] = defaultdict(list)
    for (outlet, url), count in counts.items():
        teller = outlet_of(Document(id="", text="", outlet=outlet, url=url), outlets())
        if teller.name and count:
            found[teller.key].append(Met(teller.name, published=count))
    return {key: _together(parts) for key, parts in found.items()}


def publishing(connection: sqlite3.Connection, tellers: Iterable[Teller]) -> Mapping[str, str]:
    """Return by the key of a teller the key of the outlet he is: of those who are named as an outlet of the case is.

    An outlet that the lexicon does not know has one key where it publishes and another where others name it.
    """
    query = "SELECT 1 FROM document WHERE outlet = ? LIMIT 1"
    return publishing_among(tellers, lambda name: connection.execute(query, (name,)).fetchone() is not None)


def publishing_among(tellers: Iterable[Teller], is_outlet: Callable[[str], bool]) -> Mapping[str, str]:
    """Return what `publishing` does, by whether articles have an outlet of a name."""
    named = {teller.key: teller.name for teller in tellers if teller.key.startswith(_UNLISTED)}
    return {key: outlet_key(name) for key, name in named.items() if is_outlet(name)}


def outlet_key(name: str) -> str:
    """Return the key of an outlet by the name that articles have for it."""
    return _outlet(name, None).key


def outlet_names(connection: sqlite3.Connection, key: str) -> tuple[str, ...]:
    """Return the names that articles of a case have for the outlet of a key."""
    return tuple(name for (name,) in connection.execute(_NAMES) if outlet_key(name) == key)


def outlet_names_by_key(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the names that articles of a case have for each outlet, by its key."""
    found: dict[str, tuple[str, ...]] = {}
    for (name,) in connection.execute(_NAMES):
        key = outlet_key(name)
        found[key] = (*found.get(key, ()), name)
    return found


@cache
def outlets() -> Mapping[str, str]:
    """Return the keys of outlets and agencies by their names."""
    rows = (row for row in lexicon().actors if row.role in ("agency", "outlet"))
    return outlet_keys((row.key, filter(None, (row.name, row.name_en, *row.aliases))) for row in rows)


@cache
def media() -> Mapping[str, Teller]:
    """Return outlets and agencies by their names, as bylines write them."""
    return media_names(lexicon().actors)


def _outlets_in(connection: sqlite3.Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Met]]:
    """Yield outlets with their articles; those with keys among `only`, which then alone are counted."""
    query: str = _OUTLETS
    values: tuple[str, ...] = ()
    if only is not None:
        names = [name for (name,) in connection.execute(_NAMES) if outlet_key(name) in only]
        query, values = _SOME_OUTLETS, (json.dumps(names),)
    for outlet, url, count, first, last in connection.execute(query, values):
        teller = _outlet(outlet, url)
        if teller.name and (only is None or teller.key in only):
            yield teller.key, Met(teller.name, published=count, first=first, last=last)


def _outlet(name: str | None, url: str | None) -> Teller:
    return outlet_of(Document(id="", text="", outlet=name, url=url), outlets())


def _authors_in(connection: sqlite3.Connection, only: Collection[str] | None = None) -> Iterator[tuple[str, Met]]:
    """Yield agencies that the author's field credits, with the articles that do not name them in the text besides.

    Only those with keys among `only`, where it is given.
    """
    query: str = _AUTHORS
    values: tuple[str, ...] = ()
    if only is not None:
        if not any(teller.key in only for teller in media().values()):
            return
        authors = [
            author
            for (author,) in connection.execute(_AUTHOR_NAMES)
            if any(teller.key in only for teller in _credited(author))
        ]
        query, values = f"{_AUTHORS} AND author IN (SELECT value FROM json_each(?))", (json.dumps(authors),)
    credited: defaultdict[str, dict[int, str | None]] = defaultdict(dict)
    names: dict[str, str] = {}
    for document, author, day in connection.execute(query, values):
        for teller in _credited(author):
            if only is not None and teller.key not in only:
                continue
            credited[teller.key][document] = day
            names[teller.key] = teller.name
    for key, documents in credited.items():
        for (document,) in connection.execute(_SPEAKER, (key,)):
            documents.pop(document, None)
        if documents:
            days = sorted(filter(None, documents.values()))
            first, last = (days[0], days[-1]) if days else (None, None)
            yield key, Met(names[key], named=len(documents), first=first, last=last)


@lru_cache(1 << 16)
def _credited(author: str) -> tuple[Teller, ...]:
    """Return the agencies that an author's field credits."""
    doc = Document(id="", text="", author=author)
    return tuple(credit.teller for credit in credits_of(doc, outlet_of(doc, {}), media()))


def _together(parts: Iterable[Met]) -> Met:
    parts = tuple(parts)
    return Met(
        parts[0].name,
        published=sum(part.published for part in parts),
        named=sum(part.named for part in parts),
        first=min(filter(None, (part.first for part in parts)), default=None),
        last=max(filter(None, (part.last for part in parts)), default=None),
    )
