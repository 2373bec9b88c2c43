"""The network, from a server of the test's own on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from musnad.case.fetching import AGENT, Fetcher, Validators
from musnad.errors import ReadError

PAGE = "<p>قال الوزير</p>".encode()


class Site(ThreadingHTTPServer):
    """Answers by path, and remembers what was asked."""

    robots = "User-agent: *\nDisallow: /private\nCrawl-delay: 4\n"
    asked: list[tuple[str, dict[str, str]]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/robots.txt":
            self._send(200, self.server.robots.encode())
        elif self.path == "/page" and self.headers.get("If-None-Match") == '"1"':
            self._send(304, b"")
        elif self.path == "/page":
            self._send(200, PAGE, {"ETag": '"1"', "Content-Type": "text/html; charset=utf-8"})
        elif self.path == "/moved":
            self._send(301, b"", {"Location": "/page"})
        elif self.path == "/round":
            self._send(302, b"", {"Location": "/round"})
        elif self.path == "/away":
            self._send(302, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/large":
            self._send(200, b"x" * 5000)
        else:
            self._send(404, b"")

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()


def fetcher(**options: object) -> Fetcher:
    return Fetcher(sleep=lambda _: None, **options)  # type: ignore[arg-type]  # tests pass options by name


def test_page_comes_with_type_and_validators(site: Site) -> None:
    answer = fetcher().get(f"{site.address}/page")
    assert (answer.data, answer.media, answer.validators.etag) == (PAGE, "text/html", '"1"')
    assert all(headers["User-Agent"] == AGENT for _, headers in site.asked)


def test_page_that_did_not_change_is_not_sent_again(site: Site) -> None:
    assert fetcher().get(f"{site.address}/page", Validators(etag='"1"')).data is None


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    fetch = fetcher()
    fetch.get(f"{site.address}/page")
    with pytest.raises(ReadError, match=r"robots\.txt forbids it"):
        fetch.get(f"{site.address}/private/1")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/page"]


def test_pause_between_requests_is_the_longer_of_ours_and_theirs(site: Site) -> None:
    slept: list[float] = []
    fetch = Fetcher(pause=1.0, sleep=slept.append, clock=lambda: 100.0)
    fetch.get(f"{site.address}/page")
    fetch.get(f"{site.address}/page")
    assert slept == [0.0, 4.0, 4.0]


def test_redirection_is_followed(site: Site) -> None:
    assert fetcher().get(f"{site.address}/moved").url == f"{site.address}/page"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/round", "leads on more than"),
        ("/away", "no web address"),
        ("/none", "answers 404"),
        ("/large", "larger than"),
    ],
    ids=["round", "away", "missing", "large"],
)
def test_what_cannot_be_fetched_says_why(site: Site, path: str, told: str) -> None:
    with pytest.raises(ReadError, match=told):
        fetcher(most_bytes=1000).get(site.address + path)


def test_host_that_does_not_answer_says_so() -> None:
    with pytest.raises(ReadError, match="cannot be reached"):
        fetcher(seconds=0.5).get("http://127.0.0.1:9/page")
