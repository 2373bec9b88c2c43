"""An axis of days, months or years, on which long stretches that hold nothing take little room.

What comes in are stretches of days that hold something; what goes out are columns in the order of time: units, and gaps
that stand for many empty units in a row. Every day from the first to the last lies in one column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from musnad.corpus.claim_dates import Days
from musnad.corpus.timeline import Unit

__all__ = ["Axis", "Column", "axis_of", "unit_of"]

_MOST_EMPTY = 3  # units in a row; more are drawn as one gap
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Column:
    """A unit of time, or a gap of many that hold nothing."""

    days: Days
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Columns in the order of time."""

    columns: tuple[Column, ...]

    def at(self, day: date) -> int:
        """Return the number of the column that a day lies in; the first or last for a day before or after all."""
        starts = [column.days.first for column in self.columns]
        return max(bisect_right(starts, day) - 1, 0)


def unit_of(day: date, by: Unit) -> Days:
    """Return the day, month or year that a day lies in.

    >>> unit_of(date(2018, 2, 5), "month")
    Days(first=datetime.date(2018, 2, 1), last=datetime.date(2018, 2, 28))
    """
    if by == "day":
        return Days(day, day)
    if by == "month":
        first = day.replace(day=1)
        return Days(first, _last_before(first.year + first.month // 12, first.month % 12 + 1))
    return Days(date(day.year, 1, 1), date(day.year, 12, 31))


def axis_of(full: Iterable[Days], by: Unit, *, ends: Sequence[date] = ()) -> Axis:
    """Return an axis with a column for each unit that is `full`, and for those between; it reaches to the `ends` too.

    `full` are units, as `unit_of` gives them. More than three empty units in a row are one gap.
    """
    units = set(full)
    known = sorted({*units, *(unit_of(day, by) for day in ends)})
    columns: list[Column] = []
    for unit in known:
        if columns:
            columns += _between(columns[-1].days.last, unit.first, by)
        columns.append(Column(unit))
    return Axis(tuple(columns))


def _between(last: date, first: date, by: Unit) -> list[Column]:
    """Return the columns between the last day of one unit and the first day of another."""
    if first - last <= _DAY:
        return []
    found: list[Column] = []
    day = last + _DAY
    while day < first:
        unit = unit_of(day, by)
        found.append(Column(unit))
        if len(found) > _MOST_EMPTY:
            return [Column(Days(last + _DAY, first - _DAY), is_gap=True)]
        day = unit.last + _DAY if unit.last < date.max else first
    return found


def _last_before(year: int, month: int) -> date:
    """Return the last day before a month begins."""
    return date(year, month, 1) - _DAY if year <= date.max.year else date.max
