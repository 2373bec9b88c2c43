"""What keeps the room safe from the pages it shows and from other sites: headers, hosts, origins, sizes, forms.

Every answer forbids scripts, styles and loads from anywhere but the room itself. A request must call the room by a
name of its own, so that no other site can reach it through a name that leads here. What changes something must come
from a page of the room or from a program: a form carries a token that belongs to the browser's session, what goes to
the API is JSON, and a request of another origin is turned away. Who may come in at all, beyond this machine, is for
`musnad.web.gate`.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Iterable
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from musnad.web.hosts import host_name, is_same_place, known_names
from musnad.web.refusing import is_api, refusal

__all__ = ["CSRF_FIELD", "POLICY", "SESSION", "UPLOADS", "Guard", "csrf_token", "has_csrf"]

SESSION = "musnad_session"
CSRF_FIELD = "csrf"
UPLOADS = ("/work/articles", "/api/v1/jobs/articles")
"""Where articles are sent to: bodies may be long there."""

_SECRET = secrets.token_bytes(32)
_UNCHANGED = 304
_READING = ("GET", "HEAD", "OPTIONS")
_MOST_ADDRESS = 8_192  # bytes of a path with its query
_MOST_BODY = 1 << 20
_MOST_UPLOAD = 256 << 20
_BODY_SECONDS = 30.0  # without another piece of the body
_JSON, _BYTES = "application/json", "application/octet-stream"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "same-origin",  # with none at all a browser hides where its own forms come from
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class Guard:
    """Turns away what does not call the room by its name or comes from another site; adds headers to every answer.

    An answer that sets one of the headers itself keeps its own: an original page is shown under a stricter policy.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = known_names(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        session = Request(scope).cookies.get(SESSION, "")
        fresh = "" if _is_session(session) else secrets.token_urlsafe(24)
        scope.setdefault("state", {})["session"] = fresh or session

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), fresh, is_kept=message["status"] == _UNCHANGED)
            await send(message)

        refused = self._why_not(scope, Headers(scope=scope))
        if refused is not None:
            await refusal(scope, *refused)(scope, receive, send_guarded)
            return
        await self._app(scope, _counted(scope, receive), send_guarded)

    def _why_not(self, scope: Scope, headers: Headers) -> tuple[int, str, str] | None:
        """Return why a request is turned away: status, reason and remedy; None where it is let in."""
        named = headers.getlist("host")
        host = host_name(named[0]) if len(named) == 1 else None
        here = scope.get("server") or ("", None)
        if host is None or not (host in self._hosts or host == host_name(_bracketed(str(here[0])))):
            told = host or "so"
            return 421, f"this room is not called {told}", "to allow a name: musnad serve CASE --host-name NAME"
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > _MOST_ADDRESS:
            return 414, "the address is too long", f"keep it under {_MOST_ADDRESS} bytes"
        if (wrong := _foreign(scope, headers, named[0])) is not None:
            return wrong
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length) > _most_body(scope):
            return 413, "it is too large", f"send at most {_most_body(scope) >> 20} MB at once"
        return None


def csrf_token(request: Request) -> str:
    """Return the token that forms of this browser carry."""
    return hmac.new(_SECRET, str(request.state.session).encode(), sha256).hexdigest()


def has_csrf(request: Request, given: object) -> bool:
    """Whether a form carries the token of the browser that sends it."""
    return isinstance(given, str) and hmac.compare_digest(given.encode(), csrf_token(request).encode())


def _foreign(scope: Scope, headers: Headers, host: str) -> tuple[int, str, str] | None:
    """Return why a request may not come from where it comes from, as far as the browser says it; None where it may.

    Other sites may link to pages of the room, and that is all: they may not load what is here, nor send anything.
    """
    site, mode = headers.get("sec-fetch-site", "none"), headers.get("sec-fetch-mode", "navigate")
    is_own = site in ("same-origin", "none")
    if scope["method"] in _READING:
        if is_own or (mode == "navigate" and headers.get("sec-fetch-dest", "document") == "document"):
            return None
        return 403, "another site asked for this", "open it in the room itself"
    origin = headers.get("origin")
    if not is_own or (origin is not None and not is_same_place(origin, host)):
        return 403, "this came from another site and was not done", "send it from a page of the room"
    if is_api(scope) and scope["method"] != "DELETE" and (kind := _kind(headers)) not in _kinds(scope):
        wanted = " or ".join(_kinds(scope))
        return 415, f"{kind or 'nothing'} is no type that is taken here", f"send it as {wanted}"
    return None


def _kind(headers: Headers) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def _kinds(scope: Scope) -> tuple[str, ...]:
    return (_BYTES,) if scope["path"] in UPLOADS else (_JSON,)


def _most_body(scope: Scope) -> int:
    return _MOST_UPLOAD if scope["path"] in UPLOADS else _MOST_BODY


def _counted(scope: Scope, receive: Receive) -> Receive:
    """Return what receives the body of a request: no more than it may hold, and no slower than in pieces."""
    most, got, is_whole = _most_body(scope), 0, False

    async def receive_counted() -> Message:
        nonlocal got, is_whole
        if is_whole:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), _BODY_SECONDS)
        except TimeoutError:
            raise HTTPException(408, "it came too slowly") from None
        if message["type"] == "http.request":
            got += len(message.get("body", b""))
            is_whole = not message.get("more_body", False)
            if got > most:
                raise HTTPException(413, f"it is longer than {most >> 20} MB")
        return message

    return receive if scope["method"] in _READING else receive_counted


def _dress(answer: MutableHeaders, fresh: str, *, is_kept: bool) -> None:
    """Put on an answer the headers it lacks, and a new session on a page.

    What a browser keeps and may show again keeps its policy too: one that came with the word that it is unchanged would
    take its place, and an original page, which has a policy of its own, could not be shown in its frame any more.
    """
    for name, value in _HEADERS.items() if not is_kept else ():
        answer.setdefault(name, value)
    answer.setdefault("Cache-Control", "no-store")
    if "content-encoding" in answer and answer.get("etag", "").startswith('"'):
        answer["ETag"] = f"W/{answer['etag']}"  # a strong one is of the bytes as they are sent
    if fresh and answer.get("content-type", "").startswith("text/html"):
        answer.append("Set-Cookie", f"{SESSION}={fresh}; Path=/; HttpOnly; SameSite=Strict")


def _bracketed(address: str) -> str:
    return f"[{address}]" if ":" in address else address


def _is_session(text: str) -> bool:
    return len(text) == 32 and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
