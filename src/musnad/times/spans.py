"""Resolve expressions that name a month, a year, a week, a season, a decade or a century.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time. Days are for `days`, Hijri months for `hijri`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from musnad.arabic.calendars import make_date, nearest_month
from musnad.times.reading import RELATIONS, Found, Hit, Known, Point, Resolve
from musnad.times.relating import (
    FREE,
    as_hits,
    hit,
    offset_of,
    related_month,
    related_year,
    short_year,
    without_count,
    year_of,
)

__all__ = ["SPAN_RULES", "month_point"]

_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?")
_SEASON_END = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}
_LEADS = frozenset(("in", "since", "during", "after", "before", "from", "to", "between", "clitic"))
_IN_TEXT = ("same", "next", "previous")
_LEAST_BARE_YEAR, _MOST_BARE_YEAR = 1970, 2059
_LEAST_LOOSE_YEAR = 1900
_LEAP_YEAR = 2000
_SOON_MONTHS, _HALF_A_YEAR = 2, 6
_SHORT_YEARS = 100
_SCHOOL_BEGINS = 9
_WEEKEND = (6, 7)
_LEAST_YEAR, _MOST_YEAR = 100, 2999
_SHORT_FROM = 32  # عام 67 is 1967


def _month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    month, name = found.number("mon") or 1, found["mon"]
    relation = found.relation("rel")
    alone = found.last - found.first == 1
    if found.around(-1) == "number_before" or (alone and found.around(-1) in ("named_after", "event_before")):
        return ()  # the July revolution
    if name is not None and alone and name.kind == "cmon" and found.around(-1) not in _LEADS - {"from", "clitic"}:
        return None
    if alone and found.around(-1) == "trap_before":
        return None
    return without_count(found, as_hits(found, known, month_point(found, known, month, relation)))


def month_point(found: Found, known: Known, month: int, relation: str | None) -> Point:
    named = year_of(found, known) or short_year(found)
    if named is not None:
        year, point = named
        return Point.of_month(year, month, point.basis or "stated") if year is not None else _open_month(month)
    if relation in ("same", "next") and known.last is not None and known.last.year is not None:
        return Point.of_month(known.last.year + (relation == "next"), month, "text")
    if known.published is None:
        return _open_month(month)
    if relation == "current":
        return Point.of_month(known.published.year, month, "publication")
    if relation is not None:
        ahead = relation in ("future", "next", "future2")
        year = nearest_month(known.published, month, direction="future" if ahead else "past", include_same=False)
    else:
        year = _nearest_year(known, known.published, month)
    return Point.of_month(year, month, "completed" if relation is None else "publication")


def _nearest_year(known: Known, published: date, month: int) -> int:
    """Return the year of the nearest such month in the past, in the future after a cue, or when it is near."""
    ahead = nearest_month(published, month, direction="future", include_same=True)
    behind = nearest_month(published, month, direction="past", include_same=True)
    wait = (ahead - published.year) * 12 + month - published.month
    if known.direction == "future":
        return ahead if known.cued or wait <= _HALF_A_YEAR else behind
    return ahead if not known.cued and wait <= _SOON_MONTHS else behind


def _nth_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The last month of last year is its December."""
    named, nth = year_of(found, known), found["nth"]
    if named is None or nth is None:
        return None
    month = 12 if nth.kind == "recent" else int(nth.number)
    if named[0] is None or not 1 <= month <= 12:
        return None
    return as_hits(found, known, Point.of_month(named[0], month, named[1].basis or "stated"))


def _month_number(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """شهر 7: July, told by its number."""
    month = found.number("number") or 0
    return as_hits(found, known, month_point(found, known, month, None)) if 1 <= month <= 12 else None


def _open_month(month: int) -> Point:
    return Point(f"XXXX-{month:02d}")


def _month_list(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """Months that share a year: between June and July 2015. Each is a hit of its own."""
    relation = found.relation("rel")
    two = month_point(found, known, found.number("mon") or 1, relation)
    firsts = [
        at for at in range(found.match.start("one"), found.match.end("one")) if found.atoms[at].key[:6] == "months"
    ]
    hits, start = [], found.first
    for at in firsts:
        month = int(found.atoms[at].number)
        if two.year is None or two.basis is None:
            point = _open_month(month)
        else:
            point = Point.of_month(two.year - (month > (two.month or 12)), month, two.basis)
        hits.append(hit(start, at + 1, point))
        start = at + 1
        while found.atoms[start].kind in ("and", "comma", "dash", "slash", "to"):
            start += 1
    return (*hits, hit(found.match.start("two"), found.last, two))


def _numeric_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """3/2015, 2015/3: a month in figures; not the second half of 12/3/2015, nor two years, nor a number of a law."""
    year, month, before = found.number("year"), found.number("month") or 0, found.around(-1)
    if iso := found.inside("iso"):
        year, month = int(iso[0].number), int(iso[-1].number)
    if year is None or not 1 <= month <= 12 or before in ("slash", "dash", "number_before", "num", "joiner", "colon"):
        return None
    if found.around(1) in ("slash", "dash", "counted"):
        return None
    return as_hits(found, known, Point.of_month(year, month, "stated"))


def _span(found: Found, known: Known) -> tuple[Hit, ...] | None:
    relation = found.relation("span") or "this"
    unit = next(atom for atom in found.inside("span") if atom.kind.startswith("the_"))
    if unit.kind == "the_year" and found.around(-1) == "general_before":
        return None  # the present secretary general
    if unit.kind == "the_decade" and relation == "new":
        return None  # العقد الجديد is the new contract
    point = _related_span(unit.kind, unit.text, relation, known)
    if (
        unit.kind == "the_year"
        and any(atom.text == "school" for atom in found.inside("span"))
        and known.published is not None
    ):
        point = _school_year(point, relation, known.published)
    return as_hits(found, known, point)


def _school_year(point: Point, relation: str, published: date) -> Point:
    """A school year bears the year in which it begins, in September."""
    begun = published.month >= _SCHOOL_BEGINS
    if point.year is None or relation not in ("current", "this", "future", "past") or begun:
        return point
    return Point.of_year(point.year - 1, "publication", point.offset)


def _named_span(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The coming year 2017: the number settles it, the word says where it lies."""
    year = found.number("year")
    if found.around(1) not in FREE and found.all[-1].kind in ("year_num", "hijri_num"):
        return None  # the coming year 2000 workers
    if year is None:
        return as_hits(found, known, related_year(found.relation("span") or "this", known))
    return as_hits(found, known, Point.of_year(year, "stated"))


def _related_span(kind: str, code: str, relation: str, known: Known) -> Point:
    if kind == "the_year":
        return related_year(relation, known)
    if kind == "the_month":
        return related_month(relation, known)
    if kind == "the_week":
        return _related_week(relation, known)
    if relation in _IN_TEXT or known.published is None:
        return Point(f"XXXX-{code}" if kind == "the_season" else "XXX" if kind == "the_decade" else "XX")
    year, shift = known.published.year, RELATIONS.get(relation, 0)  # the new season is this one
    if kind == "the_season":
        if shift:
            over = known.published.month > _SEASON_END[code]
            year += over if shift > 0 else over - 1
        return Point(f"{year:04d}-{code}", "publication", None, year)
    if kind == "the_decade":
        return Point(f"{year // 10 + shift:03d}", "publication", offset=offset_of(shift, "DE"))
    return Point(f"{year // 100 + shift:02d}", "publication", offset=offset_of(shift, "CE"))


def _related_week(relation: str, known: Known) -> Point:
    shift = {"same": 0, "next": 1, "previous": -1}.get(relation, RELATIONS.get(relation, 0))
    offset = offset_of(shift, "W")
    if relation in _IN_TEXT:
        told = known.last_day.day if known.last_day else None
        if known.last and (week := _WEEK.fullmatch(known.last.value)):
            told = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return Point.of_week(told + timedelta(7 * shift), "text", offset) if told else Point("XXXX-WXX", offset=offset)
    if known.published is None:
        return Point("XXXX-WXX", offset=offset)
    return Point.of_week(known.published + timedelta(7 * shift), "publication", offset)


def _start_of_span(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit = found["span"]
    if unit is None or found.around(1) in ("ord_def", "definite", "card_def", "hijri_num", "recent"):
        return None
    return as_hits(found, known, _related_span(unit.kind, unit.text, "this", known))


def _whole_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    named = year_of(found, known)
    old = found.number("old_year")
    short = (
        found["bc"] is None
        and old is not None
        and _SHORT_FROM <= old < _SHORT_YEARS
        and found.around(1) not in ("other", "and_half")
    )
    if named is None and old is not None and short:
        named = 1900 + old, Point.of_year(1900 + old, "completed")
    if named is None and old is not None and (_LEAST_YEAR if found["bc"] is None else 1) <= old <= _MOST_YEAR:
        named = old, Point.of_year(old, "stated")
    if named and found["bc"] is not None and named[0]:
        return as_hits(found, known, Point(f"BC{named[0]:04d}", "stated"))
    if named is None or named[0] is None:
        return None
    about = found["about"]
    hits = as_hits(found, known, named[1]) or ()
    return tuple(hit._replace(mod=about.text) for hit in hits) if about else hits  # type: ignore[arg-type]  # a mod


def _bare_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    before, after, year = found.around(-1), found.around(1), found.number("year") or 0
    if before in ("number_before", "amount_mod", "colon", "slash", "joiner") or after in ("counted", "colon", "slash"):
        return None
    if before == "quote" and after == "quote":
        return None  # the title of a book
    led = before in _LEADS or before in ("open", "mod", "event_before", "starting") or found["mod"] is not None
    free = after in FREE
    if not free and (not led or before in ("from", "clitic", "between", "to")):
        return None
    if year < _LEAST_LOOSE_YEAR and not free:
        return None
    if found.around(-2) == "year_num":
        led = led or before == "and"
        free = free or before == "to"
    if not led and not _LEAST_BARE_YEAR <= year <= _MOST_BARE_YEAR:
        return None
    return as_hits(found, known, Point.of_year(year, "stated"))


def _year_list(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The years 2011, 2012 and 2014; 2013-2014; 2015/16. Each is a hit of its own."""
    places = [at for at in range(found.first, found.last) if found.atoms[at].kind in ("year_num", "num", "minutes")]
    before = found.around(-1)
    led = found["head"] is not None
    if not led and (
        before in ("number_before", "slash", "dash", "colon", "joiner") or found.around(1) in ("slash", "dash")
    ):
        return None
    first = int(found.atoms[places[0]].number)
    hits, start, last = [], found.first, 0
    for at in places:
        year = int(found.atoms[at].number)
        if found.atoms[at].kind != "year_num":
            year += first // _SHORT_YEARS * _SHORT_YEARS
            if year != first + 1:
                return None
        if year <= last and (found.has("rest", "dash", "slash", "to") or found["rest2"]):
            return None
        hits.append(hit(start, at + 1, Point.of_year(year, "stated")))
        start = last = at + 1
        last = year
        while start < found.last and found.atoms[start].kind in ("and", "comma", "dash", "slash", "to", "article"):
            start += 1
    return tuple(hits)


def _weekend(found: Found, known: Known) -> tuple[Hit, ...] | None:
    relation = found.relation("rel")
    over = relation is None and found["pointed"] is None and known.direction == "past"
    shift = RELATIONS.get(relation or "this", 0)
    if over and known.published is not None and known.published.isoweekday() not in _WEEKEND:
        shift = -1
    if known.published is None:
        return as_hits(found, known, Point("XXXX-WXX-WE", offset=offset_of(shift, "W")))
    week = Point.of_week(known.published + timedelta(7 * shift), "publication", offset_of(shift, "W"))
    hits = as_hits(found, known, week._replace(value=f"{week.value}-WE"))
    return tuple(hit._replace(alternatives=(week.value,)) for hit in hits or ())


def _every_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day, month = found.number("day"), found.number("mon") or 1
    if day is not None and make_date(_LEAP_YEAR, month, day) is None:
        return None
    value = f"XXXX-{month:02d}" + (f"-{day:02d}" if day is not None else "")
    return (Hit(found.first, found.last, "SET", value, None, "stated", quant="EVERY"),)


SPAN_RULES: dict[str, Resolve] = {
    "month": _month,
    "month_list": _month_list,
    "numeric_month": _numeric_month,
    "nth_month": _nth_month,
    "month_number": _month_number,
    "span": _span,
    "named_span": _named_span,
    "start_of_span": _start_of_span,
    "year": _whole_year,
    "bare_year": _bare_year,
    "year_list": _year_list,
    "weekend": _weekend,
    "every_year": _every_year,
}
