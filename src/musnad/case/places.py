"""Where what a case tells happened, and which places its articles name.

What comes in is a case's database and which of its articles are asked about; what goes out are events at places, each
with its evidence and claim, and counts of articles that name a place. Reading events takes a tenth of a millisecond an
article, so that it is for some thousands of them at most; counting names is one query for all.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from operator import itemgetter
from urllib.parse import urlsplit

import msgspec

from musnad.case.identity import canonical_in
from musnad.case.search.words import lexicon
from musnad.case.weighing.pieces import check_tables, number_of, numbers_of
from musnad.corpus.places import Site
from musnad.errors import CaseError
from musnad.lexicon.names import PlacePointRow, PlaceRow
from musnad.model import EventStatus, EventType, Interval

__all__ = ["Named", "countries", "known_places", "naming", "place_points", "places_named", "sites_in"]

_PREFIX = "places:"
_DOCUMENT = "SELECT outlet, url, day, value FROM document JOIN evidence ON document = id WHERE id = ?"
_PLACES = "SELECT id, key, label FROM term WHERE kind = 'place'"
_NAMED = "SELECT term, document FROM term CROSS JOIN fact ON term = id WHERE kind = 'place' ORDER BY id"
_NAMING = """
SELECT DISTINCT document FROM term CROSS JOIN fact ON term = term.id CROSS JOIN article ON current = document
WHERE kind = 'place' AND term.key IN ({}) ORDER BY document DESC
"""


class Named(msgspec.Struct, frozen=True):
    """How many articles name each place, by its key; each country or a place in it, by its code; and all, any place."""

    places: Mapping[str, int]
    countries: Mapping[str, int]
    labels: Mapping[str, str]
    articles: int


class _Event(msgspec.Struct, frozen=True):
    type: EventType
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    days: Interval | None = None
    status: EventStatus = "happened"


class _Piece(msgspec.Struct, frozen=True):
    events: tuple[_Event, ...] = ()


class _Told(msgspec.Struct, frozen=True):
    """What is read of the evidence of an article: nothing but its events."""

    evidence: tuple[_Piece, ...]


_DECODER = msgspec.msgpack.Decoder(_Told)


@cache
def known_places() -> Mapping[str, PlaceRow]:
    """Return the places of the lexicon by their keys in a case."""
    return {f"{_PREFIX}{row.key}": row for row in lexicon().places}


@cache
def place_points() -> Mapping[str, PlacePointRow]:
    """Return where places lie, by their keys in a case."""
    return {f"{_PREFIX}{row.key}": row for row in lexicon().place_points}


@cache
def countries() -> Mapping[str, PlaceRow]:
    """Return states by their codes."""
    return {row.country: row for row in lexicon().places if row.kind == "state"}


def sites_in(connection: sqlite3.Connection, documents: Iterable[int]) -> tuple[Site, ...]:
    """Return the events with a place that weighed documents tell, in the order of the documents.

    Raises CaseError where what an article tells is damaged, or the case has no tables for claims.
    """
    check_tables(connection)
    names = canonical_in(connection)
    return tuple(site for document in documents for site in _sites(connection, document, names))


def places_named(connection: sqlite3.Connection, documents: Collection[int] | None = None) -> Named:
    """Return how many of the documents name each place; of all current ones without any."""
    asked = frozenset(documents) if documents is not None else _current(connection)
    called = {number: (key, label) for number, key, label in connection.execute(_PLACES)}
    known = known_places()
    counts: list[tuple[int, str, str]] = []
    by_country: defaultdict[str, set[int]] = defaultdict(set)
    everything: set[int] = set()
    for term, rows in groupby(connection.execute(_NAMED), key=itemgetter(0)):
        found = asked.intersection(map(itemgetter(1), rows))
        if found:
            key, label = called[term]
            counts.append((-len(found), key, label))
            everything |= found
            if (row := known.get(key)) is not None and row.country:
                by_country[row.country] |= found
    counts.sort()
    return Named(
        {key: -count for count, key, _ in counts}, {code: len(found) for code, found in by_country.items()},
        {key: label for _, key, label in counts}, len(everything),
    )  # fmt: skip


def naming(
    connection: sqlite3.Connection, keys: Collection[str], documents: Collection[int] | None = None, *, most: int
) -> tuple[int, ...]:
    """Return the documents that name one of some places, at most so many: those that were brought in last."""
    found: list[int] = []
    asked = frozenset(documents) if documents is not None else None
    for (document,) in connection.execute(_NAMING.format(", ".join("?" * len(keys))), tuple(keys)):
        if asked is None or document in asked:
            found.append(document)
            if len(found) >= most:
                break
    return tuple(found)


def _current(connection: sqlite3.Connection) -> frozenset[int]:
    return frozenset(row[0] for row in connection.execute("SELECT current FROM article WHERE current IS NOT NULL"))


def _sites(connection: sqlite3.Connection, document: int, names: Mapping[str, str]) -> Iterator[Site]:
    row = connection.execute(_DOCUMENT, (document,)).fetchone()
    if row is None:
        return
    outlet, url, day, value = row
    outlet = outlet or urlsplit(url or "").netloc
    told = [(place, event) for place, piece in enumerate(_events(value, document)) for event in piece.events]
    if not any(event.place for _, event in told):
        return
    query = "SELECT number, claim FROM piece WHERE claim IS NOT NULL AND number BETWEEN ? AND ?"
    claims = dict(connection.execute(query, numbers_of(document)).fetchall())
    for place, event in told:
        if event.place:
            number = number_of(document, place)
            yield Site(
                piece=number, claim=claims.get(number, number), document=document, outlet=outlet,
                told=day, place=event.place, type=event.type, status=event.status, days=event.days,
                actors=tuple(names.get(key, key) for key in event.actors),
                recipients=tuple(names.get(key, key) for key in event.recipients),
            )  # fmt: skip


def _events(value: bytes, document: int) -> tuple[_Piece, ...]:
    try:
        return _DECODER.decode(zlib.decompress(value)).evidence
    except (zlib.error, msgspec.DecodeError, ValueError) as error:
        reason = f"what it tells is damaged ({error})"
        raise CaseError(f"document {document}", reason, "make it again with: musnad weigh CASE --all") from error
