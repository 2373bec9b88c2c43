"""The commands `musnad copies` and `musnad related` and their options.

Exit status: 0 done, 1 the case or the article cannot be read, 2 bad usage.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["CopiesFormat", "copies", "related"]

_Case = Annotated[Path, typer.Argument(metavar="CASE", show_default=False, help="The folder of a case.")]
_MOST = 20


class CopiesFormat(str, Enum):  # noqa: UP042 - typer shows the values of a str enum on every supported Python
    """A form of output for copies and related articles."""

    TEXT = "text"
    JSONL = "jsonl"


_Format = Annotated[
    CopiesFormat,
    typer.Option("--format", "-f", case_sensitive=False, help="text: a report to read; jsonl: a record a line."),
]


def copies(
    case: _Case,
    article: Annotated[
        str | None,
        typer.Argument(metavar="[ARTICLE]", show_default=False, help="Its number or name: show how its copies differ."),
    ] = None,
    format_: _Format = CopiesFormat.TEXT,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Show so many groups; 0 for all.")] = _MOST,
    update: Annotated[
        bool, typer.Option("--update", help="First compare the articles that were not yet; this writes to the case.")
    ] = False,
) -> None:  # fmt: skip
    """Print groups of articles that repeat one text: which came first, and what the others changed."""
    from musnad.cli.copies_work import run_copies

    raise typer.Exit(run_copies(case, article, form=format_, limit=limit or None, update=update))


def related(
    case: _Case,
    article: Annotated[str, typer.Argument(metavar="ARTICLE", show_default=False, help="Its number or name.")],
    format_: _Format = CopiesFormat.TEXT,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="Show so many articles.")] = _MOST,
) -> None:
    """Print the articles of a case that are about the same matter as one of them, and what they share with it."""
    from musnad.cli.copies_work import run_related

    raise typer.Exit(run_related(case, article, form=format_, limit=limit))
