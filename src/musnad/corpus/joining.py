"""From evidence to claims: which reports of different articles tell the same thing, and what speaks against.

What comes in is the evidence of one article after the other; what goes out are claims, with the joins that hold each
together and the pairs that contradict each other, which keep claims apart. An article is compared only with evidence
in its own blocks. Claims follow from the joins alone, so they are the same in whatever order the joins were found; the
chance of a join depends a little on the articles known when the later of the two came, for what is rare is counted
among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from musnad.corpus.blocks import block_keys, meeting
from musnad.corpus.grouping import group
from musnad.corpus.likeness import Profile, Reason, Weights, likeness, nearby_weights, profile
from musnad.corpus.opposing import contradictions
from musnad.model.evidence import Claim, Evidence

__all__ = ["LEAST_JOIN", "Join", "Joiner", "claim_of", "compare"]

LEAST_JOIN = 0.3


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
        self.apart: set[tuple[str, str]] = set()

    def add(self, article: Sequence[Evidence]) -> tuple[Join, ...]:
        """Compare the evidence of one article with what is in its blocks, and keep it; return the new joins."""
        new = [profile(evidence, rarity=self._rarity) for evidence in article]
        keys = {p.evidence.id: block_keys(p.evidence, rarity=self._rarity) for p in new}
        candidates = {p.evidence.id: self._candidates(p, keys[p.evidence.id]) for p in new}
        own = {stem for one in new for stem in one.weights}
        documents = sorted({other.evidence.document for others in candidates.values() for other in others})
        nearby = nearby_weights((own, *(self._stems[document] for document in documents)), rarity=self._rarity)
        joins, apart = compare(new, candidates, weights=self._weights, nearby=nearby, least=self._least)
        self.joins.update({(join.one, join.other): join for join in joins})
        self.apart |= apart
        for one in new:
            self._profiles[one.evidence.id] = one
            self._stems.setdefault(one.evidence.document, set()).update(one.weights)
            for key in keys[one.evidence.id]:
                self._blocks[key].append(one.evidence.id)
        return joins

    def claims(self) -> tuple[Claim, ...]:
        """Return the claims of all evidence, each piece in one claim, in the order of time."""
        chances = ((join.one, join.other, join.chance) for join in self.joins.values())
        groups = group(self._profiles, chances, self.apart)
        claims = [claim_of([self._profiles[one].evidence for one in ids]) for ids in groups]
        return tuple(sorted(claims, key=lambda claim: _when(claim.evidence[0])))

    def _candidates(self, one: Profile, keys: Iterable[int]) -> list[Profile]:
        others = (self._profiles[other] for other in meeting(keys, self._blocks))
        return [other for other in others if other.evidence.document != one.evidence.document]


def compare(
    new: Sequence[Profile],
    candidates: Mapping[str, Sequence[Profile]],
    *,
    weights: Weights,
    nearby: Mapping[str, float],
    least: float = LEAST_JOIN,
) -> tuple[tuple[Join, ...], frozenset[tuple[str, str]]]:
    """Return the joins between new evidence and what is worth comparing with each, and the pairs that contradict.

    `candidates` are by id of the new evidence, `nearby` holds the weights of stems among the articles compared.
    """
    joins: list[Join] = []
    apart: set[tuple[str, str]] = set()
    for one in new:
        for other in candidates[one.evidence.id]:
            found = likeness(one, other, weights=weights, nearby=nearby)
            if found.but_for < least:
                continue
            ids = _pair(one.evidence.id, other.evidence.id)
            if contradictions(one, other):
                apart.add(ids)
            elif found.chance >= least:
                joins.append(Join(*ids, found.chance, found.reasons))
    return tuple(joins), frozenset(apart)


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def claim_of(evidence: Iterable[Evidence]) -> Claim:
    """Return the claim that some evidence is, in the order of time."""
    ordered = tuple(sorted(evidence, key=_when))
    return Claim(id=ordered[0].id, evidence=ordered)


def _when(evidence: Evidence) -> tuple[str, str]:
    return evidence.published or "9", evidence.id
