"""Fetch pages and feeds over the network, politely: the only part of musnad that does, and only when it is told to.

What comes in are addresses; what goes out are answers with their bytes. robots.txt is obeyed, a host is asked at most
once in so many seconds, a page that did not change is not sent again, and what is too large is left. What the bytes
say is for the readers.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import urllib3

from musnad import __version__
from musnad.errors import ReadError
from musnad.readers.reading import MAX_BYTES

__all__ = ["Answer", "Fetcher", "Validators"]

AGENT = f"musnad/{__version__}"
_ROBOTS_BYTES = 500_000
_REDIRECTS = 5
_LONGEST_PAUSE = 30.0
_NOT_MODIFIED, _TOO_MANY, _UNAVAILABLE = 304, 429, 503
_REDIRECTING = frozenset({301, 302, 303, 307, 308})
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave with a page to recognise it by: its ETag and when it was changed."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave: `data` is None where it did not change. `url` is where redirections led.

    `charset` is the one that the server names.
    """

    url: str
    status: int
    data: bytes | None
    media: str
    validators: Validators
    charset: str | None = None


@dataclass(slots=True)
class _Host:
    robots: RobotFileParser | None = None
    pause: float = 0.0
    last: float = field(default=float("-inf"))


class Fetcher:
    """Asks hosts for pages. `pause` are the seconds between two requests to one host, more where its robots.txt says.

    `sleep` and `clock` are there for tests.
    """

    def __init__(
        self,
        *,
        pause: float = 2.0,
        seconds: float = 30.0,
        most_bytes: int = MAX_BYTES,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        timeout = urllib3.Timeout(connect=seconds, read=seconds)
        self._pool = urllib3.PoolManager(headers={"User-Agent": AGENT}, timeout=timeout, retries=False)
        self._pause, self._most_bytes = pause, most_bytes
        self._sleep, self._clock = sleep, clock
        self._hosts: dict[str, _Host] = {}

    def get(self, url: str, validators: Validators | None = None) -> Answer:
        """Return what an address gives now.

        Raises ReadError where it is no web address, its host forbids it or cannot be reached, or it sends too much.
        """
        place = url
        for _ in range(_REDIRECTS + 1):
            host = self._host(place)
            if host.robots is not None and not host.robots.can_fetch(AGENT, place):
                raise ReadError(place, "its robots.txt forbids it", "save the page yourself and add the file")
            response = self._ask(place, host, validators)
            target = response.headers.get("Location")
            if response.status in _REDIRECTING and target:
                response.drain_conn()
                place = urljoin(place, target)
                continue
            return self._answer(place, response)
        raise ReadError(url, f"it leads on more than {_REDIRECTS} times", "give the address it should lead to")

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ReadError(url, "this is no web address", "give one that begins with https:// or http://")
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._hosts:
            host = self._hosts[key] = _Host(pause=self._pause)
            host.robots = self._robots(key, host)
            asked = host.robots.crawl_delay(AGENT) if host.robots else None
            host.pause = max(self._pause, min(float(asked or 0), _LONGEST_PAUSE))
        return self._hosts[key]

    def _robots(self, key: str, host: _Host) -> RobotFileParser | None:
        """Return what a host allows; a host without rules, or that does not answer for them, forbids nothing."""
        try:
            response = self._ask(f"{key}/robots.txt", host, None)
            data = response.read(_ROBOTS_BYTES, decode_content=True)
            response.drain_conn()
        except (ReadError, urllib3.exceptions.HTTPError):
            return None
        if response.status in (401, 403):
            rules = ["User-agent: *", "Disallow: /"]
        elif response.status != 200:
            return None
        else:
            rules = data.decode("utf-8", errors="replace").splitlines()
        parser = RobotFileParser()
        parser.parse(rules)
        return parser

    def _ask(self, url: str, host: _Host, validators: Validators | None) -> urllib3.BaseHTTPResponse:
        self._sleep(max(0.0, host.last + host.pause - self._clock()))
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"}
        if validators is not None and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators is not None and validators.modified:
            headers["If-Modified-Since"] = validators.modified
        try:
            response = self._pool.request("GET", url, headers=headers, redirect=False, preload_content=False)
        except (urllib3.exceptions.HTTPError, ValueError) as error:
            raise ReadError(url, f"it cannot be reached ({error})", "check the address and the network") from error
        finally:
            host.last = self._clock()
        return response

    def _answer(self, url: str, response: urllib3.BaseHTTPResponse) -> Answer:
        validators = Validators(response.headers.get("ETag"), response.headers.get("Last-Modified"))
        told = Message()
        told["Content-Type"] = response.headers.get("Content-Type", "")
        media, charset = told.get_content_type(), told.get_content_charset()
        if response.status == _NOT_MODIFIED:
            response.drain_conn()
            return Answer(url, response.status, None, media, validators)
        if response.status != 200:
            response.drain_conn()
            wait = response.status in (_TOO_MANY, _UNAVAILABLE)
            remedy = "wait a while and try again" if wait else "check the address in a browser"
            raise ReadError(url, f"the server answers {response.status}", remedy)
        return Answer(url, response.status, self._body(url, response), media, validators, charset)

    def _body(self, url: str, response: urllib3.BaseHTTPResponse) -> bytes:
        data = bytearray()
        try:
            for block in response.stream(_BLOCK, decode_content=True):
                data += block
                if len(data) > self._most_bytes:
                    response.close()
                    size = f"it is larger than {self._most_bytes / 1e6:g} MB"
                    raise ReadError(url, size, "save it yourself and add the file")
        except urllib3.exceptions.HTTPError as error:
            raise ReadError(url, f"it broke off ({error})", "try again") from error
        return bytes(data)
