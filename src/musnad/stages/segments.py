"""The segments layer: tokens, sentences, paragraphs, headline."""

from __future__ import annotations

from musnad.arabic.segmentation import segment
from musnad.model import Document, Layer, Segments

__all__ = ["SegmentsStage"]


class SegmentsStage:
    """Cuts the text; needs nothing."""

    name = "segments"
    version = "1"
    requires: frozenset[Layer] = frozenset()
    provides: Layer = "segments"

    def find(self, doc: Document) -> Segments:
        """Return the segments of the document's text."""
        return segment(doc.text)
