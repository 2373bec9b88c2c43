"""What days and longer spans share: the year or month that words relate to, and hits made of points.

What comes in is a match and what is known where it stands. Nothing is invented: a relation without a publication date,
or without an earlier point in the text, gives an unsettled point.
"""

from __future__ import annotations

from musnad.arabic.calendars import shift_months
from musnad.stages.times.clock import clock_value
from musnad.stages.times.reading import RELATIONS, UNSETTLED, Found, Hit, Known, Point

__all__ = ["as_hits", "day_here", "related_month", "related_year", "two_hits", "year_of"]

_YEARS_IN_WORDS = range(1000, 2200)


def as_hits(found: Found, known: Known, point: Point) -> tuple[Hit, ...]:
    """Make the hit of a whole match; a part of day or an hour makes a TIME of a day."""
    part = found["part"] or found["adverb"]
    if found["hour"] is not None:
        time = clock_value(found)
        if time is None:
            return ()
        value = point.value + time if point.value else None
        return (Hit(found.first, found.last, "TIME", value, None, point.basis, point),)
    if part is not None:
        value = f"{point.value}{part.text}" if point.day else None
        basis = point.basis if value else None
        return (Hit(found.first, found.last, "TIME", value, None, basis, point),)
    return (Hit(found.first, found.last, "DATE", point.value, found.mod(), point.basis, point),)


def year_of(found: Found, known: Known) -> tuple[int | None, Point] | None:
    """Return the year named or related to, as (year, point); None when the match has no year at all."""
    year = found.number("year") or found.number("year_words")
    if year is not None:
        return (year, Point.of_year(year, "stated")) if year in _YEARS_IN_WORDS else (None, UNSETTLED)
    relation = found.relation("year_rel")
    if relation is None:
        return None
    point = related_year(relation, known)
    return point.year, point


def related_year(relation: str, known: Known) -> Point:
    if relation in ("same", "next", "previous"):
        if known.last is None or known.last.year is None:
            return UNSETTLED
        return Point.of_year(known.last.year + {"same": 0, "next": 1, "previous": -1}[relation], "text")
    if known.published is None:
        return UNSETTLED
    return Point.of_year(known.published.year + RELATIONS[relation], "publication")


def related_month(relation: str, known: Known) -> Point:
    if relation in ("same", "next", "previous"):
        last = known.last
        if last is None or last.year is None or last.month is None:
            return UNSETTLED
        shift = {"same": 0, "next": 1, "previous": -1}[relation]
        return Point.of_month(*shift_months(last.year, last.month, shift), "text")
    if known.published is None:
        return UNSETTLED
    shifted = shift_months(known.published.year, known.published.month, RELATIONS[relation])
    return Point.of_month(*shifted, "publication")


def two_hits(found: Found, one: Point, two: Point) -> tuple[Hit, ...]:
    return (
        Hit(found.first, found.match.end("one"), "DATE", one.value, None, one.basis, one),
        Hit(found.match.start("two"), found.last, "DATE", two.value, None, two.basis, two),
    )


def day_here(known: Known) -> Point:
    """Return the day told last in the sentence, else the publication day."""
    return known.here if known.here and known.here.day else Point.of_day(known.published, "publication")
