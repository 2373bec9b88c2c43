"""A real browser for the tests of the room: the system's Chromium, driven by playwright, and a room it can call."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from musnad.web.app import make_app
from musnad.web.room import Settings

__all__ = ["NO_BROWSER", "Visit", "browsing", "chromium", "serving", "visiting"]

NO_BROWSER = "no Chromium here; install one, or name it in MUSNAD_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# It runs as any user, and asks nobody for anything of its own.
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
_PATIENCE = 20.0
# Whether each day on the page has its year at the left of its day of the month, as ISO days are read.
_FLIPPED = """
() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const left = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start); range.setEnd(node, end);
    return range.getBoundingClientRect();
  };
  while (walker.nextNode()) {
    for (const match of walker.currentNode.data.matchAll(/[0-9٠-٩]{4}-[0-9٠-٩]{2}-[0-9٠-٩]{2}/g)) {
      const year = left(walker.currentNode, match.index, match.index + 4);
      const day = left(walker.currentNode, match.index + 8, match.index + 10);
      if (year.width && year.top === day.top && year.left > day.left) found.push(match[0]);
    }
  }
  return found;
}
"""


def chromium() -> str | None:
    """Return the path of the system's Chromium; None where there is none."""
    named = os.environ.get("MUSNAD_CHROMIUM")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start the browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def serving(case: Path, *, is_sample: bool = False, read_only: bool = False) -> Iterator[str]:
    """Open the room of a case on a free port of this machine and give its address, without a slash at its end."""
    app = make_app(Settings(case=case, is_sample=is_sample, read_only=read_only))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + _PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.02)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)


class Visit:
    """A browser's page in one manner, and what went wrong while it was looked at."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.page: Page = context.new_page()
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("request", lambda request: self._check(request.url))

    def go(self, path: str) -> Page:
        """Open a page of the room."""
        answer = self.page.goto(self.address + path)
        if answer is None or answer.status >= 400:
            raise AssertionError(f"{path} answered {answer.status if answer else 'nothing'}")
        return self.page

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def flipped(self) -> list[str]:
        """Return the days on the page that run backwards, in Latin or Arabic digits."""
        found: list[str] = self.page.evaluate(_FLIPPED)
        return found

    def _check(self, url: str) -> None:
        if urlsplit(url).scheme != "data" and not url.startswith(self.address):
            self.foreign.append(url)


@contextmanager
def visiting(
    browser: Browser, address: str, *, lang: str = "ar", theme: str = "light", width: int = 1280, digits: str = "latn",
    javascript: bool = True,
) -> Iterator[Visit]:  # fmt: skip
    """Visit a room in a manner and a width."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light",
        java_script_enabled=javascript,
    )  # fmt: skip
    context.add_cookies([{"name": "musnad_manner", "value": f"{lang}.{theme}.{digits}", "url": address}])
    try:
        yield Visit(context, address)
    finally:
        context.close()
