"""Run `musnad serve`: say where the room is, and keep it open until interrupted."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.web.room import Settings
from musnad.web.serving import is_loopback, serve

__all__ = ["run_serve"]


def run_serve(
    path: Path, *, host: str, port: int, read_only: bool, names: tuple[str, ...], browser: bool, is_sample: bool = False
) -> int:
    """Open the room of a case; return the exit status."""
    settings = Settings(
        case=path, read_only=read_only, needs_token=not is_loopback(host), hosts=(host, *names), is_sample=is_sample
    )

    def opened(address: str) -> None:
        terminal.tell(f"reading room: {address}   (Ctrl-C closes it)")
        if browser:
            webbrowser.open(address)

    def work() -> int:
        serve(settings, host=host, port=port, opened=opened)
        return 0

    return run_to_end(work)
