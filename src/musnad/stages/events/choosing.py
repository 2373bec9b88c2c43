"""Who takes part in an event where its pattern names nobody for a side: the candidates whose traits speak for it.

What comes in are an event and its candidates; what goes out is the event with its parties. What the patterns name
stays. The weights are learnt from annotated articles by training/train_parties.py and lie in party_traits.tsv: a trait
adds its two numbers to the log odds of acting and of being acted on.
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
_ENOUGH = 0.35


class _Chance(NamedTuple):
    """How likely an entity acts in an event, and how likely it is acted on."""

    acts: float
    receives: float

    @property
    def leans_to_act(self) -> bool:
        """Whether acting is likely enough, and no less than being acted on."""
        return self.acts > _ENOUGH and self.acts >= self.receives

    @property
    def leans_to_receive(self) -> bool:
        """Whether being acted on is likely enough, and more so than acting."""
        return self.receives > max(_ENOUGH, self.acts)


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
        """Return the event with both sides filled where somebody is likely enough; `inferred` says who was chosen."""
        chances = {entity: self._chance(traits) for entity, traits in candidates.items()}
        likely = sorted(chances, key=lambda e: (-max(chances[e]), e))
        actors, recipients = event.actors, event.recipients
        if not actors:
            actors = tuple(e for e in likely if chances[e].leans_to_act and e not in recipients)
        if not recipients:
            recipients = tuple(e for e in likely if chances[e].leans_to_receive and e not in actors)
        inferred = () if event.actors else actors
        inferred += () if event.recipients else recipients
        return msgspec.structs.replace(event, actors=actors, recipients=recipients, inferred=inferred)

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
