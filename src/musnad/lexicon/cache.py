"""Keep the compiled tables in one file between runs.

The file lies in the folder that the platform has for such files, or where MUSNAD_CACHE says; `off` there means that
none is kept. It is made by the first run that needs it and made anew when the tables, the code or Python changed, or
when it is not whole. Nothing depends on it: where it cannot be read or written the tables are read, and nobody is told.

A file that belongs to another user, or that others may write, is never read, nor one behind a symbolic link.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

from musnad.lexicon.compiled import Compiled, compile_tables, key_of_tables, open_compiled
from musnad.lexicon.tables import DATA

__all__ = ["VARIABLE", "Kept", "cache_file", "keep", "kept_tables"]

VARIABLE = "MUSNAD_CACHE"
_OFF = "off"
_MOST_BYTES = 1 << 26
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Kept(NamedTuple):
    """The compiled tables, None where there are none to be had, and in words where they lie or why not."""

    compiled: Compiled | None
    found: str


def kept_tables() -> Compiled | None:
    """Return the compiled tables, the same in every call of a process."""
    return _kept().compiled


def cache_file() -> Path | None:
    """Return where the compiled tables of this installation and this Python are kept; None where that is off."""
    named = os.environ.get(VARIABLE, "")
    if named.lower() == _OFF:
        return None
    try:
        folder = Path(named).expanduser() if named else _cache_folder() / "musnad"
    except RuntimeError:  # nobody's home
        return None
    own = hashlib.sha256(f"{DATA}\n{sys.implementation.cache_tag}".encode("utf-8", "surrogatepass")).hexdigest()
    return folder.absolute() / f"lexicon-{own[:16]}.bin"


def keep(file: Path | None) -> Kept:
    """Return the compiled tables in a file; where it holds none that are whole and of today, make it if that can be."""
    if file is None:
        return Kept(None, "none is kept")
    try:
        key = key_of_tables()
        data = _read(file)
        if data is not None and (found := open_compiled(data, key)):
            return Kept(found, f"{file}")
        data = _make(file, key)
    except (OSError, ValueError) as error:
        return Kept(None, f"{file} cannot be used ({getattr(error, 'strerror', None) or error})")
    return Kept(open_compiled(data, key), f"{file}, made just now")


@cache
def _kept() -> Kept:
    return keep(cache_file())


def _read(file: Path) -> bytes | None:
    """Return the bytes of a file; None where it may be put in their place. Raises OSError where it is another's."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if stat.S_ISLNK(file.lstat().st_mode):
            return None
        handle = os.open(file, flags)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as opened:
        found = os.fstat(handle)
        if not _is_own(found):
            raise PermissionError(0, "it belongs to another user")
        if not stat.S_ISREG(found.st_mode) or (found.st_mode & _OTHERS_WRITE and os.name == "posix"):
            return None
        return opened.read(_MOST_BYTES)


def _make(file: Path, key: bytes) -> bytes:
    """Write the compiled tables in one step, whoever else does so too. Raises OSError where that cannot be."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(file.parent.stat()):
        raise PermissionError(0, "the folder belongs to another user")
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # before the work: it may not be allowed
    try:
        with os.fdopen(handle, "wb") as out:
            data = compile_tables(key)
            out.write(data)
        if key_of_tables() != key:
            raise OSError(0, "the tables were changed meanwhile")
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return data


def _is_own(found: os.stat_result) -> bool:
    return os.name != "posix" or found.st_uid == os.geteuid()


def _cache_folder() -> Path:
    if (folder := os.environ.get("XDG_CACHE_HOME")) and Path(folder).is_absolute():
        return Path(folder)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path.home() / ".cache"
