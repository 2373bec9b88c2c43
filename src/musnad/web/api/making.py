"""Make the API of a room: its ways as a FastAPI application, with errors in one form and a document that tells all.

Nothing is loaded from anywhere else: FastAPI's own page of explanation is left out, the room has one (`/api`).
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from musnad import __version__
from musnad.web.api import (
    actors,
    article_notes,
    articles,
    claims,
    exports,
    judging,
    overviews,
    searches,
    sources,
    whole,
    work,
)
from musnad.web.api.calls import Way, endpoint_of
from musnad.web.api.shapes import components, shape_of
from musnad.web.jobs import Jobs
from musnad.web.refusing import json_error
from musnad.web.room import Room

__all__ = ["Api", "make_api", "openapi_of"]

ROOT = "/api/v1"
_WAYS: tuple[Way, ...] = (
    *whole.WAYS, *articles.WAYS, *article_notes.WAYS, *searches.WAYS, *claims.WAYS, *overviews.WAYS, *actors.WAYS,
    *sources.WAYS, *judging.WAYS, *exports.WAYS, *work.WAYS,
)  # fmt: skip
_REMEDY = "what can be asked: /api"
_ABOUT = (
    "A case of Arabic news: its articles with everything found in them, the claims that they tell together, who tells "
    "them on whose word, and what people made of it. Offsets are code points, ends are exclusive, moments are UTC. "
    "Counts say how many tell a thing and on whom it hangs, never whether it is true."
)


def make_api(room: Room, jobs: Jobs) -> Api:
    """Return the API as an application to be mounted at `/api/v1`."""
    api = FastAPI(title="musnad", version="1", docs_url=None, redoc_url=None, openapi_url=None)
    for way in _WAYS:
        api.add_api_route(
            way.path, endpoint_of(way, room, jobs), methods=[way.method], response_model=None, tags=[way.tag],
            summary=_first_line(way), responses=_responses(way), status_code=way.status, name=way.handle.__name__,
            operation_id=_operation(way), response_class=Response,
        )  # fmt: skip
    brought = Way("POST", "/jobs/articles", work.begin, "Job", "Work", status=202)
    api.add_api_route(
        brought.path, work.receiver(room, jobs), methods=["POST"], response_model=None, tags=["Work"], status_code=202,
        summary="Bring a file of articles in.", responses=_responses(brought), operation_id="bring_articles",
        response_class=Response,
    )  # fmt: skip
    document = openapi_of(api)

    async def openapi(_: Request) -> Response:
        return Response(msgspec.json.encode(document), media_type="application/json")

    api.add_route("/openapi.json", openapi, methods=["GET"])
    api.add_exception_handler(RequestValidationError, _misasked)
    api.add_exception_handler(HTTPException, _missing)
    api.state.document = document
    return Api(api)


class Api:
    """The API as it is mounted: what asks for the headers alone is answered as what asks for all, without a body."""

    def __init__(self, api: FastAPI) -> None:
        self.document: dict[str, Any] = api.state.document
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a call."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._api(scope, receive, send)


def openapi_of(api: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI document of the API."""
    document = get_openapi(
        title="musnad", version="1", summary="The reading room of a case", description=_ABOUT, routes=api.routes,
        servers=[{"url": ROOT}],
    )  # fmt: skip
    document["info"]["x-musnad"] = __version__
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for left_out in ("HTTPValidationError", "ValidationError"):
        schemas.pop(left_out, None)
    if twice := schemas.keys() & components().keys():
        raise ValueError(f"a body and an answer are both called {', '.join(sorted(twice))}")
    schemas.update(components())
    document["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "Made with `musnad token add CASE`."}
    }
    document["security"] = [{}, {"token": []}]
    body = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    document["paths"]["/jobs/articles"]["post"]["requestBody"] = {"required": True, **body}
    return document


def _responses(way: Way) -> dict[int | str, dict[str, Any]]:
    """Return what a way may answer."""
    shape = shape_of(way.shape) if isinstance(way.shape, str) else way.shape
    found: dict[int | str, dict[str, Any]] = {
        way.status: {"description": HTTPStatus(way.status).phrase, "content": {way.media: {"schema": shape}}}
    }
    if way.method == "GET" and way.lasting and way.needs == "reading":
        found[304] = {"description": "It is as it was: the tag in If-None-Match still holds."}
    error = {"application/json": {"schema": shape_of("Error")}}
    found["default"] = {"description": "What is wrong, where, and what to do.", "content": error}
    return found


def _first_line(way: Way) -> str:
    return (way.handle.__doc__ or "").strip().splitlines()[0]


def _operation(way: Way) -> str:
    return f"{way.method.lower()}_{way.handle.__module__.rpartition('.')[2]}_{way.handle.__name__}"


async def _misasked(request: Request, error: Exception) -> Response:
    problems = error.errors() if isinstance(error, RequestValidationError) else ()
    told = [(".".join(str(part) for part in one["loc"]), str(one["msg"])) for one in problems]
    place = told[0][0] if told else request.url.path
    reason = "; ".join(message if where == place else f"{where}: {message}" for where, message in told[:10])
    return json_error(422, place=place, reason=reason, remedy=_REMEDY)


async def _missing(request: Request, error: Exception) -> Response:
    status, said = (error.status_code, str(error.detail)) if isinstance(error, HTTPException) else (500, "")
    headers = error.headers if isinstance(error, HTTPException) else None
    return json_error(status, place=request.url.path, reason=said, remedy=_REMEDY, headers=headers)
