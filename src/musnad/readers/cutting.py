"""Cut a file into parts that can be read apart, so that several processes read one file.

What comes in is the path of a file; what goes out are parts that together hold each of its articles once, in order.
JSON lines, packed by gzip or not, are cut between lines, Parquet between rows, web archives between records; any other
file is one part. What is in a part is read by `musnad.readers.sources.walk_part`.
"""

from __future__ import annotations

import gzip
import itertools
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from musnad.readers.archives import is_packed_warc
from musnad.readers.kinds import Kind, guess_kind
from musnad.readers.parquet import row_count
from musnad.readers.streams import Part, peek
from musnad.readers.warc import next_record

__all__ = ["cut"]

_PIECE = 1 << 20
_ARTICLE_BYTES = 40_000  # of a web archive, roughly, for each page in it
_MOST_PACKED = 64  # parts of one gzip file, each of which unpacks all before it


def cut(path: Path, *, articles: int) -> tuple[Part, ...]:
    """Return the parts of a file, of about so many articles each.

    A file that cannot be opened or is damaged is one part, and whoever reads that tells why.
    """
    whole = (Part(),)
    try:
        with path.open("rb") as file:
            kind, is_packed = _kind(file, path)
            if kind == "jsonl" and not is_packed:
                return tuple(_lines(file, articles, None)) or whole
            if kind == "jsonl":
                with gzip.open(path) as unpacked:
                    return tuple(_lines(unpacked, articles, _MOST_PACKED)) or whole  # type: ignore[arg-type]
            if kind == "warc":
                return tuple(_records(file, path.stat().st_size, articles * _ARTICLE_BYTES))
            if kind == "parquet":
                return tuple(_rows(file, articles)) or whole
    except (OSError, EOFError, zlib.error, ValueError):
        return whole
    return whole


def _kind(file: BinaryIO, path: Path) -> tuple[Kind, bool]:
    """Return what kind of file it is, or what is packed in it, and whether it is packed by gzip as a whole."""
    head, _ = peek(file)
    kind = guess_kind(head, path.suffix)
    if kind != "gzip":
        return ("text" if kind == "jsonl" and path.suffix.lower() == ".json" else kind), False
    if is_packed_warc(head):
        return "warc", False
    inner = Path(path.stem).suffix
    start = zlib.decompressobj(wbits=31).decompress(head)
    kind = guess_kind(start, inner)
    return ("text" if kind == "jsonl" and inner.lower() == ".json" else kind), True


def _lines(file: BinaryIO, articles: int, most: int | None) -> Iterator[Part]:
    """Yield parts of so many lines; with `most` no more than so many parts, larger ones instead."""
    ends: list[tuple[int, int]] = [(0, 0)]  # bytes and lines before each cut
    at = lines = 0
    file.seek(0)
    while piece := file.read(_PIECE):
        place = -1
        while (place := piece.find(b"\n", place + 1)) >= 0:
            lines += 1
            if lines - ends[-1][1] >= articles:
                ends.append((at + place + 1, lines))
                if most is not None and len(ends) > 2 * most:
                    ends, articles = ends[::2], articles * 2
        at += len(piece)
    if at > ends[-1][0]:
        ends.append((at, lines))
    for (start, before), (end, _) in itertools.pairwise(ends):
        yield Part(start, end, before + 1)


def _records(file: BinaryIO, size: int, apart: int) -> Iterator[Part]:
    """Yield parts of a web archive, each of so many bytes and on to the next record."""
    start = 0
    while start < size:
        end = next_record(file, start + apart) if start + apart < size else None
        yield Part(start, end)
        if end is None:
            return
        start = end


def _rows(file: BinaryIO, articles: int) -> Iterator[Part]:
    """Yield parts of so many rows."""
    rows = row_count(file)
    for start in range(0, rows, articles):
        yield Part(start, min(rows, start + articles))
