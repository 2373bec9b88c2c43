"""The words by which articles say that they are translated; they come from `data/credit_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.tables import DATA

__all__ = ["translation_words"]


@cache
def translation_words() -> tuple[str, ...]:
    """Return the words, folded, the longest first."""
    text = (DATA / "credit_words.toml").read_text(encoding="utf-8")
    words = msgspec.convert(tomllib.loads(text), dict[str, list[str]])["translation"]
    return tuple(sorted(map(fold, words), key=len, reverse=True))
