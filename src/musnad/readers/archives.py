"""Open archives: the members of a zip file in the order of their names, and what a gzip file holds.

What comes in is a `Stream`; what goes out are the readings of its members, which another reader makes. Nothing is
unpacked into a folder, one member is open at a time, and an archive made to do harm is stopped by its limits.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from musnad.errors import ReadError
from musnad.readers.charset import arabic_likeness
from musnad.readers.reading import Found, Unread
from musnad.readers.streams import MAX_DEPTH, Metered, ReadsPieces, ReadStream, Stream, spool

__all__ = ["ASSET_FOLDERS", "is_packed_warc", "member_stem", "read_gzip", "read_zip"]

ASSET_FOLDERS = ("_files", ".files", "_fichiers")
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_MOST_MEMBERS = 500_000
_BUFFER = 1 << 16
_ARABIC_CODE_PAGES = ("cp720", "cp1256", "cp864")
_LIKELY = 0.5
_OFFICE = ("[Content_Types].xml", "META-INF/container.xml", "META-INF/manifest.xml")
_WEB_ARCHIVE = "datapackage.json"
_TOO_DEEP = f"archives lie in one another here more than {MAX_DEPTH} deep"
_UNPACK = "unpack it and give the files in it"
_DAMAGED = "check that it was copied completely, or " + _UNPACK


def read_zip(stream: Stream, read: ReadStream) -> Iterator[Found]:
    """Yield what the members of a zip archive hold. Raises ReadError where it cannot be opened."""
    if stream.depth >= MAX_DEPTH:
        raise ReadError(stream.source, _TOO_DEEP, _UNPACK)
    try:
        archive = zipfile.ZipFile(spool(stream))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, zlib.error) as error:
        raise ReadError(
            stream.source, f"this is a broken ZIP archive or office document ({error})", _DAMAGED
        ) from error
    with archive:
        members = _members(archive, stream.source)
        found = False
        for name, info in members:
            found = True
            yield from _read_member(archive, name, info, stream, read)
            if stream.budget.left < 0:
                return
        if not found:
            raise ReadError(stream.source, "the archive holds no files", "give one with texts, pages or records")


def read_gzip(stream: Stream, read: ReadStream) -> Iterator[Found]:
    """Yield what a gzip file holds."""
    if stream.depth > MAX_DEPTH:
        raise ReadError(stream.source, _TOO_DEEP, _UNPACK)
    stem = stream.stem
    suffix = PurePosixPath(stem).suffix if stem and stream.suffix.lower() == ".gz" else ""
    counted = _Counted(stream.file)
    unpacked = gzip.GzipFile(fileobj=io.BufferedReader(counted, _BUFFER))
    metered = Metered(unpacked, source=stream.source, budget=stream.budget, packed=lambda: counted.count)
    inner = replace(
        stream,
        file=io.BufferedReader(metered, _BUFFER),
        suffix=suffix,
        stem=stem.removesuffix(suffix) if stem else None,
        depth=MAX_DEPTH + 1,
        is_file=False,
    )
    yield from read(inner)


def is_packed_warc(head: bytes) -> bool:
    """Whether the first bytes of a gzip file unpack to a web archive, whose own reader unpacks it record by record."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 64).startswith(b"WARC/")
    except zlib.error:
        return False


def member_stem(name: str) -> str:
    """Return what names the documents of a file: its name without folders and ending.

    >>> member_stem("2024/اخبار.html")
    'اخبار'
    """
    return PurePosixPath(name).stem.encode("utf-8", errors="replace").decode() or name


def _members(archive: zipfile.ZipFile, source: str) -> list[tuple[str, zipfile.ZipInfo]]:
    """Return the members that may hold documents, in the order of names."""
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        raise ReadError(source, f"the archive holds over {_MOST_MEMBERS} files", "cut it into several archives")
    named = sorted(((_name(info), info) for info in infos if not info.is_dir()), key=lambda pair: pair[0])
    names = {name for name, _ in named}
    if any(name in names for name in _OFFICE) or any(n == "mimetype" for n in names):
        raise ReadError(source, "this is an office document or a book", "save it as text or as an HTML page")
    if _WEB_ARCHIVE in names and any(name.startswith("archive/") for name in names):
        return [(name, info) for name, info in named if name.startswith("archive/") and _is_warc(name)]
    pages = {str(PurePosixPath(name).with_suffix("")) for name in names}
    return [(name, info) for name, info in named if not _is_aside(name, pages)]


def _is_warc(name: str) -> bool:
    return name.lower().endswith((".warc", ".warc.gz"))


def _is_aside(name: str, pages: set[str]) -> bool:
    """Whether a member is hidden, or belongs to the pictures and styles that a browser saved beside a page."""
    parts = PurePosixPath(name).parts
    if any(part.startswith(".") or part == "__MACOSX" for part in parts if part not in (".", "..")):
        return True
    for number, part in enumerate(parts[:-1]):
        page = next((part.removesuffix(end) for end in ASSET_FOLDERS if part.endswith(end)), None)
        if page and str(PurePosixPath(*parts[:number], page)) in pages:
            return True
    return False


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; old programs wrote it in the code page of their system and did not say which."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        data = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        readings = [data.decode(page, errors="replace") for page in _ARABIC_CODE_PAGES]
        best = max(readings, key=arabic_likeness)
        return best if arabic_likeness(best) >= _LIKELY else info.filename


def _read_member(
    archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, stream: Stream, read: ReadStream
) -> Iterator[Found]:
    source = f"{stream.source}/{name}"
    if info.flag_bits & _ENCRYPTED:
        yield Unread(ReadError(source, "it is encrypted", "unpack the archive with its password and give the files"))
        return
    try:
        opened = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        yield Unread(ReadError(source, f"this part of the archive cannot be opened ({error})", _DAMAGED))
        return

    with opened:
        metered = Metered(
            cast(ReadsPieces, opened), source=source, budget=stream.budget, packed=lambda: info.compress_size
        )
        inner = replace(
            stream,
            file=io.BufferedReader(metered, _BUFFER),
            source=source,
            suffix=PurePosixPath(name).suffix,
            stem=member_stem(name),
            depth=stream.depth + 1,
            is_file=False,
        )
        for found in read(inner):
            yield _placed(found, name)


def _placed(found: Found, member: str) -> Found:
    if isinstance(found, Unread):
        return found
    inner = found.locator
    joined = f"member {member}/{inner.removeprefix('member ')}" if inner.startswith("member ") else None
    return replace(found, locator=joined or ", ".join(filter(None, (f"member {member}", inner))))


class _Counted(io.RawIOBase):
    """A file that knows how many of its bytes were read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # BufferedReader gives a memoryview
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)
