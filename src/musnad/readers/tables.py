"""Read tables of articles: CSV, whatever its delimiter and charset; each row is a document.

What comes in is a `Stream`; what goes out is a `Read` for each row, or an `Unread` with its line. The columns are
told by the words of `record_words.toml`; those that are none of ours are kept in `extra`. A cell's text is kept as it
stands, line breaks and all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import BinaryIO

from musnad.errors import ReadError
from musnad.lexicon.record_words import find_columns
from musnad.readers.charset import decode
from musnad.readers.reading import MAX_BYTES, Read, Reading, Unread
from musnad.readers.records import Record, is_named, record_document
from musnad.readers.streams import Stream, rejoined

__all__ = ["columns_of", "is_table", "read_row", "read_table"]

_DELIMITERS = (",", ";", "\t", "|")
_SUFFIX_DELIMITERS = {".tsv": "\t", ".tab": "\t"}
# Excel's first line: sep=; or "sep=;"
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<delimiter>[,;\t|])"?', re.IGNORECASE)
_SAMPLE = 1_000_000
_ESCAPED = re.compile("[\udc80-\udcff]")
_HEADER_LENGTH = 100_000
_MOST_NAMED = 12
_MEDIA = {"\t": "text/tab-separated-values"}
_NAME_TEXT = "name the column that holds the article's words text, in the first row"
_OPEN_QUOTE = "a quote is opened and never closed: what follows it stands in this row"


class _BrokenRow(Exception):
    """A row that cannot be taken apart; `error` says why."""

    def __init__(self, error: ReadError) -> None:
        super().__init__(str(error))
        self.error = error


class _Lines:
    """The lines of a table, decoded one at a time; remembers those since the last row, and gives back their bytes."""

    def __init__(self, file: BinaryIO, charset: str, source: str) -> None:
        # Bytes that fit no character go through as they are, so that a row's own bytes can be had again.
        self._errors = "replace" if charset.startswith(("utf-16", "utf-32")) else "surrogateescape"
        self._file = io.TextIOWrapper(file, charset, errors=self._errors, newline="")
        self._charset = charset
        self._source = source
        self._kept: list[str] = []
        self._size = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._file.readline(MAX_BYTES):
            self.number += 1
            self._size += len(line)
            if self._size >= MAX_BYTES:
                reason = f"the row is over {MAX_BYTES // 1_000_000} MB"
                raise ReadError(f"{self._source}:{self.number}", reason, "look for a quote that is never closed")
            self._kept.append(line)
            text = line.removeprefix("\ufeff") if self.number == 1 else line
            yield _ESCAPED.sub("\ufffd", text).replace("\x00", "")

    def take(self) -> bytes:
        """Return the bytes of the row that was just read, without the end of its last line."""
        text, self._kept, self._size = "".join(self._kept).rstrip("\r\n"), [], 0
        return text.encode(self._charset, errors=self._errors)


def is_table(head: bytes) -> bool:
    """Whether bytes without a name begin with a row that names the columns of a table of articles.

    >>> is_table(b"id,date,text\\n1,2024-03-05,x")
    True
    """
    first = next((line for line in decode(head).text.splitlines() if line.strip()), "")
    if _SEPARATOR_LINE.fullmatch(first.strip()):
        return True
    cells = _cells(first, _delimiter(first, ""))
    return len(cells) > 1 and len(find_columns(cells)) > 1 and "text" in find_columns(cells)


def read_table(stream: Stream) -> Iterator[Reading]:
    """Yield the rows of a table. Raises ReadError where its first row does not name a column of text."""
    sample = stream.file.read(_SAMPLE)
    decoded = decode(sample if len(sample) < _SAMPLE else sample[: sample.rfind(b"\n") + 1] or sample)
    lines = _Lines(rejoined(sample, stream.file), decoded.charset, stream.source)
    delimiter, rows = _rows(lines, stream)
    names = [name.strip() for name in _next_row(rows, stream.source) or ()]
    columns = columns_of(names, stream.source)
    media = f"{_MEDIA.get(delimiter, 'text/csv')}; charset={decoded.charset}"
    any_found = False
    while True:
        lines.take()
        number = lines.number + 1
        try:
            row = _next_row(rows, f"{stream.source}:{number}")
        except _BrokenRow as error:
            yield Unread(error.error, f"{stream.stem or 'row'}-{number}")
            continue
        if row is None:
            break
        if any(cell.strip() for cell in row):
            any_found = True
            raw = lines.take()
            yield read_row(
                _named(names, row), columns, number=number, stream=stream, raw=raw, media=media,
                warnings=_row_warnings(raw, decoded.warning),
            )  # fmt: skip
    if not any_found:
        raise ReadError(stream.source, "the table holds no rows", "give one with a row for each article")


def columns_of(names: Sequence[str], source: str) -> Mapping[str, str]:
    """Return the name of the column for each of our fields. Raises ReadError where none holds the text."""
    columns = find_columns(names)
    if "text" not in columns:
        given = ", ".join(name.strip() for name in names[:_MOST_NAMED] if name.strip()) or "none"
        raise ReadError(source, f"no column of the table is the text (its columns: {given[:300]})", _NAME_TEXT)
    return columns


def read_row(
    values: Sequence[tuple[str, str]],
    columns: Mapping[str, str],
    *,
    number: int,
    stream: Stream,
    raw: bytes,
    media: str,
    warnings: tuple[str, ...] = (),
    unit: str = "line",
) -> Reading:
    """Return the document of a row: the names of its columns with their values, and which column is which field."""
    place, fallback = f"{stream.source}:{number}", f"{stream.stem}-{number}" if stream.stem else None
    given = dict(reversed(values))  # of two columns with one name the first counts
    fields = {field: given.get(name, "") for field, name in columns.items()}
    named = frozenset(columns.values())
    extra = tuple((name.strip(), value) for name, value in values if name not in named and value.strip())
    own = {name: value.strip() or None for name, value in fields.items() if name != "text"}
    record = Record(text=fields["text"], **own)
    try:
        doc = record_document(record, place=place, fallback=fallback)
    except ReadError as error:
        return Unread(error, own.get("id") or fallback or f"row-{number}")
    for warning in warnings:
        doc = doc.with_warning(warning)
    return Read(place, doc, raw, media, extra, f"{unit} {number}", is_named(record))


def _rows(lines: _Lines, stream: Stream) -> tuple[str, Iterator[list[str]]]:
    """Return the delimiter of a table, and its rows from the one that names the columns."""
    given = None
    walk = iter(lines)
    for line in walk:
        if match := _SEPARATOR_LINE.fullmatch(line.strip()):
            given = match["delimiter"]
        elif line.strip():
            delimiter = given or _delimiter(line, stream.suffix)
            return delimiter, csv.reader(chain((line,), walk), delimiter=delimiter)
    raise ReadError(stream.source, "the table is empty", "check that it was saved completely")


def _next_row(rows: Iterator[list[str]], place: str) -> list[str] | None:
    """Return the next row, None after the last. Raises _BrokenRow; the rows after it can be read."""
    limit = csv.field_size_limit(MAX_BYTES)  # it holds for the whole program, so it is set for one row at a time
    try:
        return next(rows, None)
    except csv.Error as error:
        raise _BrokenRow(
            ReadError(place, f"this row cannot be read ({error})", "quote cells that hold quotes")
        ) from None
    finally:
        csv.field_size_limit(limit)


def _delimiter(line: str, suffix: str) -> str:
    """Return the delimiter that cuts a row of names into most names we know, then into most cells."""
    if (named := _SUFFIX_DELIMITERS.get(suffix.lower())) and named in line:
        return named
    return max(_DELIMITERS, key=lambda one: (len(find_columns(cells := _cells(line, one))), len(cells)))


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader((line[:_HEADER_LENGTH],), delimiter=delimiter), [])
    except csv.Error:
        return []


def _named(names: Sequence[str], row: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Return a row's cells with the names of their columns; a cell beyond the last name is called by its number."""
    beyond = (f"column {number + 1}" for number in range(len(names), len(row)))
    return tuple(zip((*names, *beyond), row, strict=False))


def _row_warnings(raw: bytes, damaged: str | None) -> tuple[str, ...]:
    is_open = raw.count(b"\n") > 0 and raw.count(b'"') % 2 == 1
    return (*((damaged,) if damaged else ()), *((_OPEN_QUOTE,) if is_open else ()))
