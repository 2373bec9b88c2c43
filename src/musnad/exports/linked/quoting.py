"""Point at words of a text by quoting them: the words, with enough of what stands before and after to be found again.

What comes in are a text and a span; what goes out is the quotation, which stands in the text once and no more. Nothing
is cut in the middle of what a reader sees as one character. Offsets are code points.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from musnad.model import Span

__all__ = ["Quote", "is_border", "quote"]

_AROUND = 32
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)  # colours of skin, which change the emoji before them
_TAGS = range(0xE0020, 0xE0080)
_FLAGS = range(0x1F1E6, 0x1F200)  # letters of which two make a flag


class Quote(NamedTuple):
    """The words of a span, and those around it."""

    exact: str
    prefix: str
    suffix: str


def quote(text: str, span: Span) -> Quote:
    """Return the words of a span with some 32 code points on each side, more where those stand twice in the text."""
    around = _AROUND
    while True:
        start, end = max(0, span.start - around), min(len(text), span.end + around)
        start, end = _before(text, start), _after(text, end)
        if (start == 0 and end == len(text)) or _stands_once(text, text[start:end], start):
            return Quote(text[span.start : span.end], text[start : span.start], text[span.end : end])
        around *= 2


def is_border(text: str, at: int) -> bool:
    """Whether a new character, as a reader sees it, begins at an offset; so do the ends of the text.

    >>> is_border("a\\u0301b", 1), is_border("a\\u0301b", 2)
    (False, True)
    """
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if _JOINER in (before, after) or unicodedata.category(after).startswith("M"):
        return False
    if ord(after) in _TONES or ord(after) in _TAGS or (before, after) == ("\r", "\n"):
        return False
    if ord(after) in _FLAGS and ord(before) in _FLAGS:
        return _flags_before(text, at) % 2 == 0
    return True


def _before(text: str, at: int) -> int:
    while not is_border(text, at):
        at -= 1
    return at


def _after(text: str, at: int) -> int:
    while not is_border(text, at):
        at += 1
    return at


def _flags_before(text: str, at: int) -> int:
    first = at
    while first > 0 and ord(text[first - 1]) in _FLAGS:
        first -= 1
    return at - first


def _stands_once(text: str, words: str, at: int) -> bool:
    return text.find(words) == at and text.find(words, at + 1) < 0
