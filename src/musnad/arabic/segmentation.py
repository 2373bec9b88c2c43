"""Cut Arabic text into tokens, sentences and paragraphs.

What comes in is any Unicode text; what goes out are spans into it. Every letter and digit lies in exactly one token.
Sentences end at a full stop, question or exclamation mark or line end; a mark that closes a quotation right after
the stop stays with its sentence. A run of 300 tokens without any is cut at its last comma, so that no reading of a
sentence can take longer than the text is long.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import TypeAlias

from musnad.arabic.orthography import fold
from musnad.model import Segments, Sentence, Span, Token, TokenKind

__all__ = ["CLOSING_MARKS", "OPENING_MARKS", "QUOTATION_MARKS", "segment", "tokenize"]

OPENING_MARKS = "«“‟„‹"
CLOSING_MARKS = "»”›"
QUOTATION_MARKS = OPENING_MARKS + CLOSING_MARKS + '"＂'

# Word: letters with their marks (دُوليًّا, CNN, F).
# Number: digits with inner separators (1,200 and 3.5, not the stop in "2016.").
_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,٫٬]\d+)*)"
    r"|(?P<word>[^\W\d_][^\W\d_\u064B-\u065F\u0670\u0640\u0610-\u061A\u06D6-\u06ED]*"
    r"(?:[\u064B-\u065F\u0670\u0640\u0610-\u061A\u06D6-\u06ED\u200c\u200d]+[^\W\d_]*)*)"
    r"|(?P<punct>\S)"
)
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOPS = frozenset(".!?؟…۔")
_AFTER_STOP = frozenset(CLOSING_MARKS + '"＂)]')
_CLAUSE_MARKS = frozenset("،,؛;:")
_HEADLINE_WORDS = 30
_LONGEST_SENTENCE = 300
_KNOWN_CHUNKS, _LONGEST_KNOWN = 1 << 15, 40
_Piece: TypeAlias = tuple[int, int, str, TokenKind]  # start and end in a chunk, form, kind


def tokenize(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]`, with offsets into `text`.

    >>> [t.form for t in tokenize("قال: «نعم»")]
    ['قال', ':', '«', 'نعم', '»']
    """
    found = []
    at = start
    for chunk in text[start:end].split(" "):
        for low, high, form, kind in _cut_known(chunk) if len(chunk) <= _LONGEST_KNOWN else _cut_chunk(chunk):
            found.append(Token(at + low, at + high, form, kind))
        at += len(chunk) + 1
    return tuple(found)


def _cut_chunk(chunk: str) -> tuple[_Piece, ...]:
    """Cut what stands between two spaces, which no token crosses."""
    if chunk.isalpha():  # one word, as most are
        return ((0, len(chunk), fold(chunk) or chunk, "word"),)
    found: list[_Piece] = []
    for match in _TOKEN.finditer(chunk):
        kind: TokenKind = match.lastgroup  # type: ignore[assignment]  # the pattern's groups are the token kinds
        form = fold(match.group()) or match.group()  # a lone tatweel folds to nothing
        found.append((match.start(), match.end(), form, kind))
    return tuple(found)


# The same chunks come all the time; long ones are no words, and could fill the memory.
_cut_known = lru_cache(_KNOWN_CHUNKS)(_cut_chunk)


def segment(text: str) -> Segments:
    """Cut a whole text into tokens, sentences and paragraphs, and find its headline.

    The headline is a short first line without a full stop that an empty line follows.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraphs: list[Span] = []
    for line in _LINE.finditer(text):
        inside = tokenize(text, line.start(), line.end())
        if not inside:
            continue
        first = len(tokens)
        tokens.extend(inside)
        for low, high in _sentence_ranges(inside, text):
            sentences.append(
                Sentence(inside[low].start, inside[high - 1].end, first + low, first + high, len(paragraphs))
            )
        paragraphs.append(Span(inside[0].start, inside[-1].end))
    return Segments(tuple(tokens), tuple(sentences), tuple(paragraphs), _headline(text, paragraphs))


def _sentence_ranges(tokens: tuple[Token, ...], text: str) -> list[tuple[int, int]]:
    """Return where sentences begin and end, going from stop to stop."""
    stops = [at for at, token in enumerate(tokens) if token.form in _STOPS and token.kind == "punct"]
    ranges: list[tuple[int, int]] = []
    low = following = 0
    while True:
        stop = stops[following] if following < len(stops) else len(tokens)
        if stop >= low + _LONGEST_SENTENCE - 1:
            if len(tokens) < low + _LONGEST_SENTENCE:
                break
            low = _cut(ranges, tokens, low, low + _LONGEST_SENTENCE)
            following = bisect_left(stops, low)
            continue
        if stop == len(tokens):
            break
        following += 1
        if _is_abbreviation(tokens, stop):
            continue
        at = stop + 1
        while at < len(tokens) and _continues_stop(tokens[at], tokens[at - 1], text):
            at += 1
        ranges.append((low, at))
        low = at
        following = bisect_left(stops, low)
    if low < len(tokens):
        ranges.append((low, len(tokens)))
    return ranges


def _cut(ranges: list[tuple[int, int]], tokens: tuple[Token, ...], low: int, at: int) -> int:
    """End an overlong sentence at its last clause mark, or where it stands; return where the next one begins."""
    clause = next((i + 1 for i in range(at - 1, low, -1) if tokens[i].form in _CLAUSE_MARKS), at)
    ranges.append((low, clause))
    return clause


def _continues_stop(token: Token, before: Token, text: str) -> bool:
    """More stops, or a closing mark that touches the stop; a straight mark only if no word touches its far side."""
    if token.form in _STOPS:
        return True
    if token.form not in _AFTER_STOP or token.start != before.end:
        return False
    return token.form not in '"＂' or not text[token.end : token.end + 1].isalnum()


def _is_abbreviation(tokens: tuple[Token, ...], stop: int) -> bool:
    """A stop after a single letter that another word follows, or inside a name: أ.ف.ب, د. محمد, إم.إس, «كذا.نت»."""
    if stop == 0 or tokens[stop].form != ".":
        return False
    if _is_inside_name(tokens, stop):
        return True
    before = tokens[stop - 1]
    if before.kind != "word" or len(before.form) > 2 or before.end != tokens[stop].start:
        return False
    if stop + 1 == len(tokens) or tokens[stop + 1].kind != "word":
        return False
    return len(before.form) == 1 or tokens[stop + 1].start == tokens[stop].end


def _is_inside_name(tokens: tuple[Token, ...], stop: int) -> bool:
    """A stop between two words that alone stand in quotation marks: «كذا.نت»."""
    if stop < 2 or stop + 2 >= len(tokens):
        return False
    inside, marks = tokens[stop - 1 : stop + 2], tokens[stop - 2].form + tokens[stop + 2].form
    touch = all(one.end == other.start for one, other in pairwise(inside))
    return touch and inside[0].kind == inside[2].kind == "word" and all(mark in QUOTATION_MARKS for mark in marks)


def _headline(text: str, paragraphs: list[Span]) -> Span | None:
    if len(paragraphs) < 2:
        return None
    first, second = paragraphs[0], paragraphs[1]
    gap = text[first.end : second.start]
    words = text[first.start : first.end].split()
    if gap.count("\n") < 2 or len(words) > _HEADLINE_WORDS or text[first.end - 1] == ".":
        return None
    return first
