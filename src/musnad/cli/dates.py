"""The command `musnad dates` and its options; `date_work` does what it asks.

Exit status: 0 all read, 1 some documents failed or are missing, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["DatesFormat", "dates"]


class DatesFormat(str, Enum):  # noqa: UP042 - as in musnad.cli.formats
    """A form of output."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def dates(
    arguments: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT|FILE...", show_default=False,
            help="Arabic words; or files and folders as musnad read takes them, - for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            help="The day the words were written, from which relative dates count; as in musnad read. Without one "
            "musnad looks for it in the words.",
        ),
    ] = None,
    format_: Annotated[
        DatesFormat,
        typer.Option(
            "--format", "-f", case_sensitive=False,
            help="text: a table; json: a list of documents; jsonl: one line per document.",
        ),
    ] = DatesFormat.TEXT,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write there instead of to standard output.")
    ] = None,
) -> None:  # fmt: skip
    """Print the dates, hours and durations of words or files: the days meant and how each was reached."""
    from musnad.cli.date_work import run_dates

    raise typer.Exit(run_dates(arguments, published=published, form=format_, out=out))
