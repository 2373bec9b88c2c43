"""A bar with rate and time left on a terminal's standard error; silence elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from musnad.cli import terminal

__all__ = ["Bar", "count_documents"]

_LINES = frozenset({".jsonl", ".ndjson"})
_SEVERAL = frozenset({
    ".gz", ".zip", ".warc", ".wacz", ".csv", ".tsv", ".tab", ".parquet", ".xml", ".rss", ".atom", ".rdf",
})  # fmt: skip
_BLOCK = 1 << 20


def count_documents(sources: Sequence[str]) -> int | None:
    """Return how many documents the sources hold, without reading them; None where only reading tells."""
    count = 0
    for source in sources:
        path = Path(source)
        if path.is_dir():
            files = [Path(place, name) for place, _, names in os.walk(path) for name in names]
        elif path.is_file():
            files = [path]
        else:
            return None
        for file in files:
            if file.suffix.lower() in _SEVERAL:
                return None
            count += _lines(file) if file.suffix.lower() in _LINES else 1
    return count


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(_BLOCK), b""))
    except OSError:
        return 1


class Bar:
    """Shows how far a run is. Outside a terminal it only passes messages on."""

    def __init__(self, what: str, total: int | None) -> None:
        self._bar: Any = None
        self._task: Any = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                TextColumn(what),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(what, total=total, rate="")

    def __enter__(self) -> Bar:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def set(self, done: int, total: int | None = None, *, before: int = 0) -> None:
        """Say how much is done, `before` of it in an earlier run, and how much there is where that is known by now."""
        if self._bar is not None:
            task = self._bar.tasks[self._task]
            rate = f"{(done - before) / task.elapsed:.0f}/s" if task.elapsed else ""
            self._bar.update(self._task, completed=done, total=total or task.total, rate=rate)

    def tell(self, message: str) -> None:
        """Write a message above the bar."""
        if self._bar is not None:
            self._bar.console.print(f"musnad: {message}", markup=False, highlight=False, soft_wrap=True)
        else:
            terminal.tell(message)
