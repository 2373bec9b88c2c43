"""Engines: what hands the tasks of a run out to processes, on this machine or on many.

An engine knows nothing of articles. What comes in are a function and tasks, what goes out are their results, in any
order; a task may be run twice. Nothing is relied on but that: what is lost when a process dies is done again.
"""

from __future__ import annotations

from musnad.engine.engines.opening import ENGINES, open_engine
from musnad.engine.engines.seam import Engine

__all__ = ["ENGINES", "Engine", "open_engine"]
