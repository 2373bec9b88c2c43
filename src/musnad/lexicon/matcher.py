"""Find the phrases of a table in a row of tokens.

What comes in is phrases with a value each, then tokens; what goes out are matches with their offsets, clitics
outside. Matching is on folded forms of whole tokens; a proclitic (و ف ب ل ك, and ل with a swallowed article) may
stand on the first one. Choosing between matches is for the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.orthography import fold, fold_offset
from musnad.arabic.segmentation import tokenize
from musnad.model import Token

__all__ = ["Match", "PhraseMatcher", "bare_words", "make_phrase_forms", "phrase_forms", "stem_start", "words_of"]

Value = TypeVar("Value")
_NONE: Mapping[int, Any] = {}
_ARTICLE = "ال"
_MANY = 1000
_compiled_forms: dict[str, tuple[str, ...]] = {}  # of the large tables; filled when many phrases are asked for at once


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
    return _compiled_forms.get(phrase) or make_phrase_forms(phrase)


def make_phrase_forms(phrase: str) -> tuple[str, ...]:
    """Return what `phrase_forms` does, without looking whether it is known already."""
    if phrase.replace(" ", "").isalpha():  # the usual case, ten times faster than cutting marks and numbers apart
        return tuple(fold(phrase).split())
    return tuple(token.form for token in tokenize(phrase))


def _know_forms_of(phrase: str) -> None:
    """Take up the compiled forms of the tables up to the one that has this phrase."""
    from musnad.lexicon.cache import kept_tables

    if phrase not in _compiled_forms and (kept := kept_tables()):
        for group in kept.forms:
            _compiled_forms.update(kept.phrase_forms(group))
            if phrase in _compiled_forms:
                return


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
    """Holds phrases by their first token, then by length. The same phrase may carry several values."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        phrases = tuple(phrases)
        if len(phrases) > _MANY:
            _know_forms_of(phrases[0][0])
        found: dict[tuple[str, ...], list[Value]] = {}
        for phrase, value in phrases:
            if forms := phrase_forms(phrase):
                found.setdefault(forms, []).append(value)
        self._by_first: dict[str, dict[int, dict[tuple[str, ...], tuple[Value, ...]]]] = {}
        for forms in sorted(found, key=len, reverse=True):
            lengths = self._by_first.setdefault(forms[0], {})
            lengths.setdefault(len(forms), {})[forms[1:]] = tuple(found[forms])

    def at(self, tokens: Sequence[Token], index: int, text: str) -> Match[Value] | None:
        """Return the longest phrase that begins at token `index`, the reading with fewest clitics on a tie."""
        best: Match[Value] | None = None
        for split in proclitic_splits(tokens[index].form):
            for length, phrases in self._by_first.get(split.stem, _NONE).items():
                if best is not None and length <= best.last - best.first:
                    break
                last = index + length
                values = phrases.get(tuple(token.form for token in tokens[index + 1 : last]))
                if values is not None:
                    start = stem_start(tokens[index], text, split.skip)
                    best = Match(index, last, start, tokens[last - 1].end, split.clitics, values)
                    break
        return best

    def find(self, tokens: Sequence[Token], text: str) -> list[Match[Value]]:
        """Return the leftmost longest matches over all tokens, none overlapping another."""
        found, at = [], 0
        while at < len(tokens):
            match = self.at(tokens, at, text)
            if match is None:
                at += 1
                continue
            found.append(match)
            at = match.last
        return found
