"""A report as PDF, printed by the Chromium of this machine where there is one.

What comes in is a page that needs nothing beside it; what goes out is a file. The browser runs without a window, with a
profile of its own that goes afterwards, no script, and no network. Nothing is printed where none is installed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from musnad.errors import ExportError
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.report.asked import asked_report, count_in
from musnad.exports.subject import Subject

__all__ = ["browser_path", "pdf_of", "to_pdf", "write"]

_NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "microsoft-edge-stable", "brave-browser",
)  # fmt: skip
_NAMED = "MUSNAD_CHROMIUM"
_FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-extensions", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--disable-default-apps", "--disable-client-side-phishing-detection",
    "--disable-domain-reliability", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
    "--no-default-browser-check", "--metrics-recording-only", "--mute-audio", "--no-pings",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
_SECONDS = 180.0
_SIGN = b"%PDF-"
_REMEDY = "export the report as HTML and print it from a browser"


def browser_path(find: Callable[[str], str | None] = shutil.which) -> str | None:
    """Return the path of a browser that prints; None where there is none. MUSNAD_CHROMIUM names another."""
    return os.environ.get(_NAMED) or next((path for name in _NAMES if (path := find(name))), None)


def to_pdf(html: str, path: str | os.PathLike[str], *, browser: str | None = None, seconds: float = _SECONDS) -> None:
    """Print a page to a file, in place of one that is there.

    Raises ExportError as `pdf_of` does, and where the file cannot be written.
    """
    with Out(Path(path)) as out, out.binary() as file:
        file.write(pdf_of(html, browser=browser, seconds=seconds))


def pdf_of(html: str, *, browser: str | None = None, seconds: float = _SECONDS) -> bytes:
    """Print a page. Raises ExportError where there is no browser, it fails or takes too long."""
    command = browser or browser_path()
    if command is None:
        raise ExportError("PDF", "no Chromium or Chrome is installed here to print it", _REMEDY)
    try:
        with tempfile.TemporaryDirectory(prefix="musnad-pdf-", ignore_cleanup_errors=True) as folder:
            page, made = Path(folder) / "report.html", Path(folder) / "report.pdf"
            page.write_text(html, encoding="utf-8", newline="")
            told = _run(_command(command, page, made), seconds)
            printed = made.read_bytes() if made.is_file() else b""
    except OSError as error:
        raise ExportError(command, f"it cannot be run ({error.strerror or error})", _REMEDY) from error
    if not printed.startswith(_SIGN):
        raise ExportError(command, f"it printed nothing ({told})", _REMEDY)
    return printed


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write a report as PDF."""
    made = asked_report(subject, manner)
    printed = pdf_of(made.html)
    with out.binary() as file:
        file.write(printed)
    count_in(out, made)


def _command(browser: str, page: Path, made: Path) -> list[str]:
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []  # it refuses root with a sandbox
    return [
        browser, *_FLAGS, *root, f"--user-data-dir={page.parent / 'profile'}", f"--print-to-pdf={made}", page.as_uri(),
    ]  # fmt: skip


def _run(command: list[str], seconds: float) -> str:
    """Run the browser to its end and return the last line it said; end it and all it began where it takes too long."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            _, said = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(process)
            process.communicate()
            raise ExportError(command[0], f"printing took longer than {seconds:g} seconds", _REMEDY) from None
        except BaseException:
            _end(process)
            raise
    lines = said.decode("utf-8", "replace").strip().splitlines()
    return f"status {process.returncode}" + (f": {lines[-1][:200]}" if lines else "")


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
