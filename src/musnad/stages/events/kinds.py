"""Kinds of small words and marks as bits, so that one number says of a word, or of a run of words, which are there."""

from __future__ import annotations

from typing import get_args

from musnad.lexicon.event_patterns import EventWordKind

__all__ = [
    "AFTER_LETTER", "CLAUSE", "COMMA", "COUNTING", "DASH", "LINKING", "MARKS", "NO_EVENT_AFTER", "STOP", "TELLING",
    "kinds",
]  # fmt: skip

_BITS = {kind: 1 << number for number, kind in enumerate(get_args(EventWordKind))}
_FREE = len(_BITS)


def kinds(*names: EventWordKind) -> int:
    """Return the bits of kinds of the table event_words."""
    bits = 0
    for name in names:
        bits |= _BITS[name]
    return bits


COMMA, STOP, DASH = (1 << _FREE + n for n in range(3))
AFTER_LETTER, COUNTING = (1 << _FREE + n for n in (3, 4))  # was, and words of harm, with or without a letter before
MARKS = {COMMA: "،,", STOP: ".:؛;!?؟…", DASH: "-–—"}
CLAUSE = kinds("subordinator", "relative")
TELLING = kinds("complementizer", "self_complementizer", "that")
LINKING = CLAUSE | TELLING | kinds("preposition", "earlier")
NO_EVENT_AFTER = kinds("title_before", "back_reference", "topic", "lacking")
