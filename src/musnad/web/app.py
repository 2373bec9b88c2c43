"""The room as an application: its pages, its API, and what stands around them.

What comes in are settings; what goes out is an ASGI application that `musnad.web.serving` runs and tests call.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from musnad.errors import CaseError, MusnadError, QueryError
from musnad.web import pages
from musnad.web.ask import Ask, routes_of
from musnad.web.assets import asset
from musnad.web.manner import COOKIE, manner_of
from musnad.web.room import Room, Settings
from musnad.web.safety import Guard
from musnad.web.speech import speech_of

__all__ = ["make_app"]

_LEAST_PACKED = 512


def make_app(settings: Settings) -> Starlette:
    """Return the application for a case. Raises CaseError where the case cannot be opened."""
    room = Room(settings)
    routes = routes_of(room, pages.PAGES, pages.EDITS)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        room.close()

    app = Starlette(
        routes=[*routes, Route("/static/{digest}/{name}", asset, name="asset")],
        middleware=[
            Middleware(GZipMiddleware, minimum_size=_LEAST_PACKED),
            Middleware(Guard, hosts=settings.hosts),
        ],
        exception_handlers={MusnadError: _told, HTTPException: _missing},
        lifespan=life,
    )
    app.state.room = room
    app.state.paths = {route.name: route for route in routes}
    return app


def _told(request: Request, error: Exception) -> Response:
    """Answer with a page that says what was wrong and what to do."""
    status = 400 if isinstance(error, QueryError) else 404 if isinstance(error, CaseError) else 500
    place, reason, remedy = (getattr(error, name, "") for name in ("place", "reason", "remedy"))
    place = place or getattr(error, "query", "")
    return _error_page(request, status, place=place, reason=reason or str(error), remedy=remedy)


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _error_page(request, status, place=request.url.path, reason="", remedy="")


def _error_page(request: Request, status: int, **told: str) -> Response:
    room: Room = request.app.state.room
    manner = manner_of(request.cookies.get(COOKIE), request.query_params)
    with room.reading() as case:
        ask = Ask(request, room, case, manner, speech_of(manner))
        return ask.render("error.html.j2", status=status, code=status, **told)
