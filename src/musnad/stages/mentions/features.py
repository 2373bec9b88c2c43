"""What the tagger is told about each token: the word by itself, and what the rules make of the place it stands in.

What comes in is a view with the names and role phrases that the rules propose; what goes out are the words as keys
of a table, and codes of what hangs on the place. A code is the features as bits of one integer, so that equal ones can
be told at once. Nothing is decided here. The order of the features is part of the trained model: change it and train
again (training/train_names.py).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from musnad.stages.mentions.roles import RolePhrase
from musnad.stages.mentions.view import Candidate, View
from musnad.stages.mentions.words import WordKey, is_adjective_form, is_definite_form, is_unknown_form

__all__ = [
    "CONTEXT_FEATURES",
    "TYPES",
    "WORD_FEATURES",
    "WordKey",
    "as_codes",
    "as_matrix",
    "context_codes",
    "context_features",
    "word_code",
    "word_features",
    "word_keys",
]

TYPES = ("PER", "ORG", "LOC")
_FLAGS = 35
_MARKS = ('"“”«»‟„', "()[]", ".؟!?", "،,؛", ":", "-–—/", "#@_")
_LENGTHS = (1, 2, 3, 4, 5)
_SHORT = 7  # letters of a word of middling length
WORD_FEATURES = _FLAGS + 2 + len(_MARKS) + 2 + len(_LENGTHS) + 2 + 4
CONTEXT_FEATURES = 17
_NAMED, _LISTED_FIRST, _PROPOSED_FIRST = 2, 0, 2 * len(TYPES)
_IN_ROLE, _OPENS_NAME, _OPENS_SURE_NAME, _OPENS_LINE, _GLUED = (1 << column for column in range(12, CONTEXT_FEATURES))


def word_keys(view: View) -> list[WordKey]:
    """Return the key of every token."""
    return [word.key for word in view.words]


def word_code(key: WordKey) -> int:
    """Return the features of a word by itself as bits."""
    first, length = key.form[0], len(key.form)
    rest = (
        key.kind == "number",
        key.kind == "punct",
        *(first in marks for marks in _MARKS),
        first.isascii() and first.isalpha(),
        key.upper,
        *(length == n for n in _LENGTHS),
        _LENGTHS[-1] < length <= _SHORT,
        length > _SHORT,
        key.clitic,
        is_definite_form(key.stem),
        is_adjective_form(key.stem, key.flags, key.clitic),
        is_unknown_form(key.stem, key.flags, key.kind == "word"),
    )
    code = key.flags & ((1 << _FLAGS) - 1)
    for bit, holds in enumerate(rest, _FLAGS):
        if holds:
            code |= 1 << bit
    return code


def word_features(key: WordKey) -> list[bool]:
    """Return the features of a word by itself, `WORD_FEATURES` in number."""
    code = word_code(key)
    return [bool(code >> n & 1) for n in range(WORD_FEATURES)]


def as_matrix(codes: Sequence[int], width: int) -> npt.NDArray[np.float32]:
    """Return codes as rows of 0 and 1."""
    octets = np.array(codes, dtype="<u8").view(np.uint8).reshape(len(codes), 8)
    return np.unpackbits(octets, axis=1, count=width, bitorder="little").astype(np.float32)


def as_codes(matrix: npt.NDArray[np.float32]) -> list[int]:
    """Return the codes of rows of 0 and 1."""
    return [sum(1 << int(bit) for bit in np.flatnonzero(row)) for row in matrix]


def context_codes(view: View, names: Iterable[Candidate], roles: Iterable[RolePhrase]) -> list[int]:
    """Return for each token `CONTEXT_FEATURES` bits.

    They are: beginning and rest of a listed person, organisation, place; the same for names that rules alone propose;
    inside a role phrase, where its holder's name would begin, the same for a definite phrase; first of a line; glued
    to the token before.
    """
    found = [0] * len(view)
    for name in names:
        bit = 1 << _NAMED * TYPES.index(name.type) + (_LISTED_FIRST if name.known else _PROPOSED_FIRST)
        found[name.first] |= bit
        for at in range(name.first + 1, name.last):
            found[at] |= bit << 1
    for role in roles:
        for at in range(role.first, role.last):
            found[at] |= _IN_ROLE
        if role.name < len(view):
            # The last role before a name says whether it is definite.
            found[role.name] = found[role.name] & ~_OPENS_SURE_NAME | _OPENS_NAME
            found[role.name] |= _OPENS_SURE_NAME if role.specific else 0
    _note_lines(view, found)
    return found


def _note_lines(view: View, codes: list[int]) -> None:
    """Note which tokens open a line, and which touch the one before."""
    text, tokens = view.text, view.tokens
    starts, ends = [token.start for token in tokens], [token.end for token in tokens]
    for at in [at for at, (end, start) in enumerate(zip(ends, starts[1:], strict=False), 1) if end == start]:
        codes[at] |= _GLUED
    codes[0] |= _OPENS_LINE
    newline = text.find("\n", ends[0])
    while newline >= 0:
        at = bisect_right(starts, newline)
        if at == len(starts):
            break
        codes[at] |= _OPENS_LINE
        newline = text.find("\n", ends[at])


def context_features(view: View, names: Iterable[Candidate], roles: Iterable[RolePhrase]) -> npt.NDArray[np.float32]:
    """Return tokens by `CONTEXT_FEATURES` of 0 and 1, see `context_codes`."""
    return as_matrix(context_codes(view, names, roles), CONTEXT_FEATURES)
