"""A network as a picture: nodes with their names, and bonds between them.

What comes in are spots and lines with what is said of them; what goes out is an SVG. Nobody's name lies over
another's or over a node. How a bond differs from others is told by its line as well as by its colour: what is done in
conflict, and words that are the same without credit, are dashed. An arrow leads to the one to whom it is done, or from
whom something is had.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import hypot, log1p, sqrt

import numpy as np
from markupsafe import Markup

from musnad.views.drawing.layout import columns_in_order, part_boxes, spring_places
from musnad.views.drawing.svg import element, measure, picture, shorten, words

__all__ = ["MOST_DRAWN", "Line", "Spot", "draw_columns", "draw_graph"]

MOST_DRAWN = 120  # nodes; of more, those that weigh most are drawn

_SIZE = 14.0
_LEAST, _MORE = 6.0, 20.0  # radius of a node, and how much more that of the strongest has
_LINE, _HEIGHT = 18.0, 14.0
_ROOM, _MOST_WORDS, _MOST_KEY = 132.0, 80, 200
_MARGIN = 14.0
_BESIDE = 6.0  # between a node and its name
_COLUMNS_WIDTH, _OUTER, _ROW = 1120.0, 215.0, 27.0
_CURVE = 0.14
_LOOSE, _FRAME, _WIDEST = 1.9, 1.6, 1010.0  # how much more room than boxes need; how much wider than high; its width


@dataclass(frozen=True, slots=True)
class Spot:
    """A node: how many claims it weighs, and of how many of them it is the narrow place (a ring around it)."""

    key: str
    name: str
    weight: int
    title: str
    href: str
    kind: str = ""
    ring: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A bond between two spots, by their keys. `marks` are `data-` attributes for the page's script."""

    start: str
    end: str
    weight: int
    kind: str
    mutual: bool
    title: str
    href: str
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Node:
    """A spot in its place; the words of its name lie at `label`, on the side that `side` says."""

    spot: Spot
    x: float
    y: float
    radius: float
    name: str
    label: tuple[float, float]
    side: str = "middle"


def draw_graph(spots: Sequence[Spot], lines: Sequence[Line], *, label: str) -> Markup:
    """Return a network without direction of its own: those who are tied near each other."""
    spots, lines = _strongest(spots, lines)
    if not spots:
        return picture(_ROOM, _LINE, label=label, class_="network")
    number = {spot.key: i for i, spot in enumerate(spots)}
    ties = [(number[line.start], number[line.end], float(line.weight)) for line in lines]
    radii, rings = np.array(_radii(spots)), _ring(spots)
    names = [_short(spot, _ROOM) for spot in spots]
    half = np.array([max(measure(name, _SIZE) / 2, r) + 4 for name, r in zip(names, radii, strict=True)])
    above, below = radii + rings + 3, radii + rings + _LINE + 3
    wide = min(sqrt(_LOOSE * _FRAME * float((2 * half * (above + below)).sum())), _WIDEST)
    high = _LOOSE * float((2 * half * (above + below)).sum()) / wide
    places = spring_places(len(spots), ties, width=wide, height=high)
    places = part_boxes(places, half, above, below)
    left, top = (places[:, 0] - half).min() - _MARGIN, (places[:, 1] - above).min() - _MARGIN
    width, height = (places[:, 0] + half).max() - left + _MARGIN, (places[:, 1] + below).max() - top + _MARGIN
    nodes = [
        _Node(spot, x - left, y - top, r, name, (x - left, y - top + r + ring + _HEIGHT))
        for spot, (x, y), r, name, ring in zip(
            spots, places.tolist(), radii.tolist(), names, rings.tolist(), strict=True
        )
    ]  # fmt: skip
    return _drawn(nodes, lines, width, height, label, _curve)


def draw_columns(
    spots: Sequence[Spot], lines: Sequence[Line], *, heads: Sequence[str], label: str, is_rtl: bool
) -> Markup:
    """Return a network in columns, as their heads name them, from the right or from the left."""
    spots, lines = _strongest(spots, lines)
    if not spots:
        return picture(_ROOM, _LINE, label=label, class_="network")
    number = {spot.key: i for i, spot in enumerate(spots)}
    ties = [(number[line.start], number[line.end], float(line.weight)) for line in lines]
    radii, rings = _radii(spots), _ring(spots).tolist()
    columns, last = columns_in_order([spot.column for spot in spots], ties), len(heads) - 1
    tall = [_tall(r + ring, spot.column, last) for spot, r, ring in zip(spots, radii, rings, strict=True)]
    heights = [sum(tall[i] for i in column) for column in columns]
    height = max(heights)
    nodes: dict[int, _Node] = {}
    for place, column in enumerate(columns):
        gap = (height - heights[place]) / (len(column) + 1) if column else 0.0
        y = 2 * _LINE + gap
        side, x = _column_side(place, last, is_rtl=is_rtl)
        for i in column:
            nodes[i] = _in_column(spots[i], radii[i], rings[i], side, x, y, tall[i])
            y += tall[i] + gap
    said = [
        words(head, _column_side(i, last, is_rtl=is_rtl)[1], _LINE, size=_SIZE, class_="head")
        for i, head in enumerate(heads)
    ]  # fmt: skip
    drawn = [nodes[i] for i in range(len(spots))]
    return _drawn(drawn, lines, _COLUMNS_WIDTH, height + 2 * _LINE + _MARGIN, label, _arc, said)


def _tall(reach: float, column: int, last: int) -> float:
    """Return how much room one takes in its column; in inner ones, between the lines, his name is below."""
    return max(2 * reach + 6 + (_LINE if 0 < column < last else 0), _ROW)


def _in_column(spot: Spot, radius: float, ring: float, side: str, x: float, y: float, tall: float) -> _Node:
    """Return one in his place in a column, of which `y` is the upper end."""
    reach = radius + ring
    if side == "middle":
        middle = y + 3 + reach
        return _Node(spot, x, middle, radius, _short(spot, _OUTER), (x, middle + reach + _HEIGHT), side)
    middle = y + tall / 2
    beside = x + (reach + _BESIDE) * (1 if side == "left" else -1)
    return _Node(spot, x, middle, radius, _short(spot, _OUTER - reach - _BESIDE - 4), (beside, middle + 5), side)


def _strongest(spots: Sequence[Spot], lines: Sequence[Line]) -> tuple[list[Spot], list[Line]]:
    kept = set(sorted(range(len(spots)), key=lambda i: -spots[i].weight)[:MOST_DRAWN])
    drawn = [spot for i, spot in enumerate(spots) if i in kept]
    keys = {spot.key for spot in drawn}
    return drawn, [line for line in lines if line.start in keys and line.end in keys]


def _column_side(place: int, last: int, *, is_rtl: bool) -> tuple[str, float]:
    """Return on which side of its column names begin, and where the column lies; names of the outer ones lie outside.

    The side is that of the words which lies at the node; names of inner columns lie below.
    """
    share = place / last if last else 0.5
    inner = _COLUMNS_WIDTH - 2 * _OUTER
    x = _OUTER + inner * ((1 - share) if is_rtl else share)
    return "middle" if 0 < place < last else "right" if x < _COLUMNS_WIDTH / 2 - 1 else "left", x


def _radii(spots: Sequence[Spot]) -> list[float]:
    most = max(spot.weight for spot in spots)
    return [_LEAST + _MORE * sqrt(spot.weight / most) if most else _LEAST for spot in spots]


def _ring(spots: Sequence[Spot]) -> np.ndarray:
    """Return how thick the ring of each is: the more claims have it as their narrow place."""
    most = max((spot.ring for spot in spots), default=0)
    return np.array([2.5 + 6 * sqrt(spot.ring / most) if spot.ring else 0.0 for spot in spots])


def _short(spot: Spot, room: float) -> str:
    return shorten(spot.name[:_MOST_WORDS], room, _SIZE)


def _drawn(
    nodes: Sequence[_Node],
    lines: Sequence[Line],
    width: float,
    height: float,
    label: str,
    shape: Callable[[_Node, _Node], tuple[float, float]],
    more: Sequence[Markup] = (),
) -> Markup:
    at = {node.spot.key: node for node in nodes}
    most = max((line.weight for line in lines), default=1)
    ordered = sorted(lines, key=lambda line: line.weight)
    return picture(
        width, height,
        *more,
        element("g", *(_line(line, at[line.start], at[line.end], most, shape) for line in ordered), class_="lines"),
        element("g", *(_dot(node) for node in nodes), class_="nodes"),
        label=label, class_="network",
    )  # fmt: skip


def _dot(node: _Node) -> Markup:
    rings = _ring_of(node)
    return element(
        "a", element("title", node.spot.title), *rings,
        element("circle", cx=node.x, cy=node.y, r=node.radius, class_="dot"),
        words(node.name, *node.label, side=node.side, size=_SIZE, class_="name"),  # type: ignore[arg-type]
        href=node.spot.href, class_=f"node {node.spot.kind}".strip(), data_key=node.spot.key[:_MOST_KEY],
    )  # fmt: skip


def _ring_of(node: _Node) -> Iterator[Markup]:
    """Yield the ring of a node through which claims must pass."""
    if node.spot.ring:
        reach = (
            abs(node.label[1] - node.y - _HEIGHT) if node.side == "middle" else abs(node.label[0] - node.x) - _BESIDE
        )
        wide = max(reach - node.radius, 1.0)
        yield element("circle", cx=node.x, cy=node.y, r=node.radius + wide / 2, stroke_width=wide, class_="ring")


def _line(
    line: Line, start: _Node, end: _Node, most: int, shape: Callable[[_Node, _Node], tuple[float, float]]
) -> Markup:
    """Return a bond as a curve, with an arrow's head where it has a direction."""
    over_x, over_y = shape(start, end)
    wide = 1.2 + 5.5 * log1p(line.weight) / log1p(most)
    head = 0.0 if line.mutual else 5.0 + wide * 1.1
    a = _at_edge(start, over_x, over_y, 2.0)
    tip = _at_edge(end, over_x, over_y, 2.0)
    b = _at_edge(end, over_x, over_y, 2.0 + head)
    path = f"M{a[0]:.1f} {a[1]:.1f} Q{over_x:.1f} {over_y:.1f} {b[0]:.1f} {b[1]:.1f}"
    parts = [
        element("title", line.title),
        element("path", d=path, class_="reach"),
        element("path", d=path, class_="bond", stroke_width=round(wide, 1)),
    ]
    if head:
        parts.append(_head(tip, b, 2.6 + wide * 0.8))
    marks = {f"data-{name}": value for name, value in line.marks}
    marks |= {"data-start": line.start[:_MOST_KEY], "data-end": line.end[:_MOST_KEY]}
    return element("a", *parts, href=line.href, class_=f"line {line.kind}", **marks)


def _head(tip: tuple[float, float], foot: tuple[float, float], half: float) -> Markup:
    along = hypot(tip[0] - foot[0], tip[1] - foot[1]) or 1.0
    across_x, across_y = (tip[1] - foot[1]) / along * half, (foot[0] - tip[0]) / along * half
    corners = (tip, (foot[0] + across_x, foot[1] + across_y), (foot[0] - across_x, foot[1] - across_y))
    return element("path", d="M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + " Z", class_="arrow")


def _at_edge(node: _Node, x: float, y: float, off: float) -> tuple[float, float]:
    """Return the point a little outside a node on the way to another point."""
    away = hypot(x - node.x, y - node.y) or 1.0
    reach = min(node.radius + sum(2.0 for _ in _ring_of(node)) + off, away)
    return node.x + (x - node.x) / away * reach, node.y + (y - node.y) / away * reach


def _curve(start: _Node, end: _Node) -> tuple[float, float]:
    """Return the point that a bond bends to: to its own right, so that the way back is another line."""
    x, y = (start.x + end.x) / 2, (start.y + end.y) / 2
    return x - (end.y - start.y) * _CURVE, y + (end.x - start.x) * _CURVE


def _arc(start: _Node, end: _Node) -> tuple[float, float]:
    """Return the point that a bond between columns bends to; one within a column bends inwards."""
    if abs(start.x - end.x) > 1:
        return _curve(start, end) if abs(start.y - end.y) > 1 else ((start.x + end.x) / 2, start.y + 18)
    middle = _COLUMNS_WIDTH / 2
    inwards = 1.0 if start.x < middle - 1 else -1.0
    bend = 50 + abs(end.y - start.y) * 0.35
    return start.x + inwards * min(bend, 260), (start.y + end.y) / 2
