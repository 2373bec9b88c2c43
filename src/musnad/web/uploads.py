"""Files that a browser or a program sends, laid down in a folder of their own until they are read.

What comes in are names and bytes; what goes out is a folder that only this user can see. A name is no path: whatever it
says, the file lies in that folder.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import BinaryIO

from musnad.errors import ReadError

__all__ = ["Uploads", "safe_name"]

_MOST_FILES = 500
_MOST_BYTES = 256 << 20
_MOST_NAME = 100  # bytes
_BLOCK = 1 << 20
_UNSAFE = re.compile(r"[^\w.\-]+")  # what is neither letter, digit, full stop nor hyphen, in any script


class Uploads:
    """Takes files in; `folder` is theirs, and goes when `forget` is called."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="musnad-work-"))  # mode 0700
        self.names: list[str] = []
        self._left = _MOST_BYTES

    def take(self, name: str, file: BinaryIO) -> None:
        """Lay a file down. Raises ReadError where there are too many files or bytes, or it is empty."""
        with self.place(name) as out:
            while block := file.read(_BLOCK):
                out.write(self.counted(block))
        if not (self.folder / self.names[-1]).stat().st_size:
            raise ReadError(name, "it is empty", "choose a file that holds something")

    def place(self, name: str) -> BinaryIO:
        """Return a new file to write into. Raises ReadError where there are too many."""
        if len(self.names) >= _MOST_FILES:
            raise ReadError(name, f"there are more than {_MOST_FILES} files", "send fewer at once, or use musnad add")
        found = safe_name(name)
        stem, number = Path(found), 1
        while (self.folder / found).exists():
            number += 1
            found = f"{stem.stem}-{number}{stem.suffix}"
        self.names.append(found)
        return (self.folder / found).open("xb")

    def counted(self, block: bytes) -> bytes:
        """Return a block that is about to be written. Raises ReadError where there are too many bytes."""
        self._left -= len(block)
        if self._left < 0:
            most = f"{_MOST_BYTES >> 20} MB"
            raise ReadError("files", f"they are more than {most}", "send fewer at once, or use musnad add")
        return block

    def forget(self) -> None:
        """Delete the files."""
        shutil.rmtree(self.folder, ignore_errors=True)


def safe_name(name: str) -> str:
    r"""Return a name for a file in a folder of ours: no path, no hidden file, nothing that turns writing round.

    >>> safe_name("../../etc/passwd"), safe_name("C:\\x\\خبر عاجل.html"), safe_name("-"), safe_name(".bashrc")
    ('passwd', 'خبر_عاجل.html', 'article', 'bashrc')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = _UNSAFE.sub("_", last).strip("._-")
    suffix = Path(plain).suffix[:16]
    stem = plain.removesuffix(suffix) if suffix else plain
    while len((stem + suffix).encode()) > _MOST_NAME:
        stem = stem[:-1]
    return (stem + suffix).strip("._-") or "article"
