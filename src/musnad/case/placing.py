"""What happened where, in the chosen articles of a case: counted by place and country, and listed for one of them.

What comes in is a case, which articles are asked about and which events; what goes out are counts and claims. Up to
some number of articles the claims are counted whose events happened at a place; beyond it, the articles that name the
place, which any case answers at once. Which of the two it is, is said with the counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

import msgspec

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case
from musnad.case.key_names import keys_called
from musnad.case.places import known_places, naming, places_named, sites_in
from musnad.case.search.find import find_documents
from musnad.case.search.query import Filter
from musnad.case.store import current_documents
from musnad.corpus.places import Site, ToldThere, by_claim, count_by, narrowed

__all__ = ["MOST_READ", "Asked", "Measure", "Placed", "There", "count_places", "told_at"]

MOST_READ = 1500
"""Of more articles than this the events are not read, and names of places are counted."""

_MOST_LISTED = 300  # articles that name a place, of which events are read for a list
Measure = Literal["events", "named"]


class Asked(msgspec.Struct, frozen=True):
    """Which articles, and which of their events; empty asks for all. `actor` is a name or a key."""

    chosen: Chosen = Chosen()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    actor: str = ""


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Counts by the key of a place and by the code of a country: claims with events there, or articles that name it.

    `documents` are the articles that are asked about, None for all; `sites` the events, where they were read. `labels`
    name places that the lexicon does not know. `total` counts every claim or article once.
    """

    measure: Measure
    places: Mapping[str, int]
    countries: Mapping[str, int]
    labels: Mapping[str, str]
    total: int
    articles: int
    documents: frozenset[int] | None
    sites: tuple[Site, ...] = ()


class There(msgspec.Struct, frozen=True, kw_only=True):
    """The claims with events at a place, and of how many of its articles they were read; `more` were not."""

    told: tuple[ToldThere, ...]
    articles: int
    more: bool


def count_places(case: Case, asked: Asked, *, most: int = MOST_READ) -> Placed:
    """Count what happened where. Raises CaseError and QueryError as a search does."""
    connection = case.connection
    (everything,) = connection.execute("SELECT count(*) FROM article WHERE current IS NOT NULL").fetchone()
    documents = _documents(case, asked, read_all=everything <= most)
    if documents is None and everything <= most:
        documents = tuple(current_documents(connection))
    if documents is None or len(documents) > most:
        return _named(case, documents, everything)
    keys = keys_called(connection, asked.actor) if asked.actor else frozenset[str]()
    sites = sites_in(connection, sorted(documents))
    sites = narrowed(sites, types=asked.types, statuses=asked.statuses, actors=keys)
    if asked.actor and not keys:
        sites = ()
    return Placed(
        measure="events",
        places=count_by(sites, lambda site: site.place),
        countries=count_by(sites, _country),
        labels={site.place: site.place.partition(":")[2] for site in sites},
        total=len({site.claim for site in sites}),
        articles=len(documents),
        documents=frozenset(documents),
        sites=sites,
    )


def told_at(case: Case, asked: Asked, placed: Placed, places: Collection[str]) -> There:
    """Return the claims with events at one of some places; of many articles those brought in last are read."""
    wanted = frozenset(places)
    if placed.measure == "events":
        told = by_claim(site for site in placed.sites if site.place in wanted)
        return There(told=told, articles=placed.articles, more=False)
    documents = naming(case.connection, wanted, placed.documents, most=_MOST_LISTED + 1)
    keys = keys_called(case.connection, asked.actor) if asked.actor else frozenset[str]()
    sites = narrowed(
        sites_in(case.connection, documents[:_MOST_LISTED]), types=asked.types, statuses=asked.statuses, actors=keys
    )
    told = by_claim(site for site in sites if site.place in wanted)
    return There(told=told, articles=len(documents[:_MOST_LISTED]), more=len(documents) > _MOST_LISTED)


def _documents(case: Case, asked: Asked, *, read_all: bool) -> Collection[int] | None:
    """Return the chosen articles; of a large case only those that can hold what is asked for."""
    documents = documents_of(case, asked.chosen)
    filters = [
        *(Filter("event", kind) for kind in asked.types),
        *([Filter("actor", asked.actor)] if asked.actor else []),
    ]
    if read_all or not filters:
        return documents
    found = find_documents(case, "", filters=filters)
    return found if documents is None else frozenset(documents).intersection(found)


def _named(case: Case, documents: Collection[int] | None, everything: int) -> Placed:
    named = places_named(case.connection, documents)
    return Placed(
        measure="named",
        places=named.places,
        countries=named.countries,
        labels=named.labels,
        total=named.articles,
        articles=everything if documents is None else len(documents),
        documents=None if documents is None else frozenset(documents),
    )


def _country(site: Site) -> str | None:
    row = known_places().get(site.place)
    return row.country or None if row is not None else None
