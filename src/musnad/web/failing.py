"""The last stop for what nobody expected: it is told on the terminal, and the browser gets a page that says nothing."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Failing"]

_LOG = logging.getLogger("musnad.web")


class Failing:
    """Turns an exception into an answer; what stands before it puts its headers on that too."""

    def __init__(self, app: ASGIApp, *, page: Callable[[Request], Awaitable[Response]]) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_noting)
        except Exception:
            _LOG.exception("%s %s could not be answered", scope["method"], scope["path"])
            if begun:
                raise  # the connection ends: half an answer must not pass for a whole one
            response = await self._answer(scope, receive)
            await response(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        try:
            return await self._page(Request(scope, receive))
        except Exception:  # noqa: BLE001 - the page of errors may have the same error
            _LOG.exception("the page that says so could not be made")
            return PlainTextResponse("something went wrong in the room itself\n", status_code=500)
