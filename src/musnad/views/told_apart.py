"""The words of two reports side by side, with those marked that only one of them has.

Values in, values out; no layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from musnad.case.copies import word_diff
from musnad.model import Span
from musnad.model.evidence import Evidence

__all__ = ["Words", "nearest", "told_apart"]

_LEAST_SAME = 0.45  # of the letters of the shorter: below it everything differs, and marks say nothing
_MOST_TRIED = 8  # reports of each outlet of which the two nearest are looked for


class Words(NamedTuple):
    """Some words, and whether only this report has them."""

    text: str
    is_own: bool


def told_apart(one: str, other: str) -> tuple[tuple[Words, ...], tuple[Words, ...]]:
    """Return the words of both texts, parted where they differ; unmarked where little is the same.

    >>> told_apart("قتل خمسة في حلب", "قتل سبعة في حلب")[1][1]
    Words(text='سبعة', is_own=True)
    """
    changes = word_diff(one, other)
    own = [change.a for change in changes if change.a is not None]
    theirs = [change.b for change in changes if change.b is not None]
    same = min(len(one) - _length(own), len(other) - _length(theirs))
    if same < _LEAST_SAME * min(len(one), len(other)):
        return (Words(one, False),), (Words(other, False),)
    return _parted(one, own), _parted(other, theirs)


def nearest(one: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, Evidence]:
    """Return the two reports of which most words are the same, of those first told; each has one at least."""
    pairs = [(mine, theirs) for mine in one[:_MOST_TRIED] for theirs in other[:_MOST_TRIED]]
    return max(pairs, key=lambda pair: _alike(*pair))


def _alike(one: Evidence, other: Evidence) -> float:
    mine, theirs = set(one.terms), set(other.terms)
    return len(mine & theirs) / max(len(mine), len(theirs), 1)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _parted(text: str, own: Iterable[Span]) -> tuple[Words, ...]:
    found: list[Words] = []
    last = 0
    for span in own:
        found += [Words(text[last : span.start], False), Words(text[span.start : span.end], True)]
        last = span.end
    found.append(Words(text[last:], False))
    return tuple(words for words in found if words.text)
