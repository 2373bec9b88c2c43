"""`musnad serve`: the reading room of a case, in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["serve"]


def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", show_default=False, help="The folder of the case.")],
    host: Annotated[
        str,
        typer.Option(help="Where to listen. Beyond this machine only those with a token come in: see musnad token."),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes any that is free.")] = 8420,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Nobody can change the case, by a page or by the API.")
    ] = False,
    require_token: Annotated[
        bool, typer.Option("--require-token", help="Ask for a token on this machine too.")
    ] = False,
    host_name: Annotated[
        list[str] | None,
        typer.Option("--host-name", metavar="NAME", help="A name by which browsers may call it; may be repeated."),
    ] = None,
    browser: Annotated[bool, typer.Option("--open", help="Open it in the browser of this machine.")] = False,
) -> None:
    """Open the reading room of a case: pages to read and correct it, and an HTTP API. Ctrl-C closes it."""
    from musnad.cli.serve_work import run_serve

    names = tuple(host_name or ())
    raise typer.Exit(
        run_serve(
            case, host=host, port=port, read_only=read_only, names=names, browser=browser, require_token=require_token
        )
    )
