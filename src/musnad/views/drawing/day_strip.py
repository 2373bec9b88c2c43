"""Days as a strip: a bar for each day, month or year, as high as the articles that fall on it are many.

What comes in are bars with the addresses they lead to; what goes out is an SVG picture in which time runs as the page
does. A bar without articles leads nowhere. The same facts belong in a table beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from musnad.views.drawing.svg import element, measure, words

__all__ = ["Bar", "day_strip"]

_TOP, _FOOT = 18.0, 24.0  # room for the greatest number above, for the names of periods below
_GAP, _LEAST = 0.2, 2.5  # of a bar's width between two; the height of the smallest bar
_WIDEST = 64.0
_SIZE = 12.0
_SPACE = 1.25  # of its width that a name takes, with the space beside it
_EDGE = 16.0  # how near the greatest number comes to an edge


class Bar(NamedTuple):
    """A period by its ISO name, its articles, where it leads, and what is said of it."""

    name: str
    articles: int
    href: str
    hint: str


def day_strip(
    bars: Sequence[Bar], *, label: str, right_to_left: bool = False, number: Callable[[int], str] = str,
    digits: Callable[[str], str] = str, width: float = 960, height: float = 132,
) -> Markup:  # fmt: skip
    """Return the strip; `number` and `digits` write counts and names in the digits of the page."""
    step = min(width / max(len(bars), 1), _WIDEST)
    places = [width - step * (n + 1) if right_to_left else step * n for n in range(len(bars))]
    most = max((bar.articles for bar in bars), default=0)
    base = height - _FOOT
    ends = (min(places, default=0), max(places, default=0) + step)
    parts = [element("line", x1=ends[0], x2=ends[1], y1=base, y2=base, class_="axis")]
    parts += [_bar(bar, x, step, most, base) for bar, x in zip(bars, places, strict=True) if bar.articles]
    parts += _names(bars, [x + step / 2 for x in places], base, width, digits)
    for bar, x in zip(bars, places, strict=True):
        if bar.articles == most:
            middle = min(max(x + step / 2, _EDGE), width - _EDGE)
            parts.append(words(number(most), middle, _TOP - 5, size=_SIZE, class_="most"))
            break
    return element(
        "svg", *parts, viewBox=f"0 0 {width:g} {height:g}", width=width, height=height, role="group",
        aria_label=label, class_="day-strip", direction="ltr",
    )  # fmt: skip


def _bar(bar: Bar, x: float, step: float, most: int, base: float) -> Markup:
    """Return a bar in a link as high as the picture, so that a small one is hit too."""
    height = max((base - _TOP) * bar.articles / most, _LEAST)
    return element(
        "a",
        element("title", bar.hint),
        element("rect", x=x, y=0, width=step, height=base, class_="reach"),
        element("rect", x=x + step * _GAP / 2, y=base - height, width=step * (1 - _GAP), height=height, class_="bar"),
        href=bar.href, aria_label=bar.hint,
    )  # fmt: skip


def _names(
    bars: Sequence[Bar], middles: Sequence[float], base: float, width: float, digits: Callable[[str], str]
) -> Iterator[Markup]:
    """Yield the names of as many periods as have room, each whole."""
    wide = max((measure(bar.name, _SIZE) for bar in bars), default=0) * _SPACE
    last: float | None = None
    for bar, middle in zip(bars, middles, strict=True):
        x = min(max(middle, wide / 2), width - wide / 2)
        if last is None or abs(x - last) >= wide:
            last = x
            yield element("line", x1=middle, x2=middle, y1=base, y2=base + 4, class_="axis")
            yield words(digits(bar.name), x, base + 17, size=_SIZE, class_="period")
