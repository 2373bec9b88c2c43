"""The files that pages load from the package: styles, scripts, signs. Nothing is loaded from anywhere else."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from musnad.web.rendering import static_file, static_names, static_path

__all__ = ["asset"]

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def asset(request: Request) -> Response:
    """Return a file; browsers keep it for a year under its digest, and one with an old digest is taken anew."""
    name = request.path_params["name"]
    if name not in static_names():
        raise HTTPException(404)
    kind = next((kind for end, kind in _TYPES.items() if name.endswith(end)), "application/octet-stream")
    is_current = static_path(name) == request.url.path
    kept = "public, max-age=31536000, immutable" if is_current else "no-cache"
    return Response(static_file(name), media_type=kind, headers={"Cache-Control": kept})
