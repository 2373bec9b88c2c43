"""Days of offices: ISO dates as exact as known, and whether two spans must have a day in common."""

from __future__ import annotations

import calendar
import re

__all__ = ["is_date", "is_reversed", "must_overlap"]

# 2012, 2012-11, 2012-11-06; not 2012-1 or 12-11-2012
_DATE = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_FIRST = (0, 0, 0)
_LAST = (9999, 12, 31)
Day = tuple[int, int, int]


def is_date(text: str) -> bool:
    """Whether a text is a year, a month of a year, or a day that the calendar has."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = int(match["year"]), int(match["month"] or 1), int(match["day"] or 1)
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def is_reversed(start: str | None, end: str | None) -> bool:
    """Whether a span ends before it can have begun."""
    return _earliest(start) > _latest(end)


def must_overlap(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> bool:
    """Whether two spans share more than the day on which one ends and the other begins, however exact they are.

    >>> must_overlap(("2012", "2024-05-12"), ("2024-05-12", None))
    False
    """
    begun = max(_latest(one[0]) if one[0] else _FIRST, _latest(other[0]) if other[0] else _FIRST)
    ended = min(_earliest(one[1]) if one[1] else _LAST, _earliest(other[1]) if other[1] else _LAST)
    return begun < ended


def _earliest(date: str | None) -> Day:
    return _day(date, month=1, day=1) if date else _FIRST


def _latest(date: str | None) -> Day:
    return _day(date, month=12, day=31) if date else _LAST


def _day(date: str, *, month: int, day: int) -> Day:
    parts = tuple(int(part) for part in date.split("-"))
    return (parts[0], parts[1] if len(parts) > 1 else month, parts[2] if len(parts) > 2 else day)
