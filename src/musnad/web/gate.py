"""Who comes in: those who hold a token, where the room asks for one.

A program sends `Authorization: Bearer TOKEN`; a person writes the token into the form at `/enter`, and the browser
keeps it in a cookie that no script can read. Without one nothing of the case is shown, not even its name.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from musnad.web.refusing import is_api, refusal
from musnad.web.tokens import Token, TokenFile

__all__ = ["ENTER", "Gate", "Patience", "cookie_of"]

ENTER = "/enter"
_OPEN = (ENTER, "/static/")
_BEARER = "bearer "
_MINUTE = 60.0
_MOST_WRONG = 20  # tokens that nobody has, from one address in a minute
_MOST_ADDRESSES = 1024
_FIRST_WAIT, _LONGEST_WAIT = 0.1, 3.0  # seconds


class Patience:
    """Counts the wrong tokens that come from an address, and says how long to wait with the answer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: OrderedDict[str, deque[float]] = OrderedDict()

    def is_over(self, address: str) -> bool:
        """Whether nothing is heard from an address for the rest of a minute."""
        return len(self._lately(address)) >= _MOST_WRONG

    def lose(self, address: str) -> float:
        """Count a wrong token; return how many seconds to wait before saying so."""
        lately = self._lately(address)
        lately.append(self._clock())
        self._wrong[address] = lately
        self._wrong.move_to_end(address)
        while len(self._wrong) > _MOST_ADDRESSES:
            self._wrong.popitem(last=False)
        return float(min(_FIRST_WAIT * 2 ** (len(lately) - 1), _LONGEST_WAIT))

    def _lately(self, address: str) -> deque[float]:
        lately = self._wrong.get(address, deque())
        while lately and lately[0] <= self._clock() - _MINUTE:
            lately.popleft()
        return lately


class Gate:
    """Lets in those who hold a token of the case, and says what they may do: `state.may_write`, `state.token`."""

    def __init__(self, app: ASGIApp, *, tokens: TokenFile, cookie: str, patience: Patience) -> None:
        self._app, self._tokens, self._cookie, self._patience = app, tokens, cookie, patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["path"] == ENTER or scope["path"].startswith(_OPEN[1]):
            await self._app(scope, receive, send)
            return
        given, is_bearer = self._given(scope)
        address = str((scope.get("client") or ("",))[0])
        if is_bearer and self._patience.is_over(address):
            answer = refusal(scope, 429, "too many wrong tokens came from here", "wait a minute", {"Retry-After": "60"})
            await answer(scope, receive, send)
            return
        token = self._tokens.whose(given) if given else None
        if token is None:
            if is_bearer:
                await asyncio.sleep(self._patience.lose(address))
            await _closed(scope)(scope, receive, send)
            return
        _let_in(scope, token)
        await self._app(scope, receive, send)

    def _given(self, scope: Scope) -> tuple[str, bool]:
        """Return the token that came with a request, and whether a program sent it."""
        said = Headers(scope=scope).get("authorization", "")
        if said.lower().startswith(_BEARER):
            return said[len(_BEARER) :].strip(), True
        return Request(scope).cookies.get(self._cookie, ""), False


def cookie_of(case: str) -> str:
    """Return the name of the cookie that holds a token of a case: browsers know no ports, and rooms may be many."""
    return f"musnad_token_{case[:8]}"


def _let_in(scope: Scope, token: Token) -> None:
    state = scope.setdefault("state", {})
    state["token"] = token.name
    state["may_write"] = not token.read_only


def _closed(scope: Scope) -> Response:
    """Return what one is told who has no token."""
    if not is_api(scope) and scope["method"] in ("GET", "HEAD"):
        query = scope.get("query_string", b"").decode("ascii", "replace")
        back = scope["path"] + (f"?{query}" if query else "")
        return RedirectResponse(f"{ENTER}?back={quote(back)}", status_code=303, headers={"Cache-Control": "no-store"})
    remedy = "send one as Authorization: Bearer TOKEN; to make one: musnad token add CASE"
    return refusal(scope, 401, "this room asks for a token", remedy, {"WWW-Authenticate": 'Bearer realm="musnad"'})
