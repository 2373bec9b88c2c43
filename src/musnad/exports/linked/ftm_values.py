"""Values as FollowTheMoney wants them: names, dates, countries, addresses.

What comes in are values of a document; what goes out is text that its library takes as it stands, None where it would
drop the value without a word. Nothing here needs that library.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from musnad.case.search.words import lexicon
from musnad.times.intervals import interval_of

__all__ = ["Days", "country_code", "days_of", "moment", "name_of", "web_address"]

# matches 2021, 2021-04, 2021-04-18; not 0900, 3020, 2016-W22, 2021-XX
_DATE = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
# matches 2021-04-18T09:10, 2021-04-18T09:10:30; not 2021-04-18T09:10Z
_CLOCK = re.compile(r"[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?")
_WEB = re.compile(r"(?:https?|ftp)://[^\s/]+\S*", re.IGNORECASE)  # matches http://a.example/x; not file:///x
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
# matches signs of direction; not the joiners, which change letters
_UNSEEN = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Days(NamedTuple):
    """When something was: `date` where it is one day, month or year, else its first and last day."""

    date: str | None = None
    start: str | None = None
    end: str | None = None


def name_of(words: str) -> str:
    """Return a name on one line, without signs of direction and others that nobody sees.

    >>> name_of(" a\\n b ")
    'a b'
    """
    return " ".join(_CONTROL.sub(" ", _UNSEEN.sub("", words)).split())


def moment(value: str | None) -> str | None:
    """Return a day, or a moment in UTC; None for what is neither.

    >>> moment("2021-04-18T09:10:00+03:00"), moment("2021-04-18"), moment("0900-01-01")
    ('2021-04-18T06:10:00', '2021-04-18', None)
    """
    if value is None:
        return None
    if _DATE.fullmatch(value) or _CLOCK.fullmatch(value):
        return value
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    if read.tzinfo is not None:
        try:
            read = read.astimezone(UTC)
        except OverflowError:
            return None
    told = read.replace(tzinfo=None).isoformat(timespec="seconds")
    return told if _CLOCK.fullmatch(told) else None


def days_of(value: str) -> Days | None:
    """Return the days of an ISO value; None where it names none.

    >>> days_of("2016-01"), days_of("2016-W48"), days_of("P2D")
    (Days(date='2016-01', start=None, end=None), Days(date=None, start='2016-11-28', end='2016-12-04'), None)
    """
    interval = interval_of(value)
    if interval is None:
        return None
    if _DATE.fullmatch(value):
        return Days(date=value)
    if interval.first == interval.last:
        told = moment(interval.first)
        return Days(date=told) if told else None
    first, last = moment(interval.first), moment(interval.last)
    return Days(start=first, end=last) if first and last else None


def country_code(country: str | None) -> str | None:
    """Return the two letters of a country, None where the code stands for none.

    >>> country_code("SAU"), country_code("IGO")
    ('sa', None)
    """
    return _codes().get(country or "")


def web_address(url: str | None) -> str | None:
    """Return an address of the web as it stands, None where it is none."""
    return url if url and _WEB.fullmatch(url) else None


@cache
def _codes() -> Mapping[str, str]:
    return {row.key: row.codes[0].lower() for row in lexicon().countries if row.codes and len(row.codes[0]) == 2}
