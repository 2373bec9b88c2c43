"""Read numbers written in digits or in words.

What comes in are folded token forms and a table of number words; what goes out is the value and how many tokens
spell it. Which words are numbers is the table's business; whether a number counts something is the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

__all__ = ["NumberRead", "NumberWord", "NumberWords", "read_cardinal", "read_digits", "read_ordinal"]

_AND = "و"
_ARTICLE = "ال"


class NumberWord(NamedTuple):
    """What a number word does: `kind` is teen, joined, unit, ten, tens, hundreds or scale."""

    value: int
    kind: str


class NumberWords(NamedTuple):
    """Number words by folded form; ordinals stand without the article."""

    cardinals: Mapping[str, NumberWord]
    ordinals: Mapping[str, NumberWord]


class NumberRead(NamedTuple):
    """A number found: its value, how many tokens it takes, and whether it carries the article."""

    value: int
    length: int
    definite: bool = False


def read_digits(form: str) -> int | float | None:
    """Return the value of a number token, None when it is no single number (12.3.2018).

    >>> read_digits("1,200"), read_digits("3.5")
    (1200, 3.5)
    """
    plain = form.replace("٬", ",").replace("٫", ".")
    _, *groups = plain.split(",")
    if groups and all(len(g.split(".")[0]) == 3 for g in groups):
        plain = plain.replace(",", "")
    try:
        return int(plain) if plain.isascii() and plain.isdigit() else float(plain.replace(",", "."))
    except ValueError:
        return None


def read_cardinal(forms: Sequence[str], words: Mapping[str, NumberWord]) -> NumberRead | None:
    """Read the cardinal that begins at the first form.

    >>> table = {"خمسة": NumberWord(5, "unit"), "عشرين": NumberWord(20, "tens")}
    >>> read_cardinal(["خمسة", "وعشرين", "يوما"], table)
    NumberRead(value=25, length=2, definite=False)
    """
    definite = forms[0].startswith(_ARTICLE) and forms[0] not in words
    word = words.get(forms[0][2:] if definite else forms[0])
    if word is None or (word.kind == "joined" and not _tens_follow(forms, words)):
        return None
    if word.kind == "teen" and not _is_ten(forms, 1, words):
        return None
    total, part, at, last = 0, word.value, 1, word
    while at < len(forms):
        form = forms[at]
        plain, joined = words.get(form), words.get(form[1:]) if form.startswith(_AND) else None
        if plain and plain.kind == "ten" and last.value < 10:
            part += 10
            last = NumberWord(part, "teens")
        elif plain and plain.kind == "scale" and plain.value > last.value and last.kind != "scale":
            total, part, last = total + part * plain.value, 0, plain
        elif joined and _may_join(last, joined, _is_ten(forms, at + 1, words)):
            part += joined.value
            last = joined
        else:
            break
        at += 1
    return NumberRead(total + part, at, definite)


def read_ordinal(forms: Sequence[str], words: NumberWords) -> NumberRead | None:
    """Read the ordinal that begins at the first form, with or without the article (الخامس والعشرين, 25th).

    >>> table = {"خامس": NumberWord(5, "unit"), "عشرين": NumberWord(20, "tens")}
    >>> read_ordinal(["الخامس", "والعشرين"], NumberWords(table, table))
    NumberRead(value=25, length=2, definite=True)
    """
    definite = forms[0].startswith(_ARTICLE)
    word = words.ordinals.get(forms[0][2:] if definite else forms[0])
    if word is None or (word.kind == "tens" and not definite):
        return None
    value = word.value
    if value < 10 and _is_ten(forms, 1, words.cardinals):
        return NumberRead(value + 10, 2, definite)
    if value < 10 and len(forms) > 1:
        joined = forms[1].removeprefix(_AND + _ARTICLE)
        tens = words.ordinals.get(joined) if joined != forms[1] else None
        if tens is not None and tens.kind == "tens":
            return NumberRead(value + tens.value, 2, definite)
    return NumberRead(value, 1, definite)


def _tens_follow(forms: Sequence[str], words: Mapping[str, NumberWord]) -> bool:
    """Whether و and tens come next: اثنين وخمسين, 52."""
    word = words.get(forms[1].removeprefix(_AND)) if len(forms) > 1 and forms[1].startswith(_AND) else None
    return word is not None and word.kind == "tens"


def _is_ten(forms: Sequence[str], at: int, words: Mapping[str, NumberWord]) -> bool:
    word = words.get(forms[at]) if at < len(forms) else None
    return word is not None and word.kind == "ten"


def _may_join(last: NumberWord, joined: NumberWord, ten_follows: bool) -> bool:
    if joined.kind == "teen":
        return last.value >= 100 and ten_follows
    if joined.kind == "tens":
        return last.value < 10 or last.value >= 100
    return last.value >= 100 and joined.value < last.value
