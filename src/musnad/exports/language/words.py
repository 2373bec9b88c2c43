"""A text as words for linguists' formats: its tokens, cut where an annotation begins or ends inside one.

What comes in is a document; what goes out are words, which cover all of it but the white space, and the mentions that
musnad stands by. So a conjunction or preposition that is written onto a name is a word of its own where a stage found
the name behind it; a token in which nothing begins stays whole, for only a lexicon can say whether it is one word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from musnad.arabic.segmentation import segment
from musnad.model import Document, Located, Mention, Segments

__all__ = ["Cut", "Word", "cut", "mentions_of"]


class Word(NamedTuple):
    """A word at `text[start:end]`, which is token `token` or a part of it."""

    start: int
    end: int
    token: int


class Cut(NamedTuple):
    """A text as words, with the segments over its tokens; `firsts` are the numbers of each token's first word."""

    segments: Segments
    words: tuple[Word, ...]
    firsts: tuple[int, ...]

    def covered(self, place: Located) -> tuple[int, int] | None:
        """Return the numbers of the first and the last word at a place; None where there is only white space."""
        first = bisect_right(self.words, place.start, key=lambda word: word.end)
        last = bisect_right(self.words, place.end - 1, key=lambda word: word.start) - 1
        return (first, last) if first <= last else None


def cut(doc: Document) -> Cut:
    """Return the words of a document."""
    segments = doc.segments or segment(doc.text)
    tokens = segments.tokens
    starts = [token.start for token in tokens]
    inner: dict[int, set[int]] = defaultdict(set)
    whole = {*starts, *(token.end for token in tokens)}
    for border in {border for place in _places(doc) for border in (place.start, place.end)} - whole:
        at = bisect_right(starts, border) - 1
        if at >= 0 and tokens[at].start < border < tokens[at].end:
            inner[at].add(border)
    words: list[Word] = []
    firsts: list[int] = []
    for at, token in enumerate(tokens):
        firsts.append(len(words))
        start = token.start
        for border in sorted(inner[at]) if at in inner else ():
            words.append(Word(start, border, at))
            start = border
        words.append(Word(start, token.end, at))
    return Cut(segments, tuple(words), tuple(firsts))


def mentions_of(doc: Document) -> tuple[Mention, ...]:
    """Return the mentions of a document; role phrases that stand for nobody are candidates, not findings."""
    if doc.entities is None:
        return doc.mentions or ()
    ids = doc.entity_ids()
    return tuple(mention for mention in doc.mentions or () if mention.form == "name" or mention.span in ids)


def _places(doc: Document) -> Iterator[Located]:
    """Yield the place of everything that these formats show."""
    yield from mentions_of(doc)
    yield from doc.times or ()
    for statement in doc.statements or ():
        yield from statement.content
        yield from filter(None, (statement.addressee, statement.time))
        for link in statement.chain:
            yield from filter(None, (link.source, link.cue))
    for event in doc.events or ():
        yield event.trigger
        yield from event.figures
