"""What stands in a text as brackets on its words, in the manner of CorefUD: nested, crossing or in several pieces.

What comes in are marks and how the text is cut; what goes out is, for each word, what its MISC column says. An opening
is `(ID-FIELD-FIELD`, a closing `ID)`, a mark on one word `(ID-FIELD-FIELD)`; the second of three pieces has
`ID[2/3]` in place of the id. Closings come first at a word, then openings, the longest first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from musnad.exports.language.words import Cut
from musnad.model import Located

__all__ = ["Mark", "bracketed", "escaped"]

_RESERVED = re.compile(r"[\s\x00-\x1f\x7f%()\[\]|=,/_-]")


class Mark(NamedTuple):
    """Something that stands at places of a text: the attribute that tells of it, its id, and what is known of it."""

    attribute: str
    id: str
    fields: tuple[str | None, ...]
    places: tuple[Located, ...]


class _Piece(NamedTuple):
    first: int
    last: int
    order: int
    id: str
    fields: str


def escaped(value: str | None) -> str:
    """Return a value for a field: what has a meaning in the notation becomes %XX of its UTF-8; unknown is empty.

    >>> escaped("2018-05-05")
    '2018%2D05%2D05'
    """
    return _RESERVED.sub(lambda found: "".join(f"%{byte:02X}" for byte in found.group().encode()), value or "")


def bracketed(cut: Cut, marks: Iterable[Mark]) -> dict[int, dict[str, str]]:
    """Return the brackets on each word, by its number and the name of the attribute."""
    pieces: dict[str, list[_Piece]] = defaultdict(list)
    for order, mark in enumerate(marks):
        covered = [found for place in mark.places if (found := cut.covered(place)) is not None]
        for number, (first, last) in enumerate(covered, 1):
            id = mark.id if len(covered) == 1 else f"{mark.id}[{number}/{len(covered)}]"
            fields = "-".join((id, *map(escaped, mark.fields)))
            pieces[mark.attribute].append(_Piece(first, last, order, id, fields))
    on_words: dict[int, dict[str, str]] = defaultdict(dict)
    for attribute, own in pieces.items():
        for word, brackets in _on_words(own).items():
            on_words[word][attribute] = brackets
    return on_words


def _on_words(pieces: list[_Piece]) -> dict[int, str]:
    closings: dict[int, list[_Piece]] = defaultdict(list)
    openings: dict[int, list[_Piece]] = defaultdict(list)
    for piece in pieces:
        openings[piece.first].append(piece)
        if piece.last > piece.first:
            closings[piece.last].append(piece)
    told = {}
    for word in openings.keys() | closings.keys():
        inner_first = sorted(closings[word], key=lambda piece: (-piece.first, -piece.order))
        outer_first = sorted(openings[word], key=lambda piece: (-piece.last, piece.order))
        told[word] = "".join(f"{piece.id})" for piece in inner_first) + "".join(
            f"({piece.fields})" if piece.first == piece.last else f"({piece.fields}" for piece in outer_first
        )
    return told
