"""Notes and picks in the room: written on the page of an article, listed, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from web_kit import HOSTILE, room_over, send


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with room_over(folder) as client:
        yield client


def _page(client: TestClient, path: str) -> html.HtmlElement:
    return html.document_fromstring(client.get(path).text)


def test_a_note_is_written_shown_beside_its_words_listed_and_taken_back(client: TestClient) -> None:
    answer = send(client, "/articles/1/note", words="تحقق من هذا", start="0", end="6")
    assert answer.status_code == 303
    number = answer.headers["location"].split("#note")[1]
    page = _page(client, "/articles/1")
    (item,) = page.xpath(f"//*[@id='note{number}']")
    assert "تحقق من هذا" in item.text_content()
    assert page.xpath(f"//*[@id='w{number}']")[0].text_content() == "لافروف"
    assert "تحقق من هذا" in client.get("/notes").text
    back = send(client, f"/notes/{number}/back", reason="خطأ", back="/notes")
    assert back.headers["location"] == "/notes?done=undone"
    assert "تحقق من هذا" not in client.get("/notes").text


def test_an_article_is_picked_out_and_taken_back_with_one_click(client: TestClient) -> None:
    assert send(client, "/articles/2/pick").status_code == 303
    page = _page(client, "/articles/2")
    (form,) = page.xpath("//*[@class='picked']//form")
    assert _page(client, "/notes?kind=pick").xpath("//li[@data-item]//a[@href='/articles/2']")
    assert send(client, form.get("action"), reason="").status_code == 303
    assert not _page(client, "/notes?kind=pick").xpath("//li[@data-item]")


def test_notes_are_filtered_by_who_wrote_them(client: TestClient) -> None:
    send(client, "/articles/3/note", words="ملاحظة سلمى", who="سلمى")
    send(client, "/articles/3/note", words="ملاحظة سامي", who="سامي")
    page = client.get("/notes", params={"who": "سلمى"}).text
    assert "ملاحظة سلمى" in page
    assert "ملاحظة سامي" not in page


def test_hostile_notes_stay_words(client: TestClient) -> None:
    send(client, "/articles/4/note", words=HOSTILE, who=HOSTILE[:60])
    for path in ("/articles/4", "/notes"):
        page = _page(client, path)
        assert HOSTILE in page.text_content()
        assert not page.xpath("//img | //@onerror | //script[not(@src)]")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"words": ""}, 404),
        ({"words": "x", "who": ""}, 404),
        ({"words": "x", "start": "5", "end": "2"}, 400),
        ({"words": "x", "start": "a", "end": "b"}, 400),
        ({"words": "x", "start": "9" * 30, "end": "9" * 31}, 400),
        ({"words": "x", "start": "99999", "end": "999999"}, 404),
        ({"words": "x" * 10_001}, 400),
    ],
)
def test_what_is_no_note_gives_a_clean_page(client: TestClient, fields: dict[str, str], status: int) -> None:
    answer = send(client, "/articles/1/note", **fields)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path", ["/articles/99/note", "/articles/99/pick", "/notes/99/back", f"/notes/{'9' * 30}/back"]
)
def test_notes_on_what_is_not_there_give_a_clean_page(client: TestClient, path: str) -> None:
    assert send(client, path, words="x").status_code == 404


def test_a_room_for_reading_shows_notes_and_takes_none(client: TestClient, folder: Path) -> None:
    send(client, "/articles/5/note", words="باقية")
    with room_over(folder, read_only=True) as reader:
        page = _page(reader, "/articles/5")
        assert "باقية" in page.text_content()
        assert not page.xpath("//form[@method='post']")
        assert send(reader, "/articles/5/note", words="x").status_code == 403


def test_a_form_without_its_token_is_refused(client: TestClient) -> None:
    assert client.post("/articles/1/pick", data={"who": "س"}).status_code == 403
