"""What days and longer spans share: the year or month that words relate to, and hits made of points.

What comes in is a match and what is known where it stands. Nothing is invented: a relation without a publication date,
or without an earlier point in the text, gives a point whose value holds X.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import shift_months
from musnad.times.clock import about, clock_value
from musnad.times.reading import OPEN_DAY, RELATIONS, Found, Hit, Known, Point

__all__ = [
    "FREE",
    "as_hits",
    "day_here",
    "from_publication",
    "hit",
    "offset_of",
    "related_month",
    "related_year",
    "short_year",
    "two_hits",
    "without_count",
    "year_of",
]

_YEARS_IN_WORDS = range(1000, 2200)
# What may follow a bare year; anything else may be what it counts.
FREE = frozenset((
    "stop", "edge", "comma", "close", "quote", "definite", "relative", "in", "from", "and", "to", "dash", "particle",
    "on", "report_verb", "past_verb", "coming_verb", "future_cue", "was", "after", "before", "since", "during",
))  # fmt: skip
_HOUR_GROUPS = ("hour", "hour_of_part", "digits_hour", "digits_dotted")
_WEEKDAY_SLACK = 2
_LATE_IN_YEAR = 10  # from this month on "the new year" is the next
_LATE_IN_MONTH = 20  # and from this day on "the new month"
_IN_TEXT = {"same": 0, "next": 1, "previous": -1}


def hit(first: int, last: int, point: Point, found: Found | None = None) -> Hit:
    """Make the DATE of a point over atoms `first:last`, with the mod of the match."""
    return Hit(
        first, last, "DATE", point.value, found.mod() if found else None, point.basis, point,
        offset=point.offset, hijri=point.hijri, notes=point.notes,
    )  # fmt: skip


def as_hits(found: Found, known: Known, point: Point) -> tuple[Hit, ...] | None:
    """Make the hit of a whole match; a part of day or an hour makes a TIME of a day."""
    date_hit = hit(found.first, found.last, point, found)
    if not point.value:
        return (date_hit,)
    part = found["part"] or found["adverb"]
    if any(found[group] is not None for group in _HOUR_GROUPS):
        time = clock_value(found)
        if time is None or not point.names_day:
            return None
        return (date_hit._replace(type="TIME", value=point.value + time, mod=about(found)),)
    if part is not None and point.names_day:
        return (date_hit._replace(type="TIME", value=point.value + part.text),)
    return (date_hit,)


def year_of(found: Found, known: Known) -> tuple[int | None, Point] | None:
    """Return the year named or related to, as (year, point); None when the match has no year at all."""
    year = found.number("year") or found.number("year_words") or found.number("old_year_of")
    if (short := found.number("short_words")) is not None:
        return (1900 + short, Point.of_year(1900 + short, "completed")) if 32 <= short < 100 else None
    if year is not None:
        return (year, Point.of_year(year, "stated")) if year in _YEARS_IN_WORDS else None
    relation = found.relation("year_rel")
    if relation is None:
        return None
    point = related_year(relation, known)
    return point.year, point


def short_year(found: Found) -> tuple[int, Point] | None:
    """October 88 is 1988, where nothing that could be counted follows."""
    short = found["short_year"]
    if short is None or found["mon"] is None or len(short.text) != 2 or found.around(1) not in FREE:
        return None
    return 1900 + int(short.number), Point.of_year(1900 + int(short.number), "completed")


def without_count(found: Found, hits: tuple[Hit, ...] | None) -> tuple[Hit, ...] | None:
    """Leave a number after a month out of the hit where it is no year: 5 October, 88 dead."""
    if not hits or found["short_year"] is None or short_year(found) is not None:
        return hits
    return (hits[0]._replace(last=found.match.start("short_year")),)


def offset_of(shift: int, code: str) -> str:
    """Return a signed ISO duration: -P2D, P0D."""
    return f"{'-' if shift < 0 else ''}P{abs(shift)}{code}"


def related_year(relation: str, known: Known) -> Point:
    """Return the year that a word relates to: last year, the same year, the year after."""
    if relation == "new":
        relation = "future" if known.published and known.published.month >= _LATE_IN_YEAR else "current"
    if relation in _IN_TEXT:
        shift = _IN_TEXT[relation]
        if known.last is None or known.last.year is None:
            return Point("XXXX", offset=offset_of(shift, "Y"))
        return Point.of_year(known.last.year + shift, "text", offset_of(shift, "Y"))
    shift = RELATIONS[relation]
    if known.published is None:
        return Point("XXXX", offset=offset_of(shift, "Y"))
    return Point.of_year(known.published.year + shift, "publication", offset_of(shift, "Y"))


def related_month(relation: str, known: Known) -> Point:
    """Return the month that a word relates to."""
    if relation == "new":
        relation = "future" if known.published and known.published.day >= _LATE_IN_MONTH else "current"
    shift = _IN_TEXT[relation] if relation in _IN_TEXT else RELATIONS[relation]
    offset = offset_of(shift, "M")
    if relation in _IN_TEXT:
        last = known.last
        if last is None or last.year is None or last.month is None:
            return Point("XXXX-XX", offset=offset)
        return Point.of_month(*shift_months(last.year, last.month, shift), "text", offset)
    if known.published is None:
        return Point("XXXX-XX", offset=offset)
    return Point.of_month(*shift_months(known.published.year, known.published.month, shift), "publication", offset)


def two_hits(found: Found, one: Point, two: Point) -> tuple[Hit, ...]:
    """Make the hits of the groups `one` and `two`."""
    return hit(found.first, found.match.end("one"), one), hit(found.match.start("two"), found.last, two)


def day_here(known: Known) -> Point:
    """Return the day told last in the sentence, else the publication day."""
    if known.here and known.here.names_day:
        return known.here._replace(basis="text" if known.here.basis else None, offset=None)
    return Point.of_day(known.published, "publication", "P0D") if known.published else OPEN_DAY


def from_publication(shift: int, weekday: int | None, known: Known) -> Point:
    """Return the day so many days from publication, on the weekday said with it where that is near."""
    offset = offset_of(shift, "D")
    if known.published is None:
        return Point(f"XXXX-WXX-{weekday}" if weekday else "XXXX-XX-XX", offset=offset)
    day = known.published + timedelta(shift)
    moved = _on_weekday(day, weekday)
    point = Point.of_day(moved, "publication", offset_of((moved - known.published).days, "D"))
    return point._replace(notes=("weekday_differs",)) if weekday not in (None, moved.isoweekday()) else point


def _on_weekday(day: date, weekday: int | None) -> date:
    """Move a day to a weekday said with it, where the two are near: papers print "today" a day late."""
    if weekday is None:
        return day
    shift = (weekday - day.isoweekday() + 3) % 7 - 3
    return day + timedelta(shift) if abs(shift) <= _WEEKDAY_SLACK else day
