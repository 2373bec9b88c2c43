"""The chains of a claim as a picture: outlets where reading begins, origins at the other side, the narrowest large.

What comes in is the shape of the chains, words in the language of the page, and where clicks lead; what goes out is
SVG whose looks are the classes of `claim.css`. A page that runs from the right has its outlets at the right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from markupsafe import Markup

from musnad.corpus.chains import UnknownKind
from musnad.views.drawing.chain_shape import Knot, Shape, Way
from musnad.views.drawing.layers import Box, Layers, columns_of, lay_out
from musnad.views.drawing.svg import Side, element, measure, shorten, words

__all__ = ["GraphWords", "draw_chains"]

_MARGIN, _TOP = 14.0, 44.0
_GAP, _BETWEEN, _CLOSE, _LEAST_WIDTH = 12.0, 84.0, 58.0, 860.0
_MANY_COLUMNS, _WIDE = 4, 1180.0
_SIZE, _HEIGHT, _MOST_NAME = 14.0, 32.0, 190.0
_LARGE_SIZE, _LARGE_HEIGHT, _MOST_LARGE = 22.0, 86.0, 260.0
_MIDDLE_SIZE, _MIDDLE_HEIGHT = 17.0, 54.0
_SMALL = 12.5
_ABOVE = 14.0  # what the words over the narrowest take
_PAD = 14.0
_THIN, _GROWS, _THICK = 1.2, 1.1, 11.0


@dataclass(frozen=True, slots=True)
class GraphWords:
    """What the picture says, in the language of its page.

    `label` is what a screen reader says of the whole; `outlets`, `relays`, `origins` stand over the columns;
    `narrowest` over the one through whom chains pass, `passes` under his name. `reports` counts, `folded` names a knot
    that stands for several, `unknown` somebody unknown; `way` says in a sentence who has it from whom;
    `digits` writes numbers.
    """

    label: str
    outlets: str
    relays: str
    origins: str
    narrowest: str
    passes: str
    reports: Callable[[int], str]
    folded: Callable[[Knot], str]
    unknown: Mapping[UnknownKind, str]
    way: Callable[[str, str, Way], str]
    digits: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class _Pill:
    """A knot with what is written in it."""

    knot: Knot
    name: str
    whole: str
    size: float
    width: float
    height: float
    below: str = ""
    count: str = ""
    above: float = 0.0


def draw_chains(
    shape: Shape,
    said: GraphWords,
    *,
    mirrored: bool,
    knot_href: Callable[[Knot], str],
    way_href: Callable[[Way], str],
) -> Markup:
    """Return the picture; `mirrored` for a page that runs from the right. Clicks lead where the two functions say."""
    pills = {knot.key: _pill(knot, shape, said) for knot in shape.knots}
    lines = {(way.start, way.end) for way in shape.ways}
    columns = columns_of(pills, lines, last=shape.ends)
    many = max(columns.values(), default=0) >= _MANY_COLUMNS
    boxes = [Box(key, pill.width, pill.height + 2 * pill.above, len(pill.knot.reports)) for key, pill in pills.items()]
    layers = lay_out(boxes, lines, columns, gap=_GAP, between=_CLOSE if many else _BETWEEN, width=_LEAST_WIDTH)
    sheet = _Sheet(layers, layers.width + 2 * _MARGIN, mirrored)
    ports = _ports(shape.ways, layers, pills)
    ways = sorted(shape.ways, key=lambda way: (not way.is_fallen, way.in_circle, len(way.reports)))
    drawn = [_way(way, pills, ports, sheet, said, way_href(way)) for way in ways]
    drawn += [_knot(pill, sheet, said, knot_href(pill.knot)) for pill in pills.values()]
    height = layers.height + _TOP + _MARGIN
    arrow = element("path", d="M0 0L8 4L0 8Z", class_="arrow")
    head = element("marker", arrow, id="chain-arrow", viewBox="0 0 8 8", refX=7, refY=4, markerWidth=9, markerHeight=9,
                   markerUnits="userSpaceOnUse", orient="auto")  # fmt: skip
    return element(
        "svg", element("defs", head), *_headings(layers, sheet, said, shape), *drawn, role="group",
        class_="chains wide" if sheet.width > _WIDE else "chains",
        viewBox=f"0 0 {sheet.width:.0f} {height:.0f}", width=round(sheet.width), height=round(height),
        aria_label=said.label, direction="ltr",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Turns places of the layers into places of the picture."""

    layers: Layers
    width: float
    mirrored: bool

    def x(self, place: float) -> float:
        return self.width - _MARGIN - place if self.mirrored else place + _MARGIN

    def y(self, place: float) -> float:
        return place + _TOP


def _pill(knot: Knot, shape: Shape, said: GraphWords) -> _Pill:
    large = knot.standing == "narrowest"
    alone = large and sum(other.standing == "narrowest" for other in shape.knots) == 1
    size = _LARGE_SIZE if alone else _MIDDLE_SIZE if large else _SIZE
    whole = said.folded(knot) if len(knot.nodes) > 1 else _name(knot, said)
    room = _MOST_LARGE if large else _MOST_NAME
    name = shorten(whole, room, size)
    count = f"{said.reports(len(knot.reports))}" if large and not alone else ""
    below = said.passes if alone else count
    number = "" if large or len(knot.reports) < 2 or len(knot.nodes) > 1 else said.digits(f"×{len(knot.reports)}")
    width = max(measure(name, size) + measure(f" {number}" if number else "", _SMALL), measure(below, _SMALL))
    height = _LARGE_HEIGHT if alone else _MIDDLE_HEIGHT if large else _HEIGHT
    return _Pill(
        knot, name, whole, size, width + 2 * _PAD * (1.4 if alone else 1), height, below, number, _ABOVE * alone
    )


def _name(knot: Knot, said: GraphWords) -> str:
    if knot.unknown is None:
        return knot.name or knot.key.removeprefix("outlet:")
    return knot.name if knot.unknown == "unnamed" and knot.name else said.unknown[knot.unknown]


def _headings(layers: Layers, sheet: _Sheet, said: GraphWords, shape: Shape) -> Iterable[Markup]:
    """Say over the first and the last column, and over those between, who stands in them."""
    if not layers.edges:
        return
    final = len(layers.edges) - 1
    has_origins = any(layers.columns[knot.key] == final and knot.key in shape.ends for knot in shape.knots)
    between = range(1, final if has_origins else final + 1)
    over = [(said.outlets, layers.edges[0])]
    if between:
        over.append((said.relays, (layers.edges[between[0]][0], layers.edges[between[-1]][1])))
    if final and has_origins:
        over.append((said.origins, layers.edges[final]))
    for text, (left, right) in over:
        yield words(text, sheet.x((left + right) / 2), 20, size=_SMALL, class_="heading")


def _ports(ways: Sequence[Way], layers: Layers, pills: Mapping[str, _Pill]) -> Mapping[tuple[str, str, str], float]:
    """Return at what height each way begins and ends, so that those of one knot lie beside each other."""
    beside: defaultdict[tuple[str, bool], list[tuple[float, str, str]]] = defaultdict(list)
    for way in ways:
        lane = layers.lanes.get((way.start, way.end), ())
        ahead = lane[0][1] if lane else layers.places[way.end][1]
        behind = lane[-1][1] if lane else layers.places[way.start][1]
        beside[way.start, True].append((ahead, way.start, way.end))
        beside[way.end, False].append((behind, way.start, way.end))
    found: dict[tuple[str, str, str], float] = {}
    for (key, _), lines in beside.items():
        middle, room = layers.places[key][1], pills[key].height * 0.62
        step = min(room / max(len(lines) - 1, 1), _HEIGHT / 3)
        for place, (_, start, end) in enumerate(sorted(lines)):
            found[key, start, end] = middle + (place - (len(lines) - 1) / 2) * step
    return found


def _way(
    way: Way,
    pills: Mapping[str, _Pill],
    ports: Mapping[tuple[str, str, str], float],
    sheet: _Sheet,
    said: GraphWords,
    href: str,
) -> Markup:
    layers = sheet.layers
    begin, finish = pills[way.start], pills[way.end]
    (x1, _), (x2, _) = layers.places[way.start], layers.places[way.end]
    y1, y2 = ports[way.start, way.start, way.end], ports[way.end, way.start, way.end]
    lane = layers.lanes.get((way.start, way.end), ())
    if layers.columns[way.start] < layers.columns[way.end]:
        path = _forward([(x1 + begin.width / 2, y1), *lane, (x2 - finish.width / 2, y2)], sheet)
    else:
        path = _back((x1, y1), (x2, y2), begin, finish, sheet)
    thick = min(_THIN + _GROWS * sqrt(max(len(way.reports) - 1, 0)), _THICK)
    classes = ["way", *sorted(way.kinds - {"told"}), *(["circle"] if way.in_circle else [])]
    classes += ["inferred"] * (not way.kinds) + ["fallen"] * way.is_fallen
    title = said.way(begin.whole, finish.whole, way)
    marker = "url(#chain-arrow)" if way.in_circle else None
    return element(
        "a", element("title", title), element("path", d=path, class_="hit", fill="none"),
        element("path", d=path, class_="line", fill="none", stroke_width=thick, marker_end=marker),
        href=href, class_=" ".join(classes), aria_label=title, tabindex="-1",
    )  # fmt: skip


def _forward(points: Sequence[tuple[float, float]], sheet: _Sheet) -> str:
    """Return a line that leaves and meets every point level."""
    drawn = [(sheet.x(x), sheet.y(y)) for x, y in points]
    path = f"M{drawn[0][0]:.1f} {drawn[0][1]:.1f}"
    for (x1, y1), (x2, y2) in pairwise(drawn):
        middle = (x1 + x2) / 2
        path += f"C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return path


def _back(start: tuple[float, float], end: tuple[float, float], begin: _Pill, finish: _Pill, sheet: _Sheet) -> str:
    """Return a line that leads back to an earlier column, under those that lead on, or bows out of its own column."""
    y1, y2 = sheet.y(start[1] + begin.height / 3), sheet.y(end[1] + finish.height / 3)
    if start[0] > end[0]:
        x1, x2 = sheet.x(start[0] - begin.width / 2), sheet.x(end[0] + finish.width / 2)
        low = max(y1, y2) + _HEIGHT
        return (
            f"M{x1:.1f} {y1:.1f}C{(x1 * 2 + x2) / 3:.1f} {low:.1f} {(x1 + x2 * 2) / 3:.1f} {low:.1f} {x2:.1f} {y2:.1f}"
        )
    x1, x2 = start[0] + begin.width / 2, end[0] + finish.width / 2
    out = max(x1, x2) + _CLOSE * 0.6
    near, far, bow = sheet.x(x1), sheet.x(x2), sheet.x(out)
    return f"M{near:.1f} {y1:.1f}C{bow:.1f} {y1:.1f} {bow:.1f} {y2:.1f} {far:.1f} {y2:.1f}"


def _knot(pill: _Pill, sheet: _Sheet, said: GraphWords, href: str) -> Markup:
    knot = pill.knot
    x, y = sheet.layers.places[knot.key]
    x, y = sheet.x(x), sheet.y(y)
    left, top = x - pill.width / 2, y - pill.height / 2
    classes = ["knot", knot.kind, *(["unknown-end"] if knot.unknown else []), knot.standing]
    classes += ["folded"] * (len(knot.nodes) > 1) + ["fallen"] * knot.is_fallen + ["out"] * knot.is_left_out
    title = f"{pill.whole} · {said.reports(len(knot.reports))}"
    parts = [element("title", title)]
    if len(knot.nodes) > 1:
        parts += [_rect(left + off, top - off, pill.width, pill.height, "sheet") for off in (6, 3)]
    parts.append(_rect(left, top, pill.width, pill.height, "body"))
    parts += _writing(pill, x, y, sheet)
    if pill.above:
        parts.append(words(said.narrowest, x, top - 7, size=_SMALL, class_="above"))
    return element("a", *parts, href=href, class_=" ".join(filter(None, classes)), aria_label=title)


def _writing(pill: _Pill, x: float, y: float, sheet: _Sheet) -> list[Markup]:
    """Write the name into the middle, the number of reports after it, or what passes under it."""
    if pill.below:
        lift = pill.size * 0.1
        return [
            words(pill.name, x, y - lift, size=pill.size, class_="name"),
            words(pill.below, x, y + pill.size * 0.5 + _SMALL * 0.85, size=_SMALL, class_="below"),
        ]
    line = y + pill.size * 0.34
    if not pill.count:
        return [words(pill.name, x, line, size=pill.size, class_="name")]
    far: Side = "left" if sheet.mirrored else "right"
    sign = -1 if sheet.mirrored else 1
    room = measure(f" {pill.count}", _SMALL)
    return [
        words(pill.name, x - sign * room / 2, line, size=pill.size, class_="name"),
        words(pill.count, x + sign * (pill.width / 2 - _PAD * 0.8), line, side=far, size=_SMALL, class_="count"),
    ]


def _rect(x: float, y: float, width: float, height: float, class_: str) -> Markup:
    return element("rect", x=x, y=y, width=width, height=height, rx=min(height / 2, 18), class_=class_)
