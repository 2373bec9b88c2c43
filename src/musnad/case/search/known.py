"""What is known of a stem: whether it is an ordinary word, a name, and of Arabic making.

What comes in is a stem; what goes out is what the tables of the lexicon say. A word can be both, as كريم (generous) is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import fold
from musnad.case.search.foreign import has_arabic_root
from musnad.case.search.words import lexicon, stem_of
from musnad.lexicon.names import ActorRow, PlaceRow

__all__ = [
    "foreign_names",
    "is_arabic_name",
    "is_foreign_name",
    "is_name",
    "is_ordinary",
    "looks_foreign",
    "named_rows",
    "ordinary_words",
]

_LONG = frozenset("āīūĀĪŪʿʾḥḤṣṢḍḌṭṬẓẒ")
_NAMES = ("given", "person", "place")
_LEAST_SCORE = 3.0
_LEAST_LETTERS = 3
# Whose people and places have Arabic names.
_ARABIC = frozenset(
    [
        "ARE",
        "BHR",
        "COM",
        "DJI",
        "DZA",
        "EGY",
        "ESH",
        "IRQ",
        "JOR",
        "KWT",
        "LBN",
        "LBY",
        "MAR",
        "MRT",
        "OMN",
        "PSE",
        "QAT",
        "SAU",
        "SDN",
        "SOM",
        "SYR",
        "TUN",
        "YEM",
    ]
)


def is_ordinary(stem: str) -> bool:
    """Whether a stem is that of an ordinary word (وزاره, ministry)."""
    return stem in ordinary_words()


def is_name(stem: str) -> bool:
    """Whether a stem is part of a name of the lexicon."""
    return stem in _names()


def is_arabic_name(stem: str) -> bool:
    """Whether a stem is a name that Arabic made itself (سالم), as far as the lexicon tells."""
    return stem in _romanised()[0] and not is_foreign_name(stem)


def is_foreign_name(stem: str) -> bool:
    """Whether a stem is a name from another language (جون, John), as far as the lexicon tells."""
    return stem in foreign_names()


def looks_foreign(stem: str) -> bool:
    """Whether a stem that the lexicon does not know has the letters and the shape of a foreign name."""
    if is_ordinary(stem) or is_arabic_name(stem) or has_arabic_root(stem):
        return False
    return lexicon().foreign_letters.score(stem) > _LEAST_SCORE


@cache
def named_rows() -> tuple[ActorRow | PlaceRow, ...]:
    """Return the people, organisations and places of the lexicon."""
    return (*lexicon().actors, *lexicon().places)


@cache
def ordinary_words() -> frozenset[str]:
    """Return the stems of the words that the lexicon has as no names."""
    forms = (form for row in lexicon().name_words if row.kind == "common" for form in row.forms)
    return frozenset(stem_of(fold(form)) for form in forms)


@cache
def foreign_names() -> frozenset[str]:
    """Return the stems of names from other languages: of people and places outside the Arab countries, and spelt so."""
    rows = [row for row in named_rows() if row.country not in _ARABIC]
    people = [row for row in rows if isinstance(row, PlaceRow) or row.type == "PER"]
    words = {stem_of(fold(word)) for row in people for name in (row.name, *row.aliases) for word in name.split()}
    names = {word for word in words | _romanised()[1] if not is_ordinary(word)} | _transliterated(rows)
    places = (row for row in rows if isinstance(row, PlaceRow))
    names |= {stem_of(fold(name)) for row in places for name in (row.name, *row.aliases) if " " not in name}
    return frozenset(word for word in names if len(word) >= _LEAST_LETTERS and not has_arabic_root(word))


def _transliterated(rows: Iterable[ActorRow | PlaceRow]) -> frozenset[str]:
    """Return the stems that only write an English word in Arabic letters: نتفليكس (Netflix), not مدينة (city)."""
    found: set[str] = set()
    for row in rows:
        english = row.name_en.split()
        for name in (row.name, *row.aliases):
            words = name.split()
            if len(words) == len(english):
                stems = (stem_of(fold(word)) for word in words)
                found.update(s for s, e in zip(stems, english, strict=True) if latin_key(s) == latin_key(e) != "")
    return frozenset(found)


@cache
def _names() -> frozenset[str]:
    tables = lexicon()
    names = [form for row in tables.name_words if row.kind in _NAMES for form in row.forms]
    names += [row.form for row in tables.given_names]
    people = [row for row in named_rows() if isinstance(row, PlaceRow) or row.type == "PER"]
    names += [word for row in people for name in (row.name, *row.aliases) for word in name.split()]
    return frozenset(stem_of(fold(name)) for name in names)


@cache
def _romanised() -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of Arabic and of foreign words of names: these are not written with the signs of scholars."""
    arabic: set[str] = set()
    foreign: set[str] = set()
    for row in lexicon().romanised_words:
        if " " not in row.form:
            (arabic if _LONG.intersection(row.ijmes) else foreign).add(stem_of(fold(row.form)))
    return frozenset(arabic), frozenset(foreign - arabic)
