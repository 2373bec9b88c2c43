"""Deciding who is who in the room: merging, parting, naming, taking back; and what pages show then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from actor_kit import actor_case, body, person, row
from musnad.case.called import names_given
from musnad.case.folder import open_case
from musnad.case.identity import canonical, decisions
from musnad.case.log import entries
from web_kit import made_case, room_over, send

SHORT, LONG, ALI = "PER:سعد الغامدي", "PER:سعد بن علي الغامدي", "PER:علي الزهراني"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saad, long = person("سعد الغامدي"), person("سعد بن علي الغامدي")
    actor_case(tmp_path, [saad, person("علي الزهراني")], [long, saad], [row("per.sergey_lavrov", "لافروف")]).close()
    return tmp_path / "c"


@pytest.fixture
def client(folder: Path) -> Iterator[TestClient]:
    with room_over(folder) as made:
        yield made


def _merge(client: TestClient, **fields: str) -> str:
    answer = send(client, "/identity/merge", **{"one": SHORT, "other": LONG, **fields})
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_suggestions_tell_what_speaks_for_and_against(client: TestClient) -> None:
    page = client.get("/identity", params={"key": SHORT}).text
    assert "سعد بن علي الغامدي" in page
    assert 'class="reasons for"' in page


def test_nations_in_names_are_told_by_their_names(tmp_path: Path) -> None:
    actor_case(tmp_path, [body("الوفد السعودي"), body("الجيش السعودي")]).close()
    with room_over(tmp_path / "c") as client:
        page = client.get("/identity", params={"key": "ORG:الوفد السعودي", "other": "ORG:الجيش السعودي"}).text
    assert "<bdi>السعودية</bdi>" in page
    assert "@sau" not in page


def test_another_is_found_by_name_and_compared(client: TestClient) -> None:
    page = client.get("/identity", params={"key": SHORT, "name": "الزهراني"}).text
    assert "علي الزهراني" in page
    assert client.get("/identity", params={"key": SHORT, "other": ALI}).status_code == 200


@pytest.mark.parametrize("query", [{}, {"key": "PER:لا أحد"}, {"key": SHORT, "other": "<script>"}])
def test_nobody_is_a_clean_page(client: TestClient, query: dict[str, str]) -> None:
    answer = client.get("/identity", params=query)
    assert answer.status_code in (400, 404)
    assert '<script>"' not in answer.text


def test_merged_actors_are_one_on_every_page(client: TestClient, folder: Path) -> None:
    page = client.get(_merge(client)).text
    assert "سعد بن علي الغامدي" in page
    listed = client.get("/actors?type=PER").text
    assert listed.count("<tr data-item>") == 3
    with open_case(folder) as case:
        (made,) = decisions(case.connection)
        assert (made.who, made.reason) == ("قارئ", "تجربة")
        assert canonical(case)[SHORT] == LONG
        assert list(entries(case.connection))[-1].what["who"] == "قارئ"


def test_decision_is_taken_back(client: TestClient, folder: Path) -> None:
    _merge(client)
    assert "/identity/undo" in client.get(f"/actor/{SHORT}").text
    answer = send(client, "/identity/undo", number=1, back=f"/actor/{SHORT}")
    assert answer.status_code == 303
    with open_case(folder) as case:
        assert not canonical(case)


def test_pair_that_never_is_one_is_suggested_no_more(client: TestClient) -> None:
    assert "/identity/merge" in client.get("/identity", params={"key": SHORT}).text
    assert send(client, "/identity/split", one=SHORT, other=LONG).status_code == 303
    page = client.get("/identity", params={"key": SHORT}).text
    assert "/identity/merge" not in page
    assert "/identity/undo" in page


def test_decision_against_another_is_refused_cleanly(client: TestClient) -> None:
    _merge(client)
    assert send(client, "/identity/split", one=SHORT, other=LONG).status_code == 404
    assert send(client, "/identity/merge", one=SHORT, other=SHORT).status_code == 404
    assert send(client, "/identity/merge", one=SHORT, other=ALI, reason="").status_code == 404


def test_actor_is_called_by_another_name_until_it_is_taken_back(client: TestClient, folder: Path) -> None:
    assert send(client, "/identity/call", key=SHORT, name='<b>"سعد" اللاعب').status_code == 303
    page = client.get(f"/actor/{SHORT}").text
    assert "<h1><bdi>&lt;b&gt;&#34;سعد&#34; اللاعب</bdi></h1>" in page
    assert "اللاعب" in client.get("/actors").text
    with open_case(folder) as case:
        (given,) = names_given(case.connection)
    assert send(client, "/identity/uncall", number=given.id).status_code == 303
    assert "اللاعب" not in client.get("/actors").text


@pytest.mark.parametrize("number", ["x", "", "99", "-1", "٣"])
def test_numbers_of_no_decision_are_refused(client: TestClient, number: str) -> None:
    assert send(client, "/identity/undo", number=number).status_code in (400, 404)
    assert send(client, "/identity/uncall", number=number).status_code in (400, 404)


def test_back_leads_to_no_other_place(client: TestClient) -> None:
    _merge(client)
    answer = send(client, "/identity/undo", number=1, back="https://evil.example/")
    assert answer.headers["location"].startswith("/?")


def test_room_for_reading_has_no_forms(folder: Path) -> None:
    with room_over(folder, read_only=True) as client:
        assert "/identity/call" not in client.get(f"/actor/{SHORT}").text
        assert send(client, "/identity/merge", one=SHORT, other=LONG).status_code == 403


def test_places_are_not_compared_and_can_be_decided_on(tmp_path: Path) -> None:
    made_case(tmp_path / "c").close()
    with room_over(tmp_path / "c") as client:
        listed = {unescape(link) for link in re.findall(r'href="(/identity\?[^"]*)"', client.get("/actors").text)}
        assert len(listed) > 5
        assert {client.get(link).status_code for link in listed} == {200}
        page = client.get("/identity?key=places:syr&name=طهران").text
        assert "other=places%3Airn.tehran" in page
        for one, other in (("places:syr", "places:irn.tehran"), ("actors:per.sergey_lavrov", "places:syr")):
            assert 'action="/identity/merge"' in client.get(f"/identity?key={one}&other={other}").text
        assert client.get("/identity?key=places:zz").status_code == 404
        assert client.get("/identity?key=places:syr&other=places:zz").status_code == 404
