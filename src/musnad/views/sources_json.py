"""Those who tell in a case, and what people wrote of them, as records for JSON.

Values in, values out; no I/O. What the fields mean: docs/weighing.md.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec

from musnad.case.notes import Note
from musnad.case.source_file import SourceEntry
from musnad.corpus.sources import letter_by

__all__ = ["note_record", "source_record"]


def source_record(entry: SourceEntry) -> dict[str, Any]:
    """Return one who tells: what is known, his newest letter and all ratings, articles, and everything written."""
    return {
        **msgspec.to_builtins(entry.source),
        "letter": letter_by(entry.source),
        "side": entry.side,
        "published": entry.published,
        "named": entry.named,
        "first": entry.first,
        "last": entry.last,
        "notes": [note_record(note) for note in entry.notes],
    }


def note_record(note: Note) -> dict[str, Any]:
    """Return a note; `undone` is when it was taken back."""
    return dataclasses.asdict(note)
