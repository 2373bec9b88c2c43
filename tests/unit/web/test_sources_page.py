"""Pages of those who tell: the list with its filters, one source, rating and describing it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from musnad.case.folder import open_case
from musnad.case.notes import notes
from web_kit import send

REUTERS, OUTLET = "actors:org.gbr.reuters", "outlet:صحيفة المثال"


def _links(page: str, start: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if link.startswith(start)]


def test_list_holds_outlets_and_those_whom_they_cite(client: TestClient) -> None:
    page = client.get("/sources").text
    for name in ("رويترز", "صحيفة المثال", "سيرغي لافروف"):
        assert name in page


def test_unrated_source_cannot_be_judged(client: TestClient) -> None:
    assert 'class="letter none"' in client.get("/sources").text


@pytest.mark.parametrize(("query", "there", "absent"), [
    ("class=wire", "رويترز", "صحيفة المثال"), ("country=RUS", "سيرغي لافروف", "صحيفة المثال"),
    ("name=رويترز", "رويترز", "صحيفة المثال"), ("class=unknown", "صحيفة المثال", "رويترز"),
    ("rated=A", "لا شيء هنا", "صحيفة المثال"),
])  # fmt: skip
def test_list_is_filtered(client: TestClient, query: str, there: str, absent: str) -> None:
    rows = client.get(f"/sources?{query}").text.partition("</main>")[0].rpartition("</form>")[2]
    assert there in rows
    assert absent not in rows


@pytest.mark.parametrize("query", ["class=<script>", "country='", "side=%00", "rated=Z", "name=%25_\\", "start=50"])
def test_odd_filters_are_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/sources?{query}")
    assert answer.status_code == 200
    assert '<script>"' not in answer.text


def test_every_source_of_the_list_has_a_page(client: TestClient) -> None:
    links = _links(client.get("/sources").text, "/source/")
    assert len(links) > 5
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert "<script>alert" not in answer.text


def test_outlet_tells_on_whose_word_with_the_words(client: TestClient) -> None:
    page = client.get(f"/source/{OUTLET}").text
    assert "رويترز" in page
    assert any("#at" in link for link in _links(page, "/articles/"))
    assert _links(page, "/claims/")


@pytest.mark.parametrize(("key", "status"), [("outlet:x", 404), ("<script>", 404), ("named:أحدهم", 200), ("", 404)])
def test_keys_of_nobody_are_clean_pages(client: TestClient, key: str, status: int) -> None:
    answer = client.get(f"/source/{key}")
    assert answer.status_code == status
    assert '<script>"' not in answer.text


def test_letters_of_several_stand_side_by_side(client: TestClient) -> None:
    for who, letter in (("أمل", "B"), ("باسم", "D")):
        assert send(client, "/sources/rate", key=REUTERS, letter=letter, who=who).status_code == 303
    for page in (client.get(f"/source/{REUTERS}").text, client.get("/sources?class=wire").text):
        for words in ("أمل", "باسم", ">B</span>", ">D</span>"):
            assert words in page


def test_what_is_written_is_shown_and_taken_back(client: TestClient, folder: Path) -> None:
    told = {
        "kind": "local",
        "country": "مصر",
        "side": "<i>جانب",
        "descriptor": "مقرب",
        "party_to": "حرب",
        "name": "المثال",
    }
    assert send(client, "/sources/describe", key=OUTLET, **told).status_code == 303
    page = client.get(f"/source/{OUTLET}").text
    for words in ("محلي", "مصر", "&lt;i&gt;جانب", "مقرب", "حرب", "قارئ", "تجربة"):
        assert words in page
    assert "صحيفة المثال" in client.get("/sources", params={"side": "<i>جانب"}).text
    with open_case(folder) as case:
        number = next(note.id for note in notes(case.connection, OUTLET) if note.field == "side")
    assert send(client, "/sources/undo", number=number, back=f"/source/{OUTLET}").status_code == 303
    assert send(client, "/sources/undo", number=number).status_code == 404


@pytest.mark.parametrize("fields", [
    {"letter": "Z"}, {"letter": ""}, {"letter": "A", "day": "x"}, {"letter": "A", "who": ""},
    {"letter": "A", "key": "nobody"},
])  # fmt: skip
def test_ratings_that_will_not_do_are_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert send(client, "/sources/rate", **{"key": REUTERS, **fields}).status_code in (400, 404)


@pytest.mark.parametrize("fields", [{}, {"kind": "x"}, {"country": "لا بلد"}, {"kind": "wire", "reason": ""}])
def test_descriptions_that_will_not_do_are_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert send(client, "/sources/describe", **{"key": REUTERS, **fields}).status_code in (400, 404)
