"""Resolve weekdays: Sunday last, the Thursday before last, the last Friday of March.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import Direction, nearest_weekday
from musnad.times.dates import day_of_year
from musnad.times.reading import OPEN_DAY, RELATIONS, Found, Hit, Known, Point, Resolve
from musnad.times.relating import (
    as_hits,
    from_publication,
    hit,
    related_month,
)

__all__ = ["WEEKDAY_RULES", "weekday_point"]

_TOO_FAR, _HALF_A_YEAR = 6, 200
_LINK_REACH, _PAIR_DAYS = 4, 3
_FEMININE = "ة"  # hours are feminine: الثانية ظهرا (at two), not الثاني (the Second)
_LONGEST_MONTH, _LEAP_YEAR = 31, 2000


def _weekday(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if found.around(-1) == "trap_before" or (found.around(-1) == "between" and found.around(1) != "and"):
        return None
    weekday = found.number("wday") or 1
    if found.around(-1) == "quote" and found.around(1) in ("definite", "quote"):
        return ()  # the newspaper's supplement
    if (deictic := found["deictic"]) is not None:
        return as_hits(found, known, from_publication(int(deictic.number), weekday, known))
    week = found.relation("week_rel")
    if known.published is None:
        return as_hits(found, known, Point(f"XXXX-WXX-{weekday}"))
    if week in RELATIONS:
        monday = known.published - timedelta(known.published.weekday())
        return as_hits(found, known, Point.of_day(monday + timedelta(7 * RELATIONS[week] + weekday - 1), "publication"))
    if found["rel"] is None and (later := _after_the_last(found, weekday, known)) is not None:
        return as_hits(found, known, Point.of_day(later, "publication"))
    return as_hits(found, known, weekday_point(weekday, found.relation("rel"), known))


def _after_the_last(found: Found, weekday: int, known: Known) -> date | None:
    """Return the weekday that ends what another day begins: Tuesday and Wednesday, from Friday until Sunday."""
    told = known.here.day if known.here else None
    before = [found.around(-n) for n in range(1, _LINK_REACH + 1)]
    paired = before[0] == "and" and before[1] == "wday"
    if told is None or not (paired or "to" in before):
        return None
    later = nearest_weekday(told, weekday, direction="future", include_same=False)
    return later if later and (not paired or (later - told).days <= _PAIR_DAYS) else None


def weekday_point(weekday: int, relation: str | None, known: Known) -> Point:
    """Return the weekday before or after: of publication, or of the day told before (the following Sunday)."""
    told = known.last_day.day if known.last_day else None
    if relation in ("next", "same", "previous") and told is not None:
        if relation == "same":
            day: date | None = told - timedelta(told.weekday()) + timedelta(weekday - 1)
        else:
            direction: Direction = "future" if relation == "next" else "past"
            day = nearest_weekday(told, weekday, direction=direction, include_same=False)
        return Point.of_day(day, "text") if day else Point(f"XXXX-WXX-{weekday}")
    if known.published is None:
        return Point(f"XXXX-WXX-{weekday}")
    if relation in ("past", "previous", "future", "next", "past2", "future2"):
        ahead = relation in ("future", "next", "future2")
        day = nearest_weekday(known.published, weekday, direction="future" if ahead else "past", include_same=False)
        if day and relation in ("past2", "future2"):
            day += timedelta(7 if ahead else -7)
    else:
        day = nearest_weekday(known.published, weekday, direction=known.direction, include_same=True)
        if day and not known.cued and (day - known.published).days >= _TOO_FAR:
            day -= timedelta(7)  # yesterday's weekday means yesterday unless a word says otherwise
    return Point.of_day(day, "publication") if day else Point(f"XXXX-WXX-{weekday}")


def _weekday_list(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Several weekdays that share an adjective: Sunday and Monday next."""
    relation = found.relation("two") or found.relation("rel")
    places = [at for at in range(found.first, found.last) if found.atoms[at].kind == "wday"]
    hits, start = [], found.first
    for at in places:
        end = found.last if at == places[-1] else at + 1
        hits.append(hit(start, end, weekday_point(int(found.atoms[at].number), relation, known)))
        start = end + 1
        while start < found.last and found.atoms[start].kind in ("and", "comma", "dash", "slash"):
            start += 1
    return tuple(hits)


def _nth_weekday(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The second Tuesday of May 2014: counted in the month named or related to."""
    nth, weekday, month = found.number("nth") or 0, found.number("wday") or 1, found.number("mon")
    said = found["nth"]
    if month is not None and said is not None and not said.text.endswith(_FEMININE):
        date_meant = day_of_year(found, known, month, nth)
        if date_meant.day is not None and date_meant.day.isoweekday() == weekday:
            return None  # Sunday, the first of May
    alone = month is None and found["month_rel"] is None
    if alone and (found.around(1) not in ("edge", "stop", "comma") or found["nth"] is None or nth > 5):
        return None
    first = _first_of_month(found, known, month)
    if not 1 <= nth <= 5:
        return None
    if first.day is None or first.basis is None:
        return as_hits(found, known, Point(f"XXXX-WXX-{weekday}"))
    exact = first.day + timedelta((weekday - first.day.isoweekday()) % 7 + 7 * (nth - 1))
    point = Point.of_day(exact, first.basis) if exact.month == first.day.month else Point.no_day(first.day.month)
    return as_hits(found, known, point)


def _first_of_month(found: Found, known: Known, month: int | None) -> Point:
    """The first day of the month that is named, else of the one that is related to."""
    if month is not None:
        return day_of_year(found, known, month, 1)
    related = related_month(found.relation("month_rel") or "current", known)
    if related.year is None or related.month is None or related.basis is None:
        return OPEN_DAY
    return Point.of_day(date(related.year, related.month, 1), related.basis)


def _last_weekday(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The last Friday of March, the first Friday of this month."""
    weekday, month = found.number("wday") or 1, found.number("mon")
    first = _first_of_month(found, known, month)
    if first.day is None or first.basis is None:
        return as_hits(found, known, Point(f"XXXX-WXX-{weekday}"))
    days = [d for n in range(_LONGEST_MONTH) if (d := first.day + timedelta(n)).month == first.day.month]
    fitting = [d for d in days if d.isoweekday() == weekday]
    nth = found.number("nth")
    if nth is not None and not 1 <= nth <= len(fitting):
        return None
    return as_hits(found, known, Point.of_day(fitting[-1] if nth is None else fitting[nth - 1], first.basis))


WEEKDAY_RULES: dict[str, Resolve] = {
    "nth_weekday": _nth_weekday,
    "last_weekday": _last_weekday,
    "weekday": _weekday,
    "weekday_of_week": _weekday,
    "weekday_list": _weekday_list,
}
