"""What keeps the room safe: hosts, origins, forms, sizes, paths, hostile articles, errors that show nothing."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from musnad.case.folder import open_case
from musnad.case.weighing import weigh
from musnad.web.app import make_app
from musnad.web.ask import Page
from musnad.web.pages import PAGES
from musnad.web.room import Settings
from musnad.web.safety import POLICY, Guard
from support import awaited
from web_kit import HOSTILE, csrf_of, room_over, send

_EVIL = "https://evil.example"
_READ_ONLY_API = ("/case", "/log", "/articles", "/articles?q=سوريا", "/articles/5", "/articles/5/related", "/claims",
                  "/timeline", "/network", "/network?kind=citations", "/actors", "/sources", "/corrections", "/notes",
                  "/searches", "/jobs", "/decisions/claims", "/decisions/actors", "/openapi.json",
                  "/articles/5/copies", "/articles/5/claims?alone=true")  # fmt: skip


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:8420", "127.0.0.1", "127.0.0.1:1", "[::1]", "[::1]:8420", "localhost.", "[0:0::1]"]
)
def test_the_room_hears_its_own_names(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8420", "",
             "localhost@evil", "localhost:99999", "[::2]", "0.0.0.0", "[::1", "192.168.1.7", "localhost, evil.example"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/api/v1/case", "/static/x/room.css"])
def test_another_name_is_turned_away(client: TestClient, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 421
    assert "قضية" not in response.text


def test_a_name_that_is_given_is_heard(folder: Path) -> None:
    with room_over(folder, hosts=("News.Example", "fe80::1")) as client:
        assert client.get("/", headers={"Host": "news.example:443"}).status_code == 200
        assert client.get("/", headers={"Host": "[fe80:0::1]"}).status_code == 200


def test_the_address_that_was_called_is_a_name(folder: Path) -> None:
    app = make_app(Settings(case=folder, hosts=("0.0.0.0",)))
    with TestClient(app, base_url="http://192.168.1.7:8420") as client:  # the client sets where it was called
        assert client.get("/").status_code == 200
        assert client.get("/", headers={"Host": "192.168.1.8:8420"}).status_code == 421
        assert client.get("/", headers={"Host": "0.0.0.0:8420"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [{"Origin": _EVIL}, {"Origin": "null"}, {"Origin": "http://localhost:3000"}, {"Origin": "http://127.0.0.1.evil"},
     {"Origin": "http://127.0.0.1@evil"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
     {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"}, {"Origin": "file://127.0.0.1"}],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/work/begin", "/api/v1/jobs"])
def test_what_another_site_sends_is_not_done(client: TestClient, headers: dict[str, str], path: str) -> None:
    if path.startswith("/api"):
        response = client.post(path, json={"kind": "weigh"}, headers=headers)
    else:
        response = client.post(path, data={"csrf": csrf_of(client), "kind": "weigh"}, headers=headers)
    assert response.status_code == 403
    assert client.get("/api/v1/jobs").json() == {"jobs": []}


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "http://127.0.0.1:80", "HTTP://127.0.0.1"])
def test_what_the_room_sends_is_done(client: TestClient, origin: str) -> None:
    response = client.post(
        "/work/begin", data={"csrf": csrf_of(client), "kind": "x"}, headers={"Origin": origin.lower()}
    )
    assert response.status_code == 400  # it came through: there is no such work


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_form_of_another_site_cannot_reach_the_api(client: TestClient, kind: str) -> None:
    response = client.post("/api/v1/jobs", content=b'{"kind":"weigh"}', headers={"Content-Type": kind} if kind else {})
    assert response.status_code == 415
    assert response.json()["error"]["remedy"] == "send it as application/json"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_a_preflight_allows_nothing(client: TestClient, method: str) -> None:
    asked = {"Origin": _EVIL, "Access-Control-Request-Method": method}
    response = client.options("/api/v1/jobs", headers=asked)
    assert not [name for name in response.headers if name.lower().startswith("access-control")]
    assert response.status_code in (403, 405)


def test_another_site_may_link_and_no_more(client: TestClient) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/", headers={**link, "Sec-Fetch-Dest": "iframe"}).status_code == 403
    load = {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert client.get("/api/v1/articles/1", headers=load).status_code == 403


def test_a_form_without_the_token_of_its_session_is_refused(client: TestClient) -> None:
    assert client.post("/work/begin", data={"kind": "weigh"}).status_code == 403
    assert client.post("/work/begin", data={"kind": "weigh", "csrf": "0" * 64}).status_code == 403
    stranger = TestClient(client.app, base_url="http://127.0.0.1", follow_redirects=False)
    assert stranger.post("/work/begin", data={"kind": "weigh", "csrf": csrf_of(client)}).status_code == 403


def test_the_session_is_kept_from_scripts_and_other_sites(folder: Path) -> None:
    with room_over(folder) as client:
        cookie = client.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "path",
    ["/static/x/../app.py", "/static/x/..%2fapp.py", "/static/x/%2e%2e/app.py", "/static/../../etc/passwd",
     "/static/x/....//app.py", "/static/x/room.css%00.js", "/static/x//etc/passwd", "/static/x/C:%5Cwindows",
     "//etc/passwd", "/..%2f..%2fetc/passwd", "/articles/..%2f..%2ftokens.json/original", "/articles/1/../../x"],
)  # fmt: skip
def test_no_path_leads_out_of_the_room(client: TestClient, path: str) -> None:
    asked = client.build_request("GET", "/")
    asked.url = asked.url.copy_with(raw_path=path.encode())
    response = client.send(asked)
    assert response.status_code in (400, 404)
    assert "root:" not in response.text and "import" not in response.text


def test_an_edit_that_cannot_be_made_is_told_as_one(client: TestClient) -> None:
    client.cookies.set("musnad_manner", "en.light.latn")
    send(client, "/articles/4/pick")
    for path in ("/articles/4/pick", "/articles/4/note", "/articles/99/pick", "/work/begin", "/claims/x/join"):
        response = send(client, path)
        assert response.status_code in (400, 404)
        assert "<h1>This could not be done</h1>" in response.text
    client.cookies.delete("musnad_manner")


@pytest.mark.parametrize("digits", [18, 19, 25, 5_000])
def test_a_number_in_a_path_may_have_any_length(client: TestClient, digits: int) -> None:
    number = "9" * digits
    for path in (f"/articles/{number}", f"/articles/{number}/correct", f"/articles/{number}/original/raw"):
        assert client.get(path).status_code == 404
    for path in (f"/claim-decisions/{number}/undo", f"/notes/{number}/back", f"/work/{number}/cancel"):
        assert send(client, path).status_code == 404


def test_what_is_too_long_is_not_read(client: TestClient) -> None:
    assert client.get("/search?q=" + "ا" * 3_000).status_code == 414
    assert client.post("/api/v1/jobs", content=b"x" * (1 << 20) + b"y", headers={"Content-Type": "application/json"}
                       ).status_code == 413  # fmt: skip
    assert client.post("/work/begin", data={"kind": "x" * (2 << 20)}).status_code == 413


def test_a_body_that_grows_without_saying_so_is_cut_off(client: TestClient) -> None:
    def pieces() -> Iterator[bytes]:
        yield from [b"x" * 65_536] * 40

    sent = {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}
    response = client.post("/api/v1/jobs", content=pieces(), headers=sent)
    assert response.status_code == 413
    assert response.json()["error"]["reason"]


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.web.safety._BODY_SECONDS", 0.05)
    told: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        try:
            await receive()
        except Exception as error:  # noqa: BLE001 - it is looked at below
            told.append(str(getattr(error, "status_code", "")))

    async def never() -> Any:
        await asyncio.sleep(10)

    async def send(_: Any) -> None:
        pass

    scope = {"type": "http", "method": "POST", "path": "/x", "headers": [(b"host", b"localhost")], "query_string": b""}
    awaited(Guard(app)(scope, never, send))
    assert told == ["408"]


@pytest.mark.parametrize("path", ["/", "/nowhere", "/api/v1/nowhere", "/api/v1/case", "/work"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "PUT"])
def test_every_answer_carries_the_headers(client: TestClient, path: str, method: str) -> None:
    headers = client.request(method, path, headers={"Content-Type": "application/json"}).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin" and headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/api", "/api/v1/case", "/api/v1/articles/1"])
def test_head_tells_what_get_does(client: TestClient, path: str) -> None:
    assert client.head(path).status_code == 200


def test_a_fault_of_the_room_shows_nothing_of_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> Any:
        raise RuntimeError("secret words")

    pages = [page._replace(show=broken) if page.name == "work" else page for page in PAGES]
    monkeypatch.setattr("musnad.web.pages.PAGES", tuple(pages))
    monkeypatch.setattr("musnad.web.api.whole.summarise", broken)
    with room_over(folder) as client:
        page, answer = client.get("/work"), client.get("/api/v1/case")
    assert page.status_code == answer.status_code == 500
    assert page.headers["content-security-policy"] == answer.headers["content-security-policy"] == POLICY
    assert "secret" not in page.text + answer.text and "Traceback" not in page.text + answer.text
    assert "<h1>" in page.text and answer.json()["error"]["reason"]


def test_a_status_of_its_own_is_kept(client: TestClient) -> None:
    assert client.put("/work").status_code == 405
    assert client.get("/nowhere").status_code == 404
    assert client.get("/api/v9/case").json()["error"]["place"] == "/api/v9/case"
    assert client.delete("/api/v1/case").status_code == 405


def test_a_room_for_reading_changes_nothing(folder: Path) -> None:
    with room_over(folder, read_only=True) as client:
        assert send(client, "/work/begin", kind="weigh").status_code == 403
        assert client.post("/api/v1/jobs", json={"kind": "weigh"}).status_code == 403
        assert client.delete("/api/v1/corrections/1?reason=x").status_code == 403
        sent = client.post("/api/v1/jobs/articles?name=a.txt", content=b"x", headers={
            "Content-Type": "application/octet-stream"})  # fmt: skip
        assert sent.status_code == 403
        assert client.get("/api/v1/case").json()["may_write"] is False


class _Unsafe(HTMLParser):
    """Finds what would run, or lead out of the room."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and not str(given.get("src", "")).startswith("/static/"):
            self.found.append(f"<script {given}>")
        if tag in ("style", "object", "embed", "base"):
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "action") and re.match(r"\s*(javascript|data|vbscript):", value or "", re.I):
                self.found.append(f"{tag} {name}={value}")
            if name == "src" and not re.match(r"/|\?|#|data:image", value or "/"):
                self.found.append(f"{tag} {name}={value}")


def _paths(folder: Path) -> list[str]:
    """Return a path for every page there is, over the hostile article, with hostile words in each query."""
    with open_case(folder) as case:
        claim = weigh(case).claims[0].claim.id
    parts = {"document:int": "5", "claim": claim, "key:path": f"outlet:{HOSTILE}", "name": "x", "number:int": "1"}

    def path_of(page: Page) -> str:
        return re.sub(r"\{([^}]+)\}", lambda found: parts[found[1]], page.path)

    words = {
        "q": HOSTILE,
        "about": "5",
        "from": HOSTILE,
        "by": HOSTILE,
        "one": HOSTILE,
        "key": HOSTILE,
        "done": HOSTILE,
    }
    plain = [path_of(page) for page in PAGES]
    query = "&".join(f"{key}={value.replace('&', '')}" for key, value in words.items())
    return [*plain, *(f"{path}?{query}" for path in plain), *(f"{path}?q={HOSTILE}" for path in plain)]


def test_no_page_runs_what_an_article_or_an_address_says(client: TestClient, folder: Path) -> None:
    for path in _paths(folder):
        response = client.get(path)
        assert response.status_code < 500, path
        kind, saved = (response.headers.get(name, "") for name in ("content-type", "content-disposition"))
        if not kind.startswith("text/html") or saved.startswith("attachment"):
            continue
        unsafe = _Unsafe()
        unsafe.feed(response.text)
        if "sandbox" in response.headers["content-security-policy"]:  # an original page, which may look as it likes
            unsafe.found = [one for one in unsafe.found if one != "<style>"]
        assert not unsafe.found, (path, unsafe.found)
        assert HOSTILE not in response.text, path


@pytest.mark.parametrize("path", _READ_ONLY_API)
def test_no_answer_of_the_api_passes_for_a_page(client: TestClient, path: str) -> None:
    response = client.get(f"/api/v1{path}")
    assert response.headers["content-type"] == "application/json"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_text_is_plain_text(client: TestClient) -> None:
    response = client.get("/api/v1/articles/5/text")
    assert response.headers["content-type"] == "text/plain; charset=utf-8" and HOSTILE in response.text


def test_an_error_gives_hostile_words_back_as_words(client: TestClient) -> None:
    response = client.get("/api/v1/articles", params={"q": f'"{HOSTILE}'})
    assert response.headers["content-type"] == "application/json"
    assert client.get(f"/{HOSTILE}").text.count(HOSTILE) == 0
