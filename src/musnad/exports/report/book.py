"""The footnotes of a report: exact words of articles with where they stand, and records of people or of tables.

What comes in are places in articles, in the order a report cites them; what goes out are numbered notes, one for each
place however often it is cited, each with the words at its offsets, the sentence around them, and the SHA-256 of the
text. Texts are asked for through a function; nothing is read here. A text is never changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from markupsafe import Markup

from musnad.model import Span

__all__ = ["Article", "Book", "Note", "Part", "Quoted", "Recorded", "Ref", "Refs", "no_refs"]

_AROUND = 280  # code points of the sentence that are shown on either side of the words
_BETWEEN = 400  # code points between words of one note that are shown; of more the middle is left out
_LINE_ENDS = "\n\r\u2028\u2029"


@dataclass(frozen=True)
class Article:
    """An article that a report may quote; `sentences` are where its sentences stand, empty where they are not known."""

    number: int
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    sentences: tuple[Span, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The digest of the text as UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


class Part(NamedTuple):
    """Some of the words of a note; `span` is where the quoted ones stand, None for those around them."""

    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words of an article."""

    article: Article
    spans: tuple[Span, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something that stands in no article: what people wrote down, or a row of a table of musnad's."""

    words: Markup


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, and how many times it is cited."""

    number: int
    about: Quoted | Recorded
    cited: int


class Ref(NamedTuple):
    """One citing of a note: its number, and the how-manieth time it is."""

    note: int
    time: int


class Refs(NamedTuple):
    """What a line of a report cites; `more` places are not listed there."""

    refs: tuple[Ref, ...]
    more: int = 0

    def __bool__(self) -> bool:
        """Whether anything is cited."""
        return bool(self.refs)


no_refs = Refs(())


class Book:
    """Numbers the notes of one report as it is written."""

    def __init__(self, article_of: Callable[[int], Article]) -> None:
        self.article_of = article_of
        self._about: list[Quoted | Recorded] = []
        self._times: list[int] = []
        self._places: dict[tuple[int, tuple[Span, ...]] | Markup, int] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes so far, in the order of their numbers."""
        both = zip(self._about, self._times, strict=True)
        return tuple(Note(number, about, cited) for number, (about, cited) in enumerate(both, 1))

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles that are quoted, each once, in the order they were first."""
        found = {note.article.number: note.article for note in self._about if isinstance(note, Quoted)}
        return tuple(found.values())

    def cite(self, document: int, spans: Iterable[Span]) -> Ref:
        """Cite words of an article. Raises ValueError where they are none, or stand outside the text."""
        wanted = _apart(spans)
        place = (document, wanted)
        if place not in self._places:
            article = self.article_of(document)
            if not wanted or wanted[-1].end > len(article.text):
                raise ValueError(f"document {document} has no words at {wanted}")
            self._add(place, Quoted(article, wanted, _parts(article, wanted)))
        return self._cited(place)

    def record(self, words: Markup) -> Ref:
        """Cite what stands in no article."""
        if words not in self._places:
            self._add(words, Recorded(words))
        return self._cited(words)

    def cite_all(self, places: Iterable[tuple[int, Sequence[Span]]], *, most: int) -> Refs:
        """Cite words at several places, each once, the first `most` of them."""
        wanted = tuple(dict.fromkeys((document, _apart(spans)) for document, spans in places))
        return Refs(tuple(self.cite(*place) for place in wanted[:most]), max(len(wanted) - most, 0))

    def _add(self, place: tuple[int, tuple[Span, ...]] | Markup, about: Quoted | Recorded) -> None:
        self._about.append(about)
        self._times.append(0)
        self._places[place] = len(self._about)

    def _cited(self, place: tuple[int, tuple[Span, ...]] | Markup) -> Ref:
        number = self._places[place]
        self._times[number - 1] += 1
        return Ref(number, self._times[number - 1])


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return places in the order of the text; those that touch or overlap are one.

    >>> _apart([Span(5, 9), Span(0, 3), Span(7, 12)])
    (Span(start=0, end=3), Span(start=5, end=12))
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Span(span.start, span.end))
    return tuple(found)


def _parts(article: Article, spans: Sequence[Span]) -> tuple[Part, ...]:
    """Return the words at some places with what stands around and between them in their sentences."""
    text = article.text
    first, last = _around(article, spans)
    parts = [Part(_before(text, first, spans[0].start))]
    at = spans[0].start
    for span in spans:
        parts += [Part(_between(text[at : span.start])), Part(text[span.start : span.end], span)]
        at = span.end
    parts.append(Part(_after(text, at, last)))
    return tuple(part for part in parts if part.words)


def _around(article: Article, spans: Sequence[Span]) -> tuple[int, int]:
    """Return where the sentence of the first words begins and that of the last words ends; else their lines."""
    text, start, end = article.text, spans[0].start, spans[-1].end
    first = max((s.start for s in article.sentences if s.start <= start < s.end), default=None)
    last = min((s.end for s in article.sentences if s.start < end <= s.end), default=None)
    if first is None:
        first = max(text.rfind(mark, 0, start) for mark in _LINE_ENDS) + 1
    if last is None:
        last = min((at for mark in _LINE_ENDS if (at := text.find(mark, end)) >= 0), default=len(text))
    return first, last


def _before(text: str, first: int, start: int) -> str:
    if start - first <= _AROUND:
        return text[first:start]
    cut = text.find(" ", start - _AROUND, start) + 1
    return "… " + text[cut or start - _AROUND : start]


def _after(text: str, end: int, last: int) -> str:
    if last - end <= _AROUND:
        return text[end:last]
    cut = text.rfind(" ", end, end + _AROUND)
    return text[end : cut if cut >= 0 else end + _AROUND] + " …"


def _between(words: str) -> str:
    if len(words) <= _BETWEEN:
        return words
    return f"{words[: _BETWEEN // 2]} … {words[-_BETWEEN // 2 :]}"
