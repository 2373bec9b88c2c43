"""The tables of an export as Parquet files, with the types that a table of text has not.

What comes in is what is handed over; what goes out is a folder with one file a table. Rows are written in groups, so
that an export of any size fits in memory. Needs pyarrow, which `pip install "musnad[parquet]"` brings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from typing import Any, BinaryIO

import pyarrow as arrow
from pyarrow import parquet

from musnad import __version__
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.exports.tables.schema import FORM, Column, ColumnKind, Table, tables_of, told_rows

__all__ = ["arrow_schema", "write"]

_AT_ONCE = 500  # rows that wait before they are turned into columns, which take a tenth of the memory
_GROUP = 8_000  # rows
_GROUP_OF = {"articles": 1_000}  # whose rows hold whole texts
_COMPRESSION = "zstd"
_OFFSET = arrow.int32()
_SPAN = arrow.struct([arrow.field("start", _OFFSET, nullable=False), arrow.field("end", _OFFSET, nullable=False)])
_TYPES: Mapping[ColumnKind, arrow.DataType] = {
    "text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64(), "yes": arrow.bool_(),
    "day": arrow.date32(), "texts": arrow.list_(arrow.field("item", arrow.string(), nullable=False)),
    "spans": arrow.list_(arrow.field("item", _SPAN, nullable=False)),
}  # fmt: skip
_POOL = arrow.system_memory_pool()  # which gives memory back that the others keep
_WHOLE_BITS = 63
_HUGE = "huge"


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the tables, each into a file of its own."""
    out.lose(_HUGE, 0)
    with ExitStack() as stack:
        files: dict[type, _TableFile] = {}
        for table in tables_of(subject):
            file = stack.enter_context(out.binary(f"{table.name}.parquet"))
            files[table.row_type] = stack.enter_context(_TableFile(table, file, manner.made, out))
        for row in told_rows(subject, manner.language):
            files[type(row)].add(row)


def arrow_schema(table: Table, made: str = "") -> arrow.Schema:
    """Return the schema of a table: what must be known is not nullable; meanings and units stand with the columns."""
    told = {"musnad": __version__, "musnad.tables": FORM, "made": made, "title": table.title}
    return arrow.schema([_field(column) for column in table.columns], metadata=told)


class _TableFile:
    """One table while it is written; a context manager that writes the last group."""

    def __init__(self, table: Table, file: BinaryIO, made: str, out: Out) -> None:
        self._table, self._out = table, out
        self._schema = arrow_schema(table, made)
        self._spans = [place for place, column in enumerate(table.columns) if column.kind == "spans"]
        self._most = _GROUP_OF.get(table.name, _GROUP)
        self._rows: list[Iterable[Any]] = []
        self._batches: list[arrow.RecordBatch] = []
        self._writer = parquet.ParquetWriter(file, self._schema, compression=_COMPRESSION)

    def __enter__(self) -> _TableFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        try:
            if kind is None:
                self._turn()
                self._flush()
        finally:
            self._writer.close()

    def add(self, row: Iterable[Any]) -> None:
        """Add a row."""
        self._rows.append(row)
        if len(self._rows) >= _AT_ONCE:
            self._turn()
            if len(self._batches) * _AT_ONCE >= self._most:
                self._flush()

    def _turn(self) -> None:
        """Turn the rows that wait into columns."""
        if not self._rows:
            return
        columns = [list(column) for column in zip(*self._rows, strict=True)]
        for place in self._spans:
            columns[place] = [[{"start": s.start, "end": s.end} for s in spans] for spans in columns[place]]
        arrays = [self._array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._batches.append(arrow.record_batch(arrays, schema=self._schema))
        self._out.wrote(self._table.name, len(self._rows))
        self._rows.clear()

    def _flush(self) -> None:
        """Write the columns that wait as a group of rows."""
        if self._batches:
            self._writer.write_table(arrow.Table.from_batches(self._batches), row_group_size=self._most)
            self._batches.clear()

    def _array(self, column: list[Any], kind: arrow.DataType) -> arrow.Array:
        try:
            return arrow.array(column, kind, memory_pool=_POOL)
        except OverflowError:  # a count in a text has no bounds
            kept = [value if value is None or value < 1 << _WHOLE_BITS else None for value in column]
            self._out.lose(_HUGE, kept.count(None) - column.count(None))
            return arrow.array(kept, kind, memory_pool=_POOL)


def _field(column: Column) -> arrow.Field:
    told = {"description": column.told} | ({"unit": column.unit} if column.unit is not None else {})
    return arrow.field(column.name, _TYPES[column.kind], nullable=column.optional, metadata=told)
