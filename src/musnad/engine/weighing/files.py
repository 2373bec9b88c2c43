"""The files by which the steps of a weighing hand rows on: rows by bucket, and records by number.

What comes in are rows of numbers, or bytes under numbers; what goes out is one file for each task, from which another
task takes its own bucket, or one record. Every task writes into a folder of its own that gets its name when all is
there, so that a task may die anywhere, be run twice, and is known to be done by the name alone.
"""

from __future__ import annotations

import shutil
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from musnad.engine.owning import part_of

__all__ = ["Records", "RecordsFile", "Rows", "finished_in", "read_bucket", "stretches", "write_buckets"]

Rows = NDArray[Any]
"""Rows of one form: an array with named fields."""

_COUNT = np.dtype("<u8")


@contextmanager
def finished_in(place: Path) -> Iterator[Path]:
    """Give a new folder to write to, which gets its name at the end; what another left there before stays."""
    part = part_of(place)
    part.mkdir(parents=True)
    try:
        yield part
        try:
            part.rename(place)
        except OSError:
            if not place.is_dir():  # else the same task was run twice, and wrote the same
                raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def write_buckets(path: Path, rows: Rows, buckets: NDArray[Any], count: int) -> None:
    """Write rows by their buckets, which are numbered from 0; the order within a bucket stays."""
    order = np.argsort(buckets, kind="stable")
    ends = np.searchsorted(buckets[order], np.arange(count), "right").astype(_COUNT)
    with path.open("wb") as file:
        file.write(ends.tobytes())
        file.write(np.ascontiguousarray(rows[order]).tobytes())


def read_bucket(paths: Iterable[Path], bucket: int, count: int, form: np.dtype[Any]) -> Rows:
    """Return the rows of one bucket of all the files, in their order."""
    found = [_read_bucket(path, bucket, count, form) for path in paths]
    return np.concatenate(found) if found else np.empty(0, form)


def stretches(*columns: NDArray[Any]) -> Iterator[tuple[int, int]]:
    """Yield where each stretch of rows begins and ends in which all columns stay the same.

    >>> list(stretches(np.array([5, 5, 7]))), list(stretches(np.array([])))
    ([(0, 2), (2, 3)], [])
    """
    count = len(columns[0])
    differ = np.zeros(max(count - 1, 0), np.bool_)
    for column in columns:
        differ |= column[1:] != column[:-1]
    starts = [0, *(np.flatnonzero(differ) + 1).tolist()] if count else []
    yield from zip(starts, [*starts[1:], count], strict=False)


def _read_bucket(path: Path, bucket: int, count: int, form: np.dtype[Any]) -> Rows:
    with path.open("rb") as file:
        ends = np.frombuffer(file.read(count * _COUNT.itemsize), _COUNT)
        first = int(ends[bucket - 1]) if bucket else 0
        many = int(ends[bucket]) - first
        file.seek(count * _COUNT.itemsize + first * form.itemsize)
        return np.frombuffer(file.read(many * form.itemsize), form)


class RecordsFile:
    """A file of records while it is written, in the order of their numbers."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._at = file, 0
        self._numbers: list[int] = []
        self._ends: list[int] = []

    def add(self, number: int, record: bytes) -> None:
        """Add a record under a number that is higher than those before."""
        self._file.write(record)
        self._at += len(record)
        self._numbers.append(number)
        self._ends.append(self._at)

    def finish(self) -> None:
        """Write where each record lies."""
        for column in (self._numbers, self._ends, [len(self._numbers)]):
            self._file.write(np.array(column, _COUNT).tobytes())


class Records:
    """Records in files, each found by its number; `firsts` are the lowest numbers that each file may have."""

    def __init__(self, paths: Sequence[Path], firsts: Sequence[int]) -> None:
        self._paths, self._firsts = paths, firsts
        self._open: dict[int, tuple[Rows, Rows, Rows]] = {}

    def __getitem__(self, number: int) -> bytes:
        numbers, ends, data = self._file(bisect_right(self._firsts, number) - 1)
        at = int(np.searchsorted(numbers, number))
        if at == len(numbers) or numbers[at] != number:
            raise KeyError(number)
        return data[int(ends[at - 1]) if at else 0 : int(ends[at])].tobytes()

    def numbers(self, file: int) -> list[int]:
        """Return the numbers of the records in one of the files, ascending."""
        found: list[int] = self._file(file)[0].tolist()
        return found

    def _file(self, number: int) -> tuple[Rows, Rows, Rows]:
        if (found := self._open.get(number)) is None:
            data = np.memmap(self._paths[number], np.uint8, "r")
            size = _COUNT.itemsize
            count = int(data[-size:].view(_COUNT)[0])
            ends = data[-size * (count + 1) : -size]
            numbers = data[-size * (2 * count + 1) : -size * (count + 1)]
            whole = (np.frombuffer(numbers.tobytes(), _COUNT), np.frombuffer(ends.tobytes(), _COUNT), data)
            found = self._open[number] = whole
        return found
