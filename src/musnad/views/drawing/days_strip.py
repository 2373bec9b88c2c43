"""Days as a strip of bars: how many reports on each, those in a chosen stretch lit. Many days share a bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from markupsafe import Markup

from musnad.views.drawing.svg import element, measure, picture, words

__all__ = ["draw_days"]

_WIDTH, _BARS, _FOOT, _SIZE = 1120.0, 46.0, 18.0, 11.0
_MOST_BARS = 140
_NARROWEST_WIDTH = 14.0  # of a bar, where few days would otherwise make it broad


def draw_days(
    counts: Mapping[date, int],
    *,
    label: str,
    is_rtl: bool,
    said: Callable[[date, date, int], str],
    href: Callable[[date, date], str],
    digits: Callable[[str], str],
    lit: tuple[date | None, date | None] = (None, None),
) -> Markup:
    """Return the strip; `said` and `href` give the words and the address of a bar by its days and count."""
    if not counts:
        return picture(_WIDTH, _BARS + _FOOT, label=label, class_="strip")
    first, last = min(counts), max(counts)
    step = (last - first).days // _MOST_BARS + 1
    bars: dict[int, int] = {}
    for day, count in counts.items():
        bars[(day - first).days // step] = bars.get((day - first).days // step, 0) + count
    number = (last - first).days // step + 1
    wide = _WIDTH / max(number, 12)
    most = max(bars.values())
    drawn = []
    for i in sorted(bars):
        start = first + timedelta(days=i * step)
        end = start + min(timedelta(days=step - 1), last - start)
        x = _WIDTH - (i + 1) * wide if is_rtl else i * wide
        count, high = bars[i], max(_BARS * bars[i] / most, 3.0)
        is_lit = (lit[0] is None or end >= lit[0]) and (lit[1] is None or start <= lit[1])
        drawn.append(
            element(
                "a", element("title", said(start, end, count)),
                element("rect", x=x, y=0.0, width=wide, height=_BARS, class_="room"),
                element("rect", x=x + wide * 0.1, y=_BARS - high, width=wide * 0.8, height=high,
                        class_="day lit-day" if is_lit else "day"),
                href=href(start, end), data_first=str((start - first).days), data_last=str((end - first).days),
            )
        )  # fmt: skip
    base = element("line", x1=0.0, x2=_WIDTH, y1=_BARS, y2=_BARS, class_="axis")
    return picture(_WIDTH, _BARS + _FOOT, *drawn, base, *_ends(first, last, number * wide, digits, is_rtl=is_rtl),
                   label=label, class_="strip")  # fmt: skip


def _ends(first: date, last: date, reach: float, digits: Callable[[str], str], *, is_rtl: bool) -> list[Markup]:
    """Return the first and last day below the strip."""
    near = max(reach, 2 * measure("2018-10-07", _SIZE) + 12)
    low, high = (_WIDTH, _WIDTH - near) if is_rtl else (0.0, near)
    sides: tuple[str, str] = ("right", "left") if is_rtl else ("left", "right")
    found = [words(digits(first.isoformat()), low, _BARS + 13, side=sides[0], size=_SIZE, class_="unit")]  # type: ignore[arg-type]
    if last != first:
        found.append(words(digits(last.isoformat()), high, _BARS + 13, side=sides[1], size=_SIZE, class_="unit"))  # type: ignore[arg-type]
    return found
