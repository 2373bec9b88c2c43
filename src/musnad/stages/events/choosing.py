"""Who takes part in an event where its pattern names nobody for a side: the candidates whose traits speak for it.

What comes in are an event and its candidates; what goes out is the event with its parties. What the patterns name
stays, unless its traits speak strongly against it. The weights are learnt from annotated articles by
training/train_parties.py and lie in party_traits.tsv: a trait adds its two numbers to the log odds of acting and of
being acted on.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from musnad.lexicon import Lexicon
from musnad.model import Event
from musnad.stages.events.candidates import Traits

__all__ = ["PartyChooser"]

_BIAS = "bias"
_ENOUGH, _TOO_LITTLE = 0.35, 0.2


class _Chance(NamedTuple):
    """How likely an entity acts in an event, and how likely it is acted on."""

    acts: float
    receives: float


class PartyChooser:
    """Chooses with one lexicon. Immutable once built."""

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, tuple[float, float]] | None = None) -> None:
        """Choose by the lexicon's weights, or by `weights`: what each trait adds for acting, and for being acted on."""
        self._lexicon = lexicon
        self._given = weights

    @cached_property
    def _weights(self) -> Mapping[str, tuple[float, float]]:
        if self._given is not None:
            return self._given
        return {row.key: (row.actor, row.recipient) for row in self._lexicon.party_traits}

    def choose(self, event: Event, candidates: Traits) -> Event:
        """Return the event with the parties chosen; those that no pattern names stand in `inferred` too."""
        chances = {entity: self._chance(traits) for entity, traits in candidates.items()}
        nobody = _Chance(0.0, 0.0)
        actors = tuple(e for e in event.actors if chances.get(e, _Chance(1.0, 1.0)).acts > _TOO_LITTLE)
        recipients = tuple(e for e in event.recipients if chances.get(e, _Chance(1.0, 1.0)).receives > _TOO_LITTLE)
        likely = sorted(chances, key=lambda e: (-max(chances[e]), e))
        acting = [e for e in likely if chances[e].acts > _ENOUGH and chances[e].acts >= chances[e].receives]
        receiving = [e for e in likely if chances[e].receives > max(_ENOUGH, chances.get(e, nobody).acts)]
        chosen_actors = actors or tuple(e for e in acting if e not in recipients)
        chosen_recipients = recipients or tuple(e for e in receiving if e not in chosen_actors)
        inferred = [e for e in (*chosen_actors, *chosen_recipients) if e not in (*event.actors, *event.recipients)]
        return msgspec.structs.replace(
            event, actors=chosen_actors, recipients=chosen_recipients, inferred=tuple(dict.fromkeys(inferred))
        )

    def _chance(self, traits: set[str]) -> _Chance:
        """Return the chances of a candidate: a logistic regression over three outcomes, neither part being one."""
        acts, receives = self._weights.get(_BIAS, (0.0, 0.0))
        for trait in traits:
            if (weight := self._weights.get(trait)) is not None:
                acts += weight[0]
                receives += weight[1]
        top = max(acts, receives, 0.0)
        a, r, n = math.exp(acts - top), math.exp(receives - top), math.exp(-top)
        return _Chance(a / (a + r + n), r / (a + r + n))
