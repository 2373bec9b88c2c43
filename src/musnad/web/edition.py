"""Which musnad answers: what browsers and programs have kept is made anew when the program is another.

What comes in are the files of the package; what goes out is a word.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import musnad

__all__ = ["edition"]

_DIGEST = 10


@cache
def edition() -> str:
    """Return a word for the files of this musnad as they are now: another one where any of them changed."""
    root = Path(musnad.__file__).parent
    told = sha256(musnad.__version__.encode())
    for path in sorted(path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        status = path.stat()
        told.update(f"{path.relative_to(root)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return told.hexdigest()[:_DIGEST]
