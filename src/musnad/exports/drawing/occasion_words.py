"""What is said of an occasion in words: its headline, its date as exact as it is, and its facts one by one.

What comes in is an occasion and a language; what goes out is plain text without layout. Words of articles are never
translated; labels are in the language that is asked for.
"""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files

import msgspec
from babel.dates import format_date

from musnad.exports.drawing.occasions import Occasion
from musnad.exports.manner import Language
from musnad.views.labels import Label, Labels, load_labels

__all__ = ["OccasionWords", "date_written", "is_whole"]

_MOST_WORDS = 10
_CHAIN = " > "  # which turns with the direction of the line, and an arrow does not
_COMMA = {"ar": "\u060c ", "en": ", "}
_PATTERNS = {"day": "d MMMM y", "month": "MMMM y", "year": "y"}


class OccasionWords:
    """Says things of occasions in one language."""

    def __init__(self, language: Language) -> None:
        self.language, self._labels, self._own = language, load_labels(), _own_labels()

    def headline(self, occasion: Occasion) -> str:
        """Return the first words of what is told, after its status where it did not simply happen."""
        parts = occasion.words.split()
        cut = " ".join(parts[:_MOST_WORDS]) + (" …" if len(parts) > _MOST_WORDS else "")
        if occasion.status in (None, "happened", "ongoing"):
            return cut
        return f"{self._labels.of('status', occasion.status or '').ar}: {cut}"

    def type(self, occasion: Occasion) -> str | None:
        """Return the type of the event, None where there is none."""
        return self._in(self._labels.of("event", occasion.type)) if occasion.type is not None else None

    def date(self, occasion: Occasion) -> str:
        """Return the days in words; those of a telling are said to be so."""
        said = date_written(occasion, self.language, self._labels)
        return f"{self.own('told_on')} {said}" if occasion.basis == "told" else said

    def facts(self, occasion: Occasion) -> Iterator[tuple[str, str]]:
        """Yield each fact with its label: who tells it, who took part, and what stands behind it."""
        ui = self._labels.ui
        comma = _COMMA[self.language]
        yield self.own("sources"), _CHAIN.join(occasion.tellers) or self.own("own_voice")
        if occasion.counted is not None and occasion.counted.differ:
            yield self.own("differ"), self.own("differ_said")
        if (kind := self.type(occasion)) is not None:
            yield self._in(ui("type")), kind
        if occasion.status is not None:
            yield self._in(ui("status")), self._in(self._labels.of("status", occasion.status))
        if occasion.actors:
            yield self._in(ui("actors")), comma.join(occasion.actors)
        if occasion.recipients:
            yield self._in(ui("recipients")), comma.join(occasion.recipients)
        if occasion.place:
            yield self._in(ui("place")), occasion.place
        yield from self._counts(occasion)

    def own(self, key: str) -> str:
        """Return a label of these words."""
        return self._in(self._own.of("occasion", key))

    def _counts(self, occasion: Occasion) -> Iterator[tuple[str, str]]:
        if (counted := occasion.counted) is None:
            return
        for name in ("articles", "outlets", "origins_lower", "origins_upper"):
            yield self._in(self._labels.of("count", name)), str(getattr(counted, name))
        if counted.against:
            yield self.own("against"), str(counted.against)

    def _in(self, label: Label) -> str:
        return label.ar if self.language == "ar" else label.en


def is_whole(occasion: Occasion) -> str | None:
    """Return what the days are: one `day`, a whole `month` or a whole `year`; None where they are anything else."""
    first, last = occasion.first, occasion.last
    if first == last:
        return "day"
    if (first.day, first.month) == (1, 1) and last == date(first.year, 12, 31):
        return "year"
    ends = date(first.year, first.month, monthrange(first.year, first.month)[1])
    return "month" if first.day == 1 and last == ends else None


def date_written(occasion: Occasion, language: Language, labels: Labels) -> str:
    """Return the days of an occasion: a day, a month or a year; else how exact they are, with the first and last."""
    whole = is_whole(occasion)
    if whole is not None:
        return format_date(occasion.first, _PATTERNS[whole], locale=language)
    ends = (format_date(day, _PATTERNS["day"], locale=language) for day in (occasion.first, occasion.last))
    label = labels.of("precision", occasion.precision)
    said = label.ar if language == "ar" else label.en
    return f"{said}: {' – '.join(ends)}"


@cache
def _own_labels() -> Labels:
    text = (files("musnad.exports.drawing") / "occasions.toml").read_text(encoding="utf-8")
    return Labels(msgspec.convert(tomllib.loads(text), dict[str, dict[str, Label]]))
