"""What is known of a stem: whether it is an ordinary word, a name, and of Arabic making.

What comes in is a stem; what goes out is what the tables of the lexicon say. A word can be both, as كريم (generous) is.
"""

from __future__ import annotations

from functools import cache

from musnad.arabic.orthography import fold
from musnad.case.search.words import lexicon, stem_of

__all__ = ["is_arabic_name", "is_foreign_name", "is_name", "is_ordinary"]

_ARTICLE = "ال"
_LONG = frozenset("āīūĀĪŪʿʾḥḤṣṢḍḌṭṬẓẒ")
_NAMES = ("given", "person", "place")


def is_ordinary(stem: str) -> bool:
    """Whether a stem is that of an ordinary word (وزاره, ministry)."""
    return stem in _ordinary()


def is_name(stem: str) -> bool:
    """Whether a stem is part of a name of the lexicon."""
    return stem in _names()


def is_arabic_name(stem: str) -> bool:
    """Whether a stem is a name that Arabic made itself (سالم), as far as the lexicon tells."""
    return stem in _romanised()[0]


def is_foreign_name(stem: str) -> bool:
    """Whether a stem is a name from another language (جون, John), as far as the lexicon tells."""
    return stem in _romanised()[1]


@cache
def _ordinary() -> frozenset[str]:
    forms = (form for row in lexicon().name_words if row.kind == "common" for form in row.forms)
    return frozenset(stem_of(fold(form)) for form in forms)


@cache
def _names() -> frozenset[str]:
    tables = lexicon()
    names = [form for row in tables.name_words if row.kind in _NAMES for form in row.forms]
    names += [row.form for row in tables.given_names]
    names += [word for row in tables.actors if row.type == "PER" for n in (row.name, *row.aliases) for word in n.split()]
    names += [word for place in tables.places for n in (place.name, *place.aliases) for word in n.split()]
    return frozenset(stem_of(fold(name)) for name in names)


@cache
def _romanised() -> tuple[frozenset[str], frozenset[str]]:
    arabic, foreign = set(), set()
    for row in lexicon().romanised_words:
        if " " not in row.form:
            (arabic if _LONG.intersection(row.ijmes) else foreign).add(stem_of(fold(row.form)))
    return frozenset(arabic), frozenset(foreign - arabic)
