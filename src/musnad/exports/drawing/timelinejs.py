"""Things in time as JSON for TimelineJS3: a slide for each, with who tells it and how many stand behind it.

What goes out is one object with a title and events, as TimelineJS reads it from a file. HTML of ours stands around
words of articles, which are escaped. Only so many slides are written, for more than some dozens are slow to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlsplit

import msgspec

from musnad.exports.characters import Sieve
from musnad.exports.drawing.occasion_words import OccasionWords, is_whole
from musnad.exports.drawing.occasions import Occasion, occasions_of
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["MOST", "write"]

MOST = 50
_PARTS = {"day": ("year", "month", "day"), "month": ("year", "month"), "year": ("year",)}


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the slides, `manner.most` at most, in the order of time."""
    sieve, words = Sieve("json"), OccasionWords(manner.language)
    most = MOST if manner.most is None else manner.most
    found = sorted(occasions_of(subject, out.lose, told=True, most=most), key=lambda one: (one.first, one.last, one.id))
    title = {
        "unique_id": "about",
        "text": {"headline": escape(sieve(subject.name)), "text": _line(words.own("about"), words)},
    }
    slides = [_slide(one, words, sieve) for one in found]
    with out.binary() as file:
        file.write(msgspec.json.format(msgspec.json.encode({"title": title, "events": slides}), indent=1) + b"\n")
    out.wrote("slides", len(slides))
    out.lose("controls", sieve.removed)


def _slide(occasion: Occasion, words: OccasionWords, sieve: Sieve) -> Mapping[str, Any]:
    slide: dict[str, Any] = {
        "unique_id": occasion.id,
        "text": {
            "headline": f'<span dir="rtl">{escape(sieve(words.headline(occasion)))}</span>',
            "text": "".join(_text(occasion, words, sieve)),
        },
        **_dates(occasion),
        "display_date": words.date(occasion),
    }
    group = words.type(occasion)
    return slide if group is None else {**slide, "group": group}


def _text(occasion: Occasion, words: OccasionWords, sieve: Sieve) -> Iterator[str]:
    """Yield the words, then the facts, then the article, as paragraphs."""
    yield f'<p dir="rtl">{escape(sieve(occasion.words))}</p>'
    facts = (f"<b>{escape(label)}</b>: <bdi>{escape(sieve(said))}</bdi>" for label, said in words.facts(occasion))
    yield _line(" · ".join(facts), words)
    if named := _article(occasion, words, sieve):
        yield _line(named, words)


def _article(occasion: Occasion, words: OccasionWords, sieve: Sieve) -> str:
    """Return the article that told it first, as a link where its address is one of the web."""
    said = escape(sieve(occasion.title or occasion.url or ""))
    if not said:
        return ""
    address = sieve(occasion.url or "")
    if _is_web(address):
        said = f'<a href="{escape(address)}">{said}</a>'
    return f"<b>{escape(words.own('article'))}</b>: <bdi>{said}</bdi>"


def _line(html: str, words: OccasionWords) -> str:
    return f'<p dir="{"rtl" if words.language == "ar" else "ltr"}">{html}</p>'


def _dates(occasion: Occasion) -> dict[str, dict[str, int]]:
    """Return the start as exact as it is known, and an end where the days are no one day, month or year."""
    whole = is_whole(occasion)
    if whole is not None:
        return {"start_date": _date(occasion.first, _PARTS[whole])}
    return {
        name: _date(day, _PARTS["day"]) for name, day in (("start_date", occasion.first), ("end_date", occasion.last))
    }


def _date(day: date, parts: Iterable[str]) -> dict[str, int]:
    return {part: getattr(day, part) for part in parts}


def _is_web(address: str) -> bool:
    """Whether an address may be a link: what begins with javascript: may not."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)
