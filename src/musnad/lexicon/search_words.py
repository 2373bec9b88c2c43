"""The table of search words, and the stem that it gives a word.

What comes in is a folded word; what goes out is the one reading under which the word is searched: what stands before
the stem, the stem, the pronoun after it. The same word always has the same stem, in a text and in a query.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from musnad.arabic.stems import Reading, readings

__all__ = ["STEM_LENGTHS", "ForeignLettersRow", "SearchWordRow", "Stemmer", "unknown_cost"]

STEM_LENGTHS = 24
_UNKNOWN, _PER_LETTER = 7.5, 2.0  # natural logarithms: what a stem costs that the table does not know
_SHORT = 5.0  # more for one of two letters
_AND, _HIS = 2.0, 1.2  # more for an unknown word in و or ه, which are most often "and" and "his"
_SCALE = 10  # the table's costs are tenths
_NO_PART = 200.0
_EMPTY = "-"
_ARTICLE, _FUTURE = "ال", "س"
_NOT_JOINED = ("ني", "ي", "كما")
_KNOWN_WORDS = 1 << 15


class SearchWordRow(msgspec.Struct, frozen=True):
    """Forms of one kind and cost: -10 times the natural logarithm of how likely each is.

    `before` and `after` are what may stand on a stem (- for nothing). A word `alone` or `joined` is a stem whatever the
    costs say; only one that is `joined` takes pronouns. `irregular` forms tell their stem: form=stem.
    """

    key: str
    kind: Literal["after", "alone", "before", "irregular", "joined", "stem"]
    cost: int
    forms: tuple[str, ...]
    source: str


class ForeignLettersRow(msgspec.Struct, frozen=True):
    """Groups of three letters of one weight; - is the edge of a word.

    A weight is ten times the natural logarithm of how much likelier foreign names have the group than Arabic words.
    """

    key: str
    weight: int
    groups: tuple[str, ...]
    source: str


def unknown_cost(letters: int) -> float:
    """Return what an unknown stem of so many letters costs."""
    return _UNKNOWN + _PER_LETTER * letters + (_SHORT if letters <= 2 else 0)


class Stemmer:
    """Gives every word its stem. Words once met are remembered."""

    def __init__(self, rows: Iterable[SearchWordRow]) -> None:
        self._stems: dict[str, float] = {}
        parts: dict[str, dict[str, float]] = {"before": {}, "after": {}}
        self.fixed: dict[str, str] = {}
        self._whole: dict[str, str] = {}
        self._joined: frozenset[str] = frozenset()
        for row in rows:
            if row.kind == "stem":
                self._stems.update(dict.fromkeys(row.forms, row.cost / _SCALE))
            elif row.kind == "irregular":
                self._whole.update((form.partition("=")[0], form.partition("=")[2]) for form in row.forms)
            elif row.kind in parts:
                parts[row.kind].update((form.strip(_EMPTY), row.cost / _SCALE) for form in row.forms)
            else:
                self.fixed.update(zip(row.forms, row.forms, strict=True))
                if row.kind == "joined":
                    self._joined |= frozenset(row.forms)
        self._before, self._after = parts["before"], parts["after"]
        self._unknown = [unknown_cost(letters) for letters in range(STEM_LENGTHS + 1)]
        self._known: dict[str, Reading] = {}

    def __call__(self, form: str) -> Reading:
        """Return the reading of a folded word."""
        found = self._known.get(form)
        if found is None:
            if len(self._known) >= _KNOWN_WORDS:
                self._known.clear()
            found = self._known[form] = self._find(form)
        return found

    def is_known(self, stem: str) -> bool:
        """Whether the stem is one of the table."""
        return stem in self._stems or stem in self.fixed

    def _find(self, form: str) -> Reading:
        possible = readings(form)
        if form in self._whole:
            return Reading("", self._whole[form], "")
        if len(possible) == 1:
            return possible[0]
        for reading in possible:
            if reading.stem in self.fixed and self._is_small_word(form, reading):
                return reading._replace(stem=self.fixed[reading.stem])
        costs = [self.cost(reading) for reading in possible]
        if possible[0].stem not in self._stems:
            costs[0] += _AND if form[0] == "و" else _HIS if form[-1] == "ه" else 0
        return possible[costs.index(min(costs))]

    def _is_small_word(self, form: str, reading: Reading) -> bool:
        """Whether a small word stands in the form as it is written, not معنى (meaning) as مع and a pronoun."""
        before, stem, after = reading
        if before.endswith((_ARTICLE, _FUTURE)):
            return False
        return not after or (stem in self._joined and after not in _NOT_JOINED and form.endswith(stem + after))

    def cost(self, reading: Reading) -> float:
        """Return what a reading costs, as a natural logarithm."""
        before, stem, after = reading
        cost = self._stems.get(stem)
        if cost is None:
            cost = self._unknown[min(len(stem), STEM_LENGTHS)]
        return cost + self._before.get(before, _NO_PART) + self._after.get(after, _NO_PART)
