"""The shapes of countries, as outlines for a picture of a part of the earth.

What comes in is `map_shapes.json` (where it is from, training/map_shapes.py says) and a picture's frame; what goes out
are paths. Lines that two countries share are thinned once for both, so that they meet; what lies outside is cut off.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate, pairwise

import msgspec

from musnad.views.drawing.projection import Box, Frame, Point, frame_of, unfolded

__all__ = ["TENTHS", "Outline", "box_of", "codes", "graticule", "label_point", "outlines"]

TENTHS = 10
"""Paths are written in tenths of the picture's units, as whole numbers; draw them in a group with the scale 0.1."""

_MARGIN = 8.0  # units around the picture within which outlines are still drawn, so that no cut edge is seen
_LEAST_STEP = 0.7  # units: nearer places are one
_LONGEST_STEP = 2.5  # degrees: borders that follow a parallel have places this far apart at most
_FAR = math.radians(100)  # a ring that lies all this far from the middle of a picture is not in it
_LARGE = 0.25  # parts of a country with this share of its largest part are shown with it
_PAD = 0.12
_LEAST_DEGREES = 3.0
_KEPT = 64


class _Country(msgspec.Struct, frozen=True):
    point: Point
    rings: tuple[tuple[int, ...], ...]


class _Shapes(msgspec.Struct, frozen=True):
    source: str
    scale: int
    lines: tuple[tuple[int, ...], ...]
    countries: dict[str, _Country]


class Outline(msgspec.Struct, frozen=True):
    """A country in a picture: its code, its path in tenths, and how wide and high its largest part is there."""

    code: str
    path: str
    width: float
    height: float


def codes() -> frozenset[str]:
    """Return the codes of the countries that have a shape."""
    return frozenset(_shapes().countries)


def label_point(code: str) -> Point | None:
    """Return the longitude and latitude of a place well inside a country; None for one without a shape."""
    country = _shapes().countries.get(code)
    return country.point if country else None


@cache
def box_of(code: str) -> Box:
    """Return the part of the earth that shows a country, without its far islands. Raises KeyError for no country."""
    country = _shapes().countries[code]
    rings = [unfolded(_ring(ring, _lines()), country.point[0]) for ring in country.rings]
    sizes = [_size(ring) for ring in rings]
    shown = [place for ring, size in zip(rings, sizes, strict=True) if size >= _LARGE * max(sizes) for place in ring]
    west, east = min(x for x, _ in shown), max(x for x, _ in shown)
    south, north = min(y for _, y in shown), max(y for _, y in shown)
    wide = max((east - west) * _PAD, (_LEAST_DEGREES - (east - west)) / 2)
    high = max((north - south) * _PAD, (_LEAST_DEGREES - (north - south)) / 2)
    return Box(west - wide, max(south - high, -84.0), east + wide, min(north + high, 84.0))


@lru_cache(maxsize=_KEPT)
def outlines(box: Box, width: float) -> tuple[Outline, ...]:
    """Return the countries that are seen in a picture, by their codes."""
    frame = frame_of(box, width)
    lines = tuple(_bent(_thinned(line, frame.degrees * _LEAST_STEP)) for line in _lines())
    found = []
    for code, country in _shapes().countries.items():
        rings = list(_in_frame(country, lines, frame))
        path = "".join(map(_path, rings))
        if path:
            found.append(Outline(code, path, *max(map(_extent, rings), key=lambda size: size[0] * size[1])))
    return tuple(found)


@lru_cache(maxsize=_KEPT)
def graticule(box: Box, width: float) -> str:
    """Return the path of the lines of longitude and latitude in a picture, in tenths."""
    frame = frame_of(box, width)
    step = next(step for step in (1, 2, 5, 10, 20, 30) if step == 30 or (box.north - box.south) / step <= 6)
    reach = 0 if box.is_world else 25
    south, north = max(math.floor(box.south) - reach, -88), min(math.ceil(box.north) + reach, 88)
    west, east = math.floor(box.west) - reach, math.ceil(box.east) + reach
    meridians = [[(x, y) for y in range(south, north + 1, 2)] for x in range(-(-west // step) * step, east + 1, step)]
    parallels = [[(x, y) for x in range(west, east + 1, 2)] for y in range(-(-south // step) * step, north + 1, step)]
    return "".join(_open(part) for line in (*meridians, *parallels) for part in _seen(line, frame))


@cache
def _shapes() -> _Shapes:
    data = (files("musnad.views.drawing") / "map_shapes.json").read_bytes()
    return msgspec.convert(json.loads(data), _Shapes)


@cache
def _lines() -> tuple[tuple[Point, ...], ...]:
    """Return the lines in degrees."""
    shapes = _shapes()
    return tuple(
        tuple(
            (x / shapes.scale, y / shapes.scale)
            for x, y in zip(accumulate(line[::2]), accumulate(line[1::2]), strict=True)
        )
        for line in shapes.lines
    )


def _ring(ring: Sequence[int], lines: Sequence[Sequence[Point]]) -> list[Point]:
    """Return the places along a ring; ~n is line n the other way round."""
    found: list[Point] = []
    for number in ring:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        found += line[1:] if found else line
    return found


def _in_frame(country: _Country, lines: Sequence[Sequence[Point]], frame: Frame) -> Iterator[list[Point]]:
    middle = frame.box.middle
    for numbers in country.rings:
        ring = unfolded(_ring(numbers, lines), middle[0])
        if frame.box.is_world or any(_is_near(place, middle) for place in ring):
            cut = _cut([frame.at(*place) for place in ring], frame)
            if len(cut) > 2:
                yield cut


def _is_near(place: Point, middle: Point) -> bool:
    latitude, middle_latitude = math.radians(place[1]), math.radians(middle[1])
    across = math.cos(math.radians(place[0] - middle[0]))
    cosine = math.sin(latitude) * math.sin(middle_latitude) + math.cos(latitude) * math.cos(middle_latitude) * across
    return cosine > math.cos(_FAR)


def _thinned(line: Sequence[Point], least: float) -> tuple[Point, ...]:
    """Return a line without places that are nearer to the one before than `least` degrees; its ends stay."""
    found = [line[0]]
    for place in line[1:-1]:
        if abs(place[0] - found[-1][0]) + abs(place[1] - found[-1][1]) >= least:
            found.append(place)
    return (*found, line[-1])


def _bent(line: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line with more places on its long stretches, which are no straight lines in a picture: 49° north."""
    found = [line[0]]
    for one, other in pairwise(line):
        parts = math.ceil(max(abs(other[0] - one[0]), abs(other[1] - one[1])) / _LONGEST_STEP)
        found += [
            (one[0] + (other[0] - one[0]) * part / parts, one[1] + (other[1] - one[1]) * part / parts)
            for part in range(1, parts)
        ]
        found.append(other)
    return tuple(found)


def _cut(ring: list[Point], frame: Frame) -> list[Point]:
    """Return what of a ring lies in a picture and a little around it (Sutherland and Hodgman)."""
    for axis, limit, sign in (
        (0, -_MARGIN, 1), (0, frame.width + _MARGIN, -1), (1, -_MARGIN, 1), (1, frame.height + _MARGIN, -1),
    ):  # fmt: skip
        inside = [(place[axis] - limit) * sign >= 0 for place in ring]
        if all(inside):
            continue
        kept: list[Point] = []
        for (one, is_in), (other, will_be) in pairwise([*zip(ring, inside, strict=True), (ring[0], inside[0])]):
            if is_in:
                kept.append(one)
            if is_in != will_be:
                part = (limit - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + (other[0] - one[0]) * part, one[1] + (other[1] - one[1]) * part))
        if not kept:
            return []
        ring = kept
    return ring


def _seen(line: Sequence[Point], frame: Frame) -> Iterator[list[Point]]:
    """Yield the stretches of a line that lie in a picture or a little around it."""
    stretch: list[Point] = []
    for place in line:
        x, y = frame.at(*place)
        if -60 <= x <= frame.width + 60 and -60 <= y <= frame.height + 60:
            stretch.append((x, y))
            continue
        if len(stretch) > 1:
            yield stretch
        stretch = []
    if len(stretch) > 1:
        yield stretch


def _extent(ring: Sequence[Point]) -> tuple[float, float]:
    """Return how wide and how high a ring is."""
    columns, rows = [x for x, _ in ring], [y for _, y in ring]
    return max(columns) - min(columns), max(rows) - min(rows)


def _size(ring: Sequence[Point]) -> float:
    """Return the area of a ring, with degrees of longitude as wide as they are where it lies."""
    twice = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]]))
    return abs(twice) / 2 * math.cos(math.radians(sum(y for _, y in ring) / len(ring)))


def _path(ring: Sequence[Point]) -> str:
    """Return a ring as a path, in tenths; empty for one that is no more than a dot."""
    opened = _open(ring)
    return f"{opened}z" if opened.count(" ") > 1 else ""


def _open(line: Sequence[Point]) -> str:
    whole = [(round(x * TENTHS), round(y * TENTHS)) for x, y in line]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole) if a != b]
    return f"M{_said(*whole[0])}l" + "".join(_joined(steps)) if steps else ""


def _joined(steps: Sequence[Point]) -> Iterator[str]:
    for number, (x, y) in enumerate(steps):
        yield f"{'' if not number or x < 0 else ' '}{_said(x, y)}"


def _said(x: float, y: float) -> str:
    return f"{x:.0f}{'' if y < 0 else ' '}{y:.0f}"
