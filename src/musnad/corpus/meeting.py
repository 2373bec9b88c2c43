"""Which actors are compared: those whose names share a rare word, or two words, in any spelling.

What comes in are the names of actors; what goes out are pairs of names that may be one actor's: one holds all the words
of the other, or one word of each is written otherwise. Nothing is compared with everything.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from musnad.corpus.actor_names import ActorName
from musnad.corpus.name_likeness import Spelling

__all__ = ["COMMON", "LEAST_ACTORS", "Meeting", "Met"]

LEAST_ACTORS = 1000
"""A case with fewer actors counts as one of so many where rarity is meant."""
COMMON = 20
"""A word in the names of more actors brings two together only with another word."""

_MOST = 60  # actors that two words bring together: more are no clue


class Met(NamedTuple):
    """Two actors by their places in the list, and the names that met."""

    one: int
    other: int
    names: tuple[ActorName, ActorName]


class _Keyed(NamedTuple):
    """A name of an actor, its words by their keys."""

    actor: int
    name: ActorName
    words: Mapping[str, str]


class Meeting:
    """Brings actors together by the words of their names.

    Where the list is a part of those of a case, `known` says in how many actors' names words' keys stand in all of it,
    and `total` how many actors there are.
    """

    def __init__(
        self, actors: Sequence[Sequence[ActorName]], spelling: Spelling, *, known: Mapping[str, int] | None = None,
        total: int | None = None,
    ) -> None:  # fmt: skip
        self._spelling, self._known = spelling, known or {}
        self._total = max(len(actors) if total is None else total, LEAST_ACTORS)
        self._names = [_Keyed(number, name, self._keyed(name)) for number, names in enumerate(actors) for name in names]
        self._holders: defaultdict[str, set[int]] = defaultdict(set)
        for name in self._names:
            for key in name.words:
                self._holders[key].add(name.actor)

    def rarity(self, word: str) -> float:
        """Return the decimal logarithm of how many times more actors there are than those with the word."""
        return math.log10(self._total / max(1, self._count(self._spelling.key(word))))

    def possible(self, name: ActorName) -> int:
        """Return how many other actors a name could be, by the words that it has."""
        keys = {self._spelling.key(word) for word in name.words}
        if len(keys) == 1:
            return self._count(*keys) - 1
        fewest, *others = sorted((self._holders[key] for key in keys), key=len)
        return len(fewest.intersection(*others)) - 1

    def pairs(self, only: int | None = None, *, among: Container[int] | None = None) -> Iterator[Met]:
        """Yield the names that met, each two once; with `only` those of one actor, with `among` both of these."""
        own = (name for name in self._names if name.actor == only)
        wanted = None if only is None else {block for name in own for block in self._blocks(name)}
        seen: set[int] = set()
        for block, members in self._met.items():
            if len(members) > _MOST or (wanted is not None and block not in wanted):
                continue
            for first, second in combinations([m for m in members if self._is_among(m, among)], 2):
                pair = first * len(self._names) + second
                one, other = self._names[first], self._names[second]
                if (
                    one.actor == other.actor
                    or pair in seen
                    or (only is not None and only not in (one.actor, other.actor))
                ):
                    continue
                seen.add(pair)
                if self._may_be_one(one.words, other.words):
                    yield Met(one.actor, other.actor, (one.name, other.name))

    @cached_property
    def _met(self) -> Mapping[object, Sequence[int]]:
        blocks: defaultdict[object, list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for block in self._blocks(name):
                blocks[block].append(place)
        return {block: members for block, members in blocks.items() if len(members) > 1}

    def _is_among(self, place: int, among: Container[int] | None) -> bool:
        return among is None or self._names[place].actor in among

    def _blocks(self, name: _Keyed) -> Iterator[object]:
        keys = sorted(name.words)
        rare = [key for key in keys if self._count(key) <= COMMON]
        yield from rare
        yield from combinations([key for key in keys if key not in rare], 2)
        if len(keys) > 2 or not rare:
            yield frozenset(keys)

    def _may_be_one(self, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
        """Whether the words of one all stand in the other, or all but one that may be another spelling."""
        left, right = one.keys() - other.keys(), other.keys() - one.keys()
        if not left or not right:
            return True
        if len(left) > 1 and len(right) > 1:
            return False
        return any(self._spelling.alike(one[a], other[b]) > 0 for a in left for b in right)

    def _keyed(self, name: ActorName) -> dict[str, str]:
        return {self._spelling.key(word): word for word in name.words}

    def _count(self, key: str) -> int:
        return max(len(self._holders.get(key, ())), self._known.get(key, 0))
