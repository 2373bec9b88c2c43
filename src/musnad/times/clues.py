"""What the dates of a text say of the day it was published, when nobody gives that day.

What comes in are segments and the text; what goes out are clues, each with the words it came from and a test that a
day must pass. «أمس الأول الثلاثاء» says that the text appeared on a Thursday, «27 مايو الماضي» that it appeared within
a year after a 27 May. Weighing the clues against each other is for the dating stage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from musnad.arabic.calendars import make_date
from musnad.model import Segments
from musnad.times.atoms import Atom, Atoms, code_of, codes_of
from musnad.times.intervals import interval_of
from musnad.times.outlook import outlook
from musnad.times.reader import TimeReader
from musnad.times.reading import RELATIONS, Hit

__all__ = ["Clue", "ClueKind", "find_clues", "fits"]

ClueKind = Literal[
    "dateline", "day", "day_of_year", "weekday", "month", "year", "year_after", "year_before", "since", "until"
]
_DAY_OF_YEAR = re.compile(r"(?:\d{4}|XXXX)-(\d\d)-(\d\d)")
_DATES = frozenset(("date", "date_month_first", "numeric", "numeric_iso", "numeric_dots"))
_STATED = _DATES | {"month", "year", "bare_year", "quarter", "season"}
_YEAR = 366
_LEAD_REACH = 7
_YEAR_ALONE = len("2016")
_PLACE_REACH, _AGENCY_REACH = 6, 6
_EDGE, _TO, _FUTURE_CUE = map(code_of, ("edge", "to", "future_cue"))
_NEAR, _ENDS_DATELINE = codes_of("deictic", "the_day"), codes_of("dash", "colon", "edge")
_NO_DATELINE = codes_of(
    "in", "since", "during", "after", "before", "from", "to", "past_verb", "report_verb", "coming_verb", "future_cue",
    "was",
)  # fmt: skip


class Clue(NamedTuple):
    """Something that must hold of the day of publication, and the words `start:end` that say it.

    `day` is the exact day (`day`, or `dateline` where it stands before the report itself), the first or the last that
    is possible (`since`, `until`); `number` a weekday, month or year; `month` and `day_number` a day of some year that
    lies `shift` days from publication (`day_of_year`), or in the year before it (`year_after`: published within a year
    after that day) or after.
    """

    kind: ClueKind
    start: int
    end: int
    day: date | None = None
    number: int = 0
    month: int = 0
    day_number: int = 0
    shift: int = 0


def fits(clue: Clue, day: date) -> bool:
    """Whether a text with this clue can have appeared on a day."""
    match clue.kind:
        case "day" | "dateline":
            return day == clue.day
        case "day_of_year":
            told = _plus(day, clue.shift)
            return told is not None and (told.month, told.day) == (clue.month, clue.day_number)
        case "weekday":
            return day.isoweekday() == clue.number
        case "month":
            return day.month == clue.number
        case "year":
            return day.year == clue.number
        case "since":
            return clue.day is None or day >= clue.day
        case "until":
            return clue.day is None or day <= clue.day
    return _within_a_year(clue, day)


def _within_a_year(clue: Clue, day: date) -> bool:
    """Whether such a day, on the weekday said with it, lies in the year before the day, or in the year after."""
    sign = 1 if clue.kind == "year_after" else -1
    told = (make_date(day.year + shift, clue.month, clue.day_number) for shift in (-1, 0, 1))
    return any(
        d is not None and 0 <= sign * (day - d).days <= _YEAR and clue.number in (0, d.isoweekday()) for d in told
    )


def find_clues(reader: TimeReader, segments: Segments, text: str) -> tuple[Clue, ...]:
    """Return the clues of a text, in order."""
    hits, atoms = reader.hits(segments, text, None)
    dateline = next((_dateline(hit, atoms) for hit in hits if _heads_report(hit, atoms)), None)
    found = tuple(clue for hit in hits for clue in _clues(hit, atoms))
    return (dateline, *found) if dateline else found


def _dateline(hit: Hit, atoms: Atoms) -> Clue:
    day = hit.point.day if hit.point else None
    return Clue("dateline", atoms[hit.first].start, atoms[hit.last - 1].end, day=day)


def _heads_report(hit: Hit, atoms: Atoms) -> bool:
    """Whether a full date stands before the report: القاهرة 3 مايو 2018 (رويترز) - قال."""
    kinds = atoms.kinds
    if not _NEAR.isdisjoint(kinds[hit.first : hit.last]):
        return False
    if hit.rule not in _DATES or hit.basis != "stated" or hit.point is None or hit.point.day is None:
        return False
    begin = kinds.rfind(_EDGE, 0, hit.first) + 1
    opening = kinds[begin : hit.first]
    if len(opening) > _PLACE_REACH or not _NO_DATELINE.isdisjoint(opening):
        return False
    if begin and kinds.find(_EDGE) != begin - 1:
        return False  # neither the first sentence nor the one after it
    after = kinds[hit.last : hit.last + _AGENCY_REACH]
    end = next((at for at, code in enumerate(after) if code in _ENDS_DATELINE), None)
    return end is not None and _NO_DATELINE.isdisjoint(after[:end])


def _clues(hit: Hit, atoms: Atoms) -> Iterator[Clue]:
    inside = atoms[hit.first : hit.last]
    start, end = inside[0].start, inside[-1].end
    near = next((atom for atom in inside if atom.kind in ("deictic", "the_day")), None)
    weekday = next((int(atom.number) for atom in inside if atom.kind == "wday"), 0)
    relation = next((atom.kind for atom in inside if atom.kind in RELATIONS), None)
    if hit.rule != "named_span" and any(atom.kind == "the_year" for atom in inside):
        relation = None  # May of this year says nothing of this month
    if near is not None and weekday and hit.rule in (*_DATES, "deictic", "today", "weekday", "hijri_date"):
        yield Clue("weekday", start, end, number=(weekday - int(near.number) - 1) % 7 + 1)
    if hit.rule in _DATES:
        yield from _of_date(hit, start, end, near, weekday, relation)
    elif hit.rule == "named_span" and relation is not None and hit.point is not None and hit.point.year is not None:
        yield Clue("year", start, end, number=hit.point.year - RELATIONS[relation])
    elif hit.rule == "month" and relation == "current":
        yield Clue("month", start, end, number=int(hit.value[-2:]))
    if hit.rule in _STATED and hit.basis == "stated" and near is None:
        yield from _of_stated(hit, atoms, start, end)


def _of_date(hit: Hit, start: int, end: int, near: Atom | None, weekday: int, relation: str | None) -> Iterator[Clue]:
    match = _DAY_OF_YEAR.match(hit.value)
    if match is None:
        return
    month, day = int(match[1]), int(match[2])
    told = hit.point.day if hit.point else None
    if near is not None and told is not None:
        yield Clue("day", start, end, day=told - timedelta(near.number))
    elif near is not None:
        yield Clue("day_of_year", start, end, month=month, day_number=day, shift=int(near.number))
    elif relation == "current":
        yield Clue("month", start, end, number=month)
    elif relation in ("past", "future"):
        kind: ClueKind = "year_after" if relation == "past" else "year_before"
        yield Clue(kind, start, end, number=weekday, month=month, day_number=day)


def _of_stated(hit: Hit, atoms: Atoms, start: int, end: int) -> Iterator[Clue]:
    """A full date that a plain word puts in the past or the future bounds the day of publication."""
    days = interval_of(hit.value[:10])
    direction, plain = outlook(atoms, hit.first)
    lead = atoms.kinds[max(0, hit.first - _LEAD_REACH) : hit.first]
    if days is None or not plain or _TO in lead[-2:]:
        return  # a contract until 2023 says nothing of today
    if direction == "future" and _FUTURE_CUE not in lead:
        return
    if direction == "past":
        yield Clue("since", start, end, day=date.fromisoformat(days.first))
    elif len(hit.value) > _YEAR_ALONE:  # a bare year beside a word of the future is too often one that is over
        yield Clue("until", start, end, day=date.fromisoformat(days.last))


def _plus(day: date, shift: int) -> date | None:
    try:
        return day + timedelta(shift)
    except OverflowError:
        return None
