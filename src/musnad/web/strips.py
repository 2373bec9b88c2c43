"""The strip of days as pages show it: the picture, the same as rows, and what lies before and after it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from markupsafe import Markup

from musnad.case.search.filters import day_range
from musnad.corpus.periods import Periods, Scale
from musnad.views.drawing.day_strip import Bar, day_strip
from musnad.web.ask import Ask

__all__ = ["Strip", "strip_of"]

_LEAST = 2
_LARGE, _SMALL = (960, 132), (300, 100)


class Strip(NamedTuple):
    """A picture and its bars, with the articles before and after it and the addresses that show them."""

    picture: Markup
    bars: tuple[Bar, ...]
    scale: Scale
    earlier: tuple[int, str] | None
    later: tuple[int, str] | None


def strip_of(
    ask: Ask, periods: Periods, href: Callable[[str], str], *, label: str, is_small: bool = False
) -> Strip | None:
    """Return the strip of some periods; `href` gives the address of a date as a search takes it.

    None for fewer than two.
    """
    if len(periods.periods) < _LEAST:
        return None
    width, height = _SMALL if is_small else _LARGE
    speech = ask.speech
    bars = tuple(
        Bar(
            name, articles, href(name),
            f"{speech.digits(name)}: {speech.many('%(n)s article', '%(n)s articles', articles)}",
        )
        for name, articles in periods.periods
    )  # fmt: skip
    picture = day_strip(
        bars, label=label, right_to_left=ask.manner.direction == "rtl", number=speech.number, digits=speech.digits,
        width=width, height=height,
    )  # fmt: skip
    return Strip(
        picture, bars, periods.scale,
        (periods.earlier, href(f"..{_beside(bars[0].name, -1)}")) if periods.earlier else None,
        (periods.later, href(f"{_beside(bars[-1].name, 1)}..")) if periods.later else None,
    )  # fmt: skip


def _beside(name: str, days: int) -> str:
    """Return the day before a period begins, or after it ends."""
    first, last = day_range(name)
    return (date.fromisoformat((first if days < 0 else last) or name) + timedelta(days)).isoformat()
