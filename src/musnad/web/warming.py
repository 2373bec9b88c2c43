"""Make what the first visitor would wait for before he comes: tables, templates, pages of the whole case.

The pages are asked for inside, one after the other, and their answers are thrown away; what the room remembers of the
case stays until the case changes. Nothing here fails a start: a page that cannot be made tells so to whoever asks for
it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

__all__ = ["warm"]

_PAGES = ("front", "search", "claims", "timeline", "network", "map", "actors", "sources", "api")
_log = logging.getLogger(__name__)


async def warm(app: Starlette, names: Iterable[str] = _PAGES) -> None:
    """Ask an application for some of its pages."""
    for name in names:
        route: Route = app.state.paths[name]
        try:
            await route.endpoint(_request(app, route.path))
        except asyncio.CancelledError:
            raise
        except Exception:  # noqa: BLE001  # whoever asks for the page is told
            _log.debug("%s could not be made ahead", name, exc_info=True)


def _request(app: Starlette, path: str) -> Request:
    return Request(
        {
            "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
            "headers": [(b"host", b"localhost")], "scheme": "http", "server": ("localhost", 80), "root_path": "",
            "app": app, "path_params": {}, "state": {"session": ""},
        }
    )  # fmt: skip
