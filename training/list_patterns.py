"""Write docs/event-patterns.md: every family of words that tells an event, with its code in PLOVER.

python training/list_patterns.py [FILE]      write FILE, or the page in docs
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from musnad.lexicon import Lexicon
from musnad.lexicon.event_patterns import EventPatternRow

__all__ = ["page"]

PAGE = Path(__file__).resolve().parent.parent / "docs" / "event-patterns.md"
_MOST_WORDS = 6


def page() -> str:
    """Return the page, made of the table of patterns."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    patterns = Lexicon().event_patterns
    yield "# The families of words that tell an event, and their codes in PLOVER"
    yield ""
    yield f"Made by `python training/list_patterns.py` from `event_patterns.tsv`: {len(patterns)} families. `near` are"
    yield "words of which one has to stand near (… says that there are more). [How events are read](events.md)."
    for type_, rows in groupby(sorted(patterns, key=lambda row: (row.type, row.key)), key=lambda row: row.type):
        yield ""
        yield f"## {type_}"
        yield "| family | mode | contexts | words | near | example |"
        yield "|---|---|---|---|---|---|"
        yield from map(_line, rows)


def _line(row: EventPatternRow) -> str:
    words = [w for w in (row.past or row.present, *row.nouns[:2]) if w]
    near = [*row.needs, *row.before]
    shown = "، ".join(near[:_MOST_WORDS]) + (" …" if len(near) > _MOST_WORDS else "")
    contexts = ", ".join(row.contexts)
    return f"| `{row.key}` | {row.mode or ''} | {contexts} | {'، '.join(words)} | {shown} | {row.example} |"


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else PAGE).write_text(page(), encoding="utf-8")
