"""The words of the tables of time and numbers, each with the kind of atom it makes.

What comes in are tables; what goes out are forms with what they stand for. Reading a text with them is for
`vocabulary`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.arabic.numerals import NumberWord, NumberWords
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

__all__ = ["Entry", "number_words", "time_words"]

_ARTICLE = "ال"
_MODS = {"": 0, "START": 1, "END": 2}
_TENSES = {"past": "past_verb", "future": "future_cue", "coming": "coming_verb", "present": "present_verb"}


class Entry(NamedTuple):
    """What a word stands for, when the folded words `rest` follow it."""

    rest: tuple[str, ...]
    kind: str
    number: float
    text: str
    key: str


def number_words(lexicon: Lexicon) -> NumberWords:
    """Return the words of numbers by folded form."""
    cardinals: dict[str, NumberWord] = {}
    ordinals: dict[str, NumberWord] = {}
    for row in lexicon.numbers:
        word = NumberWord(row.value, row.kind)
        cardinals.update((fold(form), word) for form in row.cardinal)
        ordinals.update((fold(form), word) for form in row.ordinal)
    return NumberWords(cardinals, ordinals)


def time_words(lexicon: Lexicon) -> Iterator[tuple[str, Entry]]:
    """Yield the words and phrases of the tables of time; `rest` is still to be read off a phrase."""
    for month in lexicon.months:
        kind = "hmon" if month.calendar == "hijri" else "cmon" if month.caution else "mon"
        yield from _each(month.forms, kind, "months:" + month.key, month.number)
    for day in lexicon.weekdays:
        yield from _each(day.forms, "wday", "weekdays:" + day.key, day.number)
        yield from _each(day.indefinite, "wday_indef", "weekdays:" + day.key, day.number)
    for unit in lexicon.time_units:
        every = (unit.singular, ""), (unit.dual, "2"), (unit.construct, "2c"), (unit.plural, "s")
        more = (unit.accusative, "_acc"), (unit.accusative_plural, "s_acc")
        for forms, ending in (*every, *more):
            yield from _each(forms, unit.key + ending, "time_units:" + unit.key, 0, unit.code)
            definite = tuple(_ARTICLE + form for form in forms)
            yield from _each(definite, f"the_{unit.key}{ending}", "time_units:" + unit.key, 0, unit.code)
    for part in lexicon.day_parts:
        key = "day_parts:" + part.key
        both = tuple(form for form in part.construct if form in part.adverb)
        yield from _each(both, "part_both", key, 0, part.value)
        yield from _each(part.construct, "part", key, _MODS[part.mod], part.value)
        yield from _each(part.adverb, "part_adv", key, 0, part.value)
        yield from _each(part.definite, "the_part", key, 0, part.value)
    for word in lexicon.time_words:
        if word.kind == "era":
            continue  # for the dating stage; أيام is a unit here
        key = "time_words:" + word.key
        number = int(word.value) if word.value.lstrip("-").isdigit() else 0
        yield from _each(word.forms, word.kind, key, number, word.value)
    for verbs in lexicon.verb_tenses:
        yield from _each(verbs.forms, _TENSES[verbs.kind], "verb_tenses:" + verbs.key)


def _each(forms: Sequence[str], kind: str, key: str, number: float = 0, text: str = "") -> Iterator[tuple[str, Entry]]:
    return ((form, Entry((), kind, number, text, key)) for form in forms)
