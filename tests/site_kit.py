"""A web server of the tests' own on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Page", "Site", "serving"]


@dataclass(frozen=True, slots=True)
class Page:
    """What is served at a path; with an `etag`, a request that names it gets no body."""

    body: bytes
    media: str = "text/html; charset=utf-8"
    etag: str | None = None
    status: int = 200


@dataclass(slots=True)
class Site:
    """A server's pages by path, and the paths that were asked for."""

    address: str
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving() -> Iterator[Site]:
    """Serve pages while the block runs; what is not there is answered 404."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path, Page(b"", status=404))
            if page.etag is not None and self.headers.get("If-None-Match") == page.etag:
                page = Page(b"", page.media, page.etag, 304)
            self.send_response(page.status)
            self.send_header("Content-Type", page.media)
            if page.etag is not None:
                self.send_header("ETag", page.etag)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = Site(f"http://127.0.0.1:{server.server_port}")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()
