"""The words of one text with their stems, found by place.

What comes in is a text and a function that gives its words; what goes out are the words in a stretch of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from musnad.model import Span

__all__ = ["TermsOf", "TextWords", "Word"]

TermsOf = Callable[[str], Sequence[tuple[int, int, str]]]
"""The words of a text: where each begins and ends, and its stem."""


class Word(NamedTuple):
    """A word of a text and its stem."""

    start: int
    end: int
    stem: str


class TextWords:
    """The words of a text."""

    def __init__(self, text: str, terms_of: TermsOf) -> None:
        self._words = [Word(*word) for word in terms_of(text)]
        self._starts = [word.start for word in self._words]
        self._ends = [word.end for word in self._words]

    def between(self, span: Span) -> list[Word]:
        """Return the words in a stretch, and one that begins with a letter before it: بمقتل (by the death of)."""
        return self._words[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]

    def stems(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """Return the stems of the words in some stretches, in their order."""
        return tuple(word.stem for span in spans for word in self.between(span))

    def count(self, span: Span) -> int:
        """Return how many words begin in a stretch."""
        return bisect_left(self._starts, span.end) - bisect_left(self._starts, span.start)
