"""The command that reads an archive of any size in shards; `run_work` does what it asks.

Exit status: 0 fine, 1 something could not be read or is not as it should be, 2 bad usage, 130 stopped by the user.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.options import ENGINE, MEGABYTES, Actors, Address, EngineName, Megabytes, NoUserActors, Workers

__all__ = ["run"]


def run(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE...", show_default=False,
                       help="Files, or folders of them: web archives, Parquet, JSON lines, all that is read."),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FOLDER", show_default=False,
                           help="Where the tables go; a run that was stopped there is taken up again."),
    ],
    engine: EngineName = ENGINE,
    address: Address = None,
    workers: Workers = None,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the articles appeared; as in musnad read.")
    ] = None,
    articles: Annotated[int, typer.Option("--articles", min=1, help="Articles in one shard, about.")] = 500,
    originals: Annotated[
        bool,
        typer.Option("--originals/--no-originals", help="Keep the bytes of each article too, which musnad add wants."),
    ] = True,
    seconds: Annotated[
        float, typer.Option("--seconds", min=1, help="What one article may take before it is given up.")
    ] = 60.0,
    megabytes: Megabytes = MEGABYTES,
    retry: Annotated[
        bool, typer.Option("--retry", help="Read shards again in which something could not be read: with more time or "
                                           "memory, say.")
    ] = False,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:  # fmt: skip
    """Read an archive of any size into Parquet tables, in shards that can be stopped and taken up again."""
    from musnad.cli.run_work import Asked, Working, run_run

    working = Working(engine, address, workers, megabytes)
    asked = Asked(published, articles, originals=originals, seconds=seconds, actors=tuple(actors or ()),
                  own=not no_user_actors, retry=retry)  # fmt: skip
    raise typer.Exit(run_run(sources, out, asked, working))
