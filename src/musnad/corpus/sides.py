"""Evidence prepared for finding what opposes it: the consonants of its words, what it denies, how many it tells of.

What comes in is evidence and how rare its stems are; what goes out are sides, and how much of one the other has. Words
are compared by their consonants, for a denial names in a noun what others tell in a verb. What is rare is rare in
general here: what all articles of a story tell is denied most.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from musnad.arabic.skeletons import skeleton
from musnad.model.evidence import Evidence

__all__ = ["Side", "cover", "densest", "first_share", "prepare"]

_LEAST_TOTAL = 8.0  # weight of words: shorter texts count as if they were so long
_LEAST_FIRST = 4.0
_FIRST_WORDS, _FULL_WORD = 3.0, 2.0  # as in likeness: what is told first weighs most
_WINDOW = 9  # words
_EXACT = ("clock", "day_part", "day", "weekend", "week")


class Side(NamedTuple):
    """Evidence prepared: `words` in their order and `told` without repeats, `denied` what it denies, all as consonants.

    `days` are the stretches of days it may tell of, from its words, else the day before and that of its publication.
    """

    evidence: Evidence
    words: tuple[str, ...]
    told: tuple[str, ...]
    weights: Mapping[str, float]
    denied: tuple[str, ...]
    entities: frozenset[str]
    origin: str | None
    types: frozenset[str]
    numbers: frozenset[str]
    days: tuple[tuple[str, str], ...]
    names_days: bool
    published: int | None


def prepare(evidence: Evidence, *, rarity: Callable[[str], float]) -> Side:
    """Return evidence prepared; `rarity` is the weight of a stem, 0 for one in every article."""
    words = tuple(map(skeleton, evidence.terms))
    weights: dict[str, float] = {}
    for word, stem in zip(words, evidence.terms, strict=True):
        weight = rarity(stem)
        weights[word] = min(weights.get(word, weight), weight)
    told = tuple(dict.fromkeys(words))
    origin = evidence.origin
    named = tuple((i.first[:10], i.last[:10]) for i in evidence.days if i.precision in _EXACT)
    published = _ordinal(evidence.published or "")
    return Side(
        evidence=evidence, words=words, told=told, weights=weights,
        denied=told if evidence.polarity < 0 else (),
        entities=frozenset(evidence.entities),
        origin=origin.key if origin and not origin.anonymous else None,
        types=frozenset(event.type for event in evidence.events),
        numbers=frozenset(evidence.numbers),
        days=named or _around(published), names_days=bool(named), published=published,
    )  # fmt: skip


def cover(words: Iterable[str], known: Collection[str], weights: Mapping[str, float]) -> float:
    """Return the share of words, by weight, that are known."""
    total = found = 0.0
    for word in words:
        total += weights.get(word, 0.0)
        found += weights.get(word, 0.0) if word in known else 0.0
    return found / max(total, _LEAST_TOTAL)


def first_share(words: Iterable[str], known: Collection[str], weights: Mapping[str, float]) -> float:
    """Return the share of words that are known, the first ones counting most."""
    total = found = place = 0.0
    for word in words:
        weight = weights.get(word, 0.0)
        counted = weight * math.exp(-place / _FIRST_WORDS)
        place += min(1.0, weight / _FULL_WORD)
        total += counted
        found += counted if word in known else 0.0
    return found / max(total, _LEAST_FIRST)


def densest(wanted: Sequence[str], words: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return the largest share of the wanted words that stand within a few words of each other."""
    sought = frozenset(wanted)
    total = max(math.fsum(weights.get(word, 0.0) for word in sought), _LEAST_TOTAL)
    places = [place for place, word in enumerate(words) if word in sought]
    best = 0.0
    for place in places:
        near = {words[other] for other in places if place <= other < place + _WINDOW}
        best = max(best, math.fsum(weights.get(word, 0.0) for word in near))
    return min(best / total, 1.0)


def _around(published: int | None) -> tuple[tuple[str, str], ...]:
    if published is None:
        return ()
    day = date.fromordinal(published)
    return (((day - timedelta(1)).isoformat(), day.isoformat()),)


def _ordinal(day: str) -> int | None:
    try:
        return max(date.fromisoformat(day[:10]).toordinal(), 2)
    except ValueError:
        return None
