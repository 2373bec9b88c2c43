"""One case, open for many readers at once, and for one writer at a time.

What comes in is the folder of a case; what goes out are open cases for the threads that answer, and what was made of
the case once, remembered until something changes in it. Nothing here knows of pages. Another process may write into the
case at any time: each commit of it is seen at the next answer.
"""

from __future__ import annotations

import secrets
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from musnad.case.folder import DATABASE, Case, open_case
from musnad.case.schema import LATEST, remedy_of, version_of
from musnad.case.weighing import pending
from musnad.errors import CaseError, MusnadError

__all__ = ["Room", "Settings", "Unreadable"]

_THREADS = 4
_REMEMBERED = 512
_WORTH = 20  # while somebody brings articles in, things made are made anew after so many times what they cost
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a room is opened.

    `hosts` are the names by which browsers may call it besides those of this machine's loopback, `needs_token` whether
    only those who hold a token come in, and `is_sample` whether the case is the one that ships with musnad. `weighs`
    says that a few articles which were not weighed yet are weighed at once, and `warms` that pages of the whole
    case are made before anybody asks.
    """

    case: Path
    read_only: bool = False
    needs_token: bool = False
    hosts: tuple[str, ...] = ()
    is_sample: bool = False
    weighs: bool = False
    warms: bool = False


class Unreadable(CaseError):
    """A case whose database cannot be read at the moment."""


@dataclass(slots=True)
class _Remembered:
    """Something made of the case: at which state and entry of the log, when, in how many seconds."""

    value: object
    state: str
    entry: int
    at: float
    cost: float

    def is_good(self, state: str, entry: int) -> bool:
        """Whether it still stands: nothing changed, or only as long work goes on, which must not cost all the time."""
        return state == self.state or (entry == self.entry and time.monotonic() < self.at + _WORTH * self.cost)


class Room:
    """A case in use; close it when the last answer is given."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with _opened(settings) as case:
            self.name, self.id = case.name, str(case.settings.get("id", ""))
        self.threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="room")
        self._own = threading.local()
        self._writing = threading.Lock()
        self._made: OrderedDict[Hashable, _Remembered] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()
        self._watch = _Watch(settings.case)

    def close(self) -> None:
        """Wait for the answers that are being made and let go of the case."""
        self.threads.shutdown(wait=True)
        self._watch.close()

    @contextmanager
    def reading(self) -> Iterator[Case]:
        """Give this thread's case, open for reading; it sees one state of the case until the block ends.

        Raises CaseError where the database cannot be read.
        """
        case: Case | None = getattr(self._own, "case", None)
        if case is None:
            case = self._own.case = self._open()
        try:
            # Asked for before the block sees the case, so that what is made of it is never older than it says.
            self._own.entry, self._own.state = self._watch.state()
            case.connection.execute("BEGIN")
            yield case
        except MusnadError:
            raise
        except Exception as error:
            self._own.case = None  # whatever it was, the next answer begins with a fresh connection
            case.close()
            if isinstance(error, sqlite3.DatabaseError) and not _is_mistake(error):
                raise _unreadable(case.path, error) from error
            raise
        finally:
            if self._own.case is not None and case.connection.in_transaction:
                case.connection.execute("ROLLBACK")

    def _open(self) -> Case:
        try:
            return open_case(self.settings.case)
        except CaseError as error:
            raise Unreadable(error.place, error.reason, error.remedy) from error

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """Give the case, open for writing, to one thread at a time; another process may do long work meanwhile.

        Raises CaseError where the room is for reading only, or another process holds the case.
        """
        if self.settings.read_only:
            raise CaseError(self.name, "this room is for reading only", "start it without --read-only to change things")
        with self._writing, open_case(self.settings.case, writable=True) as case:
            yield case

    @property
    def state(self) -> str:
        """What this thread's case is known by, while it reads: another word after every change of the case.

        Two rooms over the same case say the same of the same state, but while somebody brings articles in.
        """
        return f"{self.id}-{self._own.state}"

    @property
    def entry(self) -> int:
        """The number of the last entry of the log, as this thread's case has it or a later one."""
        return int(self._own.entry)

    def remembered(self, case: Case, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key for the case as it is now; make it where it was not yet.

        While somebody brings articles in it may be a little older: of work that goes on, a later answer shows more. Two
        that ask at the same time make it once. `make` may use the case; it returns frozen values.
        """
        state, entry = self.state, self._own.entry
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                kept = self._made.get(key)
                if kept is not None and kept.is_good(state, entry):
                    self._made.move_to_end(key)
                    return cast(T, kept.value)
            began = time.monotonic()
            try:
                value = make()
            except Exception:
                with self._lock:
                    if key not in self._made:
                        self._locks.pop(key, None)  # else made-up keys would pile up
                raise
            at = time.monotonic()
            with self._lock:
                self._made[key] = _Remembered(value, state, entry, at, at - began)
                self._made.move_to_end(key)
                while len(self._made) > _REMEMBERED:
                    gone, _ = self._made.popitem(last=False)
                    self._locks.pop(gone, None)
            return value

    def waiting(self, case: Case) -> int:
        """Return how many articles are not weighed as they are now. Raises CaseError as `pending` does."""
        return self.remembered(case, "waiting", lambda: len(pending(case.connection)))


class _Watch:
    """Sees commits of every process: those told in the log by its last number, others by counting them.

    Long work commits many times between two entries of the log.
    """

    def __init__(self, path: Path) -> None:
        self._path = path / DATABASE
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen = (-1, -1)
        self._more = 0
        self._own = secrets.token_hex(4)  # two processes may count the commits between two entries differently

    def state(self) -> tuple[int, str]:
        """Return the number of the last entry of the log, and a word that is another after every commit."""
        with self._lock:
            if self._connection is None:
                self._connection = self._opened()
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            (entry,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM log").fetchone()
            if (version, entry) != self._seen:
                self._more = self._more + 1 if entry == self._seen[1] else 0
                self._seen = version, entry
            return entry, f"{entry}.{self._more}.{self._own}" if self._more else str(entry)

    def _opened(self) -> sqlite3.Connection:
        """Open the database, one that cannot change where nothing can be written beside it."""
        for options in ("mode=ro", "mode=ro&immutable=1"):
            uri = f"{self._path.absolute().as_uri()}?{options}"
            connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
            try:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            except sqlite3.OperationalError as error:
                connection.close()
                kept = error
            else:
                return connection
        raise _unreadable(self._path, kept)

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def _opened(settings: Settings) -> Case:
    """Open the case to see that it can be; for writing where the room writes, which brings its tables up to date."""
    if not settings.read_only:
        try:
            return open_case(settings.case, writable=True)
        except CaseError:  # it may be that it can be read still
            pass
    case = open_case(settings.case)
    if (found := version_of(case.connection)) == LATEST:
        return case
    case.close()
    if found > LATEST:
        reason, remedy = f"a later musnad made it (schema {found}, this one knows {LATEST})", "update musnad"
    else:
        reason = f"an earlier musnad made it (schema {found}, this one knows {LATEST}), and it is open for reading only"
        remedy = "open it once without --read-only where it may be written, which brings its tables up to date"
    raise CaseError(str(settings.case), reason, remedy)


def _is_mistake(error: sqlite3.DatabaseError) -> bool:
    """Whether an error is of our own asking, and no fault of the disk, the file or a neighbour."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return code in (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISUSE, sqlite3.SQLITE_RANGE, sqlite3.SQLITE_CONSTRAINT)


def _unreadable(path: Path, error: sqlite3.Error) -> Unreadable:
    return Unreadable(str(path), f"it cannot be read ({error})", remedy_of(error, otherwise="run musnad verify on it"))
