"""The words by which a user's list names columns, kinds and yes and no; they come from `data/user_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.tables import DATA

__all__ = ["UserWords", "load_words", "plain"]

_GAPS = re.compile(r"[\s_\-]+")


class UserWords(msgspec.Struct, frozen=True):
    """What each word of a list means, by its plain form; `schemata` gives the kind for each FollowTheMoney schema."""

    columns: Mapping[str, str]
    types: Mapping[str, str]
    truth: Mapping[str, str]
    schemata: Mapping[str, str]


def plain(word: str) -> str:
    """Return the form by which words of a list are compared.

    >>> plain(" Name_EN ")
    'name en'
    """
    return _GAPS.sub(" ", fold(word)).strip()


@cache
def load_words() -> UserWords:
    """Return the words that ship in the package."""
    text = (DATA / "user_words.toml").read_text(encoding="utf-8")
    groups = msgspec.convert(tomllib.loads(text), dict[str, dict[str, list[str]]])
    return UserWords(
        columns=_meanings(groups["columns"]),
        types=_meanings(groups["types"]),
        truth=_meanings(groups["truth"]),
        schemata={plain(schema): kinds[0] for schema, kinds in groups["followthemoney"].items()},
    )


def _meanings(group: Mapping[str, list[str]]) -> Mapping[str, str]:
    return {plain(word): meaning for meaning, words in group.items() for word in words}
