"""Counts of people killed, wounded and arrested in a sentence.

What comes in are tokens; what goes out are figures with their place in the text and what they count. To which event
a figure belongs is for the stage.
"""

from __future__ import annotations

from collections.abc import Sequence

from musnad.arabic.numerals import read_cardinal, read_digits
from musnad.model import Figure, Token
from musnad.stages.events.kinds import COUNTING, kinds
from musnad.stages.events.views import View
from musnad.stages.events.vocabulary import Vocabulary

__all__ = ["COUNTED", "find_figures"]

COUNTED = ("killed", "wounded", "arrested")
_LONGEST_NUMBER, _REACH_BEFORE, _REACH_AFTER = 5, 2, 2
_YEARS = range(1800, 2200)
_VAGUE = kinds("vague")
_CONJUNCTIONS = ("و", "ف")


def find_figures(view: View, words: Vocabulary) -> list[Figure]:
    """Return the counts beside a word of harm or arrest, in text order; numbers inside dates are none.

    A word like عشرات (dozens) is a count whose value is None.
    """
    found: list[Figure] = []
    if not any(word.kinds & COUNTING for word in view.words):
        return found
    tokens, at = view.tokens, 0
    while at < len(tokens):
        value, length = _number(tokens, at, words) if at not in view.dated else (None, 1)
        if value is not None or _is_vague(tokens[at].form, words):
            of = _counted(tokens, at, at + length, words)
            if of is not None:
                found.append(Figure(tokens[at].start, tokens[at + length - 1].end, of=of, value=value))
        at += length
    return found


def _is_vague(form: str, words: Vocabulary) -> bool:
    """Whether a word counts without a number: dozens, hundreds."""
    found = words.kinds_of(form) | (words.kinds_of(form[1:]) if form[:1] in _CONJUNCTIONS else 0)
    return found & _VAGUE != 0


def _number(tokens: Sequence[Token], at: int, words: Vocabulary) -> tuple[int | None, int]:
    token = tokens[at]
    if token.kind == "number":
        value = read_digits(token.form)
        return (value, 1) if isinstance(value, int) and value not in _YEARS else (None, 1)
    if token.form not in words.cardinals:
        return None, 1
    read = read_cardinal([t.form for t in tokens[at : at + _LONGEST_NUMBER]], words.cardinals)
    return (read.value, read.length) if read is not None and read.value > 1 else (None, 1)


def _counted(tokens: Sequence[Token], first: int, last: int, words: Vocabulary) -> str | None:
    """Return what a number counts: by the word after it (14 dead), else by the one before (killed 14)."""
    after = [t.form for t in tokens[last : last + _REACH_AFTER]]
    before = [t.form for t in tokens[max(0, first - _REACH_BEFORE) : first]]
    for forms in (after, before[::-1]):
        for form in forms:
            bare = form[1:] if form[:1] in "وف" and form not in words.verbs else form
            of = next((kind for kind in COUNTED if form in words.words[kind] or bare in words.words[kind]), None)
            if of is not None:
                return of
    return None
