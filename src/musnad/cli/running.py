"""What the commands that read documents share: checks of their options, and how a run ends.

Exit status: 0 all read, 1 some documents failed or are missing, 2 bad usage, 130 stopped by the user.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import typer

from musnad.cli import terminal
from musnad.errors import CaseError, EngineError, ExportError, MusnadError, QueryError, ReadError
from musnad.readers.dates import given_date

__all__ = ["FAILED", "check_published", "made_once", "open_out", "run_to_end"]

_Made = TypeVar("_Made")
FAILED = 1
_INTERRUPTED = 130


def check_published(published: str | None) -> None:
    """Raise typer.BadParameter where the day given is none."""
    if published is not None and given_date(published) is None:
        raise typer.BadParameter(f"{published!r} is no date; write YYYY-MM-DD, for example 2016-12-01",
                                 param_hint="--published")  # fmt: skip


def open_out(make: Callable[[], _Made], out: Path | None) -> _Made:
    """Make what writes to `out`; raise typer.BadParameter where that file or folder cannot be written."""
    try:
        return make()
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written ({error.strerror or error})", param_hint="--out") from error


def run_to_end(work: Callable[[], int], *, stopped: str = "documents already written are complete") -> int:
    """Return the exit status of the work, with a message where it was `stopped`."""
    try:
        return work()
    except (CaseError, EngineError, ExportError, QueryError, ReadError) as error:  # these say themselves what to do
        terminal.tell(str(error))
        return FAILED
    except MusnadError as error:
        terminal.tell(f"{error}; run: musnad doctor")
        return FAILED
    except BrokenPipeError:
        terminal.leave_pipe()
        return FAILED
    except KeyboardInterrupt:
        terminal.tell(f"stopped; {stopped}")
        return _INTERRUPTED


def made_once(make: Callable[[], _Made]) -> _Made:
    """Make what lives as long as the process, such as tables, without the garbage collector walking it."""
    gc.disable()
    try:
        return make()
    finally:
        gc.freeze()
        gc.enable()
