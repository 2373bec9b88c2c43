"""A document as the grammar of statements sees it: tokens with what stands at each of them.

What comes in is a document with segments, mentions, entities and times; what goes out are look-ups by token number.
Finds nothing itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from musnad.lexicon.matcher import Match
from musnad.lexicon.reporting import CuePhraseRow
from musnad.model import Document, Entity, Located, Mention, Segments, Sentence, Span
from musnad.stages.statements.quotes import Quote, pair_quotes
from musnad.stages.statements.words import is_definite

__all__ = ["PlacedMention", "TextView"]

_HAMZATED = re.compile("[وف]?[آأإ]ل")


def _first_token(sentence: Sentence) -> int:
    return sentence.first


class PlacedMention:
    """A mention with its tokens `first:last`, and the entity it stands for if that is known."""

    __slots__ = ("entity", "first", "last", "mention")

    def __init__(self, mention: Mention, first: int, last: int, entity: Entity | None) -> None:
        self.mention = mention
        self.first = first
        self.last = last
        self.entity = entity

    @property
    def is_person(self) -> bool:
        """Whether it names or stands for a person."""
        return self.mention.type == "PER"


class TextView:
    """Look-ups by token number. Built once per document, never changed; `phrases` is what was read of it already.

    `tells` says of a word whether it may be a verb of telling: a quotation that is never closed ends before a sentence
    that begins with one.
    """

    def __init__(self, doc: Document, segments: Segments, tells: Callable[[str], bool] = lambda _: False) -> None:
        self.text = doc.text
        self.tokens = segments.tokens
        self.sentences = segments.sentences
        self.headline = segments.headline
        self.forms = [t.form for t in self.tokens]
        self._starts = [t.start for t in self.tokens]
        self.names: dict[int, PlacedMention] = {}
        self.nominals: dict[int, PlacedMention] = {}
        self.name_ends: dict[int, PlacedMention] = {}
        self.nominal_ends: dict[int, PlacedMention] = {}
        self.covering: dict[int, PlacedMention] = {}
        self.phrases: dict[int, Match[CuePhraseRow] | None] = {}
        self._place_mentions(doc)
        self.time_at = {i: t.span for t in doc.times or () for i in range(*self.token_range(t))}
        self.in_time = frozenset(self.time_at)
        paired = pair_quotes(self.tokens, self.text, self._paragraph_ranges(segments))
        reached = (quote if quote.closed else self._within_reach(quote, tells) for quote in paired)
        self.quotes = tuple(quote for quote in reached if quote.last > quote.first)  # «» holds nothing
        self.quote_from: dict[int, Quote] = {q.first - 1: q for q in self.quotes}
        self.quote_to: dict[int, Quote] = {q.last: q for q in self.quotes if q.closed}
        self._quotes_at: dict[int, list[Quote]] = {}
        for quote in self.quotes:
            for i in range(quote.first, quote.last):
                self._quotes_at.setdefault(i, []).append(quote)
        self.speech: dict[int, Quote] = {
            i: q for q in self.quotes if q.closed and not q.is_short for i in range(q.first, q.last)
        }

    def _place_mentions(self, doc: Document) -> None:
        by_span = {span: e for e in doc.entities or () for span in e.mentions}
        for mention in doc.mentions or ():
            first, last = self.token_range(mention)
            placed = PlacedMention(mention, first, last, by_span.get(mention.span))
            if mention.form == "name":
                self.names[first] = placed
                self.name_ends[last] = placed
                for i in range(first, last):
                    self.covering[i] = placed
            else:
                if first not in self.nominals or self.nominals[first].last < last:
                    self.nominals[first] = placed
                self.nominal_ends[last] = placed

    def token_range(self, place: Located) -> tuple[int, int]:
        """Return the range of tokens that a place touches."""
        first = max(bisect_right(self._starts, place.start) - 1, 0)
        return first, max(bisect_left(self._starts, place.end, first), first + 1)

    def _within_reach(self, quote: Quote, tells: Callable[[str], bool]) -> Quote:
        sentence = bisect_right(self.sentences, quote.first, key=_first_token)
        last = quote.last
        while sentence < len(self.sentences) and (first := self.sentences[sentence].first) < quote.last:
            if tells(self.forms[first]):
                last = first
                break
            sentence += 1
        return quote._replace(last=last, words=sum(not self.is_punct(i) for i in range(quote.first, last)))

    def _paragraph_ranges(self, segments: Segments) -> list[tuple[int, int]]:
        ranges: dict[int, tuple[int, int]] = {}
        for s in segments.sentences:
            low, _ = ranges.get(s.paragraph, (s.first, s.last))
            ranges[s.paragraph] = (low, s.last)
        return list(ranges.values())

    def quotes_around(self, index: int) -> Sequence[Quote]:
        """Return the quotations that hold the token, the outermost first."""
        return self._quotes_at.get(index, ())

    def quotes_within(self, ranges: Iterable[tuple[int, int]]) -> set[Quote]:
        """Return the quotations that hold a token of the ranges."""
        quotes_at = self._quotes_at
        return {q for low, high in ranges for i in range(low, high) if i in quotes_at for q in quotes_at[i]}

    def is_place(self, first: int, last: int) -> bool:
        """Whether a phrase is nothing but the name of a place."""
        placed = self.names.get(first)
        return placed is not None and placed.mention.type == "LOC" and placed.last == last

    def is_definite(self, index: int) -> bool:
        """Whether the token carries the article, after a conjunction or ل too; «آلاف» and «إلغاء» only look so."""
        if not is_definite(self.forms[index]):
            return False
        token = self.tokens[index]
        return not _HAMZATED.match(self.text, token.start, token.end)

    def is_punct(self, index: int) -> bool:
        """Whether the token is a punctuation mark."""
        return self.tokens[index].kind == "punct"

    def span(self, first: int, last: int, *, start: int | None = None) -> Span:
        """Return the span of tokens `first:last`, beginning inside the first one where `start` says so."""
        return Span(self.tokens[first].start if start is None else start, self.tokens[last - 1].end)

    def start_of(self, index: int) -> int:
        """Return where the token begins once the clitics before a name are left out."""
        placed = self.names.get(index) or self.nominals.get(index)
        return placed.mention.start if placed else self.tokens[index].start
