"""The words of the sentence that sums up what a claim stands on; they come from `data/summary_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from musnad.arabic.agreement import CountedNoun
from musnad.lexicon.tables import DATA

__all__ = ["Language", "SummaryWords", "summary_words"]

Language = Literal["ar", "en"]


class SummaryWords(msgspec.Struct, frozen=True):
    """The nouns that are counted, and the parts of the sentence with the names of what goes into them."""

    articles: CountedNoun
    outlets: CountedNoun
    origins: CountedNoun
    unknown: CountedNoun
    rests: str
    rests_without_outlet: str
    nothing: str
    named: str
    named_and_unknown: str
    unknown_alone: str
    narrowest: str
    somebody: str
    circle: str
    more: str
    across: str
    against: str
    against_without_outlet: str
    comma: str


def summary_words(language: Language) -> SummaryWords:
    """Return the words of a language."""
    return _words()[language]


@cache
def _words() -> Mapping[str, SummaryWords]:
    text = (DATA / "summary_words.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, SummaryWords])
