"""Cut a text wherever an annotation begins or ends.

What comes in is a text with marks over it, nested or overlapping as they like; what goes out are pieces that
lie side by side, each with the marks that cover it. Offsets are code points. Nothing here knows what a mark means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, TypeVar

import msgspec

from musnad.model import Span

__all__ = ["Mark", "Piece", "cut", "lines"]

What = TypeVar("What")
# matches a line that holds something; not an empty line
_LINE = re.compile(r"[^\n\r\u2028\u2029]*[^\s\u2028\u2029][^\n\r\u2028\u2029]*")


class Mark(msgspec.Struct, Generic[What], frozen=True):
    """A stretch of text and what is there."""

    span: Span
    what: What


class Piece(msgspec.Struct, Generic[What], frozen=True):
    """A stretch of text that no mark divides; `marks` cover all of it, the one that begins first in front."""

    span: Span
    marks: tuple[Mark[What], ...]


def lines(text: str) -> tuple[Span, ...]:
    """Return the lines of a text that hold more than white space."""
    return tuple(Span(*found.span()) for found in _LINE.finditer(text))


def cut(line: Span, marks: Iterable[Mark[What]]) -> tuple[Piece[What], ...]:
    """Return the pieces of a line, in text order, without gap or overlap.

    Marks that reach beyond the line count for the part within it.
    """
    inside = sorted((m for m in marks if m.span.overlaps(line)), key=lambda m: m.span.start)
    edges = {line.start, line.end}
    for mark in inside:
        edges |= {max(mark.span.start, line.start), min(mark.span.end, line.end)}
    pieces: list[Piece[What]] = []
    open_now: list[Mark[What]] = []
    upcoming = 0
    for start, end in pairwise(sorted(edges)):
        open_now = [mark for mark in open_now if mark.span.end > start]
        while upcoming < len(inside) and inside[upcoming].span.start <= start:
            open_now.append(inside[upcoming])
            upcoming += 1
        pieces.append(Piece(Span(start, end), tuple(open_now)))
    return tuple(pieces)
