"""Letters that Arabic writes onto a word: conjunctions and prepositions before it, pronouns after it.

What comes in is a folded form; what goes out are the ways it may be split. Which split is right only a lexicon can
say: والد is "father" or "and the ...". No word lists here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

__all__ = ["LI_ARTICLE", "PRONOUNS", "Split", "proclitic_splits", "pronoun_splits"]

_CONJUNCTIONS = ("و", "ف")
_PREPOSITIONS = ("ب", "ل", "ك")
_ARTICLE = "ال"
LI_ARTICLE = "لل"  # the preposition ل and what is left of the article after it
_LEAST_STEM = 2
_KNOWN_FORMS = 1 << 14

PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ه", "ك", "ي")


class Split(NamedTuple):
    """One reading of a form: `skip` folded letters are the clitics `clitics`; `stem` is the word without them.

    In للسعودية the article's alef is not written: clitics ل, skip 2, stem السعودية (the stem gets its alef back).
    """

    clitics: str
    skip: int
    stem: str


@lru_cache(_KNOWN_FORMS)
def proclitic_splits(form: str) -> tuple[Split, ...]:
    """Return the readings of a folded form, the unsplit one first, fewer clitics before more.

    >>> [(s.clitics, s.stem) for s in proclitic_splits("وللسعودية")]
    [('', 'وللسعودية'), ('و', 'للسعودية'), ('ول', 'السعودية'), ('ول', 'لسعودية')]
    """
    found = [Split("", 0, form)]
    if form[:1] in _CONJUNCTIONS and len(form) - 1 >= _LEAST_STEM:
        found.append(Split(form[0], 1, form[1:]))
    for clitics, skip, stem in tuple(found):
        if stem[:1] not in _PREPOSITIONS:
            continue
        if stem.startswith(LI_ARTICLE) and len(stem) > _LEAST_STEM + 1:
            found.append(Split(clitics + "ل", skip + 2, _ARTICLE + stem[2:]))
        if len(stem) - 1 >= _LEAST_STEM:
            found.append(Split(clitics + stem[0], skip + 1, stem[1:]))
    return tuple(found)


def pronoun_splits(form: str) -> tuple[tuple[str, str], ...]:
    """Return the readings of a form as (stem, attached pronoun), the unsplit one first.

    >>> pronoun_splits("قوله")
    (('قوله', ''), ('قول', 'ه'))
    """
    found = [(form, "")]
    found += [(form[: -len(p)], p) for p in PRONOUNS if form.endswith(p) and len(form) - len(p) >= _LEAST_STEM]
    return tuple(found)
