"""The dates that the reports of a claim give, who gives each of them, and where the claim stands in time.

What comes in are reports in the order of time; what goes out are dates on a basis: the day of an event, else a day that
the words name. A report without either gives none; then a claim stands at the day it was first told. No date is made
of two. Intervals that hold no day, as a hand can write them, are no dates.

An event that comes late in the words and lies days back is told in passing («… who disappeared after his visit on 2
October»): its day is not the day of what is told, and places nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

import msgspec

from musnad.model import EventType, Interval, Span, TimePrecision
from musnad.model.evidence import Evidence

__all__ = ["Basis", "DateBasis", "Dated", "Days", "dates_of", "days_in", "differ", "place_of"]

DateBasis = Literal["event", "named", "passing"]
Basis = Literal["event", "named", "told"]

_BASES: Sequence[DateBasis] = ("event", "named", "passing")
_OPENING = 90  # code points: what is told later in the words may be told in passing
_DAYS_BACK = 1  # an event this long before its report is still its news
_LONGEST_NAMED = 31  # days: a year that words name («the borders of 1967») is seldom when the thing was
_DAY = len("2018-05-10")


class Days(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def length(self) -> int:
        """How many they are."""
        return (self.last - self.first).days + 1


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """A time that reports give, on what basis, of which kinds of event, and the evidence that gives it."""

    days: Interval
    basis: DateBasis
    types: tuple[EventType, ...]
    articles: int
    evidence: tuple[str, ...]


def days_in(interval: Interval) -> Days:
    """Return the days of an interval. Raises ValueError where it holds none."""
    days = Days(date.fromisoformat(interval.first[:_DAY]), date.fromisoformat(interval.last[:_DAY]))
    if days.length < 1:
        raise ValueError(f"{interval} ends before it begins")
    return days


def dates_of(pieces: Iterable[Evidence]) -> tuple[Dated, ...]:
    """Return the dates that reports give, those of events before those named.

    Of one basis those of most articles come first, then the shortest, then the earliest.
    """
    givers: defaultdict[tuple[DateBasis, Interval], dict[str, int]] = defaultdict(dict)
    types: defaultdict[tuple[DateBasis, Interval], set[EventType]] = defaultdict(set)
    for piece in pieces:
        for basis, days, kind in _given(piece):
            givers[basis, days][piece.id] = piece.document
            types[basis, days].update(() if kind is None else (kind,))
    found = [
        Dated(
            days=days, basis=basis, types=tuple(sorted(types[basis, days])), articles=len(set(gave.values())),
            evidence=tuple(gave),
        )
        for (basis, days), gave in givers.items()
    ]  # fmt: skip
    return tuple(sorted(found, key=_order))


def place_of(pieces: Sequence[Evidence], dates: Iterable[Dated]) -> tuple[Interval, Basis] | None:
    """Return where a claim stands and on what basis: the first of its dates that can be it, else its first telling.

    A date that fewer than half of the articles give is often that of something else they tell; one told in passing or
    a named time longer than a month is no place. None where the first report has no day either.
    """
    articles = len({piece.document for piece in pieces})
    for dated in dates:
        if dated.basis == "passing" or 2 * dated.articles < articles:
            continue
        if dated.basis == "event" or days_in(dated.days).length <= _LONGEST_NAMED:
            return dated.days, dated.basis
    told = _published(pieces[0]) if pieces else None
    return (Interval(told.isoformat(), told.isoformat(), "day"), "told") if told else None


def differ(dates: Iterable[Dated], basis: Basis) -> bool:
    """Whether all dates that one report gives on a basis lie before all those of another."""
    ends: dict[str, Days] = {}
    for dated in dates:
        if dated.basis == basis:
            days = days_in(dated.days)
            for piece in dated.evidence:
                known = ends.get(piece, days)
                ends[piece] = Days(min(known.first, days.first), max(known.last, days.last))
    return bool(ends) and max(days.first for days in ends.values()) > min(days.last for days in ends.values())


def _given(piece: Evidence) -> Iterator[tuple[DateBasis, Interval, EventType | None]]:
    """Yield the days of a report's events; where none is known, those that its words name."""
    told = _published(piece)
    has_dated = False
    for event in piece.events:
        if event.days is not None and (days := _dates(event.days)) is not None:
            has_dated = True
            is_back = told is not None and (told - days_in(days).last).days > _DAYS_BACK
            is_late = _words_before(event.trigger, piece.spans) > _OPENING
            yield ("passing" if is_back and is_late else "event"), days, event.type
    if not has_dated:
        yield from (("named", days, None) for given in piece.days if (days := _dates(given)) is not None)


def _words_before(trigger: Span, spans: Iterable[Span]) -> int:
    """Return how many code points of some words stand before a place in them."""
    return sum(min(span.end, trigger.start) - span.start for span in spans if span.start < trigger.start)


def _dates(interval: Interval) -> Interval | None:
    """Return an interval of days, or of hours where these are known; None where it holds no day."""
    try:
        days_in(interval)
    except ValueError:
        return None
    if interval.precision == "clock":
        return interval
    precision: TimePrecision = "day" if interval.precision == "day_part" else interval.precision
    return Interval(interval.first[:_DAY], interval.last[:_DAY], precision)


def _published(piece: Evidence) -> date | None:
    try:
        return date.fromisoformat((piece.published or "")[:_DAY])
    except ValueError:
        return None


def _order(dated: Dated) -> tuple[int, int, int, bool, str]:
    days = days_in(dated.days)
    return _BASES.index(dated.basis), -dated.articles, days.length, dated.days.precision != "clock", dated.days.first
