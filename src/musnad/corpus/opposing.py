"""What is against a report: who denies it, who gives another figure, who gives another day.

What comes in are pieces of evidence, prepared as sides; what goes out are oppositions, each with how likely it is that
both speak of the same thing, the words, and which was published first. A denial is set against what it denies, never
counted off. What the traits weigh lies in `opposition_traits.tsv`, learnt by `training/train_oppositions.py`. Which
claims stay apart because their reports contradict each other, `joining` says by `contradictions`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import product

from musnad.corpus.figures import contrary_figures
from musnad.corpus.likeness import Profile
from musnad.corpus.moments import surely_before
from musnad.corpus.sides import Side, cover, densest, first_share
from musnad.model import Span
from musnad.model.evidence import Counted, Evidence, Opposition, OppositionKind, ToldEvent

__all__ = [
    "LEAST_CHANCE", "LEAST_WEIGHT", "contradictions", "denial_traits", "figure_traits", "oppositions",
]  # fmt: skip

LEAST_CHANCE: Mapping[OppositionKind, float] = {"denial": 0.5, "figure": 0.15, "date": 0.65}

LEAST_WEIGHT = 4.0
"""Of shared words: what has less in common is not compared."""

_BIAS = "bias"
_DAY = len("2018-05-10")
_LONG = 1e6  # numbers from here on are written out
_SURE = 30.0
_HEAD, _HEAD_OF_TOLD = 3, 8
_SOME, _MISSING = 25.0, 40.0
_MOST_DAYS, _MOST_TIMES = 10, 5.0
_OPINIONS = ("request", "promise", "threat", "warn", "praise", "expect", "ask")
_ACCUSING = ("condemn", "doubt")


def oppositions(one: Side, other: Side, *, weights: Mapping[str, float]) -> tuple[Opposition, ...]:
    """Return in what two pieces of evidence are against each other, where that is likely enough.

    The one that was surely published first comes first, whatever their order here.
    """
    one, other = sorted((one, other), key=lambda side: side.evidence.id)
    if surely_before(other.evidence.published, one.evidence.published):
        one, other = other, one
    shared = one.weights.keys() & other.weights.keys()
    if math.fsum(one.weights[word] for word in shared) < LEAST_WEIGHT:
        return ()
    found = (_denial(one, other, weights), _figure(one, other, weights), _date(one, other))
    return tuple(each for each in found if each is not None and each.chance >= LEAST_CHANCE[each.kind])


def denial_traits(denial: Side, told: Side) -> dict[str, float]:
    """Return the traits by which a denial is against what is told: words, who denies, and how it is told."""
    weights = {**denial.weights, **told.weights}
    denied, known, words = denial.denied, frozenset(denial.denied), frozenset(told.told)
    found = [word for word in denied if word in words]
    whole, first = cover(denied, words, weights), first_share(told.told, known, weights)
    denier, tale = denial.origin, told.evidence
    accuses = "ACCUSE" in told.types or tale.stance in _ACCUSING
    values: dict[str, float] = {
        "denied in told": whole,
        "told in denied": cover(told.told, known, weights),
        "both": math.sqrt(whole * first),
        "shared": min(sum(weights[word] for word in found), _SOME) / _SOME,
        "missing": min(sum(weights[word] for word in denied if word not in words), _MISSING) / _MISSING,
        "head": first_share(denied[:_HEAD], frozenset(told.told[:_HEAD_OF_TOLD]), weights),
        "together": densest(denied, told.words, weights),
        "denier concerned": denier is not None and denier in told.entities,
        "denier told it": denier is not None and denier == told.origin,
        "denier unknown": denier is None,
        "teller concerned": told.origin is not None and told.origin in denial.entities,
        "other kind of event": bool(denial.types and told.types and not denial.types & told.types),
        "accuses": accuses,
        "names what it denies": denial.evidence.denial == "said",
        "refutes": denial.evidence.denial == "refuted",
        "told on a word": tale.kind == "statement",
        "told as opinion": tale.stance in _OPINIONS,
        "same article": denial.evidence.document == tale.document,
        "other numbers": bool(told.numbers - denial.numbers and denial.numbers - told.numbers),
    }
    return {trait: float(value) for trait, value in values.items()}


def figure_traits(one: Side, other: Side) -> Iterator[tuple[Counted, Counted, dict[str, float]]]:
    """Yield contrary figures with the traits by which both are about the same thing."""
    mine, theirs = one.evidence.quantities, other.evidence.quantities
    pairs = list(contrary_figures(mine, theirs))
    if not pairs:
        return
    common = _common_traits(one, other)
    for here, there in pairs:
        a, b = mine[here], theirs[there]
        values = {
            **common,
            "first figures": here == there == 0,
            "first figure of one": 0 in (here, there),
            "same kind": bool(a.kind) and a.kind == b.kind,
            "kind in one": bool(a.kind) != bool(b.kind),
            "times": min(abs(math.log(max(a.low, 1) / max(b.low, 1))), _MOST_TIMES) / _MOST_TIMES,
        }
        yield a, b, {trait: float(value) for trait, value in values.items()}


def _common_traits(one: Side, other: Side) -> dict[str, float]:
    weights = {**one.weights, **other.weights}
    mine, theirs = frozenset(one.told), frozenset(other.told)
    less, more = sorted((cover(one.told, theirs, weights), cover(other.told, mine, weights)))
    last, first = sorted((first_share(one.told, theirs, weights), first_share(other.told, mine, weights)))
    overlap = any(a[0] <= b[1] and b[0] <= a[1] for a, b in product(one.days, other.days))
    apart = abs(one.published - other.published) if one.published and other.published else _MOST_DAYS
    return {
        "words of one": more,
        "words of both": math.sqrt(less * more),
        "first words of one": first,
        "first words of both": math.sqrt(last * first),
        "days may agree": float(overlap),
        "days differ": float(not overlap and one.names_days and other.names_days),
        "days between": min(apart, _MOST_DAYS) / _MOST_DAYS,
    }


def _denial(one: Side, other: Side, weights: Mapping[str, float]) -> Opposition | None:
    if (one.evidence.polarity < 0) == (other.evidence.polarity < 0):
        return None
    denial, told = (one, other) if one.evidence.polarity < 0 else (other, one)
    if denial.evidence.denial == "negated" and denial.denied[:1] and denial.denied[0] not in told.told:
        return None  # «did not shell» is against «shelled», not against everything else that is told of both
    chance = _chance("denial", denial_traits(denial, told), weights)
    about = denial.evidence.about or denial.evidence.spans
    spans = {denial.evidence.id: about, told.evidence.id: told.evidence.spans}
    return _opposition("denial", one.evidence, other.evidence, chance, spans, "one denies what the other tells")


def _figure(one: Side, other: Side, weights: Mapping[str, float]) -> Opposition | None:
    found = [(_chance("figure", traits, weights), a, b) for a, b, traits in figure_traits(one, other)]
    if not found:
        return None
    chance, a, b = max(found, key=lambda each: (each[0], -each[1].span.start, -each[2].span.start))
    spans = {one.evidence.id: (a.span,), other.evidence.id: (b.span,)}
    return _opposition("figure", one.evidence, other.evidence, chance, spans, f"{_said(a)}; {_said(b)}")


def _date(one: Side, other: Side) -> Opposition | None:
    """Return the days of one event that differ: of one kind, with a party in common, few days apart, told alike."""
    if one.numbers - other.numbers and other.numbers - one.numbers:
        return None
    pairs = list(_other_days(one.evidence, other.evidence))
    if not pairs:
        return None
    common = _common_traits(one, other)
    chance = min(common["words of both"], common["first words of both"])
    a, b = min(pairs, key=lambda pair: (pair[0].trigger, pair[1].trigger))
    spans = {one.evidence.id: (a.trigger,), other.evidence.id: (b.trigger,)}
    days = "; ".join(event.days.first[:_DAY] for event in (a, b) if event.days)
    return _opposition("date", one.evidence, other.evidence, chance, spans, days)


def _other_days(one: Evidence, other: Evidence) -> Iterator[tuple[ToldEvent, ToldEvent]]:
    """Yield events of one kind with a party in common on different days; none where any two agree."""
    found: list[tuple[ToldEvent, ToldEvent]] = []
    for mine, theirs in product(one.events, other.events):
        if mine.type != theirs.type or mine.days is None or theirs.days is None:
            continue
        if {*mine.actors, *mine.recipients}.isdisjoint((*theirs.actors, *theirs.recipients)):
            continue
        if mine.days.first[:_DAY] <= theirs.days.last[:_DAY] and theirs.days.first[:_DAY] <= mine.days.last[:_DAY]:
            return
        found.append((mine, theirs))
    yield from found


def _opposition(
    kind: OppositionKind,
    one: Evidence,
    other: Evidence,
    chance: float,
    spans: Mapping[str, tuple[Span, ...]],
    words: str,
) -> Opposition:
    first = one.id if surely_before(one.published, other.published) else None
    return Opposition(
        kind=kind, one=one.id, other=other.id, words=words, chance=chance, first=first, one_at=spans[one.id],
        other_at=spans[other.id],
    )  # fmt: skip


def _said(counted: Counted) -> str:
    """Return a quantity in digits: 16, 16+, 20-199."""
    low = f"{counted.low:g}" if counted.low < _LONG else f"{counted.low:.0f}"
    if counted.high is None:
        return f"{low}+"
    return low if counted.low == counted.high else f"{low}-{counted.high:.0f}"


def _chance(kind: str, traits: Mapping[str, float], weights: Mapping[str, float]) -> float:
    score = weights.get(f"{kind}|{_BIAS}", 0.0)
    score += sum(weights.get(f"{kind}|{trait}", 0.0) * value for trait, value in traits.items())
    return 1 / (1 + math.exp(-max(-_SURE, min(_SURE, score))))


def contradictions(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return in what two pieces of evidence cannot both be so, if they speak of the same thing.

    One denies what the other tells; each gives a number that the other lacks; or their events of one kind and the same
    party have different days.
    """
    found = []
    if one.evidence.polarity != other.evidence.polarity:
        found.append("denial")
    if one.numbers - other.numbers and other.numbers - one.numbers:
        found.append("figure")
    if any(_other_days(one.evidence, other.evidence)):
        found.append("date")
    return tuple(found)
