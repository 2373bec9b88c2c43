"""What stands at a place of an article, and the sentences around it.

What comes in are a document and what an address or a form points at; what goes out are annotations, and the lines of
text that a person needs to see to correct one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from musnad.arabic.segmentation import segment
from musnad.case.judging import Annotation, annotation_spans
from musnad.model import Document, Located, Span, Statement
from musnad.views.cutting import Mark, Piece, cut, lines

__all__ = ["Line", "annotations_at", "around", "digest_of", "find_standing", "lit_spans"]

_LEAST_SHARED = 0.5
LAYERS = ("mentions", "entities", "times", "statements", "events")


class Line(NamedTuple):
    """A stretch of the text that stands in one line, in pieces; a piece's marks say what is lit."""

    span: Span
    pieces: tuple[Piece[str], ...]


def find_standing(doc: Document, layer: str, *, id: str = "", at: Span | None = None) -> Annotation | None:
    """Return the annotation of a layer that has an id, or that stands at a place or shares most of its words."""
    found: tuple[Annotation, ...] = getattr(doc, layer) or ()
    if id:
        return next((one for one in found if getattr(one, "id", None) == id), None)
    if at is None:
        return None
    exact = [one for one in found if at in annotation_spans(one)]
    if exact:
        return exact[0]
    best = max(found, key=lambda one: _shared(one, at), default=None)
    return best if best is not None and _shared(best, at) >= _LEAST_SHARED else None


def annotations_at(doc: Document, at: Span) -> tuple[tuple[str, Annotation], ...]:
    """Return all that stands at any of some words, each with its layer: the narrowest first."""
    found = [
        (layer, one)
        for layer in LAYERS
        for one in getattr(doc, layer) or ()
        if any(span.overlaps(at) for span in lit_spans(one))
    ]
    return tuple(sorted(found, key=lambda item: sum(s.end - s.start for s in lit_spans(item[1]))))


def lit_spans(annotation: Annotation) -> tuple[Span, ...]:
    """Return the words that show an annotation: of a statement those of its tellers too."""
    spans = list(annotation_spans(annotation))
    if isinstance(annotation, Statement):
        spans += [place for link in annotation.chain for place in (link.source, link.cue) if place is not None]
    return tuple(spans)


def digest_of(annotation: Annotation | None) -> str:
    """Return what tells whether an annotation is still as a form showed it."""
    return blake2b(msgspec.json.encode(annotation), digest_size=8).hexdigest()


def around(doc: Document, marks: Iterable[tuple[Located, str]], *, beside: int = 1) -> tuple[Line, ...]:
    """Return the sentences that hold any of the marks, with so many on either side, in lines of the text."""
    lit = [Mark(Span(place.start, place.end), what) for place, what in marks]
    sentences = segment(doc.text).sentences
    held = [n for n, s in enumerate(sentences) if any(mark.span.overlaps(s) for mark in lit)]
    wanted = sorted({n for h in held for n in range(h - beside, h + beside + 1) if 0 <= n < len(sentences)})
    found = []
    for line in lines(doc.text):
        inside = [sentences[n] for n in wanted if line.contains(sentences[n])]
        if inside:
            span = Span(inside[0].start, inside[-1].end)
            found.append(Line(span, cut(span, lit)))
    return tuple(found)


def _shared(annotation: Annotation, at: Span) -> float:
    own = {i for span in annotation_spans(annotation) for i in range(span.start, span.end)}
    asked = set(range(at.start, at.end))
    return len(own & asked) / len(own | asked)
