"""Pages of actors: the list with its filters and search, a dossier, hostile names and keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from starlette.testclient import TestClient

from actor_kit import actor_case, person, row
from case_kit import NEWS, add, article, new_case
from musnad.arabic.orthography import fold
from web_kit import room_over

LAVROV = "actors:per.sergey_lavrov"
HOSTILE = (
    "<script>alert(1)</script>", 'a/../b "c" \'d\'', "50%41 ?x=1#y & z", "\u202eقرح\u202c \\", "a//b/", "«x» “y” \"z\"",
    "طويل " * 60 + "جدا",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    actor_case(folder, [person(name) for name in HOSTILE], [row("per.sergey_lavrov", "سيرغي لافروف")]).close()
    with room_over(folder / "c") as made:
        yield made


def _links(page: str, start: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', page) if link.startswith(start)]


def _once(link: str) -> str:
    """Return a link as the client has to be given it: it decodes a path twice, where servers do so once."""
    return link.replace("%", "%25")


def test_list_names_actors_with_their_articles(client: TestClient) -> None:
    page = client.get("/actors").text
    assert "سيرغي لافروف" in page
    assert f"/actor/{LAVROV}" in _links(page, "/actor/")


def test_places_are_not_offered_to_be_one_with_others(client: TestClient) -> None:
    assert _links(client.get("/actors?type=PER").text, "/identity?")
    assert not _links(client.get("/actors?type=LOC").text, "/identity?")


@pytest.mark.parametrize(("kind", "there", "absent"), [
    ("PER", "سيرغي لافروف", "طهران"), ("LOC", "طهران", "سيرغي لافروف"), ("ORG", "رويترز", "سيرغي لافروف"),
])  # fmt: skip
def test_list_is_filtered_by_type(client: TestClient, kind: str, there: str, absent: str) -> None:
    page = client.get(f"/actors?type={kind}").text
    assert there in page
    assert absent not in page


@pytest.mark.parametrize("name", ["Lavrov", "لافروف", "سيرجي لافروف", LAVROV])
def test_search_finds_a_name_in_any_spelling_and_in_latin(client: TestClient, name: str) -> None:
    assert f"/actor/{LAVROV}" in _links(client.get("/actors", params={"name": name}).text, "/actor/")


def test_name_that_nobody_has_is_said_to_be_nobodys(client: TestClient) -> None:
    answer = client.get("/actors", params={"name": "<script>لا أحد"})
    assert answer.status_code == 200
    assert "<script>لا" not in answer.text


@pytest.mark.parametrize("query", ["start=-1", "start=x", "start=99999999999999999999"])
def test_bad_numbers_are_refused_cleanly(client: TestClient, query: str) -> None:
    assert client.get(f"/actors?{query}").status_code == 400
    assert client.get(f"/actor/{LAVROV}?{query}").status_code == 400


def test_list_behind_its_end_is_empty(client: TestClient) -> None:
    assert client.get("/actors?start=9000").status_code == 200


def test_dossier_tells_what_was_said_with_its_words(client: TestClient) -> None:
    page = client.get(f"/actor/{LAVROV}").text
    links = _links(page, "/articles/")
    assert any(re.fullmatch(r"/articles/\d+\?at=\d+-\d+(%2C\d+-\d+)*#at", link) for link in links)
    assert "روسيا ستسحب قواتها" in page
    assert _links(page, "/claims/")


@pytest.mark.parametrize("part", ["said", "passed_on", "said_of", "did", "suffered", "nonsense"])
def test_every_part_of_a_dossier_is_a_page(client: TestClient, part: str) -> None:
    assert client.get(f"/actor/{LAVROV}?part={part}&order=oldest").status_code == 200


def test_claim_of_a_line_is_a_claim(client: TestClient) -> None:
    for link in _links(client.get(f"/actor/{LAVROV}").text, "/claims/"):
        assert re.fullmatch(r"/claims/[0-9a-f]{16}", link)


def test_dossier_shows_offices_as_a_picture_and_as_a_table(client: TestClient) -> None:
    page = client.get(f"/actor/{LAVROV}").text
    assert 'class="roles"' in page
    assert "وزير الخارجية الروسي" in page


def test_only_the_item_of_wikidata_leads_out_of_the_room(client: TestClient) -> None:
    page = client.get(f"/actor/{LAVROV}").text
    out = re.findall(r'<a [^>]*href="(?:https?:)?//[^>]*>', page)
    assert all("wikidata.org/wiki/Q" in link and "noreferrer" in link and "external" in link for link in out)
    assert not re.findall(r'(?:src|action)="(?:https?:)?//', page)


@pytest.mark.parametrize("key", ["PER:لا أحد", "x", "PER:<script>", "%2e%2e/%2e%2e"])
def test_nobody_is_a_clean_page(client: TestClient, key: str) -> None:
    answer = client.get(f"/actor/{quote(key)}")
    assert answer.status_code == 404
    assert "<script>" not in re.sub(r"<script src[^>]*>", "", answer.text)


def test_hostile_names_lead_to_their_own_pages(hostile: TestClient) -> None:
    links = _links(hostile.get("/actors").text, "/actor/")
    assert len(links) == len(HOSTILE) + 1
    keys = {f"PER:{fold(name)}" for name in HOSTILE}
    assert keys <= {unquote(link.removeprefix("/actor/")) for link in links}
    for link in links:
        answer = hostile.get(_once(link))
        assert answer.status_code == 200, link
        assert "<script>alert" not in answer.text
        for other in _links(answer.text, "/source/"):
            assert hostile.get(_once(other)).status_code in (200, 404)


def test_pages_are_in_english_too(client: TestClient) -> None:
    assert "What is told" in client.get(f"/actor/{LAVROV}?lang=en").text


@pytest.mark.parametrize("days", [("0001-01-01", "2018-05-10"), ("2018-05-10", "9999-12-31")], ids=["first", "last"])
def test_a_page_shows_an_actor_of_any_day_of_the_calendar(tmp_path: Path, days: tuple[str, str]) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, *(article(f"{NEWS}\n\n{day}", id=day, published=day) for day in days))
    with room_over(tmp_path / "c") as client:
        page = client.get(f"/actor/{LAVROV}")
    assert page.status_code == 200
    assert days[0] in page.text and days[1] in page.text


def test_who_never_tells_is_shown_as_no_source(client: TestClient) -> None:
    links = set(_links(client.get("/actors").text, "/actor/"))
    sources = {link for actor in links for link in _links(client.get(actor).text, "/source/")}
    assert 0 < len(sources) < len(links)
    assert {client.get(link).status_code for link in sources} == {200}
