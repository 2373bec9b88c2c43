"""Write to the folder of a run alone, and each file whole.

What comes in are paths; what goes out are context managers. What is written stands under another name until it is
whole, so that whoever dies leaves nothing half-made under a name that counts.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from musnad.case.locking import Taken, held
from musnad.errors import EngineError

__all__ = ["LOCK", "PART", "alone_in", "part_of", "told_unwritable", "whole_file"]

LOCK = "running.lock"
PART = ".part"
"""How the names of unfinished files and folders end."""


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Hold the folder of a run. Raises EngineError where another process does, OSError where it cannot be locked."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(folder / LOCK))
        except Taken:
            remedy = "wait until that is done, and try again"
            raise EngineError(str(folder), "another musnad is writing to it", remedy) from None
        yield


@contextmanager
def told_unwritable(folder: Path) -> Iterator[None]:
    """Raise an OSError of what is done within as an EngineError that names the folder."""
    try:
        yield
    except OSError as error:
        remedy = "check that there is room and that it may be written, and run it again"
        raise EngineError(str(folder), f"it cannot be written ({error.strerror or error})", remedy) from error


@contextmanager
def whole_file(place: Path) -> Iterator[Path]:
    """Give a path to write to, which gets its name at the end."""
    place.parent.mkdir(parents=True, exist_ok=True)
    part = part_of(place)
    try:
        yield part
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def part_of(place: Path) -> Path:
    """Return a name beside a place for what is not finished, which no other process has."""
    return place.with_name(f".{place.name}.{os.getpid()}-{secrets.token_hex(4)}{PART}")
