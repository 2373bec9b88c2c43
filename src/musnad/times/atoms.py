"""The atoms of a text: the units the grammar of times sees, and the string of their kinds that it matches.

What comes in is what `vocabulary` made of each token; what goes out is a row of atoms. Most atoms are never looked at,
only their kinds are matched: each is made when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, get_args, overload

from musnad.lexicon.calendar import TimeWordKind

__all__ = ["KINDS", "Atom", "Atoms", "code_of", "codes_of", "kind_of"]

_UNITS = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
_UNIT_FORMS = ("", "2", "2c", "s", "_acc", "s_acc")
KINDS: tuple[str, ...] = (
    *("other", "definite", "stop", "edge", "comma", "joiner", "slash", "dash", "colon", "open", "close", "quote"),
    *("and", "clitic", "past_verb", "coming_verb", "present_verb"),
    *("num", "small", "year_num", "hijri_num", "big", "float", "hour_minute", "dotted_date"),
    *("card", "card_def", "year_card", "ord", "ord_def", "mon", "cmon", "hmon", "wday", "wday_indef"),
    *("part", "part_both", "part_adv", "the_part"),
    *(f"{article}{unit}{form}" for unit in _UNITS for form in _UNIT_FORMS for article in ("", "the_")),
    *get_args(TimeWordKind),
)
# One character for each kind, none with a meaning inside a class of a regular expression or that a dot passes over.
# Those below 256 are compiled in half the time of others.
_SPECIAL = frozenset("\n[]\\^-&|~")
_CHARACTERS = [chr(n) for n in range(1, 2 * len(KINDS)) if chr(n) not in _SPECIAL]
_CODES = dict(zip(KINDS, _CHARACTERS, strict=False))
_KINDS = {code: kind for kind, code in _CODES.items()}


class Atom(NamedTuple):
    """A unit the grammar sees. `token` is the index of its first token; `number` and `text` hold what it stands for."""

    kind: str
    start: int
    end: int
    token: int
    number: float = 0
    text: str = ""
    key: str = ""


class Atoms(Sequence[Atom]):
    """The atoms of a text in order; `kinds` has a character for each (`code_of`).

    `places` has for each the atom itself or a number that stands for it; `make` makes the atom of a number and a code.
    """

    __slots__ = ("_make", "_places", "kinds")

    def __init__(self, kinds: str, places: list[Atom | int], make: Callable[[int, str], Atom]) -> None:
        self.kinds = kinds
        self._places = places
        self._make = make

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Atom: ...

    @overload
    def __getitem__(self, at: slice) -> list[Atom]: ...

    def __getitem__(self, at: int | slice) -> Atom | list[Atom]:
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(len(self._places)))]
        place = self._places[at]
        if isinstance(place, int):
            place = self._places[at] = self._make(place, self.kinds[at])
        return place


def code_of(kind: str) -> str:
    """Return the character that stands for a kind in the string of kinds."""
    return _CODES[kind]


def codes_of(*kinds: str) -> frozenset[str]:
    """Return the characters of several kinds."""
    return frozenset(_CODES[kind] for kind in kinds)


def kind_of(code: str) -> str:
    """Return the kind that a character stands for."""
    return _KINDS[code]
