"""Two outlets side by side: their claims, sources and denials, each with its words; clean where there are no two."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    """The page of two outlets that tell the same on the word of one agency."""
    keys = re.findall(r'<option value="([^"]+)"', client.get("/compare", params={"about": "1"}).text)
    other = next(key for key in keys if "النموذج" in key)
    return client.get("/compare", params={"about": "1", "other": other}).text


def test_stories_that_most_outlets_tell_are_offered(client: TestClient) -> None:
    page = client.get("/compare").text
    assert re.search(r'href="/compare\?about=\d+"', page)


def test_the_outlet_of_the_article_asked_about_is_compared_unless_another_is_chosen(client: TestClient) -> None:
    found = client.get("/compare", params={"about": "2"}).text
    first, second = re.findall(r'<option value="([^"]+)" selected', found)
    assert "النموذج" in first
    assert first != second


def test_outlets_that_are_chosen_are_compared(page: str) -> None:
    first, second = re.findall(r'<option value="([^"]+)" selected', page)
    assert "المثال" in first
    assert "النموذج" in second


def test_what_both_tell_stands_with_the_words_of_each(page: str) -> None:
    section = page[page.index('id="both"') : page.index('id="alone-head"')]
    assert section.count('class="panel"') >= 2
    assert len(re.findall(r'href="/articles/\d+\?at=[\d%2C-]+#at"', section)) >= 2
    assert "رويترز" in section


def test_every_number_of_the_table_leads_to_what_it_counts(page: str) -> None:
    table = page[page.index('<table class="numbers">') : page.index("</table>")]
    cells = re.findall(r"<td[^>]*>(.*?)</td>", table)
    assert all("<a href=" in cell for cell in cells if cell.strip())
    targets = set(re.findall(r'href="#(\w+)"', table))
    assert all(f'id="{target}"' in page for target in targets)


def test_sources_are_counted_with_their_words(page: str) -> None:
    section = page[page.index('id="cited"') : page.index('id="denied"')]
    assert "لافروف" in section
    assert "<details>" in section


def test_a_list_is_shown_in_full_when_asked_for(client: TestClient) -> None:
    assert client.get("/compare", params={"about": "1", "all": "both"}).status_code == 200


def test_a_denial_shows_who_carries_it(client: TestClient) -> None:
    found = client.get("/compare", params={"from": "2018-10-07", "to": "2018-10-08"}).text
    keys = re.findall(r'<option value="([^"]+)"', found)
    denier = next(key for key in keys if "عين" in key)
    page_text = client.get("/compare", params={"from": "2018-10-07", "to": "2018-10-08", "other": denier}).text
    assert 'class="panel denied"' in page_text
    assert "أورد النفي" in page_text


def test_one_outlet_alone_is_not_compared(client: TestClient) -> None:
    page = client.get("/compare", params={"from": "2018-10-09", "to": "2018-10-09"})
    assert page.status_code == 200
    assert "<table" not in page.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"about": "999999"}, 404),
        ({"about": "<script>alert(1)</script>"}, 404),
        ({"about": "1", "one": "<script>alert(1)</script>"}, 400),
        ({"about": "1", "all": "<script>"}, 400),
        ({"q": "قرطبة"}, 200),
        ({"from": "x"}, 400),
    ],
    ids=str,
)
def test_odd_questions_give_a_clean_page(client: TestClient, query: dict[str, str], status: int) -> None:
    page = client.get("/compare", params=query)
    assert page.status_code == status
    assert "<script>alert" not in page.text


def test_the_same_outlet_twice_is_refused(client: TestClient, page: str) -> None:
    (one, _) = re.findall(r'<option value="([^"]+)" selected', page)
    assert client.get("/compare", params={"about": "1", "one": one, "other": one}).status_code == 400


def test_a_hostile_outlet_is_only_words(client: TestClient) -> None:
    page = client.get("/compare", params={"from": "2018-10-07", "to": "2018-10-09"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_no_two_elements_share_an_id(page: str) -> None:
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
