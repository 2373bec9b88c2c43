"""Worker processes under limits: one bad item costs a worker, never the run.

What comes in are items; what goes out, in the same order, is an outcome for each: what the task made of it, or why
there is nothing. A worker that takes too long, takes too much memory or dies is replaced; the item it died on is tried
once more, and given up after the second death. What the task does is not known here.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.connection
import os
import pickle
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from musnad.collecting import collect_seldom
from musnad.errors import CaseError

__all__ = ["Done", "GivenUp", "Limits", "Outcome", "Workers", "run_in_workers"]

Item = TypeVar("Item")
Task = Callable[[Any], Any]

_AHEAD = 3  # items that wait at a worker, so that it is never idle
_WINDOW = 64  # items out or done ahead of one that is still being worked on
_DEATHS = 2
_START_SECONDS = 120.0
_LOOK_SECONDS = 3600.0  # where items may take any time


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take: seconds of wall time, and megabytes of memory for the worker that has it."""

    seconds: float = 60.0
    megabytes: int = 1500


@dataclass(frozen=True, slots=True)
class Done(Generic[Item]):
    """What the task made of an item."""

    item: Item
    value: Any


@dataclass(frozen=True, slots=True)
class GivenUp(Generic[Item]):
    """An item that killed its worker twice, or on which the task raised, with the reason."""

    item: Item
    reason: str


Outcome = Done[Item] | GivenUp[Item]


@dataclass(slots=True)
class _Job(Generic[Item]):
    item: Item
    deaths: int = 0
    outcome: Outcome[Item] | None = None


@dataclass(slots=True)
class _Worker(Generic[Item]):
    """A process, the pipe to it, and the jobs it has, the one it works on first.

    A thread sends what lies in `outbox`: a process that lets no other thread of its own run takes nothing off the pipe,
    and whoever waited to send would not see the time pass.
    """

    process: SpawnProcess
    pipe: Connection
    outbox: queue.SimpleQueue[bytes | None]
    sender: threading.Thread
    jobs: deque[_Job[Item]] = field(default_factory=deque)
    since: float = field(default_factory=time.monotonic)
    is_ready: bool = False


def run_in_workers(
    items: Iterable[Item], make_task: Callable[[], Task], *, workers: int, limits: Limits, ahead: int = _AHEAD
) -> Iterator[Outcome[Item]]:
    """Yield the outcome of each item, in order.

    `make_task` is called once in every worker and, like the items and what the task returns, must be picklable. So many
    items lie `ahead` at each worker, the one that it works on among them.
    Raises CaseError where no worker can be started, and OSError where the task does: a full disk is no item's fault.
    """
    pool: Workers[Item] = Workers(make_task, workers=workers, limits=limits, ahead=ahead)
    try:
        yield from pool.run(items)
    finally:
        pool.stop()


class Workers(Generic[Item]):
    """Workers that stay until they are stopped, for whoever has items now and others later."""

    def __init__(
        self, make_task: Callable[[], Task], *, workers: int, limits: Limits, ahead: int = _AHEAD
    ) -> None:  # fmt: skip
        self._make_task, self._limits, self._ahead = make_task, limits, ahead
        self._workers: list[_Worker[Item]] = [self._start() for _ in range(workers)]
        self._again: deque[_Job[Item]] = deque()
        self._failed_starts = 0

    def run(self, given: Iterable[Item]) -> Iterator[Outcome[Item]]:
        """Yield the outcome of each item, in order; one call at a time, and each to its end."""
        items = iter(given)
        window: deque[_Job[Item]] = deque()
        more = True
        while more or window:
            while more and len(window) < _WINDOW and (self._again or self._has_room()):
                if self._again:
                    self._give(self._again.popleft())
                    continue
                try:
                    job = _Job(next(items))
                except StopIteration:
                    more = False
                    break
                window.append(job)
                self._give(job)
            while self._again and self._has_room():
                self._give(self._again.popleft())
            if window and window[0].outcome is None:
                self._wait()
            while window and window[0].outcome is not None:
                yield window.popleft().outcome  # type: ignore[misc]  # it was looked at just now

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            _end(worker)

    def _start(self) -> _Worker[Item]:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._make_task, self._limits.megabytes), daemon=True)
        process.start()
        theirs.close()
        outbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        sender = threading.Thread(target=_send, args=(ours, outbox), daemon=True)
        sender.start()
        return _Worker(process, ours, outbox, sender)

    def _has_room(self) -> bool:
        return any(len(worker.jobs) < self._ahead for worker in self._workers)

    def _give(self, job: _Job[Item]) -> None:
        """Hand a job to the worker that has fewest."""
        worker = min(self._workers, key=lambda w: len(w.jobs))
        if not worker.jobs:
            worker.since = time.monotonic()
        worker.jobs.append(job)
        worker.outbox.put(pickle.dumps(job.item))

    def _wait(self) -> None:
        pipes = {worker.pipe: worker for worker in self._workers}
        now = time.monotonic()
        due = min((w.since + self._allowed(w) for w in self._workers if w.jobs or not w.is_ready), default=now + 1)
        for pipe in multiprocessing.connection.wait(list(pipes), timeout=min(_LOOK_SECONDS, max(0.01, due - now))):
            self._hear(pipes[pipe])  # type: ignore[index]  # a pipe of ours
        now = time.monotonic()
        for worker in [w for w in self._workers if (w.jobs or not w.is_ready) and now > w.since + self._allowed(w)]:
            self._bury(worker, f"took longer than {self._allowed(worker):g} seconds")

    def _allowed(self, worker: _Worker[Item]) -> float:
        return self._limits.seconds if worker.is_ready else max(_START_SECONDS, self._limits.seconds)

    def _hear(self, worker: _Worker[Item]) -> None:
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(1)
            self._bury(worker, _death(worker.process.exitcode))
            return
        worker.since = time.monotonic()
        if kind == "ready":
            worker.is_ready = True
            self._failed_starts = 0
            return
        if kind == "broken":
            raise value
        job = worker.jobs.popleft()
        job.outcome = Done(job.item, value) if kind == "done" else GivenUp(job.item, value)

    def _bury(self, worker: _Worker[Item], reason: str) -> None:
        """Replace a worker; what it worked on is tried again or given up, what waited there goes to another."""
        worker.process.kill()
        _end(worker)
        if worker.is_ready and worker.jobs:
            culprit = worker.jobs.popleft()
            culprit.deaths += 1
            if culprit.deaths < _DEATHS:
                self._again.append(culprit)
            else:
                culprit.outcome = GivenUp(culprit.item, f"it stopped its reader {_DEATHS} times: {reason}")
        elif not worker.is_ready:
            self._failed_starts += 1
            if self._failed_starts > len(self._workers) + 1:
                remedy = "see what it said above, or read in this process with: --workers 0"
                raise CaseError("reading", f"no worker process can be started ({reason})", remedy)
        self._again.extend(worker.jobs)
        self._workers[self._workers.index(worker)] = self._start()


def _end(worker: _Worker[Item]) -> None:
    """Let go of a worker whose process was killed."""
    worker.process.join()
    worker.outbox.put(None)
    worker.sender.join()  # its pipe has no reader any more; closed under it, it could send into another's
    worker.pipe.close()


def _send(pipe: Connection, outbox: queue.SimpleQueue[bytes | None]) -> None:
    with suppress(OSError):  # a worker that is gone is found by `_wait`
        while (item := outbox.get()) is not None:
            pipe.send_bytes(item)


def _death(status: int | None) -> str:
    if status is not None and status < 0:
        return f"the process was ended by signal {-status}"
    return f"the process ended with status {status}"


def _work(pipe: Connection, make_task: Callable[[], Task], megabytes: int) -> None:
    """The worker: do what comes through the pipe, one after the other, until it closes."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    collect_seldom()
    task = make_task()
    gc.freeze()  # what lives as long as the process need not be walked again for each long article
    _limit_memory(megabytes)
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
    # A thread takes items off the pipe, so that the parent never waits to send while we wait to answer.
    threading.Thread(target=_receive, args=(pipe, waiting), daemon=True).start()
    with suppress(OSError):
        pipe.send(("ready", None))
        while True:
            (item,) = waiting.get()
            try:
                answer: tuple[str, Any] = ("done", task(item))
            except OSError as error:
                answer = ("broken", OSError(error.errno, error.strerror or str(error), error.filename))
            except Exception as error:  # noqa: BLE001 - one bad item never stops a run
                answer = ("failed", f"{type(error).__name__}: {error}; please report this text")
            pipe.send(answer)


def _receive(pipe: Connection, waiting: queue.SimpleQueue[Any]) -> None:
    while True:
        try:
            waiting.put((pipe.recv(),))
        except (EOFError, OSError):  # whoever waits for the answer is gone, and may begin the same anew
            os._exit(0)


def _limit_memory(megabytes: int) -> None:
    """Let the process have so much memory, where the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    most = (megabytes << 20) + _reserved()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _reserved() -> int:
    """Return how many bytes libraries have set aside without using them, pyarrow a gigabyte: they count for the limit.

    0 where the system does not tell.
    """
    try:
        told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
        return max(0, int(told["VmData"].split()[0]) - int(told["VmRSS"].split()[0])) << 10
    except (OSError, ValueError, KeyError):
        return 0
