"""The words by which texts count: numbers, what makes them rough, and what is done by those who are counted.

They come from `data/quantity_words.toml`, the number words, the words of time that go with amounts, and the words of
harm and arrest.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from musnad.arabic.numerals import NumberWord
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import phrase_forms
from musnad.lexicon.tables import DATA

__all__ = ["QuantityWords", "quantity_words"]

_HARM = ("killed", "wounded", "arrested")


class _Words(msgspec.Struct, frozen=True):
    vague: dict[str, tuple[int, int]]
    parts: dict[str, float]
    units: dict[str, list[str]]
    kinds: dict[str, list[str]]
    ranges: dict[str, list[str]]
    persons: dict[str, list[str]]


class QuantityWords(NamedTuple):
    """Folded forms. `before` and `after` are phrases by their words, with APPROX, MORE_THAN or LESS_THAN."""

    cardinals: Mapping[str, NumberWord]
    before: Mapping[tuple[str, ...], str]
    after: Mapping[tuple[str, ...], str]
    vague: Mapping[str, tuple[int, int]]
    parts: Mapping[str, float]
    units: Mapping[tuple[str, ...], str]
    kinds: Mapping[str, str]
    range_before: frozenset[str]
    range_between: frozenset[str]
    persons: frozenset[str]
    among: frozenset[str]
    links: frozenset[str]


@cache
def quantity_words() -> QuantityWords:
    """Return the words around numbers."""
    text = (DATA / "quantity_words.toml").read_text(encoding="utf-8")
    words, lexicon = msgspec.convert(tomllib.loads(text), _Words), Lexicon()
    mods = [(row.kind, phrase_forms(form), row.value) for row in lexicon.time_words for form in row.forms]
    harm = {fold(form): row.kind for row in lexicon.event_words if row.kind in _HARM for form in row.forms}
    people = {fold(form) for row in lexicon.places for form in row.people}
    return QuantityWords(
        cardinals={fold(form): NumberWord(row.value, row.kind) for row in lexicon.numbers for form in row.cardinal},
        before={forms: value for kind, forms, value in mods if kind == "amount_mod"},
        after={forms: value for kind, forms, value in mods if kind == "amount_after"},
        vague={fold(word): ends for word, ends in words.vague.items()},
        parts={fold(word): part for word, part in words.parts.items()},
        units={phrase_forms(phrase): unit for unit, phrases in words.units.items() for phrase in phrases},
        kinds={**{fold(form): kind for kind, forms in words.kinds.items() for form in forms}, **harm},
        range_before=frozenset(map(fold, words.ranges["before"])),
        range_between=frozenset(map(fold, words.ranges["between"])),
        persons=frozenset(map(fold, words.persons["words"])) | people,
        among=frozenset(map(fold, words.persons["among"])),
        links=frozenset(map(fold, words.persons["links"])),
    )
