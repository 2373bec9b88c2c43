"""Open what the user names (a file, a folder, standard input) and read every document in it, in order.

What comes in are paths; what goes out are documents with distinct ids, and an `Unread` for each source that gave
none. A bad source never stops the others. How one kind of file is read is for the other readers.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.charset import decode
from musnad.readers.dates import date_in_url, given_date
from musnad.readers.furniture import Furniture
from musnad.readers.html import read_html
from musnad.readers.jsonl import content_id, read_jsonl
from musnad.readers.kinds import binary_kind, guess_kind
from musnad.readers.reading import MAX_BYTES, Read, Reading, Unread
from musnad.readers.text import dateline, read_plain_text, script_warnings

__all__ = ["STDIN", "read_bytes", "read_sources", "text_document"]

STDIN = "-"
_STDIN_NAME = "standard input"
_ASSET_FOLDERS = ("_files", ".files", "_fichiers")
_PEEK = 4096
_FURNITURE = Furniture()


def read_sources(
    sources: Iterable[str | os.PathLike[str]], *, published: str | None = None, stdin: BinaryIO | None = None
) -> Iterator[Reading]:
    """Yield every document of the sources, in order, folders walked in the order of names.

    `published` is the date of pages and texts, and of records that have none. `-` reads `stdin`. Two documents that
    would share an id get distinct ones (`name`, `name-2`).
    """
    date = _checked_date(published)
    taken: set[str] = set()
    for source in sources:
        for reading in _read_source(os.fspath(source), stdin):
            yield _finish(reading, date, taken)


def read_bytes(data: bytes, *, source: str, suffix: str = "", stem: str | None = None) -> Iterator[Reading]:
    """Yield the documents in the bytes of one file; `stem` names them, their content does where it is None."""
    try:
        _refuse_unreadable(data, source)
        kind = guess_kind(data, suffix)
        if kind == "jsonl":
            yield from _records(data, source, stem)
            return
        decoded = decode(data, is_html=kind == "html")
        if not decoded.text.strip():
            raise ReadError(source, "the file holds no text", "check that it was saved completely")
        name = stem or content_id(data)
        if kind == "html":
            doc = read_html(decoded.text, id=name, source=source, furniture=_FURNITURE)
        else:
            doc = read_plain_text(decoded.text, id=name, furniture=_FURNITURE)
        yield Read(source, _with_warnings(doc, decoded.warning))
    except ReadError as error:
        yield Unread(error)
    except (RecursionError, MemoryError) as error:
        yield Unread(ReadError(source, f"too deep or too large to read ({type(error).__name__})", "save it as text"))


def text_document(
    text: str, *, id: str | None = None, title: str | None = None, published: str | None = None
) -> Document:
    """Return a text as a document. Raises ReadError when `published` is no date."""
    date = _checked_date(published)
    doc = read_plain_text(text, id=id or content_id(text), furniture=_FURNITURE)
    if title is not None:
        doc = msgspec.structs.replace(doc, title=title)
    doc = _dated(doc, date)
    return _with_warnings(doc)


def _read_source(source: str, stdin: BinaryIO | None) -> Iterator[Reading]:
    if source == STDIN:
        yield from _read_stdin(stdin)
        return
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Unread(_os_error(source, error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    else:
        yield from _read_file(path)


def _read_folder(folder: Path) -> Iterator[Reading]:
    failures: list[OSError] = []
    any_found = False
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _holds_assets(f, names))
        for name in sorted(names):
            if not name.startswith("."):
                any_found = True
                yield from _read_file(Path(place, name))
        while failures:
            error = failures.pop()
            any_found = True
            yield Unread(_os_error(str(error.filename), error))
    for error in failures:
        any_found = True
        yield Unread(_os_error(str(error.filename), error))
    if not any_found:
        reason, remedy = "the folder holds no files", "give a folder with text, HTML or JSONL files"
        yield Unread(ReadError(str(folder), reason, remedy))


def _holds_assets(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the pictures and styles that a browser saved beside a page of the same name."""
    for ending in _ASSET_FOLDERS:
        page = folder.removesuffix(ending)
        if page != folder and any(Path(name).stem == page for name in names):
            return True
    return False


def _read_file(path: Path) -> Iterator[Reading]:
    source = str(path)
    try:
        with path.open("rb") as file:
            if guess_kind(b"", path.suffix) == "jsonl" and path.suffix.lower() != ".json":
                yield from _stream_records(file, source, _stem(path))
                return
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        yield Unread(_os_error(source, error))
        return
    yield from read_bytes(data, source=source, suffix=path.suffix, stem=_stem(path))


def _read_stdin(stdin: BinaryIO | None) -> Iterator[Reading]:
    if stdin is None:
        yield Unread(ReadError(_STDIN_NAME, "is closed", "pipe a document into it or give a file"))
        return
    file = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(stdin)  # type: ignore[type-var]  # any raw or buffered binary stream will do
    head = file.peek(_PEEK)
    if head.strip() and binary_kind(head) is None and guess_kind(head) == "jsonl":
        yield from _stream_records(file, _STDIN_NAME, None)
        return
    yield from read_bytes(file.read(MAX_BYTES + 1), source=_STDIN_NAME)


def _stream_records(file: BinaryIO, source: str, stem: str | None) -> Iterator[Reading]:
    head = file.read(_PEEK)
    rest = _lines(head, file)
    try:
        _refuse_unreadable(head, source)
    except ReadError as error:
        yield Unread(error)
        return
    yield from read_jsonl(rest, source=source, stem=stem)


def _lines(head: bytes, file: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of a file whose first bytes were read; none is kept beyond the size a record may have."""
    whole = head.split(b"\n")
    yield from whole[:-1]
    line = whole[-1]
    while True:
        piece = file.readline(MAX_BYTES + 1)
        if not piece:
            break
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


def _skip_line(file: BinaryIO) -> None:
    while (piece := file.readline(MAX_BYTES)) and not piece.endswith(b"\n"):
        pass


def _records(data: bytes, source: str, stem: str | None) -> Iterator[Reading]:
    """A .json file holds one object, or lines of them."""
    try:
        lines = [msgspec.json.encode(msgspec.json.decode(data))]
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        lines = data.split(b"\n")
    for reading in read_jsonl(lines, source=source, stem=stem):
        if isinstance(reading, Read) and len(lines) == 1 and stem and reading.document.id == f"{stem}-1":
            yield Read(source, msgspec.structs.replace(reading.document, id=stem))
        else:
            yield reading


def _refuse_unreadable(data: bytes, source: str) -> None:
    if not data:
        raise ReadError(source, "the file is empty", "check that it was saved completely")
    if len(data) > MAX_BYTES:
        size = f"it is larger than {MAX_BYTES // 1_000_000} MB"
        raise ReadError(source, size, "split it, or give the articles in it as a JSONL file")
    if binary := binary_kind(data):
        raise ReadError(source, f"this is {binary.name}, not text", binary.remedy)


def _finish(reading: Reading, published: str | None, taken: set[str]) -> Reading:
    if isinstance(reading, Unread):
        if reading.id is None:
            return reading
        return Unread(reading.error, _distinct(reading.id, taken))
    doc = reading.document
    doc = msgspec.structs.replace(doc, id=_distinct(doc.id, taken))
    doc = doc if doc.published_basis == "given" else _dated(doc, published)
    doc = doc if doc.published else _dated_by_itself(doc)
    return Read(reading.source, _with_warnings(doc))


def _distinct(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _dated(doc: Document, published: str | None) -> Document:
    return doc if published is None else msgspec.structs.replace(doc, published=published, published_basis="given")


def _dated_by_itself(doc: Document) -> Document:
    """Date a record by a date line at the top of its text, else by its address."""
    if found := dateline(doc.text, _FURNITURE):
        return msgspec.structs.replace(doc, published=found, published_basis="dateline")
    if doc.url and (found := date_in_url(doc.url)):
        return msgspec.structs.replace(doc, published=found, published_basis="url")
    return doc


def _with_warnings(doc: Document, warning: str | None = None) -> Document:
    found = (*((warning,) if warning else ()), *script_warnings(doc.text))
    new = tuple(w for w in found if w not in doc.warnings)
    return msgspec.structs.replace(doc, warnings=(*doc.warnings, *new)) if new else doc


def _checked_date(published: str | None) -> str | None:
    if published is None:
        return None
    if (date := given_date(published)) is None:
        raise ReadError("published", f"{published!r} is no date", "write YYYY-MM-DD, for example 2016-12-01")
    return date


def _stem(path: Path) -> str:
    """Return a file's name without its ending, as text that can be printed whatever bytes the name holds."""
    return path.stem.encode("utf-8", errors="replace").decode()


def _os_error(source: str, error: OSError | ValueError) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError(source, "there is no such file or folder", "check the path and the spelling of its name")
    if isinstance(error, PermissionError):
        return ReadError(source, "you may not read it", "ask its owner, or change its permissions")
    reason = (error.strerror if isinstance(error, OSError) else str(error)) or type(error).__name__
    return ReadError(source, f"could not be read ({reason})", "check the path and try again")
