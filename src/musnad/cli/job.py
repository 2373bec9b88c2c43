"""`musnad job`: a piece of long work for the reading room, which reads what it tells. Not meant for people."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["JobKind", "job"]


class JobKind(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """What is to be done."""

    ADD = "add"
    REREAD = "reread"
    WEIGH = "weigh"
    EXPORT = "export"


def job(
    kind: Annotated[JobKind, typer.Argument(case_sensitive=False)],
    case: Annotated[Path, typer.Argument(metavar="CASE", show_default=False)],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="The files to bring in, or where an export goes.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Read everything again.")] = False,
) -> None:
    """Do a piece of work for the reading room and tell each step as a line of JSON."""
    from musnad.cli.job_work import run_job

    raise typer.Exit(run_job(kind.value, case, folder=folder, everything=everything))
