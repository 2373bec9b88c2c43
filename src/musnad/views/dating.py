"""What the reports say of the day of an article that does not give it: the days that fit, and the words for them.

Values in, values out; no layout and no escaping. Whether a day fits is for the dating stage.
"""

from __future__ import annotations

import re

import msgspec

from musnad.model import DatingReason, Document, Span
from musnad.views.labels import Label, Labels

__all__ = ["DayReason", "OpenDays", "day_reasons", "open_days"]

# matches XXXX-WXX-4; not 2016-W22, XXXX-05-27
_WEEKDAY = re.compile(r"XXXX-WXX-(?P<number>[1-7])")
_ONE_SIDED = frozenset(("since", "until", "event"))


class OpenDays(msgspec.Struct, frozen=True):
    """The days that an undated article may be of; `key` is the label of the reports that introduces them."""

    key: str
    days: tuple[str, ...]


class DayReason(msgspec.Struct, frozen=True):
    """Words that say something of the day, numbered from 1; `said` is a weekday's name or an ISO value."""

    number: int
    kind: Label
    said: Label
    words: str
    place: Span


def open_days(doc: Document) -> OpenDays | None:
    """Return the days that fit where none was chosen; None where the text leaves every day open.

    Bounds that exclude each other leave no day: the reasons contradict each other.
    """
    dating = doc.dating
    if doc.published is not None or dating is None:
        return None
    if dating.candidates:
        return OpenDays("one_of", dating.candidates)
    first, last = dating.earliest, dating.latest
    if dating.contradictory:
        return OpenDays("contradictory", ())
    if first and last:
        return OpenDays("within", (f"{first} – {last}",)) if first <= last else OpenDays("contradictory", ())
    if first:
        return OpenDays("not_before", (first,))
    return OpenDays("not_after", (last,)) if last else None


def day_reasons(doc: Document, labels: Labels) -> tuple[DayReason, ...]:
    """Return the words that speak for the day or the days, in text order; none where the day was given."""
    reasons = doc.dating.reasons if doc.dating is not None else ()
    return tuple(
        DayReason(number, labels.of("dating", r.kind), _said(r, labels), doc.slice(r), r.span)
        for number, r in enumerate(reasons, 1)
    )


def _said(reason: DatingReason, labels: Labels) -> Label:
    """Return what words leave of the day: a weekday by its name, a stretch as its two ends."""
    if found := _WEEKDAY.fullmatch(reason.says):
        return labels.of("weekday", found["number"])
    words = ", ".join(_stretch(part, one_sided=reason.kind in _ONE_SIDED) for part in reason.says.split("|"))
    return Label(words, words)


def _stretch(says: str, *, one_sided: bool) -> str:
    """Return a stretch for a reader; where the label says which end is meant, the day of that end alone."""
    first, parted, last = says.partition("/")
    if one_sided or not parted:
        return first or last
    return f"{first} – {last}".strip()
