"""What the tests of tables share: reading a CSV folder back by its own description, and documents for ACLED."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from musnad.exports.tables.spreadsheet import bare
from musnad.model import Document, Entity, Event, Figure, Span
from support import make_doc, span_of

__all__ = ["event_doc", "read_package", "read_sheet", "spans_of"]

_READ: dict[str, Callable[[str], Any]] = {
    "string": bare, "integer": int, "number": float, "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat, "array": json.loads,
}  # fmt: skip


def read_sheet(written: bytes) -> list[dict[str, str]]:
    """Return the rows of a CSV file of ours as text; a row of another length than the head fails."""
    text = written.decode("utf-8")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:], newline=""), strict=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def read_package(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the tables of a folder by name, read by the types that its description gives."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: _read(folder / one["path"], one["schema"]) for one in package["resources"]}


def _read(path: Path, schema: dict[str, Any]) -> list[dict[str, Any]]:
    types = {field["name"]: field["type"] for field in schema["fields"]}
    rows = read_sheet(path.read_bytes())
    return [{name: None if cell == "" else _READ[types[name]](cell) for name, cell in row.items()} for row in rows]


def event_doc(
    *,
    type: str = "ASSAULT",
    mode: str | None = "aerial",
    time: str | None = "2018-05-05",
    status: str = "happened",
    place: str | None = "syr.azaz",
    actor: dict[str, object] | None = None,
    recipient: dict[str, object] | None = None,
    figures: tuple[tuple[str, int | None], ...] = (),
    **fields: object,
) -> Document:
    """Return an article with one event; sides are fields of an entity, the place a row of the lexicon."""
    text = "عنوان قصير\n\n-شنت الطائرات غارة على أعزاز وقتل 12 شخصا. ثم عاد الهدوء."
    entities = []
    for name, given in (("actor", actor), ("recipient", recipient)):
        if given is not None:
            known = {"id": name, "type": "ORG", "name": name, "mentions": (), "origin": "test"}
            entities.append(Entity(**{**known, **given}))  # type: ignore[arg-type]  # tests pass fields by name
    if place is not None:
        spans = (span_of(text, "أعزاز"),)
        country = place.partition(".")[0].upper()
        entities.append(Entity(id="place", type="LOC", name="أعزاز", mentions=spans, country=country,
                               origin=f"places:{place}"))  # fmt: skip
    count = span_of(text, "12")
    event = Event(
        id="e1", trigger=span_of(text, "غارة"), type=type, mode=mode, time=time, status=status,  # type: ignore[arg-type]
        actors=("actor",) if actor is not None else (), recipients=("recipient",) if recipient is not None else (),
        place="place" if place is not None else None, origin="test",
        figures=tuple(Figure(start=count.start, end=count.end, of=of, value=value) for of, value in figures),
    )  # fmt: skip
    doc = make_doc(text, entities=tuple(entities), events=(event,), outlet="صحيفة الغد")
    return msgspec.structs.replace(doc, **{"id": "doc", **fields})


def spans_of(cells: list[list[int]]) -> tuple[Span, ...]:
    """Return the spans that stand in a cell."""
    return tuple(Span(start, end) for start, end in cells)
