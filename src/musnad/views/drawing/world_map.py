"""A map of countries and places, sized and shaded by counts, as SVG.

What comes in are countries and places with their counts, names and addresses; what goes out is a picture of a part of
the earth. A country is shaded by its count in steps, a place is a circle whose area is its count. Names stand where
there is room for them, those with the greatest counts first; none lies over another. A place that is only a wide region
or a sea is a dashed ring.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec
from markupsafe import Markup

from musnad.views.drawing.projection import WORLD, Box, Frame, Point, frame_of
from musnad.views.drawing.shapes import TENTHS, Outline, box_of, codes, graticule, label_point, outlines
from musnad.views.drawing.svg import Side, element, measure, words

__all__ = ["REGIONS", "Extent", "Land", "Spot", "Step", "draw_map", "extent_of", "lands_in", "seen_in", "steps"]

REGIONS: Mapping[str, Box] = {
    "mena": Box(-14.5, 13.5, 61.0, 42.0),
    "gulf": Box(42.5, 15.5, 60.5, 31.0),
    "levant": Box(33.5, 29.0, 48.8, 38.0),
    "nile": Box(23.0, 8.5, 40.5, 32.5),
    "maghreb": Box(-16.0, 22.0, 25.0, 38.0),
    "europe": Box(-9.0, 36.0, 40.0, 61.0),
    "world": WORLD,
}
_WIDTH = 960.0
_SHARES = (0.3, 0.5, 0.7, 0.85)  # of the countries with a count, that lie below the second step, the third …
_LEAST_RADIUS, _MOST_RADIUS = 4.0, 24.0
_SIZE, _QUIET_SIZE = 13.0, 11.5
_MOST_NAMES = 42
_LEAST_MOST = 4  # a map of fewer has circles no larger than if the greatest were this
_GAP = 3.0
_LINE = 1.25  # of the size of the type
_OVERHANG = 1.6  # of the width of a country, which its name may be wide where it has a count


class Extent(NamedTuple):
    """A part of the earth that is shown: its key and its box."""

    key: str
    box: Box


class Land(msgspec.Struct, frozen=True, kw_only=True):
    """A country: its code, name and count; `list` leads to what it counts, `zoom` to the country.

    `said` is the count in words, `short` the number alone.
    """

    code: str
    name: str
    count: int = 0
    said: str = ""
    short: str = ""
    list: str | None = None
    zoom: str | None = None


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A place: where it lies in degrees, its name and count, and whether it is no more exact than a region or a sea."""

    name: str
    longitude: float
    latitude: float
    count: int
    said: str
    list: str
    is_wide: bool = False
    is_chosen: bool = False


class Step(NamedTuple):
    """A step of shading: counts from `least` to `most`, None for no end."""

    number: int
    least: int
    most: int | None

    def holds(self, count: int) -> bool:
        """Whether a count is of this step."""
        return self.least <= count and (self.most is None or count <= self.most)


class _Room(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Room) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _Name(NamedTuple):
    """A name to be placed: `away` is the radius of its circle, or how far a country's may move up and down."""

    text: str
    x: float
    y: float
    away: float
    rank: tuple[int, int]
    kind: Literal["spot", "land", "quiet"]
    link: str | None


def extent_of(key: str) -> Extent | None:
    """Return the part of the earth that a key names: a region or the code of a country; None for no such key."""
    if key in REGIONS:
        return Extent(key, REGIONS[key])
    return Extent(key, box_of(key)) if key in codes() else None


def steps(counts: Iterable[int]) -> tuple[Step, ...]:
    """Return steps of shading for counts above zero; each begins at a round number, the last goes on without end.

    The fewer countries have a count, the higher its step: a third of them are in the first.

    >>> [(step.least, step.most) for step in steps([1, 2, 3, 7, 12, 30, 300])]
    [(1, 1), (2, 4), (5, 9), (10, 19), (20, None)]
    """
    ordered = sorted(count for count in counts if count > 0)
    if not ordered:
        return ()
    begins = sorted({1, *(_round_down(ordered[int(len(ordered) * share)]) for share in _SHARES)})
    ends = [begin - 1 for begin in begins[1:]]
    return tuple(
        Step(number, begin, end) for number, (begin, end) in enumerate(zip(begins, [*ends, None], strict=True), 1)
    )


def draw_map(extent: Extent, lands: Sequence[Land], spots: Sequence[Spot], *, label: str) -> Markup:
    """Return the map of a part of the earth.

    Its links are not met by the tab key, which would stop hundreds of times: the page lists the same links as text.
    """
    frame = frame_of(extent.box, _WIDTH)
    shown = sorted((s for s in spots if frame.shows(s.longitude, s.latitude)), key=lambda s: (-s.count, s.name))
    most = max((spot.count for spot in shown), default=1)
    names, circles = _names(frame, lands, shown, most)
    return element(
        "svg",
        element("rect", x=0, y=0, width=frame.width, height=frame.height, class_="sea"),
        element(
            "g", element("path", d=graticule(extent.box, _WIDTH), class_="grid"), *_lands(extent, lands),
            transform=f"scale({1 / TENTHS:g})",
        ),
        element("g", *(_circle(frame, spot, most) for spot in shown), class_="spots"),
        element("g", *_placed(names, circles, frame), class_="names"),
        viewBox=f"0 0 {frame.width:.0f} {frame.height:.0f}", width=round(frame.width), height=round(frame.height),
        role="group", aria_label=label, class_="map", direction="ltr",
    )  # fmt: skip


def seen_in(extent: Extent, points: Iterable[tuple[str, float, float]]) -> tuple[str, ...]:
    """Return the keys of the places, each with its longitude and latitude, that lie in the picture, in their order."""
    frame = frame_of(extent.box, _WIDTH)
    return tuple(key for key, longitude, latitude in points if frame.shows(longitude, latitude))


def lands_in(extent: Extent) -> tuple[str, ...]:
    """Return the codes of the countries that are seen in the picture."""
    return tuple(outline.code for outline in outlines(extent.box, _WIDTH))


def _lands(extent: Extent, lands: Sequence[Land]) -> list[Markup]:
    known = {land.code: land for land in lands}
    shades = steps(land.count for land in lands)
    found = []
    for outline in outlines(extent.box, _WIDTH):
        land = known.get(outline.code)
        step = next((s.number for s in shades if land and s.holds(land.count)), 0)
        is_shown = " shown" if outline.code == extent.key else ""
        path = element("path", d=outline.path, class_=f"land step-{step}{is_shown}", fill_rule="evenodd")
        if land is not None and land.zoom is not None:
            path = element("a", element("title", f"{land.name}: {land.said}"), path, href=land.zoom, tabindex="-1")
        found.append(path)
    return found


def _circle(frame: Frame, spot: Spot, most: int) -> Markup:
    x, y = frame.at(spot.longitude, spot.latitude)
    kind = " ".join(("spot", *(["wide"] if spot.is_wide else []), *(["chosen"] if spot.is_chosen else [])))
    return element(
        "a", element("title", f"{spot.name}: {spot.said}"),
        element("circle", cx=round(x, 1), cy=round(y, 1), r=round(_radius(spot.count, most), 1), class_=kind),
        href=spot.list, tabindex="-1",
    )  # fmt: skip


def _names(frame: Frame, lands: Iterable[Land], spots: Iterable[Spot], most: int) -> tuple[list[_Name], list[_Room]]:
    """Return the names that are to be placed, the most important first, and the room that circles take."""
    names: list[_Name] = []
    circles: list[_Room] = []
    for spot in spots:
        x, y = frame.at(spot.longitude, spot.latitude)
        radius = _radius(spot.count, most)
        circles.append(_Room(x - radius, y - radius, x + radius, y + radius))
        names.append(_Name(spot.name, x, y, radius, (0 if spot.is_chosen else 1, -spot.count), "spot", spot.list))
    seen = {outline.code: outline for outline in outlines(frame.box, _WIDTH)}
    for land in lands:
        point = label_point(land.code)
        if point is not None and land.code in seen and frame.shows(*point):
            names += _land_name(land, frame.at(*point), seen[land.code])
    return sorted(names, key=lambda name: (name.rank, name.text)), circles


def _land_name(land: Land, place: Point, outline: Outline) -> Iterator[_Name]:
    """Yield the name of a country where it has room, with its count; one without a count needs more room."""
    text = f"{land.name} · {land.short}" if land.count else land.name
    wide = measure(text, _SIZE if land.count else _QUIET_SIZE)
    if outline.width * (_OVERHANG if land.count else 1) >= wide and outline.height >= _SIZE:
        kind: Literal["land", "quiet"] = "land" if land.count else "quiet"
        rank = (1, -land.count) if land.count else (2, 0)
        yield _Name(text, *place, max(0.0, outline.height / 2 - _SIZE), rank, kind, land.list if land.count else None)


def _placed(names: Iterable[_Name], circles: Sequence[_Room], frame: Frame) -> list[Markup]:
    """Return the names for which there is room."""
    taken: list[_Room] = []
    found: list[Markup] = []
    for name in names:
        size = _QUIET_SIZE if name.kind == "quiet" else _SIZE
        for x, y, side, room in _tries(name, size):
            inside = room.left >= 0 and room.right <= frame.width and room.top >= 0 and room.bottom <= frame.height
            if inside and not any(room.meets(other) for other in (*taken, *circles)):
                taken.append(room)
                said = words(name.text, x, y, side=side, size=size, class_=name.kind)
                found.append(element("a", said, href=name.link, tabindex="-1") if name.link else said)
                break
        if len(found) >= _MOST_NAMES:
            break
    return found


def _tries(name: _Name, size: float) -> list[tuple[float, float, Side, _Room]]:
    """Return where a name may stand, the best first: beside, over or under its circle; a country's in it."""
    wide, high = measure(name.text, size), size * _LINE
    middle = name.y + size * 0.35
    if name.kind != "spot":
        places: list[tuple[float, float, Side]] = [
            (name.x, middle + shift * high, "middle") for shift in (0, 1, -1, 2, -2) if abs(shift * high) <= name.away
        ]
    else:
        away = name.away + _GAP
        places = [
            (name.x + away, middle, "left"), (name.x - away, middle, "right"),
            (name.x, name.y + away + size * 0.85, "middle"), (name.x, name.y - away - size * 0.2, "middle"),
        ]  # fmt: skip
    found = []
    for x, y, side in places:
        left = x if side == "left" else x - wide if side == "right" else x - wide / 2
        found.append((x, y, side, _Room(left - 1, y - size * 0.85, left + wide + 1, y + size * 0.35)))
    return found


def _radius(count: int, most: int) -> float:
    """Return how large the circle of a count is: areas are as counts, down to the smallest that can be hit."""
    return max(_LEAST_RADIUS, _MOST_RADIUS * math.sqrt(count / max(most, _LEAST_MOST)))


def _round_down(value: float) -> int:
    """Return the next number below that begins with 1, 2 or 5 and goes on in zeros; 0 where there is none."""
    if value < 1:
        return 0
    unit = 10 ** math.floor(math.log10(value))
    return int(next((lead * unit for lead in (5, 2) if lead * unit <= value), unit))
