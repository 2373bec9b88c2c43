"""How likely it is that two pieces of evidence tell the same thing, why, and where they contradict each other.

What comes in are two pieces of evidence of different articles, prepared as profiles; what goes out is a chance between
0 and 1 with the traits that weighed most. Traits are values between 0 and 1; what each weighs lies in
`join_traits.tsv`, learnt by `training/train_joins.py`. Which pairs are compared and what follows, `joining` says.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from typing import NamedTuple

from musnad.model.evidence import Evidence

__all__ = ["BIAS", "Likeness", "Profile", "Reason", "Weights", "likeness", "nearby_weights", "profile",
           "traits"]  # fmt: skip

BIAS = "bias"
Weights = Mapping[str, float]

_LEAST_TOTAL = 6.0  # weight of words: shorter texts count as if they were so long
_COMMON = 1.0  # the rarity of a word that tells nothing
_LEAST_TELLING = 4.25
_MANY, _FEW = 30.0, 12.0  # weights of shared words beyond which more say no more
_LONG = 80.0
_SURE = 30.0
_MOST_PAIRS, _MOST_DAYS, _MOST_ENTITIES = 6, 10, 4
_NAMED_DAYS = 4
_FIRST_WORDS = 3.0  # rare words after which one more counts a third: what is told first is what is told
_FULL_WORD = 2.0  # the weight of a word that counts as a whole one in that
_LEAST_FIRST = 4.0
_EXACT = ("day", "day_part", "clock", "weekend")
_PRIOR = 5.0  # articles' worth of the general rarity of a word in its rarity nearby
_REASONS, _REASON_WORDS = 4, 6
_LEAST_EXPLAINED = 0.3
_CONTRARY = ("other numbers", "other days named", "denied in one")


class Profile(NamedTuple):
    """Evidence prepared for comparing.

    `total` is the weight of its words, `telling` that of those outside names, less what the commonest words weigh;
    `days` are the ordinals of those it names.
    """

    evidence: Evidence
    weights: Mapping[str, float]
    total: float
    telling: float
    pairs: frozenset[tuple[str, str]]
    entities: frozenset[str]
    concerned: frozenset[str]
    origin: str | None
    numbers: frozenset[str]
    types: frozenset[str]
    planned: frozenset[str]
    actors: frozenset[tuple[str, str]]
    recipients: frozenset[tuple[str, str]]
    days: frozenset[int]
    published: int | None


class Reason(NamedTuple):
    """A trait that spoke for a join: what it added, and the words, keys or numbers that both have."""

    trait: str
    weight: float
    shared: tuple[str, ...] = ()


class Likeness(NamedTuple):
    """How likely two pieces of evidence tell the same thing, and what spoke for it most.

    `but_for` is how likely it were without what contradicts: other numbers, other days, a denial.
    """

    chance: float
    but_for: float
    reasons: tuple[Reason, ...]


def profile(evidence: Evidence, *, rarity: Callable[[str], float]) -> Profile:
    """Return evidence prepared for comparing; `rarity` is the weight of a stem, 0 for one in every article."""
    weights = {stem: rarity(stem) for stem in evidence.terms}
    origin = evidence.origin
    known = origin.key if origin and not origin.anonymous else None
    return Profile(
        evidence=evidence,
        weights=weights,
        total=sum(weights.values()),
        telling=sum(max(weight - _COMMON, 0.0) for stem, weight in weights.items() if stem not in evidence.names),
        pairs=frozenset(zip(evidence.terms, evidence.terms[1:], strict=False)),
        entities=frozenset(evidence.entities),
        concerned=frozenset((*evidence.entities, *(teller.key for teller in evidence.chain[1:]))),
        origin=known,
        numbers=frozenset(evidence.numbers),
        types=frozenset(event.type for event in evidence.events),
        planned=frozenset(event.type for event in evidence.events if event.status == "planned"),
        actors=frozenset((event.type, key) for event in evidence.events for key in event.actors),
        recipients=frozenset((event.type, key) for event in evidence.events for key in event.recipients),
        days=frozenset(_named_days(evidence)),
        published=_ordinal(evidence.published or ""),
    )


def nearby_weights(articles: Iterable[Iterable[str]], *, rarity: Callable[[str], float]) -> Mapping[str, float]:
    """Return what stems weigh among articles of one subject: what all of them say tells little apart.

    The rarity in general counts as much as five articles, so that few articles change little.
    """
    counts: Counter[str] = Counter()
    number = 0
    for stems in articles:
        number += 1
        counts.update(set(stems))
    return _Nearby(counts, number, rarity)


class _Nearby(dict[str, float]):
    """Weights of stems, each reckoned when it is first asked for: few of those in the articles are."""

    def __init__(self, counts: Mapping[str, int], articles: int, rarity: Callable[[str], float]) -> None:
        self._counts, self._articles, self._rarity = counts, articles, rarity

    def __missing__(self, stem: str) -> float:
        """Reckon the weight of a stem; raises KeyError where no article has it."""
        if stem not in self._counts:
            raise KeyError(stem)
        share = (self._counts[stem] + _PRIOR * math.exp(-self._rarity(stem))) / (self._articles + _PRIOR)
        weight = self[stem] = -math.log(share)
        return weight


def traits(one: Profile, other: Profile, *, nearby: Mapping[str, float]) -> dict[str, float]:
    """Return the traits of a pair, by words and by structure; the order of the two makes no difference.

    `nearby` holds the weights of the stems of both (`nearby_weights`).
    """
    return {**_words(one, other, nearby), **_structure(one, other)}


def likeness(one: Profile, other: Profile, *, weights: Weights, nearby: Mapping[str, float]) -> Likeness:
    """Return how likely two pieces of evidence tell the same thing; 0 where one tells too little («yes», a name)."""
    if min(one.telling, other.telling) < _LEAST_TELLING:
        return Likeness(0.0, 0.0, ())
    found = traits(one, other, nearby=nearby)
    added = {trait: weights.get(trait, 0.0) * value for trait, value in found.items()}
    score = weights.get(BIAS, 0.0) + sum(added.values())
    chance, but_for = _chance(score), _chance(score - sum(min(added[trait], 0.0) for trait in _CONTRARY))
    return Likeness(chance, but_for, tuple(_reasons(one, other, added)) if chance >= _LEAST_EXPLAINED else ())


def _words(one: Profile, other: Profile, nearby: Mapping[str, float]) -> dict[str, float]:
    shared = one.weights.keys() & other.weights.keys()
    general = math.fsum(one.weights[stem] for stem in shared)  # exact: a set has another order in every run
    mine, theirs, both = (math.fsum(nearby[stem] for stem in stems) for stems in (one.weights, other.weights, shared))
    least, most = sorted((both / max(mine, _LEAST_TOTAL), both / max(theirs, _LEAST_TOTAL)))
    lengths = sorted((min(one.total, _LONG) / _LONG, min(other.total, _LONG) / _LONG))
    pairs = len(one.pairs & other.pairs)
    fewer, more = sorted((_first_words(one, shared, nearby), _first_words(other, shared, nearby)))
    return {
        "first words of one": more,
        "first words of both": fewer,
        "first words on the whole": math.sqrt(fewer * more),
        "words of the shorter": general / max(min(one.total, other.total), _LEAST_TOTAL),
        "rare words of one": most,
        "rare words of both": least,
        "rare words on the whole": math.sqrt(least * most),
        "rare words": min(both, _MANY) / _MANY,
        "some rare words": min(both, _FEW) / _FEW,
        "missing in the shorter": min(min(mine, theirs) - both, _MANY) / _MANY,
        "missing in the longer": min(max(mine, theirs) - both, _LONG) / _LONG,
        "words in a row": min(pairs, _MOST_PAIRS) / _MOST_PAIRS,
        "rows of the shorter": pairs / max(min(len(one.pairs), len(other.pairs)), 2),
        "length of the shorter": lengths[0],
        "length of the longer": lengths[1],
    }


def _first_words(one: Profile, shared: Set[str], nearby: Mapping[str, float]) -> float:
    """Return the share of its words that the other has, the first ones counting most."""
    total = found = place = 0.0
    for stem in one.weights:
        weight = nearby[stem] * math.exp(-place / _FIRST_WORDS)
        place += min(1.0, nearby[stem] / _FULL_WORD)
        total += weight
        if stem in shared:
            found += weight
    return found / max(total, _LEAST_FIRST)


def _structure(one: Profile, other: Profile) -> dict[str, float]:
    entities = len(one.entities & other.entities)
    fewer = min(len(one.entities), len(other.entities))
    numbers, types = one.numbers & other.numbers, one.types & other.types
    acting, receiving = one.actors & other.actors, one.recipients & other.recipients
    days = one.days & other.days
    apart = abs(one.published - other.published) if one.published and other.published else _MOST_DAYS
    statements = (one.evidence.kind == "statement") + (other.evidence.kind == "statement")
    values = {
        "entities of the fewer": entities / max(fewer, 1),
        "entities": min(entities, _MOST_ENTITIES) / _MOST_ENTITIES,
        "entities on the whole": entities / max(len(one.entities | other.entities), 1),
        "no entities": not fewer,
        "same number": bool(numbers),
        "other numbers": bool(one.numbers - numbers and other.numbers - numbers),
        "number in one": bool(one.numbers) != bool(other.numbers),
        "same kind of event": bool(types),
        "other kind of event": bool(one.types and other.types and not types),
        "event in one": bool(one.types) != bool(other.types),
        "planned in one": bool(types & (one.planned ^ other.planned)),
        "same actor": bool(acting),
        "same recipient": bool(receiving),
        "same parties": bool(acting and receiving),
        "same origin": one.origin is not None and one.origin == other.origin,
        "other origin": bool(one.origin and other.origin and one.origin != other.origin),
        "origin named in both": one.origin in other.concerned or other.origin in one.concerned,
        "statements": statements == 2,
        "voices": statements == 0,
        "days between": min(apart, _MOST_DAYS) / _MOST_DAYS,
        "published together": apart <= 1,
        "same day named": bool(days),
        "other days named": bool(one.days and other.days and not days),
        "day named in one": bool(one.days) != bool(other.days),
        "denied in one": one.evidence.polarity != other.evidence.polarity,
        "same stance": one.evidence.stance == other.evidence.stance != "neutral",
        "other stance": one.evidence.stance != other.evidence.stance,
        "same outlet": one.evidence.outlet.key == other.evidence.outlet.key,
    }
    return {trait: float(value) for trait, value in values.items()}


def _chance(score: float) -> float:
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, score))))


def _reasons(one: Profile, other: Profile, added: Mapping[str, float]) -> Iterator[Reason]:
    for weight, trait in sorted(((weight, trait) for trait, weight in added.items()), reverse=True)[:_REASONS]:
        if weight > 0:
            yield Reason(trait, round(weight, 2), _shared(one, other, trait))


def _shared(one: Profile, other: Profile, trait: str) -> tuple[str, ...]:
    if "words" in trait:
        stems = one.weights.keys() & other.weights.keys()
        return tuple(sorted(stems, key=lambda stem: (-one.weights[stem], stem))[:_REASON_WORDS])
    shared = {
        "entities": one.entities & other.entities,
        "number": one.numbers & other.numbers,
        "event": one.types & other.types,
        "actor": frozenset(key for _, key in one.actors & other.actors),
        "recipient": frozenset(key for _, key in one.recipients & other.recipients),
        "origin": frozenset(filter(None, {one.origin} & {other.origin})),
        "day": frozenset(date.fromordinal(day).isoformat() for day in one.days & other.days),
    }
    return tuple(sorted(next((keys for word, keys in shared.items() if word in trait), ())))[:_REASON_WORDS]


def _named_days(evidence: Evidence) -> Iterator[int]:
    for interval in evidence.days:
        first, last = _ordinal(interval.first), _ordinal(interval.last)
        if interval.precision in _EXACT and first and last:
            yield from range(first, min(last, first + _NAMED_DAYS - 1) + 1)


def _ordinal(day: str) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None
