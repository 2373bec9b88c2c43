"""Places for a picture in columns: boxes that lead to one another, every line from a column to a later one.

What comes in are boxes with their sizes and the lines between them; what goes out are places, and for each line the
points that it passes. Columns run from the left; who draws for a page that runs from the right mirrors them. Nothing
is drawn here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Box", "Layers", "columns_of", "lay_out"]

_SWEEPS = 6
_LANE = 4.0  # the height of a line where it passes a column

_Line = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Box:
    """A box; `weight` says how near the middle it begins, the heavier the nearer."""

    key: str
    width: float
    height: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Layers:
    """Where the boxes of a picture lie.

    `columns` gives each box its column, `places` its middle, `edges` of each column how far it reaches from left to
    right. `lanes` has for every line that goes on to a later column the middles of the columns between that it passes.
    """

    columns: Mapping[str, int]
    places: Mapping[str, tuple[float, float]]
    edges: tuple[tuple[float, float], ...]
    lanes: Mapping[_Line, tuple[tuple[float, float], ...]]
    width: float
    height: float


def columns_of(keys: Iterable[str], lines: Collection[_Line], *, last: Collection[str] = ()) -> dict[str, int]:
    """Return the column of each box: after all that lead to it, those of `last` in the last one.

    Lines that would close a circle are left out of account.

    >>> columns_of("abc", [("a", "b"), ("b", "c"), ("a", "c"), ("c", "a")])
    {'a': 0, 'b': 1, 'c': 2}
    """
    ordered = sorted(set(keys))
    forward = _without_circles(ordered, lines)
    before: defaultdict[str, list[str]] = defaultdict(list)
    for start, ends in forward.items():
        for reached in ends:
            before[reached].append(start)
    columns: dict[str, int] = {}
    for key in _after_those_before(ordered, before):
        columns[key] = max((columns[other] + 1 for other in before[key]), default=0)
    final = max(columns.values(), default=0)
    return {key: final if key in last else column for key, column in columns.items()}


def lay_out(
    boxes: Sequence[Box],
    lines: Collection[_Line],
    columns: Mapping[str, int],
    *,
    gap: float,
    between: float,
    width: float = 0.0,
) -> Layers:
    """Return places with few crossings: `gap` lies between the boxes of a column, `between` columns at least.

    Where the columns do not fill the `width`, they move apart.
    """
    heights = {box.key: box.height for box in boxes}
    chains = {line: _chain(line, columns) for line in sorted(lines) if columns[line[0]] < columns[line[1]]}
    slots: defaultdict[int, list[str]] = defaultdict(list)
    for box in _heaviest_in_the_middle(boxes):
        slots[columns[box.key]].append(box.key)
    neighbours: defaultdict[str, list[str]] = defaultdict(list)
    for line, chain in chains.items():
        for place, lane in enumerate(chain[1:-1], columns[line[0]] + 1):
            heights[lane] = _LANE
            slots[place].append(lane)
        for one, other in pairwise(chain):
            neighbours[one].append(other)
            neighbours[other].append(one)
    order = [slots[column] for column in range(max(slots, default=-1) + 1)]
    for sweep in range(_SWEEPS):
        _sort_by_neighbours(order, neighbours, backwards=not sweep % 2)
    y = _heights(order, neighbours, heights, gap)
    edges = _columns(boxes, columns, len(order), between, width)
    middles = [(left + right) / 2 for left, right in edges]
    top = min((y[key] - heights[key] / 2 for key in y), default=0.0)
    places = {box.key: (middles[columns[box.key]], y[box.key] - top) for box in boxes}
    lanes = {
        line: tuple((middles[columns[line[0]] + at], y[lane] - top) for at, lane in enumerate(chain[1:-1], 1))
        for line, chain in chains.items()
    }
    bottom = max((y[key] + heights[key] / 2 for key in y), default=0.0)
    return Layers(columns, places, edges, lanes, edges[-1][1] if edges else 0.0, bottom - top)


def _without_circles(keys: Sequence[str], lines: Collection[_Line]) -> dict[str, list[str]]:
    """Return what leads where, without the lines that lead back to one they came from."""
    ways: defaultdict[str, list[str]] = defaultdict(list)
    targets = {end for start, end in lines if start != end}
    for start, end in sorted(lines):
        if start != end:
            ways[start].append(end)
    kept: dict[str, list[str]] = {key: [] for key in keys}
    state: dict[str, int] = {}
    for root in sorted(keys, key=lambda key: (key in targets, key)):
        waiting = [] if root in state else [(root, iter(ways[root]))]
        state.setdefault(root, 1)
        while waiting:
            key, ends = waiting[-1]
            following = next(ends, None)
            if following is None:
                state[key] = 2
                waiting.pop()
            elif state.get(following) != 1:
                kept[key].append(following)
                if following not in state:
                    state[following] = 1
                    waiting.append((following, iter(ways[following])))
    return kept


def _after_those_before(keys: Sequence[str], before: Mapping[str, Sequence[str]]) -> list[str]:
    """Return keys so that each comes after all that lead to it."""
    waiting = {key: len(before.get(key, ())) for key in keys}
    after: defaultdict[str, list[str]] = defaultdict(list)
    for key in keys:
        for other in before.get(key, ()):
            after[other].append(key)
    ready = [key for key in keys if not waiting[key]]
    for key in ready:
        for end in after[key]:
            waiting[end] -= 1
            if not waiting[end]:
                ready.append(end)
    return ready


def _chain(line: _Line, columns: Mapping[str, int]) -> list[str]:
    """Return a line as steps from column to column."""
    start, end = line
    passed = range(columns[start] + 1, columns[end])
    return [start, *(f"\0{column}\0{start}\0{end}" for column in passed), end]


def _heaviest_in_the_middle(boxes: Sequence[Box]) -> list[Box]:
    ranked = sorted(boxes, key=lambda box: (-box.weight, box.key))
    return [*reversed(ranked[1::2]), *ranked[::2]]


def _sort_by_neighbours(
    order: Sequence[list[str]], neighbours: Mapping[str, Sequence[str]], *, backwards: bool
) -> None:
    """Sort each column by the mean place of the neighbours in the column before it, or after it."""
    columns = range(len(order) - 2, -1, -1) if backwards else range(1, len(order))
    for column in columns:
        beside = order[column + 1 if backwards else column - 1]
        rank = {key: place / max(len(beside) - 1, 1) for place, key in enumerate(beside)}
        own = {key: place / max(len(order[column]) - 1, 1) for place, key in enumerate(order[column])}

        def mean(key: str, rank: Mapping[str, float] = rank, own: Mapping[str, float] = own) -> float:
            found = [rank[other] for other in neighbours.get(key, ()) if other in rank]
            return sum(found) / len(found) if found else own[key]

        order[column].sort(key=mean)


def _heights(
    order: Sequence[Sequence[str]], neighbours: Mapping[str, Sequence[str]], heights: Mapping[str, float], gap: float
) -> dict[str, float]:
    """Return for each box how far down it lies: near its neighbours, and none over another."""
    apart = [_apart(column, heights, gap) for column in order]
    y: dict[str, float] = {}
    for column, below in zip(order, apart, strict=True):
        y.update({key: place - below[-1] / 2 for key, place in zip(column, below, strict=True)})
    for sweep in range(_SWEEPS):
        numbers = range(len(order)) if sweep % 2 else range(len(order) - 1, -1, -1)
        for number in numbers:
            column, below = order[number], apart[number]
            wanted = [_mean([y[other] for other in neighbours.get(key, ())], y[key]) for key in column]
            y.update(zip(column, _nearest(wanted, below), strict=True))
    return y


def _apart(column: Sequence[str], heights: Mapping[str, float], gap: float) -> list[float]:
    """Return how far below the first each must lie at least."""
    places = [0.0]
    for one, other in pairwise(column):
        thin = heights[one] <= _LANE and heights[other] <= _LANE
        places.append(places[-1] + (heights[one] + heights[other]) / 2 + (gap / 3 if thin else gap))
    return places


def _nearest(wanted: Sequence[float], below: Sequence[float]) -> list[float]:
    """Return the places nearest to those wanted that lie as far below one another as they must.

    >>> _nearest([0, 0], [0, 10])
    [-5.0, 5.0]
    """
    blocks: list[tuple[float, int]] = []  # the mean and the number of those that move together
    for value in (want - least for want, least in zip(wanted, below, strict=True)):
        mean, count = value, 1
        while blocks and blocks[-1][0] > mean:
            last, many = blocks.pop()
            mean, count = (last * many + mean * count) / (many + count), many + count
        blocks.append((mean, count))
    flat = [mean for mean, count in blocks for _ in range(count)]
    return [at + least for at, least in zip(flat, below, strict=False)]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _columns(
    boxes: Sequence[Box], columns: Mapping[str, int], count: int, between: float, width: float
) -> tuple[tuple[float, float], ...]:
    widest = [0.0] * count
    for box in boxes:
        widest[columns[box.key]] = max(widest[columns[box.key]], box.width)
    room = (width - sum(widest)) / (count - 1) if count > 1 else 0.0
    found: list[tuple[float, float]] = []
    left = 0.0
    for wide in widest:
        found.append((left, left + wide))
        left += wide + max(between, room)
    return tuple(found)
