"""Where a text can be cut without cutting a letter as it is written: marks begin and end there.

What comes in is a text and places in it, in code points; what goes out are places. A browser draws apart what an
element divides, so that the halves of لا, a letter and its vowel sign, or the parts of an emoji must stay together.
Other letters stay joined across elements and may be divided.
"""

from __future__ import annotations

import unicodedata

from musnad.model import Span

__all__ = ["whole", "word_end"]

_LAM = "\u0644"
_ALEFS = frozenset("\u0627\u0622\u0623\u0625\u0671")
_JOINER = "\u200d"
_TONES = range(0x1F3FB, 0x1F400)  # colours of skin
_FLAGS = range(0x1F1E6, 0x1F200)  # letters of which two make a flag
_MARKS = frozenset({"Mn", "Me", "Mc"})  # vowel signs; also what chooses between forms of an emoji
_MOST_SIGNS = 16


def whole(text: str, span: Span) -> Span:
    """Return a span that takes in the whole of the letters in which it begins and ends.

    >>> whole("لأنقرة", Span(1, 6)), whole("بأنقرة", Span(1, 6))  # to Ankara, in Ankara: the name is أنقرة
    (Span(start=0, end=6), Span(start=1, end=6))
    """
    start, end = span.start, span.end
    while _goes_on(text, start):
        start -= 1
    while _goes_on(text, end):
        end += 1
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def word_end(text: str, place: int) -> int:
    """Return where the word or sign that a place divides ends; the place itself where it divides none.

    >>> word_end("قالها", 3), word_end("قال لها", 3)  # he said it, he told her
    (5, 3)
    """
    while 0 < place < len(text) and (_goes_on(text, place) or (_in_word(text[place - 1]) and _in_word(text[place]))):
        place += 1
    return place


def _goes_on(text: str, place: int) -> bool:
    """Whether a letter before a place goes on after it."""
    if not 0 < place < len(text):
        return False
    sign, before = text[place], text[place - 1]
    if before.isspace():
        return False
    if unicodedata.category(sign) in _MARKS or sign == _JOINER or ord(sign) in _TONES:
        return True
    if before == _JOINER:
        return not sign.isalnum() and not sign.isspace()
    if ord(sign) in _FLAGS:
        return _run_of_flags(text, place) % 2 == 1
    return sign in _ALEFS and _base(text, place) == _LAM


def _base(text: str, place: int) -> str:
    """Return the letter before a place, without the vowel signs upon it."""
    for at in range(place - 1, max(place - _MOST_SIGNS, 0) - 1, -1):
        if unicodedata.category(text[at]) not in _MARKS:
            return text[at]
    return ""


def _run_of_flags(text: str, place: int) -> int:
    start = place
    while start and ord(text[start - 1]) in _FLAGS:
        start -= 1
    return place - start


def _in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in _MARKS
