"""Names of the room: what a request calls it, and where a request says that it comes from. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

__all__ = ["host_name", "is_loopback", "is_same_place", "known_names"]

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_ANY = ("0.0.0.0", "[::]")
_PORTS = {"http": "80", "https": "443"}
_HOST = re.compile(
    r"""
    (?P<name> \[ [0-9a-fA-F:.]+ \] | [a-zA-Z0-9._-]{1,253} )   # [::1]:8420, localhost, not a@b
    (?: : (?P<port> [0-9]{1,5} ) )?
    """,
    re.VERBOSE,
)


def known_names(given: Iterable[str]) -> frozenset[str]:
    """Return the names by which a room may be called: those of this machine's loopback, and the given ones.

    What stands for all addresses of a machine is no name.

    >>> sorted(known_names(["News.example", "::", "fe80:0::1"]))
    ['127.0.0.1', '[::1]', '[fe80::1]', 'localhost', 'news.example']
    """
    names = (host_name(f"[{name}]" if ":" in name and not name.startswith("[") else name) for name in given)
    return frozenset({*_LOOPBACK, *(name for name in names if name is not None)} - {*_ANY})


def host_name(host: str) -> str | None:
    """Return the name in a `Host` header, without its port, as it is compared; None for what is no host.

    >>> host_name("LOCALHOST.:8420"), host_name("[0::1]:80"), host_name("localhost:x"), host_name("evil@localhost")
    ('localhost', '[::1]', None, None)
    """
    found = _HOST.fullmatch(host)
    if found is None or int(found["port"] or 0) > 65_535:
        return None
    name = found["name"].lower()
    if name.startswith("["):
        try:
            return f"[{ip_address(name[1:-1]).compressed}]"
        except ValueError:
            return None
    return name.removesuffix(".") or None


def is_same_place(origin: str, host: str) -> bool:
    """Whether an `Origin` is the place that a `Host` names.

    What stands before the room may speak https with the browser, and http with the room.

    >>> is_same_place("http://localhost:8420", "localhost:8420"), is_same_place("https://news.example", "news.example")
    (True, True)
    >>> is_same_place("null", "localhost"), is_same_place("http://localhost:3000", "localhost:8420")
    (False, False)
    """
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    if parts.scheme not in _PORTS or parts.path or parts.query or "@" in parts.netloc:
        return False
    default = _PORTS[parts.scheme]
    return _place(parts.netloc, default) is not None and _place(parts.netloc, default) == _place(host, default)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine alone.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def _place(host: str, default: str) -> tuple[str, int] | None:
    found, name = _HOST.fullmatch(host), host_name(host)
    return None if found is None or name is None else (name, int(found["port"] or default))
