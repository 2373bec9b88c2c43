"""What a word of a query may be in the texts: itself, other spellings of a foreign name, a name in Latin letters.

What comes in is a word of a query and the vocabulary of an index; what goes out are stems, each with the rule that
brought it. An ordinary word of Arabic is only itself: سالم is not سليم, though both have the same consonants.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from enum import Enum
from functools import cache
from itertools import permutations
from typing import NamedTuple

from musnad.arabic.latin_key import latin_key
from musnad.arabic.orthography import is_arabic
from musnad.case.search.compounds import parted
from musnad.case.search.foreign import are_spellings, cost, skeleton
from musnad.case.search.known import (
    has_foreign_letters,
    is_arabic_name,
    is_foreign_name,
    is_name,
    is_ordinary,
    looks_foreign,
    may_look_foreign,
    name_stems,
    named_rows,
)
from musnad.case.search.latin import arabic_names, arabic_words
from musnad.case.search.words import EITHER, Term, lexicon
from musnad.lexicon.names import PlaceRow

__all__ = ["Alternative", "Rule", "expand", "expand_names"]

_MOST = 16  # other spellings of one word
_LEAST_LETTERS = 3
_LONG = 4  # consonants of a name whose spelling need not look foreign by itself


class Rule(Enum):
    """Why a written word counts as a word of the query."""

    EXACT = "exact"
    SPELLING = "spelling"
    FORM = "form"
    PREFIX = "prefix"
    FOREIGN = "foreign"
    LATIN = "latin"
    NAME = "name"


class Alternative(NamedTuple):
    """One thing to look for: stems side by side, and the rule that brought it (FORM for the word itself)."""

    stems: tuple[str, ...]
    rule: Rule


def expand(connection: sqlite3.Connection, term: Term) -> tuple[Alternative, ...]:
    """Return what a word of a query may be, itself first."""
    itself = Alternative((term.stem,), Rule.FORM)
    if not is_arabic(term.exact):
        is_name = term.exact.isalpha() and len(term.exact) >= _LEAST_LETTERS
        return (itself, *_from_latin(connection, term.exact)) if is_name else (itself,)
    forms = (itself, *(Alternative((stem,), Rule.FORM) for stem in _with_his(connection, term.stem)))
    if len(term.stem) < _LEAST_LETTERS or term.stem in lexicon().stemmer.fixed:
        return forms
    if (parts := parted(term.stem)) is not None:
        forms = (*forms, Alternative(parts, Rule.SPELLING))
    others = _other_spellings(connection, term.stem)
    return (*forms, *(Alternative((stem,), Rule.FOREIGN) for stem in others[:_MOST]))


def expand_names(words: str) -> tuple[Alternative, ...]:
    """Return the names that the lexicon knows under one in Latin letters."""
    return tuple(Alternative(stems, Rule.NAME) for stems in arabic_names(words)[:_MOST])


def may_be_foreign(stem: str) -> bool:
    """Whether a stem may be a foreign name that is spelt in several ways."""
    return is_foreign_name(stem) or looks_foreign(stem)


def _with_his(connection: sqlite3.Connection, stem: str) -> list[str]:
    """Return what else of an index a stem is a reading of, where ه at the end is "his" or a careless ة."""
    if stem.endswith(EITHER):
        possible = [stem[:-1], stem[:-2]]
    else:
        possible = [stem + "ه" + EITHER, *([stem + EITHER] if stem.endswith("ه") else ())]
    query = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
    return [other for other in possible if connection.execute(query, (f'"{other}"',)).fetchone() is not None]


def may_be_spelling(stem: str) -> bool:
    """Whether a stem may be a spelling of a word that is surely foreign."""
    if may_be_foreign(stem):
        return True
    is_new = not lexicon().stemmer.is_known(stem)
    return may_look_foreign(stem) and (len(skeleton(stem)) >= _LONG or (is_new and has_foreign_letters(stem)))


def _other_spellings(connection: sqlite3.Connection, stem: str) -> list[str]:
    """Return the spellings of a foreign name that an index holds, the nearest first, after those of the lexicon."""
    others = dict.fromkeys(_spellings().get(stem, ()))
    is_foreign = may_be_foreign(stem)
    if is_foreign or may_look_foreign(stem):
        rows = connection.execute(
            "SELECT stem FROM vocabulary WHERE skeleton = ? AND stem <> ?", (skeleton(stem), stem)
        )
        near = [
            other
            for (other,) in rows
            if are_spellings(stem, other)
            and (may_be_foreign(other) if not is_foreign else may_be_spelling(other))
            and (is_foreign or len(skeleton(stem)) >= _LONG)
        ]
        others.update(dict.fromkeys(sorted(near, key=lambda other: (cost(stem, other), other))))
    return list(others)


def _from_latin(connection: sqlite3.Connection, word: str) -> tuple[Alternative, ...]:
    names = expand_names(word)
    if any(len(name.stems) == 1 for name in names):
        return names
    rows = connection.execute("SELECT stem FROM vocabulary WHERE latin = ?", (latin_key(word),))
    words = dict.fromkeys(arabic_words(word, [row[0] for row in rows]))
    for stem in tuple(words):
        words.update(dict.fromkeys(_other_spellings(connection, stem)))
    found = sorted(words, key=lambda stem: (not is_name(stem), stem))
    return (*names, *(Alternative((stem,), Rule.LATIN) for stem in found[:_MOST]))


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    """Words that stand at one place in two names that the lexicon has for one place or person, alike in consonants."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in named_rows():
        names = {name: name_stems(name) for name in (row.name, *row.aliases)}
        is_place = isinstance(row, PlaceRow)
        for one, other in permutations(names.values(), 2):
            if len(one) != len(other):
                continue
            for stem, variant in zip(one, other, strict=True):
                if (
                    stem != variant
                    and skeleton(stem) == skeleton(variant)
                    and ((is_place and len(one) == 1) or _may_vary(stem, variant))
                ):
                    found[stem][variant] = None
    return {stem: tuple(others) for stem, others in found.items()}


def _may_vary(stem: str, variant: str) -> bool:
    if len(stem) < _LEAST_LETTERS or is_arabic_name(stem) or is_arabic_name(variant):
        return False
    if {stem[-2:], variant[-2:]} & {"يه"} and stem[-2:] != variant[-2:]:
        return False  # دنماركي and دنماركية, he and she of one nationality
    return not (is_ordinary(stem) and is_ordinary(variant))
