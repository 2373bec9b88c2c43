"""The command `musnad import` and its options.

Exit status: 0 done, 1 the source cannot be taken in, 2 bad usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["import_"]


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", show_default=False, help="What another musnad or program wrote.")
    ],
    case: Annotated[Path, typer.Argument(metavar="CASE", show_default=False, help="The folder of the case.")],
    kind: Annotated[
        str | None,
        typer.Option("--from", metavar="KIND", show_default=False,
                     help="What the source is: bundle (a case that was handed over, restored into a new folder), brat "
                     "(a folder of articles of the case, corrected in brat). Told from the source without it."),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", show_default=False, help="Why the case is corrected so; it goes into the log.")
    ] = "",
) -> None:  # fmt: skip
    """Take in what was handed over: a bundle becomes a case again, corrections made elsewhere those of the case."""
    from musnad.cli.import_work import run_import

    raise typer.Exit(run_import(source, case, kind=kind, reason=reason))
