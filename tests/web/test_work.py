"""Long work in a browser: a form of the room is done, how far it is shows by itself, and other sites get nothing."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser_kit import visiting

_PROGRAM = """#!{python}
import json, pathlib, time
print(json.dumps({{"stage": "reading", "done": 1, "total": 4}}), flush=True)
for _ in range(600):
    if pathlib.Path({seen!r}).exists():
        break
    time.sleep(0.1)
print(json.dumps({{"result": {{"new": 3}}}}), flush=True)
"""


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file whose appearance ends the work of the room."""
    seen, program = tmp_path / "seen", tmp_path / "job"
    program.write_text(_PROGRAM.format(python=sys.executable, seen=str(seen)))
    program.chmod(0o755)
    monkeypatch.setattr("musnad.web.jobs.sys.executable", str(program))
    return seen


@pytest.mark.parametrize("javascript", [True, False])
def test_files_are_sent_and_how_far_it_is_shows_by_itself(
    browser: Browser, kit_room: str, tmp_path: Path, seen: Path, javascript: bool
) -> None:
    file = tmp_path / "خبر.txt"
    file.write_text("قال الوزير إن اللجنة أنهت عملها.", encoding="utf-8")
    with visiting(browser, kit_room, lang="en", javascript=javascript) as visit:
        page = visit.go("/work")
        page.set_input_files("#files", [file])
        page.get_by_role("button", name="Bring in", exact=True).click()
        job = page.locator("#jobs li").first
        expect(job).to_contain_text("is being done", timeout=30_000)
        seen.touch()
        expect(job).to_contain_text("is done", timeout=30_000)
        expect(job).to_contain_text("new: 3")
        assert not visit.errors and not visit.foreign


def test_another_site_gets_nothing_and_changes_nothing(browser: Browser, kit_room: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        f"""<meta charset="utf-8"><form method="post" action="{kit_room}/work/begin"><input name="kind" value="weigh">
        <button>send</button></form><iframe src="{kit_room}/"></iframe>
        <script src="{kit_room}/api/v1/case"></script>""",
        encoding="utf-8",
    )
    with _other_site(tmp_path) as other, visiting(browser, kit_room) as visit:
        page = visit.page
        page.goto(other)
        told = page.evaluate(
            """async (room) => {
              const tries = [["GET", "/api/v1/case"], ["POST", "/api/v1/jobs"], ["DELETE", "/api/v1/corrections/1"]];
              const sent = tries.map(async ([method, path]) => {
                const body = method === "POST" ? '{"kind":"weigh"}' : undefined;
                try { return (await fetch(room + path, { method, body })).status; } catch { return "nothing"; }
              });
              return Promise.all(sent);
            }""",
            kit_room,
        )
        assert told == ["nothing"] * 3
        page.get_by_role("button", name="send").click()
        expect(page.locator("body")).to_contain_text("جاء هذا من موقع آخر فلم يُنفَّذ")


class _other_site:  # noqa: N801 - read as a function
    """Serve a folder as another site of this machine: another port is another origin, though the same site."""

    def __init__(self, folder: Path) -> None:
        class Quiet(SimpleHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
