"""A timeline as a record for JSON: periods with their entries, every number with its evidence.

Values in, values out; no I/O. What the fields mean: docs/weighing.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from musnad.corpus.timeline import Entry, Timeline, Unit, periods
from musnad.views.counted import passage

__all__ = ["timeline_record"]

_Texts = Callable[[int], str]


def timeline_record(
    timeline: Timeline,
    texts: _Texts,
    *,
    articles: int,
    names: Mapping[str, str],
    by: Unit = "day",
    most: int | None = None,
) -> dict[str, Any]:
    """Return a timeline; `names` has names by key, and the record those of the keys in it.

    Of the entries at `most` so many are told, those of most articles; `claims` counts all.
    """
    shown = timeline.narrowed(most)
    keys = {key for entry in (*shown.entries, *shown.undated) for key in entry.parties}
    return {
        "articles": articles,
        "claims": len(timeline.entries) + len(timeline.undated),
        "by": by,
        "periods": [
            {"first": period.first, "last": period.last,
             "entries": [_entry(entry, texts) for entry in period.entries]}
            for period in periods(shown.entries, by)
        ],
        "undated": [_entry(entry, texts) for entry in shown.undated],
        "names": {key: names[key] for key in sorted(keys) if key in names},
    }  # fmt: skip


def _entry(entry: Entry, texts: _Texts) -> dict[str, Any]:
    built: dict[str, Any] = msgspec.to_builtins(entry)
    built["first"]["text"] = passage(texts(entry.first.document), entry.first.spans)
    return {**built, "parties": list(entry.parties)}
