"""Who takes part in the events of an article: on each side of each event the likeliest candidate, or nobody.

What comes in are events as their patterns name them, each with its candidates; what goes out are the events with their
parties. The weights are learnt from annotated articles by training/train_parties.py and lie in party_traits.tsv. The
article is read twice: the second time what was chosen at first, for this event and the others, adds traits. That a
pattern names somebody is a trait like others, the strongest one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from musnad.lexicon import Lexicon
from musnad.model import Event
from musnad.stages.events import party_traits as traits
from musnad.stages.events.candidates import NOBODY
from musnad.stages.events.party_traits import Trait, Traits, spelt

__all__ = ["Odds", "PartyChooser", "Sides", "Weights", "look_again", "sides_of"]

_NOBODY_LESS = 0.5  # log odds: to find nobody costs more than a guess
_NAMED_MORE = 0.5  # for whom the pattern names on that side: the article may be too short to say more
_HIGH, _MIDDLE, _LOW = 0.6, 0.35, 0.15
_LEVELS = ("high", "middle", "low")

_BUNDLES_KEPT = 1 << 15  # about 10 MB
Weights = tuple[float, float]  # for acting, for being acted on


class Odds(NamedTuple):
    """The log odds of each candidate of an event, nobody being one: to act, to be acted on."""

    acts: Mapping[str, float]
    receives: Mapping[str, float]


class Sides(NamedTuple):
    """Who acts in an event and who is acted on, as chosen; with the odds they were chosen by."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    odds: Odds


class _Weights(dict[Trait, Weights]):
    """What traits and bundles of them weigh; asking for one works it out, and it is remembered for a while."""

    def __init__(self, names: Mapping[str, Weights]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, trait: Trait) -> Weights:
        known = [self._names[name] for name in sorted(spelt((trait,))) if name in self._names]
        if len(self) >= _BUNDLES_KEPT:
            self.clear()
        self[trait] = found = sum(act for act, _ in known), sum(receive for _, receive in known)
        return found


class PartyChooser:
    """Chooses with one lexicon. Threads may share it: it only remembers what bundles of traits weigh."""

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, Weights] | None = None) -> None:
        """Choose by the lexicon's weights, or by `weights`: what each trait adds."""
        self._lexicon = lexicon
        self._given = weights

    @cached_property
    def _weights(self) -> _Weights:
        return _Weights(self._given or {row.key: (row.actor, row.recipient) for row in self._lexicon.party_traits})

    def choose(self, cases: Sequence[tuple[Event, Traits]]) -> list[Event]:
        """Return the events of an article with both sides chosen; `inferred` are those whom no pattern names there."""
        first = [sides_of(event, self.odds(found)) for event, found in cases]
        again = zip(cases, first, look_again(cases, first), strict=True)
        return [_filled(event, sides_of(event, self.odds(more, sides.odds))) for (event, _), sides, more in again]

    def odds(self, found: Traits, known: Odds | None = None) -> Odds:
        """Return the odds of the candidates by their traits, added to those `known`."""
        weights = self._weights
        acts, receives = {}, {}
        for entity, its in found.items():
            act, receive = (known.acts[entity], known.receives[entity]) if known is not None else (0.0, 0.0)
            for trait in its:
                one, other = weights[trait]
                act += one
                receive += other
            acts[entity], receives[entity] = act, receive
        return Odds(acts, receives)


def sides_of(event: Event, odds: Odds) -> Sides:
    """Return the likeliest pair of sides; whom a pattern names beside somebody chosen comes along."""
    actor, recipient = _pair(_ranked(odds.acts, event.actors), _ranked(odds.receives, event.recipients))
    actors, recipients = _company(event, actor), _company(event, recipient)
    actors = tuple(e for e in actors if e == actor or e != recipient)
    return Sides(actors, tuple(e for e in recipients if e not in actors), odds)


def look_again(cases: Sequence[tuple[Event, Traits]], chosen: Sequence[Sides]) -> Iterator[Traits]:
    """Yield for each event the traits that its candidates have by what was chosen in the whole article."""
    acted, received = Counter[str](), Counter[str]()
    for (event, _), sides in zip(cases, chosen, strict=True):
        for counts, entities in ((acted, sides.actors), (received, sides.recipients)):
            for entity in entities:
                counts[entity] += 1
                counts[f"{entity}|{event.type}"] += 1
    acts_of, receives_of = acted.get, received.get
    for index, (event, found) in enumerate(cases):
        near = [_beside(cases, chosen, index + step, event, step) for step in (-1, 1)]
        sides, type_ = chosen[index], event.type
        acts, receives = _levels(sides.odds.acts), _levels(sides.odds.receives)
        more: dict[str, list[Trait]] = {}
        for entity, its in found.items():
            if not entity:
                more[entity] = [_nobody_again(event, sides, acts, receives)]
                continue
            where = "absent" if "absent" in its else "here"
            a, r = entity in sides.actors, entity in sides.recipients
            key = f"{entity}|{type_}"
            more[entity] = [
                (traits.chosen_again, acts[entity], receives[entity], a, r, type_),
                (
                    traits.acts_again, min(acts_of(entity, 0) - a, 3), min(receives_of(entity, 0) - r, 3),
                    min(acts_of(key, 0) - a, 2), min(receives_of(key, 0) - r, 2), where, type_,
                ),
            ]  # fmt: skip
            for actors, recipients, before, same in near:
                if entity in actors:
                    more[entity].append((traits.near_again, "acts", before, where, same))
                if entity in recipients:
                    more[entity].append((traits.near_again, "receives", before, where, same))
        yield more


def _beside(
    cases: Sequence[tuple[Event, Traits]], chosen: Sequence[Sides], at: int, event: Event, step: int
) -> tuple[tuple[str, ...], tuple[str, ...], str, str]:
    """Return the sides of the event at a place, whether it stands before, and whether it is of the same type."""
    side = "before" if step < 0 else "after"
    if not 0 <= at < len(cases):
        return (), (), side, ""
    return chosen[at].actors, chosen[at].recipients, side, "same" if cases[at][0].type == event.type else "other"


def _nobody_again(event: Event, sides: Sides, acts: Mapping[str, str], receives: Mapping[str, str]) -> Trait:
    """What speaks for nobody: that nobody was chosen, how likely nobody was."""
    levels = _likeliest(acts), _likeliest(receives)
    return (traits.nobody_again, bool(sides.actors), bool(sides.recipients), event.type, *levels)


def _likeliest(levels: Mapping[str, str]) -> str:
    """Return how likely somebody is, of the candidates with a name."""
    found = {level for entity, level in levels.items() if entity}
    return next((name for name in _LEVELS if name in found), "no")


def _ranked(odds: Mapping[str, float], named: Sequence[str]) -> list[tuple[float, str]]:
    """Return the two likeliest, the first one before; the named gain, nobody loses."""
    found = sorted(
        [(-value - _NAMED_MORE * (e in named) if e else _NOBODY_LESS - value, e) for e, value in odds.items()]
    )
    return [(-value, e) for value, e in found[:2]]


def _pair(acts: Sequence[tuple[float, str]], receives: Sequence[tuple[float, str]]) -> tuple[str, str]:
    """Return the likeliest pair in which nobody stands on both sides."""
    pairs = [(a + r, one, two) for a, one in acts for r, two in receives if one != two or not one]
    _, actor, recipient = max(pairs, key=lambda pair: pair[0], default=(0.0, NOBODY, NOBODY))
    return actor, recipient


def _company(event: Event, entity: str) -> tuple[str, ...]:
    """Return somebody with those whom the pattern names on the same side."""
    if not entity:
        return ()
    named = next((side for side in (event.actors, event.recipients) if entity in side), ())
    return (entity, *(e for e in named if e != entity))


def _filled(event: Event, sides: Sides) -> Event:
    inferred = [e for e in sides.actors if e not in event.actors]
    inferred += [e for e in sides.recipients if e not in event.recipients]
    return msgspec.structs.replace(event, actors=sides.actors, recipients=sides.recipients, inferred=tuple(inferred))


def _levels(odds: Mapping[str, float]) -> dict[str, str]:
    """Return how likely each candidate is, of chances that add up to one."""
    top = max(odds.values(), default=0.0)
    powers = {e: math.exp(value - top) for e, value in odds.items()}
    whole = sum(powers.values())
    return {e: _level(power, whole) if power > _LOW * whole else "no" for e, power in powers.items()}


def _level(power: float, whole: float) -> str:
    return "high" if power > _HIGH * whole else "middle" if power > _MIDDLE * whole else "low"
