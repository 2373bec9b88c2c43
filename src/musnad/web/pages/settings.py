"""The manner of the room: language, light, digits. Kept in a cookie of the browser, not in the case."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from musnad.web.ask import Ask, Edit, Page, local_path
from musnad.web.manner import COOKIE

__all__ = ["EDITS", "PAGES"]

_YEAR = 31_536_000


def choose(ask: Ask) -> Response:
    """Keep the manner that the query asks for, and go back to the page it was chosen on."""
    response = RedirectResponse(local_path(ask.one("back", otherwise="/")), status_code=303)
    response.set_cookie(COOKIE, ask.manner.cookie, max_age=_YEAR, httponly=True, samesite="strict")
    return response


PAGES: tuple[Page, ...] = (Page("/manner", choose, "manner", lasting=False),)
EDITS: tuple[Edit, ...] = ()
