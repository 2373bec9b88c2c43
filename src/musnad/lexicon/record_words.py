"""The words by which tables and records of articles name their columns; they come from `data/record_words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from musnad.lexicon.tables import DATA
from musnad.lexicon.user_actors.words import plain

__all__ = ["find_columns"]


def find_columns(names: Iterable[str]) -> dict[str, str]:
    """Return the name that stands for each field among some names: the first of the field's words that is there.

    >>> find_columns(["Body", "PubDate", "Section"])
    {'text': 'Body', 'published': 'PubDate'}
    """
    given: dict[str, str] = {}
    for name in names:
        given.setdefault(plain(name), name)
    fields = {field: next((given[word] for word in words if word in given), None) for field, words in _words().items()}
    return {field: name for field, name in fields.items() if name is not None}


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    text = (DATA / "record_words.toml").read_text(encoding="utf-8")
    groups = msgspec.convert(tomllib.loads(text), dict[str, dict[str, list[str]]])
    return {field: tuple(dict.fromkeys(map(plain, words))) for field, words in groups["columns"].items()}
