"""Files that a browser or a program takes away: named, never shown in place, and given in parts where asked for so."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.responses import FileResponse, Response

from musnad.web.jobs import JobFile

__all__ = ["disposition", "download"]

_PLAIN = "musnad"


def download(file: JobFile, path: Path) -> Response:
    """Return a file to be taken away."""
    headers = {"Content-Disposition": disposition(file.name), "Cache-Control": "private, no-cache"}
    return FileResponse(path, headers=headers, media_type=file.media)


def disposition(name: str) -> str:
    """Return the header that names a file, in plain letters for what knows no others.

    >>> disposition("x-jsonl.jsonl"), disposition("قضية-jsonl.jsonl").partition("*")[0]
    ('attachment; filename="x-jsonl.jsonl"', 'attachment; filename="musnad-jsonl.jsonl"; filename')
    """
    if name.isascii():
        return f'attachment; filename="{name}"'
    stem, _, rest = name.rpartition("-")
    plain = f"{stem if stem.isascii() else _PLAIN}-{rest}" if rest.isascii() else _PLAIN
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
