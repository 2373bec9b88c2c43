"""Join what stands apart in a sentence: an hour and the day told after it, a Hijri date and its Gregorian partner.

What comes in are the hits of a text in order; what goes out are the same hits, some with a better value.
"""

from __future__ import annotations

import re
from datetime import timedelta

from musnad.arabic.calendars import make_date
from musnad.model import Span, TimeNote
from musnad.times.atoms import Atoms, code_of, codes_of
from musnad.times.reading import Hit, Point

__all__ = ["join"]

_PARTNER_REACH = 4
_DAY_REACH = 3
_HIJRI = frozenset(("hijri_date", "hijri_numeric"))
_EVE_REACH = 8
_EDGE, _TO, _AND, _BETWEEN, _CORRESPONDING = map(code_of, ("edge", "to", "and", "between", "corresponding"))
_DAY = len("2017-06-11")


def join(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Return the hits with what their neighbours tell of them."""
    hits = _with_eves(hits, atoms)
    return _with_hours(_with_partners(_with_years(_with_days(hits, atoms), atoms), atoms), atoms)


def _with_days(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Give an hour the day that follows it in its sentence: "at 18:00 (15:00 GMT) on Tuesday"."""
    found: list[Hit] = []
    point: Point | None = None
    day_of: Hit | None = None
    kinds, ahead = atoms.kinds, len(atoms)
    for hit in reversed(hits):
        if ahead - hit.last > _DAY_REACH or kinds.find(_EDGE, hit.last, ahead) >= 0:
            point = None
        if hit.open_day and point is not None and day_of is not None and "T" in hit.value:
            hour = hit.value[hit.value.index("T") :]
            basis = "text" if point.basis else None
            anchor = _place(day_of, atoms) if basis else None
            found.append(hit._replace(value=f"{point.value}{hour}", basis=basis, anchor=anchor, offset=None))  # type: ignore[arg-type]  # a basis
        else:
            found.append(hit)
        if hit.point is not None:
            point, day_of = (hit.point, hit) if hit.point.names_day else (None, None)
        ahead = hit.first
    return found[::-1]


def _place(hit: Hit, atoms: Atoms) -> Span:
    return Span(atoms[hit.first].start, atoms[hit.last - 1].end)


def _with_eves(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Count the day after an event from the day told for it later in the sentence; without one, leave it out."""
    found = []
    for at, hit in enumerate(hits):
        if hit.rule != "eve" or hit.basis is not None:
            found.append(hit)
            continue
        ahead = hits[at + 1] if at + 1 < len(hits) else None
        between = atoms.kinds[hit.last : ahead.first] if ahead else ""
        near = ahead is not None and len(between) <= _EVE_REACH and _EDGE not in between
        if ahead is None or not near or ahead.point is None or ahead.point.day is None or hit.offset is None:
            continue
        shift = -1 if hit.offset.startswith("-") else 1
        point = Point.of_day(ahead.point.day + timedelta(shift), "text", hit.offset)
        anchor = _place(ahead, atoms)
        found.append(hit._replace(value=point.value, basis="text", point=point, anchor=anchor))
    return found


def _with_partners(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Give a Hijri date the value of the Gregorian date it is said to correspond to, on either side of it."""
    found = list(hits)
    for at in range(len(found) - 1):
        one, two = found[at], found[at + 1]
        if two.first - one.last > _PARTNER_REACH or _CORRESPONDING not in atoms.kinds[one.last : two.first]:
            continue
        if one.rule in _HIJRI and two.value:
            found[at] = _partnered(one, two)
        elif two.rule in _HIJRI and one.value:
            found[at + 1] = _partnered(two, one)
    return found


def _partnered(hijri: Hit, gregorian: Hit) -> Hit:
    """The Gregorian side wins; where Umm al-Qura says another day, a note tells it."""
    day = gregorian.value[:_DAY]
    differs = hijri.basis == "stated" and hijri.value[:_DAY] != day
    notes: tuple[TimeNote, ...] = ("calendars_differ",) if differs else ()
    value = day + hijri.value[_DAY:] if hijri.value[:1].isdigit() else day
    return hijri._replace(value=value, basis=gregorian.basis, point=gregorian.point, notes=notes, offset=None)


def _with_years(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Give a day or month the year that stands at the other end of a range: from 14 March to 22 September 1989."""
    found = list(hits)
    for at in range(len(found) - 1):
        one, two = found[at], found[at + 1]
        if one.basis != "completed" or two.basis != "stated" or two.first - one.last > _DAY_REACH:
            continue
        between = atoms.kinds[one.last : two.first]
        if _TO not in between and not (between == _AND and _is_between(one, atoms)):
            continue
        if one.point is None or two.point is None or two.point.year is None or one.point.month is None:
            continue
        late = two.point.month is not None and one.point.month > two.point.month
        moved = _in_year(one, two.point.year - late)
        found[at] = moved or one
    return found


def _is_between(hit: Hit, atoms: Atoms) -> bool:
    return hit.first > 0 and atoms.kinds[hit.first - 1] == _BETWEEN


def _in_year(hit: Hit, year: int) -> Hit | None:
    point = hit.point
    if point is None or point.month is None:
        return None
    if point.day is None:
        whole = Point.of_month(year, point.month, "stated")
    else:
        day = make_date(year, point.month, point.day.day)
        if day is None:
            return None
        whole = Point.of_day(day, "stated")
    return hit._replace(value=whole.value + hit.value[len(point.value) :], basis="stated", point=whole, notes=())


def _with_hours(hits: list[Hit], atoms: Atoms) -> list[Hit]:
    """Make one moment of a day and the hour right after it: on 2 October at 13:14."""
    found: list[Hit] = []
    for hit in hits:
        before = found[-1] if found else None
        beside = before is not None and hit.first - before.last <= 1
        beside = before is not None and beside and _LINKS.issuperset(atoms.kinds[before.last : hit.first])
        value = _moment(before, hit) if before is not None and beside else None
        if before is not None and value is not None:
            found[-1] = before._replace(last=hit.last, type="TIME", value=value, mod=None)
        else:
            found.append(hit)
    return found


def _moment(day: Hit, hour: Hit) -> str | None:
    """Return the value of an hour on a day told before it; an evening's or a night's hour is a late one."""
    if hour.rule not in _HOURS or hour.point is not None or "T" not in hour.value:
        return None
    if day.point is None or not day.point.names_day:
        return None
    time = hour.value[hour.value.index("T") :]
    if day.type == "DATE":
        return day.value + time if hour.value.startswith(day.value) else None
    part = _PART_OF_DAY.fullmatch(day.value)
    if part is None or not hour.value.startswith(part["day"]):
        return None
    late = part["part"] in _LATE_PARTS and _EARLIEST_LATE <= int(time[1:3]) < _NOON
    return part["day"] + (f"T{int(time[1:3]) + _NOON}{time[3:]}" if late else time)


_PART_OF_DAY = re.compile(r"(?P<day>.+)(?P<part>T[A-Z]{2})")
_LATE_PARTS = frozenset(("TAF", "TEV", "TNI"))
_EARLIEST_LATE, _NOON = 3, 12
_LINKS = codes_of("at", "dash", "comma", "in", "on")
_HOURS = frozenset(("clock", "clock_part", "clock_digits", "part_clock", "clock_words"))
