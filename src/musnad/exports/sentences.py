"""The sentence that something stands in, for formats that show it.

What comes in are documents; what goes out are places in their texts. A case keeps no sentences, for they follow from
the text: they are found again here, once for a document and only when one is asked for.
"""

from __future__ import annotations

from functools import cached_property

from musnad.arabic.segmentation import segment
from musnad.model import Document, Sentence, Span

__all__ = ["Sentences"]


class Sentences:
    """The sentences of a document."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc

    def at(self, span: Span) -> tuple[int, Sentence] | None:
        """Return the sentence that holds a span, with its number from 1; None where a span runs over its end."""
        return next(((n, found) for n, found in enumerate(self._all, 1) if found.contains(span)), None)

    def words_at(self, span: Span) -> str:
        """Return the words of the sentence that holds a span, as they stand; empty where none does."""
        found = self.at(span)
        return "" if found is None else self._doc.slice(found[1])

    @cached_property
    def _all(self) -> tuple[Sentence, ...]:
        return (self._doc.segments or segment(self._doc.text)).sentences
