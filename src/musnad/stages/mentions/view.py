"""The tokens of a document, each read once: what it is without clitics, and what it may be.

What comes in are segments and the knowledge about words; what goes out is a list of words that the finders walk over.
No finding here.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.arabic.segmentation import CLOSING_MARKS, OPENING_MARKS
from musnad.lexicon.matcher import stem_start
from musnad.model import EntityType, MentionForm, Token
from musnad.stages.mentions.knowledge import NameKnowledge
from musnad.stages.mentions.words import Word

__all__ = ["Candidate", "View"]

_STRAIGHT_MARKS = '"＂'
_DASHES = ("-", "–", "—")


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
        self.words: list[Word] = knowledge.readings.words(tokens, text)
        self.flags = [word.flags for word in self.words]

    def __len__(self) -> int:
        return len(self.words)

    def has(self, index: int, flags: int) -> bool:
        """Whether the word at `index` exists and has one of the flags."""
        return 0 <= index < len(self.flags) and bool(self.flags[index] & flags)

    def among(self, flags: int) -> list[int]:
        """Return the indexes of the words that have one of the flags."""
        return [index for index, found in enumerate(self.flags) if found & flags]

    def start(self, index: int) -> int:
        """Return where a word begins without its clitics."""
        return stem_start(self.tokens[index], self.text, self.words[index].skip)

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
        return Candidate(first, last, self.start(first), self.tokens[last - 1].end, kind, form, rank, origin)
