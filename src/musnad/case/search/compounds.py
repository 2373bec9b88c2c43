"""Names of two words that are written as one or as two: عبدالله and عبد الله, أبوظبي and أبو ظبي, نصرالله and نصر الله.

What comes in are stems and words of a query; what goes out is the other way to write them. Which words join is for the
lexicon.
"""

from __future__ import annotations

from functools import cache

from musnad.arabic.orthography import fold
from musnad.case.search.words import Term, lexicon, stem_of

__all__ = ["joined", "parted"]

_ARTICLE = "ال"
_KUNYA = "abw"  # the row of أبو
_LEAST_LETTERS = 3


def parted(stem: str) -> tuple[str, str] | None:
    """Return the stems of the two words that a stem is written of, None where it is one word.

    >>> parted("عبدالله"), parted("نصرالله"), parted("ابواب")
    (('عبد', 'الله'), ('نصر', 'الله'), None)
    """
    heads, kunya, tails = _parts()
    for head in heads:
        rest = stem.removeprefix(head)
        if rest != stem and rest.startswith(_ARTICLE) and len(rest) > len(_ARTICLE) + 1:
            return head, stem_of(rest)
    for tail in tails:
        name = stem.removesuffix(tail)
        if name != stem and len(name) >= _LEAST_LETTERS and _is_word(name):
            return name, stem_of(tail)
    for head in kunya:
        rest = stem.removeprefix(head)
        if rest != stem and len(rest) >= _LEAST_LETTERS and _is_word(rest):
            return head, rest
    return None


def joined(first: Term, second: Term) -> str | None:
    """Return the stem of two words written as one, None where they never are."""
    heads, kunya, tails = _parts()
    is_headed = first.stem in heads and second.exact.startswith(_ARTICLE)
    if is_headed or first.stem in kunya or (second.exact in tails and len(first.stem) >= _LEAST_LETTERS):
        return stem_of(first.exact + second.exact)
    return None


def _is_word(stem: str) -> bool:
    return lexicon().stemmer.is_known(stem)


@cache
def _parts() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return folded words: heads that a word with the article follows, those of a kunya, and tails."""
    rows = lexicon().romanised_words
    heads, tails = (frozenset(fold(row.form) for row in rows if row.kind == kind) for kind in ("head", "tail"))
    return heads, frozenset(fold(row.form) for row in rows if row.key == _KUNYA), tails
