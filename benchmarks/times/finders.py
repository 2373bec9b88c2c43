"""The readers of dates that are measured, musnad and dateparser, behind one form.

What comes in: a text and the day it was published. What goes out: `Found`, with code points, and whether one of them
agrees with a gold value. dateparser gives a date-time without a span, a type or a degree of exactness: its words are
looked for in the text one after the other, and its date-time is compared only as exactly as the gold value is. Both
favour it. Nothing is counted here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Literal

from musnad import times

__all__ = ["HOW_COMPARED", "Finder", "Found", "agrees", "dateparser_finder", "moment_agrees", "musnad_finder"]

HOW_COMPARED = """\
  dateparser: search_dates(text, languages=["ar"]) counting from the day of publication, past first. It gives words and
  a date-time, no span, no type, no exactness: its words are looked for in order, and its date-time is compared only as
  exactly as the gold value (year, month, week, day, hour and minute; of a part of day the day alone), which favours it.
  Durations and recurring times (SET) it cannot give: they count as not right."""

_GOLD = re.compile(
    r"""(?P<year>\d\d(?:\d(?:\d)?)?)           # 2017, the decade 201, the century 20; no X
    (?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d))?  # 2017-05, 2017-05-03
    | W(?P<week>\d\d)(?P<weekend>-WE)? | Q(?P<quarter>[1-4]) | H(?P<half>[12]) | (?P<season>SP|SU|FA|WI)))?
    (?:T(?:(?P<clock>\d\d:\d\d)|MO|MI|AF|EV|NI).*)?  # 2017-05-03T10:00Z, 2017-05-03TEV; no PT3H""",
    re.VERBOSE,
)
_SEASONS = {"SP": (3, 4, 5), "SU": (6, 7, 8), "FA": (9, 10, 11), "WI": (12, 1, 2)}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression that a reader found: a TIMEX3 `value` or, of dateparser, a `moment`; `days` are first and last."""

    start: int
    end: int
    value: str | None = None
    type: str | None = None
    mod: str | None = None
    days: tuple[str, str] | None = None
    others: tuple[str, ...] = ()
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """A reader of dates by its name; `find` takes the text and the day of publication, YYYY-MM-DD at the start."""

    name: str
    kind: Literal["musnad", "dateparser"]
    find: Callable[[str, str], tuple[Found, ...]]


def musnad_finder() -> Finder:
    """Return musnad's reader."""
    return Finder("musnad", "musnad", _find_musnad)


def dateparser_finder() -> Finder | None:
    """Return dateparser's search, None where it is not installed."""
    try:
        from dateparser.search import search_dates
    except ImportError:
        return None
    warnings.filterwarnings("ignore", module=r"dateparser|dateutil|regex")

    def find(text: str, published: str) -> tuple[Found, ...]:
        settings = {
            "RELATIVE_BASE": datetime.fromisoformat(published[:10]),
            "PREFER_DATES_FROM": "past",
            "RETURN_AS_TIMEZONE_AWARE": False,
        }
        return _place(text, search_dates(text, languages=["ar"], settings=settings) or [])

    return Finder(f"dateparser {version('dateparser')}", "dateparser", find)


def agrees(found: Found, gold: str) -> bool:
    """Tell whether what was found has a gold value."""
    if found.moment is not None:
        return moment_agrees(found.moment, gold)
    return found.value is not None and _same_spelling(found.value) == _same_spelling(gold)


def moment_agrees(moment: datetime, gold: str) -> bool:
    """Tell whether a date-time lies in a gold value, compared no more exactly than that value is.

    >>> moment_agrees(datetime(2017, 5, 3, 9, 0), "2017-W18"), moment_agrees(datetime(2017, 5, 3), "P3D")
    (True, False)
    """
    match = _GOLD.fullmatch(gold)
    if match is None:
        return False
    if match["week"]:
        year, week, weekday = moment.isocalendar()
        return (f"{year:04}-W{week:02}" == gold[:8]) and (match["weekend"] is None or weekday > 5)
    if match["season"]:
        # Winter 2017 begins in December 2017.
        year = moment.year - (match["season"] == "WI" and moment.month < 3)
        return f"{year:04}" == match["year"] and moment.month in _SEASONS[match["season"]]
    if not f"{moment:%Y}".zfill(4).startswith(match["year"]):
        return False
    wanted = (
        (match["month"], f"{moment.month:02}"),
        (match["day"], f"{moment.day:02}"),
        (match["quarter"], f"{(moment.month + 2) // 3}"),
        (match["half"], f"{(moment.month + 5) // 6}"),
        (match["clock"], f"{moment:%H:%M}"),
    )
    return all(part is None or part == told for part, told in wanted)


def _find_musnad(text: str, published: str) -> tuple[Found, ...]:
    return tuple(
        Found(
            start=t.start,
            end=t.end,
            value=t.value,
            type=t.type,
            mod=t.mod,
            days=(t.interval.first, t.interval.last) if t.interval else None,
            others=t.alternatives,
        )
        for t in times.find(text, published)
    )


def _place(text: str, pairs: list[tuple[str, datetime]]) -> tuple[Found, ...]:
    """Give dateparser's words their places; words that are not in the text get an empty one, which touches nothing."""
    at, found = 0, []
    for words, moment in pairs:
        # It joins words with one space whatever stood between them.
        match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, at)
        at = match.end() if match else at
        start = match.start() if match else at
        found.append(Found(start, at, moment=moment))
    return tuple(found)


def _same_spelling(value: str) -> str:
    return value.replace("PXH", "PTXH")  # both are written for "some hours"
