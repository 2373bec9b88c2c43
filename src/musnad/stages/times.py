"""The times layer: TIMEX3 dates, times, durations and sets, resolved against the publication date and the text."""

from __future__ import annotations

from musnad.arabic.calendars import parse_published
from musnad.lexicon import Lexicon
from musnad.model import Document, Layer, TimeExpression
from musnad.times.reader import TimeReader

__all__ = ["TimesStage"]


class TimesStage:
    """Reads the time expressions of a document; `musnad.times` holds the grammar."""

    name = "times"
    version = "3"
    requires: frozenset[Layer] = frozenset({"segments"})
    provides: Layer = "times"

    def __init__(self, lexicon: Lexicon) -> None:
        self._reader = TimeReader(lexicon)

    def find(self, doc: Document) -> tuple[TimeExpression, ...]:
        """Return the time expressions of a text, sorted and without overlap."""
        if doc.segments is None:
            return ()
        return self._reader.read(doc.segments, doc.text, parse_published(doc.published))
