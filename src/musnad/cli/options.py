"""Arguments and options that several commands share. Imports nothing heavy: the help text needs it."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["ENGINE", "MEGABYTES", "Actors", "Address", "EngineName", "Megabytes", "NoUserActors", "Paths", "Workers"]

ENGINE, MEGABYTES = "local", 1500
"""Who works, and what each process may take of memory, where nothing else is said."""

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...", show_default=False,
        help="Texts, saved pages, JSONL, CSV or Parquet, RSS or Atom feeds, web archives (WARC), zip or gzip archives, "
        "folders of these, or - for standard input.",
    ),
]  # fmt: skip
Actors = Annotated[
    list[str] | None,
    typer.Option(
        "--actors", metavar="FILE",
        help="A list of people and organisations to know in this run (see musnad actors); may be given again.",
    ),
]  # fmt: skip
NoUserActors = Annotated[
    bool, typer.Option("--no-user-actors", help="Leave your own list (musnad actors list --user) aside.")
]
EngineName = Annotated[
    str, typer.Option("--engine", "-e", help="What hands out the work: local for this machine, dask for a cluster.")
]
Address = Annotated[
    str | None,
    typer.Option("--address", show_default=False, help="Where the engine's cluster is; this machine without it."),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=0, show_default=False,
                 help="Processes that work; one per processor without it, 0 for none but this one."),
]  # fmt: skip
Megabytes = Annotated[int, typer.Option("--megabytes", min=400, help="What a process that works may take of memory.")]
