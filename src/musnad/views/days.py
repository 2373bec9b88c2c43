"""Days and longer times as a report writes them.

Values in, text out; no layout.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from musnad.corpus.claim_dates import days_in
from musnad.model import Interval

__all__ = ["days_written", "interval_written", "moment_written"]

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MINUTE = len("2018-10-02 13:14")


def days_written(first: str, last: str, *, weekday: bool = False) -> str:
    """Return days as one reads them: a day, a whole month or year, else the first and the last.

    >>> days_written("2018-10-02", "2018-10-02", weekday=True), days_written("2018-10-01", "2018-10-31")
    ('2018-10-02 Tue', '2018-10')
    >>> days_written("2018-01-01", "2018-12-31"), days_written("2018-10-01", "2018-10-07")
    ('2018', '2018-10-01 – 2018-10-07')
    """
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start == end:
        return f"{first} {_WEEKDAYS[start.weekday()]}" if weekday else first
    if start.year == end.year and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return first[:4]
    if first[:7] == last[:7] and start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return first[:7]
    return f"{first} – {last}"


def interval_written(interval: Interval) -> str:
    """Return an interval, with the hour where the words tell it."""
    if interval.precision == "clock":
        return moment_written(interval.first)
    days = days_in(interval)
    return days_written(days.first.isoformat(), days.last.isoformat())


def moment_written(moment: str) -> str:
    """Return a moment to the minute, without its zone; a day as it is.

    >>> moment_written("2018-10-02T13:14:05+03:00"), moment_written("2018-10-02")
    ('2018-10-02 13:14', '2018-10-02')
    """
    return moment[:_MINUTE].replace("T", " ")
