"""The room as an application: its pages, its API, and what stands around them.

What comes in are settings; what goes out is an ASGI application that `musnad.web.serving` runs and tests call.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from musnad.errors import CaseError, ExportError, MusnadError, QueryError, ReadError
from musnad.web import pages
from musnad.web.api import make_api
from musnad.web.ask import Ask, routes_of
from musnad.web.assets import asset
from musnad.web.failing import Failing
from musnad.web.gate import Gate, Patience, cookie_of
from musnad.web.jobs import Jobs
from musnad.web.manner import COOKIE, manner_of
from musnad.web.pages.enter import door
from musnad.web.refusing import is_api, json_error, refusal
from musnad.web.room import Room, Settings, Unreadable
from musnad.web.safety import Guard
from musnad.web.speech import speech_of
from musnad.web.tokens import TokenFile
from musnad.web.told import told as translated
from musnad.web.told import told_place
from musnad.web.warming import warm

__all__ = ["make_app"]

_LEAST_PACKED = 512
_PACKING = 5  # of 9: a fifth of the time for a twentieth more bytes


def make_app(settings: Settings) -> Starlette:
    """Return the application for a case. Raises CaseError where the case cannot be opened."""
    room = Room(settings)
    jobs = Jobs(room)
    routes = routes_of(room, pages.PAGES, pages.EDITS)
    api = make_api(room, jobs)
    tokens, patience = TokenFile(settings.case), Patience()

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        if settings.weighs:
            jobs.weigh_few()
        warming = asyncio.create_task(warm(app)) if settings.warms else None
        yield
        if warming is not None:
            warming.cancel()
        await asyncio.get_running_loop().run_in_executor(None, jobs.close)
        room.close()

    gate = Middleware(Gate, tokens=tokens, cookie=cookie_of(room.id), patience=patience)
    guards = [
        Middleware(Guard, hosts=settings.hosts),
        *((gate,) if settings.needs_token else ()),
        Middleware(GZipMiddleware, minimum_size=_LEAST_PACKED, compresslevel=_PACKING),
        Middleware(Failing, page=_failed),
    ]
    app = Starlette(
        routes=[
            *routes,
            *(door(room, tokens, patience) if settings.needs_token else ()),
            Mount("/api/v1", api, name="api_v1"),
            Route("/static/{digest}/{name}", asset, name="asset"),
        ],
        middleware=guards,
        exception_handlers={MusnadError: _told, HTTPException: _missing},
        lifespan=life,
    )
    app.state.room = room
    app.state.jobs = jobs
    app.state.openapi = api.document
    app.state.paths = {route.name: route for route in routes}
    return app


async def _told(request: Request, error: Exception) -> Response:
    """Answer with a page that says what was wrong and what to do."""
    place, reason, remedy = (getattr(error, name, "") for name in ("place", "reason", "remedy"))
    place = place or getattr(error, "query", "") or getattr(error, "source", "")
    if isinstance(error, QueryError | ReadError | ExportError):
        status = 400
    elif isinstance(error, Unreadable):
        status = 503
    elif isinstance(error, CaseError):
        status = 404
    else:
        status = 500
    return await _error_page(request, status, place=place, reason=reason or str(error), remedy=remedy)


async def _missing(request: Request, error: Exception) -> Response:
    status, told = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (500, "")
    kept = error.headers if isinstance(error, HTTPException) else None
    if is_api(request.scope):
        remedy = "the paths that there are: /api"
        return json_error(status, place=request.url.path, reason=told, remedy=remedy, headers=kept)
    response = await _error_page(
        request, status, place=request.url.path, reason="" if status == 404 else told, remedy=""
    )
    response.headers.update(kept or {})
    return response


async def _failed(request: Request) -> Response:
    """Answer where the fault is the room's own: nothing of it is shown."""
    reason, remedy = "something went wrong in the room itself", "the terminal that runs it says more; please report it"
    if is_api(request.scope):
        return json_error(500, place=request.url.path, reason=reason, remedy=remedy)
    return await _error_page(request, 500, place=request.url.path, reason=reason, remedy=remedy)


async def _error_page(request: Request, status: int, **told: str) -> Response:
    room: Room = request.app.state.room
    manner = manner_of(request.cookies.get(COOKIE), request.query_params)

    def make() -> Response:
        with room.reading() as case:
            ask = Ask(request, room, case, manner, speech_of(manner))
            said = {name: translated(ask.speech, words) for name, words in told.items()}
            said["place"] = told_place(ask.speech, told["place"])
            return ask.render("error.html.j2", status=status, code=status, **said)

    try:
        response = await asyncio.get_running_loop().run_in_executor(room.threads, make)
    except CaseError as error:  # the case itself cannot be read
        response = refusal(request.scope, 503, error.reason, error.remedy)
    response.headers["Cache-Control"] = "no-store"
    return response
