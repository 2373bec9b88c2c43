"""What the tagger is told about each token: the word by itself, and what the rules make of the place it stands in.

What comes in is a view with the names and role phrases that the rules propose; what goes out are the words as keys
of a table, and a matrix of what hangs on the place. Nothing is decided here. The order of the features is part of
the trained model: change it and train again (training/train_names.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from musnad.stages.mentions.roles import RolePhrase
from musnad.stages.mentions.view import Candidate, View, Word

__all__ = ["CONTEXT_FEATURES", "TYPES", "WORD_FEATURES", "WordKey", "context_features", "word_features", "word_keys"]

TYPES = ("PER", "ORG", "LOC")
_FLAGS = 35
_MARKS = ('"“”«»‟„', "()[]", ".؟!?", "،,؛", ":", "-–—/", "#@_")
_LENGTHS = (1, 2, 3, 4, 5)
_SHORT = 7  # letters of a word of middling length
WORD_FEATURES = _FLAGS + 2 + len(_MARKS) + 2 + len(_LENGTHS) + 2 + 4
_OPENS_LINE, _GLUED = 15, 16
CONTEXT_FEATURES = 17


class WordKey(NamedTuple):
    """All that the tagger knows of a token without looking at its neighbours; a number is the form `0`."""

    form: str
    stem: str
    flags: int
    kind: str
    clitic: bool
    upper: bool


def word_keys(view: View) -> list[WordKey]:
    """Return the key of every token."""
    keys = []
    text = view.text
    for token, word in zip(view.tokens, view.words, strict=True):
        form = token.form
        if token.kind == "number":
            keys.append(_NUMBER)
        else:
            upper = form[0].isascii() and text[token.start].isupper()
            keys.append(WordKey(form, word.stem, word.flags, token.kind, word.skip > 0, upper))
    return keys


_NUMBER = WordKey("0", "0", 0, "number", False, False)


def word_features(key: WordKey) -> list[bool]:
    """Return the features of a word by itself, `WORD_FEATURES` in number."""
    first, length, flags = key.form[0], len(key.form), key.flags
    word = Word(key.stem, int(key.clitic), flags, 0, 0, key.kind == "word")
    return [
        *(bool(flags >> n & 1) for n in range(_FLAGS)),
        key.kind == "number",
        key.kind == "punct",
        *(first in marks for marks in _MARKS),
        first.isascii() and first.isalpha(),
        key.upper,
        *(length == n for n in _LENGTHS),
        _LENGTHS[-1] < length <= _SHORT,
        length > _SHORT,
        key.clitic,
        word.definite,
        word.adjective,
        word.unknown,
    ]


def context_features(view: View, names: Iterable[Candidate], roles: Iterable[RolePhrase]) -> npt.NDArray[np.float32]:
    """Return tokens by `CONTEXT_FEATURES` of 0 and 1.

    Columns: beginning and rest of a listed person, organisation, place; the same for names that rules alone propose;
    inside a role phrase, where its holder's name would begin, the same for a definite phrase; first of a line; glued
    to the token before.
    """
    found = np.zeros((len(view), CONTEXT_FEATURES), dtype=np.float32)
    for name in names:
        column = 2 * TYPES.index(name.type) + (0 if name.known else 2 * len(TYPES))
        found[name.first, column] = 1
        found[name.first + 1 : name.last, column + 1] = 1
    for role in roles:
        found[role.first : role.last, 12] = 1
        if role.name < len(view):
            found[role.name, 13] = 1
            found[role.name, 14] = role.specific
    tokens, text = view.tokens, view.text
    for at, token in enumerate(tokens):
        if at == 0 or "\n" in text[tokens[at - 1].end : token.start]:
            found[at, _OPENS_LINE] = 1
        elif tokens[at - 1].end == token.start:
            found[at, _GLUED] = 1
    return found
