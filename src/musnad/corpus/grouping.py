"""Groups of evidence that tells the same thing, from how likely the pairs are the same, and from what people decided.

What comes in are keys of evidence, pairs with a chance, pairs that contradict each other, and decisions; what goes out
are groups, each key in one. The same pairs and decisions give the same groups, in whatever order the pairs come.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

__all__ = ["LEAST_AVERAGE", "Decision", "group"]

LEAST_AVERAGE = 0.7

K = TypeVar("K", bound=Hashable)


class Decision(NamedTuple):
    """What a person decided: `these` all tell the same thing; or, with `those`, none of these does with any of them."""

    these: frozenset[Any]
    those: frozenset[Any] = frozenset()


def group(
    keys: Iterable[K],
    chances: Iterable[tuple[K, K, float]],
    apart: Iterable[tuple[K, K]],
    *,
    decisions: Sequence[Decision] = (),
    least: float = LEAST_AVERAGE,
) -> tuple[tuple[K, ...], ...]:
    """Return which evidence tells the same thing: every key in one group, in order.

    Groups grow together, the likeliest first, while the average chance between their members reaches `least`; a pair
    without a chance counts 0, and one with a key that is not there is passed over. Groups with a pair in `apart` stay
    apart. Decisions win over both, and a later one over an earlier one that says otherwise.

    >>> group("abc", [("a", "b", 0.9), ("b", "c", 0.8)], [("a", "c")])
    (('a', 'b'), ('c',))
    >>> group("abc", [("a", "b", 0.9)], [("a", "c")], decisions=[Decision(frozenset("abc"))])
    (('a', 'b', 'c'),)
    """
    growing = _Groups(keys)
    together, split = _settled(decisions)
    for one, other, chance in chances:
        growing.near(one, other, chance)
    for one, other in apart:
        if not any(one in side and other in side for side in together):
            growing.part(one, other)
    for these, those in split:
        for one in these:
            for other in those:
                growing.part(one, other)
    for side in together:
        growing.join(side)
    growing.grow(least)
    return growing.result()


def _settled(decisions: Iterable[Decision]) -> tuple[list[frozenset[Any]], list[Decision]]:
    """Return what is together and what is apart after all decisions, each in force where no later one speaks."""
    together: list[frozenset[Any]] = []
    split: list[Decision] = []
    for decision in decisions:
        these, those = decision
        if those:
            parts = (part for side in together for part in ((side - those, side & those) if side & these else (side,)))
            together = [part for part in parts if len(part) > 1]
            split.append(decision)
        else:
            parts_of = (_less(one, these) for one in split)
            split = [one for parts in parts_of for one in parts if one.these and one.those]
            together.append(these)
    return together, split


def _less(decision: Decision, joined: frozenset[Any]) -> tuple[Decision, ...]:
    """Return a split without the pairs that a later decision joins."""
    these, those = decision
    return Decision(these - joined, those), Decision(these & joined, those - joined)


@dataclass(slots=True)
class _Groups(Generic[K]):
    """Groups while they grow; each is known by one of its members, its root."""

    keys: Iterable[K]
    _members: dict[K, list[K]] = field(init=False)
    _root: dict[K, K] = field(init=False)
    _sums: defaultdict[K, dict[K, float]] = field(default_factory=lambda: defaultdict(dict))
    _foes: defaultdict[K, set[K]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self._members = {key: [key] for key in self.keys}
        self._root = {key: key for key in self._members}

    def near(self, one: K, other: K, chance: float) -> None:
        if one in self._root and other in self._root:
            self._sums[one][other] = self._sums[other][one] = chance

    def part(self, one: K, other: K) -> None:
        if one != other and one in self._root and other in self._root:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def join(self, keys: Collection[K]) -> None:
        """Make one group of all the keys that are there, whatever keeps them apart."""
        roots = sorted({self._root[key] for key in keys if key in self._root})  # type: ignore[type-var]  # all of a kind
        for other in roots[1:]:
            self._merge(roots[0], other)

    def grow(self, least: float) -> None:
        queue: list[tuple[float, Any, Any]] = []
        for one, others in self._sums.items():
            pairs = ((self._average(one, other), other) for other in others if _is_first(one, other))
            queue += ((-average, one, other) for average, other in pairs if average >= least)
        heapq.heapify(queue)
        while queue:
            average, one, other = heapq.heappop(queue)
            if one not in self._members or other not in self._members or average != -self._average(one, other):
                continue
            if other in self._foes[one]:
                continue
            self._merge(one, other)
            for third in self._sums[one]:
                if (average := self._average(one, third)) >= least:
                    pair = (one, third) if _is_first(one, third) else (third, one)
                    heapq.heappush(queue, (-average, *pair))

    def result(self) -> tuple[tuple[K, ...], ...]:
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))  # type: ignore[type-var]

    def _average(self, one: K, other: K) -> float:
        """Return the average chance between the members of two groups."""
        return self._sums[one].get(other, 0.0) / (len(self._members[one]) * len(self._members[other]))

    def _merge(self, one: K, other: K) -> None:
        """Put a group into another, with the sums of its chances and all that it stays apart from."""
        members = self._members.pop(other)
        self._members[one] += members
        self._root.update(dict.fromkeys(members, one))
        for third, total in self._sums.pop(other, {}).items():
            del self._sums[third][other]
            if third != one:
                self._sums[one][third] = self._sums[third][one] = self._sums[one].get(third, 0.0) + total
        for foe in self._foes.pop(other, ()):
            self._foes[foe].discard(other)
            if foe != one:
                self._foes[foe].add(one)
                self._foes[one].add(foe)


def _is_first(one: Any, other: Any) -> bool:
    return bool(one < other)
