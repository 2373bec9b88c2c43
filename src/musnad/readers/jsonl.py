"""Read JSON lines: one record per line, each an article with its metadata.

What comes in are lines of bytes; what goes out, in the same order, is a `Read` or an `Unread` for each. A line
that is no record never stops the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.dates import given_date, metadata_date
from musnad.readers.reading import MAX_BYTES, Read, Reading, Unread

__all__ = ["content_id", "read_jsonl"]

_BOM = b"\xef\xbb\xbf"
_REMEDY = 'write one JSON object per line, with at least {"text": "..."}'


class _Record(msgspec.Struct, frozen=True):
    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None


_RECORD = msgspec.json.Decoder(_Record)
_ANY = msgspec.json.Decoder()


def content_id(content: str | bytes) -> str:
    """Return an id made from content: the same content always has the same one."""
    data = content.encode("utf-8", errors="surrogatepass") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()[:16]


def read_jsonl(lines: Iterable[bytes], *, source: str, stem: str | None) -> Iterator[Reading]:
    """Yield a reading for each line that is not blank.

    A record without an id is called `stem-LINE`, or after its content where there is no stem. `source` stands in
    messages. Ids may still be shared between records.
    """
    for number, line in enumerate(lines, 1):
        if number == 1:
            line = line.removeprefix(_BOM)  # noqa: PLW2901 - the mark is no part of the line
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            yield Read(place, _document(line, place, f"{stem}-{number}" if stem else None))
        except ReadError as error:
            yield Unread(error, _id_of(line) or f"{stem or 'stdin'}-{number}")


def _document(line: bytes, place: str, fallback: str | None) -> Document:
    if len(line) > MAX_BYTES:
        raise ReadError(place, f"the record is over {MAX_BYTES // 1_000_000} MB", "split it into articles")
    try:
        record = _RECORD.decode(line)
    except msgspec.ValidationError as error:
        raise ReadError(place, _plainly(str(error)), _REMEDY) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(place, f"broken JSON ({error})", _REMEDY + ", in UTF-8") from error
    if not record.text.strip():
        raise ReadError(place, "the text is empty", "give the article's text or leave the record out")
    if isinstance(record.id, str) and not record.id.strip():
        raise ReadError(place, "the id is empty", "give every record an id of its own, or leave the field out")
    published = record.published or None
    warnings: tuple[str, ...] = ()
    if published and given_date(published) is None:
        known = metadata_date(published)
        warnings = () if known else (f"{place}: published {published!r} is no date; write YYYY-MM-DD",)
        published = known
    return Document(
        id=str(record.id) if record.id is not None else fallback or content_id(record.text),
        text=record.text,
        title=record.title or None,
        outlet=record.outlet or None,
        author=record.author or None,
        url=record.url or None,
        published=published,
        published_basis="given" if published else None,
        warnings=warnings,
    )


def _id_of(line: bytes) -> str | None:
    """Return the id of a record that is otherwise not sound."""
    try:
        value: Any = _ANY.decode(line)
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
