"""The consonants of a stem, by which a verb and its nouns are alike: قتل and مقتل, حاصر and حصار.

What comes in is a stem; what goes out are letters to compare, no root: words that have nothing to do with each other
may have the same. No word lists here.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["skeleton"]

_WEAK = str.maketrans(dict.fromkeys("اويىءئؤأإآـ"))
_ENDINGS, _BEGINNINGS = ("ت", "ه", "ة", "ن"), ("م", "ت")
_LEAST, _LEAST_WITHOUT_BEGINNING = 2, 3
_KNOWN = 1 << 16


@lru_cache(_KNOWN)
def skeleton(stem: str) -> str:
    """Return the consonants of a stem without letters that make nouns of verbs; numbers and short words as they are.

    >>> skeleton("استهداف") == skeleton("استهدفت"), skeleton("مقتل") == skeleton("قتل"), skeleton("15")
    (True, True, '15')
    """
    if len(stem) <= _LEAST or stem[0].isdigit():
        return stem
    found = stem.translate(_WEAK)
    while len(found) > _LEAST and found.endswith(_ENDINGS):
        found = found[:-1]
    if len(found) > _LEAST_WITHOUT_BEGINNING and found.startswith(_BEGINNINGS):
        found = found[1:]
    return found if len(found) >= _LEAST else stem
