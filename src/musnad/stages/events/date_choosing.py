"""When an event took place: the day whose traits speak for it most, where they speak for it enough.

What comes in are an event and the days it may have; what goes out is the event with the day chosen, or without any. The
weights are learnt from annotated articles by training/train_event_dates.py and lie in date_traits.tsv: a trait adds its
number to the log odds that the event had that day.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property

import msgspec

from musnad.lexicon import Lexicon
from musnad.model import Event
from musnad.stages.events.dates import Candidate

__all__ = ["DateChooser"]

_BIAS = "bias"
_ENOUGH = -0.8  # log odds: a chance of three in ten


class DateChooser:
    """Chooses with one lexicon. Immutable once built."""

    def __init__(self, lexicon: Lexicon, weights: Mapping[str, float] | None = None) -> None:
        """Choose by the lexicon's weights, or by `weights`: what each trait adds."""
        self._lexicon = lexicon
        self._given = weights

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        if self._given is not None:
            return self._given
        return {row.key: row.weight for row in self._lexicon.date_traits}

    def choose(self, event: Event, candidates: Mapping[str, Candidate]) -> Event:
        """Return the event with the likeliest day; without a day where none is likely enough."""
        weights = self._weights
        bias = weights.get(_BIAS, 0.0)
        best, most = None, _ENOUGH
        for _, candidate in sorted(candidates.items()):
            # exact: a set has another order in every process
            odds = bias + math.fsum(weights.get(trait, 0.0) for trait in candidate.traits)
            if odds > most:
                best, most = candidate, odds
        time, basis = (best.value, best.basis) if best else (None, None)
        return msgspec.structs.replace(event, time=time, time_basis=basis)
