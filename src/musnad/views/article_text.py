"""The running text of an article as markup for the room: quiet inline marks that nest, whatever way they overlap.

What comes in is a text with the pieces of a row; what goes out is escaped markup. Each mark is a `span`, the innermost
on a piece an `a` where it leads somewhere; all carry in `data-` what a person would correct there: `data-layer`,
`data-id`, and in `data-start` and `data-end` the words by which the annotation is known (of a statement the first
words of its content, wherever the mark stands), and in `data-g` what lights up with it. Nothing but text stands
between the pieces of a word, so that its letters stay joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

from markupsafe import Markup

from musnad.model import Span
from musnad.views.cutting import Mark, Piece
from musnad.views.marking import Look

__all__ = ["TextWriter", "asked_spans", "lit_marks", "note_marks"]

# matches 12-40; not 40-, -3, 1-2-3
_PLACE = re.compile(r"(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})")
_MOST_ASKED = 100
_LIT = "at"
_LIT_RANK, _NOTE_RANK = -2, -1


def lit_marks(spans: Iterable[Span]) -> tuple[Mark[Look], ...]:
    """Return marks for words that an address asks to be shown; the first is what `#at` leads to."""
    return tuple(
        Mark(span, Look((_LIT,), _LIT_RANK, spot=_LIT if number == 0 else None)) for number, span in enumerate(spans)
    )


def note_marks(places: Mapping[int, Span]) -> tuple[Mark[Look], ...]:
    """Return marks for words that notes are about, by the numbers of the notes."""
    return tuple(
        Mark(span, Look(("noted",), _NOTE_RANK, f"note{number}", f"#note{number}", spot=f"w{number}"))
        for number, span in places.items()
    )


def asked_spans(asked: str, length: int) -> tuple[Span, ...]:
    """Return the words that an address asks to be shown, within a text of so many code points.

    What is no place in the text is left out, and what reaches beyond its end is clipped.

    >>> asked_spans("2-5,9-4,x,8-99", 10)
    (Span(start=2, end=5), Span(start=8, end=10))
    """
    found = (_PLACE.fullmatch(part.strip()) for part in asked.split(",")[:_MOST_ASKED])
    ends = ((int(place["start"]), min(int(place["end"]), length)) for place in found if place)
    return tuple(dict.fromkeys(Span(start, end) for start, end in ends if start < end))


class TextWriter:
    """Writes the pieces of a text; an anchor is written once, where its mark begins.

    `ends` are the numbers of statements by where they end, `call` says what a reference to one is called, `digits` how
    numbers are written.
    """

    def __init__(
        self, text: str, ends: Mapping[int, tuple[int, ...]], call: Callable[[int], str],
        digits: Callable[[str], str] = str,
    ) -> None:  # fmt: skip
        self._text, self._ends, self._call, self._digits = text, ends, call, digits
        self._anchored: set[str] = set()
        self._attributes: dict[int, tuple[Mark[Look], str]] = {}

    def write(self, pieces: Iterable[Piece[Look]]) -> Markup:
        """Return the markup of a row."""
        return Markup("".join(self._parts(pieces)))  # every part is escaped where it is made

    def _parts(self, pieces: Iterable[Piece[Look]]) -> Iterator[str]:
        around: list[Mark[Look]] = []
        for piece in pieces:
            marks = sorted(piece.marks, key=_breadth)
            wanted, leaf = marks[:-1], marks[-1] if marks else None
            kept = 0
            while kept < min(len(around), len(wanted)) and around[kept] is wanted[kept]:
                kept += 1
            yield from (f"</{_tag(mark)}>" for mark in reversed(around[kept:]))
            yield from (self._open(mark, _tag(mark)) for mark in wanted[kept:])
            around = wanted
            words = escape(self._text[piece.span.start : piece.span.end])
            if leaf is None:
                yield words
            else:
                tag = "a" if leaf.what.href else _tag(leaf)
                yield f"{self._open(leaf, tag)}{words}</{tag}>"
            yield from (self._reference(number) for number in self._ends.get(piece.span.end, ()))
        yield from (f"</{_tag(mark)}>" for mark in reversed(around))

    def _open(self, mark: Mark[Look], tag: str) -> str:
        look = mark.what
        link = f' href="{escape(look.href)}"' if tag == "a" and look.href else ""
        anchor = look.anchor or look.spot
        if anchor is None or anchor in self._anchored:
            anchor = ""
        else:
            self._anchored.add(anchor)
            anchor = f' id="{escape(anchor)}"'
        return f"<{tag}{anchor}{link}{self._said(mark)}>"

    def _said(self, mark: Mark[Look]) -> str:
        """Return the attributes that each element of a mark has, made once."""
        held = self._attributes.get(id(mark))
        if held is None:
            look = mark.what
            known = look.of or mark.span
            said: list[tuple[str, str | None]] = [("class", " ".join(look.classes))]
            if look.layer:
                said += [("data-layer", look.layer), ("data-id", look.id)]
                said += [("data-start", str(known.start)), ("data-end", str(known.end))]
            said += [("data-g", look.group or look.lights), ("title", look.hint)]
            held = mark, "".join(f' {name}="{escape(value)}"' for name, value in said if value)
            self._attributes[id(mark)] = held  # with the mark, so that its id stays taken
        return held[1]

    def _reference(self, number: int) -> str:
        called = escape(self._call(number))
        return (
            f'<a class="ref" href="#c{number}" data-g="s{number}" aria-label="{called}">{self._digits(str(number))}</a>'
        )


def _breadth(mark: Mark[Look]) -> tuple[int, int, int]:
    return mark.what.rank, mark.span.start - mark.span.end, mark.span.start


def _tag(mark: Mark[Look]) -> str:
    return "mark" if _LIT in mark.what.classes else "span"
