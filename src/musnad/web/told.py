"""What the rest of musnad tells in English, said as a page says it: faults, remedies, notes on a search, warnings.

What comes in is a sentence; what goes out is the same in the language of the page, without the commands and options
that only a terminal knows. A sentence that is not in the table (`musnad.web.sentences`) stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from musnad.views.bidi import isolate
from musnad.web.sentences import PLACES, SENTENCES, Rows
from musnad.web.speech import Speech


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["told", "told_place"]

_PLACE = re.compile(r"%\((\w+)\)s")
_INNER = frozenset({"reason", "error", "what"})  # places that hold another sentence of the table
_GROUPS = {"layer": "layer", "layers": "layer", "classes": "source_class"}  # places that hold words of the model
_KEY = r"[a-z_]+:\S.*?"
_SHAPES = {
    "key": _KEY, "key_too": _KEY, "number": r"\S{1,40}", "start": "[0-9]+", "end": "[0-9]+", "field": r"\w[\w.\[\]]*",
    "exception": r"\w+",
}  # fmt: skip
_ANYTHING = ".+?"
_BOTH = _("%(first)s; %(last)s")
_QUOTED = re.compile(r"""(?P<quote>['"])(?P<words>.*)(?P=quote)""", re.DOTALL)
_LEFT_TO_RIGHT = "\u2066%s\u2069"
_LONGEST, _MOST_PARTS, _MOST_CUTS, _REMEMBERED = 3_000, 12, 2, 2_048


class _Pattern(NamedTuple):
    """A sentence with places: its longest words, which it is looked for by, what fits it, and what a page says."""

    words: str
    fits: re.Pattern[str]
    message: str


class _Table:
    """Rows of the table, ready to be looked in."""

    def __init__(self, rows: Rows) -> None:
        self.exact = {plain: page for plain, page in rows if not _PLACE.search(plain)}
        with_places = [row for row in rows if _PLACE.search(row[0])]
        # Those that say most before those that fit more.
        with_places.sort(key=lambda row: -len(_PLACE.sub("", row[0])))
        self.patterns = tuple(_pattern(*row) for row in with_places)


def told(speech: Speech, sentence: str) -> str:
    """Return a sentence as a page says it; one made of two, or with a place before it, part by part."""
    found = _said(speech, sentence) if len(sentence) <= _LONGEST else None
    return sentence if found is None else _begun(speech, found)


def told_place(speech: Speech, place: str) -> str:
    """Return the place that an error names, such as `document 5`, as a page says it."""
    found = _row(speech, place, _places()) if len(place) <= _LONGEST else None
    return place if found is None else _begun(speech, found)


@cache
def _sentences() -> _Table:
    return _Table(SENTENCES)


@cache
def _places() -> _Table:
    return _Table(PLACES)


@lru_cache(maxsize=_REMEMBERED)
def _said(speech: Speech, sentence: str, cuts: int = _MOST_CUTS) -> str | None:
    """Return what a page says for a sentence that may be made of others; None where a part is in no row."""
    table = _sentences()
    if sentence not in table.exact and cuts:
        for first, last in _cut(sentence, "; "):
            end = _said(speech, last, cuts - 1)
            if end is not None and (begin := _said(speech, first, 0)) is not None:
                return speech.gettext(_BOTH) % {"first": begin, "last": end}
    if (found := _row(speech, sentence, table)) is not None:
        return found
    for place, rest in _cut(sentence, ": "):
        if (found := _row(speech, rest, table)) is not None:
            return f"{place}: {found}"
    return None


def _row(speech: Speech, sentence: str, table: _Table) -> str | None:
    """Return what a page says for one row of a table; None where none fits."""
    if (message := table.exact.get(sentence)) is not None:
        return speech.gettext(message)
    for pattern in table.patterns:
        if pattern.words in sentence and (fitted := pattern.fits.fullmatch(sentence)) is not None:
            return speech.gettext(pattern.message) % _values(speech, fitted.groupdict())
    return None


def _begun(speech: Speech, said: str) -> str:
    """Return what is said with a mark of the language's direction, where its first letter would give it another."""
    first = next((kind for kind in map(unicodedata.bidirectional, said) if kind in ("L", "R", "AL")), "L")
    if speech.lang == "ar":
        return f"\u200f{said}" if first == "L" else said
    return said if first == "L" else f"\u200e{said}"


def _values(speech: Speech, given: Mapping[str, str]) -> dict[str, str]:
    return {name: _value(speech, name, value) for name, value in given.items()}


def _value(speech: Speech, name: str, value: str) -> str:
    """Return what stands at a place of a sentence, in the language and the digits of the page."""
    if name in _INNER:
        found = _said(speech, value)
        return value if found is None else found
    if name in _GROUPS:
        return (", " if speech.lang == "en" else "، ").join(
            speech.label(_GROUPS[name], word) for word in value.split(", ")
        )
    if name == "moment":
        return _LEFT_TO_RIGHT % speech.digits(value[:16].replace("T", " "))
    if value.isascii() and value.isdecimal():
        return speech.digits(value)
    if speech.lang == "en":
        return value
    quoted = _QUOTED.fullmatch(value)
    return f"«{isolate(quoted['words'])}»" if quoted else isolate(value)  # it must turn nothing round it


def _cut(sentence: str, at: str) -> Iterator[tuple[str, str]]:
    """Yield the two sides of a sentence for each place where it can be cut, the first so many of them."""
    parts = sentence.split(at, _MOST_PARTS)
    for number in range(1, len(parts)):
        yield at.join(parts[:number]), at.join(parts[number:])


def _pattern(plain: str, page: str) -> _Pattern:
    parts = _PLACE.split(plain.replace("%%", "%"))  # words and names of places in turn
    fits = (
        f"(?P<{part}>{_SHAPES.get(part, _ANYTHING)})" if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
    return _Pattern(max(parts[::2], key=len), re.compile("".join(fits), re.DOTALL), page)
