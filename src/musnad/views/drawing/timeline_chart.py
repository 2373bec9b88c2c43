"""A timeline as a picture: for each day, month or year how many claims stand on it, and longer stretches below.

What comes in are periods with the entries in them, and words of the page; what goes out is an SVG that runs from the
right or from the left. A claim whose time is known to a month lies across its days and not on one of them. Claims that
stand at the day of their first telling, for want of a better, are hatched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from musnad.corpus.claim_dates import Days
from musnad.corpus.timeline import Period, Unit
from musnad.views.drawing.axis import Axis, Column, axis_of, unit_of
from musnad.views.drawing.svg import element, measure, picture, words

__all__ = ["ChartWords", "Flag", "draw_timeline"]

_WIDTH, _EDGE = 1120.0, 12.0
_WIDEST, _NARROWEST, _GAP = 56.0, 17.0, 26.0
_TOP, _BARS, _LANE, _LANES = 34.0, 132.0, 17.0, 6
_LABEL_ROOM = 24.0  # between day numbers, so that none touches the next
_SIZE, _SMALL = 12.0, 11.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A day marked above the bars, with what is said of it."""

    day: date
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What the page says in the picture: its label, of a period with its claims, of a gap; and how it writes digits.

    `href` gives the address for a period that is clicked.
    """

    label: str
    period: Callable[[Period], str]
    gap: Callable[[Days], str]
    digits: Callable[[str], str]
    href: Callable[[Period], str]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where columns lie: their middle and width, in the order of time."""

    middles: tuple[float, ...]
    widths: tuple[float, ...]
    width: float


def draw_timeline(
    periods: Sequence[Period],
    by: Unit,
    *,
    said: ChartWords,
    is_rtl: bool,
    flags: Sequence[Flag] = (),
    bounds: tuple[date | None, date | None] = (None, None),
) -> Markup:
    """Return the picture of some periods, as `musnad.corpus.timeline.periods` gives them for the unit.

    `bounds` cut off what lies before and after; a stretch that goes on beyond them has an open end. Where nothing is
    there the picture is an empty line.
    """
    units = [period for period in periods if _days(period) == unit_of(_days(period).first, by)]
    longer = [period for period in periods if _days(period) != unit_of(_days(period).first, by)]
    reach = [day for period in longer for day in _cut(_days(period), bounds)]
    axis = axis_of((_days(period) for period in units), by, ends=reach)
    place = _placed(axis, is_rtl=is_rtl)
    lanes = _lanes(longer, axis, bounds)
    shown = sum(len(lane) for lane in lanes)
    height = _TOP + _BARS + 40 + _LANE * len(lanes) + (6 if shown else 0)
    base = _TOP + _BARS
    return picture(
        place.width, height,
        _patterns(),
        _line(place, base),
        *_flags(flags, axis, place),
        *_bars(units, axis, place, said),
        *_labels(axis, place, by, said),
        *_stretches(lanes, axis, place, said, bounds=bounds, is_rtl=is_rtl),
        label=said.label, class_="timeline",
    )  # fmt: skip


def _days(period: Period) -> Days:
    return Days(date.fromisoformat(period.first), date.fromisoformat(period.last))


def _cut(days: Days, bounds: tuple[date | None, date | None]) -> Days:
    since, until = bounds
    return Days(max(days.first, since or days.first), min(days.last, until or days.last))


def _placed(axis: Axis, *, is_rtl: bool) -> _Place:
    """Return where columns lie; the picture is wider than the page where they are many."""
    gaps = sum(column.is_gap for column in axis.columns)
    units = max(len(axis.columns) - gaps, 1)
    wide = min(max((_WIDTH - 2 * _EDGE - gaps * _GAP) / units, _NARROWEST), _WIDEST)
    widths = tuple(_GAP if column.is_gap else wide for column in axis.columns)
    width = max(_WIDTH, sum(widths) + 2 * _EDGE)
    middles: list[float] = []
    at = _EDGE
    for each in widths:
        middles.append(width - at - each / 2 if is_rtl else at + each / 2)
        at += each
    return _Place(tuple(middles), widths, width)


def _line(place: _Place, base: float) -> Markup:
    ends = [
        middle + side * width / 2
        for middle, width in zip(place.middles, place.widths, strict=True)
        for side in (-1, 1)
    ] or [_EDGE, place.width - _EDGE]  # fmt: skip
    return element("line", x1=min(ends), x2=max(ends), y1=base, y2=base, class_="axis")


def _patterns() -> Markup:
    """Return the hatching of what has no date but that of its telling."""
    line = element("path", d="M0 6 L6 0", class_="hatch")
    pattern = element("pattern", line, id="hatched", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _bars(units: Sequence[Period], axis: Axis, place: _Place, said: ChartWords) -> Iterator[Markup]:
    """Yield a bar for each period, its dated claims below those that stand at their first telling."""
    most = max((len(period.entries) for period in units), default=1)
    base, room = _TOP + _BARS, _BARS - 18
    for period in units:
        column = axis.at(_days(period).first)
        x, wide = place.middles[column], max(place.widths[column] - 5, 8)
        all_, told = len(period.entries), sum(entry.basis == "told" for entry in period.entries)
        high = max(room * all_ / most, 5)
        high_told = high * told / all_
        parts = [
            element("title", said.period(period)),
            element("rect", x=x - place.widths[column] / 2, y=_TOP, width=place.widths[column], height=_BARS,
                    class_="room"),
        ]  # fmt: skip
        if told < all_:
            parts.append(_bar(x, base, wide, high - high_told, class_="bar"))
        if told:
            top = base - high + high_told
            parts += [_bar(x, top, wide, high_told, class_="told"), _bar(x, top, wide, high_told, fill="url(#hatched)")]
        parts.append(words(said.digits(str(all_)), x, base - high - 5, size=_SIZE, class_="count"))
        yield element("a", *parts, href=said.href(period))


def _bar(x: float, foot: float, wide: float, high: float, **more: str) -> Markup:
    return element("rect", x=x - wide / 2, y=foot - high, width=wide, height=high, **more)


def _labels(axis: Axis, place: _Place, by: Unit, said: ChartWords) -> Iterator[Markup]:
    """Yield the names of the units below the line, as many as have room, and of what holds them below these."""
    base = _TOP + _BARS
    last_small, last_large, held = -_WIDTH, -_WIDTH, ""
    for column, x, wide in zip(axis.columns, place.middles, place.widths, strict=True):
        if column.is_gap:
            yield _gap(column, x, base, said)
            continue
        small, large = _names(column, by)
        if abs(x - last_small) >= min(_LABEL_ROOM, wide) and abs(x - last_small) >= measure(small, _SIZE) + 4:
            yield words(said.digits(small), x, base + 16, size=_SIZE, class_="unit")
            last_small = x
        half = measure(large, _SMALL) / 2
        if large != held and abs(x - last_large) >= 2 * half + 2:
            near = min(max(x, half), place.width - half)
            yield words(said.digits(large), near, base + 33, size=_SMALL, class_="holder")
            last_large, held = x, large


def _names(column: Column, by: Unit) -> tuple[str, str]:
    """Return what a unit is called, and what is written below where it begins."""
    written = column.days.first.isoformat()
    if by == "day":
        return str(column.days.first.day), written[:7]
    return (written[5:7], written[:4]) if by == "month" else (written[:4], "")


def _gap(column: Column, x: float, base: float, said: ChartWords) -> Markup:
    zigzag = f"M{x - 9:.1f} {base} l3 -5 l4 10 l4 -10 l4 10 l3 -5"
    cover = element("rect", x=x - 9, y=base - 2, width=18, height=4, class_="cover")
    return element("g", element("title", said.gap(column.days)), cover, element("path", d=zigzag, class_="gap"))


def _flags(flags: Sequence[Flag], axis: Axis, place: _Place) -> Iterator[Markup]:
    """Yield a mark above each column with flags; those of one column share it. Days off the axis have none."""
    at: dict[int, list[Flag]] = {}
    for flag in flags:
        if axis.columns and axis.columns[0].days.first <= flag.day <= axis.columns[-1].days.last:
            at.setdefault(axis.at(flag.day), []).append(flag)
    for column, here in at.items():
        x = place.middles[column]
        line = element("line", x1=x, x2=x, y1=14, y2=_TOP + _BARS, class_="changed")
        head = element("path", d=f"M{x - 6:.1f} 4 h12 l-6 10 z", class_="flag-head")
        title = element("title", "\n".join(flag.title for flag in here))
        yield element("a", title, line, head, href=here[0].href, aria_label=here[0].title)


def _lanes(
    longer: Sequence[Period], axis: Axis, bounds: tuple[date | None, date | None]
) -> list[list[tuple[Period, int, int]]]:
    """Return the longer stretches in lanes, each with its first and last column; those of most claims come first."""
    lanes: list[list[tuple[Period, int, int]]] = []
    for period in sorted(longer, key=lambda period: (-len(period.entries), period.first, period.last)):
        days = _cut(_days(period), bounds)
        start, end = axis.at(days.first), axis.at(days.last)
        free = next((lane for lane in lanes if all(end < a or start > b for _, a, b in lane)), None)
        if free is None and len(lanes) < _LANES:
            lanes.append(free := [])
        if free is not None:
            free.append((period, start, end))
    return lanes


def _stretches(
    lanes: Sequence[Sequence[tuple[Period, int, int]]],
    axis: Axis,
    place: _Place,
    said: ChartWords,
    *,
    bounds: tuple[date | None, date | None],
    is_rtl: bool,
) -> Iterator[Markup]:
    """Yield a band for each longer stretch, with how many claims lie in it."""
    for number, lane in enumerate(lanes):
        y = _TOP + _BARS + 44 + number * _LANE
        for period, start, end in lane:
            edges = [
                place.middles[column] + side * (place.widths[column] / 2 - 2)
                for column, side in ((start, 1 if is_rtl else -1), (end, -1 if is_rtl else 1))
            ]
            left, right = min(edges), max(edges)
            days = _days(period)
            is_open = _cut(days, bounds) != days
            band = element("rect", x=left, y=y, width=right - left, height=12, rx=0 if is_open else 6, class_="stretch")
            count = said.digits(str(len(period.entries)))
            yield element(
                "a", element("title", said.period(period)), band,
                words(count, (left + right) / 2, y + 10, size=11, class_="count"), href=said.href(period),
            )  # fmt: skip
