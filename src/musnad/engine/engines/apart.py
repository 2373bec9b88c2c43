"""Run a task in a process of its own beside the process of an engine, which a task that dies then does not take along.

What comes in are tasks, one at a time; what goes out are their results. The process stays for the next task and ends
with the one that asked.
"""

from __future__ import annotations

import math
from functools import partial
from typing import Any

from musnad.case.workers import Done, Limits, Workers
from musnad.engine.engines.calling import Called, Calling, settled

__all__ = ["Died", "Unknown", "run_apart"]

_kept: dict[str, Workers[Any]] = {}  # of this process: the worker of the last run


class Died(Exception):
    """The process of a task died twice; the reason."""


class Unknown(Exception):
    """This process was not given the function of the run yet."""


def run_apart(run: str, calling: Calling[Any, Any] | None, task: Any, *, megabytes: int) -> Called[Any]:
    """Return what a function makes of a task; `run` tells the functions of one run from those of others.

    The function need not be given again to a process that has it. Raises Unknown where it has not, Died where the
    process of the task died twice, and OSError where the function does.
    """
    if (workers := _kept.get(run)) is None:
        if calling is None:
            raise Unknown
        for other in _kept.values():
            other.stop()
        _kept.clear()
        workers = _kept[run] = Workers(
            partial(settled, calling), workers=1, limits=Limits(math.inf, megabytes), ahead=1
        )
    (outcome,) = workers.run([task])
    if isinstance(outcome, Done):
        return outcome.value  # type: ignore[no-any-return]  # what Calling returns
    raise Died(outcome.reason)
