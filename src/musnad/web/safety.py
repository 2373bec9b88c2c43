"""What keeps the room safe from the pages it shows and from other sites: headers, hosts, forms.

Every answer forbids scripts, styles and loads from anywhere but the room itself. A request must call the room by a
name of its own, so that no other site can reach it through a name that leads here. What changes something must come
from a page of the room: a form carries a token that belongs to the browser's session, and a request of another origin
is turned away. Who may come in at all, beyond this machine, is for `musnad.web.tokens`.
"""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["CSRF_FIELD", "SESSION", "Guard", "csrf_token", "has_csrf"]

SESSION = "musnad_session"
CSRF_FIELD = "csrf"
_SECRET = secrets.token_bytes(32)
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Turns away what does not call the room by its name or comes from another site; adds headers to every answer.

    An answer that sets one of the headers itself keeps its own: an original page is shown under a stricter policy.
    """

    def __init__(self, app: ASGIApp, *, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._hosts = frozenset(host.casefold() for host in (*_LOOPBACK, *hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        session = Request(scope).cookies.get(SESSION, "")
        fresh = "" if _is_session(session) else secrets.token_urlsafe(24)
        scope.setdefault("state", {})["session"] = fresh or session

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
                if fresh and answer.get("content-type", "").startswith("text/html"):
                    answer.append("Set-Cookie", f"{SESSION}={fresh}; Path=/; HttpOnly; SameSite=Strict")
            await send(message)

        if (refusal := self._refusal(scope, headers)) is not None:
            await refusal(scope, receive, send_guarded)
            return
        await self._app(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if _name_of(host) not in self._hosts:
            told = (
                f"This room is not called {_name_of(host) or 'so'}; to allow a name: musnad serve --host-name NAME.\n"
            )
            return PlainTextResponse(told, 421)
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return None
        origin = headers.get("origin")
        foreign = origin is not None and origin != f"{scope['scheme']}://{host}"
        if foreign or headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return PlainTextResponse("This came from another site and was not done.\n", 403)
        return None


def csrf_token(request: Request) -> str:
    """Return the token that forms of this browser carry."""
    return hmac.new(_SECRET, str(request.state.session).encode(), sha256).hexdigest()


def has_csrf(request: Request, given: object) -> bool:
    """Whether a form carries the token of the browser that sends it."""
    return isinstance(given, str) and hmac.compare_digest(given.encode(), csrf_token(request).encode())


def _is_session(text: str) -> bool:
    return len(text) == 32 and text.isascii() and text.replace("-", "").replace("_", "").isalnum()


def _name_of(host: str) -> str:
    """Return a host without its port."""
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdecimal() else host).casefold()
