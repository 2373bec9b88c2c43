"""The words of a text as they are searched: each with its exact form, its stem, and where it stands.

What comes in is any text, an article's or a query's; what goes out are its words. Both go through the same function,
so that the same word always has the same stem. What a word's stem is, `musnad.lexicon.search_words` says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from musnad.arabic.orthography import MARKS, fold
from musnad.arabic.stems import Reading
from musnad.lexicon import Lexicon

__all__ = ["EITHER", "STEMS_VERSION", "Term", "core_finder", "index_terms", "lexicon", "stem_of", "terms_around"]

STEMS_VERSION = 3
"""Rises with every change that gives a word another stem; an index of another version is made anew."""

# ووَزير and BBC and G20 are words, «_» and «-» none; marks belong to the word before them. A number is a word of its own
# where it touches Arabic letters: 2016م.
_ARABIC = "\\u0600-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\ufb50-\\ufdff\\ufe70-\\ufeff"
_MARKS = "".join(sorted(MARKS))
_WORD = re.compile(f"[^\\W_{_ARABIC}]+|\\d+|[^\\W\\d_][^\\W\\d_{_MARKS}]*(?:[{_MARKS}]+[^\\W\\d_]*)*")
EITHER = "\u0640"
"""What ends the stem of a word in ه that may be "his" or a careless ة: كتابه is "his book" or "writing"."""

_CLOSE = 4.5  # as natural logarithms: two readings of which neither is that much likelier are both possible
_LEAST_BEFORE_HIS = 3
_KNOWN_WORDS = 1 << 15
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_SEATS = str.maketrans("ؤئ", "ءء")
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
    >>> [t.exact for t in index_terms("قمة G20 في 2016م")]
    ['قمة', 'g20', 'في', '2016', 'م']
    """
    return tuple(_terms(_WORD.finditer(text)))


def terms_around(
    text: str, words: Collection[str], beginnings: tuple[str, ...], following: int
) -> Iterator[tuple[Term, ...]]:
    """Yield each word of a text whose stem or letters are among `words`, or begin so, with the words that follow it.

    These are words of `index_terms`, `following` of them at most with the first; only those are made.
    """
    known, forms = _KNOWN, _forms
    may_hold = core_finder((*words, *beginnings))
    matches = list(_WORD.finditer(text))
    for at, match in enumerate(matches):
        word = match.group()
        found = known.get(word)
        if found is None:
            if not may_hold(word):
                continue  # finding the stem of a word that was not met before takes longest
            found = forms(word)
        _, stem, written = found
        if stem in words or written in words or stem.startswith(beginnings) or written.startswith(beginnings):
            yield tuple(islice(_terms(matches[at : at + 2 * following]), following))


def core_finder(stems: Iterable[str]) -> Callable[[str], bool]:
    """Return what says quickly whether a text may hold a word with one of these stems; where not, it does not.

    >>> core_finder(["وزير"])("الوزراء"), core_finder(["وزير"])("لوزيرة")
    (False, True)
    """
    has_core = re.compile("|".join(sorted({re.escape(_core(stem)) for stem in stems}))).search
    return lambda text: has_core(fold(text).translate(_SEATS)) is not None


def _core(word: str) -> str:
    """Return letters that stand in every form of a stem: what is written onto it changes its end, لل its beginning."""
    folded = fold(word).translate(_SEATS)
    return folded[1:-1] if len(folded) > 3 else folded[1:2] or folded


def _terms(matches: Iterable[re.Match[str]]) -> Iterator[Term]:
    for match in matches:
        exact, stem, written = _forms(match.group())
        if exact:
            yield Term(*match.span(), exact, stem, written)


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


_KNOWN: dict[str, tuple[str, str, str]] = {}


def _forms(word: str) -> tuple[str, str, str]:
    """Return the folded form, the stem and the letters of a word as written; words once met are remembered."""
    found = _KNOWN.get(word)
    if found is None:
        if len(_KNOWN) >= _KNOWN_WORDS:
            _KNOWN.clear()
        exact = "".join(filter(str.isalnum, fold(word)))
        stem = stem_of(exact) if exact else ""
        found = _KNOWN[word] = exact, stem, _as_written(word)
    return found


def _as_written(word: str) -> str:
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    return "".join(filter(str.isalnum, word.translate(_NO_MARKS))).lower()
