"""Figures over time as a picture: a row for everyone who gives one, in it a line for each number, from when to when.

What comes in are figures that count the same thing, words for rows and numbers, and where clicks lead; what goes out
is SVG whose looks are the classes of `claim.css`. Time runs with the page: from the right where it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from markupsafe import Markup

from musnad.corpus.claim_figures import FiguresTold, FigureTold
from musnad.corpus.moments import order_key
from musnad.views.drawing.svg import Side, element, measure, shorten, words

__all__ = ["draw_figures", "said"]

_NAME, _PLOT, _EDGE, _TOP, _ROW, _GAP = 190.0, 560.0, 64.0, 40.0, 34.0, 6.0
_SIZE, _SMALL = 14.0, 12.0
_DOT = 5.0
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
    number_of: Callable[[FigureTold], str],
    href: Callable[[FigureTold], str],
    digits: Callable[[str], str],
) -> Markup:
    """Return the picture of figures; `name_of` gives each its row, `number_of` says it, `digits` writes days."""
    dated = [order_key(one.evidence.published)[1] for one in figures.told if not order_key(one.evidence.published)[0]]
    scale = _Scale(min(dated, default=0), max(dated, default=0), len(dated) < len(figures.told), mirrored)
    rows: dict[str, dict[str, list[FigureTold]]] = {}
    for one in figures.told:
        rows.setdefault(name_of(one), {}).setdefault(number_of(one), []).append(one)
    drawn: list[Markup] = []
    y = _TOP
    for name, lines in rows.items():
        height = _ROW * len(lines) + _GAP
        drawn += _row(name, y, height, scale)
        for place, (number, told) in enumerate(lines.items()):
            drawn += _line(told, number, name, y + _ROW * (place + 0.5) + _GAP / 2, scale, href, digits)
        y += height
    axis = _axis(scale, y, digits) if dated else []
    axis += [words(undated, scale.x(None), 22, size=_SMALL, class_="tick")] if scale.undated else []
    return element(
        "svg", *axis, *drawn, class_="figures", role="group", aria_label=label, direction="ltr",
        viewBox=f"0 0 {scale.width:.0f} {y + 8:.0f}", width=round(scale.width), height=round(y + 8),
    )  # fmt: skip


def said(low: float, high: float | None) -> str:
    """Return a figure in short, with its ends.

    >>> said(16, 16), said(20, None), said(20, 199), said(2.7e9, 2.7e9), said(0.5, 0.5)
    ('16', '20+', '20–199', '2,700,000,000', '0.5')
    """
    return _digits(low) + ("+" if high is None else f"–{_digits(high)}" * (high != low))


def _digits(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0")


def _row(name: str, y: float, height: float, scale: _Scale) -> list[Markup]:
    side: Side = "right" if scale.mirrored else "left"
    middle = y + height / 2
    return [
        element("line", x1=0, x2=scale.width, y1=y, y2=y, class_="rule"),
        words(shorten(name, _NAME - 8, _SIZE), scale.turned(4), middle + _SIZE * 0.35, side=side, class_="name"),
    ]


def _line(
    told: Sequence[FigureTold],
    number: str,
    name: str,
    y: float,
    scale: _Scale,
    href: Callable[[FigureTold], str],
    digits: Callable[[str], str],
) -> Iterator[Markup]:
    """Draw a number of one row where it is told first, with a dot wherever it is told again."""
    first, *again = told
    begin = scale.x(first.evidence.published)
    if again:
        end = scale.x(again[-1].evidence.published)
        yield element("line", x1=begin, x2=end, y1=y, y2=y, class_="lasting against" if first.is_against else "lasting")
    for one in again:
        dot = element("circle", cx=scale.x(one.evidence.published), cy=y, r=_DOT, class_="dot")
        yield _told(one, number, name, href(one), digits, dot)
    wide = measure(number, _SIZE) + 16
    pill = element("rect", x=begin - wide / 2, y=y - 13, width=wide, height=26, rx=13, class_="dot")
    value = words(number, begin, y + _SIZE * 0.35, size=_SIZE, class_="value")
    yield _told(first, number, name, href(first), digits, pill, value)


def _told(one: FigureTold, number: str, name: str, href: str, digits: Callable[[str], str], *drawn: Markup) -> Markup:
    title = " · ".join((number, name, digits((one.evidence.published or "–")[:16].replace("T", " "))))
    classes = "figure against" if one.is_against else "figure"
    return element("a", element("title", title), *drawn, href=href, class_=classes, aria_label=title)


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
