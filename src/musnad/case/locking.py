"""Let one process at a time write to a folder: a lock on a file in it, which ends with the process that holds it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Taken", "held"]


class Taken(Exception):
    """Another process holds the lock."""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the lock of a file, made where there is none. Raises Taken, and OSError where it cannot be opened."""
    with path.open("a+") as file:
        if not _lock(file.fileno()):
            raise Taken
        yield


def _lock(descriptor: int) -> bool:
    """Take the lock of an open file; say whether it was free."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # there on Windows only
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
