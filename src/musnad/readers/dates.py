"""Read a publication date as pages write it: ISO 8601, the mail format, Arabic or English month names, in a URL.

What comes in is one value or one line; what goes out is `YYYY-MM-DD`, or a date-time with its zone kept as given.
A time without a zone is dropped and the day kept. Nothing is guessed: what does not name a whole day gives None.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from urllib.parse import unquote

from musnad.arabic.calendars import parse_arabic_date
from musnad.lexicon.calendar import MonthRow
from musnad.lexicon.matcher import phrase_forms
from musnad.lexicon.tables import DATA, read_table

__all__ = ["date_in_line", "date_in_url", "given_date", "metadata_date", "month_words"]

_ISO = re.compile(
    r"""\s*(?P<day>\d{4}-\d{2}-\d{2})
    (?:[T\s]+(?P<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)\s*(?P<zone>Z|z|[+-]\d{2}:?\d{2}|[+-]\d{2}|GMT|UTC)?)?\s*$""",
    re.VERBOSE,
)
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?\s*$")
# /2020/8/24/ and /2013/middle_east/8/3/; 2020-06-03; 202003171044 as the opening of a path segment; not /20201349.
_URL_DATES = (
    re.compile(r"/(?P<y>(?:19|20)\d\d)/(?:[^/\d][^/]*/)?(?P<m>\d{1,2})/(?P<d>\d{1,2})(?=/|$)"),
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-_](?P<m>\d{1,2})[-_](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"/(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?=/|-|_|$|\d{4,10}[-_/])"),
)
_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MAIL = re.compile(r"\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{2}:\d{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_EPOCH = date(1970, 1, 1)


def given_date(value: str) -> str | None:
    """Return a date or a date-time with zone that a user wrote, in ISO 8601; None when it is neither.

    >>> given_date("2016-12-01"), given_date("1/12/2016")
    ('2016-12-01', None)
    """
    return _iso(value)


def metadata_date(value: str) -> str | None:
    """Return the date of a metadata field, whatever format it is written in.

    >>> metadata_date("2020-06-03T03:01+0400")
    '2020-06-03T03:01+04:00'
    """
    value = value.strip()[:120]
    return _iso(value) or _compact(value) or _mail(value) or date_in_line(value)


def date_in_line(line: str) -> str | None:
    """Return the first whole date that a line of a page names.

    >>> date_in_line("نشر الجمعة 24 نيسان / أبريل 2020")
    '2020-04-24'
    """
    found = parse_arabic_date(line[:300], _months())
    return found if found and _is_sound(date.fromisoformat(found)) else None


def date_in_url(url: str) -> str | None:
    """Return the day that an address carries.

    >>> date_in_url("https://example.org/2013/middle_east/8/3/clashes/")
    '2013-08-03'
    """
    path = unquote(url).split("?")[0]
    for pattern in _URL_DATES:
        for match in pattern.finditer(path):
            if found := _day(int(match["y"]), int(match["m"]), int(match["d"])):
                return found.isoformat()
    return None


def month_words() -> frozenset[str]:
    """Return every folded word that is a month's name or a part of one."""
    return frozenset(word for name in _months() for word in name.split())


def _iso(value: str) -> str | None:
    match = _ISO.match(value)
    if match is None:
        return None
    day = _day(*map(int, match["day"].split("-")))
    if day is None:
        return None
    if not match["time"] or not match["zone"]:
        return day.isoformat()
    zone = "Z" if match["zone"].upper() in ("Z", "GMT", "UTC") else match["zone"]
    if zone != "Z":
        zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
    moment = f"{day.isoformat()}T{match['time'].replace(',', '.')}{zone}"
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return day.isoformat()
    return moment


def _compact(value: str) -> str | None:
    match = _COMPACT.match(value)
    found = _day(*map(int, match.groups())) if match else None
    return found.isoformat() if found else None


def _mail(value: str) -> str | None:
    if not _MAIL.search(value):
        return None
    from email.utils import parsedate_to_datetime

    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not _is_sound(found.date()):
        return None
    return found.date().isoformat() if found.tzinfo is None else found.isoformat()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if _is_sound(found) else None


def _is_sound(day: date) -> bool:
    """Zero dates (0001-01-01, 1970-01-01) stand for no date in many page systems."""
    return _FIRST_YEAR <= day.year <= _LAST_YEAR and day != _EPOCH


@cache
def _months() -> dict[str, int]:
    months = {name: number for number, name in enumerate(_ENGLISH, 1)}
    months |= {name[:3]: number for name, number in list(months.items())}
    for row in read_table(DATA / "months.tsv", MonthRow):
        if row.calendar == "gregorian":
            months |= {" ".join(phrase_forms(form)): row.number for form in row.forms}
    return months
