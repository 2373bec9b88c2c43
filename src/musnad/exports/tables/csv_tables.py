"""A folder of CSV tables, with a description of them that programs read (`datapackage.json`, Frictionless).

What comes in is what is handed over; what goes out are the tables of `musnad.exports.tables.rows`. Lists stand in a
cell as JSON; an empty cell is what is not known. How spreadsheets are kept from running what stands in a cell, see
`musnad.exports.tables.spreadsheet`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from typing import Any

import msgspec

from musnad import __version__
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.exports.tables.schema import FORM, Column, ColumnKind, Table, tables_of, told_rows
from musnad.exports.tables.spreadsheet import FORMULA, SheetWriter

__all__ = ["write"]

_PACKAGE = "datapackage.json"
_ENCODER = msgspec.json.Encoder()
_TYPES: Mapping[ColumnKind, str] = {
    "text": "string", "whole": "integer", "number": "number", "yes": "boolean", "day": "date", "texts": "array",
    "spans": "array",
}  # fmt: skip
_PLAIN: frozenset[ColumnKind] = frozenset(("whole", "number", "yes", "day"))


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the tables, each into a file of its own, and what they are."""
    described = tables_of(subject)
    out.lose(FORMULA, 0)
    with ExitStack() as stack:
        writers = {table.row_type: _writer(table, stack, out) for table in described}
        for row in told_rows(subject, manner.language):
            writers[type(row)](row)
    with out.binary(_PACKAGE) as file:
        package = _package(subject, described, manner)
        file.write(msgspec.json.format(_ENCODER.encode(package), indent=2) + b"\n")


def _writer(table: Table, stack: ExitStack, out: Out) -> Callable[[Iterable[Any]], None]:
    file = stack.enter_context(out.text(_file_of(table)))
    plain = [column.name for column in table.columns if column.kind in _PLAIN]
    sheet = SheetWriter(file, [column.name for column in table.columns], out.lose, plain=plain)
    cells = [_CELLS[column.kind] for column in table.columns]

    def write_row(row: Iterable[Any]) -> None:
        sheet.write("" if value is None else cell(value) for cell, value in zip(cells, row, strict=True))
        out.wrote(table.name)

    return write_row


def _list(values: Iterable[object]) -> str:
    return _ENCODER.encode(values).decode()


def _spans(spans: Iterable[Any]) -> str:
    return _list([(span.start, span.end) for span in spans])


_CELLS: Mapping[ColumnKind, Callable[[Any], str]] = {
    "text": str, "whole": str, "number": repr, "yes": lambda value: str(value).lower(),
    "day": str, "texts": _list, "spans": _spans,
}  # fmt: skip


def _file_of(table: Table) -> str:
    return f"{table.name}.csv"


def _package(subject: Subject, described: Iterable[Table], manner: Manner) -> dict[str, object]:
    """Return the description of the whole, a tabular data package."""
    return {
        "profile": "tabular-data-package",
        "name": "musnad",
        "title": subject.name,
        "created": manner.made,
        "musnad": {"version": __version__, "tables": FORM},
        "resources": [_resource(table) for table in described],
    }


def _resource(table: Table) -> dict[str, object]:
    keys = [
        {"fields": list(one.columns), "reference": {"resource": one.to, "fields": list(one.at or one.columns)}}
        for one in table.refers
    ]
    schema: dict[str, object] = {
        "fields": [_field(column, table) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": _file_of(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column, table: Table) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name, "type": _TYPES[column.kind], "description": column.told}
    if column.unit is not None:
        field["unit"] = column.unit
    if not column.optional and column.name in table.key:
        field["constraints"] = {"required": True}
    return field
