"""Find the phrases of a table in a row of tokens.

What comes in is phrases with a value each, then tokens; what goes out are matches with their offsets, clitics
outside. Matching is on folded forms of whole tokens; a proclitic (و ف ب ل ك, and ل with a swallowed article) may
stand on the first one. Choosing between matches is for the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from musnad.arabic.clitics import Split, proclitic_splits
from musnad.arabic.orthography import fold, fold_offset
from musnad.arabic.segmentation import tokenize
from musnad.lexicon.forms import ByForm
from musnad.model import Token

__all__ = ["Match", "PhraseMatcher", "bare_words", "phrase_forms", "stem_start", "words_of"]

Value = TypeVar("Value")
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


def _first_form(phrase: str) -> str:
    """Return the first of a phrase's folded tokens; nothing where it has none."""
    head, _, rest = phrase.partition(" ")
    if head.isalpha() and (not rest or rest.replace(" ", "").isalpha()):
        form = fold(head)
        if form and " " not in form:  # a sign of its own may stand for nothing, or for several words
            return form
    return next(iter(phrase_forms(phrase)), "")


@lru_cache(maxsize=8192)
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


class _Opening(NamedTuple, Generic[Value]):
    """What goes on from a first word: the values of the word `alone`, and longer phrases by their second word.

    Longer ones are given by what follows the second word, the longest first.
    """

    alone: tuple[Value, ...] | None
    longer: Mapping[str, Sequence[tuple[list[str], tuple[Value, ...]]]]


class PhraseMatcher(Generic[Value]):
    """Holds phrases by their first token. The same phrase may carry several values.

    Which phrases a form may open, with clitics and without, is remembered: most forms open none, and the same few
    thousand forms make up nearly all of a text. Threads may share a matcher; at worst a form is looked up twice.
    """

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[str, Value]]] = {}
        for phrase, value in phrases:
            if first := _first_form(phrase):
                self._by_first.setdefault(first, []).append((phrase, value))
        self._from_stem = ByForm(lambda stem: _opening(self._by_first[stem]), most=_KNOWN_FORMS)
        self._openings = ByForm(self._open, most=_KNOWN_FORMS)

    def at(self, tokens: Sequence[Token], index: int, text: str) -> Match[Value] | None:
        """Return the longest phrase that begins at token `index`, the reading with fewest clitics on a tie."""
        openings = self._openings[tokens[index].form]
        if not openings:
            return None
        following = tokens[index + 1].form if index + 1 < len(tokens) else ""
        best: tuple[Split, tuple[Value, ...]] | None = None
        most = 0
        for split, opening in openings:
            for rest, values in opening.longer.get(following, ()):
                length = len(rest) + 2
                if length <= most:
                    break
                if not rest or [token.form for token in tokens[index + 2 : index + length]] == rest:
                    best, most = (split, values), length
                    break
            if not most and opening.alone is not None:
                best, most = (split, opening.alone), 1
        if best is None:
            return None
        split, values = best
        start = stem_start(tokens[index], text, split.skip)
        return Match(index, index + most, start, tokens[index + most - 1].end, split.clitics, values)

    def _open(self, form: str) -> tuple[tuple[Split, _Opening[Value]], ...]:
        """Return the readings of a form that may open a phrase; mostly none."""
        splits = (split for split in proclitic_splits(form) if split.stem in self._by_first)
        return tuple((split, self._from_stem[split.stem]) for split in splits)

    def find(self, tokens: Sequence[Token], text: str) -> list[Match[Value]]:
        """Return the leftmost longest matches over all tokens, none overlapping another."""
        found, end = [], 0
        openings = self._openings
        for index in [index for index, token in enumerate(tokens) if openings.get(token.form, True)]:
            if index >= end and (match := self.at(tokens, index, text)) is not None:
                found.append(match)
                end = match.last
        return found


def _opening(phrases: Iterable[tuple[str, Value]]) -> _Opening[Value]:
    """Return what the phrases with one first word open."""
    found: dict[tuple[str, ...], list[Value]] = {}
    for phrase, value in phrases:
        found.setdefault(phrase_forms(phrase), []).append(value)
    longer: dict[str, list[tuple[list[str], tuple[Value, ...]]]] = {}
    for forms in sorted((forms for forms in found if len(forms) > 1), key=len, reverse=True):
        longer.setdefault(forms[1], []).append((list(forms[2:]), tuple(found[forms])))
    alone = next((tuple(values) for forms, values in found.items() if len(forms) == 1), None)
    return _Opening(alone, longer)
