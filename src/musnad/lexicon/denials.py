"""The words of denials: verbs that deny, words that refute, and words that only point to what is denied.

They come from `data/denial_words.toml` and from the cues that have the stance deny.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from musnad.arabic.inflection import inflect_verb
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon
from musnad.lexicon.matcher import phrase_forms
from musnad.lexicon.reporting import CueRow
from musnad.lexicon.tables import DATA

__all__ = ["DenialWords", "denial_words"]

_NEEDS_ACCUSATION = "accusation"  # a frame: such a verb denies only before a noun of accusing


class DenialWords(NamedTuple):
    """Folded forms; `pointing`, `showing` and `accusing` as they are written.

    `verbs` deny; `pointing` stand for what was told, `showing` before another of them say that it was just told,
    `accusing` that it was an accusation; `refuting` are phrases: by their first word, the words after it; `negating`
    make a verb its contrary, unless `supposing` stands before them or `lapsing` after them; `undoing` stands before a
    verb of denial that is denied itself; `circumstances` open clauses that say where somebody denied.
    """

    verbs: frozenset[str]
    pointing: tuple[str, ...]
    showing: tuple[str, ...]
    accusing: tuple[str, ...]
    refuting: Mapping[str, tuple[tuple[str, ...], ...]]
    negating: frozenset[str]
    supposing: frozenset[str]
    lapsing: frozenset[str]
    undoing: frozenset[str]
    circumstances: frozenset[str]


@cache
def denial_words() -> DenialWords:
    """Return the words of denials."""
    text = (DATA / "denial_words.toml").read_text(encoding="utf-8")
    words = msgspec.convert(tomllib.loads(text), dict[str, list[str]])
    return DenialWords(
        verbs=frozenset(form for row in Lexicon().cues for form in _verbs(row)),
        pointing=tuple(words["pointing"]),
        showing=tuple(words["showing"]),
        accusing=tuple(words["accusing"]),
        refuting=_by_first(words["refuting"]),
        **{
            kind: frozenset(map(fold, words[kind]))
            for kind in ("negating", "supposing", "lapsing", "undoing", "circumstances")
        },
    )


def _by_first(phrases: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Return by the first word of phrases the words that follow it in each."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in map(phrase_forms, phrases):
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


def _verbs(row: CueRow) -> Iterable[str]:
    if row.stance != "deny" or _NEEDS_ACCUSATION in row.frames:
        return ()
    return (form.form for form in inflect_verb(fold(row.past), fold(row.present)) if form.person == 3)
