"""The tokens of a document, each read once: what it is without clitics, and what it may be.

What comes in are segments and the knowledge about words; what goes out is a list of words that the finders walk over.
No finding here.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.clitics import proclitic_splits
from musnad.arabic.segmentation import CLOSING_MARKS, OPENING_MARKS
from musnad.lexicon.matcher import stem_start
from musnad.model import EntityType, MentionForm, Token
from musnad.stages.mentions.knowledge import Flag, NameKnowledge

__all__ = ["Candidate", "View", "Word"]

_ARTICLE = "ال"
_STRAIGHT_MARKS = '"＂'
_ALEF_MAQSURA = "ى"
_NISBA = ("ي", "ية", "يه", "يين", "يون")
_INFLECTED = ("ته", "تها", "هم", "هما", "تهم", "وها", "اته", "كم", "ات", "يه")
_UNSURE = Flag.LIKELY | Flag.CAUTION
_LEADING = Flag.PLACE_PREPOSITION | Flag.PLACE_CONTEXT | Flag.LINK | Flag.TITLE | Flag.HEAD | Flag.VERB | Flag.THAT
_CONJUNCTIONS = "وف"
_FUTURE = "س"
_LEAST_STEM = 4
_REMEMBERED_FORMS = 1 << 14
_ENDINGS = frozenset(("ه", "ها", "هم", "نا", "ا", "ات", "ين", "ون", "ان", "ة", "وا"))
_DASHES = ("-", "–", "—")
_PRESENT = "يت"
_PRESENT_ENDINGS = ("ون", "وا", "ان")
_DEFINITE_INFLECTED = ("ات", "ون", "ين", "ية", "ها", "تين", "ان")


_Reading = tuple[str, int, int]


class Word(NamedTuple):
    """A token as read: `stem` without the first `skip` letters; `flags` of the stem; `word` is False for marks."""

    stem: str
    skip: int
    flags: int
    start: int
    end: int
    word: bool

    def has(self, flags: int) -> bool:
        """Whether one of the flags is set."""
        return bool(self.flags & flags)

    @property
    def definite(self) -> bool:
        """Whether the word carries the article."""
        return self.stem.startswith(_ARTICLE) and len(self.stem) > 3

    @property
    def unknown(self) -> bool:
        """Whether it may be a name because no table has it, and it does not look inflected."""
        if self.flags or not self.word or len(self.stem) < 2 or self.stem[-1].isascii():
            return False
        if self.stem[0] in _PRESENT and self.stem.endswith(_PRESENT_ENDINGS):
            return False
        if self.stem.endswith(_INFLECTED) and len(self.stem) > 5:
            return False
        return not (self.definite and self.stem.endswith(_DEFINITE_INFLECTED))

    @property
    def adjective(self) -> bool:
        """Whether it may continue a definite phrase as its adjective."""
        if not self.definite or self.skip or self.flags & Flag.STOP:
            return False
        if self.flags & (Flag.ADJECTIVE | Flag.DEMONYM):
            return True
        return bool(self.flags & Flag.COMMON) and self.stem.endswith(_NISBA)


class Candidate(NamedTuple):
    """A possible mention over words `first:last`; `start` leaves clitics out; higher `rank` wins between equals."""

    first: int
    last: int
    start: int
    end: int
    type: EntityType
    form: MentionForm
    rank: int
    origin: str
    known: tuple[str, ...] = ()


class View:
    """The words of one text."""

    def __init__(self, text: str, tokens: tuple[Token, ...], knowledge: NameKnowledge) -> None:
        self.text = text
        self.tokens = tokens
        flags, readings = knowledge.flags, knowledge.readings
        if len(readings) > _REMEMBERED_FORMS:
            readings.clear()
        self.words = tuple(_read(token, text, readings, flags) for token in tokens)

    def __len__(self) -> int:
        return len(self.words)

    def has(self, index: int, flags: int) -> bool:
        """Whether the word at `index` exists and has one of the flags."""
        return 0 <= index < len(self.words) and bool(self.words[index].flags & flags)

    def form(self, index: int) -> str:
        """The folded token at `index`, empty outside the text."""
        return self.tokens[index].form if 0 <= index < len(self.tokens) else ""

    def same_line(self, first: int, last: int) -> bool:
        """Whether no line ends between two words."""
        return "\n" not in self.text[self.tokens[first].start : self.tokens[last].end]

    def is_dateline(self, index: int) -> bool:
        """Whether the word is the outlet in a dateline: (CNN) --."""
        return self.form(index - 1) == "(" and self.form(index + 1) == ")" and self.form(index + 2) in _DASHES

    def past_comma(self, index: int) -> int:
        """Return the index after a comma, or the same index where none stands."""
        return index + 1 if self.form(index) in ("،", ",") else index

    def past_marks(self, index: int) -> int:
        """Return the index after opening quotation marks, parentheses or a hash sign."""
        while self.form(index) and self.form(index) in OPENING_MARKS + _STRAIGHT_MARKS + CLOSING_MARKS + "(#":
            index += 1
        return index

    def quotation(self, index: int, most: int = 6) -> tuple[int, int] | None:
        """Return the words inside a short quotation that opens at `index`."""
        if not self.form(index) or self.form(index) not in OPENING_MARKS + _STRAIGHT_MARKS + CLOSING_MARKS:
            return None
        for at in range(index + 1, min(index + most + 2, len(self))):
            if self.form(at) in OPENING_MARKS + CLOSING_MARKS + _STRAIGHT_MARKS:
                return (index + 1, at) if at > index + 1 else None
        return None

    def candidate(
        self, first: int, last: int, kind: EntityType, *, rank: int, origin: str, form: MentionForm = "name"
    ) -> Candidate:
        """Return a candidate over words `first:last`."""
        return Candidate(first, last, self.words[first].start, self.words[last - 1].end, kind, form, rank, origin)


def _read(token: Token, text: str, readings: dict[str, _Reading], flags: dict[str, int]) -> Word:
    if token.kind != "word":
        return Word(token.form, 0, 0, token.start, token.end, False)
    form = token.form
    reading = readings.get(form)
    if reading is None:
        reading = readings[form] = _reading(form, flags)
    stem, skip, found = reading
    if skip:
        return Word(stem, skip, found, stem_start(token, text, skip), token.end, True)
    if found & Flag.GIVEN and len(form) == 3 and text[token.end - 1] == _ALEF_MAQSURA:
        found = found & ~Flag.NAME | Flag.COMMON
    return Word(stem, 0, found, token.start, token.end, True)


def _reading(form: str, flags: dict[str, int]) -> _Reading:
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


def _inflected(form: str, flags: dict[str, int]) -> int:
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
