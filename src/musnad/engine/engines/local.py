"""The engines of this machine: worker processes under limits, or this process alone."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self

from musnad.case.workers import Done, Limits, run_in_workers
from musnad.engine.engines.calling import Calling, answer_of, settled
from musnad.engine.engines.seam import DEATHS, Result, Task
from musnad.errors import EngineError

__all__ = ["Here", "Local"]

_AHEAD = 1  # tasks at a worker: one waits no longer than it takes to be sent


class Local:
    """Worker processes on this machine, each with so many megabytes at most."""

    name = "local"
    ends_processes = True

    def __init__(self, workers: int, *, megabytes: int) -> None:
        self._workers, self._limits = workers, Limits(math.inf, megabytes)

    def map(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, deaths: int | None = DEATHS
    ) -> Iterator[tuple[int, Result]]:
        """Yield the place of each task and its result; those whose processes died come last."""
        dead: Counter[int] = Counter()
        todo = list(enumerate(tasks))
        while todo:
            again = []
            make = partial(_task, Calling(function))
            workers = min(self._workers, len(todo))
            for outcome in run_in_workers(todo, make, workers=workers, limits=self._limits, ahead=_AHEAD):
                place, task = outcome.item
                if isinstance(outcome, Done):
                    yield place, answer_of(outcome.value)
                    continue
                dead[place] += 1
                if deaths is not None and dead[place] * 2 >= deaths:
                    raise EngineError(f"task {place}", outcome.reason, "give workers more memory, or report this")
                again.append((place, task))
            todo = again

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


class Here:
    """This process, one task after the other, without limits."""

    name = "here"
    ends_processes = False

    def map(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, deaths: int | None = DEATHS
    ) -> Iterator[tuple[int, Result]]:
        """Yield the place of each task and its result, in order; last what had too little memory, again."""
        calling = Calling(function)
        todo = deque(enumerate(tasks))
        dead: Counter[int] = Counter()
        while todo:
            place, task = todo.popleft()
            try:
                called = calling(task)
            except MemoryError:  # as a worker would die of it
                dead[place] += 1
                if deaths is not None and dead[place] * 2 >= deaths:
                    raise
                todo.append((place, task))
                continue
            yield place, answer_of(called)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


def _task(calling: Calling[Any, Any]) -> Callable[[tuple[int, Any]], Any]:
    """Return what a worker does with a task and its place."""
    return partial(_of_second, settled(calling))


def _of_second(calling: Calling[Any, Any], item: tuple[int, Any]) -> Any:
    return calling(item[1])
