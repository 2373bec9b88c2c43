"""Read whatever one stream holds: tell its kind, and hand it to the reader of that kind.

What comes in is a `Stream`; what goes out are documents, texts and pages unfinished. Nothing is raised for what is
wrong with the bytes: a stream that breaks off in the middle gives an `Unread` after the documents before it. That the
process has too little memory is raised: how much it may have is for whoever started it. Each reader is loaded when its
kind is met.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace

from musnad.errors import ReadError
from musnad.readers.kinds import Kind, binary_kind, guess_kind
from musnad.readers.pages import check_size
from musnad.readers.reading import MAX_BYTES, Found, Unfinished, Unread
from musnad.readers.records import content_id
from musnad.readers.streams import Stream, peek

__all__ = ["read_stream"]

_CUT = "check that it was copied completely"
_MAX_MESSAGE = 100_000_000


def read_stream(stream: Stream) -> Iterator[Found]:
    """Yield the documents of a stream, and an `Unread` for each part that gave none."""
    try:
        head, file = peek(stream.file)
        if not head:
            raise ReadError(stream.source, "the file is empty", "check that it was saved completely")
        if binary := binary_kind(head):
            raise ReadError(stream.source, f"this is {binary.name}, not text", binary.remedy)
        kind = guess_kind(head, stream.suffix)
        if kind == "text" and not stream.suffix and _is_table(head):
            kind = "table"
        if kind == "gzip" and _is_packed_warc(head):
            kind = "warc"
        yield from _READERS[kind](replace(stream, file=file))
    except ReadError as error:
        yield Unread(error)
    except (EOFError, zlib.error, zipfile.BadZipFile, struct.error) as error:
        yield Unread(ReadError(stream.source, f"it is damaged or cut off ({_reason(error)})", _CUT))
    except OSError as error:
        yield Unread(ReadError(stream.source, f"could not be read to its end ({_reason(error)})", _CUT))
    except RecursionError:
        yield Unread(ReadError(stream.source, "what it holds lies too deep in one another to read", "save it as text"))


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _read_whole(stream: Stream, most: int = MAX_BYTES) -> bytes:
    data = stream.file.read(most + 1)
    if len(data) > most:
        size = f"it is larger than {most // 1_000_000} MB"
        raise ReadError(stream.source, size, "split it, or give the articles in it as a JSONL file")
    return data


def _read_text(stream: Stream) -> Iterator[Found]:
    yield _read_one(stream, is_html=False)


def _read_html(stream: Stream) -> Iterator[Found]:
    yield _read_one(stream, is_html=True)


def _read_one(stream: Stream, *, is_html: bool) -> Unfinished:
    data = _read_whole(stream)
    check_size(data, stream.source)
    return Unfinished(stream.source, stream.stem or content_id(data), data, is_html)


def _read_records(stream: Stream) -> Iterator[Found]:
    from musnad.readers.jsonl import file_lines, read_json, read_jsonl

    if stream.suffix.lower() == ".json" and stream.part.is_whole:
        yield from read_json(_read_whole(stream), source=stream.source, stem=stream.stem)
    else:
        lines = file_lines(stream.file, stream.part)
        yield from read_jsonl(lines, source=stream.source, stem=stream.stem, first=stream.part.line)


def _is_table(head: bytes) -> bool:
    from musnad.readers.tables import is_table

    return is_table(head)


def _read_table(stream: Stream) -> Iterator[Found]:
    from musnad.readers.tables import read_table

    yield from read_table(stream)


def _read_feed(stream: Stream) -> Iterator[Found]:
    from musnad.readers.feed import read_feed

    yield from read_feed(_read_whole(stream), source=stream.source)


def _read_mhtml(stream: Stream) -> Iterator[Found]:
    from musnad.readers.mhtml import read_mhtml

    yield read_mhtml(_read_whole(stream, _MAX_MESSAGE), source=stream.source, stem=stream.stem)


def _read_warc(stream: Stream) -> Iterator[Found]:
    from musnad.readers.warc import read_warc

    yield from read_warc(stream)


def _read_parquet(stream: Stream) -> Iterator[Found]:
    from musnad.readers.parquet import read_parquet

    yield from read_parquet(stream)


def _read_zip(stream: Stream) -> Iterator[Found]:
    from musnad.readers.archives import read_zip

    yield from read_zip(stream, read_stream)


def _is_packed_warc(head: bytes) -> bool:
    from musnad.readers.archives import is_packed_warc

    return is_packed_warc(head)


def _read_gzip(stream: Stream) -> Iterator[Found]:
    from musnad.readers.archives import read_gzip

    yield from read_gzip(stream, read_stream)


_READERS: dict[Kind, Callable[[Stream], Iterator[Found]]] = {
    "text": _read_text,
    "html": _read_html,
    "jsonl": _read_records,
    "table": _read_table,
    "feed": _read_feed,
    "mhtml": _read_mhtml,
    "warc": _read_warc,
    "parquet": _read_parquet,
    "zip": _read_zip,
    "gzip": _read_gzip,
}
