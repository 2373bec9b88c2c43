"""The row of the tables that an annotation names as its origin, such as `cues:qala`, in words for a reader."""

from __future__ import annotations

import msgspec

from musnad.lexicon import Lexicon

__all__ = ["Rule", "telling_rule"]


class Rule(msgspec.Struct, frozen=True):
    """A rule of telling: its `words`, the `frames` in which content may follow, and the `stance` it brings."""

    words: str
    frames: str
    stance: str


def telling_rule(lexicon: Lexicon, origin: str) -> Rule | None:
    """Return the rule that an origin `table:key` names; None where it is no row of a table of telling."""
    table, _, key = origin.partition(":")
    if table == "cues":
        row = next((row for row in lexicon.cues if row.key == key), None)
        if row is not None:
            forms = [form for form in (row.past, row.present, row.participle, *row.masdar) if form]
            return Rule("، ".join(forms), " | ".join(row.frames), row.stance)
    if table == "cue_phrases":
        phrase = next((row for row in lexicon.cue_phrases if row.key == key), None)
        if phrase is not None:
            return Rule(phrase.phrase, phrase.kind, phrase.stance)
    return None
