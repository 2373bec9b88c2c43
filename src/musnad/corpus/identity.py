"""How likely two actors of a case are one, why, and what speaks against it; and evidence with actors brought together.

What comes in are actors with their names taken apart, their articles, and those who stand beside them; what goes out is
a score between 0 and 1 with the traits that weighed most. A score is a suggestion: nothing is brought together unless a
person says so. What traits weigh lies in `identity_traits.tsv`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import msgspec

from musnad.corpus.actor_names import ActorName
from musnad.corpus.name_likeness import NameLikeness, Spelling, compare_names
from musnad.model import EntityType
from musnad.model.evidence import Evidence, Teller

__all__ = [
    "BIAS", "UNNAMED", "ActorProfile", "IdentityReason", "Names", "Pair", "Setting", "Weights", "are_certainly_two",
    "likest_names", "most_by_context", "pair_of", "renamed", "renamed_teller", "traits_of",
]  # fmt: skip

BIAS = "bias"
UNNAMED = "unnamed:"
"""How the key of somebody unnamed begins: one of his own in every statement."""

_ONLY, _BESIDE = "only one it could be", "actors beside both"
_ROW = "actors:"
_REASONS = 4
_LEAST_WEIGHT = 0.05
_SURE = 30.0
_MANY_SHARED = 6.0  # weight of those who stand beside both, beyond which more say no more
_DAYS = 30.0

Weights = Mapping[str, float]


class IdentityReason(NamedTuple):
    """A trait that spoke for two actors being one, or against it: what it added, and the words or keys behind it."""

    trait: str
    weight: float
    words: tuple[str, ...] = ()


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two actors that may be one: `score` is a chance, `reasons` speak for it, `against` against it."""

    one: str
    other: str
    score: float
    reasons: tuple[IdentityReason, ...] = ()
    against: tuple[IdentityReason, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorProfile:
    """An actor prepared for comparing; `number` is that of its case.

    `articles` counts those it stands in, `days` are the ordinals of their days, sorted. `roles` are the role phrases
    beside its name, as words, and `countries` those that its articles give it; None where they were not read.
    """

    key: str
    number: int
    kind: EntityType
    names: tuple[ActorName, ...]
    articles: int = 0
    days: tuple[int, ...] = ()
    roles: tuple[frozenset[str], ...] | None = None
    countries: frozenset[str] | None = None

    @property
    def is_row(self) -> bool:
        """Whether the lexicon knows it."""
        return self.key.startswith(_ROW)


class Names(NamedTuple):
    """Two names, one of either actor, by which they are likest one; `score` is in log odds."""

    one: ActorName
    other: ActorName
    likeness: NameLikeness
    score: float

    @property
    def shorter(self) -> ActorName:
        """The name with fewer words."""
        return min(self.one, self.other, key=lambda name: len(name.words))


class Setting(NamedTuple):
    """What a case says of two actors: how many actors the shorter of their names could be, and who stands beside both.

    `beside` weighs keys by how rare they are.
    """

    possible: int
    beside: Mapping[str, float]


def are_certainly_two(one: str, other: str) -> bool:
    """Whether two keys are never suggested as one: two rows of the lexicon, or somebody unnamed."""
    return (one.startswith(_ROW) and other.startswith(_ROW)) or one.startswith(UNNAMED) or other.startswith(UNNAMED)


def likest_names(
    pairs: Iterable[tuple[ActorName, ActorName]],
    spelling: Spelling,
    rarity: Callable[[str], float],
    weights: Weights,
) -> Names | None:
    """Return those of the names of two actors by which they are likest one, None where no word is shared."""
    best: Names | None = None
    for mine, theirs in pairs:
        likeness = compare_names(mine, theirs, spelling, rarity)
        if likeness is None:
            continue
        score = weights.get(BIAS, 0.0) + sum(
            weights.get(trait, 0.0) * value for trait, value in likeness.traits.items()
        )
        if best is None or score > best.score:
            best = Names(mine, theirs, likeness, score)
    return best


def most_by_context(weights: Weights) -> float:
    """Return the most log odds that articles can add to what names say, without what they call the actors."""
    return sum(max(weights.get(trait, 0.0), 0.0) for trait in (_ONLY, _BESIDE))


def traits_of(one: ActorProfile, other: ActorProfile, names: Names, setting: Setting) -> dict[str, float]:
    """Return the traits of two actors by names, articles and roles; the order of the two makes no difference."""
    found = {**names.likeness.traits, _ONLY: 1.0 / max(setting.possible, 1)}
    if one.kind != other.kind:
        found["another type"] = 1.0
    if one.is_row or other.is_row:
        found["in the lexicon"] = 1.0
    found[_BESIDE] = min(sum(setting.beside.values()) / _MANY_SHARED, 1.0)
    if one.days and other.days:
        found["days apart"] = min(_apart(one.days, other.days) / _DAYS, 1.0)
    if one.roles and other.roles and "role phrases" not in found:  # there the role is the name
        found["same role"] = max(_overlap(a, b) for a, b in product(one.roles, other.roles))
        found["another role"] = 1.0 - found["same role"]
    if one.countries and other.countries:
        found["same country" if one.countries & other.countries else "another country"] = 1.0
    return found


def pair_of(one: ActorProfile, other: ActorProfile, names: Names, weights: Weights, setting: Setting) -> Pair:
    """Return how likely two actors are one that have these names in a case."""
    traits = traits_of(one, other, names, setting)
    added = {trait: weights.get(trait, 0.0) * value for trait, value in traits.items()}
    score = weights.get(BIAS, 0.0) + sum(added.values())
    order = sorted(added, key=lambda trait: (-abs(added[trait]), trait))
    told = {
        trait: IdentityReason(trait, round(added[trait], 2), _words(trait, one, other, names, setting))
        for trait in order
    }
    first, second = (one.key, other.key) if one.key <= other.key else (other.key, one.key)
    return Pair(
        one=first,
        other=second,
        score=1.0 / (1.0 + math.exp(-max(min(score, _SURE), -_SURE))),
        reasons=tuple(told[trait] for trait in order if added[trait] > _LEAST_WEIGHT)[:_REASONS],
        against=tuple(told[trait] for trait in order if added[trait] < -_LEAST_WEIGHT)[:_REASONS],
    )


def renamed(evidence: Evidence, mapping: Mapping[str, str]) -> Evidence:
    """Return evidence in which each actor has the key that `mapping` gives it; others keep theirs.

    Tellers that follow each other and are one count once, as the first of them is told.
    """
    if not mapping:
        return evidence

    def key(one: str) -> str:
        return mapping.get(one, one)

    def keys(several: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(set(map(key, several))))

    chain: list[Teller] = []
    for teller in (renamed_teller(teller, mapping) for teller in evidence.chain):
        if not chain or chain[-1].key != teller.key:
            chain.append(teller)
    events = tuple(
        msgspec.structs.replace(
            event, actors=keys(event.actors), recipients=keys(event.recipients),
            place=None if event.place is None else key(event.place),
        )
        for event in evidence.events
    )  # fmt: skip
    return msgspec.structs.replace(evidence, chain=tuple(chain), entities=keys(evidence.entities), events=events)


def renamed_teller(teller: Teller, mapping: Mapping[str, str]) -> Teller:
    """Return a teller with the key that `mapping` gives him; his name stays as it is written."""
    key = mapping.get(teller.key)
    return teller if key is None else msgspec.structs.replace(teller, key=key)


def _words(trait: str, one: ActorProfile, other: ActorProfile, names: Names, setting: Setting) -> tuple[str, ...]:
    """Return what stands behind a trait: words of the names, role phrases, keys of those beside both."""
    if trait == _BESIDE:
        ranked = sorted(setting.beside.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(key for key, _ in ranked[:_REASONS])
    if trait == "same role":
        both = max(product(one.roles or (), other.roles or ()), key=lambda pair: _overlap(*pair))
        return tuple(sorted(both[0] & both[1]))
    if trait in ("same country", "another country"):
        return tuple(sorted((one.countries or frozenset()) | (other.countries or frozenset())))
    if trait in names.likeness.traits:
        is_against = trait.startswith(("other ", "another ")) and trait != "other spelling"
        return names.likeness.differing if is_against else names.likeness.shared
    return ()


def _apart(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """Return the least number of days between two sorted lists of days."""
    least, a, b = abs(one[0] - other[0]), 0, 0
    while a < len(one) and b < len(other):
        least = min(least, abs(one[a] - other[b]))
        a, b = (a + 1, b) if one[a] < other[b] else (a, b + 1)
    return least


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), 1)
