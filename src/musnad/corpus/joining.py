"""From evidence to claims: which reports of different articles tell the same thing, and what speaks against.

What comes in is the evidence of one article after the other; what goes out are claims, with the joins that hold each
together and the oppositions between claims. An article is compared only with evidence in its own blocks. Claims follow
from the joins alone, so they are the same in whatever order the joins were found; the chance of a join depends a
little on the articles known when the later of the two came, for what is rare is counted among them.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.corpus.blocks import block_keys, meeting
from musnad.corpus.likeness import Profile, Reason, Weights, likeness, nearby_weights, profile
from musnad.corpus.opposing import oppositions
from musnad.model.evidence import Claim, Evidence, Opposition

__all__ = ["LEAST_AVERAGE", "LEAST_JOIN", "Join", "Joiner", "group"]

LEAST_JOIN = 0.3
LEAST_AVERAGE = 0.7

_Near = dict[str, dict[str, float]]
_Groups = dict[str, frozenset[str]]


class Join(NamedTuple):
    """Two pieces of evidence that tell the same thing, by their ids in order; how likely, and why."""

    one: str
    other: str
    chance: float
    reasons: tuple[Reason, ...] = ()


class Joiner:
    """Joins evidence as articles come. `rarity` is the weight of a stem, 0 for one in every article."""

    def __init__(self, weights: Weights, *, rarity: Callable[[str], float], least: float = LEAST_JOIN) -> None:
        self._weights, self._rarity, self._least = weights, rarity, least
        self._profiles: dict[str, Profile] = {}
        self._blocks: defaultdict[int, list[str]] = defaultdict(list)
        self._stems: dict[int, set[str]] = {}
        self.joins: dict[tuple[str, str], Join] = {}
        self.oppositions: dict[tuple[str, str], tuple[Opposition, ...]] = {}

    def add(self, article: Sequence[Evidence]) -> tuple[Join, ...]:
        """Compare the evidence of one article with what is in its blocks, and keep it; return the new joins."""
        new = [profile(evidence, rarity=self._rarity) for evidence in article]
        keys = {p.evidence.id: block_keys(p.evidence, rarity=self._rarity) for p in new}
        candidates = {p.evidence.id: self._candidates(p, keys[p.evidence.id]) for p in new}
        found = list(self._compare(new, candidates))
        for one in new:
            self._profiles[one.evidence.id] = one
            self._stems.setdefault(one.evidence.document, set()).update(one.weights)
            for key in keys[one.evidence.id]:
                self._blocks[key].append(one.evidence.id)
        return tuple(found)

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of all evidence, each piece in one claim, in the order of time."""
        groups = group(self._profiles, self.joins.values(), frozenset(self.oppositions))
        claims = [_claim([self._profiles[one].evidence for one in ids]) for ids in groups]
        return tuple(sorted(claims, key=lambda claim: _when(claim.evidence[0])))

    def _candidates(self, one: Profile, keys: Iterable[int]) -> list[Profile]:
        others = (self._profiles[other] for other in meeting(keys, self._blocks))
        return [other for other in others if other.evidence.document != one.evidence.document]

    def _compare(self, new: Sequence[Profile], candidates: Mapping[str, Sequence[Profile]]) -> Iterator[Join]:
        documents = sorted({other.evidence.document for others in candidates.values() for other in others})
        own = {stem for one in new for stem in one.weights}
        nearby = nearby_weights((own, *(self._stems[document] for document in documents)), rarity=self._rarity)
        for one in new:
            for other in candidates[one.evidence.id]:
                found = likeness(one, other, weights=self._weights, nearby=nearby)
                if found.but_for < self._least:
                    continue
                ids = _pair(one.evidence.id, other.evidence.id)
                if against := oppositions(one, other):
                    self.oppositions[ids] = against
                elif found.chance >= self._least:
                    self.joins[ids] = Join(*ids, found.chance, found.reasons)
                    yield self.joins[ids]


def group(
    evidence: Iterable[str], joins: Iterable[Join], apart: frozenset[tuple[str, str]], *, least: float = LEAST_AVERAGE
) -> tuple[tuple[str, ...], ...]:
    """Return which evidence tells the same thing: every piece in one group, the same groups for the same joins.

    Groups grow together, the likeliest first, while the average chance between their members reaches `least`; a pair
    without a join counts 0. Groups with a pair in `apart` stay apart.

    >>> group("abc", [Join("a", "b", 0.9), Join("b", "c", 0.8)], frozenset({("a", "c")}))
    (('a', 'b'), ('c',))
    """
    links = {_pair(join.one, join.other): join.chance for join in joins}
    near: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), chance in links.items():
        near[one][other] = near[other][one] = chance
    groups = {one: frozenset((one,)) for one in evidence}
    queue = [(-chance, *pair) for pair, chance in links.items()]
    heapq.heapify(queue)
    while queue:
        average, one, other = heapq.heappop(queue)
        if -average < least:
            break
        if one not in groups or other not in groups or average != -_average(one, other, near, groups):
            continue
        if not _must_stay_apart(groups[one], groups[other], apart):
            _merge(one, other, near, groups)
            for third in near[one]:
                heapq.heappush(queue, (-_average(one, third, near, groups), *_pair(one, third)))
    return tuple(sorted(tuple(sorted(members)) for members in groups.values()))


def _average(one: str, other: str, near: _Near, groups: _Groups) -> float:
    """Return the average chance between the members of two groups."""
    return near[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))


def _merge(one: str, other: str, near: _Near, groups: _Groups) -> None:
    """Put a group into another, and the sums of its chances with the rest."""
    groups[one] |= groups.pop(other)
    for third, total in near.pop(other).items():
        del near[third][other]
        if third != one:
            near[one][third] = near[third][one] = near[one].get(third, 0.0) + total


def _must_stay_apart(one: frozenset[str], other: frozenset[str], apart: frozenset[tuple[str, str]]) -> bool:
    return any(_pair(a, b) in apart for a in one for b in other)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _claim(evidence: Sequence[Evidence]) -> Claim:
    ordered = tuple(sorted(evidence, key=_when))
    return Claim(id=ordered[0].id, evidence=ordered)


def _when(evidence: Evidence) -> tuple[str, str]:
    return evidence.published or "9", evidence.id
