"""Where an export is written: one file, a folder of files, or a stream; with a count of what was written and lost.

What comes in is a place; what goes out are files to write into. A file or a folder appears under its name only when it
is whole: until then it stands beside it as `.NAME.part`. What is written is for the formats.
"""

from __future__ import annotations

import io
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from musnad.errors import ExportError

__all__ = ["Out"]


class Out:
    """Takes what a format writes. Use it as a context manager: an error leaves nothing behind.

    `written` counts what was written by kind (articles, events ...); `lost` what the format could not carry, by the
    keys of its `lost` table.
    """

    def __init__(self, path: Path | None, *, stream: BinaryIO | None = None, is_folder: bool = False) -> None:
        if (path is None) == (stream is None) or (is_folder and path is None):
            raise ValueError("give a path or a stream; a folder has a path")
        self._path, self._stream, self._is_folder = path, stream, is_folder
        self._part = path.with_name(f".{path.name}.part") if path is not None else None
        self._opened: set[str] = set()
        self.written: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()

    def __enter__(self) -> Out:
        try:
            self._begin()
        except OSError as error:
            raise _unwritable(self._path, error) from error
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        try:
            if error is None:
                self._finish()
        except OSError as failed:
            self._leave()
            raise _unwritable(self._path, failed) from failed
        if error is not None:
            self._leave()
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                raise _unwritable(self._path, error) from error

    @contextmanager
    def text(self, name: str = "") -> Iterator[TextIO]:
        """Open a file for text in UTF-8; `name` within a folder, which may have folders. Lines end as written."""
        with self.binary(name) as file:
            wrapped = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=False)
            try:
                yield wrapped
            finally:
                with suppress(BrokenPipeError):
                    wrapped.flush()
                wrapped.detach()

    @contextmanager
    def binary(self, name: str = "") -> Iterator[BinaryIO]:
        """Open a file for bytes; `name` within a folder, which may have folders. Several may be open at once."""
        if bool(name) != self._is_folder or name in self._opened:
            raise ValueError(f"{name!r} is no file to open here, or was opened before")
        self._opened.add(name)
        if self._stream is not None:
            yield self._stream
            return
        place = self._part / name if name and self._part is not None else self._part
        if place is None:
            raise AssertionError("without a stream there is a path")
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            yield file

    def wrote(self, what: str, count: int = 1) -> None:
        """Count something that was written."""
        self.written[what] += count

    def lose(self, what: str, count: int = 1) -> None:
        """Count something that the format cannot carry; `what` is a key of its `lost` table; 0: none so far."""
        self.lost[what] += count

    def _begin(self) -> None:
        if self._path is None or self._part is None:
            return
        if self._is_folder:
            if self._path.exists() and (not self._path.is_dir() or any(self._path.iterdir())):
                raise ExportError(str(self._path), "it is there already and not empty", "name a new or an empty folder")
            shutil.rmtree(self._part, ignore_errors=True)
            self._part.mkdir(parents=True)
            return
        if self._path.is_dir():
            raise ExportError(str(self._path), "it is a folder, and this format is one file", "name a file in it")
        if not self._path.parent.is_dir():
            raise ExportError(str(self._path.parent), "there is no such folder", "make it first, or name another")
        self._part.unlink(missing_ok=True)  # what an export that was killed left behind

    def _finish(self) -> None:
        if self._path is None or self._part is None:
            return
        if self._is_folder and self._path.exists():
            self._path.rmdir()
        if self._part.exists():
            self._part.replace(self._path)

    def _leave(self) -> None:
        if self._part is not None:
            if self._is_folder:
                shutil.rmtree(self._part, ignore_errors=True)
            else:
                with suppress(OSError):
                    self._part.unlink(missing_ok=True)


def _unwritable(path: Path | None, error: OSError) -> ExportError:
    where = str(path) if path is not None else "standard output"
    remedy = "make room, or check that you may write there"
    return ExportError(where, f"it cannot be written ({error.strerror or error})", remedy)
