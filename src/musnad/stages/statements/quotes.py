"""Pair the quotation marks of a text.

What comes in are tokens and paragraph ranges; what goes out are quotations as token ranges. Straight marks open or
close by their neighbours; curly ones are read the same way, since pages use them wrongly. A mark that is never
closed holds to the end of its paragraph; of marks nested deeper than four the outermost are passed over.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from musnad.model import Token

__all__ = ["Quote", "pair_quotes"]

_ALWAYS_OPEN = frozenset("«‹„‟")
_ALWAYS_CLOSE = frozenset("»›")
_BY_POSITION = frozenset('"“”＂')
_MARKS = _ALWAYS_OPEN | _ALWAYS_CLOSE | _BY_POSITION
_BEFORE_OPENING = "([:ـ"
_CLITICS = "بلكوف"
_NAME_WORDS = 3
_DEEPEST = 4


class Quote(NamedTuple):
    """Tokens `first:last` between the marks; the opening mark is `first - 1`, the closing one `last` if `closed`."""

    first: int
    last: int
    closed: bool
    words: int

    @property
    def is_short(self) -> bool:
        """Whether it is short enough to be a name or a word in marks rather than speech."""
        return self.words <= _NAME_WORDS


def pair_quotes(tokens: Sequence[Token], text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quote, ...]:
    """Return the quotations, outer before inner, in text order. `paragraphs` are token ranges."""
    marks = [at for at, token in enumerate(tokens) if token.form in _MARKS and token.kind == "punct"]
    found: list[Quote] = []
    for low, high in paragraphs if marks else ():
        found.extend(_pair(tokens, text, marks[bisect_left(marks, low) : bisect_left(marks, high)], high))
    return tuple(sorted(found, key=lambda q: (q.first, -q.last)))


def _pair(tokens: Sequence[Token], text: str, marks: Sequence[int], high: int) -> Iterator[Quote]:
    """Pair the marks of a paragraph that ends at token `high`."""
    opened: list[int] = []
    for at in marks:
        direction = _direction(tokens[at], text, inside=bool(opened))
        if direction == "open":
            opened.append(at)
            del opened[:-_DEEPEST]
        elif direction == "close" and opened:
            yield _quote(tokens, opened.pop() + 1, at, closed=True)
    for at in opened[-1:]:
        yield _quote(tokens, at + 1, high, closed=False)


def _quote(tokens: Sequence[Token], first: int, last: int, *, closed: bool) -> Quote:
    return Quote(first, last, closed, sum(t.kind != "punct" for t in tokens[first:last]))


def _direction(token: Token, text: str, *, inside: bool) -> str | None:
    """A mark that touches only the word after it opens; only the word before it, closes; else the state decides."""
    mark = token.form
    if mark in _ALWAYS_OPEN:
        return "open"
    if mark in _ALWAYS_CLOSE:
        return "close"
    if mark not in _BY_POSITION:
        return None
    if not inside:
        return "open"
    opens = _is_free(text, token.start) and text[token.end : token.end + 1].isalnum()
    return "open" if opens else "close"


def _is_free(text: str, at: int) -> bool:
    """Whether no word ends before a mark: a space, a bracket, or a clitic that is written onto the mark (بـ"كذا")."""
    before = text[max(0, at - 2) : at]
    if not before or before[-1].isspace() or before[-1] in _BEFORE_OPENING:
        return True
    return before[-1] in _CLITICS and not before[:-1].isalnum()
