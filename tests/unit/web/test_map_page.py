"""The map: what happened where, and what is told of a place; clean where nothing can be shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from case_kit import add, article, new_case
from musnad.case.folder import open_case
from musnad.case.placing import Asked, count_places, told_at
from musnad.case.weighing import weigh_pending
from web_kit import room_over


def test_the_map_shows_places_of_events_with_their_counts(client: TestClient) -> None:
    page = client.get("/map").text
    assert page.count('class="map"') == 1
    assert "إدلب" in page
    assert re.search(r'<td class="number"><a href="/map\?place=places%3Asyr\.idlib#told">1</a>', page)


def test_the_table_says_how_exact_a_place_is(client: TestClient) -> None:
    page = client.get("/map?lang=en").text
    row = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "a named place" in row


def test_a_country_that_is_all_that_is_known_is_said_to_be(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        add(case, article("قصفت طائرات التحالف مواقع الحوثيين في اليمن.", id="a", published="2018-10-08"))
        weigh_pending(case)
    with room_over(tmp_path / "case") as client:
        page = client.get("/map?lang=en").text
        assert "the country alone" in page[page.index("<tbody>") :]


def test_a_place_lists_what_is_told_of_it_with_its_words(client: TestClient) -> None:
    page = client.get("/map", params={"place": "places:syr.idlib"}).text
    assert re.search(r'href="/articles/\d+\?at=[\d%2C-]+#at"', page)
    assert re.search(r'href="/claims/[0-9a-f]+"', page)
    assert "غارة جوية" in page


def test_a_country_lists_what_is_told_of_all_places_in_it(client: TestClient) -> None:
    page = client.get("/map", params={"country": "SYR"}).text
    assert "غارة جوية" in page


def test_the_kind_of_event_narrows_what_is_counted(client: TestClient) -> None:
    assert "syr.idlib" not in client.get("/map", params={"type": "CONSULT"}).text
    assert "syr.idlib" in client.get("/map", params={"type": "ASSAULT"}).text


def test_who_takes_part_narrows_what_is_counted(client: TestClient) -> None:
    assert "syr.idlib" not in client.get("/map", params={"actor": "لافروف"}).text


def test_nobody_of_a_name_leaves_nothing(client: TestClient) -> None:
    page = client.get("/map", params={"actor": "قرطبة"})
    assert page.status_code == 200
    assert "syr.idlib" not in page.text


@pytest.mark.parametrize("view", ["world", "gulf", "SYR", "FJI", "mena"])
def test_every_part_of_the_earth_is_shown(client: TestClient, view: str) -> None:
    page = client.get("/map", params={"view": view})
    assert page.status_code == 200
    assert 'class="map"' in page.text


def test_a_region_that_was_chosen_stays_chosen_in_links(client: TestClient) -> None:
    page = client.get("/map", params={"view": "levant"}).text
    assert 'href="/map?view=levant&amp;place=places%3Asyr.idlib#told"' in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"view": "XXX"}, 400),
        ({"view": '"><script>'}, 400),
        ({"type": "<script>"}, 400),
        ({"status": "nowhere"}, 400),
        ({"start": "-1"}, 400),
        ({"start": "99999"}, 200),
        ({"from": "yesterday"}, 400),
        ({"about": "999999"}, 404),
        ({"place": "places:nowhere"}, 200),
        ({"place": "<script>alert(1)</script>"}, 200),
        ({"country": "<script>"}, 200),
        ({"actor": "\u202e<script>" * 50}, 200),
        ({"q": "<script>alert(1)</script>"}, 200),
    ],
    ids=str,
)
def test_odd_questions_give_a_clean_page(client: TestClient, query: dict[str, str], status: int) -> None:
    page = client.get("/map", params=query)
    assert page.status_code == status
    assert "<script>alert" not in page.text
    assert '"><script>' not in page.text


def test_the_words_of_the_page_follow_its_language(client: TestClient) -> None:
    assert ">Idlib</text>" in client.get("/map?lang=en").text
    assert ">إدلب</text>" in client.get("/map?lang=ar").text


def test_no_two_elements_share_an_id(client: TestClient) -> None:
    ids = re.findall(r' id="([^"]+)"', client.get("/map?place=places:syr.idlib").text)
    assert len(set(ids)) == len(ids)


def test_of_many_articles_those_that_name_a_place_are_counted(folder: Path) -> None:
    with open_case(folder) as case:
        placed = count_places(case, Asked(), most=2)
        assert placed.measure == "named"
        assert placed.places["places:syr"] == 3
        assert placed.countries["SYR"] == 3
        assert placed.articles == 5


def test_of_many_articles_events_are_listed_from_those_that_name_the_place(folder: Path) -> None:
    with open_case(folder) as case:
        placed = count_places(case, Asked(), most=2)
        there = told_at(case, Asked(), placed, ["places:syr.idlib"])
        assert (len(there.told), there.articles, there.more) == (1, 1, False)


def test_filters_of_a_large_case_choose_articles_of_which_events_are_read(folder: Path) -> None:
    with open_case(folder) as case:
        placed = count_places(case, Asked(types=("ASSAULT",)), most=2)
        assert placed.measure == "events"
        assert set(placed.places) == {"places:syr.idlib"}
