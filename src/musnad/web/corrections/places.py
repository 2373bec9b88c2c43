"""Words of a text as spans: given by numbers, or typed as they stand there.

What comes in are a text and what somebody typed; what goes out is a span in code points, or why there is none. Words
are found whatever white space and vowel marks they are typed with. Nothing here changes a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal, NamedTuple

from musnad.arabic.orthography import MARKS
from musnad.model import Span

__all__ = ["PlaceFault", "at_letters", "find_words", "parse_spans", "print_spans", "read_place", "same_words"]

_SPAN = re.compile(r"(?P<start>[0-9]{1,9})\s*[-:–]\s*(?P<end>[0-9]{1,9})")
_MARKS = "[" + "".join(sorted(re.escape(mark) for mark in MARKS)) + "]*"
_VOWELS = "[" + "".join(sorted(mark for mark in MARKS if unicodedata.combining(mark))) + "]*"
_BARE = str.maketrans(dict.fromkeys(MARKS))
# White space as a browser counts it in a page of the room; what no page may hold stands there as U+FFFD, and counts.
_SPACE = frozenset("\t\n\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
                   "\u202f\u205f\u3000\ufeff")  # fmt: skip
_MOST_PLACES = 50


class PlaceFault(NamedTuple):
    """Why words stand nowhere: `places` are those there are where they stand at several."""

    kind: Literal["form", "outside", "empty", "absent", "several", "differ"]
    places: tuple[Span, ...] = ()


def parse_spans(given: str) -> tuple[Span, ...] | None:
    """Return the spans of `12-30, 40-52`; None where it is no such list.

    >>> parse_spans("12-30, 40:52")
    (Span(start=12, end=30), Span(start=40, end=52))
    """
    spans = []
    for part in filter(None, (part.strip() for part in re.split("[,،;]", given))):
        match = _SPAN.fullmatch(part)
        if match is None or int(match["start"]) >= int(match["end"]):
            return None
        spans.append(Span(int(match["start"]), int(match["end"])))
    return tuple(spans)


def print_spans(spans: Iterable[Span]) -> str:
    """Return spans as `parse_spans` reads them."""
    return ", ".join(f"{span.start}-{span.end}" for span in spans)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same words, whatever white space parts them."""
    return one.split() == other.split()


def find_words(text: str, words: str) -> tuple[Span, ...]:
    """Return where words stand in a text: as they are typed, else without regard to vowel marks.

    Marks on the last letter belong to it, typed or not.

    >>> find_words("قال الوزيرُ إن الوزير", "الوزير")
    (Span(start=4, end=11), Span(start=15, end=21))
    """
    typed = words.split()
    if not typed:
        return ()
    found = _matches(r"\s+".join(map(re.escape, typed)) + _VOWELS, text)
    if not found and (bare := [part for word in typed if (part := word.translate(_BARE))]):
        loose = (_MARKS.join(map(re.escape, word)) + _MARKS for word in bare)
        found = _matches(r"\s+".join(loose), text)
    return found


def read_place(
    text: str, given: str, words: str, *, old: Span | None = None, near: int | None = None
) -> Span | PlaceFault | None:
    """Return the span that numbers and words together mean; None where both are empty.

    `old` is what stood there before the form was filled in: what differs from it is what the person wants. Words that
    stand at several places are taken where they are nearest to the numbers, to `old`, or to `near`.
    """
    spans = parse_spans(given)
    if spans is None or len(spans) > 1:
        return PlaceFault("form")
    span = spans[0] if spans else None
    if span is not None and (fault := _fault(text, span)) is not None:
        return fault
    if not words.split():
        return span
    if span is not None and same_words(text[span.start : span.end], words):
        return span
    is_moved = span is not None and span != old
    if is_moved and old is not None and same_words(text[old.start : old.end], words):
        return span
    found = find_words(text, words)
    if not found:
        return PlaceFault("absent")
    if is_moved and span is not None:
        beside = tuple(one for one in found if one.overlaps(span))
        return _nearest(beside, span.start) if beside else PlaceFault("differ")
    at = span.start if span is not None else old.start if old is not None else near
    if at is None and len(found) > 1:
        return PlaceFault("several", found[:_MOST_PLACES])
    return _nearest(found, at or 0)


def at_letters(text: str, first: int, last: int) -> Span | None:
    """Return the span from one letter to another, counted from 0 without white space, the last one left out.

    A browser knows a place in a page so, however the page divides the text. None where there are not so many.

    >>> at_letters("a b\\nc", 1, 3)
    Span(start=2, end=5)
    """
    start, seen = None, 0
    for offset, letter in enumerate(text):
        if letter in _SPACE:
            continue
        if seen == first:
            start = offset
        seen += 1
        if seen == last:
            return Span(start, offset + 1) if start is not None else None
    return None


def _matches(pattern: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(pattern, text))


def _fault(text: str, span: Span) -> PlaceFault | None:
    if span.end > len(text):
        return PlaceFault("outside")
    return None if text[span.start : span.end].strip() else PlaceFault("empty")


def _nearest(spans: tuple[Span, ...], at: int) -> Span:
    return min(spans, key=lambda span: (abs(span.start - at), span.start))
