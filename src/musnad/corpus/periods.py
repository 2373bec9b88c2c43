"""How many articles fall on each day, month or year, without gaps.

What comes in are counts by ISO day; what goes out are periods in the order of time, those without articles too. Few
articles that lie far off do not make everything else small: they are counted before and after. Pure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Literal, NamedTuple

__all__ = ["Period", "Periods", "Scale", "periods_of"]

Scale = Literal["day", "month", "year"]
_LENGTH: dict[Scale, int] = {"day": 10, "month": 7, "year": 4}  # of the name of a period: 2018-10-07, 2018-10, 2018
_MOST: dict[Scale, int] = {"day": 62, "month": 72, "year": 60}
_FAR_OFF = 0.01  # the share of articles that may be left out at either end
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Period(NamedTuple):
    """A day, month or year by its ISO name, and how many articles fall on it."""

    name: str
    articles: int


class Periods(NamedTuple):
    """Periods of one length in the order of time; `earlier` and `later` count the articles that lie outside them."""

    scale: Scale
    periods: tuple[Period, ...]
    earlier: int = 0
    later: int = 0


def periods_of(days: Iterable[tuple[str, int]]) -> Periods:
    """Return counts by day as counts by the shortest periods that are few enough; what is no ISO day counts nowhere.

    >>> periods_of([("2018-10-07", 2), ("2018-10-09", 1)]).periods[1]
    Period(name='2018-10-08', articles=0)
    """
    counted = sorted((day, number) for day, number in days if _is_day(day))
    if not counted:
        return Periods("day", ())
    whole, core = (counted[0][0], counted[-1][0]), _core(counted)
    scale = _scale(*whole)
    first, last = whole if _scale(*core) == scale else core
    scale = _scale(first, last)
    names = list(_names(first, last, scale))[-_MOST[scale] :]
    length = _LENGTH[scale]
    by_name: Counter[str] = Counter()
    for day, number in counted:
        by_name[day[:length]] += number
    return Periods(
        scale,
        tuple(Period(name, by_name[name]) for name in names),
        earlier=sum(number for day, number in counted if day[:length] < names[0]),
        later=sum(number for day, number in counted if day[:length] > names[-1]),
    )


def _core(counted: Sequence[tuple[str, int]]) -> tuple[str, str]:
    """Return the first and last day of all but the few articles that lie farthest off."""
    few = int(sum(number for _, number in counted) * _FAR_OFF)
    return _after(counted, few), _after(counted[::-1], few)


def _after(counted: Sequence[tuple[str, int]], few: int) -> str:
    passed = 0
    for day, number in counted:
        passed += number
        if passed > few:
            return day
    return counted[-1][0]


def _scale(first: str, last: str) -> Scale:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if (end - start).days < _MOST["day"]:
        return "day"
    return "month" if (end.year - start.year) * 12 + end.month - start.month < _MOST["month"] else "year"


def _names(first: str, last: str, scale: Scale) -> Iterator[str]:
    """Yield the names of all periods from a day to another."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if scale == "day":
        yield from ((start + timedelta(days)).isoformat() for days in range((end - start).days + 1))
    elif scale == "month":
        for month in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
            yield f"{month // 12:04}-{month % 12 + 1:02}"
    else:
        yield from (f"{year:04}" for year in range(start.year, end.year + 1))


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
