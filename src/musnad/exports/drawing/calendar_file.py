"""Things that happened or lie ahead as a calendar (RFC 5545): an all-day entry for each.

What goes out is one VCALENDAR. An entry takes the days that the words leave open, the whole month for «in May»; only
what lies ahead has a status, TENTATIVE, since a calendar's CONFIRMED would say that it is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from urllib.parse import quote

from musnad import __version__
from musnad.exports.characters import Sieve
from musnad.exports.drawing.occasion_words import OccasionWords
from musnad.exports.drawing.occasions import Occasion, occasions_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["write"]

_OCTETS = 75
_CONTINUED = b"\r\n "
_AHEAD = ("planned", "hypothetical")
# matches https://news.example/1?a=b; not «news.example», nor an address with a space or a line feed
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[\x21-\x7e]+")
_KEPT = "".join(map(chr, range(0x21, 0x7F)))  # what stands in an address as it is; the rest is written in percents
_ESCAPED = re.compile(r"[\\;,]")
_BREAK = re.compile(r"\r\n|[\r\n]")
_LINE_FEED = r"\\n"


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write an entry for each thing that has days of its own; what is only known to be told on a day has none."""
    sieve, words = Sieve("calendar"), OccasionWords(manner.language)
    stamp = f"{datetime.fromisoformat(manner.made).astimezone(UTC):%Y%m%dT%H%M%SZ}"
    with out.binary() as file:
        head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//musnad//musnad {__version__}//AR", "CALSCALE:GREGORIAN",
                _text("X-WR-CALNAME", subject.name, sieve))  # fmt: skip
        file.write(b"".join(map(_folded, head)))
        for occasion in occasions_of(subject, out.lose, told=False, most=manner.most):
            try:
                entry = tuple(_entry(occasion, words, sieve, stamp))
            except OverflowError:  # it ends on the last day there is, and a calendar names the day after
                out.lose("undated")
                continue
            file.write(b"".join(map(_folded, entry)))
            out.wrote("entries")
        file.write(_folded("END:VCALENDAR"))
    out.lose("controls", sieve.removed)


def _entry(occasion: Occasion, words: OccasionWords, sieve: Sieve, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{occasion.id}@musnad"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(occasion.first)}"
    yield f"DTEND;VALUE=DATE:{_day(occasion.last + timedelta(1))}"
    yield _text("SUMMARY;LANGUAGE=ar", words.headline(occasion), sieve)
    yield _text("DESCRIPTION", "\n".join(_description(occasion, words)), sieve)
    if kind := words.type(occasion):
        yield _text("CATEGORIES", kind, sieve)
    if occasion.place:
        yield _text("LOCATION;LANGUAGE=ar", occasion.place, sieve)
    if occasion.status in _AHEAD:
        yield "STATUS:TENTATIVE"
    address = quote(sieve(occasion.url or ""), safe=f"{_KEPT} \t\r\n")
    if _ADDRESS.fullmatch(address):
        yield f"URL:{address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    """Return a day in eight digits; %Y would write the year 994 in three.

    >>> _day(date(994, 1, 1))
    '09940101'
    """
    return day.isoformat().replace("-", "")


def _description(occasion: Occasion, words: OccasionWords) -> Iterator[str]:
    """Yield the words, then the facts, then the article, each on a line."""
    yield occasion.words
    yield ""
    yield f"{words.own('date')}: {words.date(occasion)}"
    for label, said in words.facts(occasion):
        yield f"{label}: {said}"
    article = " · ".join(filter(None, (occasion.title, occasion.url)))
    if article:
        yield f"{words.own('article')}: {article}"


def _text(name: str, value: str, sieve: Sieve) -> str:
    r"""Return a property with a text.

    >>> _text("SUMMARY", "a, b;\nc\\", Sieve("calendar"))
    'SUMMARY:a\\, b\\;\\nc\\\\'
    """
    escaped = _ESCAPED.sub(r"\\\g<0>", sieve(value))
    return f"{name}:{_BREAK.sub(_LINE_FEED, escaped)}"


def _folded(line: str) -> bytes:
    """Return a line as bytes, cut every 75 octets but within no character, each part on a line of its own."""
    rest, parts, room = line.encode(), [], _OCTETS
    while len(rest) > room:
        cut = room
        while rest[cut] & 0xC0 == 0x80:  # a byte that goes on with a character
            cut -= 1
        parts.append(rest[:cut])
        rest, room = rest[cut:], _OCTETS - 1  # the space counts
    return _CONTINUED.join((*parts, rest)) + b"\r\n"
