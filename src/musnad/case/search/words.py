"""The words of a text as they are searched: each with its exact form, its stem, and where it stands.

What comes in is any text, an article's or a query's; what goes out are its words. Both go through the same function,
so that the same word always has the same stem. What a word's stem is, `musnad.lexicon.search_words` says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from musnad.arabic.orthography import MARKS, fold
from musnad.arabic.stems import Reading
from musnad.lexicon import Lexicon

__all__ = ["EITHER", "STEMS_VERSION", "Term", "index_terms", "lexicon", "stem_of", "terms_around"]

STEMS_VERSION = 2
"""Rises with every change that gives a word another stem; an index of another version is made anew."""

# ووَزير and BBC and 12 are words, «_» and «-» none; marks belong to the word before them.
_WORD = re.compile(f"[^\\W_][^\\W_{''.join(sorted(MARKS))}]*(?:[{''.join(sorted(MARKS))}]+[^\\W_]*)*")
EITHER = "\u0640"
"""What ends the stem of a word in ه that may be "his" or a careless ة: كتابه is "his book" or "writing"."""

_CLOSE = 4.5  # as natural logarithms: two readings of which neither is that much likelier are both possible
_LEAST_BEFORE_HIS = 3
_KNOWN_WORDS = 1 << 17
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_NO_MARKS = dict.fromkeys(map(ord, MARKS))


class Term(NamedTuple):
    """A word of a text: `text[start:end]` in code points, its folded form, its stem, and its letters as written.

    `written` is what strict searches compare: without marks and tatweel, presentation forms resolved, small letters.
    """

    start: int
    end: int
    exact: str
    stem: str
    written: str


def index_terms(text: str) -> tuple[Term, ...]:
    """Return the words of a text that hold a letter or a digit, in order.

    >>> [(t.exact, t.stem) for t in index_terms("والوزيرُ لوزارته")]
    [('والوزير', 'وزير'), ('لوزارته', 'وزاره')]
    """
    forms = _forms()
    found = []
    for match in _WORD.finditer(text):
        exact, stem, written = forms(match.group())
        if exact:
            found.append(Term(*match.span(), exact, stem, written))
    return tuple(found)


def terms_around(text: str, wanted: Callable[[str, str], bool], following: int) -> Iterator[tuple[Term, ...]]:
    """Yield each word of a text for whose stem and letters `wanted` holds, with as many words as follow it.

    The same words as `index_terms` gives, but quicker where few are wanted.
    """
    forms = _forms()
    found = [(match, known) for match in _WORD.finditer(text) if (known := forms(match.group()))[0]]
    for at, (_, (_, stem, written)) in enumerate(found):
        if wanted(stem, written):
            yield tuple(Term(*match.span(), *known) for match, known in found[at : at + following])


def stem_of(form: str) -> str:
    """Return the stem of a folded word.

    >>> stem_of("وبلادهم"), stem_of("كتابه") == stem_of("كتابة")
    ('بلاد', False)
    """
    stemmer = lexicon().stemmer
    before, stem, after = stemmer(form)
    if not form.endswith("ه") or after not in ("", "ه"):
        return stem
    whole = stem + after
    if len(whole) <= _LEAST_BEFORE_HIS or not (stemmer.is_known(whole) and stemmer.is_known(whole[:-1])):
        return stem
    if whole in stemmer.fixed or whole[:-1] in stemmer.fixed:
        return stem
    his, itself = stemmer.cost(Reading(before, whole[:-1], "ه")), stemmer.cost(Reading(before, whole, ""))
    return whole + EITHER if abs(his - itself) < _CLOSE else stem


@cache
def lexicon() -> Lexicon:
    """Return the tables that ship with the package; searching knows no others, so that stems never differ."""
    return Lexicon()


@cache
def _forms() -> Callable[[str], tuple[str, str, str]]:
    known: dict[str, tuple[str, str, str]] = {}

    def forms(word: str) -> tuple[str, str, str]:
        """Return the folded form, the stem and the letters of a word as written."""
        found = known.get(word)
        if found is None:
            if len(known) >= _KNOWN_WORDS:
                known.clear()
            exact = "".join(filter(str.isalnum, fold(word)))
            stem = stem_of(exact) if exact else ""
            found = known[word] = exact, stem, _as_written(word)
        return found

    return forms


def _as_written(word: str) -> str:
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return "".join(filter(str.isalnum, word.translate(_NO_MARKS))).lower()
