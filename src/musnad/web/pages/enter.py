"""The door of a room that asks for a token: a form that takes it, and the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from musnad import __version__
from musnad.views.printable import printable
from musnad.web.ask import local_path
from musnad.web.gate import ENTER, Patience, cookie_of
from musnad.web.manner import COOKIE, manner_of
from musnad.web.rendering import environment
from musnad.web.room import Room
from musnad.web.safety import CSRF_FIELD, csrf_token, has_csrf
from musnad.web.tokens import TokenFile

__all__ = ["door"]

_MONTH = 30 * 86_400


def door(room: Room, tokens: TokenFile, patience: Patience) -> list[Route]:
    """Return the routes of the door; they show nothing of the case."""
    cookie = cookie_of(room.id)

    async def show(request: Request) -> Response:
        return _page(request, back=request.query_params.get("back", "/"))

    async def enter(request: Request) -> Response:
        form = await request.form()
        back = local_path(str(form.get("back", "/")))
        address = request.client.host if request.client else ""
        if not has_csrf(request, form.get(CSRF_FIELD)):
            return _page(request, back=back, status=403, wrong="form")
        if patience.is_over(address):
            return _page(request, back=back, status=429, wrong="often")
        given = str(form.get("token", "")).strip()
        token = tokens.whose(given)
        if token is None:
            await asyncio.sleep(patience.lose(address))
            return _page(request, back=back, status=401, wrong="token")
        response = RedirectResponse(back, status_code=303)
        response.set_cookie(
            cookie, given, max_age=_MONTH, httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
        return response

    ways: list[tuple[str, Callable[[Request], Awaitable[Response]]]] = [("GET", show), ("POST", enter)]
    return [Route(ENTER, endpoint, methods=[method], name=f"enter_{method.lower()}") for method, endpoint in ways]


def _page(request: Request, *, back: str, status: int = 200, wrong: str = "") -> Response:
    manner = manner_of(request.cookies.get(COOKIE), request.query_params)
    page = environment(manner).get_template("enter.html.j2").render(
        manner=manner, csrf=csrf_token(request), back=local_path(back), wrong=wrong, version=__version__
    )  # fmt: skip
    return HTMLResponse(printable(page), status_code=status, headers={"Cache-Control": "no-store"})
