"""Hand bytes from one reader to the next without holding them: a named stream, its first bytes, its limits.

What comes in are open files; nothing is decoded here. A stream that gives more than its limits raises a ReadError in
the middle of reading, so that an archive made to fill the disk stops early.
"""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

from musnad.errors import ReadError
from musnad.readers.reading import Found, OnSkip, Skipped

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = [
    "MAX_DEPTH",
    "Budget",
    "Metered",
    "Part",
    "ReadStream",
    "ReadsPieces",
    "Stream",
    "peek",
    "rejoined",
    "spool",
    "within",
]

MAX_DEPTH = 2
MAX_TOTAL = 20_000_000_000
MAX_SPOOLED = 2_000_000_000
_IN_MEMORY = 20_000_000
_PEEK = 4096
_PIECE = 1 << 16
_MOST_RATIO = 200
_RATIO_COUNTS_FROM = 10_000_000
_BOMB = "unpack it with a program you trust, look at what is in it, and give the files"


@dataclass(slots=True)
class Budget:
    """How many bytes may still come out of the archives within one source."""

    left: int = MAX_TOTAL

    def spend(self, count: int, source: str) -> None:
        """Take bytes off; raises ReadError when none are left."""
        self.left -= count
        if self.left < 0:
            raise ReadError(source, f"its archive holds over {MAX_TOTAL // 1_000_000_000} GB unpacked", _BOMB)


@dataclass(frozen=True, slots=True)
class Part:
    """What of a file is read: from `first` on and before `end`, in bytes of what it unpacks to, or rows of Parquet.

    `line` is the number of the first line there. A record of a web archive belongs to the part in which it begins.
    """

    first: int = 0
    end: int | None = None
    line: int = 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out."""
        return self.first == 0 and self.end is None

    @property
    def size(self) -> int | None:
        """How many bytes or rows it has at most; None to the end of the file."""
        return None if self.end is None else self.end - self.first


@dataclass(frozen=True, slots=True)
class Stream:
    """One file to read, wherever it lies.

    `source` stands in messages; `suffix` is that of its name, empty where it has none; `stem` names its documents,
    their content does where it is None. `depth` counts the archives around it. `is_file` says that jumping about in
    it costs nothing. Where a `part` is given, only that is read.
    """

    file: BinaryIO
    source: str
    suffix: str = ""
    stem: str | None = None
    depth: int = 0
    is_file: bool = True
    budget: Budget = field(default_factory=Budget)
    on_skip: OnSkip | None = None
    part: Part = Part()

    def skip(self, what: str, count: int) -> None:
        """Tell whoever asked that some parts were passed over."""
        if self.on_skip is not None and count:
            self.on_skip(Skipped(self.source, what, count))


class ReadsPieces(Protocol):
    """A file that can give what one step of unpacking yields."""

    def read1(self, size: int, /) -> bytes:
        """Return up to `size` bytes, none at the end."""


class ReadStream(Protocol):
    """Reads whatever a stream holds; archives are given one for their members."""

    def __call__(self, stream: Stream, /) -> Iterator[Found]:
        """Yield the stream's documents."""


class Metered(io.RawIOBase):
    """What comes out of a compressed file, counted against the archive's budget and the file's own packed size."""

    def __init__(self, file: ReadsPieces, *, source: str, budget: Budget, packed: Callable[[], int]) -> None:
        self._file = file
        self._source = source
        self._budget = budget
        self._packed = packed
        self._count = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer. Raises ReadError when more came out than an honest file holds."""
        view = memoryview(buffer)
        data = self._file.read1(len(view))  # one piece at a time: what comes before a cut is not lost with it
        view[: len(data)] = data
        self._count += len(data)
        self._budget.spend(len(data), self._source)
        if self._count > _RATIO_COUNTS_FROM and self._count > _MOST_RATIO * max(1, self._packed()):
            reason = f"it unpacks to over {_MOST_RATIO} times its size, as an archive made to do harm does"
            raise ReadError(self._source, reason, _BOMB)
        return len(data)


def peek(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Return the first bytes of a file, and a file that begins with them; a cut among them is met by who reads on."""
    read = getattr(file, "read1", file.read)
    head = b""
    try:
        while len(head) < _PEEK and (piece := read(_PEEK - len(head))):
            head += piece
    except (EOFError, OSError, zlib.error):
        if not head:
            raise
    if file.seekable():
        file.seek(0)
        return head, file
    return head, rejoined(head, file)


def rejoined(head: bytes, file: BinaryIO) -> BinaryIO:
    """Return a file whose first bytes were read, from its beginning again."""
    return io.BufferedReader(_Rejoined(head, file), _PIECE)


def spool(stream: Stream) -> BinaryIO:
    """Return a stream's bytes as a file that can be read in any order: itself, or a nameless copy on the disk."""
    if stream.is_file:
        return stream.file
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with its last reader
    size = 0
    while piece := stream.file.read(_PIECE):
        size += len(piece)
        if size > MAX_SPOOLED:
            copy.close()
            raise ReadError(stream.source, f"it is over {MAX_SPOOLED // 1_000_000_000} GB", "unpack it, give the file")
        copy.write(piece)
    copy.seek(0)
    return copy  # type: ignore[return-value]  # a binary file in all but its declared type


def within(file: BinaryIO, part: Part) -> BinaryIO:
    """Return the bytes of a part as a file; what stands before is passed over."""
    if file.seekable():
        file.seek(part.first)
    else:
        left = part.first
        while left > 0 and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
    return io.BufferedReader(_Within(file, part.size), _PIECE)


class _Within(io.RawIOBase):
    """So many of the bytes that are left of a file."""

    def __init__(self, file: BinaryIO, size: int | None) -> None:
        self._file = file
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._file.read(len(view) if self._left is None else min(len(view), self._left))
        if self._left is not None:
            self._left -= len(data)
        view[: len(data)] = data
        return len(data)


class _Rejoined(io.RawIOBase):
    """A file whose first bytes were read, from its beginning again."""

    def __init__(self, head: bytes, file: BinaryIO) -> None:
        self._head = head
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer)
        data = self._head[: len(view)] if self._head else self._file.read(len(view))
        self._head = self._head[len(view) :]
        view[: len(data)] = data
        return len(data)
