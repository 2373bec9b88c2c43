"""Run `musnad dates`: every argument through the reader of dates to the writer, with messages and exit status.

The stages that look for the day of an undated document are loaded only for the first such document: they need the
tagger of names, the reader of dates does not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from musnad.cli import terminal
from musnad.cli.date_arguments import read_arguments
from musnad.cli.date_output import TimesWriter
from musnad.cli.dates import DatesFormat
from musnad.cli.running import FAILED, check_published, made_once, open_out, run_to_end
from musnad.cli.user_lists import load_actors
from musnad.lexicon import Lexicon
from musnad.model import Document
from musnad.pipeline import Pipeline, dated_times, inferring_times
from musnad.readers import Reading, Unread

__all__ = ["TimesFinder", "run_dates"]


def run_dates(arguments: Sequence[str], *, published: str | None, form: DatesFormat, out: Path | None) -> int:
    """Read the arguments and write their times; return the exit status. Raises typer.BadParameter on bad usage."""
    check_published(published)
    writer = open_out(lambda: TimesWriter(form, out), out)

    def work() -> int:
        with writer:
            stdin = getattr(sys.stdin, "buffer", None)
            return _read_all(read_arguments(arguments, published=published, stdin=stdin), writer)

    return run_to_end(work)


def _read_all(readings: Iterator[Reading], writer: TimesWriter) -> int:
    find = TimesFinder()
    status = 0
    for reading in readings:
        if isinstance(reading, Unread):
            status = FAILED
            terminal.tell(str(reading.error))
            if reading.document is not None:
                writer.write_failed(reading.document)
            continue
        doc = find(reading.document)
        for message in (*doc.warnings, *(f"{failure.stage}: {failure.message}" for failure in doc.failures)):
            terminal.tell(f"{reading.source}: {message}")
        status = FAILED if doc.failures else status
        writer.write(doc)
    return status


class TimesFinder:
    """Adds the times of a document; where it has no date, looks for one in the text first."""

    def __call__(self, doc: Document) -> Document:
        """Return the document with its times, or with the failure that kept them from being made."""
        return self._inferring(doc) if doc.published is None else self._dated(doc)

    @cached_property
    def _dated(self) -> Pipeline:
        return made_once(lambda: dated_times(Lexicon()))

    @cached_property
    def _inferring(self) -> Pipeline:
        return made_once(lambda: inferring_times(Lexicon(load_actors((), own=True))))
