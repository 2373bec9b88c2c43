"""Articles per month as a strip of bars, each a link to its articles.

Values in, SVG out. Time runs the way the page does: from the right in Arabic. The same numbers stand in each bar's
title.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from musnad.views.drawing.svg import Side, element, words

__all__ = ["month_strip"]

_WIDTH, _HEIGHT, _BOTTOM, _TOP = 720.0, 84.0, 18.0, 6.0
_WIDEST = 40.0
_LEAST = 2.0  # height of a bar for a month with any article
_MOST = 240  # months: of more, each bar stands for a year


def month_strip(
    months: Sequence[tuple[str, int]],
    *,
    rtl: bool,
    label: str,
    say: Callable[[str, int], str],
    href: Callable[[str], str],
) -> Markup | None:
    """Return the strip, None where there is no month; `say` puts a bar in words, `href` is where it leads.

    Of very many months each bar is a year; both functions are then given a year.
    """
    bars = _years(months) if len(months) > _MOST else tuple(months)
    if not bars:
        return None
    step = min(_WIDTH / len(bars), _WIDEST)
    most = max(count for _, count in bars)
    parts: list[Markup] = []
    for number, (month, count) in enumerate(bars):
        if not count:
            continue
        left = _WIDTH - step * (number + 1) if rtl else step * number
        height = max((_HEIGHT - _BOTTOM - _TOP) * count / most, _LEAST)
        bar = element(
            "rect", x=left + min(1.0, step / 8), y=_HEIGHT - _BOTTOM - height, height=height,
            width=max(step - min(2.0, step / 4), 1.0), class_="bar",
        )  # fmt: skip
        said = say(month, count)
        reach = element("rect", x=left, y=0, width=step, height=_HEIGHT - _BOTTOM, class_="reach")
        parts.append(element("a", element("title", said), reach, bar, href=href(month), aria_label=said))
    base = element("line", x1=0, x2=_WIDTH, y1=_HEIGHT - _BOTTOM, y2=_HEIGHT - _BOTTOM, class_="tick")
    return element(
        "svg", base, *parts, *_ends(bars, step, rtl=rtl), viewBox=f"0 0 {_WIDTH:g} {_HEIGHT:g}", width=_WIDTH,
        height=_HEIGHT, role="group", aria_label=label, class_="months", direction="ltr",
    )  # fmt: skip


def _ends(bars: Sequence[tuple[str, int]], step: float, *, rtl: bool) -> Sequence[Markup]:
    """Return the names of the first and the last month."""
    first, last = (_WIDTH, _WIDTH - step * len(bars)) if rtl else (0.0, step * len(bars))
    near: Side = "right" if rtl else "left"
    far: Side = "left" if rtl else "right"
    begins = words(bars[0][0], first, _HEIGHT - 4, side=near, size=12, class_="soft")
    if len(bars) * step < 140:
        return (begins,)
    return begins, words(bars[-1][0], last, _HEIGHT - 4, side=far, size=12, class_="soft")


def _years(months: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    found: dict[str, int] = {}
    for month, count in months:
        found[month[:4]] = found.get(month[:4], 0) + count
    return tuple(found.items())
