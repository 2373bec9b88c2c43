"""The original bytes of everything in a case: compressed, read-only, each under its SHA-256.

What comes in are bytes; what goes out is their hash, and the bytes again. A file is written under another name and
renamed, so that what stands under a hash is always whole. Nothing is ever changed; `remove` is for deletions.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path

from musnad.errors import CaseError

__all__ = ["RawStore", "sha256"]

_LEVEL = 6
_ENDING = ".gz"
_READ_ONLY = 0o444


def sha256(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class RawStore:
    """Bytes under `folder`, two letters of the hash per folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep bytes and return their hash; what is there already stays. Raises OSError where it cannot be written."""
        key = sha256(data)
        path = self.path(key)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{key}.{os.getpid()}")
            try:
                unfinished.write_bytes(gzip.compress(data, _LEVEL, mtime=0))
                unfinished.chmod(_READ_ONLY)
                unfinished.replace(path)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes with this hash. Raises CaseError where they are missing or are not those."""
        path = self.path(key)
        try:
            data = gzip.decompress(path.read_bytes())
        except FileNotFoundError:
            raise CaseError(str(path), "the original is missing", "restore it from a copy of the case") from None
        except (OSError, EOFError, zlib.error) as error:
            raise CaseError(str(path), f"the original is damaged ({error})", "restore it from a copy") from error
        if sha256(data) != key:
            raise CaseError(str(path), "the original was changed", "restore it from a copy of the case")
        return data

    def path(self, key: str) -> Path:
        """Return where the bytes with this hash lie."""
        return self._folder / key[:2] / (key + _ENDING)

    def keys(self) -> Iterator[str]:
        """Yield the hashes of everything kept, in order."""
        for folder in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            if folder.is_dir():
                yield from sorted(f.name.removesuffix(_ENDING) for f in folder.iterdir() if f.name.endswith(_ENDING))

    def remove(self, key: str) -> None:
        """Delete the bytes with this hash, and what a killed writer left of them; nothing where there are none."""
        path = self.path(key)
        if path.exists():
            path.chmod(stat.S_IWUSR | stat.S_IRUSR)  # Windows deletes no read-only file
            path.unlink()
        for left in path.parent.glob(f".{key}.*"):
            left.unlink(missing_ok=True)
