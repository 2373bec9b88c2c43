"""A zip file written in one go: same contents, same bytes, and little memory for however many files.

What comes in are paths with their bytes; what goes out is a zip, with the size and the SHA-256 of every file in it. All
files have the same date, so that nothing of the moment of writing is in it; files and the zip may be larger than 4 GB.
`zipfile` of the standard library holds an object for each file, which is too much for some hundred thousand.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

__all__ = ["Packed", "ZipWriter"]

_LEVEL = 6
_DEFLATED = 8
_VERSION = 45  # of the form: files larger than 4 GB
_UNIX = 3 << 8 | _VERSION
_DATE = 1 << 5 | 1  # 1 January 1980, the first day that a zip can tell
_MODE = 0o100644 << 16
_LATER = 1 << 3  # sizes stand behind the bytes
_MOST_16, _MOST_32 = 0xFFFF, 0xFFFFFFFF

_LOCAL = struct.Struct("<4s5H3I2H")
_BEHIND = struct.Struct("<4sI2Q")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END_64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_END = struct.Struct("<4s4H2IH")


class Packed(NamedTuple):
    """A file in a zip: where, how many bytes it has, and their SHA-256 in hexadecimal."""

    path: str
    size: int
    sha256: str


class ZipWriter:
    """Writes a zip into a file that need not be able to go back. Call `close` when all is in it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._at = 0
        self._directory = bytearray()
        self._packed: list[bytes] = []  # as bytes: there may be some hundred thousand

    def put(self, path: str, data: bytes) -> None:
        """Put a file in."""
        deflated = _deflater()
        body = deflated.compress(data) + deflated.flush()
        at, crc = self._at, zlib.crc32(data)
        self._write(_local(path, 0, crc, len(body), len(data)))
        self._write(body)
        self._enter(path, at, 0, crc, len(body), len(data), hashlib.sha256(data).digest())

    @contextmanager
    def open(self, path: str) -> Iterator[Callable[[bytes], None]]:
        """Open a file whose bytes come one after the other: call what this gives with each. One is open at a time."""
        deflated, digest = _deflater(), hashlib.sha256()
        at, crc, size, begun = self._at, 0, 0, 0
        self._write(_local(path, _LATER, 0, None, None))
        begun = self._at

        def write(data: bytes) -> None:
            nonlocal crc, size
            crc, size = zlib.crc32(data, crc), size + len(data)
            digest.update(data)
            self._write(deflated.compress(data))

        yield write
        self._write(deflated.flush())
        held = self._at - begun
        self._write(_BEHIND.pack(b"PK\x07\x08", crc, held, size))
        self._enter(path, at, _LATER, crc, held, size, digest.digest())

    def packed(self) -> Iterator[Packed]:
        """Yield what is in it so far, by path."""
        for row in sorted(self._packed):
            path, _, rest = row.partition(b"\x00")
            yield Packed(path.decode(), int.from_bytes(rest[:8], "big"), rest[8:].hex())

    def close(self) -> None:
        """Write what a zip ends with."""
        at, size, count = self._at, len(self._directory), len(self._packed)
        self._write(self._directory)
        if count >= _MOST_16 or max(at, size) >= _MOST_32:
            end = self._at
            self._write(_END_64.pack(b"PK\x06\x06", 44, _UNIX, _VERSION, 0, 0, count, count, size, at))
            self._write(_LOCATOR.pack(b"PK\x06\x07", 0, end, 1))
        few = min(count, _MOST_16)
        self._write(_END.pack(b"PK\x05\x06", 0, 0, few, few, min(size, _MOST_32), min(at, _MOST_32), 0))

    def _write(self, data: bytes | bytearray) -> None:
        self._out.write(data)
        self._at += len(data)

    def _enter(self, path: str, at: int, flags: int, crc: int, held: int, size: int, digest: bytes) -> None:
        long = [value for value in (size, held, at) if value >= _MOST_32]
        extra = struct.pack(f"<2H{len(long)}Q", 1, 8 * len(long), *long) if long else b""
        name = path.encode("ascii")
        self._directory += _CENTRAL.pack(
            b"PK\x01\x02", _UNIX, _VERSION, flags, _DEFLATED, 0, _DATE, crc, min(held, _MOST_32), min(size, _MOST_32),
            len(name), len(extra), 0, 0, 0, _MODE, min(at, _MOST_32),
        )  # fmt: skip
        self._directory += name + extra
        self._packed.append(name + b"\x00" + size.to_bytes(8, "big") + digest)


def _deflater() -> zlib._Compress:
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)


def _local(path: str, flags: int, crc: int, held: int | None, size: int | None) -> bytes:
    """Return what stands before the bytes of a file; the sizes are None where they come behind them."""
    name = path.encode("ascii")
    extra, sizes = b"", (held or 0, size or 0)
    if held is None or size is None or max(sizes) >= _MOST_32:
        extra = struct.pack("<2H2Q", 1, 16, sizes[1], sizes[0])
        sizes = (_MOST_32, _MOST_32)
    head = _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, _DEFLATED, 0, _DATE, crc, *sizes, len(name), len(extra))
    return head + name + extra
