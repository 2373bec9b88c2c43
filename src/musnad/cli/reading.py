"""Run `musnad read`: every source through the readers and the pipeline to the writer, with messages and exit status."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import typer

from musnad.cli import terminal
from musnad.cli.formats import Format
from musnad.cli.output import SeveralPages, Writer, open_writer
from musnad.errors import MusnadError
from musnad.model import Document
from musnad.readers import Reading, Unread, read_sources
from musnad.readers.dates import given_date

__all__ = ["run_read"]

_INTERRUPTED = 130
_FAILED = 1
_SEVERAL = "html holds one document per page; give --out FOLDER for several"


def run_read(paths: Sequence[str], *, published: str | None, form: Format, out: Path | None) -> int:
    """Read the paths and write the documents; return the exit status. Raises typer.BadParameter on bad usage."""
    if published is not None and given_date(published) is None:
        raise typer.BadParameter(f"{published!r} is no date; write YYYY-MM-DD, for example 2016-12-01",
                                 param_hint="--published")  # fmt: skip
    try:
        writer = open_writer(form, out)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written ({error.strerror or error})", param_hint="--out") from error
    try:
        with writer:
            return _read_all(read_sources(paths, published=published, stdin=_stdin()), writer, form)
    except SeveralPages:
        raise typer.BadParameter(_SEVERAL, param_hint="--format") from None
    except MusnadError as error:
        terminal.tell(f"{error}; run: musnad doctor")
        return _FAILED
    except BrokenPipeError:
        terminal.leave_pipe()
        return _FAILED
    except KeyboardInterrupt:
        terminal.tell("stopped; documents already written are complete")
        return _INTERRUPTED


def _load_pipeline() -> Callable[[Document], Document]:
    """Return the pipeline; the tables live as long as the process, so the collector need not walk them."""
    gc.disable()
    try:
        from musnad.pipeline import default_pipeline

        return default_pipeline()
    finally:
        gc.freeze()
        gc.enable()


def _read_all(readings: Iterator[Reading], writer: Writer, form: Format) -> int:
    pipeline = _load_pipeline()
    status = 0
    progress = _Progress()
    for reading in readings:
        doc: Document | None
        if isinstance(reading, Unread):
            status = 1
            progress.clear()
            terminal.tell(str(reading.error))
            doc = reading.document if form in (Format.JSON, Format.JSONL) else None
        else:
            doc = pipeline(reading.document)
            progress.clear()
            for message in (*doc.warnings, *(f"{failure.stage}: {failure.message}" for failure in doc.failures)):
                terminal.tell(f"{reading.source}: {message}")
            status = 1 if doc.failures else status
        if doc is not None:
            writer.write(doc)
        progress.step()
    progress.clear()
    return status


class _Progress:
    """A count of documents on a terminal's standard error, nothing elsewhere or while reports scroll by."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty() and not sys.stdout.isatty()
        self._count = 0

    def step(self) -> None:
        """Count one more document."""
        self._count += 1
        if self._shown and self._count > 1:
            print(f"\r{self._count} documents", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the count off the line."""
        if self._shown and self._count > 1:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _stdin() -> BinaryIO | None:
    return getattr(sys.stdin, "buffer", None)
