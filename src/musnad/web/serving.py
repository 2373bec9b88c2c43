"""Open a room on this machine: check what was asked for, take a port, and answer until somebody stops it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from musnad.errors import CaseError
from musnad.web.app import make_app
from musnad.web.room import Settings

__all__ = ["is_loopback", "serve"]


def serve(settings: Settings, *, host: str, port: int, opened: Callable[[str], None]) -> None:
    """Answer on a host and a port (0 for any that is free) until interrupted; `opened` gets the address once it is.

    Raises CaseError where the case cannot be opened or the port is not to be had.
    """
    app = make_app(settings)
    listening = _listen(host, port)
    taken = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    opened(f"http://{shown}:{taken}/")
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, date_header=True, proxy_headers=False,
        timeout_keep_alive=30, timeout_graceful_shutdown=5,
    )  # fmt: skip
    uvicorn.Server(config).run(sockets=[listening])


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, proto)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        reason = f"it cannot be listened on ({error.strerror or error})"
        raise CaseError(f"{host}:{port}", reason, "choose another with --port, or 0 for any that is free") from error
    return listening
