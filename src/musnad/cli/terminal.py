"""What the command knows about its terminal: encoding, width, colour; and messages on standard error."""

from __future__ import annotations

import os
import shutil
import sys

__all__ = ["leave_pipe", "make_utf8", "takes_colour", "tell", "width"]

_PLAIN_WIDTH = 80
_MOST_WIDTH = 120


def make_utf8() -> None:
    """Make standard output and error speak UTF-8 whatever the locale says, with line feeds as written."""
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def tell(message: str) -> None:
    """Write one message to standard error."""
    print(f"musnad: {message}", file=sys.stderr, flush=True)


def width() -> int:
    """Return how many columns a report may take."""
    if not sys.stdout.isatty():
        return _PLAIN_WIDTH
    return min(shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns, _MOST_WIDTH)


def takes_colour() -> bool:
    """Whether standard output is a terminal that shows colours and the user has not asked for none."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return os.name != "nt" or "WT_SESSION" in os.environ or "ANSICON" in os.environ


def leave_pipe() -> None:
    """Let the interpreter end quietly after the reader of standard output has gone."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
