"""What a word may be without the letters written onto it: conjunctions, prepositions, article, pronouns.

What comes in is a folded form; what goes out are its readings, each with a folded stem. A stem is folded further than
a form: the seats of hamza count as one letter, and ة at its end as ه. Which reading is right is for a model of words
to say (`musnad.lexicon.stemming`); no word lists here.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.clitics import LI_ARTICLE

__all__ = ["Reading", "readings", "stem_form"]

_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
_ARTICLE = "ال"
_FUTURE = "س"
_IMPERFECT = {"ي": 2, "ت": 2, "ن": 4, "ا": 4}  # more letters than these with س: not سنة (year), سالي (Sally)
_PRONOUNS = ("هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي")
_LEAST_STEM = 2
_SEATS = str.maketrans({"ؤ": "ء", "ئ": "ء"})


class Reading(NamedTuple):
    """One reading of a form: what stands before the stem, the stem, and the pronoun after it."""

    before: str
    stem: str
    after: str


def stem_form(form: str) -> str:
    """Return a folded form as a stem is spelt.

    >>> stem_form("مسؤولة") == stem_form("مسئوله")
    True
    """
    bare = form.translate(_SEATS)
    return bare[:-1] + "ه" if bare.endswith("ة") and len(bare) > 1 else bare


def readings(form: str) -> tuple[Reading, ...]:
    """Return the readings of a folded form, the whole word first.

    ة that became ت before a pronoun, ى that became ا, and the alef of وا come back in readings of their own.

    >>> [tuple(r) for r in readings("وبنته")]
    [('', 'وبنته', ''), ('', 'وبنت', 'ه'), ('', 'وبنه', 'ه'), ('و', 'بنته', ''), ('و', 'بنت', 'ه'), ('و', 'بنه', 'ه'), \
('وب', 'نته', ''), ('وب', 'نت', 'ه'), ('وب', 'نه', 'ه')]
    """
    found: list[Reading] = []
    for before, rest in _beginnings(form):
        found.append(Reading(before, stem_form(rest), ""))
        if not before.endswith(_ARTICLE):
            found += [Reading(before, stem_form(stem), pronoun) for stem, pronoun in _endings(rest)]
    return tuple(found)


def _beginnings(form: str) -> list[tuple[str, str]]:
    """Return what may stand before the stem, and the rest."""
    found = [("", form)]
    if form[:1] and form[0] in _CONJUNCTIONS:
        found.append((form[0], form[1:]))
    for before, rest in tuple(found):
        if rest[:1] and rest[0] in _PREPOSITIONS:
            if rest.startswith(LI_ARTICLE):
                found.append((before + "ل" + _ARTICLE, rest[2:]))
            found.append((before + rest[0], rest[1:]))
        elif rest[:1] == _FUTURE and rest[1:2] in _IMPERFECT and len(rest) > _IMPERFECT[rest[1:2]]:
            found.append((before + _FUTURE, rest[1:]))
    for before, rest in tuple(found):
        if rest.startswith(_ARTICLE) and before[-1:] not in ("ل", _FUTURE):
            found.append((before + _ARTICLE, rest[2:]))
    return [(before, rest) for before, rest in found if not before or len(rest) >= _LEAST_STEM]


def _endings(rest: str) -> list[tuple[str, str]]:
    """Return the stems that a pronoun may follow, with it."""
    found = []
    for pronoun in _PRONOUNS:
        stem = rest[: -len(pronoun)]
        if not rest.endswith(pronoun) or len(stem) < _LEAST_STEM or stem.endswith("ة"):
            continue
        found.append((stem, pronoun))
        if len(stem) > _LEAST_STEM - 1 and stem[-1] == "ت":
            found.append((stem[:-1] + "ة", pronoun))
        elif len(stem) > _LEAST_STEM and stem[-1] == "ا":
            found.append((stem[:-1] + "ي", pronoun))
        elif len(stem) > _LEAST_STEM and stem[-1] == "و":
            found.append((stem + "ا", pronoun))
    return found
