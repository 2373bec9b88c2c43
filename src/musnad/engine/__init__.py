"""Read more articles than one process can: the same reading over shards, on this machine or on many.

A run cuts its sources into shards (`planning`), has each read to Parquet files (`reading`) by the tasks that an engine
hands out (`engines`), and can be stopped and taken up again anywhere (`running`). The folder that it writes is that of
`musnad.case.run_folder`.
"""

from __future__ import annotations

from musnad.engine.engines import Engine, open_engine
from musnad.engine.running import RunReport, run

__all__ = ["Engine", "RunReport", "open_engine", "run"]
