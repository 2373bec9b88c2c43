"""Resolve parts of years and centuries: the third quarter, summer last year, the eighties, the 19th century.

What comes in is a match and what is known where it stands; what goes out are hits, or None where the words turn out
to be no time. Months, weeks and whole years are for `spans`.
"""

from __future__ import annotations

import re

from musnad.times.hijri import hijri_century
from musnad.times.reading import RELATIONS, Found, Hit, Known, Point, Resolve
from musnad.times.relating import (
    as_hits,
    hit,
    offset_of,
    related_month,
    year_of,
)
from musnad.times.spans import month_point

__all__ = ["PART_RULES"]

_PART = re.compile(r"[QH]\d$")
_AGE_REACH = 2


def _quarter(found: Found, known: Known) -> tuple[Hit, ...] | None:
    named, what, nth = year_of(found, known), found["what"], found["nth"]
    if what is None or nth is None:
        return None
    letter, most = ("Q", 4) if what.kind == "the_quarter" else ("H", 2)
    count = most if nth.kind == "recent" else int(nth.number)
    if not 1 <= count <= most:
        return None
    if named is None:
        named = _year_of_part(found, known, (count - 1) * 12 // most + 1)
        if named is None:
            return None  # the first half of a match
    if named is None or named[0] is None:
        return as_hits(found, known, Point(f"XXXX-{letter}{count}"))
    year, point = named
    return as_hits(found, known, Point(f"{year:04d}-{letter}{count}", point.basis, None, year))


def _year_of_part(found: Found, known: Known, month: int) -> tuple[int | None, Point] | None:
    """Return the year of a quarter or half without one: the sentence's, else the last in which it had begun."""
    if found["this_year"] is None and known.here is not None and known.here.year is not None:
        return known.here.year, Point.of_year(known.here.year, "text")
    what = found["what"]
    if found["this_year"] is None and (what is None or what.text != "sure"):
        return None  # the first half of a match, the second chapter
    if known.published is None:
        return None, Point("XXXX")
    year = known.published.year - (month > known.published.month and known.direction == "past")
    return year, Point.of_year(year, "completed")


def _same_part(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The same quarter of 2011: the quarter or half told before, in another year."""
    named, part = year_of(found, known), _PART.search(known.last.value) if known.last else None
    if named is None or named[0] is None or part is None:
        return None
    return as_hits(found, known, Point(f"{named[0]:04d}-{part[0]}", "text", None, named[0]))


def _related_quarter(found: Found, known: Known) -> tuple[Hit, ...] | None:
    shift = RELATIONS.get(found.relation("span") or "this")
    if shift is None or known.published is None:
        return as_hits(found, known, Point("XXXX-QX"))
    count = known.published.year * 4 + (known.published.month - 1) // 3 + shift
    point = Point(
        f"{count // 4:04d}-Q{count % 4 + 1}", "publication", None, count // 4, offset=offset_of(3 * shift, "M")
    )
    return as_hits(found, known, point)


def _half_month(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The first half, third or week of a month is told as the month, with the part as mod."""
    month, nth = found.number("mon"), found["nth"]
    if month is not None:
        point = month_point(found, known, month, found.relation("rel"))
    else:
        point = related_month(found.relation("month_rel") or "this", known)
    last = nth is not None and (nth.kind == "recent" or (found.has("what", "the_half") and nth.number == 2))
    mod = "END" if last else "START" if nth is not None and nth.number == 1 else "MID"
    return tuple(hit._replace(mod=mod) for hit in as_hits(found, known, point) or ())  # type: ignore[arg-type]  # three of the mods


def _season(found: Found, known: Known) -> tuple[Hit, ...] | None:
    season = found["season"]
    if season is None:
        return None
    named = year_of(found, known)
    if named is None or named[0] is None:
        return as_hits(found, known, Point(f"XXXX-{season.text}"))
    year, point = named
    return as_hits(found, known, Point(f"{year:04d}-{season.text}", point.basis, None, year))


def _century(found: Found, known: Known) -> tuple[Hit, ...] | None:
    nth = found.number("nth") or 1
    if found["bc"] is not None or not 1 <= nth <= 30:
        return None
    if found["hijri"] is not None:
        return as_hits(found, known, hijri_century(nth))
    return as_hits(found, known, Point(f"{nth - 1:02d}", "stated"))


def _centuries(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The 17th and 18th centuries: a hit each."""
    one, two = (next(int(a.number) for a in found.inside(g) if a.kind == "ord_def") for g in ("one", "two"))
    first, second = (Point(f"{nth - 1:02d}", "stated") for nth in (one, two))
    return hit(found.first, found.match.end("one"), first), hit(found.match.start("two"), found.last, second)


def _decade(found: Found, known: Known) -> tuple[Hit, ...] | None:
    tens, nth = found.number("decade") or 0, found.number("nth")
    if any(atom.kind == "age" for atom in found.atoms[found.last : found.last + _AGE_REACH]):
        return None
    if nth is not None:
        return as_hits(found, known, Point(f"{nth - 1:02d}{tens}", "stated"))
    if found["past"] is None and found["century_rel"] is None and found["this_century"] is None:
        return as_hits(found, known, Point(f"19{tens}", "completed"))
    if known.published is None:
        return as_hits(found, known, Point(f"XX{tens}"))
    century = known.published.year // 100 - (found["past"] is not None)
    return as_hits(found, known, Point(f"{century:02d}{tens}", "publication"))


def _nth_decade(found: Found, known: Known) -> tuple[Hit, ...] | None:
    """The first decade of the 21st century is 2000 to 2009."""
    nth, century = found.number("nth") or 0, found.number("century")
    if not 1 <= nth <= 10 and not found.has("nth", "recent"):
        return None
    tens = 9 if found.has("nth", "recent") else nth - 1
    if century is not None:
        return as_hits(found, known, Point(f"{century - 1:02d}{tens}", "stated"))
    if known.published is None:
        return as_hits(found, known, Point(f"XX{tens}"))
    past = found.relation("century_rel") == "past"
    return as_hits(found, known, Point(f"{known.published.year // 100 - past:02d}{tens}", "publication"))


PART_RULES: dict[str, Resolve] = {
    "quarter": _quarter,
    "quarter_rel": _related_quarter,
    "same_part": _same_part,
    "centuries": _centuries,
    "half_month": _half_month,
    "season": _season,
    "century": _century,
    "decade": _decade,
    "nth_decade": _nth_decade,
}
