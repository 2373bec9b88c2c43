"""One case, open for many readers at once, and for one writer at a time.

What comes in is the folder of a case; what goes out are open cases for the threads that answer, and what was made of
the case once, remembered until something changes in it. Nothing here knows of pages.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from musnad.case.folder import Case, open_case
from musnad.errors import CaseError

__all__ = ["Room", "Settings", "state_of"]

_THREADS = 4
_REMEMBERED = 512
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a room is opened.

    `hosts` are the names by which browsers may call it besides those of this machine's loopback, `needs_token` whether
    only those who hold a token come in, and `is_sample` whether the case is the one that ships with musnad.
    """

    case: Path
    read_only: bool = False
    needs_token: bool = False
    hosts: tuple[str, ...] = ()
    is_sample: bool = False


@dataclass(slots=True)
class _Remembered:
    state: int = -1
    value: object = None


class Room:
    """A case in use; close it when the last answer is given."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        with open_case(settings.case) as case:
            self.name = case.name
        self.threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="room")
        self._own = threading.local()
        self._writing = threading.Lock()
        self._made: OrderedDict[Hashable, _Remembered] = OrderedDict()
        self._locks: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Wait for the answers that are being made and let go of the case."""
        self.threads.shutdown(wait=True)

    @contextmanager
    def reading(self) -> Iterator[Case]:
        """Give this thread's case, open for reading; it sees one state of the case until the block ends."""
        case: Case | None = getattr(self._own, "case", None)
        if case is None:
            case = self._own.case = open_case(self.settings.case)
        connection = case.connection
        try:
            connection.execute("BEGIN")
            yield case
        except CaseError:
            raise
        except Exception:
            self._own.case = None  # whatever it was, the next answer begins with a fresh connection
            case.close()
            raise
        finally:
            if self._own.case is not None and connection.in_transaction:
                connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[Case]:
        """Give the case, open for writing, to one thread at a time.

        Raises CaseError where the room is for reading only, or another process holds the case.
        """
        if self.settings.read_only:
            raise CaseError(self.name, "this room is for reading only", "start it without --read-only to change things")
        with self._writing, open_case(self.settings.case, writable=True) as case:
            yield case

    def remembered(self, case: Case, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key for the case as it is now; make it where it was not yet.

        Two that ask at the same time make it once. `make` may use the case; it returns frozen values.
        """
        state = state_of(case)
        with self._lock:
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            with self._lock:
                kept = self._made.get(key)
                if kept is not None and kept.state == state:
                    self._made.move_to_end(key)
                    return cast(T, kept.value)
            value = make()
            with self._lock:
                self._made[key] = _Remembered(state, value)
                self._made.move_to_end(key)
                while len(self._made) > _REMEMBERED:
                    gone, _ = self._made.popitem(last=False)
                    self._locks.pop(gone, None)
            return value


def state_of(case: Case) -> int:
    """Return a number that grows with every change of a case: that of the last entry of its log."""
    return int(case.connection.execute("SELECT coalesce(max(number), 0) FROM log").fetchone()[0])
