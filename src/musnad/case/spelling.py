"""Which words of names may be spellings of one, as searching knows it.

What comes in are words of names as `musnad.corpus.actor_names` gives them, in either script; what goes out is how near
they are: other spellings of a foreign name, a name in Latin letters, one letter that was mistyped.
"""

from __future__ import annotations

import sqlite3
from functools import cache, lru_cache

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import is_arabic
from musnad.case.search.expanding import may_be_spelling
from musnad.case.search.foreign import cost, latin_skeleton, skeleton
from musnad.case.search.known import is_name, is_ordinary
from musnad.case.search.latin import arabic_words, may_be_written

__all__ = ["FOREIGN", "NameSpelling", "arabic_spellings"]

_LEAST_LETTERS = 3
_FAR = 6.0  # the cost of a spelling at which nothing of the likeness is left
_LATIN, _MISTYPED, _SHORTENED = 0.9, 0.6, 0.3
_LEAST_MISTYPED = 4
FOREIGN = "~"
"""Stands before the key of a word that may be spelt in several ways."""


class NameSpelling:
    """Tells spellings apart by what searching knows of words."""

    def key(self, word: str) -> str:
        """Return what the spellings of a word share, of a foreign name in both scripts."""
        return _key(word)

    def alike(self, one: str, other: str) -> float:
        """Return how near two words are as spellings: 1 for the same, 0 for words that are surely two."""
        if one == other:
            return 1.0
        return _alike(one, other) if one < other else _alike(other, one)


def arabic_spellings(connection: sqlite3.Connection, word: str) -> tuple[str, ...]:
    """Return the words of a case that a name in Latin letters may be written with, none for other words."""
    if is_arabic(word) or not word.isalpha() or len(word) < _LEAST_LETTERS:
        return ()
    rows = connection.execute("SELECT stem FROM vocabulary WHERE latin = ?", (latin_key(word),))
    return arabic_words(word, [row[0] for row in rows])


@cache
def _key(word: str) -> str:
    is_latin = word.isascii() and word.isalpha()
    if len(word) < _LEAST_LETTERS or not (is_latin or _varies(word)):
        return word
    key = latin_skeleton(word) if is_latin else skeleton(word)
    return FOREIGN + key if len(key) > 1 else word


@cache
def _varies(word: str) -> bool:
    return is_arabic(word) and may_be_spelling(word)


@lru_cache(1 << 18)
def _alike(one: str, other: str) -> float:
    if min(len(one), len(other)) < _LEAST_LETTERS or not (one.isalpha() and other.isalpha()):
        return 0.0
    are_foreign = _varies(one) and _varies(other)
    near = max(0.0, 1.0 - cost(one, other) / _FAR) if are_foreign and _key(one) == _key(other) else 0.0
    if min(len(one), len(other)) >= _LEAST_MISTYPED:
        if _one_letter_off(one, other):
            are_words = all(is_name(word) or is_ordinary(word) for word in (one, other))
            near = max(near, _MISTYPED if not are_words else _SHORTENED if are_foreign else 0.0)
        elif are_foreign and (one.startswith(other) or other.startswith(one)):
            near = max(near, _SHORTENED)
    if near == 0.0 and one.isascii() != other.isascii():
        latin, arabic = (one, other) if one.isascii() else (other, one)
        near = _LATIN if _varies(arabic) and may_be_written(latin, arabic) else 0.0
    return near


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two words differ in one letter: another, one more, or two in another order."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
