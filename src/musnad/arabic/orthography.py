"""Spellings that count as the same: folding a word for comparison, and the way back to its letters.

What comes in is text as written; what goes out is a folded form (no vowel marks, no tatweel, one alef, one ya, Latin
digits, presentation forms resolved). ة stays apart from ه, and ؤ ئ keep their hamza: folding them joins words that
differ. The text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["MARKS", "fold", "fold_offset", "is_arabic"]

MARKS = (
    frozenset("\u0640\u0670\u200b\u200c\u200d\u200e\u200f\u061c\ufeff")
    | {chr(c) for c in range(0x0610, 0x061B)}
    | {chr(c) for c in (*range(0x064B, 0x0660), *range(0x06D6, 0x06EE)) if unicodedata.combining(chr(c))}
)

_SAME = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
    "ى": "ي", "ی": "ي", "ې": "ي",
    "ک": "ك", "ڪ": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه",
}  # fmt: skip
_DIGITS = {chr(base + n): str(n) for base in (0x0660, 0x06F0) for n in range(10)}
_TABLE = str.maketrans({**_SAME, **_DIGITS, **dict.fromkeys(MARKS)})
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefe]")
_ARABIC = re.compile("[\u0620-\u063f\u0641-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_KNOWN_WORDS = 1 << 14


@lru_cache(_KNOWN_WORDS)
def fold(word: str) -> str:
    """Return the spelling by which words are compared.

    >>> fold("إِلـى")
    'الي'
    """
    if _PRESENTATION.search(word):
        word = _PRESENTATION.sub(lambda match: unicodedata.normalize("NFKC", match.group()), word)
    return word.translate(_TABLE).lower()


@lru_cache(_KNOWN_WORDS)
def fold_offset(word: str, folded_letters: int) -> int:
    """Return how many code points of `word` make up its first `folded_letters` folded letters.

    Marks that follow a letter belong to it. A ligature that is only half covered counts as not covered.

    >>> fold_offset("وَموسكو", 1)
    2
    """
    seen = 0
    for offset, character in enumerate(word):
        width = len(fold(character))
        if width and seen + width > folded_letters:
            return offset
        seen += width
    return len(word)


def is_arabic(text: str) -> bool:
    """Whether the text holds at least one letter of the Arabic script."""
    return _ARABIC.search(text) is not None
