"""The words by which texts are compared: their keys, and where they stand.

What comes in is a text as written; what goes out are the words of its body with a number for each, equal for
spellings that edited copies mix (إلى and الى, جهة and جهه, وقال and قال). Lines of page furniture are left out.
Offsets are code points into the text, which is never changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from musnad.arabic.orthography import fold
from musnad.readers.furniture import Furniture

__all__ = ["Numbers", "Words", "read_words", "word_key", "word_number", "word_spans"]

Numbers = NDArray[np.uint64]

# Letters and digits with the marks on them: كَتَبَ, F16, 12. Not: the stop in 3.5 or the low line in رام_الله.
_WORD = re.compile(r"(?:(?!_)[\w\u0640\u064B-\u065F\u0670\u0610-\u061A\u06D6-\u06ED\u200c\u200d])+")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SAME = str.maketrans("ةؤئ", "هوي", "ء")
_AND = "و"
_LEAST_AFTER_AND = 3
_KNOWN_WORDS = 1 << 16


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text's body: `numbers[i]` is the word that stands at `text[starts[i]:ends[i]]`."""

    numbers: Numbers
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    are_figures: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.numbers)


def word_key(word: str) -> str:
    """Return the spelling under which a word is compared; a leading و (and) goes, since copies add and drop it.

    >>> word_key("والجِهة") == word_key("الجهه")
    True
    """
    key = fold(word).translate(_SAME)
    return key[1:] if key.startswith(_AND) and len(key) > _LEAST_AFTER_AND else key


@lru_cache(_KNOWN_WORDS)
def word_number(word: str) -> int:
    """Return the 64-bit number of a word's key: the same in every process and on every machine."""
    return int.from_bytes(blake2b(word_key(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def word_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return where every word of a text stands, page furniture included."""
    return tuple(match.span() for match in _WORD.finditer(text))


def read_words(text: str) -> Words:
    """Return the words of the lines that are no page furniture (share buttons, «اقرأ أيضا», lists of links)."""
    found = [match for start, end in _body_lines(text) for match in _WORD.finditer(text, start, end)]
    forms = [match.group() for match in found]
    return Words(
        np.fromiter(map(word_number, forms), np.uint64, len(forms)),
        np.array([match.start() for match in found], np.int32),
        np.array([match.end() for match in found], np.int32),
        np.array([form[0].isdigit() for form in forms], np.bool_),
    )


def _body_lines(text: str) -> list[tuple[int, int]]:
    lines = [match.span() for match in _LINE.finditer(text)]
    written = [text[start:end].strip() for start, end in lines]
    kept = iter(_furniture().clean(written))
    body = []
    wanted = next(kept, None)
    for line, words in zip(lines, written, strict=True):
        if wanted is not None and words == wanted:
            body.append(line)
            wanted = next(kept, None)
    return body


@cache
def _furniture() -> Furniture:
    return Furniture()
