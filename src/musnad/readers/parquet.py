"""Read Parquet files of articles; each row is a document, its columns told as those of other tables are.

What comes in is a `Stream`; what goes out is a `Read` for each row, kept as a line of JSON. Needs pyarrow, which
`pip install "musnad[parquet]"` brings; it is loaded with the first such file. Rows come in batches.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

import msgspec

from musnad.errors import ReadError
from musnad.readers.reading import Reading
from musnad.readers.streams import Part, Stream, spool
from musnad.readers.tables import columns_of, read_row

__all__ = ["read_parquet", "row_count"]

_BATCH = 64
_INSTALL = 'install it with pip install "musnad[parquet]", or export the table as JSONL or CSV'
_MEDIA = "application/json"
_OF_RUN, _OF_EXPORT = b"musnad.run", b"musnad.tables"  # what musnad notes in tables of its own
_ARTICLES = frozenset({"outlet", "text"})  # columns that only the table of articles has both of
_ENCODER = msgspec.json.Encoder(enc_hook=str)


def read_parquet(stream: Stream) -> Iterator[Reading]:
    """Yield the rows of a Parquet file, those of its part.

    Raises ReadError where it is broken, or pyarrow is not installed.
    """
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise ReadError(stream.source, "Parquet files need the package pyarrow", _INSTALL) from None
    is_empty = True
    try:
        table = parquet.ParquetFile(spool(stream))
        names = list(table.schema_arrow.names)
        _check(names, table.schema_arrow.metadata or {}, stream.source)
        columns = columns_of(names, stream.source)
        for number, row in _rows(table, stream.part):
            is_empty = False
            yield _read(row, columns, number, stream)
    except MemoryError:  # which pyarrow has one of its own for
        raise
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = f"this is a broken Parquet file ({str(error).partition(chr(10))[0][:200]})"
        raise ReadError(stream.source, reason, "copy it again, or export it as JSONL") from error
    if is_empty:
        raise ReadError(stream.source, "the table holds no rows", "give one with a row for each article")


def row_count(file: BinaryIO) -> int:
    """Return how many rows a Parquet file has; 0 where it is broken, or pyarrow is not installed."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        return 0
    try:
        return int(parquet.ParquetFile(file).metadata.num_rows)
    except arrow.ArrowException:
        return 0


def _check(names: list[str], told: Mapping[bytes, bytes], source: str) -> None:
    """Raise ReadError for a table of what musnad found: its rows are no articles, but for that of the articles."""
    if _OF_RUN in told or (_OF_EXPORT in told and not _ARTICLES.issubset(names)):
        reason = "this is a table that musnad wrote, not one of articles"
        raise ReadError(source, reason, "give what was read, or bring the folder of the run into a case")


def _rows(table: Any, part: Part) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows of a part, each with its number; groups of rows that lie outside are not read."""
    groups, at, start = [], 0, None
    for group in range(table.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if at + rows > part.first and (part.end is None or at < part.end):
            groups.append(group)
            start = at if start is None else start
        at += rows
    place = start or 0
    for batch in table.iter_batches(batch_size=_BATCH, row_groups=groups):
        skipped = max(0, part.first - place)
        kept = batch.slice(skipped, None if part.end is None else max(0, part.end - place - skipped))
        yield from enumerate(kept.to_pylist(), place + skipped + 1)
        place += batch.num_rows
        if part.end is not None and place >= part.end:
            return


def _read(row: Mapping[str, Any], columns: Mapping[str, str], number: int, stream: Stream) -> Reading:
    values = tuple((name, text) for name, value in row.items() if (text := _text(value)) is not None)
    raw = _ENCODER.encode({name: _plain(value) for name, value in row.items()})
    return read_row(values, columns, number=number, stream=stream, raw=raw, media=_MEDIA, unit="row")


def _text(value: Any) -> str | None:
    """Return a cell as text: strings as they are, days and moments as ISO 8601, lists and the like as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, datetime | date | time):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, bool | list | dict | tuple):
        return _ENCODER.encode(_plain(value)).decode()
    return str(value)


def _plain(value: Any) -> Any:
    """Return a value that JSON can hold."""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return str(value) if isinstance(value, Decimal) else value
