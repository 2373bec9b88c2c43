"""What states are called, in Arabic and in English, by the codes that rows of the lexicon carry."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from musnad.lexicon import Lexicon
from musnad.views.labels import Label

__all__ = ["state_names", "states_called"]


@cache
def state_names() -> Mapping[str, Label]:
    """Return the names of states by their codes (EGY), as the places of the lexicon have them."""
    return {row.country: Label(row.name, row.name_en) for row in Lexicon().places if row.kind == "state"}


@cache
def states_called(lang: Literal["ar", "en"]) -> Mapping[str, str]:
    """Return the names of states in one language by their codes."""
    return {code: label.ar if lang == "ar" else label.en for code, label in state_names().items()}
