"""Answers that say why something is not done: JSON for programs, for browsers a page that shows nothing of the case."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from musnad import __version__
from musnad.views.printable import printable
from musnad.web.manner import COOKIE, manner_of
from musnad.web.rendering import environment

__all__ = ["is_api", "json_error", "refusal"]


def is_api(scope: Scope) -> bool:
    """Whether a request is to the API; its page of explanation at `/api` is not."""
    return str(scope["path"]).startswith("/api/")


def json_error(
    status: int, *, place: str, reason: str, remedy: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """Return what the API says of an error: where, what is wrong, and what to do."""
    told = {"place": _said(place), "reason": _said(reason), "remedy": _said(remedy)}
    sent = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse({"error": told}, status_code=status, headers=sent)


def refusal(scope: Scope, status: int, reason: str, remedy: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return an answer to what is turned away before anything is looked at, in the language of the browser."""
    if is_api(scope):
        return json_error(status, place=str(scope["path"]), reason=reason, remedy=remedy, headers=headers)
    request = Request(scope)
    manner = manner_of(request.cookies.get(COOKIE), request.query_params)
    page = environment(manner).get_template("turned_away.html.j2")
    told = page.render(manner=manner, reason=reason, remedy=remedy, version=__version__)
    return HTMLResponse(printable(told), status_code=status, headers={"Cache-Control": "no-store", **(headers or {})})


def _said(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
