"""A case on disk: one folder with the database, the originals, the log and a file of settings.

What comes in is the path of a folder; what goes out is a `Case` that holds the open database. What is done with the
articles in it is for the other modules of `musnad.case`.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from musnad.case import log
from musnad.case.clearing import clear
from musnad.case.locking import Taken, held
from musnad.case.raw import RawStore
from musnad.case.schema import LATEST, connect, migrate, remedy_of, version_of
from musnad.errors import CaseError

__all__ = ["Case", "create_case", "is_case_folder", "now", "only_writer", "open_case", "unwritable"]

DATABASE, SETTINGS, LOG, RAW, LOCK = "case.db", "case.toml", "log.jsonl", "raw", "writing.lock"
_NEW_SETTINGS = "case.toml.new"
_MISTAKES = (sqlite3.IntegrityError, sqlite3.ProgrammingError)  # of ours; the others come of the disk or of a neighbour
_FORM = 1
_SETTINGS = """\
# A musnad case. The articles lie in case.db, the originals in raw/, and log.jsonl tells what was done here.
form = {form}
id = "{id}"
name = "{name}"
created = "{created}"
"""


def is_case_folder(path: Path) -> bool:
    """Whether a folder is a case."""
    return (path / SETTINGS).is_file() and (path / DATABASE).is_file()


def now() -> str:
    """Return this moment in UTC, as ISO 8601 to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


class Case:
    """An open case. Use it as a context manager; one case object belongs to one thread."""

    def __init__(self, path: Path, *, writable: bool, settings: Mapping[str, Any], clock: Callable[[], str]) -> None:
        self.path = path
        self.is_writable = writable
        self.settings = settings
        self.clock = clock
        self.raw = RawStore(path / RAW)
        self.connection = connect(path / DATABASE, writable=writable)

    @property
    def name(self) -> str:
        """What the case is called."""
        return str(self.settings.get("name") or self.path.name)

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, _MISTAKES):
            raise CaseError(str(self.path / DATABASE), f"it cannot be used ({error})", _remedy(error)) from error

    def close(self) -> None:
        """Close the database."""
        self.connection.close()

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """Change the case in one transaction: all of it is kept, or nothing where an error leaves the block.

        Raises CaseError where the disk is full, the folder may not be written or another process keeps writing.
        """
        if not self.is_writable:
            raise ValueError("the case was opened for reading")
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:  # a full disk ends it by itself
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
            log.write_file(self.connection, self.path / LOG)
        except (sqlite3.DatabaseError, OSError) as error:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, _MISTAKES):
                raise
            raise unwritable(self.path, error) from error

    def tell(self, kind: str, what: Mapping[str, Any]) -> int:
        """Write an entry of the log inside the open transaction; return its number."""
        return log.append(self.connection, kind, what, at=self.clock())


def create_case(
    path: str | os.PathLike[str],
    *,
    name: str | None = None,
    clock: Callable[[], str] = now,
    fill: Callable[[sqlite3.Connection, RawStore], None] | None = None,
) -> Case:
    """Make a new case and open it. Raises CaseError where the folder holds something else or cannot be made.

    `fill` puts rows and originals in before the case counts as made, in the transaction that makes it; where it writes
    a log, that begins with the entry that tells of the case's making.
    """
    folder = Path(path)
    if (folder / SETTINGS).exists():
        raise CaseError(str(folder), "there is a case already", "add to it, or choose another folder")
    try:
        if folder.exists() and not _is_unfinished(folder):
            raise CaseError(str(folder), "the folder is not empty", "choose a new or an empty folder")
        folder.mkdir(parents=True, exist_ok=True)
        with _held(folder):
            if not (folder / SETTINGS).exists():  # nobody made it just now
                _make(folder, name, clock, fill)
    except (sqlite3.Error, OSError) as error:
        raise CaseError(str(folder), f"it cannot be made ({_plainly(error)})", _remedy(error)) from error
    return open_case(folder, writable=True, clock=clock)


def _make(
    folder: Path,
    name: str | None,
    clock: Callable[[], str],
    fill: Callable[[sqlite3.Connection, RawStore], None] | None,
) -> None:
    (folder / RAW).mkdir(exist_ok=True)
    with closing(connect(folder / DATABASE, writable=True)) as connection:
        migrate(connection, folder)
        connection.execute("BEGIN IMMEDIATE")
        if fill is not None:
            fill(connection, RawStore(folder / RAW))
        if next(log.entries(connection), None) is None:  # else an earlier making was cut off after this
            what = {"case": secrets.token_hex(8), "name": name or folder.name}
            log.append(connection, "create", what, at=clock())
        connection.execute("COMMIT")
        log.write_file(connection, folder / LOG)
        first = next(log.entries(connection))
    called = _escaped(name or first.what["name"])
    text = _SETTINGS.format(form=_FORM, id=first.what["case"], name=called, created=first.at)
    (folder / _NEW_SETTINGS).write_text(text, encoding="utf-8")
    (folder / _NEW_SETTINGS).replace(folder / SETTINGS)  # last, and whole: a folder without it is no case


def open_case(path: str | os.PathLike[str], *, writable: bool = False, clock: Callable[[], str] = now) -> Case:
    """Open a case; for writing its tables are brought up to date and the log's file is made up.

    Raises CaseError where there is no case, it was made by a later musnad, or may not be read.
    """
    folder = Path(path)
    settings = _read_settings(folder)
    if not (folder / DATABASE).exists():
        raise CaseError(str(folder / DATABASE), "the database is missing", "restore it from a copy of the case")
    case = Case(folder, writable=writable, settings=settings, clock=clock)
    try:
        if writable:
            if version_of(case.connection) != LATEST:
                with _held(folder):
                    done = migrate(case.connection, folder)
                if done:
                    with case.change():
                        case.tell("migrate", {"schema": list(done)})
            log.write_file(case.connection, folder / LOG)
    except (sqlite3.Error, OSError) as error:
        case.close()
        raise unwritable(folder, error) from error
    except CaseError:
        case.close()
        raise
    return case


@contextmanager
def only_writer(case: Case) -> Iterator[None]:
    """Hold the case for a long piece of writing, once earlier deletions are finished.

    Raises CaseError where another process holds it.
    """
    with _held(case.path):
        clear(case.connection, case.raw)
        yield


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    with ExitStack() as stack:
        try:
            stack.enter_context(held(folder / LOCK))
        except Taken:
            remedy = "wait until that is done, and try again"
            raise CaseError(str(folder), "another musnad is adding to it", remedy) from None
        except OSError as error:
            raise unwritable(folder, error) from error
        yield


def unwritable(path: Path, error: BaseException) -> CaseError:
    """Return what to tell of an error that came of writing into a case."""
    return CaseError(str(path), f"it cannot be written ({_plainly(error)})", _remedy(error))


def _is_unfinished(folder: Path) -> bool:
    """Whether a folder is empty, or holds no more than the beginnings of a case whose making was cut off."""
    beginnings = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", f"{DATABASE}-journal", LOG, RAW, LOCK, _NEW_SETTINGS}
    if any(path.name not in beginnings for path in folder.iterdir()):
        return False
    return not (folder / RAW).is_dir() or not any((folder / RAW).iterdir())


def _read_settings(folder: Path) -> Mapping[str, Any]:
    path = folder / SETTINGS
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise CaseError(str(folder), "there is no case here", "make one with: musnad add FOLDER SOURCE...") from None
    except OSError as error:
        raise CaseError(str(path), f"it cannot be read ({_plainly(error)})", "check its permissions") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(str(path), f"it is no sound TOML ({error})", "correct it, or restore it from a copy") from error
    form = settings.get("form")
    if form != _FORM:
        raise CaseError(str(path), f"its form is {form!r}, this musnad knows {_FORM}", "update musnad and try again")
    return settings


def _plainly(error: BaseException) -> str:
    return str((isinstance(error, OSError) and error.strerror) or error)


def _remedy(error: BaseException) -> str:
    return remedy_of(error, otherwise="check that the folder may be written, and run it again")


def _escaped(text: str) -> str:
    """Return a text as it stands inside a TOML string."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return plain.replace("\\", "\\\\").replace('"', '\\"')
