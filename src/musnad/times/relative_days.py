"""Resolve days told from another day: yesterday, today, the next day, the same day of 1931, the day after the attack.

What comes in is a match and what is known where it stands; what goes out are hits, none where the words are a name,
or None where they are no time.
"""

from __future__ import annotations

from datetime import timedelta

from musnad.arabic.calendars import make_date
from musnad.times.dates import day_of_year
from musnad.times.reading import OPEN_DAY, Found, Hit, Known, Point, Resolve
from musnad.times.relating import (
    as_hits,
    from_publication,
    hit,
    offset_of,
    year_of,
)
from musnad.times.weekdays import weekday_point

__all__ = ["RELATIVE_DAY_RULES"]

_RELATIONAL = ("ي", "ية")
_CLAUSE_STARTS = frozenset(("after", "edge", "comma", "and", "stop", "relative", "quote"))
_NOT_TODAY_AFTER = frozenset(("in", "that", "every", "same_before", "during", "trap_before", "between"))
_NOT_TODAY_BEFORE = frozenset(("ord_def", "card_def", "recent", "previous", "next", "past", "future", "same", "that"))


def _deictic(found: Found, known: Known) -> tuple[Hit, ...] | None:
    shift = found.number("deictic") or 0
    alone, before, after = found.last - found.first == 1, found.around(-1), found.around(1)
    if alone and before == "quote" and after == "quote":
        return ()  # the newspaper
    if alone and shift == 1 and before in _CLAUSE_STARTS and after in ("other", "definite"):
        return None  # غدا, it became
    return as_hits(found, known, from_publication(shift, found.number("wday"), known))


def _today(found: Found, known: Known) -> tuple[Hit, ...] | None:
    before, after = found.around(-1), found.around(1)
    if before == "in" and found.around(-2) == "counted" and found.last - found.first == 1:
        return (Hit(found.first, found.last, "SET", "P1D", None, "stated"),)  # barrels a day
    alone = found.last - found.first == 1
    if alone and (before == "paper_before" or after == "joiner" or (before == "quote" and after == "quote")):
        return ()  # the newspaper, #the_world_day_of
    if found["wday"] is None and after in ("ord_def", "relative"):
        return ()  # the third day of the feast
    if found["wday"] is None and found.all[0].kind in ("the_day", "this"):
        if found["this"] is None and before in _NOT_TODAY_AFTER:
            return None
        if after in _NOT_TODAY_BEFORE:
            return None
        if (follower := found.next_atom()) and follower.kind == "definite" and follower.text.endswith(_RELATIONAL):
            return None
    return as_hits(found, known, from_publication(0, found.number("wday"), known))


def _next_day(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if found.around(-1) == "trap_before":
        return None
    shift = {"next": 1, "previous": -1}.get(found.relation("day_rel") or "", 0)
    last = known.last_day.day if known.last_day else None
    point = Point.of_day(last + timedelta(shift), "text", offset_of(shift, "D")) if last else OPEN_DAY
    return as_hits(found, known, point._replace(offset=offset_of(shift, "D")))


def _same_month_of_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """In the same month of last year: the month told before, in another year."""
    named, month = year_of(found, known), known.last.month if known.last else None
    if named is None or named[0] is None or month is None:
        return None
    return as_hits(found, known, Point.of_month(named[0], month, "text"))


def _like_today(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """On a day like this: the day of publication, in some other year."""
    day = known.published
    if day is None:
        return (hit(found.first, found.last, OPEN_DAY),)
    some_year = Point(f"XXXX-{day.month:02d}-{day.day:02d}")
    return (hit(found.first, found.last, some_year)._replace(alternatives=(day.isoformat(),)),)


def _same_day_of_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """On the same day of 1931: the day told before, in another year."""
    named, told = year_of(found, known), known.last_day.day if known.last_day else known.published
    if named is None or named[0] is None or told is None:
        return None
    exact = make_date(named[0], told.month, told.day)
    return as_hits(found, known, Point.of_day(exact, "text")) if exact else None


def _eve(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The day after or before an event; which day that is may be told after it (see `joining`)."""
    shift = found.number("eve") or -1
    told = known.last_day.day if known.last_day and found["that"] is not None else None
    if told is None:
        return as_hits(found, known, OPEN_DAY._replace(offset=offset_of(shift, "D")))
    return as_hits(found, known, Point.of_day(told + timedelta(shift), "text", offset_of(shift, "D")))


def _eve_of_day(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The day after a date that is told right there: the morrow of 3 June 2010."""
    shift, month, day = found.number("eve") or 0, found.number("mon"), found.number("day")
    if month is not None and day is not None:
        told = day_of_year(found, known, month, day)
    else:
        told = weekday_point(found.number("wday") or 1, None, known)
    if told.day is None or told.basis is None:
        return (hit(found.first, found.last, OPEN_DAY._replace(offset=offset_of(shift, "D"))),)
    return (hit(found.first, found.last, Point.of_day(told.day + timedelta(shift), told.basis, told.offset)),)


RELATIVE_DAY_RULES: dict[str, Resolve] = {
    "deictic": _deictic,
    "today": _today,
    "next_day": _next_day,
    "same_day_of_year": _same_day_of_year,
    "like_today": _like_today,
    "same_month_of_year": _same_month_of_year,
    "eve": _eve,
    "eve_of_day": _eve_of_day,
}
