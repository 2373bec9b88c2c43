"""Pages that are being built."""

from __future__ import annotations

from starlette.responses import Response

from musnad.web.ask import Ask


def soon(ask: Ask) -> Response:
    """Say that there is nothing yet."""
    return ask.render("error.html.j2", code=404, place="", reason="soon", remedy="")
