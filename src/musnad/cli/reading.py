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
from musnad.cli.output import SeveralPages, TextReport, Writer, open_writer
from musnad.cli.user_lists import has_store, load_file, load_store, tell_problems
from musnad.errors import MusnadError, ReadError
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import UserActors, combine
from musnad.model import Document
from musnad.readers import Reading, Unread, read_sources
from musnad.readers.dates import given_date

__all__ = ["run_read"]

_INTERRUPTED = 130
_FAILED = 1
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
    if published is not None and given_date(published) is None:
        raise typer.BadParameter(f"{published!r} is no date; write YYYY-MM-DD, for example 2016-12-01",
                                 param_hint="--published")  # fmt: skip
    user = _load_actors(actors, own=own)
    try:
        writer = open_writer(form, out, report)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written ({error.strerror or error})", param_hint="--out") from error
    try:
        with writer:
            return _read_all(read_sources(paths, published=published, stdin=_stdin()), writer, form, user)
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


def _load_actors(paths: Sequence[str], *, own: bool) -> UserActors:
    """Return the actors of the lists given, then of the user's own; tell what is wrong with them."""
    if not paths and not (own and has_store()):
        return UserActors()
    codes = Lexicon().country_codes
    try:
        lists = [load_file(path, codes) for path in paths]
    except ReadError as error:
        raise typer.BadParameter(str(error), param_hint="--actors") from error
    stored = load_store(codes) if own else UserActors()
    tell_problems((*combine(lists).problems, *(problem for problem in stored.problems if problem.grade != "warning")))
    return combine([*lists, stored])


def _load_pipeline(user: UserActors) -> Callable[[Document], Document]:
    """Return the pipeline; the tables live as long as the process, so the collector need not walk them."""
    gc.disable()
    try:
        from musnad.pipeline import default_pipeline, make_pipeline

        return make_pipeline(Lexicon(user)) if user.entries else default_pipeline()
    finally:
        gc.freeze()
        gc.enable()


def _read_all(readings: Iterator[Reading], writer: Writer, form: Format, user: UserActors) -> int:
    pipeline = _load_pipeline(user)
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
