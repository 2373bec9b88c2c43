"""Take a stored HTTP answer apart: its status, its headers, and its body as the page was before it was sent.

What comes in is bytes of a web archive; what goes out is a body that is neither in chunks nor compressed. A body
that is stored otherwise than its headers say is left as it is. Nothing is fetched here.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message

__all__ = ["HttpHead", "TooLarge", "UnknownCoding", "parse_head", "plain_body", "unchunked"]

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(?P<status>\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,15})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_GZIP = b"\x1f\x8b"


class TooLarge(Exception):
    """A body that is larger unpacked than a page may be."""


class UnknownCoding(Exception):
    """A body compressed in a way that cannot be undone here."""


@dataclass(frozen=True, slots=True)
class HttpHead:
    """The head of an answer; header names are in small letters, `length` counts its bytes up to the body."""

    status: int
    headers: Mapping[str, str]
    length: int

    @property
    def media(self) -> str:
        """The type of the body, without parameters; empty where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the answer names."""
        message = Message()
        message["content-type"] = self.headers.get("content-type", "")
        return message.get_content_charset()


def parse_head(block: bytes) -> HttpHead | None:
    """Return the head of a stored answer, None where the bytes do not begin with one."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _END.search(block)
    lines = block[: end.start() if end else len(block)].decode("utf-8", errors="replace").splitlines()[1:]
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return HttpHead(int(status["status"]), headers, end.end() if end else len(block))


def plain_body(body: bytes, head: HttpHead, *, most: int) -> bytes:
    """Return a body without the codings of transfer and content.

    Raises TooLarge where it is over `most` bytes then, UnknownCoding where it cannot be unpacked.
    """
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        body = unchunked(body)
    codings = [coding.strip().lower() for coding in head.headers.get("content-encoding", "").split(",")]
    for coding in reversed([coding for coding in codings if coding not in ("", "identity")]):
        if coding not in _UNPACKERS:
            raise UnknownCoding(coding)
        body = _UNPACKERS[coding](body, most)
    if len(body) > most:
        raise TooLarge
    return body


def unchunked(body: bytes) -> bytes:
    """Return a body that was sent in chunks as one; as it is where it is stored without them.

    >>> unchunked(b"3\\r\\nabc\\r\\n0\\r\\n\\r\\n")
    b'abc'
    """
    pieces: list[bytes] = []
    at = 0
    while match := _CHUNK_SIZE.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(pieces)
        piece = body[match.end() : match.end() + size]
        pieces.append(piece)
        at = match.end() + size
        at += len(body[at : at + 2]) if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
        if len(piece) < size:
            break
    return b"".join(pieces) if pieces else body


def _gunzip(body: bytes, most: int) -> bytes:
    return _inflate(body, most, 31) if body.startswith(_GZIP) else body


def _inflate(body: bytes, most: int, wbits: int) -> bytes:
    unpacker = zlib.decompressobj(wbits)
    try:
        unpacked = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise UnknownCoding(str(error)) from None
    if len(unpacked) > most:
        raise TooLarge
    return unpacked


def _deflate(body: bytes, most: int) -> bytes:
    """What HTTP calls deflate has zlib's head or, of some servers, none; a page is stored as it is."""
    if body.lstrip()[:1] == b"<":
        return body
    try:
        return _inflate(body, most, zlib.MAX_WBITS)
    except UnknownCoding:
        return _inflate(body, most, -zlib.MAX_WBITS)


def _brotli(body: bytes, most: int) -> bytes:
    return _by_fastwarc("BrotliReader", body, most)


def _zstd(body: bytes, most: int) -> bytes:
    return _by_fastwarc("ZstdReader", body, most)


def _by_fastwarc(reader: str, body: bytes, most: int) -> bytes:
    from fastwarc import stream_io

    if not hasattr(stream_io, reader):  # fastwarc has these from 1.0 on
        raise UnknownCoding(reader)
    if body.lstrip()[:1] == b"<":
        return body
    try:
        unpacked = bytes(getattr(stream_io, reader)(io.BytesIO(body)).read(most + 1))
    except (OSError, ValueError) as error:
        raise UnknownCoding(str(error)) from None
    if len(unpacked) > most:
        raise TooLarge
    return unpacked


_UNPACKERS: Mapping[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
