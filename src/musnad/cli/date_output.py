"""Write the times of documents in the form the user asked for, to standard output or a file.

What comes in are documents, one after the other; each is written at once. What a table or a record looks like is for
`musnad.views`.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from musnad.cli import terminal
from musnad.cli.dates import DatesFormat
from musnad.cli.sink import Sink
from musnad.model import Document
from musnad.views.times_json import encode_times

__all__ = ["TimesWriter"]

_INDENT = 2


class TimesWriter:
    """Tables one after the other, a JSON list, or lines of JSON. Raises OSError where the file cannot be made."""

    def __init__(self, form: DatesFormat, out: Path | None) -> None:
        self._form = form
        self._sink = Sink(out)
        self._colour = out is None and terminal.takes_colour()
        self._written = 0

    def __enter__(self) -> TimesWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._form is DatesFormat.JSON and not isinstance(error, BrokenPipeError):
                self._sink.put(b"\n]\n" if self._written else b"[]\n")
        finally:
            self._sink.close()

    def write(self, doc: Document) -> None:
        """Write one more document."""
        data = self._table(doc) if self._form is DatesFormat.TEXT else self._record(doc)
        self._written += 1
        self._sink.put(data)

    def write_failed(self, doc: Document) -> None:
        """Write the record that stands for a document which could not be read; a table of nothing is none."""
        if self._form is not DatesFormat.TEXT:
            self.write(doc)

    def _table(self, doc: Document) -> bytes:
        from musnad.views.times_report import render_times

        table = render_times(doc, width=terminal.width(), colour=self._colour)
        return ("\n" if self._written else "").encode() + table.encode("utf-8", errors="replace")

    def _record(self, doc: Document) -> bytes:
        if self._form is DatesFormat.JSONL:
            return encode_times(doc) + b"\n"
        lines = encode_times(doc, indent=_INDENT).split(b"\n")
        return (b",\n" if self._written else b"[\n") + b"\n".join(b" " * _INDENT + line for line in lines)
