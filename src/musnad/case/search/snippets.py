"""The few words of an article that show why it was found.

What comes in is a text and the matches in it; what goes out is a slice of the text, as it is written, with the matches
inside it. Spans are code points of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.case.search.matching import Match

__all__ = ["Snippet", "snippet"]

_LENGTH = 220
_BEFORE = 60  # what comes before the first match, at most
_SPACE = re.compile(r"\s")
_SENTENCE = re.compile(r"[.!?؟…\n]\s+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A slice `text[start:end]` of a text with the matches that lie in it."""

    start: int
    end: int
    matches: tuple[Match, ...]


def snippet(text: str, matches: Sequence[Match], *, length: int = _LENGTH) -> Snippet:
    """Return the slice of about `length` code points that shows most of the query; the beginning without matches."""
    first = _best(matches, length - _BEFORE)
    anchor = matches[first].span.start if matches else 0
    start = _start(text, anchor)
    end = start + length
    if matches:
        end = max(end, matches[first].span.end)
    end = _end(text, end)
    inside = tuple(match for match in matches if start <= match.span.start and match.span.end <= end)
    return Snippet(start, max(end, start), inside)


def _best(matches: Sequence[Match], length: int) -> int:
    """Return the number of the match from which a slice shows most of the query's leaves, then most matches."""
    best, most = 0, (-1, -1)
    last = 0
    for first, match in enumerate(matches):
        last = max(last, first)
        while last < len(matches) and matches[last].span.end - match.span.start <= length:
            last += 1
        shown = matches[first : max(last, first + 1)]
        worth = (len({m.leaf for m in shown}), min(len(shown), 4))
        if worth > most:
            best, most = first, worth
    return best


def _start(text: str, anchor: int) -> int:
    """Begin with the sentence where it is near, else with a word."""
    low = max(0, anchor - _BEFORE)
    ends = [match.end() for match in _SENTENCE.finditer(text, low, anchor)]
    if ends:
        return ends[-1]
    if low == 0:
        return 0
    space = _SPACE.search(text, low, anchor)
    return space.end() if space else anchor


def _end(text: str, end: int) -> int:
    """End with a word."""
    if end >= len(text):
        return len(text.rstrip())
    while end > 0 and not _SPACE.match(text, end):
        end += 1
        if end >= len(text):
            return len(text)
    return end
