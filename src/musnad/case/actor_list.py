"""The actors of a case: their names, the articles they stand in, and who stands beside them.

What comes in is the database of a case; what goes out are values read from it, each once. Everything can be read at
once for questions of all actors, or bit by bit for those of one.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, lru_cache
from heapq import nlargest
from typing import Literal, NamedTuple, cast

from musnad.case.search.words import lexicon
from musnad.corpus.actor_names import ActorName, NameReader
from musnad.lexicon.names import ActorRow
from musnad.model import EntityType

__all__ = ["ActorList", "ListedActor", "actor_rows", "parsed_names"]

_LEAST_ARTICLES = 1000  # a smaller case counts as one of so many where rarity is meant
_MOST_DOCUMENTS = 30  # of an actor that are looked at for those beside it
_MOST_BESIDE = 8
_ROW = "actors:"


class ListedActor(NamedTuple):
    """An actor as a case lists it: its number there, its key, its name as it is shown."""

    number: int
    key: str
    label: str


def parsed_names(key: str, label: str) -> tuple[EntityType, tuple[ActorName, ...]]:
    """Return the type of an actor, and its names taken apart: that of a case, and those of its row."""
    row = actor_rows().get(key)
    kind: EntityType = row.type if row else cast(EntityType, key.partition(":")[0])
    names = (label, *((row.name, *row.aliases, row.name_en) if row else ()))
    return kind, tuple(_name(name, kind) for name in dict.fromkeys(filter(None, names)))


@cache
def actor_rows() -> Mapping[str, ActorRow]:
    """Return the people and organisations of the lexicon by their keys."""
    return {f"{_ROW}{row.key}": row for row in lexicon().actors}


class ActorList:
    """Reads the actors of a case; what was read once is remembered."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._documents: dict[int, tuple[int, ...]] = {}
        self._actors: dict[int, tuple[int, ...]] = {}
        self._day_of: dict[int, int | None] = {}
        self._days: dict[int, tuple[int, ...]] = {}
        self._near: dict[int, frozenset[int]] = {}
        self._keys: dict[int, str] = {}
        self.articles = int(connection.execute("SELECT count(*) FROM document").fetchone()[0])

    def read_everything(self) -> None:
        """Read who stands where at once."""
        documents: defaultdict[int, list[int]] = defaultdict(list)
        actors: defaultdict[int, list[int]] = defaultdict(list)
        for term, document in self._connection.execute(
            "SELECT term, document FROM term CROSS JOIN fact ON term = id WHERE kind = 'actor' ORDER BY 1, 2"
        ):
            documents[term].append(document)
            actors[document].append(term)
        self._documents = {term: tuple(found) for term, found in documents.items()}
        self._actors = {document: tuple(found) for document, found in actors.items()}
        rows = self._connection.execute("SELECT id, day FROM document")
        self._day_of = {document: _ordinal(day) for document, day in rows}

    def all(self) -> tuple[ListedActor, ...]:
        """Return every actor."""
        rows = self._connection.execute("SELECT id, key, label FROM term WHERE kind = 'actor' ORDER BY 1")
        found = tuple(map(ListedActor._make, rows))
        self._keys = {actor.number: actor.key for actor in found}
        return found

    def count(self) -> int:
        """Return how many actors there are."""
        return int(self._connection.execute("SELECT count(*) FROM term WHERE kind = 'actor'").fetchone()[0])

    def with_keys(self, keys: Iterable[str], *, kind: Literal["actor", "place"] = "actor") -> tuple[ListedActor, ...]:
        """Return the actors that have these keys, or the places, in the order of their numbers."""
        asked = "SELECT value FROM json_each(?)"
        rows = self._connection.execute(
            f"SELECT id, key, label FROM term WHERE kind = ? AND key IN ({asked}) ORDER BY 1",
            (kind, json.dumps(list(keys))),
        )
        return tuple(map(ListedActor._make, rows))

    def documents(self, number: int) -> tuple[int, ...]:
        """Return the articles that an actor stands in, in order."""
        found = self._documents.get(number)
        if found is None:
            rows = self._connection.execute("SELECT document FROM fact WHERE term = ? ORDER BY 1", (number,))
            found = self._documents[number] = tuple(row[0] for row in rows)
        return found

    def days(self, number: int) -> tuple[int, ...]:
        """Return the ordinals of the days of its articles, sorted."""
        found = self._days.get(number)
        if found is None:
            documents = self.documents(number)
            self._read_days([document for document in documents if document not in self._day_of])
            days = {day for document in documents if (day := self._day_of[document]) is not None}
            found = self._days[number] = tuple(sorted(days))
        return found

    def beside(self, one: int, other: int) -> dict[str, float]:
        """Return the rarest of those who stand beside both actors, by their keys, and how rare they are."""
        both = self._beside(one) & self._beside(other) - {one, other}
        articles = math.log10(max(self.articles, _LEAST_ARTICLES))
        rarities = ((articles - math.log10(self._count(number)), number) for number in both)
        return {self._key(number): rarity for rarity, number in nlargest(_MOST_BESIDE, rarities)}

    def _beside(self, number: int) -> frozenset[int]:
        found = self._near.get(number)
        if found is None:
            documents = self.documents(number)
            some = documents[:: max(1, len(documents) // _MOST_DOCUMENTS)]
            found = frozenset(actor for document in some for actor in self._standing(document))
            self._near[number] = found
        return found

    def _standing(self, document: int) -> tuple[int, ...]:
        found = self._actors.get(document)
        if found is None:
            rows = self._connection.execute(
                "SELECT term FROM fact JOIN term ON id = term WHERE document = ? AND kind = 'actor'", (document,)
            )
            found = self._actors[document] = tuple(row[0] for row in rows)
        return found

    def _key(self, number: int) -> str:
        if number not in self._keys:
            row = self._connection.execute("SELECT key FROM term WHERE id = ?", (number,)).fetchone()
            self._keys[number] = row[0]
        return self._keys[number]

    def _read_days(self, documents: list[int]) -> None:
        query = "SELECT value, day FROM json_each(?) JOIN document AS d ON d.id = value"
        rows = self._connection.execute(query, (json.dumps(documents),)) if documents else ()
        self._day_of.update((document, _ordinal(day)) for document, day in rows)

    def _count(self, number: int) -> int:
        """Return how many articles an actor stands in."""
        if (found := self._documents.get(number)) is not None:
            return len(found)
        return int(self._connection.execute("SELECT count(*) FROM fact WHERE term = ?", (number,)).fetchone()[0])


@lru_cache(1 << 18)
def _name(name: str, kind: EntityType) -> ActorName:
    return _reader().read(name, kind)


@cache
def _reader() -> NameReader:
    return NameReader(lexicon())


def _ordinal(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None
