"""What a dossier tells as lines of a list: words with what is marked in them, who told it, and where they stand.

Values in, values out; no layout. Words are as they stand in their article, cut at the ends where they are long.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.corpus.dossier import Deed, Dossier, Part, Place, Saying
from musnad.model import Span

__all__ = ["PARTS", "Line", "Piece", "lines_of"]

PARTS: tuple[Part, ...] = ("said", "passed_on", "said_of", "did", "suffered")
_MOST = 320  # letters of what is said that a line shows
_AROUND = 90  # letters around the word that tells an event
_Texts = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line, `lit` where they are what the line is about."""

    words: str
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told: its words, where they stand, who told it (the last of them first-hand), and its claim.

    `type` and `status` are those of an event, `stance` and `denied` of a statement; `when` is the event's own time.
    """

    pieces: tuple[Piece, ...]
    document: int
    day: str | None
    at: str
    tellers: tuple[str, ...]
    claim: str | None
    stance: str | None = None
    is_denied: bool = False
    type: str | None = None
    status: str | None = None
    when: str | None = None
    others: tuple[str, ...] = ()


def lines_of(dossier: Dossier, part: Part, texts: _Texts, *, order: Literal["newest", "oldest"]) -> tuple[Line, ...]:
    """Return one part of a dossier as lines, in order of the days of the articles that tell it."""
    found: Sequence[Saying | Deed] = getattr(dossier, part)
    lines = [_saying(one, texts) if isinstance(one, Saying) else _deed(one, texts) for one in found]
    places = {number: place for place, number in enumerate(dossier.documents)}
    lines.sort(key=lambda line: places[line.document])
    return tuple(lines if order == "oldest" else _turned(lines))


def _turned(lines: Sequence[Line]) -> list[Line]:
    """Return lines with the last article first, and those of one article still in its order."""
    documents = dict.fromkeys(line.document for line in reversed(lines))
    return [line for document in documents for line in lines if line.document == document]


def _saying(saying: Saying, texts: _Texts) -> Line:
    return Line(
        pieces=_said(texts(saying.place.document), saying.place.spans, saying.of), document=saying.place.document,
        day=saying.place.day, at=_at(saying.place), tellers=saying.tellers, claim=saying.claim, stance=saying.stance,
        is_denied=saying.polarity < 0,
    )  # fmt: skip


def _deed(deed: Deed, texts: _Texts) -> Line:
    return Line(
        pieces=_around(texts(deed.place.document), deed.place.spans[0]), document=deed.place.document,
        day=deed.place.day, at=_at(deed.place), tellers=deed.tellers, claim=deed.claim, type=deed.type,
        status=deed.status, when=deed.when, others=deed.others,
    )  # fmt: skip


def _said(text: str, spans: Sequence[Span], lit: Sequence[Span]) -> tuple[Piece, ...]:
    """Return what is said, cut where it is long, with the words that are lit."""
    pieces: list[Piece] = []
    room = _MOST
    for number, span in enumerate(spans):
        if room <= 0:
            break
        end = _cut(text, span, room)
        room -= end - span.start
        pieces += [Piece(" … ")] if number else []
        at = span.start
        for one in lit:
            if at <= one.start and one.end <= end:
                pieces += [Piece(text[at : one.start]), Piece(text[one.start : one.end], lit=True)]
                at = one.end
        pieces.append(Piece(text[at:end] + (" …" if end < span.end else "")))
    return tuple(piece for piece in pieces if piece.words)


def _around(text: str, span: Span) -> tuple[Piece, ...]:
    """Return the words around those that tell an event, within their line and cut at spaces."""
    first, last = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start = first if span.start - first <= _AROUND else text.find(" ", span.start - _AROUND, span.start) + 1
    end = last if last - span.end <= _AROUND else text.rfind(" ", span.end, span.end + _AROUND)
    start, end = start or span.start, span.end if end < 0 else end
    before = ("… " if start > first else "") + text[start : span.start]
    after = text[span.end : end] + (" …" if end < last else "")
    return tuple(
        piece for piece in (Piece(before), Piece(text[span.start : span.end], lit=True), Piece(after)) if piece.words
    )


def _cut(text: str, span: Span, room: int) -> int:
    """Return where to end a span that may be longer than there is room, at a space."""
    if span.end - span.start <= room:
        return span.end
    end = text.rfind(" ", span.start + room // 2, span.start + room)
    return end if end > 0 else span.start + room


def _at(place: Place) -> str:
    return ",".join(f"{span.start}-{span.end}" for span in place.spans)
