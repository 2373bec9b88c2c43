"""Open what the user names (a file, a folder, standard input) and read every document in it, in order.

What comes in are paths; what goes out are documents with distinct ids, and an `Unread` for each source that gave
none. A bad source never stops the others. What one file holds is for `musnad.readers.dispatch`, taking the text out
of a page for `musnad.readers.finishing`, here or wherever the caller has it done.
"""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import msgspec

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.dates import given_date
from musnad.readers.dispatch import read_stream
from musnad.readers.finishing import dated, read_now, too_large, with_date
from musnad.readers.pages import FURNITURE
from musnad.readers.reading import Found, OnSkip, Read, Reading, Unfinished, Unread
from musnad.readers.records import content_id
from musnad.readers.streams import Part, Stream, rejoined
from musnad.readers.text import read_plain_text, with_warnings

__all__ = [
    "STDIN", "checked_date", "files_in", "no_file", "read_bytes", "read_part", "read_sources", "text_document",
    "walk_bytes", "walk_part", "walk_sources",
]  # fmt: skip

STDIN = "-"
_WHOLE = Part()
_STDIN_NAME = "standard input"


def read_sources(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Reading]:
    """Yield every document of the sources, in order, folders walked in the order of names.

    `published` is the date of pages and texts, and of records that have none. `-` reads `stdin`. Two documents that
    would share an id get distinct ones (`name`, `name-2`). `on_skip` is told, after each web archive, how many of
    its parts were passed over, by what they are.
    """
    date = checked_date(published)
    taken: set[str] = set()
    for found in _walk(sources, stdin, on_skip):
        reading = read_now(found)
        yield _named(dated(reading, date) if isinstance(reading, Read) else reading, taken)


def walk_sources(
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    on_skip: OnSkip | None = None,
) -> Iterator[Found]:
    """Yield what the sources hold as `read_sources` does, texts and pages unfinished: `finish` makes documents of them.

    An id that came with its document stays, though others may have the same.
    """
    return _finished_later(_walk(sources, stdin, on_skip), checked_date(published), set())


def walk_part(path: Path, part: Part, *, published: str | None, taken: set[str]) -> Generator[Found, None, None]:
    """Yield what a part of a file holds as `walk_sources` does.

    `published` is an ISO day, `taken` holds the ids met so far.
    """
    return _finished_later(read_part(path, part), published, taken)


def _finished_later(walk: Iterator[Found], date: str | None, taken: set[str]) -> Generator[Found, None, None]:
    for found in walk:
        if isinstance(found, Unfinished):
            yield replace(found, id=_distinct(found.id, taken), published=date)
        elif isinstance(found, Read):
            read = dated(found, date)
            yield read if read.is_named else _named(read, taken)
        else:
            yield _named(found, taken)


def read_bytes(
    data: bytes, *, source: str, suffix: str = "", stem: str | None = None, on_skip: OnSkip | None = None
) -> Iterator[Reading]:
    """Yield the documents in the bytes of one file; `stem` names them, their content does where it is None."""
    yield from map(read_now, read_stream(Stream(io.BytesIO(data), source, suffix, stem, on_skip=on_skip)))


def walk_bytes(data: bytes, *, source: str, url: str, charset: str | None = None) -> Iterator[Found]:
    """Yield what the bytes that came from an address hold, texts and pages unfinished; `charset` came with them."""
    for found in read_stream(Stream(io.BytesIO(data), source, stem=url)):
        yield replace(found, declared=charset, url=url) if isinstance(found, Unfinished) else found


def text_document(
    text: str, *, id: str | None = None, title: str | None = None, published: str | None = None
) -> Document:
    """Return a text as a document. Raises ReadError when `published` is no date."""
    date = checked_date(published)
    doc = read_plain_text(text, id=id or content_id(text), furniture=FURNITURE)
    if title is not None:
        doc = msgspec.structs.replace(doc, title=title)
    return with_warnings(with_date(doc, date))


def _walk(sources: Iterable[str | os.PathLike[str]], stdin: BinaryIO | None, on_skip: OnSkip | None) -> Iterator[Found]:
    for source in (os.fspath(given) for given in sources):
        if source == STDIN:
            yield from _within_memory(_STDIN_NAME, _read_stdin(stdin, on_skip))
            continue
        for file in files_in(source):
            if isinstance(file, Unread):
                yield file
            else:
                yield from _within_memory(str(file), read_part(file, on_skip=on_skip))


def _within_memory(source: str, walk: Iterator[Found]) -> Iterator[Found]:
    try:
        yield from walk
    except MemoryError:  # this process has no other that could try again
        yield Unread(too_large(source))


def files_in(source: str) -> Iterator[Path | Unread]:
    """Yield a file, or those of a folder in the order of their names; an `Unread` for what cannot be looked at."""
    path = Path(source)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield Unread(_os_error(source, error))
        return
    if stat.S_ISDIR(mode):
        yield from _files_of(path)
    else:
        yield path


def read_part(path: Path, part: Part = _WHOLE, *, on_skip: OnSkip | None = None) -> Iterator[Found]:
    """Yield what a file, or a part of it, holds, texts and pages unfinished. Ids may be shared."""
    source = str(path)
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        yield Unread(_os_error(source, error))
        return
    with file:
        is_file = file.seekable()
        yield from read_stream(
            Stream(file, source, path.suffix, _stem(path), is_file=is_file, on_skip=on_skip, part=part)
        )


def _files_of(folder: Path) -> Iterator[Path | Unread]:
    failures: list[OSError] = []
    any_found = False
    for place, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not _holds_assets(f, names))
        for name in sorted(names):
            if not name.startswith("."):
                any_found = True
                yield _one_of(Path(place, name))
        while failures:
            error = failures.pop()
            any_found = True
            yield Unread(_os_error(str(error.filename), error))
    for error in failures:
        any_found = True
        yield Unread(_os_error(str(error.filename), error))
    if not any_found:
        reason, remedy = "the folder holds no files", "give a folder with texts, pages, records or archives"
        yield Unread(ReadError(str(folder), reason, remedy))


def _one_of(path: Path) -> Path | Unread:
    """Return a file of a folder; an `Unread` for what is none, such as a pipe, which would be waited for."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        return Unread(_os_error(str(path), error))
    if stat.S_ISREG(mode):
        return path
    return Unread(no_file(str(path)))


def no_file(source: str) -> ReadError:
    """Return what is told of a path at which there is something else than a file or a folder."""
    return ReadError(source, "this is no file, but a pipe, a socket or a device", "save what comes out of it")


def _holds_assets(folder: str, names: list[str]) -> bool:
    """Whether a folder holds the pictures and styles that a browser saved beside a page of the same name."""
    from musnad.readers.archives import ASSET_FOLDERS

    for ending in ASSET_FOLDERS:
        page = folder.removesuffix(ending)
        if page != folder and any(Path(name).stem == page for name in names):
            return True
    return False


def _read_stdin(stdin: BinaryIO | None, on_skip: OnSkip | None) -> Iterator[Found]:
    if stdin is None:
        yield Unread(ReadError(_STDIN_NAME, "is closed", "pipe a document into it or give a file"))
        return
    file = rejoined(b"", stdin)
    yield from read_stream(Stream(file, _STDIN_NAME, is_file=False, on_skip=on_skip))


def _named(reading: Reading, taken: set[str]) -> Reading:
    """Return a reading with an id that no other has."""
    if isinstance(reading, Unread):
        return reading if reading.id is None else replace(reading, id=_distinct(reading.id, taken))
    doc = reading.document
    return replace(reading, document=msgspec.structs.replace(doc, id=_distinct(doc.id, taken)))


def _distinct(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def checked_date(published: str | None) -> str | None:
    """Return a day that was given, as ISO. Raises ReadError where it is no date."""
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
