"""Open an engine by its name."""

from __future__ import annotations

from musnad.case.bringing import processors
from musnad.case.workers import Limits
from musnad.engine.engines.dask import Dask
from musnad.engine.engines.local import Here, Local
from musnad.engine.engines.seam import Engine
from musnad.errors import EngineError

__all__ = ["ENGINES", "MEGABYTES", "open_engine"]

ENGINES = ("local", "dask")
"""The names of the engines."""

MEGABYTES = Limits().megabytes
"""What a worker may take of memory where nothing else is said."""


def open_engine(
    name: str = "local", *, address: str | None = None, workers: int | None = None, megabytes: int = MEGABYTES
) -> Engine:
    """Return an engine; with 0 `workers` the local one does all in this process, without limits.

    Without `workers` there is one for each processor; a cluster at an `address` has its own, and knows how many.
    Raises EngineError where there is no such engine, or one that takes no address is given one.
    """
    if name not in ENGINES:
        raise EngineError(name, "there is no such engine", f"choose one of: {', '.join(ENGINES)}")
    count = processors() if workers is None else workers
    if name == "dask":
        return Dask(address, count or 1, megabytes=megabytes)
    if address is not None:
        raise EngineError(
            name, "it is on this machine and has no address", "leave --address out, or choose --engine dask"
        )
    return Local(count, megabytes=megabytes) if count else Here()
