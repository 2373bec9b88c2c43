"""Clocks, rounds and slopes that the benchmarks share; nothing of musnad is known here.

Time is processor time of this process, all its threads, so that other work on the machine matters little. What is
compared takes turns, piece of work by piece of work, and the order changes with each piece.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

__all__ = ["Ratio", "Rounds", "calibrate", "compare", "figure", "percentile", "processor_ms", "slope", "take_turns"]

LOOP = 2_000_000
REPEATS = 7
LEAST_MS = 1e-6  # what a clock that did not move counts as

T = TypeVar("T")
Rounds = Mapping[str, tuple[float, ...]]
"""Processor milliseconds a piece of work took each contender, one figure a round."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one contender costs of another: of the median round, and of the least and the most one."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{figure(self.median)} [{figure(self.least)}–{figure(self.most)}]"


def figure(value: float) -> str:
    """Return a number with three digits that tell something, or all those before the point.

    >>> [figure(value) for value in (0.01234, 1.234, 12.34, 1234.5)]
    ['0.0123', '1.23', '12.3', '1,234']
    """
    if not math.isfinite(value):
        return "–"
    if not value:
        return "0"
    return f"{value:,.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def calibrate(repeats: int = REPEATS) -> float:
    """Return the nanoseconds of one turn of a fixed loop in pure Python, the median of several."""

    def once() -> float:
        start, total = time.process_time(), 0
        for number in range(LOOP):
            total = (total * 31 + number) & 0xFFFF
        return (time.process_time() - start) / LOOP * 1e9

    return statistics.median(once() for _ in range(repeats))


def processor_ms(action: Callable[[], object]) -> float:
    """Return the processor milliseconds of an action."""
    start = time.process_time()
    action()
    return max((time.process_time() - start) * 1000, LEAST_MS)


def take_turns(
    contenders: Mapping[str, Callable[[T], object]],
    rounds: Iterable[Sequence[T]],
    clock: Callable[[Callable[[], object]], float] = processor_ms,
) -> Rounds:
    """Give each piece of work to every contender before the next; return what a piece took each, round by round.

    The order moves on by one with every piece, so that nobody always comes first. Work should be new in each round:
    what was read before may be remembered.
    """
    names = tuple(contenders)
    found: dict[str, list[float]] = {name: [] for name in names}
    turn = 0
    for pieces in rounds:
        if not pieces:
            raise ValueError("a round without work has no cost of one piece")
        spent = dict.fromkeys(names, 0.0)
        for piece in pieces:
            first = turn % len(names)
            for name in names[first:] + names[:first]:
                action = contenders[name]
                spent[name] += clock(lambda: action(piece))  # noqa: B023 - called at once
            turn += 1
        for name in names:
            found[name].append(spent[name] / len(pieces))
    return {name: tuple(costs) for name, costs in found.items()}


def compare(ours: Sequence[float], theirs: Sequence[float]) -> Ratio:
    """Return what ours cost of theirs, from the costs of the same rounds; under 1, ours are cheaper.

    >>> compare((1.0, 2.0, 9.0), (2.0, 2.0, 3.0))
    Ratio(median=1.0, least=0.5, most=3.0)
    """
    if len(ours) != len(theirs) or not ours:
        raise ValueError(f"{len(ours)} and {len(theirs)} rounds are no pairs")
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    return Ratio(statistics.median(ratios), min(ratios), max(ratios))


def slope(sizes: Sequence[float], costs: Sequence[float], *, last: int | None = None) -> float:
    """Return the exponent of growth, the least-squares slope of log costs over log sizes, of all points or the last.

    Costs may be fewer than sizes, where the larger were not run.

    >>> round(slope((10, 100, 1000), (1.0, 10.0, 100.0)), 2)
    1.0
    """
    points = [(math.log(x), math.log(y)) for x, y in zip(sizes, costs, strict=False)][-(last or len(sizes)) :]
    if len(points) < 2:
        return math.nan
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value that so many per cent of the values stay below."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
