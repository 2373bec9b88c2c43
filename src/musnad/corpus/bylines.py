"""Whom an article credits as a whole: agencies in its byline or dateline, and outlets that it translates.

What comes in are a document and the names of agencies and outlets; what goes out are credits for
`musnad.corpus.chains.build_chains`, with the words where they stand in the text. Read are the author's field, the
opening up to its dash or colon, and a short last line. A name counts only where nothing else stands between two marks,
so that a sentence that speaks of an agency credits nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from musnad.arabic.orthography import fold
from musnad.corpus.routes import Credit
from musnad.lexicon.credit_words import translation_words
from musnad.lexicon.names import ActorRow
from musnad.model import Document, Span
from musnad.model.evidence import Teller

__all__ = ["credits_of", "media_names"]

_LONGEST_OPENING = 80  # characters; datelines with both calendars are long
_LONGEST_CLOSING = 60
# (رويترز) - دبي: the parts are رويترز (Reuters) and دبي (Dubai); not قالت رويترز (Reuters said), which is one part.
_PART = re.compile(r"[^-–—:()\[\]«»\"/|،,؛\n\u200e\u200f\u00a0]+")
# The mark that ends a dateline and leads to the text: a colon, a dash with space or after a bracket, a new line.
_OPENING = re.compile(r"\s*(?P<line>[^\n]*?(?::|\n|--|[-–—](?=\s)|(?<=\))\s*[-–—]))")
_SPACES = re.compile(r"[\s.]+")


def media_names(actors: Iterable[ActorRow]) -> dict[str, Teller]:
    """Return agencies and outlets of the lexicon by each of their names, folded; the first row keeps a name."""
    found: dict[str, Teller] = {}
    for row in actors:
        if row.role in ("agency", "outlet"):
            for name in (row.name, row.name_en, *row.aliases):
                if name:
                    found.setdefault(_plain(name), Teller(key=f"actors:{row.key}", name=row.name, role=row.role))
    return found


def credits_of(doc: Document, outlet: Teller, names: Mapping[str, Teller]) -> tuple[Credit, ...]:
    """Return whom an article credits, each once, never its own outlet; `names` as `media_names` returns them."""
    found: dict[str, Credit] = {}
    for line in _lines(doc):
        parts = [(_plain(part), span) for part, span in line]
        is_translated = any(plain.startswith(translation_words()) for plain, _ in parts)
        for plain, span in parts:
            teller = names.get(_without_translation(plain)) or _after_date(plain, names)
            if teller is None or teller.key == outlet.key or (teller.role == "outlet" and not is_translated):
                continue
            credited = msgspec.structs.replace(teller, source=span)
            kind = "translation" if is_translated else "byline"
            found.setdefault(teller.key, Credit(teller=credited, kind=kind))  # type: ignore[arg-type]  # one of two
    return tuple(found.values())


def _lines(doc: Document) -> Iterator[list[tuple[str, Span | None]]]:
    """Yield the parts of each place where credits stand, those of the text first and with their spans."""
    start = len(doc.title) if doc.title and doc.text.startswith(doc.title) else 0
    start += len(doc.text[start:]) - len(doc.text[start:].lstrip())
    end = start
    for _ in range(3):  # an outlet, an agency and a place may each have their mark
        opening = _OPENING.match(doc.text, end, start + _LONGEST_OPENING)
        if opening is None:
            break
        end = opening.end()
    yield [_placed(match) for match in _PART.finditer(doc.text, start, end)]
    text = doc.text.rstrip()
    closing = text.rfind("\n") + 1
    if max(closing, end) < len(text) <= closing + _LONGEST_CLOSING and closing >= start:
        yield [_placed(match) for match in _PART.finditer(text, closing)]
    if doc.author:
        yield [(match.group(), None) for match in _PART.finditer(doc.author)]


def _placed(match: re.Match[str]) -> tuple[str, Span]:
    words = match.group()
    start = match.start() + len(words) - len(words.lstrip())
    return words, Span(start, start + len(words.strip())) if words.strip() else Span(match.start(), match.end())


def _plain(words: str) -> str:
    return _SPACES.sub(" ", fold(words)).strip()


def _without_translation(plain: str) -> str:
    """Return the name after a word of translation and a preposition: ترجمة عن الغارديان (translated from)."""
    for word in translation_words():
        if plain.startswith(f"{word} "):
            return re.sub(r"^\w{2} ", "", plain.removeprefix(f"{word} "))
    return plain


def _after_date(plain: str, names: Mapping[str, Teller]) -> Teller | None:
    """Return the agency that ends a dateline with its date: الرياض 10 أغسطس 2015 م واس (Riyadh ... SPA)."""
    if not any(character.isdecimal() for character in plain):
        return None
    return names.get(plain.rpartition(" ")[2])
