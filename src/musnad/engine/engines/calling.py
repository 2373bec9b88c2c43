"""Call a function where an engine runs it, so that what it raises comes back as a value and keeps its type.

What comes in is a function; what goes out is one that can be sent to another process and raises nothing but OSError and
MemoryError. What a process of our own is to settle before it calls any stands here too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic

from musnad.engine.engines.seam import Result, Task
from musnad.errors import EngineError, MusnadError

__all__ = ["Called", "Calling", "answer_of", "settled"]


@dataclass(frozen=True, slots=True)
class Called(Generic[Result]):
    """What a function returned, or the error that it raised."""

    value: Result | None
    error: MusnadError | None = None


@dataclass(frozen=True, slots=True)
class Calling(Generic[Task, Result]):
    """A function whose errors come back as values; OSError is raised, for a full disk is no fault of the
    task, and MemoryError, since another process may have enough."""

    function: Callable[[Task], Result]

    def __call__(self, task: Task) -> Called[Result]:
        """Call the function."""
        try:
            return Called(self.function(task))
        except (OSError, MemoryError):
            raise
        except MusnadError as error:
            return Called(None, error)
        except Exception as error:  # noqa: BLE001 - it is told with the task that raised it
            return Called(None, EngineError("a task", f"{type(error).__name__}: {error}", "please report this"))


def answer_of(called: Called[Any]) -> Any:
    """Return what the function returned, or raise what it raised."""
    if called.error is not None:
        raise called.error
    return called.value


def settled(calling: Calling[Task, Result]) -> Calling[Task, Result]:
    """Return the same, in a process of our own that it was sent to, once pyarrow has set aside the memory that it will.

    It takes a gigabyte when it is first used, of which it then needs little. Taken before the process is given its
    limit it does not count for that.
    """
    import pyarrow as arrow

    arrow.allocate_buffer(1, memory_pool=arrow.default_memory_pool())
    return calling
