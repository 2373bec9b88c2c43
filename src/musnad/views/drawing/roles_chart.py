"""Roles over time as a picture: the offices somebody held, and what articles call him, as bars on one axis of days.

Values in, SVG out. Time runs the way the page does: from the right in Arabic. Bars of offices are as exact as known;
one that is open runs to the edge and has a broken end. What articles call somebody is marked from the first day on
which they do to the last.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from markupsafe import Markup

from musnad.views.drawing.svg import element, picture, shorten, words

__all__ = ["RoleBar", "roles_chart"]

_WIDTH, _LABEL, _ROW, _BAR, _TOP, _EDGE = 720.0, 230.0, 26.0, 12.0, 26.0, 8.0
_LEAST_BAR = 5.0
_GAP = 14.0
_MOST_TICKS = 8
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)  # years between ticks
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class RoleBar(NamedTuple):
    """A bar: what it is called, its kind, and its first and last day as exact as known (2012, 2012-11, 2012-11-06)."""

    name: str
    kind: Literal["office", "called"]
    first: str | None
    last: str | None


class _Axis(NamedTuple):
    """The days shown, as ordinals, and which way they run."""

    first: float
    last: float
    rtl: bool

    def x(self, day: float) -> float:
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        left, width = (
            (_EDGE, _WIDTH - _LABEL - 2 * _EDGE) if self.rtl else (_LABEL + _EDGE, _WIDTH - _LABEL - 2 * _EDGE)
        )
        return left + width * (1 - share if self.rtl else share)


def roles_chart(
    bars: Iterable[RoleBar], *, rtl: bool, label: str, until: str | None = None, digits: Callable[[str], str] = str
) -> Markup | None:
    """Return a picture of roles over time, None where no bar has a day; `until` is the last day to show at least.

    Bars stand in their order, offices apart from what articles say.
    """
    dated = [bar for bar in bars if bar.first or bar.last]
    days = [_ordinal(day, end=end) for bar in dated for day, end in ((bar.first, False), (bar.last, True)) if day]
    if not days:
        return None
    if until:
        days.append(_ordinal(until, end=True))
    margin = max((max(days) - min(days)) * 0.02, 10.0)
    axis = _Axis(max(min(days) - margin, _FIRST), min(max(days) + margin, _LAST), rtl)
    ordered = [*(bar for bar in dated if bar.kind == "office"), *(bar for bar in dated if bar.kind == "called")]
    offices = sum(bar.kind == "office" for bar in ordered)
    gap = _GAP if 0 < offices < len(ordered) else 0.0
    height = _TOP + _ROW * len(ordered) + gap + _EDGE
    parts = list(_ticks(axis, height, digits))
    for number, bar in enumerate(ordered):
        parts += _bar(axis, bar, _TOP + _ROW * number + (gap if number >= offices else 0.0), digits)
    return picture(_WIDTH, height, *parts, label=label, class_="roles")


def _bar(axis: _Axis, bar: RoleBar, top: float, digits: Callable[[str], str]) -> Sequence[Markup]:
    start = axis.x(_ordinal(bar.first, end=False)) if bar.first else axis.x(axis.first)
    end = axis.x(_ordinal(bar.last, end=True)) if bar.last else axis.x(axis.last)
    left, width = min(start, end), max(abs(end - start), _LEAST_BAR)
    middle = top + _ROW / 2
    days = digits(f"{bar.first or '…'} – {bar.last or '…'}")
    shape = element(
        "rect", element("title", f"{bar.name} {days}"), x=left, y=middle - _BAR / 2,
        width=width, height=_BAR, rx=3, class_=f"bar {bar.kind}",
    )  # fmt: skip
    ends = [
        element("line", x1=x, x2=x, y1=middle - _BAR / 2 - 3, y2=middle + _BAR / 2 + 3, class_="open")
        for x, day in ((start, bar.first), (end, bar.last))
        if day is None
    ]
    room = _LABEL - 2 * _EDGE
    at = _WIDTH - _EDGE if axis.rtl else _EDGE
    name = words(shorten(bar.name, room, 13), at, middle + 5, side="right" if axis.rtl else "left", size=13)
    return name, shape, *ends


def _ticks(axis: _Axis, height: float, digits: Callable[[str], str]) -> Iterable[Markup]:
    first, last = date.fromordinal(int(axis.first)).year, date.fromordinal(int(axis.last)).year
    step = next((step for step in _STEPS if (last - first) / step < _MOST_TICKS), _STEPS[-1])
    years = [year for year in range(first, last + 1) if year % step == 0]
    shown = 0
    for year in years:
        start = date(year, 1, 1).toordinal()
        if axis.first <= start <= axis.last:
            shown += 1
            yield from _tick(axis.x(start), digits(str(year)), height)
    if not shown:  # all within a year: its two ends
        for day, inward in ((axis.first, 1), (axis.last, -1)):
            text = digits(date.fromordinal(int(day)).isoformat())
            yield from _tick(axis.x(day) + inward * (-34 if axis.rtl else 34), text, height)


def _tick(x: float, text: str, height: float) -> Iterable[Markup]:
    yield element("line", x1=x, x2=x, y1=_TOP - 4, y2=height - _EDGE, class_="tick")
    yield words(text, x, _TOP - 10, size=12, class_="soft")


def _ordinal(day: str, *, end: bool) -> int:
    """Return the ordinal of a day; of a month or a year that of its first day, or of its last.

    >>> _ordinal("2018-02", end=True) == date(2018, 2, 28).toordinal()
    True
    """
    year, month, number = (int(part) for part in (*day.split("-"), "0", "0")[:3])
    if number:
        return date(year, month, number).toordinal()
    if not end:
        return date(year, month or 1, 1).toordinal()
    return date(year, month or 12, monthrange(year, month or 12)[1]).toordinal()
