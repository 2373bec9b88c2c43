"""From evidence to claims: which reports of different articles tell the same thing, and what speaks against.

What comes in is the evidence of one article after the other; what goes out are claims, with the joins that hold each
together and the oppositions between claims. An article is compared only with evidence in its own blocks. Claims follow
from the joins alone, so they are the same in whatever order the joins were found; the chance of a join depends a
little on the articles known when the later of the two came, for what is rare is counted among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from musnad.corpus.blocks import block_keys
from musnad.corpus.likeness import Profile, Reason, Weights, likeness, nearby_weights, oppositions, profile
from musnad.model.evidence import Claim, Evidence, Opposition

__all__ = ["Join", "Joiner", "group"]

LEAST_JOIN = 0.5
LEAST_AVERAGE = 0.7


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
        groups = group(self._profiles, self.joins.values(), self._apart())
        claims = [_claim([self._profiles[one].evidence for one in ids]) for ids in groups]
        return tuple(sorted(claims, key=lambda claim: _when(claim.evidence[0])))

    def _candidates(self, one: Profile, keys: Iterable[int]) -> list[Profile]:
        ids = {other for key in keys for other in self._blocks.get(key, ())}
        others = (self._profiles[other] for other in sorted(ids))
        return [other for other in others if other.evidence.document != one.evidence.document]

    def _compare(self, new: Sequence[Profile], candidates: Mapping[str, Sequence[Profile]]) -> Iterator[Join]:
        documents = sorted({other.evidence.document for others in candidates.values() for other in others})
        own = {stem for one in new for stem in one.weights}
        nearby = nearby_weights((own, *(self._stems[document] for document in documents)), rarity=self._rarity)
        for one in new:
            for other in candidates[one.evidence.id]:
                found = likeness(one, other, weights=self._weights, nearby=nearby)
                if found.chance < self._least:
                    continue
                ids = min(one.evidence.id, other.evidence.id), max(one.evidence.id, other.evidence.id)
                against = oppositions(one, other)
                if against:
                    self.oppositions[ids] = against
                else:
                    self.joins[ids] = Join(*ids, found.chance, found.reasons)
                    yield self.joins[ids]

    def _apart(self) -> frozenset[tuple[str, str]]:
        return frozenset(self.oppositions)


def group(
    evidence: Iterable[str], joins: Iterable[Join], apart: frozenset[tuple[str, str]], *, least: float = LEAST_AVERAGE
) -> tuple[tuple[str, ...], ...]:
    """Return which evidence tells the same thing: every piece in one group, the same groups for the same joins.

    Groups grow together, the likeliest first, while the average chance between their members reaches `least`; a pair
    without a join counts 0. Groups with a pair in `apart` stay apart.

    >>> group("abc", [Join("a", "b", 0.9), Join("b", "c", 0.8)], frozenset({("a", "c")}))
    (('a', 'b'), ('c',))
    """
    groups = {one: frozenset((one,)) for one in evidence}
    links: dict[tuple[str, str], float] = {(join.one, join.other): join.chance for join in joins}
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in links:
        near[one].add(other)
        near[other].add(one)
    while links:
        pair = min(links, key=lambda p: (-links[p] / (len(groups[p[0]]) * len(groups[p[1]])), p))
        one, other = pair
        total = links.pop(pair)
        near[one].discard(other)
        near[other].discard(one)
        if total / (len(groups[one]) * len(groups[other])) < least:
            break
        if _must_stay_apart(groups[one], groups[other], apart):
            continue
        for third in near.pop(other):
            moved = links.pop(_pair(other, third))
            near[third].discard(other)
            links[_pair(one, third)] = links.get(_pair(one, third), 0.0) + moved
            near[one].add(third)
            near[third].add(one)
        groups[one] |= groups.pop(other)
    return tuple(sorted(tuple(sorted(members)) for members in groups.values()))


def _must_stay_apart(one: frozenset[str], other: frozenset[str], apart: frozenset[tuple[str, str]]) -> bool:
    return any(_pair(a, b) in apart for a in one for b in other)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _claim(evidence: Sequence[Evidence]) -> Claim:
    ordered = tuple(sorted(evidence, key=_when))
    return Claim(id=ordered[0].id, evidence=ordered)


def _when(evidence: Evidence) -> tuple[str, str]:
    return evidence.published or "9", evidence.id
