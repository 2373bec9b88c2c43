"""Run `musnad serve`: say where the room is, and keep it open until interrupted."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path

from musnad.cli import terminal
from musnad.cli.running import run_to_end
from musnad.web.room import Settings
from musnad.web.serving import is_loopback, serve

__all__ = ["run_serve"]


def run_serve(
    path: Path,
    *,
    host: str,
    port: int,
    read_only: bool,
    names: tuple[str, ...],
    browser: bool,
    require_token: bool = False,
    is_sample: bool = False,
) -> int:
    """Open the room of a case; return the exit status."""
    settings = Settings(
        case=path, read_only=read_only, needs_token=require_token or not is_loopback(host), hosts=(host, *names),
        is_sample=is_sample, weighs=not read_only, warms=True,
    )  # fmt: skip

    def opened(address: str) -> None:
        asks = " for those with a token" if settings.needs_token else ""
        terminal.tell(f"reading room: {address}{asks}   (Ctrl-C closes it)")
        if settings.needs_token and not is_loopback(host):
            terminal.tell("what is sent can be read on the way: put it behind something that speaks https, or in a VPN")
        if browser:
            webbrowser.open(address)

    def work() -> int:
        with suppress(KeyboardInterrupt):  # the way to close it
            serve(settings, host=host, port=port, opened=opened)
        terminal.tell("the reading room is closed")
        return 0

    return run_to_end(work)
