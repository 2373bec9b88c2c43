"""Open a room on this machine: check what was asked for, take a port, and answer until somebody stops it."""

from __future__ import annotations

import asyncio
import errno
import gc
import socket
from collections.abc import Callable
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from musnad.errors import CaseError
from musnad.web.app import make_app
from musnad.web.hosts import is_loopback
from musnad.web.room import Settings
from musnad.web.tokens import TokenFile, tokens_of

__all__ = ["is_loopback", "serve"]

_HEADER_SECONDS = 15.0
_MOST_HEADERS = 32_768  # bytes
_MOST_CONNECTIONS = 256
_CALM = (100_000, 20, 100)  # when the collector looks for what is dead: claims are many small values that live on


def serve(settings: Settings, *, host: str, port: int, opened: Callable[[str], None]) -> None:
    """Answer on a host and a port (0 for any that is free) until interrupted; `opened` gets the address once it is.

    Raises CaseError where the case cannot be opened, the port is not to be had, or a token is needed and none is there.
    """
    if settings.needs_token:
        _check_tokens(settings)
    gc.set_threshold(*_CALM)
    app = make_app(settings)
    listening = _listen(host, port)
    taken = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    opened(f"http://{shown}:{taken}/")
    config = uvicorn.Config(
        app, http=_Patient, ws="none", lifespan="on", log_level="warning", access_log=False, server_header=False,
        date_header=True, proxy_headers=False, timeout_keep_alive=30, timeout_graceful_shutdown=5,
        limit_concurrency=_MOST_CONNECTIONS, h11_max_incomplete_event_size=_MOST_HEADERS,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


class _Patient(H11Protocol):
    """HTTP with an end to patience: a connection that does not finish its headers is closed."""

    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        self._rest()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        super().handle_events()
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        elif self._due is None and not self.transport.is_closing():
            self._wait()

    def _wait(self) -> None:
        self._due = self.loop.call_later(_HEADER_SECONDS, self.transport.close)

    def _rest(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def _check_tokens(settings: Settings) -> None:
    """Raise CaseError where nobody could come in."""
    tokens_of(settings.case)  # says where the file is damaged
    if not TokenFile(settings.case).is_any():
        reason = "this room asks for a token, and the case has none that holds"
        raise CaseError(str(settings.case), reason, f"make one with: musnad token add {settings.case}")


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "another program listens there" if taken else f"it cannot be listened on ({error.strerror or error})"
        raise CaseError(f"{host}:{port}", reason, "choose another with --port, or 0 for any that is free") from error
    return listening
