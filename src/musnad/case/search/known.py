"""What is known of a stem: whether it is an ordinary word, a name, and of Arabic making.

What comes in is a stem; what goes out is what the tables of the lexicon say. A word can be both, as كريم (generous) is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import fold
from musnad.arabic.stems import stem_form
from musnad.case.search.foreign import has_arabic_letters, has_arabic_root
from musnad.case.search.words import lexicon
from musnad.lexicon.names import ActorRow, PlaceRow

__all__ = [
    "foreign_names",
    "has_foreign_letters",
    "is_arabic_name",
    "is_foreign_name",
    "is_name",
    "is_ordinary",
    "looks_foreign",
    "may_look_foreign",
    "name_stems",
    "named_rows",
    "ordinary_words",
]

_LONG = frozenset("āīūĀĪŪʿʾḥḤṣṢḍḌṭṬẓẒ")
_NAMES = ("given", "person", "place")
_LEAST_SCORE = 3.0
_LEAST_SCORE_NEAR = 0.0  # of a spelling that comes near a word that is surely foreign
_LOAN_SCORE = 7.0  # of an ordinary word from another language: كونغرس (congress)
_LEAST_LETTERS = 3
_ARTICLE = "ال"
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


@lru_cache(1 << 14)
def is_foreign_name(stem: str) -> bool:
    """Whether a stem is a name from another language (جون, John), as far as the lexicon tells.

    These are names of people and places outside the Arab countries that are no ordinary words, and words that only
    write an English one in Arabic letters (نتفليكس, Netflix), but only places among those with the shape of an Arabic
    root (جنيف, Geneva).
    """
    if len(stem) < _LEAST_LETTERS:
        return False
    if stem in _foreign_places() and not is_ordinary(stem) and not has_arabic_letters(stem):
        return True
    if has_arabic_root(stem):
        return False
    if stem in _foreign_places() or (stem in _foreign_words() and not is_ordinary(stem)):
        return True
    english = _english_words().get(stem, ())
    key = latin_key(stem) if english else ""
    return key != "" and any(latin_key(word) == key for word in english)


def looks_foreign(stem: str) -> bool:
    """Whether a stem that the lexicon does not know has the letters and the shape of a foreign name."""
    if is_arabic_name(stem) or has_arabic_root(stem):
        return False
    return lexicon().foreign_letters.score(stem) > (_LOAN_SCORE if is_ordinary(stem) else _LEAST_SCORE)


def has_foreign_letters(stem: str) -> bool:
    """Whether a stem has the letters of a foreign name, whatever its shape."""
    return lexicon().foreign_letters.score(stem) > _LEAST_SCORE


def may_look_foreign(stem: str) -> bool:
    """Whether nothing that is known of a stem, nor its letters, speaks against a foreign name.

    >>> may_look_foreign("فلتمان"), may_look_foreign("مدرسه")
    (True, False)
    """
    if is_ordinary(stem) or is_arabic_name(stem) or has_arabic_letters(stem):
        return False
    return lexicon().foreign_letters.score(stem) > _LEAST_SCORE_NEAR


@cache
def named_rows() -> tuple[ActorRow | PlaceRow, ...]:
    """Return the people, organisations and places of the lexicon."""
    return (*lexicon().actors, *lexicon().places)


@cache
def ordinary_words() -> frozenset[str]:
    """Return the stems of the words that the lexicon has as no names, with some that are more than stems."""
    return frozenset(_stem(form) for row in lexicon().name_words if row.kind == "common" for form in row.forms)


def foreign_names() -> frozenset[str]:
    """Return the stems of the lexicon that are names from other languages."""
    possible = {*_foreign_places(), *_foreign_words(), *_english_words()}
    return frozenset(filter(is_foreign_name, possible))


@cache
def _foreign_rows() -> tuple[ActorRow | PlaceRow, ...]:
    return tuple(row for row in named_rows() if row.country not in _ARABIC)


@cache
def _foreign_words() -> frozenset[str]:
    """Return the words of the names of people and places outside the Arab countries, and those that are spelt so."""
    rows = (row for row in _foreign_rows() if isinstance(row, PlaceRow) or row.type == "PER")
    words = {word for row in rows for name in (row.name, *row.aliases) for word in name.split()}
    return frozenset(map(_stem, words)) | _romanised()[1]


@cache
def _foreign_places() -> frozenset[str]:
    rows = (row for row in _foreign_rows() if isinstance(row, PlaceRow))
    return frozenset(_stem(name) for row in rows for name in (row.name, *row.aliases) if " " not in name)


@cache
def _english_words() -> Mapping[str, set[str]]:
    """Return the English words that stand where a stem stands in a name of as many words."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in _foreign_rows():
        english = row.name_en.split()
        for name in (row.name, *row.aliases):
            words = name.split()
            if len(words) == len(english):
                for word, other in zip(words, english, strict=True):
                    found[_stem(word)].add(other)
    return found


def name_stems(name: str) -> tuple[str, ...]:
    """Return the stems of the words of a name in the tables."""
    return tuple(map(_stem, name.split()))


def _stem(word: str) -> str:
    """Return the stem of a word in a table, which has nothing before it but the article."""
    form = stem_form(fold(word))
    return form[len(_ARTICLE) :] if form.startswith(_ARTICLE) and len(form) > len(_ARTICLE) + 2 else form


@cache
def _names() -> frozenset[str]:
    tables = lexicon()
    names = [form for row in tables.name_words if row.kind in _NAMES for form in row.forms]
    names += [row.form for row in tables.given_names]
    people = [row for row in named_rows() if isinstance(row, PlaceRow) or row.type == "PER"]
    names += [word for row in people for name in (row.name, *row.aliases) for word in name.split()]
    return frozenset(_stem(name) for name in names)


@cache
def _romanised() -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of Arabic and of foreign words of names: these are not written with the signs of scholars."""
    arabic: set[str] = set()
    foreign: set[str] = set()
    for row in lexicon().romanised_words:
        if " " not in row.form:
            (arabic if _LONG.intersection(row.ijmes) else foreign).add(_stem(row.form))
    return frozenset(arabic), frozenset(foreign - arabic)
