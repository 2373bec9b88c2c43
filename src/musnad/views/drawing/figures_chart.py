"""Figures over time as a picture: a row for everyone who gives one, each number where its day lies, larger the more.

What comes in are figures that count the same thing, names for rows, and where clicks lead; what goes out is SVG whose
looks are the classes of `claim.css`. Time runs with the page: from the right where it does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import sqrt

from markupsafe import Markup

from musnad.corpus.claim_figures import FiguresTold, FigureTold
from musnad.corpus.moments import order_key
from musnad.views.drawing.svg import Side, element, measure, shorten, words

__all__ = ["draw_figures", "said"]

_NAME, _PLOT, _EDGE, _TOP, _ROW, _GAP = 190.0, 560.0, 56.0, 40.0, 40.0, 8.0
_SIZE, _SMALL = 14.0, 12.0
_LEAST, _MOST = 4.0, 15.0
_MOST_TICKS = 6
_DAY = timedelta(days=1)
_STEPS = (1, 3, 6, 12, 24, 48, 24 * 7, 24 * 14, 24 * 30, 24 * 91, 24 * 182, 24 * 365, 24 * 3650)  # hours between ticks


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where moments lie; those without a date stand apart at the far end."""

    first: float
    last: float
    undated: bool
    mirrored: bool

    @property
    def width(self) -> float:
        return _NAME + 2 * _EDGE + _PLOT + (_EDGE if self.undated else 0)

    def turned(self, x: float) -> float:
        return self.width - x if self.mirrored else x

    def x(self, published: str | None) -> float:
        is_unknown, at = order_key(published)
        if is_unknown:
            return self.turned(_NAME + 2 * _EDGE + _PLOT)
        share = (at - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return self.turned(_NAME + _EDGE + share * _PLOT)


def draw_figures(
    figures: FiguresTold,
    *,
    label: str,
    undated: str,
    mirrored: bool,
    name_of: Callable[[FigureTold], str],
    href: Callable[[FigureTold], str],
    digits: Callable[[str], str],
) -> Markup:
    """Return the picture of figures; `name_of` gives each its row, `digits` writes numbers as the page does."""
    dated = [order_key(one.evidence.published)[1] for one in figures.told if not order_key(one.evidence.published)[0]]
    scale = _Scale(min(dated, default=0), max(dated, default=0), len(dated) < len(figures.told), mirrored)
    most = max(one.counted.high or one.counted.low for one in figures.told)
    rows: dict[str, list[FigureTold]] = {}
    for one in figures.told:
        rows.setdefault(name_of(one), []).append(one)
    drawn: list[Markup] = []
    y = _TOP
    for name, told in rows.items():
        lanes = _lanes(told, scale, digits)
        height = _ROW * (max(lanes.values()) + 1) + _GAP
        drawn += _row(name, y, height, scale)
        for place, one in enumerate(told):
            middle = y + _ROW * (lanes[place] + 0.5) + _GAP / 2
            drawn.append(_dot(one, scale.x(one.evidence.published), middle, most, name, href(one), digits))
        y += height
    axis = _axis(scale, y, digits) if dated else []
    axis += [words(undated, scale.x(None), 22, size=_SMALL, class_="tick")] if scale.undated else []
    return element(
        "svg", *axis, *drawn, class_="figures", role="group", aria_label=label, direction="ltr",
        viewBox=f"0 0 {scale.width:.0f} {y + 8:.0f}", width=round(scale.width), height=round(y + 8),
    )  # fmt: skip


def said(low: float, high: float | None) -> str:
    """Return a figure in short, with its ends.

    >>> said(16, 16), said(20, None), said(20, 199)
    ('16', '20+', '20–199')
    """
    return f"{low:,.10g}" + ("+" if high is None else f"–{high:,.10g}" * (high != low))


def _lanes(told: Sequence[FigureTold], scale: _Scale, digits: Callable[[str], str]) -> dict[int, int]:
    """Return for each figure of a row how far down it lies, so that none lies over another."""
    ends: list[list[tuple[float, float]]] = []
    found: dict[int, int] = {}
    for place, one in enumerate(told):
        x = scale.x(one.evidence.published)
        half = max(measure(digits(said(one.counted.low, one.counted.high)), _SIZE) / 2, _MOST) + 3
        for lane, taken in enumerate(ends):  # noqa: B007  # the lane that has room is used after
            if all(x + half < left or right < x - half for left, right in taken):
                break
        else:
            ends.append([])
            lane = len(ends) - 1
        ends[lane].append((x - half, x + half))
        found[place] = lane
    return found


def _row(name: str, y: float, height: float, scale: _Scale) -> list[Markup]:
    side: Side = "right" if scale.mirrored else "left"
    middle = y + height / 2
    return [
        element("line", x1=0, x2=scale.width, y1=y, y2=y, class_="rule"),
        words(shorten(name, _NAME - 8, _SIZE), scale.turned(4), middle + _SIZE * 0.35, side=side, class_="name"),
    ]


def _dot(
    one: FigureTold, x: float, y: float, most: float, name: str, href: str, digits: Callable[[str], str]
) -> Markup:
    number = digits(said(one.counted.low, one.counted.high))
    value = one.counted.high or one.counted.low
    radius = _LEAST + (_MOST - _LEAST) * sqrt(value / most) if most else _LEAST
    title = f"{number} · {name} · {digits((one.evidence.published or '')[:16].replace('T', ' '))}"
    classes = "figure against" if one.is_against else "figure"
    return element(
        "a", element("title", title), element("circle", cx=x, cy=y, r=radius, class_="dot"),
        words(number, x, y + _SIZE * 0.35, size=_SIZE, class_="value"), href=href, class_=classes, aria_label=title,
    )  # fmt: skip


def _axis(scale: _Scale, bottom: float, digits: Callable[[str], str]) -> list[Markup]:
    """Mark days or hours, six at most; where all is of one moment its day."""
    first, last = (datetime.fromtimestamp(at, UTC) for at in (scale.first, scale.last))
    hours = next((step for step in _STEPS if (last - first) / timedelta(hours=step) < _MOST_TICKS), _STEPS[-1])
    step = timedelta(hours=hours)
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    ticks = [at for number in range(int((last - start) / step) + 1) if (at := start + number * step) >= first]
    drawn: list[Markup] = []
    for at in ticks or [first]:
        x = scale.x(at.isoformat())
        text = at.date().isoformat() if step >= _DAY or not at.hour else at.strftime("%m-%d %H:%M")
        drawn.append(element("line", x1=x, x2=x, y1=_TOP - 8, y2=bottom, class_="rule"))
        drawn.append(words(digits(text), x, 22, size=_SMALL, class_="tick"))
    return drawn
