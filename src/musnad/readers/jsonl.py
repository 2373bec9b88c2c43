"""Read JSON lines: one record per line, each an article with its metadata.

What comes in are lines of bytes; what goes out, in the same order, is a `Read` or an `Unread` for each. A line
that is no record never stops the others. A record that has no `text` may name its fields as tables do (`body`,
`date`, `link`); what is no field of ours is kept in `extra`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

import msgspec

from musnad.errors import ReadError
from musnad.lexicon.record_words import find_columns
from musnad.readers.reading import MAX_BYTES, Extra, Read, Reading, Unread
from musnad.readers.records import Record, content_id, is_named, record_document
from musnad.readers.streams import Part, within

__all__ = ["content_id", "extra_fields", "file_lines", "read_json", "read_jsonl"]

_BOM = b"\xef\xbb\xbf"
_REMEDY = 'write one JSON object per line, with at least {"text": "..."}'
_FIELDS = frozenset(Record.__struct_fields__)
_DECODER = msgspec.json.Decoder()
_MEDIA = "application/json"
_WHOLE = Part()


def read_jsonl(lines: Iterable[bytes], *, source: str, stem: str | None, first: int = 1) -> Iterator[Reading]:
    """Yield a reading for each line that is not blank; `first` is the number of the first line in its file.

    A record without an id is called `stem-LINE`, or after its content where there is no stem. `source` stands in
    messages. Ids may still be shared between records.
    """
    for number, line in enumerate(lines, first):
        if number == 1:
            line = line.removeprefix(_BOM)  # noqa: PLW2901 - the mark is no part of the line
        if line.strip():
            yield _read_line(line, number, source=source, stem=stem)


def read_json(data: bytes, *, source: str, stem: str | None) -> Iterator[Reading]:
    """Yield the records of a .json file: it holds one object, or lines of them."""
    try:
        _DECODER.decode(data.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        yield from read_jsonl(data.split(b"\n"), source=source, stem=stem)
        return
    reading = _read_line(data.removeprefix(_BOM), 1, source=source, stem=stem)
    if isinstance(reading, Unread):
        yield reading
        return
    doc = reading.document
    if stem and not reading.is_named and doc.id == f"{stem}-1":
        doc = msgspec.structs.replace(doc, id=stem)
    yield replace(reading, source=source, document=doc, raw=data, locator="")


def file_lines(file: BinaryIO, part: Part = _WHOLE) -> Iterator[bytes]:
    """Yield the lines of a part of a file; none is kept beyond the size that a record may have."""
    if not part.is_whole:
        file = within(file, part)
    line = b""
    while piece := file.readline(MAX_BYTES + 1):
        line += piece
        if line.endswith(b"\n"):
            yield line[:-1]
            line = b""
        elif len(line) > MAX_BYTES:
            yield line
            line = b""
            _skip_line(file)
    if line:
        yield line


def extra_fields(values: Iterable[tuple[str, Any]]) -> Extra:
    """Return values that are no field of a document as text: strings as they are, anything else as JSON."""
    return tuple(
        (name, value if isinstance(value, str) else msgspec.json.encode(value).decode())
        for name, value in values
        if value is not None and value != ""
    )


def _skip_line(file: BinaryIO) -> None:
    while (piece := file.readline(MAX_BYTES)) and not piece.endswith(b"\n"):
        pass


def _read_line(line: bytes, number: int, *, source: str, stem: str | None) -> Reading:
    place = f"{source}:{number}"
    try:
        value = _decode(line, place)
        record, extra = _record(value, place)
        doc = record_document(record, place=place, fallback=f"{stem}-{number}" if stem else None)
    except ReadError as error:
        return Unread(error, _id_of(line) or f"{stem or 'stdin'}-{number}")
    return Read(place, doc, line, _MEDIA, extra, f"line {number}", is_named(record))


def _decode(line: bytes, place: str) -> Any:
    if len(line) > MAX_BYTES:
        raise ReadError(place, f"the record is over {MAX_BYTES // 1_000_000} MB", "split it into articles")
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(place, f"broken JSON ({error})", _REMEDY + ", in UTF-8") from error


def _record(value: Any, place: str) -> tuple[Record, Extra]:
    named = _by_our_names(value) if isinstance(value, dict) and "text" not in value else {}
    fields = {**{ours: value[theirs] for ours, theirs in named.items()}, **value} if named else value
    try:
        record = msgspec.convert(fields, Record)
    except msgspec.ValidationError as error:
        raise ReadError(place, _plainly(str(error)), _REMEDY) from error
    known = _FIELDS.union(named.values())
    return record, extra_fields((name, inner) for name, inner in value.items() if name not in known)


def _by_our_names(value: dict[str, Any]) -> dict[str, str]:
    """Return the names that a record without `text` gives our fields, where their values are text."""
    found = find_columns(name for name, inner in value.items() if isinstance(inner, str))
    if "text" not in found:
        return {}
    return {ours: theirs for ours, theirs in found.items() if ours not in value}


def _id_of(line: bytes) -> str | None:
    """Return the id of a record that is otherwise not sound."""
    try:
        value: Any = _DECODER.decode(line) if len(line) <= MAX_BYTES else None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) and found.strip() else None


def _plainly(message: str) -> str:
    """Return msgspec's message in the words of the record: a field instead of a path.

    >>> _plainly("Expected `str`, got `int` - at `$.text`")
    'text: expected str, got int'
    """
    if "missing required field `text`" in message:
        return "the record has no field text"
    what, _, where = message.replace("`", "").partition(" - at $.")
    return f"{where}: {what[:1].lower()}{what[1:]}" if where else f"{what[:1].lower()}{what[1:]}"
