"""The days that a TIMEX3 value stands for: `2017-Q3` is July to September.

What comes in is a value and perhaps a mod; what goes out is an interval of days, both ends included. Seasons are the
meteorological ones of the north: winter 2017 runs from December 2017 to February 2018. Nothing is read in a text here.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from musnad.arabic.calendars import make_date
from musnad.model import Interval, TimeMod, TimePrecision

__all__ = ["interval_of"]

_VALUE = re.compile(
    r"""(?P<century>\d\d) | (?P<decade>\d\d\d)
    | (?P<year>\d{4})(?:-(?:
        (?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>MO|MI|AF|EV|NI)|(?P<clock>\d\d(?::\d\d){0,2})(?P<zone>Z|[+-]\d\d:\d\d)?))?)?
        | W(?P<week>\d\d)(?P<weekend>-WE)? | Q(?P<quarter>[1-4]) | H(?P<half>[12]) | (?P<season>SP|SU|FA|WI)))?""",
    re.VERBOSE | re.ASCII,
)
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HOURS, _LAST_SIXTIETH = 24, 59
_THIRDS: dict[str | None, int] = {"START": 0, "MID": 1, "END": 2}
_UNDIVIDED = frozenset(("clock", "day_part", "day", "weekend"))


def interval_of(value: str, mod: TimeMod | None = None) -> Interval | None:
    """Return the interval of a DATE or TIME value; None for a value with X, a duration or a set.

    START, MID and END narrow it to its first, middle or last third.

    >>> interval_of("2016-W48")
    Interval(first='2016-11-28', last='2016-12-04', precision='week')
    >>> interval_of("2017", "END").first
    '2017-09-01'
    """
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    if match["clock"]:
        if not _is_moment(match):
            return None
        moment = (
            f"{value[:11]}{match['clock'] if ':' in match['clock'] else match['clock'] + ':00'}{match['zone'] or ''}"
        )
        return Interval(moment, moment, "clock")
    days = _days(match)
    if days is None:
        return None
    first, last, precision = days
    if mod in _THIRDS and precision not in _UNDIVIDED:
        first, last = _third(first, last, _THIRDS[mod])
    return Interval(first.isoformat(), last.isoformat(), precision)


def _is_moment(match: re.Match[str]) -> bool:
    """Whether a clock time lies on a day that exists, at an hour that exists; 24:00 ends a day."""
    hour, *smaller = map(int, match["clock"].split(":"))
    exists = make_date(int(match["year"]), int(match["month"]), int(match["day"])) is not None
    return exists and hour <= _HOURS and all(part <= _LAST_SIXTIETH for part in smaller)


def _days(match: re.Match[str]) -> tuple[date, date, TimePrecision] | None:
    if match["century"]:
        return _years(int(match["century"]) * 100, 100, "century")
    if match["decade"]:
        return _years(int(match["decade"]) * 10, 10, "decade")
    year = int(match["year"])
    if match["day"]:
        day = make_date(year, int(match["month"]), int(match["day"]))
        return (day, day, "day_part" if match["part"] else "day") if day else None
    if match["month"]:
        return _months(year, int(match["month"]), 1, "month")
    if match["quarter"]:
        return _months(year, int(match["quarter"]) * 3 - 2, 3, "quarter")
    if match["half"]:
        return _months(year, int(match["half"]) * 6 - 5, 6, "half")
    if match["season"]:
        return _months(year, _SEASON_STARTS[match["season"]], 3, "season")
    if match["week"]:
        return _week(year, int(match["week"]), weekend=match["weekend"] is not None)
    return _years(year, 1, "year")


def _years(first: int, count: int, precision: TimePrecision) -> tuple[date, date, TimePrecision] | None:
    start, end = make_date(max(first, 1), 1, 1), make_date(first + count - 1, 12, 31)
    return (start, end, precision) if start and end else None


def _months(year: int, month: int, count: int, precision: TimePrecision) -> tuple[date, date, TimePrecision] | None:
    start = make_date(year, month, 1)
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if start is None or make_date(last_year, last_month, 1) is None:
        return None
    return start, date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]), precision


def _week(year: int, week: int, *, weekend: bool) -> tuple[date, date, TimePrecision] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
        sunday = monday + timedelta(6)
    except (ValueError, OverflowError):
        return None
    return (monday + timedelta(5), sunday, "weekend") if weekend else (monday, sunday, "week")


def _third(first: date, last: date, third: int) -> tuple[date, date]:
    """Cut an interval in three by whole months where it has three or more, else by days."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and months >= 3 and (last + timedelta(1)).day == 1:
        low = _shift(first, months * third // 3)
        return low, last if third == len(_THIRDS) - 1 else _shift(first, months * (third + 1) // 3) - timedelta(1)
    days = (last - first).days + 1
    return first + timedelta(days * third // 3), first + timedelta(days * (third + 1) // 3 - 1)


def _shift(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
