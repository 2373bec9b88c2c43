"""Run `musnad dates`: every argument through the reader of dates to the writer, with messages and exit status.

The stages that look for the day of an undated document are loaded only for the first such document: they need the
tagger of names, the reader of dates does not.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import typer

from musnad.cli import terminal
from musnad.cli.date_arguments import read_arguments
from musnad.cli.date_output import TimesWriter
from musnad.cli.dates import DatesFormat
from musnad.cli.user_lists import has_store, load_store, tell_problems
from musnad.errors import MusnadError
from musnad.lexicon import Lexicon
from musnad.lexicon.user_actors import UserActors
from musnad.model import Document
from musnad.pipeline import Pipeline, dated_times, inferring_times
from musnad.readers import Reading, Unread
from musnad.readers.dates import given_date

__all__ = ["TimesFinder", "run_dates"]

_Made = TypeVar("_Made")
_INTERRUPTED = 130
_FAILED = 1


def run_dates(arguments: Sequence[str], *, published: str | None, form: DatesFormat, out: Path | None) -> int:
    """Read the arguments and write their times; return the exit status. Raises typer.BadParameter on bad usage."""
    if published is not None and given_date(published) is None:
        raise typer.BadParameter(f"{published!r} is no date; write YYYY-MM-DD, for example 2016-12-01",
                                 param_hint="--published")  # fmt: skip
    try:
        writer = TimesWriter(form, out)
    except OSError as error:
        raise typer.BadParameter(f"{out} cannot be written ({error.strerror or error})", param_hint="--out") from error
    try:
        with writer:
            stdin = getattr(sys.stdin, "buffer", None)
            return _read_all(read_arguments(arguments, published=published, stdin=stdin), writer)
    except MusnadError as error:
        terminal.tell(f"{error}; run: musnad doctor")
        return _FAILED
    except BrokenPipeError:
        terminal.leave_pipe()
        return _FAILED
    except KeyboardInterrupt:
        terminal.tell("stopped; documents already written are complete")
        return _INTERRUPTED


def _read_all(readings: Iterator[Reading], writer: TimesWriter) -> int:
    find = TimesFinder()
    status = 0
    for reading in readings:
        if isinstance(reading, Unread):
            status = _FAILED
            terminal.tell(str(reading.error))
            if reading.document is not None:
                writer.write_failed(reading.document)
            continue
        doc = find(reading.document)
        for message in (*doc.warnings, *(f"{failure.stage}: {failure.message}" for failure in doc.failures)):
            terminal.tell(f"{reading.source}: {message}")
        status = _FAILED if doc.failures else status
        writer.write(doc)
    return status


class TimesFinder:
    """Adds the times of a document; where it has no date, looks for one in the text first."""

    def __call__(self, doc: Document) -> Document:
        """Return the document with its times, or with the failure that kept them from being made."""
        return self._inferring(doc) if doc.published is None else self._dated(doc)

    @cached_property
    def _dated(self) -> Pipeline:
        return _unwatched(lambda: dated_times(Lexicon()))

    @cached_property
    def _inferring(self) -> Pipeline:
        return _unwatched(lambda: inferring_times(Lexicon(_own_actors())))


def _own_actors() -> UserActors:
    if not has_store():
        return UserActors()
    user = load_store(Lexicon().country_codes)
    tell_problems(problem for problem in user.problems if problem.grade != "warning")
    return user


def _unwatched(make: Callable[[], _Made]) -> _Made:
    """Make what lives as long as the process without the collector walking it."""
    gc.disable()
    try:
        return make()
    finally:
        gc.freeze()
        gc.enable()
