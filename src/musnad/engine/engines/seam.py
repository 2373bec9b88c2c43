"""What a run asks of an engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Protocol, Self, TypeVar

__all__ = ["DEATHS", "Engine", "Result", "Task"]

DEATHS = 4
"""How often the process of a task may die before it is given up."""

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Hands out tasks. A context manager; at its end every process that it started is gone.

    `ends_processes` says that a task runs in a process of its own that may end, and is then run again.
    """

    name: str
    ends_processes: bool

    def map(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, deaths: int | None = DEATHS
    ) -> Iterator[tuple[int, Result]]:
        """Yield the place of each task and its result, as they come.

        Function, tasks and results must be picklable. A task whose process dies is run again, after so many `deaths`
        no more; with None until its function returns or raises. Raises what the function raises, EngineError, OSError
        or another error of musnad, and EngineError where a task is given up.
        """

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
