"""A Parquet file that is written row by row, in groups, so that a table of any size fits in memory.

What comes in are a schema and rows as tuples, in the order of its columns; what goes out is one file, the same bytes
for the same rows. What the rows are is for whoever writes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, BinaryIO

import pyarrow as arrow
from pyarrow import parquet

__all__ = ["SPANS", "ParquetFile"]

SPANS = arrow.list_(arrow.field(
    "item",
    arrow.struct([arrow.field("start", arrow.int32(), nullable=False),
                  arrow.field("end", arrow.int32(), nullable=False)]),
    nullable=False,
))  # fmt: skip
"""The type of a column of spans."""

_AT_ONCE = 500  # rows that wait before they are turned into columns, which take a tenth of the memory
_GROUP = 8_000  # rows
_COMPRESSION = "zstd"
_POOL = arrow.system_memory_pool()  # which gives memory back that the others keep
_WHOLE_BITS = 63


class ParquetFile:
    """A table while it is written; a context manager that writes the last group.

    `on_rows` is told how many rows were turned into columns, `on_huge` how many counts were left empty since no column
    holds them. `written` counts the rows so far.
    """

    def __init__(
        self,
        file: BinaryIO,
        schema: arrow.Schema,
        *,
        group: int = _GROUP,
        on_rows: Callable[[int], object] = lambda _count: None,
        on_huge: Callable[[int], object] = lambda _count: None,
    ) -> None:
        self._schema, self._most, self._on_rows, self._on_huge = schema, group, on_rows, on_huge
        self._spans = [place for place, field in enumerate(schema) if field.type == SPANS]
        self._rows: list[Iterable[Any]] = []
        self._batches: list[arrow.RecordBatch] = []
        self._writer = parquet.ParquetWriter(file, schema, compression=_COMPRESSION)
        self.written = 0

    def __enter__(self) -> ParquetFile:
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
        if len(self._rows) >= min(_AT_ONCE, self._most):
            self._turn()
            if sum(batch.num_rows for batch in self._batches) >= self._most:
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
        self.written += len(self._rows)
        self._on_rows(len(self._rows))
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
            self._on_huge(kept.count(None) - column.count(None))
            return arrow.array(kept, kind, memory_pool=_POOL)
