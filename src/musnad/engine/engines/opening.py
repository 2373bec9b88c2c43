"""Open an engine by its name."""

from __future__ import annotations

from musnad.case.bringing import processors
from musnad.engine.engines.local import Here, Local
from musnad.engine.engines.seam import Engine
from musnad.errors import EngineError

__all__ = ["ENGINES", "MEGABYTES", "open_engine"]

ENGINES = ("local",)
"""The names of the engines."""

MEGABYTES = 1500
"""What a worker may take of memory where nothing else is said."""


def open_engine(
    name: str = "local", *, address: str | None = None, workers: int | None = None, megabytes: int = MEGABYTES
) -> Engine:
    """Return an engine; with 0 `workers` the local one does all in this process, without limits.

    Without `workers` there is one for each processor. Raises EngineError where there is no such engine.
    """
    if name not in ENGINES:
        raise EngineError(name, "there is no such engine", f"choose one of: {', '.join(ENGINES)}")
    count = processors() if workers is None else workers
    return Local(count, megabytes=megabytes) if count else Here()
