"""Resolve expressions that name a day or a time of day.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time. Months, years and other spans are for `spans`.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import (
    Direction,
    hijri_day,
    make_date,
    nearest_day_of_year,
    nearest_hijri_day,
    nearest_weekday,
)
from musnad.stages.times.clock import clock_value
from musnad.stages.times.reading import RELATIONS, UNSETTLED, Found, Hit, Known, Point, Resolve
from musnad.stages.times.relating import as_hits, day_here, related_month, two_hits, year_of

__all__ = ["DAY_RULES"]

_SOON_DAYS, _LONG_AGO_DAYS = 60, 300
_WEEKDAY_SLACK = 2
_FEMININE = "ة"  # hours are feminine: الثانية ظهرا (at two), not الثاني (the Second)
_RELATIONAL = ("ي", "ية")


def _day_of_year(found: Found, known: Known, month: int, day: int) -> Point | None:
    named = year_of(found, known)
    if named is not None:
        year, point = named
        if year is None:
            return UNSETTLED
        exact = make_date(year, month, day)
        return Point.of_day(exact, point.basis or "stated") if exact else None
    if make_date(2000, month, day) is None:
        return None
    relation = found.relation("rel")
    if relation in ("same", "next") and known.last is not None and known.last.year is not None:
        return Point.of_day(make_date(known.last.year + (relation == "next"), month, day), "text")
    if known.published is None:
        return UNSETTLED
    if relation == "current":
        return Point.of_day(make_date(known.published.year, month, day), "publication")
    if relation is not None:
        direction: Direction = "future" if relation in ("future", "next") else "past"
        return Point.of_day(nearest_day_of_year(known.published, month, day, direction=direction), "publication")
    agreeing = _agreeing_day(found, known.published, month, day)
    return Point.of_day(agreeing or _nearest_day(known, known.published, month, day), "completed")


def _agreeing_day(found: Found, published: date, month: int, day: int) -> date | None:
    """Return the one such day from last year to next that falls on the weekday said with it."""
    weekday = found.number("wday")
    days = (make_date(published.year + shift, month, day) for shift in (-1, 0, 1))
    agreeing = [d for d in days if d and d.isoweekday() == weekday]
    return agreeing[0] if len(agreeing) == 1 else None


def _nearest_day(known: Known, published: date, month: int, day: int) -> date | None:
    """The nearest such day in the past, in the future after a cue, or when it is near while the past one is not."""
    ahead = nearest_day_of_year(published, month, day, direction="future")
    behind = nearest_day_of_year(published, month, day, direction="past")
    if known.direction == "future":
        return ahead
    if ahead and behind and not known.cued:
        soon = (ahead - published).days <= _SOON_DAYS and (published - behind).days >= _LONG_AGO_DAYS
        return ahead if soon else behind
    return behind


def _date(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day, month = found.number("day"), found.number("mon")
    if day is None or month is None or not 1 <= day <= 31:
        return None
    point = _day_of_year(found, known, month, day)
    return as_hits(found, known, point) if point else None


def _hijri_date(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day, month, year = found.number("day") or 0, found.number("mon") or 0, found.number("hijri")
    if not 1 <= day <= 30:
        return None
    if year is not None:
        return as_hits(found, known, Point.of_day(hijri_day(year, month, day), "stated"))
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    ahead = found.relation("rel") == "future" or known.direction == "future"
    direction: Direction = "future" if ahead else "past"
    return as_hits(
        found, known, Point.of_day(nearest_hijri_day(known.published, month, day, direction=direction), "completed")
    )


def _day_of_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day = found.number("day") or 0
    relation = "current" if found["current"] else found.relation("month_rel") or "current"
    month = related_month(relation, known)
    if not 1 <= day <= 31:
        return None
    if month.year is None or month.month is None or month.basis is None:
        return as_hits(found, known, UNSETTLED)
    exact = make_date(month.year, month.month, day)
    return as_hits(found, known, Point.of_day(exact, month.basis)) if exact else None


def _numeric(found: Found, known: Known) -> tuple[Hit, ...] | None:
    dots = found["dots"]
    if dots is not None:
        day, month, year = map(int, dots.text.split("."))
    else:
        day, month, year = found.number("a") or 0, found.number("b") or 0, found.number("c") or 0
    exact = make_date(year, month, day) or make_date(year, day, month)
    return as_hits(found, known, Point.of_day(exact, "stated")) if exact else None


def _day_range(found: Found, known: Known) -> tuple[Hit, ...] | None:
    whole = _date(found, known)
    first = next((atom for atom in reversed(found.inside("one")) if atom.number), None)
    if not whole or first is None or whole[0].point is None or not 1 <= first.number <= 31:
        return None
    second = whole[0].point
    first_day = make_date(second.day.year, second.day.month, int(first.number)) if second.day else None
    if second.day and (first_day is None or first_day >= second.day):
        return None
    one = Point.of_day(first_day, second.basis or "stated")
    middle = found.match.end("one")
    return (
        Hit(found.first, middle, "DATE", one.value, None, one.basis, one),
        Hit(found.match.start("two"), found.last, "DATE", second.value, None, second.basis, second),
    )


def _deictic(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    day = known.published + timedelta(found.number("deictic") or 0)
    return as_hits(found, known, Point.of_day(_on_weekday(day, found.number("wday")), "publication"))


def _on_weekday(day: date, weekday: int | None) -> date:
    """Move a day to a weekday said with it, where the two are near: papers print "today" a day late."""
    if weekday is None:
        return day
    shift = (weekday - day.isoweekday() + 3) % 7 - 3
    return day + timedelta(shift) if abs(shift) <= _WEEKDAY_SLACK else day


def _today(found: Found, known: Known) -> tuple[Hit, ...] | None:
    before, after = found.around(-1), found.around(1)
    if found["wday"] is None:
        if found["this"] is None and before in (
            "in",
            "that",
            "every",
            "same_before",
            "during",
            "trap_before",
            "between",
        ):
            return None
        if after in ("ord_def", "card_def", "recent", "previous", "next", "past", "future", "same", "that"):
            return None
        if (follower := found.next_atom()) and follower.kind == "definite" and follower.text.endswith(_RELATIONAL):
            return None
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    return as_hits(found, known, Point.of_day(_on_weekday(known.published, found.number("wday")), "publication"))


def _weekday(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if found.around(-1) == "trap_before" or (found.around(-1) == "between" and found.around(1) != "and"):
        return None
    deictic = found["deictic"]
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    if deictic is not None:
        day: date | None = _on_weekday(known.published + timedelta(int(deictic.number)), found.number("wday"))
    else:
        day = _weekday_day(found.number("wday") or 1, found.relation("rel"), known, known.published)
    if (week := found.relation("week_rel")) in RELATIONS:
        monday = known.published - timedelta(known.published.weekday())
        day = monday + timedelta(7 * RELATIONS[week] + (found.number("wday") or 1) - 1)
    return as_hits(found, known, Point.of_day(day, "publication"))


def _weekday_day(weekday: int, relation: str | None, known: Known, published: date) -> date | None:
    if relation in ("past", "previous", "future", "next"):
        ahead = relation in ("future", "next")
        return nearest_weekday(published, weekday, direction="future" if ahead else "past", include_same=False)
    return nearest_weekday(published, weekday, direction=known.direction, include_same=True)


def _weekday_pair(found: Found, known: Known) -> tuple[Hit, ...] | None:
    first = next(atom for atom in found.inside("one") if atom.kind == "wday")
    relation, points = found.relation("two"), []
    for weekday in (int(first.number), found.number("wday") or 1):
        day = _weekday_day(weekday, relation, known, known.published) if known.published else None
        points.append(Point.of_day(day, "publication"))
    return two_hits(found, points[0], points[1])


def _next_day(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if found.around(-1) == "trap_before":
        return None
    shift = {"next": 1, "previous": -1}.get(found.relation("day_rel") or "", 0)
    last = known.last.day if known.last else None
    return as_hits(found, known, Point.of_day(last + timedelta(shift) if last else None, "text"))


def _night(found: Found, known: Known) -> tuple[Hit, ...] | None:
    part = next(atom for atom in found.all if atom.kind == "the_part")
    past, pointed = found["past"] is not None, found.match.end() - found.match.start() > 1
    if (
        found.around(-1) in ("that", "same_before")
        or (not pointed and part.text != "TNI")
        or found.around(1) == "definite"
    ):
        return None
    if known.published is None:
        return (Hit(found.first, found.last, "TIME", None),)
    point = Point.of_day(known.published - timedelta(1 if past else 0), "publication")
    return (Hit(found.first, found.last, "TIME", f"{point.value}{part.text}", None, "publication", point),)


def _midnight(found: Found, known: Known) -> tuple[Hit, ...] | None:
    time = "T00:00" if found.has("time", "midnight") else "T12:00"
    point = day_here(known)
    if known.published is not None and (weekday := found.number("wday")) is not None:
        day = _weekday_day(weekday, found.relation("rel"), known, known.published)
        point = Point.of_day(day, "publication")
    elif known.published is not None and (deictic := found["deictic"]) is not None:
        point = Point.of_day(known.published + timedelta(int(deictic.number)), "publication")
    return (Hit(found.first, found.last, "TIME", point.value + time if point.value else None, None, point.basis),)


def _adverb(found: Found, known: Known) -> tuple[Hit, ...] | None:
    point, part = day_here(known), found["adverb"]
    if part is None or found.around(-1) in ("num", "minutes", "ord_def", "the_hour", "hour_minute"):
        return None
    return (Hit(found.first, found.last, "TIME", point.value + part.text if point.value else None, None, point.basis),)


def _clock(found: Found, known: Known) -> tuple[Hit, ...] | None:
    time, hour = clock_value(found), found["hour"]
    masculine = hour is not None and hour.kind == "ord_def" and not hour.text.endswith(_FEMININE)
    if time is None or (found.rule == "clock_part" and masculine):
        return None
    point = day_here(known)
    value = point.value + time if point.value else time
    return (Hit(found.first, found.last, "TIME", value, None, point.basis or "stated", None, known.here is None),)


DAY_RULES: dict[str, Resolve] = {
    "date": _date,
    "hijri_date": _hijri_date,
    "day_of_month": _day_of_month,
    "numeric": _numeric,
    "numeric_iso": _numeric,
    "numeric_dots": _numeric,
    "day_range": _day_range,
    "deictic": _deictic,
    "today": _today,
    "weekday": _weekday,
    "weekday_pair": _weekday_pair,
    "next_day": _next_day,
    "night": _night,
    "midnight": _midnight,
    "adverb": _adverb,
    "clock": _clock,
    "clock_part": _clock,
    "clock_digits": _clock,
}
