"""What a word does in a noun phrase, by its letters alone.

What comes in is a folded form; what goes out says whether it may open a phrase as a preposition, and how it goes on
with one as a noun. Which of the two it does in a sentence is for `musnad.stages.events.phrases`.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.stages.events.vocabulary import Vocabulary

__all__ = ["Noun", "Opening", "PhrasePart", "is_closing", "read_part"]

_AND = ("و", "ف")
_PREPOSITION_LETTERS = ("ب", "ل", "ك")
_ARTICLE = "ال"
_CLOSING_ENDINGS = ("ون", "ين", "ان", "ا")  # an indefinite noun with such an ending takes no genitive
_POSSESSED_ENDINGS, _LEAST_POSSESSED = ("ه", "ها", "هم", "هما"), 5  # nor does one with a pronoun
_OPEN_ENDING = "يا"  # but nouns like ميليشيا do
_LEAST = 4


class Noun(NamedTuple):
    """A noun in a phrase: `closes` says that an indefinite word after it begins another phrase.

    `demonym` is the key of the state that the word means as a nationality, `is_people` says that it means its people.
    """

    definite: bool
    closes: bool
    demonym: str | None
    is_people: bool


class Opening(NamedTuple):
    """How a word may open a phrase: as (part of) a phrase for by, with a pronoun, as a word for of, as a preposition.

    `plain` is the form without a conjunction; `letter` is a preposition written onto `noun`.
    """

    plain: str
    opens_agent: bool
    bound: str | None
    partitive: bool
    preposition: bool
    letter: str
    noun: Noun | None


class PhrasePart(NamedTuple):
    """What a word does in a phrase: `opening` is None for words that open none.

    `noun` is the word without a conjunction, `first` the same as the first word of a phrase; `joined` says that there
    is a conjunction, `is_head` that the noun is one for a role. `organ` marks nouns that speak for a state.
    """

    opening: Opening | None
    joined: bool
    is_head: bool
    noun: Noun
    first: Noun
    organ: bool
    quantifier: bool


def is_closing(form: str) -> bool:
    """Whether an indefinite noun with this ending takes no genitive after it."""
    if len(form) >= _LEAST_POSSESSED and form.endswith(_POSSESSED_ENDINGS):
        return True
    return form.endswith(_CLOSING_ENDINGS) and not form.endswith(_OPEN_ENDING)


def read_part(form: str, words: Vocabulary) -> PhrasePart:
    """Return what a form does in a noun phrase."""
    joined = form[0] in _AND and len(form) > _LEAST and form not in words.role_heads
    stem = form[1:] if joined else form
    splits = proclitic_splits(form)
    return PhrasePart(
        _opening(form, words),
        joined,
        stem in words.role_heads,
        _noun(stem, words),
        _first(stem, words),
        any(s.stem in words.organs or s.stem.removeprefix(_ARTICLE) in words.organs for s in splits),
        any(s.stem in words.words["quantifier"] for s in splits),
    )


def _noun(stem: str, words: Vocabulary) -> Noun:
    definite = stem.startswith(_ARTICLE)
    closes = definite or (stem not in words.organs and is_closing(stem))
    return Noun(definite, closes, words.demonyms.get(stem) or None, stem in words.peoples)


def _first(stem: str, words: Vocabulary) -> Noun:
    """Return the noun in a word that begins a phrase: a definite one without the letters before its article."""
    return _noun(next((s.stem for s in proclitic_splits(stem) if s.stem.startswith(_ARTICLE)), stem), words)


def _opening(form: str, words: Vocabulary) -> Opening | None:
    prepositions = words.words["preposition"]
    plain = form[1:] if form[0] in _AND and form[1:] in prepositions else form
    opens_agent, bound = plain in words.agent_heads, words.bound.get(plain)
    partitive = plain in words.words["partitive"]
    preposition = plain in prepositions or form in _PREPOSITION_LETTERS
    letter = "" if preposition else _letter(form, words)
    if not (opens_agent or bound or partitive or preposition or letter):
        return None
    noun = _first(form.lstrip("و"), words) if letter else None
    return Opening(plain, opens_agent, bound, partitive, preposition, letter, noun)


def _letter(form: str, words: Vocabulary) -> str:
    """Return the preposition written onto a noun, empty where there is none."""
    bare = form[1:] if form[0] in _AND and len(form) > _LEAST else form
    if bare.startswith("لل") and len(bare) > _LEAST:
        return "ل"
    if bare.startswith(("بال", "كال")) and len(bare) > _LEAST + 1:
        return bare[0]
    if bare[0] in _PREPOSITION_LETTERS and bare not in words.role_heads:
        stem = bare[1:]
        quantifies = stem in words.words["quantifier"]
        if quantifies or stem in words.role_heads or stem in words.nouns or stem in words.organs:
            return bare[0]
    return ""
