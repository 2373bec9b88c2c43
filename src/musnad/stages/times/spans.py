"""Resolve expressions that name a month, a year, a week, a season, a decade or a century.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time. Days are for `days`.
"""

from __future__ import annotations

from datetime import date, timedelta

from musnad.arabic.calendars import hijri_day, make_date, nearest_hijri_day, nearest_month
from musnad.stages.times.reading import RELATIONS, UNSETTLED, Found, Hit, Known, Point, Resolve
from musnad.stages.times.relating import as_hits, related_month, related_year, two_hits, year_of

__all__ = ["SPAN_RULES"]

_SOON_DAYS = 45
_SEASON_END = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}
_AGE_REACH = 2
_LEADS = frozenset(("in", "since", "during", "after", "before", "from", "to", "between", "clitic"))


def _month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    month, name = found.number("mon") or 1, found["mon"]
    relation = found.relation("rel")
    alone = found.last - found.first == 1
    if name is not None and alone and name.kind == "cmon" and found.around(-1) not in _LEADS - {"from", "clitic"}:
        return None
    if alone and found.around(-1) == "trap_before":
        return None
    return as_hits(found, known, _month_point(found, known, month, relation))


def _month_point(found: Found, known: Known, month: int, relation: str | None) -> Point:
    named = year_of(found, known)
    if named is not None:
        year, point = named
        return Point.of_month(year, month, point.basis or "stated") if year is not None else UNSETTLED
    if relation in ("same", "next") and known.last is not None and known.last.year is not None:
        return Point.of_month(known.last.year + (relation == "next"), month, "text")
    if known.published is None:
        return UNSETTLED
    if relation == "current":
        return Point.of_month(known.published.year, month, "publication")
    ahead = relation in ("future", "next") or (relation is None and known.direction == "future")
    year = nearest_month(known.published, month, direction="future" if ahead else "past", include_same=relation is None)
    return Point.of_month(year, month, "completed" if relation is None else "publication")


def _month_pair(found: Found, known: Known) -> tuple[Hit, ...] | None:
    two = _month_point(found, known, found.number("mon") or 1, None)
    first = found.number("mon1") or 1
    if two.year is None or two.basis is None:
        return two_hits(found, UNSETTLED, two)
    year = two.year if first <= (two.month or 12) else two.year - 1
    return two_hits(found, Point.of_month(year, first, two.basis), two)


def _hijri_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """A Hijri month is told by the Gregorian month in which it begins."""
    month, year = found.number("mon") or 1, found.number("hijri")
    if year is not None:
        first = hijri_day(year, month, 1)
    elif known.published is None:
        return as_hits(found, known, UNSETTLED)
    else:
        first = _nearest_hijri_month(found, known, known.published, month)
    return as_hits(found, known, Point.of_month(first.year, first.month, "completed") if first else UNSETTLED)


def _nearest_hijri_month(found: Found, known: Known, published: date, month: int) -> date | None:
    ahead = nearest_hijri_day(published, month, 1, direction="future")
    behind = nearest_hijri_day(published, month, 1, direction="past")
    relation = found.relation("rel")
    if relation is not None:
        return ahead if relation in ("future", "next") else behind
    soon = ahead is not None and (ahead - published).days <= _SOON_DAYS
    return ahead if soon or known.direction == "future" else behind


def _span(found: Found, known: Known) -> tuple[Hit, ...] | None:
    relation = found.relation("span") or "this"
    unit = next(atom for atom in found.inside("span") if atom.kind.startswith("the_"))
    plain = "definite" in found.around(-1) and found["mod"] is None
    if unit.kind == "the_year" and plain and relation in ("current", "previous"):
        return None
    return as_hits(found, known, _related_span(unit.kind, unit.text, relation, known))


def _related_span(kind: str, code: str, relation: str, known: Known) -> Point:
    if kind == "the_year":
        return related_year(relation, known)
    if kind == "the_month":
        return related_month(relation, known)
    in_text = relation in ("same", "next", "previous")
    if kind == "the_week" and in_text and known.last and known.last.day:
        shift = {"same": 0, "next": 7, "previous": -7}[relation]
        return Point.of_week(known.last.day + timedelta(shift), "text")
    if known.published is None or in_text:
        return UNSETTLED
    year, shift = known.published.year, RELATIONS[relation]
    if kind == "the_week":
        return Point.of_week(known.published + timedelta(7 * shift), "publication")
    if kind == "the_season":
        if shift:
            over = known.published.month > _SEASON_END[code]
            year += over if shift > 0 else over - 1
        return Point(f"{year:04d}-{code}", "publication", None, year)
    size = 10 if kind == "the_decade" else 100
    return Point(str(year // size + shift), "publication")


def _start_of_span(found: Found, known: Known) -> tuple[Hit, ...] | None:
    unit = found["span"]
    if unit is None or found.around(1) in ("ord_def", "definite", "card_def", "hijri_num", "recent"):
        return None
    return as_hits(found, known, _related_span(unit.kind, unit.text, "this", known))


def _whole_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    named = year_of(found, known)
    return as_hits(found, known, named[1]) if named and named[0] is not None else None


def _bare_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    before, after, year = found.around(-1), found.around(1), found.number("year") or 0
    if before in ("number_before", "amount_mod", "colon", "slash", "joiner") or after in ("counted", "colon", "slash"):
        return None
    led = before in _LEADS or before in ("open", "mod") or found["mod"] is not None
    free = after in ("stop", "edge", "comma", "close", "definite", "in", "from", "and", "to", "dash", "report_verb")
    if not free and (not led or before in ("from", "clitic", "between", "to")):
        return None
    if not led and not 1970 <= year <= 2059:
        return None
    return as_hits(found, known, Point.of_year(year, "stated"))


def _year_pair(found: Found, known: Known) -> tuple[Hit, ...] | None:
    one, two = found.number("year1") or 0, found.number("year") or 0
    return two_hits(found, Point.of_year(one, "stated"), Point.of_year(two, "stated"))


def _quarter(found: Found, known: Known) -> tuple[Hit, ...] | None:
    named, what, nth = year_of(found, known), found["what"], found["nth"]
    if named is None or what is None or nth is None:
        return None
    letter, most = ("Q", 4) if what.kind == "the_quarter" else ("H", 2)
    count = most if nth.kind == "recent" else int(nth.number)
    if not 1 <= count <= most:
        return None
    year, point = named
    value = f"{year:04d}-{letter}{count}" if year is not None else None
    return as_hits(found, known, Point(value, point.basis, None, year))


def _season(found: Found, known: Known) -> tuple[Hit, ...] | None:
    named, season = year_of(found, known), found["season"]
    if named is None or season is None:
        return None
    year, point = named
    return as_hits(
        found, known, Point(f"{year:04d}-{season.text}" if year is not None else None, point.basis, None, year)
    )


def _century(found: Found, known: Known) -> tuple[Hit, ...] | None:
    return as_hits(found, known, Point(f"{(found.number('nth') or 1) - 1:02d}", "stated"))


def _decade(found: Found, known: Known) -> tuple[Hit, ...] | None:
    tens, nth = found.number("decade") or 0, found.number("nth")
    if any(atom.kind == "age" for atom in found.atoms[found.last : found.last + _AGE_REACH]):
        return None
    if nth is not None:
        return as_hits(found, known, Point(f"{nth - 1:02d}{tens}", "stated"))
    if found["past"] is None:
        return as_hits(found, known, Point(f"19{tens}", "completed"))
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    return as_hits(found, known, Point(f"{known.published.year // 100 - 1:02d}{tens}", "publication"))


def _weekend(found: Found, known: Known) -> tuple[Hit, ...] | None:
    if known.published is None:
        return as_hits(found, known, UNSETTLED)
    shift = RELATIONS.get(found.relation("rel") or "this", 0)
    week = Point.of_week(known.published + timedelta(7 * shift), "publication")
    return as_hits(found, known, week._replace(value=f"{week.value}-WE"))


def _every_year(found: Found, known: Known) -> tuple[Hit, ...] | None:
    day, month = found.number("day") or 0, found.number("mon") or 1
    if make_date(2000, month, day) is None:
        return None
    return (Hit(found.first, found.last, "SET", f"XXXX-{month:02d}-{day:02d}", None, "stated"),)


SPAN_RULES: dict[str, Resolve] = {
    "month": _month,
    "month_pair": _month_pair,
    "span": _span,
    "start_of_span": _start_of_span,
    "year": _whole_year,
    "bare_year": _bare_year,
    "year_pair": _year_pair,
    "quarter": _quarter,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "weekend": _weekend,
    "hijri_month": _hijri_month,
    "every_year": _every_year,
}
