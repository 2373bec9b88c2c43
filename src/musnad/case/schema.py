"""The tables of a case's database: made, and brought up to date by numbered migrations.

What comes in is a connection; what goes out is the same connection with the tables that this musnad knows. A database
made by a later musnad is refused. Migrations lie in `migrations/NNNN_name.sql`; each runs once, in one transaction.
"""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from musnad.errors import CaseError

__all__ = ["LATEST", "connect", "migrate", "remedy_of", "version_of"]

_WAIT = 30.0  # seconds to wait for another process that writes
_CACHE_KIB = 65_536
_NO_ROOM = ("full", "no space", "quota", "too large")


def _migrations() -> tuple[tuple[int, str], ...]:
    files = sorted(f.name for f in (resources.files("musnad.case") / "migrations").iterdir() if f.name.endswith(".sql"))
    return tuple((int(name.split("_")[0]), name) for name in files)


MIGRATIONS = _migrations()
LATEST = MIGRATIONS[-1][0]


def connect(path: Path, *, writable: bool) -> sqlite3.Connection:
    """Open a database for one thread; readers see the last commit while another process writes.

    Raises CaseError where it cannot be opened.
    """
    connection = None
    try:
        connection = _open(path, "" if writable else "?mode=ro")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if writable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")  # else a changed row leaves its words in a free page
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if not writable and isinstance(error, sqlite3.OperationalError) and "locked" not in str(error):
            return _connect_unwritable(path, error)
        raise _unopened(path, error, writable=writable) from error
    return connection


def _connect_unwritable(path: Path, error: sqlite3.Error) -> sqlite3.Connection:
    """Open what has no place for the shared index of a WAL: the folder may not be written, or the disk is full."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        reason = f"it holds changes that cannot be read where nothing can be written ({error})"
        raise CaseError(
            str(path), reason, "copy the folder to a disk that may be written, and open it there"
        ) from error
    try:
        return _open(path, "?mode=ro&immutable=1")
    except sqlite3.Error as again:
        raise _unopened(path, again, writable=False) from again


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}{options}", uri=True, timeout=_WAIT, isolation_level=None)


def _unopened(path: Path, error: sqlite3.Error, *, writable: bool) -> CaseError:
    may = "be written" if writable else "be read"
    remedy = remedy_of(error, otherwise=f"check that the folder is there and may {may}")
    return CaseError(str(path), f"the database cannot be opened ({error})", remedy)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last migration that ran; 0 for an empty database."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, path: Path) -> tuple[int, ...]:
    """Run the migrations that are missing and return their numbers. Raises CaseError for a later musnad's database."""
    have = version_of(connection)
    if have > LATEST:
        reason = f"it was made by a later musnad (schema {have}, this one knows {LATEST})"
        raise CaseError(str(path), reason, "update musnad and try again")
    done = []
    for number, name in MIGRATIONS:
        if number > have:
            script = (resources.files("musnad.case") / "migrations" / name).read_text(encoding="utf-8")
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
            done.append(number)
    return tuple(done)


def remedy_of(error: BaseException, *, otherwise: str) -> str:
    """Return what a person can do about an error of SQLite or of the disk."""
    text = str(error).lower()
    if any(words in text for words in _NO_ROOM):
        return "make room on the disk and run it again; what was committed is kept"
    if "disk i/o" in text:
        return "make room on the disk, see whether it is sound, and run it again"
    if "malformed" in text or "not a database" in text:
        return "run musnad verify on it, and restore the folder from a copy"
    if "locked" in text or "busy" in text:
        return "wait until the other musnad is done, and try again"
    return otherwise
