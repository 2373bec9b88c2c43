"""`musnad token`: who may come into the reading room of a case beyond this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["app"]

app = typer.Typer(
    help="Tokens that let others into the reading room of a case.",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_Case = Annotated[Path, typer.Argument(metavar="CASE", show_default=False, help="The folder of the case.")]


@app.command()
def add(
    case: _Case,
    name: Annotated[str, typer.Option("--name", help="Whose it is, so that you know which to remove.")] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="Its holder can change nothing.")] = False,
    days: Annotated[
        int | None, typer.Option("--days", min=1, max=3650, show_default=False, help="It runs out after so many days.")
    ] = None,
) -> None:
    """Make a token and print it. It is shown this once: the case keeps only its hash."""
    from musnad.cli.token_work import run_add

    raise typer.Exit(run_add(case, name=name, read_only=read_only, days=days))


@app.command("list")
def list_(case: _Case) -> None:
    """Print the tokens there are: id, name, what they allow, until when."""
    from musnad.cli.token_work import run_list

    raise typer.Exit(run_list(case))


@app.command()
def remove(
    case: _Case,
    token: Annotated[str, typer.Argument(metavar="TOKEN", show_default=False, help="Its id, or its name.")],
) -> None:
    """Forget a token: whoever holds it stays outside from now on."""
    from musnad.cli.token_work import run_remove

    raise typer.Exit(run_remove(case, token))
