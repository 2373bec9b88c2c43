"""How a counted noun agrees with its number: one form each for 1, 2, 3 to 10, 11 to 99, and the hundreds.

What comes in are the forms, in the case that their place asks for; what goes out is the form with its number. After a
hundred the last two digits decide, and 101 and 102 go with the hundreds.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["CountedNoun", "counted"]


class CountedNoun(NamedTuple):
    """The forms of a noun: `one` and `two` often say their number themselves, in the others `{n}` stands for it."""

    one: str
    two: str
    few: str
    many: str
    hundred: str


def counted(number: int, noun: CountedNoun) -> str:
    """Return a noun with its number. Raises ValueError for a negative one; zero goes with the hundreds.

    >>> [counted(n, CountedNoun("مادة واحدة", "مادتين", "{n} مواد", "{n} مادة", "{n} مادة")) for n in (2, 3, 11)]
    ['مادتين', '3 مواد', '11 مادة']
    """
    if number < 0:
        raise ValueError(f"{number} counts nothing")
    return _form(number, noun).replace("{n}", str(number))


def _form(number: int, noun: CountedNoun) -> str:
    if number == 1:
        return noun.one
    if number == 2:
        return noun.two
    rest = number % 100
    if 3 <= rest <= 10:
        return noun.few
    return noun.many if rest > 10 else noun.hundred
