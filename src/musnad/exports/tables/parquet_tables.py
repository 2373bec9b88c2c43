"""The tables of an export as Parquet files, with the types that a table of text has not.

What comes in is what is handed over; what goes out is a folder with one file a table. Rows are written in groups, so
that an export of any size fits in memory. Needs pyarrow, which `pip install "musnad[parquet]"` brings.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from functools import partial

import pyarrow as arrow

from musnad import __version__
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.exports.tables.parquet_file import SPANS, ParquetFile
from musnad.exports.tables.schema import FORM, Column, ColumnKind, Table, tables_of, told_rows

__all__ = ["arrow_schema", "write"]

_GROUP = 8_000  # rows
_GROUP_OF = {"articles": 1_000}  # whose rows hold whole texts
_TYPES: Mapping[ColumnKind, arrow.DataType] = {
    "text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "yes": arrow.bool_(),
    "day": arrow.date32(), "texts": arrow.list_(arrow.field("item", arrow.string(), nullable=False)),
    "spans": SPANS,
}  # fmt: skip
_HUGE = "huge"


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the tables, each into a file of its own."""
    out.lose(_HUGE, 0)
    with ExitStack() as stack:
        files: dict[type, ParquetFile] = {}
        for table in tables_of(subject):
            file = ParquetFile(
                stack.enter_context(out.binary(f"{table.name}.parquet")),
                arrow_schema(table, manner.made),
                group=_GROUP_OF.get(table.name, _GROUP),
                on_rows=partial(out.wrote, table.name),
                on_huge=partial(out.lose, _HUGE),
            )
            files[table.row_type] = stack.enter_context(file)
        for row in told_rows(subject, manner.language):
            files[type(row)].add(row)


def arrow_schema(table: Table, made: str = "") -> arrow.Schema:
    """Return the schema of a table: what must be known is not nullable; meanings and units stand with the columns."""
    told = {"musnad": __version__, "musnad.tables": FORM, "made": made, "title": table.title}
    return arrow.schema([_field(column) for column in table.columns], metadata=told)


def _field(column: Column) -> arrow.Field:
    told = {"description": column.told} | ({"unit": column.unit} if column.unit is not None else {})
    return arrow.field(column.name, _TYPES[column.kind], nullable=column.optional, metadata=told)
