"""Where what is told happened, as a map without tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.responses import Response

from musnad.case.key_names import names_of
from musnad.case.places import countries, known_places, place_points
from musnad.case.placing import Asked, Placed, There, count_places, told_at
from musnad.case.store import read_text
from musnad.case.weighing.index import ClaimIndex
from musnad.corpus.places import ToldThere
from musnad.errors import QueryError
from musnad.lexicon.names import PlaceRow
from musnad.model import EventStatus, EventType
from musnad.views.claim_brief import first_words
from musnad.views.drawing.world_map import REGIONS, Extent, Land, Spot, draw_map, extent_of, lands_in, seen_in, steps
from musnad.web.ask import Ask, Edit, Page

__all__ = ["EDITS", "PAGES"]

_ROWS = 40
_ITEMS = 20
_SPOTS = 150
_WIDE = ("region", "sea", "continent")
_TYPES: tuple[str, ...] = EventType.__args__  # type: ignore[attr-defined]  # a Literal's values
_STATUSES: tuple[str, ...] = EventStatus.__args__  # type: ignore[attr-defined]


class _Row(NamedTuple):
    """A place in the table: its name, what it is, its country, and its count with the address of what it counts."""

    name: str
    kind: str
    country: str
    number: int
    href: str


class _Item(NamedTuple):
    """A claim with events at a place, as the list shows it."""

    claim: str
    words: str
    document: int
    at: str
    told: ToldThere
    kinds: tuple[tuple[str, str], ...]
    places: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]


def show(ask: Ask) -> Response:
    """Show the map, and below it a table of all places or what is told of one."""
    extent = _extent(ask)
    asked = Asked(ask.chosen(), _known(ask, "type", _TYPES), _known(ask, "status", _STATUSES), ask.one("actor"))
    placed = ask.room.remembered(ask.case, ("map", asked), lambda: count_places(ask.case, asked))
    drawn = _drawn(placed)
    seen = seen_in(extent, drawn)
    label = ask.speech.gettext("Map of the places, with how much is told of each; the table below says the same")
    there = _there(ask, asked, placed)
    lands = _lands(ask, placed, extent)
    start, size = ask.number("start", otherwise=0), _ITEMS if there else _ROWS
    return ask.render(
        "map.html.j2", extent=extent.key, regions=tuple(REGIONS), zoomed=_country_name(ask, extent.key),
        picture=draw_map(extent, lands, _spots(ask, placed, seen[:_SPOTS]), label=label),
        steps=steps(land.count for land in lands), outside=len(drawn) - len(seen), undrawn=len(seen[_SPOTS:]),
        unplaced=sum(key not in place_points() for key in placed.places), placed=placed, there=there,
        chosen=_chosen(ask, placed), items=_items(ask, there.told[start : start + size]) if there else (),
        rows=() if there else _rows(ask, placed, start), start=start, size=size,
        total=len(there.told if there else placed.places), types=_TYPES, statuses=_STATUSES,
    )  # fmt: skip


def _extent(ask: Ask) -> Extent:
    view = ask.one("view", otherwise="mena") or "mena"
    extent = extent_of(view)
    if extent is None:
        raise QueryError(f"view={view}", "the map has no such part", "choose one from the list above the map")
    return extent


def _known(ask: Ask, name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return the values of a field that are of the model. Raises QueryError for another."""
    given = ask.every(name)
    if unknown := [value for value in given if value not in values]:
        raise QueryError(f"{name}={unknown[0]}", "there is no such value", "choose one from the list")
    return given


def _name(ask: Ask, key: str, placed: Placed) -> str:
    row = known_places().get(key)
    return placed.labels.get(key, key) if row is None else _named(ask, row)


def _named(ask: Ask, row: PlaceRow) -> str:
    return row.name if ask.speech.lang == "ar" else row.name_en


def _country_name(ask: Ask, code: str) -> str:
    row = countries().get(code)
    return _named(ask, row) if row else ""


def _said(ask: Ask, placed: Placed, count: int) -> str:
    """Return a count in words: of claims, or of articles."""
    if placed.measure == "events":
        return ask.speech.many("%(n)s claim", "%(n)s claims", count)
    return ask.speech.many("%(n)s article", "%(n)s articles", count)


def _lists(ask: Ask) -> Callable[[str, str], str]:
    """Return what makes the address of the list of a place or a country; there are many, so most of it is made once."""
    here = ask.here(place=None, country=None, start=None)
    start = f"{here}{'&' if '?' in here else '?'}"
    return lambda field, value: f"{start}{urlencode({field: value})}#told"


def _drawn(placed: Placed) -> tuple[tuple[str, float, float], ...]:
    """Return the places that are drawn as circles, those with the greatest counts first: no whole countries."""
    points, known = place_points(), known_places()
    return tuple(
        (key, points[key].longitude, points[key].latitude)
        for key in placed.places
        if key in points and known[key].kind != "state"
    )


def _spots(ask: Ask, placed: Placed, keys: Iterable[str]) -> tuple[Spot, ...]:
    points, known, chosen, list_of = place_points(), known_places(), ask.one("place"), _lists(ask)
    return tuple(
        Spot(
            name=_named(ask, known[key]), longitude=points[key].longitude, latitude=points[key].latitude,
            count=placed.places[key], said=_said(ask, placed, placed.places[key]), list=list_of("place", key),
            is_wide=known[key].kind in _WIDE, is_chosen=key == chosen,
        )
        for key in keys
    )  # fmt: skip


def _lands(ask: Ask, placed: Placed, extent: Extent) -> tuple[Land, ...]:
    list_of, here = _lists(ask), ask.here(view=None)
    zoom = f"{here}{'&' if '?' in here else '?'}view="
    counts = {code: placed.countries.get(code, 0) for code in lands_in(extent) if code in countries()}
    return tuple(
        Land(
            code=code, name=_country_name(ask, code), count=count, said=_said(ask, placed, count),
            short=ask.speech.number(count), list=list_of("country", code), zoom=zoom + code,
        )
        for code, count in counts.items()
    )  # fmt: skip


def _rows(ask: Ask, placed: Placed, start: int) -> tuple[_Row, ...]:
    known, list_of = known_places(), _lists(ask)
    found = []
    for key, count in islice(placed.places.items(), start, start + _ROWS):
        row = known.get(key)
        country = _country_name(ask, row.country) if row is not None and row.kind != "state" else ""
        found.append(_Row(_name(ask, key, placed), row.kind if row else "", country, count, list_of("place", key)))
    return tuple(found)


def _chosen(ask: Ask, placed: Placed) -> tuple[str, str] | None:
    """Return the name of the place that is chosen, and what kind of place it is; a whole country is `country`."""
    if code := ask.one("country"):
        return _country_name(ask, code) or code, "country"
    if key := ask.one("place"):
        row = known_places().get(key)
        return _name(ask, key, placed), row.kind if row else ""
    return None


def _chosen_keys(ask: Ask, placed: Placed) -> frozenset[str]:
    """Return the keys of the places that are chosen: one, or all of a country."""
    if code := ask.one("country"):
        return frozenset(key for key, row in known_places().items() if row.country == code)
    return frozenset((key,)) if (key := ask.one("place")) else frozenset()


def _there(ask: Ask, asked: Asked, placed: Placed) -> There | None:
    keys = _chosen_keys(ask, placed)
    if not keys:
        return None
    where = ask.one("country") or ask.one("place")
    return ask.room.remembered(ask.case, ("told there", asked, where), lambda: told_at(ask.case, asked, placed, keys))


def _items(ask: Ask, told: Sequence[ToldThere]) -> tuple[_Item, ...]:
    index = ClaimIndex(ask.case.connection)
    sites = [site for one in told for site in one.sites]
    keys = {key for site in sites for key in (*site.actors, *site.recipients, site.place)}
    names = names_of(ask.case.connection, keys)
    return tuple(_item(ask, index, one, names) for one in told)


def _item(ask: Ask, index: ClaimIndex, one: ToldThere, names: Mapping[str, str]) -> _Item:
    first = index.evidence(one.first.piece)
    known = known_places()
    places = {site.place: known[site.place].kind if site.place in known else "" for site in one.sites}
    parties = dict.fromkeys(key for site in one.sites for key in (*site.actors, *site.recipients))
    return _Item(
        claim=first.id,
        words=first_words(first, lambda document: read_text(ask.case.connection, document)),
        document=first.document,
        at=",".join(f"{span.start}-{span.end}" for span in first.spans),
        told=one,
        kinds=tuple(dict.fromkeys((site.type, site.status) for site in one.sites)),
        places=tuple((_place_name(ask, key, names), kind) for key, kind in places.items()),
        parties=tuple((key, names[key]) for key in parties if key in names),
    )


def _place_name(ask: Ask, key: str, names: Mapping[str, str]) -> str:
    row = known_places().get(key)
    return _named(ask, row) if row else names.get(key, key.partition(":")[2])


PAGES: tuple[Page, ...] = (Page("/map", show, "map"),)
EDITS: tuple[Edit, ...] = ()
