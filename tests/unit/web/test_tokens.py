"""Tokens: kept as hashes, shown once, gone at once; and the door of a room that asks for one."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from musnad.errors import CaseError
from musnad.web.gate import Patience
from musnad.web.tokens import FILE, TokenFile, add_token, remove_token, tokens_of
from web_kit import room_over

_OLD = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def client(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr("musnad.web.gate._FIRST_WAIT", 0.0)
    (folder / FILE).unlink(missing_ok=True)
    with room_over(folder, needs_token=True) as found:
        yield found


def _bearer(words: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {words}"}


def _enter(client: TestClient, words: str, back: str = "/") -> int:
    page = client.get("/enter").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    return client.post("/enter", data={"csrf": csrf, "token": words, "back": back}).status_code


def test_the_words_of_a_token_are_not_kept(folder: Path) -> None:
    words, token = add_token(folder, name="سارة")
    kept = (folder / FILE).read_text(encoding="utf-8")
    assert words not in kept and words.removeprefix("musnad_") not in kept
    assert token.sha256 in kept and len(words) > 40


def test_only_its_owner_can_read_the_file(folder: Path) -> None:
    add_token(folder)
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_a_token_is_known_again_until_it_runs_out_or_is_removed(folder: Path) -> None:
    file = TokenFile(folder)
    words, token = add_token(folder, name="one", days=2)
    late, _ = add_token(folder, name="late", days=2, now=_OLD)
    assert file.whose(words) == token
    assert file.whose(late) is None
    assert file.whose("") is None and file.whose("musnad_\ud800") is None
    remove_token(folder, "one")
    assert file.whose(words) is None


def test_a_name_of_two_tokens_names_none(folder: Path) -> None:
    made = [add_token(folder, name="same")[1] for _ in range(2)]
    with pytest.raises(CaseError, match="2 tokens"):
        remove_token(folder, "same")
    assert remove_token(folder, made[0].id) == made[0]
    with pytest.raises(CaseError, match="no token"):
        remove_token(folder, made[0].id)


@pytest.mark.parametrize("wrong", [{"name": "a\nb"}, {"name": "x" * 81}, {"days": 0}, {"days": 4000}])
def test_what_will_not_do_is_refused(folder: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(CaseError):
        add_token(folder, **wrong)  # type: ignore[arg-type]


def test_a_folder_that_is_no_case_gets_no_token(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case"):
        add_token(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damaged", [b"{", b"[]", b'{"form": 9}', b"\xff", b'{"form":1,"tokens":[{}]}'])
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, folder: Path, damaged: bytes) -> None:
    (tmp_path / "case.toml").write_bytes(b"")
    words, _ = add_token(tmp_path)
    (tmp_path / FILE).write_bytes(damaged)
    assert TokenFile(tmp_path).whose(words) is None
    with pytest.raises(CaseError, match=FILE):
        tokens_of(tmp_path)


@pytest.mark.parametrize("path", ["/", "/articles/1", "/nowhere", "/work", "/api"])
def test_without_a_token_a_browser_is_led_to_the_door(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 303
    assert response.headers["location"].startswith("/enter?back=/")


def test_without_a_token_a_program_is_told_so(client: TestClient) -> None:
    for headers in ({}, _bearer(""), _bearer("musnad_wrong"), {"Authorization": "Basic eDp5"}):
        response = client.get("/api/v1/case", headers=headers)
        assert response.status_code == 401
        assert response.headers["www-authenticate"].startswith("Bearer")
        assert "قضية" not in response.text


def test_the_door_shows_nothing_of_the_case(client: TestClient) -> None:
    response = client.get("/enter?back=https://evil.example/&lang=ar")
    assert response.status_code == 200
    assert "قضية" not in response.text.replace("صاحب القضية", "") and "evil.example" not in response.text


def test_a_token_opens_the_api(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder)
    assert client.get("/api/v1/case", headers=_bearer(words)).json()["may_write"] is True
    assert client.get("/api/v1/case", headers={"Authorization": f"bearer {words}"}).status_code == 200


def test_a_token_opens_the_door_for_a_browser(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder)
    assert _enter(client, words, "/articles/1") == 303
    assert client.get("/").status_code == 200
    assert "/work/articles" in client.get("/work").text


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder)
    page = client.get("/enter").text
    csrf = page.split('name="csrf" value="')[1].split('"')[0]
    response = client.post("/enter", data={"csrf": csrf, "token": words, "back": "//evil.example"})
    assert response.headers["location"] == "/"
    assert "HttpOnly" in response.headers["set-cookie"] and "samesite=strict" in response.headers["set-cookie"].lower()


def test_a_wrong_token_opens_nothing(client: TestClient) -> None:
    assert _enter(client, "musnad_wrong") == 401
    assert client.get("/").status_code == 303


def test_the_door_takes_no_form_of_another_page(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder)
    assert client.post("/enter", data={"token": words}).status_code == 403


def test_a_removed_token_is_out_at_once(client: TestClient, folder: Path) -> None:
    words, token = add_token(folder)
    _enter(client, words)
    assert client.get("/").status_code == 200
    remove_token(folder, token.id)
    assert client.get("/").status_code == 303


def test_a_reading_token_changes_nothing(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder, read_only=True)
    assert client.get("/api/v1/case", headers=_bearer(words)).json()["may_write"] is False
    assert client.post("/api/v1/jobs", json={"kind": "weigh"}, headers=_bearer(words)).status_code == 403
    _enter(client, words)
    page = client.get("/work").text
    assert "/work/articles" not in page
    csrf = page.split('name="csrf" content="')[1].split('"')[0]
    assert client.post("/work/begin", data={"csrf": csrf, "kind": "weigh"}).status_code == 403


def test_what_one_may_not_do_another_may(client: TestClient, folder: Path) -> None:
    reads, writes = add_token(folder, read_only=True)[0], add_token(folder)[0]
    tag = client.get("/api/v1/case", headers=_bearer(reads)).headers["etag"]
    answer = client.get("/api/v1/case", headers={**_bearer(writes), "If-None-Match": tag})
    assert answer.status_code == 200


def test_who_guesses_is_made_to_wait(client: TestClient, folder: Path) -> None:
    words, _ = add_token(folder)
    tries = [client.get("/api/v1/case", headers=_bearer(f"musnad_{n}")).status_code for n in range(21)]
    assert tries == [401] * 20 + [429]
    assert client.get("/api/v1/case", headers=_bearer(words)).headers["retry-after"] == "60"
    assert _enter(client, words) == 429


def test_patience_grows_short_and_comes_back() -> None:
    now = [0.0]
    patience = Patience(lambda: now[0])
    waits = [patience.lose("a") for _ in range(20)]
    assert waits == sorted(waits) and waits[0] < 0.2 and waits[-1] == 3.0
    assert patience.is_over("a") and not patience.is_over("b")
    now[0] = 61.0
    assert not patience.is_over("a")


def test_patience_remembers_only_so_many() -> None:
    patience = Patience()
    for number in range(3_000):
        patience.lose(str(number))
    assert len(patience._wrong) <= 1024


def test_static_files_are_open(client: TestClient) -> None:
    path = client.get("/enter").text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert client.get(path).status_code == 200
