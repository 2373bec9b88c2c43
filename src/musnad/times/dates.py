"""Resolve dates that name a day of a month: 27 June 2016, 12/3/2018, the 5th of this month, 3 to 5 May.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time. Hijri dates are for `hijri`.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import Direction, make_date, nearest_day_of_year
from musnad.model import TimeBasis
from musnad.times.hijri import hijri_point
from musnad.times.reading import Found, Hit, Known, Point, Resolve
from musnad.times.relating import (
    as_hits,
    hit,
    related_month,
    short_year,
    without_count,
    year_of,
)

__all__ = ["DATE_RULES", "day_of_year"]

_SOON_DAYS, _LONG_AGO_DAYS = 60, 300
_JUST_OVER, _FAR = 31, 330
_HALF_A_YEAR = 200
_LONGEST_MONTH, _LEAP_YEAR = 31, 2000
_CENTURY_TURN = 70  # 18-9-15 is 2015, 18-9-85 is 1985
_NO_DATE = frozenset(("slash", "dash", "number_before", "num", "joiner", "colon"))


def day_of_year(found: Found, known: Known, month: int, day: int) -> Point:
    """Return the day that a day number and a month are, in the year named, related to, or completed."""
    named = year_of(found, known) or short_year(found)
    if named is not None:
        year, point = named
        if year is None:
            return Point(f"XXXX-{month:02d}-{day:02d}")
        exact = make_date(year, month, day)
        if exact is None:
            return Point.no_day(month, year)
        return _checked(Point.of_day(exact, point.basis or "stated"), found)
    if make_date(_LEAP_YEAR, month, day) is None:
        return Point.no_day(month)
    relation = found.relation("rel")
    if relation in ("same", "next") and known.last is not None and known.last.year is not None:
        exact = make_date(known.last.year + (relation == "next"), month, day)
        return Point.of_day(exact, "text") if exact else Point.no_day(month)
    if relation is None and not known.cued and (here := _year_here(known)) is not None:
        exact = make_date(here, month, day)
        if exact is not None:
            return _checked(Point.of_day(exact, "text"), found)
    if known.published is None:
        return Point(f"XXXX-{month:02d}-{day:02d}")
    if relation == "current":
        exact = make_date(known.published.year, month, day)
        return Point.of_day(exact, "publication") if exact else Point.no_day(month)
    if relation is not None:
        direction: Direction = "future" if relation in ("future", "next", "future2") else "past"
        nearest = nearest_day_of_year(known.published, month, day, direction=direction)
        if nearest and relation in ("past2", "future2"):
            nearest = make_date(nearest.year + (1 if relation == "future2" else -1), month, day)
        return Point.of_day(nearest, "publication") if nearest else Point(f"XXXX-{month:02d}-{day:02d}")
    agreeing = _near_day(found, known.published, month, day) or _agreeing_day(found, known.published, month, day)
    nearest = agreeing or _nearest_day(known, known.published, month, day)
    basis: TimeBasis = "publication" if found["near"] is not None else "completed"
    return _checked(Point.of_day(nearest, basis), found) if nearest else Point(f"XXXX-{month:02d}-{day:02d}")


def _year_here(known: Known) -> int | None:
    """Return the year of a full date told before in the sentence, where it is not the year of publication."""
    here = known.here
    if here is None or here.basis != "stated" or here.month is None or known.published is None:
        return None
    return here.year if here.year != known.published.year else None


def _checked(point: Point, found: Found) -> Point:
    """Note where the weekday said with a date is not the date's own."""
    weekday = found.number("wday")
    differs = weekday is not None and point.day is not None and point.day.isoweekday() != weekday
    return point._replace(notes=("weekday_differs",)) if differs else point


def _near_day(found: Found, published: date, month: int, day: int) -> date | None:
    """Return the day in the year that "today" or "tomorrow", said with it, means."""
    near = found["near"]
    if near is None:
        return None
    days = (make_date(published.year + shift, month, day) for shift in (-1, 0, 1))
    meant = published + timedelta(near.number)
    return min((d for d in days if d), key=lambda d: abs((d - meant).days), default=None)


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
    if ahead is None or behind is None:
        return ahead if known.direction == "future" else behind
    wait, since = (ahead - published).days, (published - behind).days
    if known.direction == "future":
        over = since <= _JUST_OVER and wait >= _FAR if known.cued else wait > _HALF_A_YEAR > since
        return behind if over else ahead
    return ahead if not known.cued and wait <= _SOON_DAYS and since >= _LONG_AGO_DAYS else behind


def _date(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day, month = found.number("day"), found.number("mon")
    if day is None or month is None or not 1 <= day <= _LONGEST_MONTH or _counts(found):
        return None
    before = found.atoms[found.first - 1] if found.first else None
    names = before is not None and (before.kind in ("named_after", "trap_before") or before.text in ("place", "event"))
    if before is not None and names and found["wday"] is None:
        dated = year_of(found, known) is not None or found["rel"] is not None or found["near"] is not None
        if not dated or before.text == "place":
            return ()  # a stadium, a revolution called after a day
    return without_count(found, as_hits(found, known, day_of_year(found, known, month, day)))


def _counts(found: Found) -> bool:
    """Whether a number in words counts something else: three were killed, last May."""
    first = found.all[0]
    return first.kind == "card" and found.around(-1) not in (
        "in",
        "day",
        "days",
        "from",
        "to",
        "between",
        "and",
        "comma",
    )


def _day_of_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day = found.number("day") or 0
    relation = "current" if found["current"] else found.relation("month_rel") or "current"
    if not 1 <= day <= _LONGEST_MONTH or _counts(found):
        return None
    named = known.last.hijri.split("-")[:2] if known.last is not None and known.last.hijri else []
    if relation == "same" and len(named) == 2:  # a year alone names no month
        year, number = map(int, named)
        return as_hits(found, known, hijri_point(year, number, day)._replace(basis="text"))
    month = related_month(relation, known)
    if month.year is None or month.month is None or month.basis is None:
        return as_hits(found, known, Point(f"XXXX-XX-{day:02d}"))
    exact = make_date(month.year, month.month, day)
    point = Point.of_day(exact, month.basis) if exact else Point.no_day(month.month, month.year)
    return as_hits(found, known, point)


def _day_of_it(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The 15th of it: of the month told before."""
    day, told = found.number("day") or 0, known.last
    if not 1 <= day <= _LONGEST_MONTH or _counts(found):
        return None
    return as_hits(found, known, _of_it(day, told))


def _of_it(day: int, told: Point | None) -> Point:
    if told is None or told.year is None or told.month is None:
        return Point(f"XXXX-XX-{day:02d}")
    exact = make_date(told.year, told.month, day)
    return Point.of_day(exact, "text") if exact else Point.no_day(told.month, told.year)


def _numeric(found: Found, known: Known) -> tuple[Hit, ...] | None:
    dots = found["dots"]
    if dots is not None:
        day, month, year = map(int, dots.text.split("."))
    else:
        day, month, year = found.number("a") or 0, found.number("b") or 0, found.number("c") or 0
    if short := found["short_year"]:
        month = month or found.number("b2") or 0
        year = int(short.number) + (2000 if short.number < _CENTURY_TURN else 1900)
        if len(short.text) != 2 or not _may_be_short(found):
            return None
    exact = make_date(year, month, day) or make_date(year, day, month)
    if exact is None:
        impossible = 1 <= month <= 12 and day <= _LONGEST_MONTH and not short
        return as_hits(found, known, Point.no_day(month, year)) if impossible else None
    return as_hits(found, known, _checked(Point.of_day(exact, "stated"), found))


def _may_be_short(found: Found) -> bool:
    """Whether three small numbers are a date and no score or line-up: 4-3-3 is none."""
    day, month = found["a"], found["b"] or found["b2"]
    beside = found.around(-1), found.around(1)
    return bool(day and month) and not {"dash", "slash", "num"} & set(beside)


def _day_and_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """22/4 after a word that leads to a day; 08/12 where a part is written with a zero."""
    one, two = found["a"], found["b"]
    if one is None or two is None or found.around(1) in ("slash", "dash", "counted") or found.around(-1) in _NO_DATE:
        return None
    padded = one.text.startswith("0") or two.text.startswith("0")
    if not (
        padded
        or found.inside("led")
        or found.around(-1) in ("day", "the_day", "wday")
        or max(one.number, two.number) > 12
    ):
        return None
    led = ("day", "wday", "in") if max(one.number, two.number) > 12 else ("day", "wday")
    if found["dash"] and not padded and not found.inside("led") and found.around(-1) not in led:
        return None
    day, month = int(one.number), int(two.number)
    if month > 12:
        day, month = month, day
    if make_date(_LEAP_YEAR, month, day) is None:
        return None
    return as_hits(found, known, day_of_year(found, known, month, day))


def _day_range(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Days that share a month: 3, 4 and 5 May 2017. Each is a hit of its own."""
    month, last_day = found.number("mon"), found.number("day") or 0
    firsts = [at for at in range(found.match.start("one"), found.match.end("one")) if _is_day_number(found.atoms[at])]
    if not firsts or not 1 <= last_day <= _LONGEST_MONTH:
        return None
    if month is not None:
        second = day_of_year(found, known, month, last_day)
    elif found["of_it"] is not None:
        second = _of_it(last_day, known.last)
        month = second.month
    else:
        (whole,) = _day_of_month(found, known) or (None,)
        if whole is None or whole.point is None:
            return None
        second, month = whole.point, whole.point.month or 0
    hits = []
    for at in firsts:
        day = int(found.atoms[at].number)
        if not 1 <= day <= _LONGEST_MONTH:
            return None
        exact = make_date(second.year, month, day) if second.year is not None and second.day and month else None
        ranged = any(
            atom.kind in ("to", "dash") for atom in found.atoms[found.match.end("one") : found.match.start("two")]
        )
        if second.day and exact and exact > second.day and ranged:
            return None
        open_month = f"{month:02d}" if month else "XX"
        point = Point.of_day(exact, second.basis or "stated") if exact else Point(f"XXXX-{open_month}-{day:02d}")
        named = found.atoms[at - 1].kind == "wday" and at > found.first
        hits.append(hit(found.first if at == firsts[0] else at - named, at + 1, point))
    return (*hits, hit(found.match.start("two"), found.last, second))


def _is_day_number(atom: object) -> bool:
    return getattr(atom, "kind", "") in ("num", "ord", "ord_def", "card", "card_def")


DATE_RULES: dict[str, Resolve] = {
    "date": _date,
    "date_month_first": _date,
    "day_of_month": _day_of_month,
    "day_of_it": _day_of_it,
    "numeric": _numeric,
    "numeric_iso": _numeric,
    "numeric_dots": _numeric,
    "numeric_short": _numeric,
    "day_and_month": _day_and_month,
    "day_range": _day_range,
}
