"""Resolve dates of the Hijri calendar by Umm al-Qura, keeping the Hijri reading beside the Gregorian value.

What comes in is a match and what is known where it stands; what goes out are hits. The table of Umm al-Qura covers
1343 to 1500; outside it a year gets its Gregorian year by reckoning and no more. Months are those of the table: a
country that saw the moon a day earlier or later counts otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import Direction, hijri_day, hijri_month_days, hijri_year_of, nearest_hijri_day
from musnad.model import Interval, TimeNote
from musnad.times.reading import Found, Hit, Known, Point, Resolve
from musnad.times.relating import as_hits, hit

__all__ = ["HIJRI_RULES", "hijri_century", "hijri_point"]

_SOON_DAYS = 45
_LONGEST_MONTH = 30
_SIGHTING_DAYS = 2
_LUNAR_YEARS, _EPOCH = 0.970224, 621.5774  # a Hijri year in Gregorian ones, and where the count begins


def _date(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day = found.number("day") or found.number("day2") or 0
    month, year = found.number("mon") or found.number("mon2") or 1, found.number("hijri") or found.number("hijri2")
    if not 1 <= day <= _LONGEST_MONTH or not 1 <= month <= 12:
        return None
    named_after = found.around(-1) in ("named_after", "trap_before")
    if year is None and named_after and found["rel"] is None and found["wday"] is None:
        return ()
    if year is None and found["near"] is not None and known.published is not None:
        meant = known.published + timedelta(found["near"].number)
        return as_hits(found, known, _said_of(meant, month, day))
    if year is not None:
        return as_hits(found, known, hijri_point(year, month, day))
    first = _nearest_day(found, known, known.published, month, day) if known.published else None
    if first is None or (year := hijri_year_of(first)) is None:
        return as_hits(found, known, Point("XXXX-XX-XX"))
    return as_hits(found, known, hijri_point(year, month, day)._replace(basis="completed"))


def _nearest_day(found: Found, known: Known, published: date, month: int, day: int) -> date | None:
    """Return the nearest such day in the past, or ahead after a cue; on the weekday said with it where one is near."""
    sides: tuple[Direction, ...] = ("past", "future")
    days = [nearest_hijri_day(published, month, day, direction=side) for side in sides]
    weekday = found.number("wday")
    if weekday is not None:
        near = [d for d in days if d and abs((weekday - d.isoweekday() + 3) % 7 - 3) <= 1]
        if near:
            return min(near, key=lambda d: abs((d - published).days))
    return days[found.relation("rel") == "future" or known.direction == "future"]


def _said_of(meant: date, month: int, day: int) -> Point:
    """Return the day that "today" or "tomorrow" means, with the Hijri reading said of it."""
    year = hijri_year_of(meant)
    written = f"{year:04d}-{month:02d}-{day:02d}" if year else None
    table = hijri_day(year, month, day) if year else None
    notes: tuple[TimeNote, ...] = ()
    if table is not None and table != meant:
        notes = ("by_sighting",) if abs((table - meant).days) <= _SIGHTING_DAYS else ("calendars_differ",)
    return Point.of_day(meant, "publication")._replace(hijri=written, notes=notes)


def hijri_point(year: int, month: int, day: int) -> Point:
    """Return a day of the table; the 30th of a month of 29 days is the day after it, as some countries counted."""
    written = f"{year:04d}-{month:02d}-{day:02d}"
    length = hijri_month_days(year, month)
    if length is None:
        return _outside(year)._replace(hijri=written)
    exact = hijri_day(year, month, day) if day <= length else hijri_day(*_next_month(year, month), 1)
    if exact is None:
        return _outside(year)._replace(hijri=written)
    point = Point.of_day(exact, "stated")._replace(hijri=written)
    return point if day <= length else point._replace(notes=("by_sighting",))


def _next_month(year: int, month: int) -> tuple[int, int]:
    return (year, month + 1) if month < 12 else (year + 1, 1)


def _outside(year: int) -> Point:
    """Return the Gregorian year that holds the middle of a Hijri year."""
    return Point.of_year(int(_EPOCH + (year + 0.5) * _LUNAR_YEARS), "stated")


def hijri_century(nth: int) -> Point:
    """Return the Gregorian century that holds the middle of a Hijri one: the 7th is the 13th."""
    middle = int(_EPOCH + (nth - 0.5) * 100 * _LUNAR_YEARS)
    return Point(f"{middle // 100:02d}", "stated")


def _month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """A Hijri month is told by the Gregorian month in which it begins; its own days are the interval."""
    month = found.number("mon") or found.number("mon2") or 1
    year = found.number("hijri") or found.number("hijri2")
    if year is None:
        first = _nearest(found, known, known.published, month) if known.published else None
        year = hijri_year_of(first) if first else None
        if year is None:
            return as_hits(found, known, Point("XXXX-XX"))
        basis: str = "completed"
    else:
        basis = "stated"
    first, length = hijri_day(year, month, 1), hijri_month_days(year, month)
    if first is None or length is None:
        return as_hits(found, known, _outside(year))
    point = Point.of_month(first.year, first.month, basis)._replace(hijri=f"{year:04d}-{month:02d}")  # type: ignore[arg-type]  # one of the two above
    last = hijri_day(year, month, length)
    days = Interval(first.isoformat(), last.isoformat(), "month") if last else None
    other = (f"{last.year:04d}-{last.month:02d}",) if last else ()
    return tuple(hit._replace(interval=days, alternatives=other) for hit in as_hits(found, known, point) or ())


def _nearest(found: Found, known: Known, published: date, month: int) -> date | None:
    ahead = nearest_hijri_day(published, month, 1, direction="future")
    behind = nearest_hijri_day(published, month, 1, direction="past")
    relation = found.relation("rel") or found.relation("rel2")
    if relation is not None:
        return ahead if relation in ("future", "next") else behind
    if behind is not None and (published - behind).days < _LONGEST_MONTH:
        return behind
    soon = ahead is not None and (ahead - published).days <= _SOON_DAYS
    return ahead if soon or known.direction == "future" else behind


def _year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """A Hijri year is told by the Gregorian year that holds its middle; its own days are the interval."""
    year = found.number("hijri") or found.number("hijri2") or 0
    first, length = hijri_day(year, 1, 1), hijri_month_days(year, 12)
    last = hijri_day(year, 12, length) if length else None
    days = Interval(first.isoformat(), last.isoformat(), "year") if first and last else None
    point = _outside(year)._replace(hijri=f"{year:04d}")
    return tuple(hit._replace(interval=days) for hit in as_hits(found, known, point) or ())


def _years(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """1436-1437 هـ: two years, each with its own days."""
    one, two = found.number("one") or 0, found.number("two") or 0
    if two != one + 1:
        return None
    first, second = (_outside(year)._replace(hijri=f"{year:04d}") for year in (one, two))
    return hit(found.first, found.match.end("one"), first), hit(found.match.start("two"), found.last, second)


HIJRI_RULES: dict[str, Resolve] = {
    "hijri_date": _date,
    "hijri_numeric": _date,
    "hijri_month": _month,
    "hijri_month_part": _month,
    "hijri_year": _year,
    "hijri_years": _years,
}
