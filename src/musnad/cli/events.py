"""The command `musnad events` and its options.

Exit status: 0 all read, 1 some documents failed or are missing, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from musnad.cli.options import Actors, NoUserActors, Paths

__all__ = ["EventFormat", "events"]


class EventFormat(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A form of output for events."""

    TEXT = "text"
    JSONL = "jsonl"
    TSV = "tsv"
    PLOVER = "plover"


def events(
    paths: Paths,
    published: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day the article appeared; as in musnad read.")
    ] = None,
    format_: Annotated[
        EventFormat,
        typer.Option(
            "--format", "-f", case_sensitive=False,
            help="text: a report to read; jsonl: an event a line, with offsets and chains; tsv: the columns of POLECAT "
            "and ours; plover: an event a line, in PLOVER's fields.",
        ),
    ] = EventFormat.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
    actors: Actors = None,
    no_user_actors: NoUserActors = False,
) -> None:  # fmt: skip
    """Print the political events in PLOVER terms: who did what to whom, when, where, told by whom."""
    from musnad.cli.event_work import run_events

    lists = tuple(actors or ())
    raise typer.Exit(
        run_events(paths, published=published, form=format_, out=out, actors=lists, own=not no_user_actors)
    )
