"""Keep the user's own actors in one file of JSON lines: where it is, and changes that lose nothing.

A change rewrites only the lines of the ids it concerns; every other line stays as it is, readable or not. The new
file replaces the old one in one step, and two commands at once wait for each other.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from musnad.errors import ReadError
from musnad.readers import decode

__all__ = ["VARIABLE", "Change", "store_path", "stored_lines", "update_store"]

VARIABLE = "MUSNAD_ACTORS"
_NAME = "actors.jsonl"
_LINE_END = re.compile(r"\r\n|\r|\n")


class Change(NamedTuple):
    """The lines of the file after a change, and how many were added, put anew or taken out."""

    lines: tuple[str, ...]
    added: int = 0
    updated: int = 0
    removed: int = 0


def store_path() -> Path:
    """Return the file: MUSNAD_ACTORS, else `actors.jsonl` in the platform's folder for a program's data."""
    if named := os.environ.get(VARIABLE):
        return Path(named).expanduser()
    return _data_folder() / "musnad" / _NAME


def stored_lines(path: Path) -> tuple[str, ...]:
    """Return the lines that hold something, none where there is no file.

    Raises OSError where it cannot be read, ReadError where a change could damage it: it is no file of JSON lines, or
    holds broken characters.
    """
    try:
        decoded = decode(path.read_bytes())
    except FileNotFoundError:
        return ()
    if decoded.warning:
        raise ReadError(str(path), decoded.warning, "mend the file before changing it")
    lines = tuple(line for line in _LINE_END.split(decoded.text.removeprefix("\ufeff")) if line.strip())
    if lines and not _is_object(lines[0]):
        raise ReadError(str(path), "the first line is no JSON object", f"mend it, or let {VARIABLE} name another file")
    return lines


def update_store(path: Path, change: Callable[[tuple[str, ...]], Change]) -> Change:
    """Put the lines that `change` makes of the present ones in the place of the file.

    Raises what `stored_lines` raises, or OSError where the file cannot be written; it is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    with _only_one(target):
        before = stored_lines(target)
        changed = change(before)
        if changed.lines != before:
            _replace(target, "".join(f"{line}\n" for line in changed.lines))
    return changed


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _data_folder() -> Path:
    if folder := os.environ.get("XDG_DATA_HOME"):
        return Path(folder)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path.home() / ".local" / "share"


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, name)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _only_one(target: Path) -> Iterator[None]:
    """Hold the lock of a file; the lock lies beside it and stays there."""
    with target.with_name(f".{target.name}.lock").open("a+b") as lock:
        if sys.platform == "win32":
            import msvcrt

            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
