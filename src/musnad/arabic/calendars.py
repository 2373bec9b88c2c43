"""Reckon with days, weeks, months and years, in the Gregorian and the Hijri calendar, and read a page's date line.

What comes in are numbers and dates, or a line of page metadata with a table of month names; what goes out are dates
or ISO 8601 text. Finding time expressions in running text is for the times stage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

from musnad.arabic.orthography import fold

__all__ = [
    "Direction",
    "hijri_day",
    "hijri_month_days",
    "hijri_year_of",
    "iso_week",
    "make_date",
    "nearest_day_of_year",
    "nearest_hijri_day",
    "nearest_month",
    "nearest_weekday",
    "parse_arabic_date",
    "parse_published",
    "shift_months",
]

Direction = Literal["past", "future"]
_LEAST_YEAR, _MOST_YEAR = 1800, 2199
_HIJRI_YEARS = range(1343, 1501)
_PUBLISHED = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})(?![0-9])")
# A word may be a month of two tokens (كانون الثاني); other marks only part them.
_PIECE = re.compile(r"(?P<number>\d+)|(?P<word>[^\W\d_]+)")
_NUMERIC = re.compile(r"(?<![\d.:])(?P<a>\d{1,4})[/.\-](?P<b>\d{1,2})[/.\-](?P<c>\d{1,4})(?![\d.:])")


def make_date(year: int, month: int, day: int) -> date | None:
    """Return the date, None when there is no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def parse_published(published: str | None) -> date | None:
    """Return the day of a publication date or date-time; None when there is none or it is malformed.

    >>> parse_published("2018-06-22T23:24:34+04:00")
    datetime.date(2018, 6, 22)
    """
    match = _PUBLISHED.match(published) if isinstance(published, str) else None
    return make_date(*map(int, match.groups())) if match else None


def iso_week(day: date) -> str:
    """Return the ISO week a day lies in.

    >>> iso_week(date(2016, 12, 1))
    '2016-W48'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shift_months(year: int, month: int, by: int) -> tuple[int, int]:
    """Return year and month that lie `by` months away.

    >>> shift_months(2018, 1, -1)
    (2017, 12)
    """
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def nearest_weekday(published: date, weekday: int, *, direction: Direction, include_same: bool) -> date | None:
    """Return the nearest such weekday (Monday 1) before or after a day; the day itself counts with `include_same`."""
    ahead = direction == "future"
    distance = (weekday - published.isoweekday()) % 7 if ahead else (published.isoweekday() - weekday) % 7
    if distance == 0 and not include_same:
        distance = 7
    try:
        return published + timedelta(distance if ahead else -distance)
    except OverflowError:
        return None


def nearest_month(published: date, month: int, *, direction: Direction, include_same: bool) -> int:
    """Return the year of the nearest such month before or after a day's own month."""
    year = published.year
    if month == published.month:
        return year if include_same else year + (1 if direction == "future" else -1)
    if direction == "future":
        return year if month > published.month else year + 1
    return year if month < published.month else year - 1


def nearest_day_of_year(published: date, month: int, day: int, *, direction: Direction) -> date | None:
    """Return the nearest such day of a year on or before (after) a day; leap days may lie years away."""
    step = 1 if direction == "future" else -1
    for years in range(9):
        found = make_date(published.year + step * years, month, day)
        if found and (found >= published if direction == "future" else found <= published):
            return found
    return None


def hijri_day(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a Hijri date by the Umm al-Qura calendar, None outside 1343-1500.

    >>> hijri_day(1441, 1, 3)
    datetime.date(2019, 9, 2)
    """
    from hijridate import Hijri

    if year not in _HIJRI_YEARS:
        return None
    try:
        return date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None


def hijri_month_days(year: int, month: int) -> int | None:
    """Return how many days a Hijri month has by the Umm al-Qura calendar, None outside 1343-1500.

    >>> hijri_month_days(1441, 1)
    30
    """
    from hijridate import Hijri

    return int(Hijri(year, month, 1).month_length()) if year in _HIJRI_YEARS and 1 <= month <= 12 else None


def hijri_year_of(day: date) -> int | None:
    """Return the Hijri year a day lies in, None outside the Umm al-Qura table."""
    from hijridate import Gregorian

    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def nearest_hijri_day(published: date, month: int, day: int, *, direction: Direction) -> date | None:
    """Return the nearest such Hijri day on or before (after) a day."""
    year = hijri_year_of(published)
    if year is None:
        return None
    for candidate in (year + 1, year, year - 1) if direction == "past" else (year - 1, year, year + 1):
        found = hijri_day(candidate, month, day)
        if found and (found >= published if direction == "future" else found <= published):
            return found
    return None


def parse_arabic_date(text: str, months: Mapping[str, int]) -> str | None:
    """Return the first full Gregorian date of a page's date line as `YYYY-MM-DD`, None when it has none.

    `months` maps folded month names to numbers. All digits are read; of two names for one month (مارس/آذار) either
    counts; a numeric date is day first unless it opens with the year. A date that does not exist is not returned.

    >>> parse_arabic_date("الثلاثاء 5 آذار 2024 - 14:30", {"اذار": 3})
    '2024-03-05'
    """
    folded = fold(text)
    found = _named_date(folded, months) or _numeric_date(folded)
    return found.isoformat() if found else None


def _numeric_date(folded: str) -> date | None:
    for match in _NUMERIC.finditer(folded):
        a, b, c = (int(match[group]) for group in "abc")
        if _LEAST_YEAR <= a <= _MOST_YEAR:
            found = make_date(a, b, c)
        elif _LEAST_YEAR <= c <= _MOST_YEAR:
            found = make_date(c, b, a) or make_date(c, a, b)
        else:
            found = None
        if found:
            return found
    return None


def _named_date(folded: str, months: Mapping[str, int]) -> date | None:
    pieces = [match.group() for match in _PIECE.finditer(folded)]
    for at in range(len(pieces)):
        length = _month_length(pieces, at, months)
        if not length:
            continue
        month = months[" ".join(pieces[at : at + length])]
        after = at + length
        twin = _month_length(pieces, after, months)
        if twin and months[" ".join(pieces[after : after + twin])] == month:
            after += twin
        year_at = after + 1 if after < len(pieces) and _is_small(pieces[after]) else after
        year = _number(pieces, year_at, _LEAST_YEAR, _MOST_YEAR) or _number(
            pieces, year_at + 1, _LEAST_YEAR, _MOST_YEAR
        )
        inner = _number(pieces, after, 1, 31) if year_at > after else None
        day = _number(pieces, at - 1, 1, 31) or inner or _number(pieces, at - 2, 1, 31)
        found = make_date(year, month, day) if year and day else None
        if found:
            return found
    return None


def _month_length(pieces: list[str], at: int, months: Mapping[str, int]) -> int:
    return next((n for n in (2, 1) if at + n <= len(pieces) and " ".join(pieces[at : at + n]) in months), 0)


def _is_small(piece: str) -> bool:
    return piece.isdigit() and len(piece) <= 2


def _number(pieces: list[str], at: int, low: int, high: int) -> int | None:
    if not 0 <= at < len(pieces) or not pieces[at].isdecimal() or len(pieces[at]) > 4:
        return None
    value = int(pieces[at])
    return value if low <= value <= high else None
