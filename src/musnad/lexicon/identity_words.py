"""Small words inside names of people (بن, أبو, آل); they come from `data/identity_words.toml`."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.tables import DATA

__all__ = ["IdentityWords", "identity_words"]


class IdentityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Folded words by what the word after them is.

    It is the father's name after a `patronymic`, the family's after `clan`, and one name with it, a kunya, after
    `father_of`, whose forms are of one word, and `mother_of`.
    """

    patronymic: tuple[str, ...]
    father_of: tuple[str, ...]
    mother_of: tuple[str, ...]
    clan: tuple[str, ...]


@cache
def identity_words() -> IdentityWords:
    """Return the words, folded."""
    text = (DATA / "identity_words.toml").read_text(encoding="utf-8")
    given = msgspec.convert(tomllib.loads(text), IdentityWords)
    return IdentityWords(*(tuple(map(fold, getattr(given, name))) for name in IdentityWords.__struct_fields__))
