"""Read the pages in a web archive, WARC: the answers of status 200 that hold HTML or text.

What comes in is a `Stream`, packed or not; what goes out is each page, unfinished, in the archive's order. Pictures,
requests, redirects and pages met before are passed over and counted. The length of every record and the digests of
pages are checked here, as fastwarc reads a file that is cut off without a word. A broken record gives an `Unread`,
and reading goes on with the next where it can be found.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from musnad.errors import ReadError
from musnad.readers.archives import is_packed_warc
from musnad.readers.http import HttpHead, TooLarge, UnknownCoding, parse_head, plain_body, unchunked
from musnad.readers.kinds import binary_kind, guess_kind
from musnad.readers.reading import MAX_BYTES, Extra, Found, Unfinished, Unread
from musnad.readers.streams import Stream

__all__ = ["next_record", "read_warc"]

_HTML = ("text/html", "application/xhtml+xml")
_PAGE_TYPES = ("response", "resource", "conversion")
_NOT_ARTICLES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt")
_HEAD = 1 << 16
_MOST_BLOCK = MAX_BYTES + _HEAD
_MOST_BREAKS = 1000
_GZIP = b"\x1f\x8b"
_GZIP_START = re.compile(rb"\x1f\x8b\x08")
_WARC_START = re.compile(rb"(?<=\n)WARC/\d\.\d\r?\n")
_OVERLAP = 16
_MOST_KEPT = 32_000_000
_KEPT = {
    "warc.record_id": "WARC-Record-ID", "warc.date": "WARC-Date", "warc.target_uri": "WARC-Target-URI",
    "warc.payload_digest": "WARC-Payload-Digest", "warc.truncated": "WARC-Truncated",
}  # fmt: skip
_KEPT_HTTP = {
    "http.content_type": "content-type", "http.date": "date", "http.last_modified": "last-modified",
    "http.etag": "etag", "http.content_language": "content-language", "http.link": "link",
}  # fmt: skip
_COPY = "copy or download the archive again"
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Record:
    """A record that holds a page: its headers, where it begins, its bytes, and the head of its answer if it is one."""

    headers: Mapping[str, str]
    offset: int
    block: bytes
    http: HttpHead | None

    @property
    def name(self) -> str:
        """The record's id without the brackets; empty where it has none."""
        return self.headers.get("warc-record-id", "").strip(" <>")

    @property
    def url(self) -> str:
        """The address that the record was fetched from."""
        return self.headers.get("warc-target-uri", "").strip(" <>")

    @property
    def media(self) -> str:
        """The type of the page."""
        return _media(self.headers, self.http)


class _Skip(Exception):
    """A record that is no page; says what it is."""


def read_warc(stream: Stream) -> Iterator[Found]:
    """Yield the pages of a web archive; where there are none, one `Unread` that says what it held."""
    held: Counter[str] = Counter()
    seen: set[bytes] = set()
    any_told = False
    for record in _records(stream, held):
        try:
            found: Found = Unread(record) if isinstance(record, ReadError) else _read_record(record, stream, seen)
        except _Skip as skip:
            held[str(skip)] += 1
            continue
        except ReadError as error:
            found = Unread(error)
        any_told = True
        yield found
    if not any_told:
        most = ", ".join(f"{count} {what}" for what, count in held.most_common(_SHOWN)) or "no records"
        yield Unread(ReadError(stream.source, f"the archive holds no page ({most})", "give one that holds HTML pages"))
        return
    for what, count in held.items():
        stream.skip(what, count)


def next_record(file: BinaryIO, after: int) -> int | None:
    """Return where the first record from a place on begins, None where there is none; the file is left anywhere."""
    file.seek(0)
    is_packed, start = file.read(2) == _GZIP, _next_start(file, after)
    while is_packed and start is not None:
        file.seek(start)
        if is_packed_warc(file.read(_HEAD)):
            break
        start = _next_start(file, start + 1)  # such bytes come by chance within what is packed
    return start


def _records(stream: Stream, held: Counter[str]) -> Iterator[_Record | ReadError]:
    """Yield the records that may be pages; a fault, and where its file allows it what comes after the fault."""
    from fastwarc.warc import ArchiveIterator

    start, end = stream.part.first, stream.part.end
    if start:
        stream.file.seek(start)
    for attempt in range(_MOST_BREAKS):
        at, broken, any_read = start, False, attempt == 0
        tape = _Tape(stream.file, at)
        try:
            for record in ArchiveIterator(tape, parse_http=False):
                at, any_read = int(record.stream_pos), True
                if end is not None and at >= end:
                    return
                tape.drop_before(at)
                taken = _take(record, stream, held)
                broken = isinstance(taken, ReadError)
                if taken is not None:
                    yield taken
        except (OSError, ValueError) as error:
            broken = True
            if any_read:  # else what looked like the start of a record was none, and the fault was told before
                yield ReadError(f"{stream.source}:{at}", f"the archive is damaged after byte {at} ({error})", _COPY)
        if not broken and tape.is_cut():
            yield ReadError(f"{stream.source}:{at}", f"the archive is cut off after the record at byte {at}", _COPY)
        if not broken or not stream.is_file:
            return
        found = _next_start(stream.file, at + 1)
        if found is None or (end is not None and found >= end):
            return
        start = found
        stream.file.seek(start)


def _take(record: Any, stream: Stream, held: Counter[str]) -> _Record | ReadError | None:
    """Return a record that may be a page, or what is wrong with it; count it where it is neither."""
    headers = {str(name).lower(): str(value) for name, value in record.headers.items()}
    length, at = headers.get("content-length", "").strip(), int(record.stream_pos)
    place, name = f"{stream.source}:{at}", headers.get("warc-record-id", "without an id").strip(" <>")
    if not length.isascii() or not length.isdigit():
        return ReadError(place, f"the record {name} at byte {at} does not say how long it is", _COPY)
    reader = record.reader
    block = _read(reader, _HEAD)
    http = parse_head(block)
    what = _what_else(headers, http)
    size = len(block)
    if what is None:
        block += _read(reader, _MOST_BLOCK - size)
        size = len(block)
    size += int(reader.consume() or 0) if size < int(length) else 0
    if size < int(length):
        reason = f"the record {name} at byte {at} is cut off: {size} of {length} bytes are there"
        return ReadError(place, reason, _COPY)
    if what is not None:
        held[what] += 1
        return None
    if size > len(block):
        return ReadError(place, f"the page {name} is larger than {MAX_BYTES // 1_000_000} MB", "leave it out")
    return _Record(headers, at, block, http)


def _what_else(headers: Mapping[str, str], http: HttpHead | None) -> str | None:
    """Return what a record is where it is no page."""
    kind = headers.get("warc-type", "").strip().lower()
    if kind not in _PAGE_TYPES:
        return f"{kind} records" if kind else "records without a type"
    if kind == "response" and http is None:
        return "answers that are not HTTP"
    if kind == "response" and http is not None and http.status != 200:
        return f"answers of status {http.status}"
    media = _media(headers, http)
    if media and media not in (*_HTML, "text/plain"):
        return f"{media} files"
    if _path(headers.get("warc-target-uri", "")) in _NOT_ARTICLES:
        return "files for machines"
    return None


def _media(headers: Mapping[str, str], http: HttpHead | None) -> str:
    return http.media if http else headers.get("content-type", "").partition(";")[0].strip().lower()


def _path(url: str) -> str:
    """Return the path of an address; empty where it is none."""
    try:
        return urlsplit(url.strip(" <>")).path.lower()
    except ValueError:
        return ""


def _read_record(record: _Record, stream: Stream, seen: set[bytes]) -> Unfinished:
    """Return the page in a record. Raises _Skip where it is none or was met before, ReadError where it is broken."""
    place = f"{stream.source}:{record.offset}"
    stored = record.block[record.http.length :] if record.http else record.block
    body = _body(record, stored, place)
    if not body.strip():
        raise _Skip("empty pages")
    if not record.media and guess_kind(body) not in ("html", "text"):
        raise _Skip("files of other kinds")
    if binary_kind(body):
        raise _Skip("binary files")
    met = hashlib.sha256(record.url.encode("utf-8", errors="replace") + b"\n" + body).digest()[:16]
    if met in seen:
        raise _Skip("pages met before")
    seen.add(met)
    return Unfinished(
        place,
        id=record.name.removeprefix("urn:uuid:") or f"{stream.stem or 'record'}-{record.offset}",
        raw=body,
        is_html=record.media in _HTML or (not record.media and guess_kind(body) == "html"),
        declared=record.http.charset if record.http else None,
        url=record.url if record.url.startswith(("http://", "https://")) else None,
        extra=_extra(record),
        locator=f"record {record.name or record.offset}",
        warnings=tuple(_warnings(record, stored, body)),
    )


def _warnings(record: _Record, stored: bytes, body: bytes) -> Iterator[str]:
    """Yield what speaks against the bytes of a page."""
    if not _is_whole(record, stored, body):
        yield "the page's digest does not match its bytes: the archive was changed or damaged"
    if truncated := record.headers.get("warc-truncated"):
        yield f"the page was cut off when it was archived ({truncated})"


def _body(record: _Record, stored: bytes, place: str) -> bytes:
    if record.http is None:
        return stored
    try:
        return plain_body(stored, record.http, most=MAX_BYTES)
    except TooLarge:
        reason = f"the page {record.name} is larger than {MAX_BYTES // 1_000_000} MB unpacked"
        raise ReadError(place, reason, "leave it out") from None
    except UnknownCoding as error:
        reason = f"the page {record.name} is compressed in a way that cannot be read ({error})"
        raise ReadError(place, reason, "archive it again without compression of the answers") from None


def _extra(record: _Record) -> Extra:
    kept = [(name, record.headers.get(header.lower(), "")) for name, header in _KEPT.items()]
    if record.http:
        kept += [(name, record.http.headers.get(header, "")) for name, header in _KEPT_HTTP.items()]
    return tuple((name, value) for name, value in kept if value)


def _is_whole(record: _Record, stored: bytes, body: bytes) -> bool:
    """Whether a record's digests, those of a kind we know, match; of a payload some programs take another form."""
    block = _digest(record.headers.get("warc-block-digest", ""))
    if block is not None:
        return hashlib.new(block[0], record.block, usedforsecurity=False).digest() == block[1]
    payload = _digest(record.headers.get("warc-payload-digest", ""))
    if payload is None:
        return True
    forms = (stored, unchunked(stored), body, record.block)
    return any(hashlib.new(payload[0], form, usedforsecurity=False).digest() == payload[1] for form in forms)


def _digest(value: str) -> tuple[str, bytes] | None:
    """Return algorithm and digest of a header such as sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ, in base 32 or 16."""
    algorithm, _, text = value.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    if algorithm not in ("sha1", "md5", "sha256", "sha512"):
        return None
    size = hashlib.new(algorithm, usedforsecurity=False).digest_size
    try:
        found = (
            bytes.fromhex(text) if len(text) == 2 * size else base64.b32decode(text.upper() + "=" * (-len(text) % 8))
        )
    except ValueError:
        return None
    return (algorithm, found) if len(found) == size else None


def _read(reader: Any, size: int) -> bytes:
    pieces: list[bytes] = []
    while size > 0 and (piece := bytes(reader.read(size))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def _next_start(file: BinaryIO, after: int) -> int | None:
    """Return where the next record seems to begin, None where there is no further one."""
    file.seek(0)
    pattern = _GZIP_START if file.read(2) == _GZIP else _WARC_START
    file.seek(after)
    at, held = after, b""
    while piece := file.read(_HEAD):
        held += piece
        if match := pattern.search(held):
            return at + match.start()
        at += max(0, len(held) - _OVERLAP)
        held = held[-_OVERLAP:]
    return None


class _Tape:
    """A file as fastwarc takes it: read onwards only, from a known place. Keeps what follows the last start."""

    def __init__(self, file: BinaryIO, start: int) -> None:
        self._file = file
        self._at = self._kept_from = start
        self._kept: bytearray | None = bytearray()

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes."""
        data = self._file.read(size)
        self._at += len(data)
        if self._kept is not None:
            self._kept += data
            if len(self._kept) > _MOST_KEPT:
                self._kept = None
        return data

    def drop_before(self, place: int) -> None:
        """Forget what stands before a record, if it is packed for itself."""
        count = place - self._kept_from
        if self._kept is not None and self._kept.startswith(_GZIP, count):
            del self._kept[:count]
            self._kept_from = place

    def is_cut(self) -> bool:
        """Whether the last gzip member breaks off; fastwarc says nothing where that is at its beginning."""
        rest = bytes(self._kept or b"")
        while rest.startswith(_GZIP):
            unpacker = zlib.decompressobj(wbits=31)
            for at in range(0, len(rest), _HEAD):
                try:
                    unpacker.decompress(rest[at : at + _HEAD])
                except zlib.error:
                    return False  # damaged rather than cut off, which is told elsewhere
                if unpacker.eof:
                    rest = unpacker.unused_data + rest[at + _HEAD :]
                    break
            if not unpacker.eof:
                return True
        return rest == _GZIP[:1]

    def close(self) -> None:
        """Leave the file open: whoever opened it closes it."""

    def tell(self) -> int:
        """Return how many bytes stand before."""
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        """Stay where it is: fastwarc asks for the place in this way."""
        return self._at
