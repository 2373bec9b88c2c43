"""Run the commands that read documents: sources through readers and pipeline to a writer, with an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import typer

from musnad.cli import terminal
from musnad.cli.formats import Format
from musnad.cli.output import SeveralPages, TextReport, Writer, open_writer
from musnad.cli.running import FAILED, check_published, made_once, open_out, run_to_end
from musnad.cli.user_lists import load_actors
from musnad.lexicon.user_actors import UserActors
from musnad.model import Document
from musnad.readers import Reading, Unread, read_sources, too_large

__all__ = ["load_pipeline", "run_documents", "run_read"]

_SEVERAL = "html holds one document per page; give --out FOLDER for several"


def run_read(
    paths: Sequence[str],
    *,
    published: str | None,
    form: Format,
    out: Path | None,
    actors: Sequence[str] = (),
    own: bool = True,
    report: TextReport | None = None,
) -> int:
    """Read the paths and write the documents; return the exit status. Raises typer.BadParameter on bad usage.

    `actors` are lists to know in this run, `own` whether the user's own list counts too. `report`
    draws a document as text; without one it is drawn whole.
    """
    keep = form in (Format.JSON, Format.JSONL)
    return run_documents(paths, published=published, open_=lambda: open_writer(form, out, report), out=out,
                         actors=actors, own=own, keep_unread=keep)  # fmt: skip


def run_documents(
    paths: Sequence[str],
    *,
    published: str | None,
    open_: Callable[[], Writer],
    out: Path | None,
    actors: Sequence[str] = (),
    own: bool = True,
    keep_unread: bool = False,
) -> int:
    """Read the paths and give each document to the writer that `open_` makes; return the exit status.

    `keep_unread` says that a document which could not be read is written too, with its failure. Raises
    typer.BadParameter on bad usage.
    """
    check_published(published)
    user = load_actors(actors, own=own)
    writer = open_out(open_, out)

    def work() -> int:
        try:
            with writer:
                readings = read_sources(paths, published=published, stdin=_stdin())
                return _read_all(readings, writer, user, keep_unread=keep_unread)
        except SeveralPages:
            raise typer.BadParameter(_SEVERAL, param_hint="--format") from None

    return run_to_end(work)


def load_pipeline(user: UserActors) -> Callable[[Document], Document]:
    """Return the pipeline that knows the user's actors."""

    def make() -> Callable[[Document], Document]:
        from musnad.pipeline import pipeline_for

        return pipeline_for(user)

    return made_once(make)


def _read_all(readings: Iterator[Reading], writer: Writer, user: UserActors, *, keep_unread: bool) -> int:
    pipeline = load_pipeline(user)
    status = 0
    progress = _Progress()
    for reading in readings:
        doc: Document | None
        outcome = _outcome(reading, pipeline)
        progress.clear()
        if isinstance(outcome, Unread):
            status = FAILED
            terminal.tell(str(outcome.error))
            doc = outcome.document if keep_unread else None
        else:
            doc = outcome
            for message in (*doc.warnings, *(f"{failure.stage}: {failure.message}" for failure in doc.failures)):
                terminal.tell(f"{reading.source}: {message}")
            status = FAILED if doc.failures else status
        if doc is not None:
            writer.write(doc)
        progress.step()
    progress.clear()
    return status


def _outcome(reading: Reading, pipeline: Callable[[Document], Document]) -> Document | Unread:
    if isinstance(reading, Unread):
        return reading
    try:
        return pipeline(reading.document)
    except MemoryError:
        return Unread(too_large(reading.source), reading.document.id)


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
