"""Dossiers, pairs of actors and decisions on them as records for JSON: offsets are code points of the stored texts.

Values in, values out; no I/O. What the fields mean: docs/weighing.md.
"""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.corpus.dossier import Dossier
from musnad.corpus.identity import IdentityReason, Pair
from musnad.corpus.merging import IdentityDecision

__all__ = ["decision_record", "dossier_record", "pair_record"]

_LISTS = ("names", "terms", "roles", "said", "passed_on", "did", "suffered", "said_of")
_SCORE_DIGITS = 3


def dossier_record(dossier: Dossier, *, left_out: int = 0, limit: int | None = None) -> dict[str, Any]:
    """Return a dossier; `counts` say how long each list is, of which at most `limit` entries are given."""
    built: dict[str, Any] = msgspec.to_builtins(dossier)
    return {
        **built,
        **{name: built[name][:limit] for name in _LISTS},
        "counts": {name: len(built[name]) for name in _LISTS},
        "left_out": left_out,
    }


def pair_record(pair: Pair) -> dict[str, Any]:
    """Return a pair with what speaks for it and against it."""
    return {
        "one": pair.one,
        "other": pair.other,
        "score": round(pair.score, _SCORE_DIGITS),
        "reasons": [_reason(reason) for reason in pair.reasons],
        "against": [_reason(reason) for reason in pair.against],
    }


def decision_record(decision: IdentityDecision) -> dict[str, Any]:
    """Return a decision."""
    built: dict[str, Any] = msgspec.to_builtins(decision)
    return built


def _reason(reason: IdentityReason) -> dict[str, Any]:
    return {"trait": reason.trait, "weight": reason.weight, "words": list(reason.words)}
