"""The engine of many machines: Dask's scheduler hands the tasks out to its workers.

Each task runs in a process of its own beside the Dask worker that has it (`apart`), so that one that dies costs no
worker. Nothing is relied on but that a task is run: a worker that is lost is seen by the scheduler, and what it had is
asked for again here. Needs distributed and, for workers on this machine, cryptography: `pip install "musnad[cluster]"`
brings both.
"""

from __future__ import annotations

import secrets
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Any, Self

from musnad.engine.engines.apart import Died, Unknown, run_apart
from musnad.engine.engines.calling import Calling, answer_of
from musnad.engine.engines.seam import DEATHS, Result, Task
from musnad.errors import EngineError

__all__ = ["Dask"]

_INSTALL = 'install it with pip install "musnad[cluster]", here and on every machine of the cluster'
_AHEAD = 3  # tasks for each worker that are with the scheduler
_CONNECT_SECONDS = 10
_STARTS = 3
_SEE = "see what ends processes here, or choose --engine local"
_DAEMON = "distributed.worker.daemon"
_SETTINGS = {
    _DAEMON: False,  # a worker may have processes of its own
    "distributed.scheduler.allowed-failures": 100,  # of the workers that had a task, which is none of its fault
    "distributed.scheduler.work-stealing": True,
    "distributed.admin.tick.limit": "60s",
    # What it looks at all the time for its dashboard, which there is none of, takes a tenth of a processor.
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
    # Nor is there anything to be asked over HTTP.
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.logging": {"distributed": "error", "distributed.nanny": "critical"},
}


class Dask:
    """A cluster by the address of its scheduler, or workers on this machine that stand for one."""

    name = "dask"
    ends_processes = True

    def __init__(self, address: str | None, workers: int, *, megabytes: int) -> None:
        self._address, self._workers, self._megabytes = address, workers, megabytes
        self._stack = ExitStack()
        self._client: Any = None

    def __enter__(self) -> Self:
        try:
            import dask
            import distributed
        except ImportError:
            raise EngineError("dask", "this engine needs the package distributed", _INSTALL) from None
        with ExitStack() as stack:
            stack.enter_context(dask.config.set(_SETTINGS))
            if self._address is not None:
                _knock(self._address)
            target = self._address or stack.enter_context(_cluster(self._workers))
            self._client = stack.enter_context(distributed.Client(target, set_as_default=False))
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def map(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], *, deaths: int | None = DEATHS
    ) -> Iterator[tuple[int, Result]]:
        """Yield the place of each task and its result, as they come."""
        run = secrets.token_hex(8)
        waiting = _Waiting(self._client, partial(_run, run, megabytes=self._megabytes), Calling(function), tasks)
        dead: Counter[int] = Counter()
        while waiting.fill():
            place, outcome = waiting.next()
            if not isinstance(outcome, Died):
                yield place, answer_of(outcome)
                continue
            dead[place] += 2  # what died twice beside its worker
            if deaths is not None and dead[place] >= deaths:
                raise EngineError(f"task {place}", str(outcome), "give workers more memory, or report this")
            waiting.again(place)


class _Waiting:
    """The tasks that are with the scheduler, few enough that it has no long list."""

    def __init__(
        self, client: Any, call: Callable[..., Any], function: Calling[Any, Any], tasks: Sequence[Any]
    ) -> None:  # fmt: skip
        from distributed import as_completed

        self._client, self._call, self._function, self._tasks = client, call, function, tasks
        self._todo = iter(range(len(tasks)))
        self._places: dict[Any, int] = {}
        self._done: Any = as_completed(loop=client.loop)

    def fill(self) -> bool:
        """Give the scheduler tasks; return whether any is out."""
        threads = sum(self._client.nthreads().values()) or 1
        while len(self._places) < threads * _AHEAD and (place := next(self._todo, None)) is not None:
            self.again(place, with_function=place < threads)
        return bool(self._places)

    def again(self, place: int, *, with_function: bool = True) -> None:
        """Give the scheduler a task, once more where it had it before; with the function, which may be large."""
        future = self._client.submit(
            self._call, self._function if with_function else None, self._tasks[place], pure=False,
            key=f"musnad-{place}-{secrets.token_hex(4)}",
        )  # fmt: skip
        self._places[future.key] = place
        self._done.add(future)

    def next(self) -> tuple[int, Any]:
        """Return the place of a task that is done and its result, Died where its process died twice.

        Raises what the task raises.
        """
        while True:
            future = next(self._done)
            place = self._places.pop(future.key)
            try:
                return place, future.result()
            except Died as error:
                return place, error
            except Exception as error:
                if not isinstance(error, (Unknown, *_lost())):
                    raise _told(error) from error
                self.again(place)


def _run(run: str, calling: Calling[Any, Any] | None, task: Any, *, megabytes: int) -> Any:
    return run_apart(run, calling, task, megabytes=megabytes)


def _knock(address: str) -> None:
    """Raise EngineError where no cluster answers; the client itself would be left behind half-made, and complain."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from distributed.comm import connect
    from distributed.security import Security

    async def knock() -> None:
        comm = await connect(address, timeout=_CONNECT_SECONDS, **Security().get_connection_args("client"))
        await comm.close()

    try:
        with ThreadPoolExecutor(1) as aside:  # where a notebook has a loop of its own, it cannot run here
            aside.submit(asyncio.run, knock()).result()
    except (OSError, ValueError) as error:
        remedy = "give the address of a Dask scheduler, such as tcp://host:8786"
        raise EngineError(address, f"no cluster answers there ({error})", remedy) from error


def _cluster(workers: int, *, starts: int = _STARTS) -> Any:
    """Return workers on this machine, each with one thread; where one dies while it starts, so many `starts` are made.

    They do what they are sent, so that only those are to reach them who have the keys, made for this run alone: another
    user of the machine has not.
    """
    from distributed import LocalCluster
    from distributed.security import Security

    try:
        keys = Security.temporary()
    except ImportError:
        raise EngineError("dask", "workers on this machine need the package cryptography", _INSTALL) from None
    others = set(LocalCluster._instances)
    try:
        with _uninterrupted():
            return LocalCluster(
                n_workers=workers, threads_per_worker=1, processes=True, host="127.0.0.1", protocol="tls://",
                security=keys, dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False}, memory_limit=0,
                silence_logs=50,
            )  # fmt: skip
    except RuntimeError as error:
        for half in set(LocalCluster._instances) - others:
            half.close(timeout=_CONNECT_SECONDS)
        if starts == 1:
            raise EngineError("dask", f"its workers cannot be started ({error})", _SEE) from error
    return _cluster(workers, starts=starts - 1)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from threads and processes that are started within, and from this one meanwhile: this one ends them.

    A mask is inherited, by workers that are started later too, while what a process does at a signal is not.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows has none
        yield
        return
    resource_tracker.ensure_running()  # when started later it takes the mask off the thread that started it
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost() -> tuple[type[Exception], ...]:
    """Return the errors by which a task is to be asked for again, since the worker that had it is gone."""
    from distributed.client import FutureCancelledError
    from distributed.comm import CommClosedError
    from distributed.scheduler import KilledWorker

    return (KilledWorker, FutureCancelledError, CommClosedError)


def _told(error: Exception) -> Exception:
    """Return what to raise for what a task raised."""
    if isinstance(error, AssertionError) and "daemonic" in str(error):
        remedy = f"start its workers with the setting {_DAEMON}: false (DASK_DISTRIBUTED__WORKER__DAEMON=False)"
        return EngineError("dask", "its workers may not have processes of their own", remedy)
    return error
