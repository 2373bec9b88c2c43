"""One call of the API: what it is given, how it is answered, and what is told where it cannot be.

What comes in are ways (a path, a method, a function, the shape of its answer); what goes out are the routes of FastAPI
that run them in the room's threads, each over one state of the case.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any, Literal, NamedTuple, TypeVar, get_type_hints
from urllib.parse import urlencode

import msgspec
from fastapi import Request
from fastapi.responses import Response

from musnad.case.folder import Case
from musnad.case.listing import current_version
from musnad.case.store import read_text
from musnad.errors import CaseError, ExportError, MusnadError, QueryError, ReadError
from musnad.web.edition import edition
from musnad.web.jobs import Jobs
from musnad.web.refusing import json_error
from musnad.web.room import Room, Unreadable

__all__ = [
    "ANY_MEDIA",
    "BYTES",
    "Answer",
    "Call",
    "Missing",
    "Way",
    "answer_to",
    "check_document",
    "endpoint_of",
    "forbidden",
    "numbered",
    "sought",
    "told",
]

T = TypeVar("T")

_LOG = logging.getLogger("musnad.web")
_JSON = "application/json"
_KEPT = "private, no-cache"
Needs = Literal["reading", "writing", "nothing"]
Shape = str | dict[str, Any]
ANY_MEDIA, BYTES = "*/*", {"type": "string", "format": "binary"}
"""Of an answer that is a file: its own type says what it is."""


class Missing(CaseError):
    """Something that a path names and the case does not have."""


class Answer(NamedTuple):
    """What is answered besides 200 with JSON: another status, other headers, bytes of another type."""

    body: object
    status: int = 200
    headers: dict[str, str] | None = None
    media: str = _JSON


class Way(NamedTuple):
    """One way into the case: `handle` gets the call and the parameters that its signature names.

    `shape` is what the answer looks like: a name of `musnad.web.api.shapes`, or a schema. `needs` says how the case is
    opened for it, and `lasting` that nothing but the case and the address decides the answer. Where it `asks` itself
    who may do what, everybody who may see the room may call it.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    handle: Callable[..., object]
    shape: Shape
    tag: str
    needs: Needs = "reading"
    lasting: bool = True
    status: int = 200
    media: str = _JSON
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A call: the request, the room, and the case as it is open for it."""

    request: Request
    room: Room
    jobs: Jobs
    opened: Case | None = None

    @property
    def case(self) -> Case:
        """The case; for a way that needs nothing of it there is none."""
        if self.opened is None:
            raise ValueError("this way opens no case")
        return self.opened

    @property
    def may_write(self) -> bool:
        """Whether whoever calls may change the case."""
        return may_write(self.request, self.room)

    def text(self, document: int) -> str:
        """Return the text of a document."""
        return read_text(self.case.connection, document)

    def page(self, name: str, entries: list[Any], *, total: int, start: int, limit: int, **more: Any) -> dict[str, Any]:
        """Return a page of a list: the entries under their name, how many there are, and where the next ones are."""
        following = start + limit if start + limit < total else None
        return {"total": total, "start": start, "limit": limit, "next": self._next(following), **more, name: entries}

    def _next(self, start: int | None) -> str | None:
        if start is None:
            return None
        query = [(key, value) for key, value in self.request.query_params.multi_items() if key != "start"]
        return f"{self.request.url.path}?{urlencode([*query, ('start', str(start))])}"


def check_document(call: Call, document: int) -> None:
    """Raise Missing where there is no document of a number."""
    if current_version(call.case.connection, document) is None:
        raise Missing(f"document {document}", "there is none of this number", "see the list of articles")


def numbered(found: Iterable[tuple[int, T]], number: int, *, what: str, look: str) -> T:
    """Return what has a number. Raises Missing where nothing has it."""
    for own, one in found:
        if own == number:
            return one
    raise Missing(f"{what} {number}", "there is none of this number", look)


@contextmanager
def sought() -> Iterator[None]:
    """Say of what is not found in the block that it is missing, where a change would otherwise be at odds with it."""
    try:
        yield
    except CaseError as error:
        raise Missing(error.place, error.reason, error.remedy) from error


def may_write(request: Request, room: Room) -> bool:
    """Whether whoever sends a request may change the case."""
    return not room.settings.read_only and bool(getattr(request.state, "may_write", True))


def forbidden(request: Request) -> Response:
    """Return what one is told who may not change the case."""
    reason = "nothing can be changed here: the room, or your token, is for reading only"
    return json_error(403, place=request.url.path, reason=reason, remedy="ask whoever keeps the case")


def endpoint_of(way: Way, room: Room, jobs: Jobs) -> Callable[..., Coroutine[Any, Any, Response]]:
    """Return what FastAPI calls: it knows the parameters of the way's function, and runs it in the room's threads."""
    hints = get_type_hints(way.handle, include_extras=True)
    own = [
        given.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, given in inspect.signature(way.handle).parameters.items()
        if name != "call"
    ]
    first = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)

    async def endpoint(*, request: Request, **given: Any) -> Response:
        work = partial(answer_to, way, request, room, jobs, given)
        return await asyncio.get_running_loop().run_in_executor(room.threads, work)

    endpoint.__signature__ = inspect.Signature([first, *own])  # type: ignore[attr-defined]  # FastAPI reads it
    endpoint.__name__, endpoint.__doc__ = way.handle.__name__, way.handle.__doc__
    return endpoint


def answer_to(way: Way, request: Request, room: Room, jobs: Jobs, given: dict[str, Any]) -> Response:
    """Answer a call in this thread; what goes wrong is told as JSON."""
    is_change = way.method != "GET"
    try:
        if is_change and not way.asks and not may_write(request, room):
            return forbidden(request)
        if way.needs == "nothing":
            return _response(way, way.handle(Call(request, room, jobs), **given))
        if way.needs == "writing":
            with room.writing() as case:
                return _response(way, way.handle(Call(request, room, jobs, case), **given))
        with room.reading() as case:
            tag = _tag(request, room) if way.lasting else ""
            if tag and _has(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers={"ETag": tag, "Cache-Control": _KEPT})
            response = _response(way, way.handle(Call(request, room, jobs, case), **given))
            if tag:
                response.headers["ETag"] = tag
            return response
    except MusnadError as error:
        return told(request, error, is_change=is_change)
    except Exception:  # noqa: BLE001 - nothing of it may be shown; it is logged
        _LOG.exception("%s %s could not be answered", request.method, request.url.path)
        reason, remedy = "something went wrong in the room itself", "the terminal that runs it says more"
        return json_error(500, place=request.url.path, reason=reason, remedy=remedy)


def told(request: Request, error: MusnadError, *, is_change: bool) -> Response:
    """Return what the API says of an error that was raised on purpose."""
    place, reason, remedy = (str(getattr(error, name, "")) for name in ("place", "reason", "remedy"))
    place = place or str(getattr(error, "query", "") or getattr(error, "source", "")) or request.url.path
    if isinstance(error, QueryError | ReadError | ExportError):
        status = 400
    elif isinstance(error, Unreadable):
        status = 503
    elif isinstance(error, CaseError):
        status = 409 if is_change and not isinstance(error, Missing) else 404
    else:
        status = 500
    return json_error(status, place=place, reason=reason or str(error), remedy=remedy)


def _response(way: Way, made: object) -> Response:
    if isinstance(made, Response):
        return made
    answer = made if isinstance(made, Answer) else Answer(made, way.status)
    body = answer.body if isinstance(answer.body, bytes) else msgspec.json.encode(answer.body)
    kind = answer.media if answer.media == _JSON else f"{answer.media}; charset=utf-8"
    kept = {"Cache-Control": _KEPT if way.method == "GET" else "no-store"}
    return Response(body, status_code=answer.status, headers={**kept, **(answer.headers or {})}, media_type=kind)


def _tag(request: Request, room: Room) -> str:
    """Return what an answer is known by: musnad, the state of the case, what was asked, and whether it may be changed.

    The same always is the same bytes, so it is a strong tag.
    """
    asked = f"{request.url.path}?{request.scope.get('query_string', b'')!r} {may_write(request, room)}"
    return f'"{edition()}-{room.state}-{sha256(asked.encode()).hexdigest()[:16]}"'


def _has(tags: str, tag: str) -> bool:
    """Whether an `If-None-Match` names a tag, strong or weak."""
    named = {one.strip().removeprefix("W/") for one in tags.split(",")}
    return tag in named or "*" in named
