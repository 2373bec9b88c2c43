"""The time expressions of a document as JSON, with their words beside their places.

What comes in is a document; what goes out is one JSON object. Names are those of the printed document (docs/json.md),
less the text and the other layers. No I/O.
"""

from __future__ import annotations

import msgspec

from musnad.model import Document, Located

__all__ = ["encode_times"]


def encode_times(doc: Document, *, indent: int | None = None) -> bytes:
    """Return the day and the times of the document as UTF-8 JSON: one line, or indented by so many spaces.

    `dating` is null where the day was given or stands in the document's metadata, `times` where they could not be
    made, which `failures` tells.
    """
    record = {
        "id": doc.id,
        "published": doc.published,
        "published_basis": doc.published_basis,
        "dating": None if doc.dating is None else _dating(doc),
        "times": None if doc.times is None else [_with_words(doc, time) for time in doc.times],
        "failures": doc.failures,
    }
    line = msgspec.json.encode(record)
    return msgspec.json.format(line, indent=indent) if indent else line


def _dating(doc: Document) -> dict[str, object]:
    fields = {} if doc.dating is None else msgspec.structs.asdict(doc.dating)
    return {**fields, "reasons": [_with_words(doc, reason) for reason in fields.get("reasons", ())]}


def _with_words(doc: Document, found: Located) -> dict[str, object]:
    return {"words": doc.slice(found), **msgspec.structs.asdict(found)}
