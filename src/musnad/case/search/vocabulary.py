"""Which stems of an index may be names, and the keys under which their other spellings are found.

What comes in is a stem; what goes out are its keys: one of its consonants among spellings in Arabic letters, one among
names in Latin letters. A stem that is an ordinary word of the language has none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import is_arabic
from musnad.case.search.foreign import skeleton
from musnad.case.search.known import is_foreign_name, is_name, is_ordinary, looks_foreign

__all__ = ["NameKeys", "keys_of"]

_LEAST_LETTERS = 3
_KNOWN_STEMS = 1 << 16


class NameKeys(NamedTuple):
    """The keys of a stem that may be a name."""

    stem: str
    skeleton: str
    latin: str


@lru_cache(_KNOWN_STEMS)
def keys_of(stem: str) -> NameKeys | None:
    """Return the keys of a stem, None for an ordinary word, a number, or one in other letters.

    >>> keys_of("غوتيريش").skeleton == keys_of("جوتيريس").skeleton
    True
    >>> keys_of("وزاره") is None
    True
    """
    if len(stem) < _LEAST_LETTERS or not is_arabic(stem):
        return None
    if is_ordinary(stem) and not (is_name(stem) or is_foreign_name(stem) or looks_foreign(stem)):
        return None
    return NameKeys(stem, skeleton(stem), latin_key(stem))
