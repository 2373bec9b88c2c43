"""Which pieces lie in which block: for each key the numbers of its pieces, packed.

What comes in are pieces with their keys; what goes out are the pieces that share keys. The numbers of a key lie in rows
of so many documents each, so that a change rewrites little and the table stays small.
"""

from __future__ import annotations

import sqlite3
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from musnad.case.weighing.meeting import Numbers
from musnad.case.weighing.pieces import PLACE_BITS

__all__ = ["add_postings", "fill_blocks", "others_in", "remove_postings", "sharing"]

_DOCUMENT_BITS = 12  # of documents in a row, whose numbers so take 28 bits


def add_postings(connection: sqlite3.Connection, pieces: Mapping[int, Iterable[int]]) -> None:
    """Put pieces into the blocks of their keys."""
    for (key, row), numbers in _by_row(pieces).items():
        _write(connection, key, row, sorted({*_read(connection, key, row), *numbers}))


def fill_blocks(connection: sqlite3.Connection, keys: Numbers, pieces: Numbers) -> None:
    """Put pieces into blocks that are not there: a key for each piece, in the order of the keys, then the pieces."""
    rows = pieces >> _DOCUMENT_BITS + PLACE_BITS
    starts = np.flatnonzero((np.diff(keys, prepend=keys[:1] - 1) != 0) | (np.diff(rows, prepend=-1) != 0))
    packed = (pieces & (1 << _DOCUMENT_BITS + PLACE_BITS) - 1).astype("<u4")
    size = packed.itemsize
    data = packed.tobytes()
    ends = [*starts[1:].tolist(), len(pieces)]
    connection.executemany(
        "INSERT INTO block (key, row, pieces) VALUES (?, ?, ?)",
        ((key, row, data[size * start : size * end]) for key, row, start, end in
         zip(keys[starts].tolist(), rows[starts].tolist(), starts.tolist(), ends, strict=True)),
    )  # fmt: skip


def remove_postings(connection: sqlite3.Connection, pieces: Mapping[int, Iterable[int]]) -> None:
    """Take pieces out of the blocks of their keys."""
    for (key, row), numbers in _by_row(pieces).items():
        _write(connection, key, row, [number for number in _read(connection, key, row) if number not in numbers])


def sharing(
    connection: sqlite3.Connection,
    keys: Mapping[int, float],
    *,
    least: int,
    but: tuple[int, int],
    before: int | None = None,
) -> dict[int, float]:
    """Return the pieces that lie in `least` of the blocks or more, each with the weights of these summed.

    Those from the first to the last number of `but` are left out, and with `before` those that have it or a higher one.
    """
    counts: defaultdict[int, int] = defaultdict(int)
    weights: defaultdict[int, float] = defaultdict(float)
    for key, weight in keys.items():
        for row, packed in connection.execute("SELECT row, pieces FROM block WHERE key = ?", (key,)):
            base = row << _DOCUMENT_BITS + PLACE_BITS
            for number in _unpack(packed):
                counts[base + number] += 1
                weights[base + number] += weight
    first, last = but
    return {
        piece: weights[piece]
        for piece, count in counts.items()
        if count >= least and not first <= piece <= last and (before is None or piece < before)
    }


def others_in(
    connection: sqlite3.Connection, key: int, *, but: tuple[int, int], before: int | None = None
) -> Numbers:  # fmt: skip
    """Return the pieces in a block, ascending, without those that `sharing` leaves out."""
    rows = connection.execute("SELECT row, pieces FROM block WHERE key = ? ORDER BY row", (key,))
    parts = [np.frombuffer(packed, "<u4") + np.int64(row << _DOCUMENT_BITS + PLACE_BITS) for row, packed in rows]
    if not parts:
        return np.empty(0, np.int64)
    found = np.concatenate(parts)
    if before is not None:
        found = found[: np.searchsorted(found, before)]
    low, high = np.searchsorted(found, (but[0], but[1] + 1))
    return found if low == high else np.delete(found, slice(low, high))


def _by_row(pieces: Mapping[int, Iterable[int]]) -> dict[tuple[int, int], set[int]]:
    """Return by key and row the numbers within the row."""
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    for piece, keys in pieces.items():
        row, number = divmod(piece, 1 << _DOCUMENT_BITS + PLACE_BITS)
        for key in keys:
            found[key, row].add(number)
    return dict(sorted(found.items()))


def _read(connection: sqlite3.Connection, key: int, row: int) -> Iterator[int]:
    packed = connection.execute("SELECT pieces FROM block WHERE key = ? AND row = ?", (key, row)).fetchone()
    if packed is not None:
        yield from _unpack(packed[0])


def _write(connection: sqlite3.Connection, key: int, row: int, numbers: list[int]) -> None:
    if not numbers:
        connection.execute("DELETE FROM block WHERE key = ? AND row = ?", (key, row))
        return
    packed = array("I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    query = "INSERT OR REPLACE INTO block (key, row, pieces) VALUES (?, ?, ?)"
    connection.execute(query, (key, row, packed.tobytes()))


def _unpack(packed: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
