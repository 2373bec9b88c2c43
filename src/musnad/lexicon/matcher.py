"""Find the phrases of a table in a row of tokens.

What comes in is phrases with a value each, then tokens; what goes out are matches with their offsets, clitics
outside. Matching is on folded forms of whole tokens; a proclitic (و ف ب ل ك, and ل with a swallowed article) may
stand on the first one. Choosing between matches is for the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from musnad.arabic.clitics import Split, proclitic_splits
from musnad.arabic.orthography import fold, fold_offset
from musnad.arabic.segmentation import tokenize
from musnad.model import Token

__all__ = ["Match", "PhraseMatcher", "bare_words", "phrase_forms", "stem_start", "words_of"]

Value = TypeVar("Value")
_ByLength: TypeAlias = dict[int, dict[tuple[str, ...], tuple[Value, ...]]]
_KNOWN_FORMS = 1 << 15
_ARTICLE = "ال"


class Match(NamedTuple, Generic[Value]):
    """A phrase found: tokens `first:last`, from code point `start` to `end`, after the proclitics `clitics`."""

    first: int
    last: int
    start: int
    end: int
    clitics: str
    values: tuple[Value, ...]


def phrase_forms(phrase: str) -> tuple[str, ...]:
    """Return the folded tokens of a phrase as a table writes it.

    >>> phrase_forms("الأمم المتحدة")
    ('الامم', 'المتحدة')
    """
    if phrase.replace(" ", "").isalpha():  # the usual case, ten times faster than cutting marks and numbers apart
        return tuple(fold(phrase).split())
    return tuple(token.form for token in tokenize(phrase))


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[str, ...]:
    """Return the folded words of a name, marks left out.

    >>> words_of("جان-ماري لو")
    ('جان', 'ماري', 'لو')
    """
    return tuple(form for form in phrase_forms(text) if form[0].isalnum())


@lru_cache(maxsize=8192)
def bare_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a phrase without their articles, in order."""
    return tuple(w[2:] if w.startswith(_ARTICLE) and len(w) > 4 else w for w in words_of(text))


def stem_start(token: Token, text: str, skip: int) -> int:
    """Return where a token begins once `skip` folded letters of clitics are left out."""
    return token.start + fold_offset(text[token.start : token.end], skip) if skip else token.start


class PhraseMatcher(Generic[Value]):
    """Holds phrases by their first token, then by length. The same phrase may carry several values.

    Which phrases a form may open, with clitics and without, is remembered: most forms open none, and the same few
    thousand forms make up nearly all of a text. Threads may share a matcher; at worst a form is looked up twice.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        found: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in phrases:
            if forms := phrase_forms(phrase):
                found.setdefault(forms, []).append(value)
        self._by_first: dict[str, _ByLength[Value]] = {}
        for forms in sorted(found, key=len, reverse=True):
            lengths = self._by_first.setdefault(forms[0], {})
            lengths.setdefault(len(forms), {})[forms[1:]] = tuple(found[forms])
        self._openings: dict[str, tuple[tuple[Split, _ByLength[Value]], ...]] = {}

    def openings(self, form: str) -> tuple[tuple[Split, _ByLength[Value]], ...]:
        """Return the readings of a form that may open a phrase, each with the rests by their lengths; mostly none."""
        known = self._openings.get(form)
        if known is None:
            if len(self._openings) >= _KNOWN_FORMS:
                self._openings.clear()
            by_first = self._by_first
            known = tuple((split, by_first[split.stem]) for split in proclitic_splits(form) if split.stem in by_first)
            self._openings[form] = known
        return known

    def at(self, tokens: Sequence[Token], index: int, text: str) -> Match[Value] | None:
        """Return the longest phrase that begins at token `index`, the reading with fewest clitics on a tie."""
        best: Match[Value] | None = None
        for split, by_length in self.openings(tokens[index].form):
            for length, phrases in by_length.items():
                if best is not None and length <= best.last - best.first:
                    break
                last = index + length
                values = phrases.get(tuple([token.form for token in tokens[index + 1 : last]]))
                if values is not None:
                    start = stem_start(tokens[index], text, split.skip)
                    best = Match(index, last, start, tokens[last - 1].end, split.clitics, values)
                    break
        return best

    def find(self, tokens: Sequence[Token], text: str) -> list[Match[Value]]:
        """Return the leftmost longest matches over all tokens, none overlapping another."""
        found, end = [], 0
        openings = self.openings
        for index in [index for index, token in enumerate(tokens) if openings(token.form)]:
            if index >= end and (match := self.at(tokens, index, text)) is not None:
                found.append(match)
                end = match.last
        return found
