"""Which drawn item is which: those that are the same, that were changed, that are gone, and that are new.

What comes in are the items of one layer as musnad would draw them and as they are drawn; what goes out are pairs.
brat numbers its lines anew, so that words and what is said of them decide, not ids.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from musnad.imports.brat.items import Item
from musnad.model import Located

__all__ = ["Pairs", "differing", "pair"]


class Pairs(NamedTuple):
    """Items before and after."""

    same: tuple[tuple[Item, Item], ...]
    changed: tuple[tuple[Item, Item], ...]
    gone: tuple[Item, ...]
    new: tuple[Item, ...]

    @property
    def met(self) -> tuple[tuple[Item, Item], ...]:
        """All that stand on both sides."""
        return (*self.same, *self.changed)


def pair(before: Sequence[Item], after: Sequence[Item]) -> Pairs:
    """Return the items of two sides as pairs."""
    left, right = list(before), list(after)
    same = _met(left, right, lambda one, other: float(one.places == other.places and not differing(one, other)))
    changed = _met(left, right, lambda one, other: 1 + _likeness(one, other) if one.places == other.places else 0.0)
    moved = _met(left, right, lambda one, other: _shared(one.places, other.places))
    return Pairs(same, (*changed, *moved), tuple(left), tuple(right))


def differing(before: Item, after: Item) -> dict[str, Any]:
    """Return what is said otherwise afterwards; what is not said there does not count."""
    return {field: value for field, value in after.said.items() if before.said.get(field) != value}


def _met(left: list[Item], right: list[Item], score: Callable[[Item, Item], float]) -> tuple[tuple[Item, Item], ...]:
    """Take from both sides those that meet, the best first."""
    scored = []
    for number, one in enumerate(left):
        for other_number, other in enumerate(right):
            if one.places[0].start < other.places[-1].end and other.places[0].start < one.places[-1].end:
                scored.append((-score(one, other), number, other_number))
    met: dict[int, int] = {}
    taken: set[int] = set()
    for value, number, other_number in sorted(scored):
        if value < 0 and number not in met and other_number not in taken:
            met[number] = other_number
            taken.add(other_number)
    pairs = tuple((left[number], right[other]) for number, other in sorted(met.items()))
    left[:] = [one for number, one in enumerate(left) if number not in met]
    right[:] = [one for number, one in enumerate(right) if number not in taken]
    return pairs


def _likeness(one: Item, other: Item) -> int:
    return sum(one.said.get(field) == value for field, value in other.said.items())


def _shared(one: Sequence[Located], other: Sequence[Located]) -> float:
    a = {i for span in one for i in range(span.start, span.end)}
    b = {i for span in other for i in range(span.start, span.end)}
    return len(a & b) / len(a | b)
