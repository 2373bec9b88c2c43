"""Where the commands write: standard output, or a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

__all__ = ["Sink"]


class Sink:
    """Takes bytes. Raises OSError where the file cannot be made."""

    def __init__(self, out: Path | None) -> None:
        self._file: BinaryIO | None = None
        if out is not None:
            self._file = out.open("wb")

    def put(self, data: bytes) -> None:
        """Write the bytes; standard output is flushed, so that a reader of a pipe sees each document as it comes."""
        if self._file is not None:
            self._file.write(data)
            return
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
