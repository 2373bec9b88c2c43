"""The page of searches: hits with why they match, facets, saved searches."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from starlette.testclient import TestClient

from musnad.case.folder import open_case
from musnad.case.search.saved import saved_searches
from musnad.web.pages import search as module
from web_kit import HOSTILE, room_over, send


def _page(client: TestClient, **asked: object) -> str:
    answer = client.get(f"/search?{urlencode(asked, doseq=True)}")
    assert answer.status_code == 200
    return answer.text


def _hits(page: str) -> list[str]:
    return re.findall(r"<li data-item>.*?</li>", page, re.DOTALL)


def _links(page: str) -> list[str]:
    return [html.unescape(href) for href in re.findall(r'href="([^"]+)"', page)]


def test_search_marks_what_matched(client: TestClient) -> None:
    hits = _hits(_page(client, q="قوات سوريا -الكرملين"))
    assert re.search(r'<mark class="\w+">قواتها</mark> من <mark class="\w+">سوريا</mark>', hits[0])


def test_search_says_which_spelling_matched(client: TestClient) -> None:
    (hit,) = _hits(_page(client, q="Peskov"))
    assert re.search(r'class="forms soft".*Peskov.*بيسكوف', hit, re.DOTALL)


def test_search_result_links_the_article_at_its_words(client: TestClient) -> None:
    (hit,) = _hits(_page(client, q="محمد جواد ظريف"))
    link = next(link for link in _links(hit) if link.startswith("/articles/4"))
    assert re.fullmatch(r"/articles/4\?at=\d+-\d+(%2C\d+-\d+)*#at", link)


def test_search_without_words_shows_all_articles_the_newest_first(client: TestClient) -> None:
    page = _page(client)
    assert [re.search(r"/articles/(\d+)", hit)[1] for hit in _hits(page)] == ["5", "3", "2", "1", "4"]  # type: ignore[index]


def test_search_narrows_down_by_facets(client: TestClient) -> None:
    links = _links(_page(client, q="روسيا"))
    outlet = f"/search?{urlencode({'q': 'روسيا', 'outlet': 'موقع النموذج'})}"
    assert outlet in links
    assert len(_hits(client.get(outlet).text)) == 1


def test_search_facets_can_leave_something_out(client: TestClient) -> None:
    without = f"/search?{urlencode({'q': 'روسيا', 'not-outlet': 'موقع النموذج'})}"
    assert without in _links(_page(client, q="روسيا"))
    assert "موقع النموذج" not in "".join(_hits(client.get(without).text))


def test_search_takes_filters_away_again(client: TestClient) -> None:
    page = _page(client, q="روسيا", outlet="موقع النموذج", stance="neutral")
    assert f"/search?{urlencode({'q': 'روسيا', 'stance': 'neutral'})}" in _links(page)


def test_search_shows_the_name_of_an_actor_for_his_key(client: TestClient) -> None:
    key = next(link for link in _links(_page(client)) if "actor=" in link and "not-" not in link)
    chips = re.search(r'<ul class="filters".*?</ul>', client.get(key).text, re.DOTALL)
    assert chips is not None
    assert "actors:" not in re.sub(r'(href|aria-label)="[^"]*"', "", chips[0])


def test_search_sorts_by_day(client: TestClient) -> None:
    by_day = _hits(_page(client, q="روسيا", sort="date"))
    assert re.search("2018-10-09", by_day[0])


def test_search_as_written_finds_fewer(client: TestClient) -> None:
    assert len(_hits(_page(client, q="قوات"))) > len(_hits(_page(client, q="قوات", strict="1")))


def test_search_keeps_its_state_in_the_form(client: TestClient) -> None:
    page = _page(client, q="روسيا", outlet="موقع النموذج", strict="1", sort="date")
    form = page[page.index('class="big-find"') : page.index("</form>", page.index('class="big-find"'))]
    assert '<input type="hidden" name="outlet" value="موقع النموذج">' in form
    assert '<input type="hidden" name="sort" value="date">' in form
    assert "checked" in form


def test_search_leads_to_other_pages_of_the_same_articles(client: TestClient) -> None:
    links = _links(_page(client, q="روسيا", outlet="موقع النموذج"))
    assert f"/claims?{urlencode({'q': '(روسيا) outlet:' + chr(34) + 'موقع النموذج' + chr(34)})}" in links


@pytest.mark.parametrize("query", ["(", '"', "-x", "date:nothing", "NEAR(a)"])
def test_search_shows_a_fault_in_the_form(client: TestClient, query: str) -> None:
    answer = client.get(f"/search?{urlencode({'q': query})}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert html.escape(query) in answer.text or html.escape(query, quote=False) in answer.text


def test_search_tells_a_fault_in_arabic(client: TestClient) -> None:
    assert "هذا القوس لم يُغلق" in client.get("/search?q=(a").text


def test_search_tells_of_a_filter_that_names_nothing(client: TestClient) -> None:
    page = _page(client, outlet="لا أحد")
    assert "لا منفذ هنا باسم \u2068لا أحد\u2069" in page


@pytest.mark.parametrize("address", ["start=x", "start=-1", "after=x", "start=99999999999", f"q={'a' * 5000}"])
def test_search_refuses_bad_numbers_cleanly(client: TestClient, address: str) -> None:
    answer = client.get(f"/search?{address}")
    assert answer.status_code == 400
    assert "<h1>" in answer.text


@pytest.mark.parametrize(
    "value",
    [
        HOSTILE,
        "\u202e\u2066قلب",
        '"><svg onload=alert(1)>',
        "a" * 1500,
        "\x00\ud800".encode("utf-8", "replace").decode(),
    ],
)
@pytest.mark.parametrize("field", ["q", "outlet", "actor", "date", "new", "stance"])
def test_search_keeps_hostile_words_harmless(client: TestClient, field: str, value: str) -> None:
    answer = client.get(f"/search?{field}={quote(value)}")
    assert answer.status_code in (200, 400, 404)
    assert "<script>alert" not in answer.text
    assert "<svg onload" not in answer.text
    assert "<img src=x" not in answer.text


def test_search_comes_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SIZE", 2)
    page = _page(client)
    assert len(_hits(page)) == 2
    assert "/search?start=2" in _links(page)
    assert len(_hits(_page(client, start=4))) == 1


def test_search_counts_facets_of_many_later(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_COUNTED_AT_ONCE", 2)
    page = _page(client, q="روسيا")
    assert 'class="facet"' not in page
    later = html.unescape(re.search(r'data-src="([^"]+)"', page)[1])  # type: ignore[index]
    assert 'class="facet"' in client.get(later).text
    assert 'class="facet"' in _page(client, q="روسيا", facets="1")


def test_search_facets_of_a_fault_are_refused(client: TestClient) -> None:
    assert client.get("/search/facets?q=(").status_code == 400


def test_search_of_what_came_in_after_a_document(client: TestClient) -> None:
    assert len(_hits(_page(client, after=3))) == 2


def test_search_is_saved_listed_and_removed(folder: Path) -> None:
    with room_over(folder) as client:
        saved = send(client, "/search/save", name="ر <b>", state=urlencode({"q": "روسيا", "outlet": "موقع النموذج"}))
        assert saved.status_code == 303
        assert saved.headers["location"].startswith("/search?q=")
        page = client.get("/search").text
        assert "ر &lt;b&gt;" in page
        assert f"/search?{urlencode({'q': 'روسيا', 'outlet': 'موقع النموذج'})}" in _links(page)
        assert client.get(f"/search?{urlencode({'new': 'ر <b>'})}").status_code == 200
        seen = send(client, "/search/seen", name="ر <b>", back="https://evil.example/")
        assert seen.headers["location"] == "/?done=seen"
        send(client, "/search/remove", name="ر <b>")
    with open_case(folder) as case:
        assert saved_searches(case) == ()


@pytest.mark.parametrize(
    "fields", [{"name": ""}, {"name": "x" * 200}, {"name": "x", "state": "q=("}, {"name": "x", "state": ""}]
)
def test_search_that_cannot_be_saved_is_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert send(client, "/search/save", **fields).status_code == 400


@pytest.mark.parametrize("path", ["/search/remove", "/search/seen"])
def test_search_of_no_such_name_is_refused(client: TestClient, path: str) -> None:
    assert send(client, path, name="لا شيء").status_code == 404


def test_search_of_no_such_name_is_not_found(client: TestClient) -> None:
    assert client.get("/search?new=nothing").status_code == 404


def test_search_offers_no_forms_where_reading_is_all(folder: Path) -> None:
    with room_over(folder, read_only=True) as client:
        page = _page(client, q="روسيا")
        assert 'method="post"' not in page
        assert send(client, "/search/save", name="x", state="q=a").status_code == 403
