"""Words as the stage reads them, each form once: what it is without clitics, and what it may be.

What comes in are tokens and the flags of words; what goes out is a word for each token. Words follow Zipf's law, so a
word is made once for its form and stands wherever the form comes again. Nothing here looks at a word's neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.model import Token, TokenKind
from musnad.stages.mentions.flags import Flag

__all__ = ["Readings", "Word", "WordKey", "is_adjective_form", "is_definite_form", "is_unknown_form"]

_ARTICLE = "ال"
_ALEF_MAQSURA = "ى"
_NISBA = ("ي", "ية", "يه", "يين", "يون")
_INFLECTED = ("ته", "تها", "هم", "هما", "تهم", "وها", "اته", "كم", "ات", "يه")
_UNSURE = Flag.LIKELY | Flag.CAUTION
_LEADING = Flag.PLACE_PREPOSITION | Flag.PLACE_CONTEXT | Flag.LINK | Flag.TITLE | Flag.HEAD | Flag.VERB | Flag.THAT
_CONJUNCTIONS = "وف"
_FUTURE = "س"
_LEAST_STEM = 4
_REMEMBERED_FORMS = 1 << 15
_ENDINGS = frozenset(("ه", "ها", "هم", "نا", "ا", "ات", "ين", "ون", "ان", "ة", "وا"))
_PRESENT = "يت"
_PRESENT_ENDINGS = ("ون", "وا", "ان")
_DEFINITE_INFLECTED = ("ات", "ون", "ين", "ية", "ها", "تين", "ان")


class WordKey(NamedTuple):
    """All that the tagger knows of a token without looking at its neighbours; a number is the form `0`."""

    form: str
    stem: str
    flags: int
    kind: TokenKind
    clitic: bool
    upper: bool


_NUMBER = WordKey("0", "0", 0, "number", False, False)


class Word(NamedTuple):
    """A form as read: `stem` without the first `skip` letters; `flags` of the stem; `word` is False for marks.

    `definite` says whether it carries the article, `unknown` whether it may be a name because no table has it and it
    does not look inflected, `adjective` whether it may continue a definite phrase as its adjective. `key` is what the
    tagger knows it by, `variant` the word in its place where the token is written with ى or a capital.
    """

    stem: str
    skip: int
    flags: int
    word: bool
    definite: bool
    unknown: bool
    adjective: bool
    key: WordKey
    variant: Word | None = None

    def has(self, flags: int) -> bool:
        """Whether one of the flags is set."""
        return bool(self.flags & flags)


class Readings:
    """Gives the word for a token, remembered by form; threads may share it, which at worst read a form twice."""

    def __init__(self, flags: Mapping[str, int]) -> None:
        self._flags = flags
        self._words: dict[str, Word] = {}
        self._others: dict[str, Word] = {}  # apart, since the sign ﷼ folds to a word

    def words(self, tokens: Sequence[Token], text: str) -> list[Word]:
        """Return the word for each token."""
        if len(self._words) + len(self._others) > _REMEMBERED_FORMS:
            self._words, self._others = {}, {}
        words, others = self._words, self._others
        found = [(words if token.kind == "word" else others).get(token.form) for token in tokens]
        read = [word or self._read(token) for word, token in zip(found, tokens, strict=True)]
        for at in [at for at, word in enumerate(read) if word.variant]:
            read[at] = _as_written(read[at], tokens[at], text)
        return read

    def _read(self, token: Token) -> Word:
        form = token.form
        if token.kind != "word":
            key = _NUMBER if token.kind == "number" else _key(form, form, 0, token.kind)
            word = self._others[form] = _word(form, 0, 0, key)
            return word
        stem, skip, flags = _reading(form, self._flags)
        word = _word(stem, skip, flags, _key(form, stem, flags, "word", skip > 0))
        if form[0].isascii():
            word = word._replace(variant=word._replace(key=word.key._replace(upper=True)))
        elif not skip and flags & Flag.GIVEN and len(form) == 3:
            other = flags & ~Flag.NAME | Flag.COMMON
            word = word._replace(variant=_word(stem, 0, other, _key(form, stem, other, "word")))
        self._words[form] = word
        return word


def _as_written(word: Word, token: Token, text: str) -> Word:
    """Return the word for a token, the variant where its letters in the text ask for it."""
    capital = word.key.form[0].isascii()
    differs = text[token.start].isupper() if capital else text[token.end - 1] == _ALEF_MAQSURA
    return word.variant if differs and word.variant else word


def _key(form: str, stem: str, flags: int, kind: TokenKind, clitic: bool = False) -> WordKey:
    return WordKey(form, stem, flags, kind, clitic, False)


def _word(stem: str, skip: int, flags: int, key: WordKey) -> Word:
    is_word = key.kind == "word"
    unknown = is_unknown_form(stem, flags, is_word)
    adjective = is_adjective_form(stem, flags, skip > 0)
    return Word(stem, skip, flags, is_word, is_definite_form(stem), unknown, adjective, key)


def is_definite_form(stem: str) -> bool:
    """Whether a word carries the article."""
    return stem.startswith(_ARTICLE) and len(stem) > 3


def is_unknown_form(stem: str, flags: int, word: bool) -> bool:
    """Whether a word may be a name because no table has it, and it does not look inflected."""
    if flags or not word or len(stem) < 2 or stem[-1].isascii():
        return False
    if stem[0] in _PRESENT and stem.endswith(_PRESENT_ENDINGS):
        return False
    if stem.endswith(_INFLECTED) and len(stem) > 5:
        return False
    return not (is_definite_form(stem) and stem.endswith(_DEFINITE_INFLECTED))


def is_adjective_form(stem: str, flags: int, clitic: bool) -> bool:
    """Whether a word may continue a definite phrase as its adjective."""
    if not is_definite_form(stem) or clitic or flags & Flag.STOP:
        return False
    if flags & (Flag.ADJECTIVE | Flag.DEMONYM):
        return True
    return bool(flags & Flag.COMMON) and stem.endswith(_NISBA)


def _reading(form: str, flags: Mapping[str, int]) -> tuple[str, int, int]:
    """Return a form without its clitics, how many letters those are, and the flags of what is left."""
    found = flags.get(form)
    if found == Flag.COMMON and form[0] in _CONJUNCTIONS:
        inner = flags.get(form[1:], 0)
        if inner & _LEADING:
            return form[1:], 1, inner
    if found is not None:
        return form, 0, found
    for split in proclitic_splits(form)[1:]:
        found = flags.get(split.stem)
        if found is not None and len(split.stem) > 2 and (found & ~_UNSURE or len(split.stem) > 5):
            return split.stem, split.skip, found
    return form, 0, _inflected(form, flags)


def _inflected(form: str, flags: Mapping[str, int]) -> int:
    """Return the flag of an ordinary word for an unlisted form of one: with a pronoun or another ending."""
    if form[:1] == _FUTURE and flags.get(form[1:], 0) & (Flag.COMMON | Flag.VERB):
        return Flag.COMMON
    for length in (1, 2):
        stem, ending = form[:-length], form[-length:]
        if len(stem) < _LEAST_STEM or ending not in _ENDINGS:
            continue
        for base in (stem, stem[:-1] + "ة" if stem.endswith("ت") else stem):
            if flags.get(base, 0) & Flag.COMMON:
                return Flag.COMMON
    return 0
