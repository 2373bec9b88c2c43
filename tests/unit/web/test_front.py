"""The front page: what is in the case, what is new, claims, actors, days."""

from __future__ import annotations

import itertools
import re
from gzip import compress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import open_case
from musnad.case.search.saved import save_search
from web_kit import ARTICLES, HOSTILE, room_over

_MOST = 60 * 1024


@pytest.fixture(scope="module")
def page(client: TestClient) -> str:
    return client.get("/").text


def test_front_counts_articles_outlets_and_days(page: str) -> None:
    facts = re.search(r'<dl class="facts">.*?</dl>', page, re.DOTALL)
    assert facts is not None
    values = re.findall(r"<dd>\s*(.*?)\s*</dd>", facts[0], re.DOTALL)
    assert [re.sub("<[^>]+>", "", value) for value in values] == ["5", "4", "2018-10-07", "2018-10-09", "1", "0", "0"]


def test_front_has_one_large_search_box(page: str) -> None:
    assert page.count('id="big-q"') == 1
    assert 'action="/search"' in page


def test_front_shows_what_is_told_most_with_what_it_hangs_on(page: str) -> None:
    claims = page[page.index('id="claims"') : page.index('id="new"')]
    assert re.search(r'href="/claims/[0-9a-f]{16}"', claims)
    assert "سيرغي لافروف" in claims
    assert "سحب" in claims


def test_front_lists_what_was_brought_in_last(page: str) -> None:
    new = page[page.index('id="new"') : page.index('id="actors"')]
    assert 'href="/search?sort=date"' in new or "after=" in new
    assert all(f'href="/articles/{number}"' in new for number in (1, 5))


def test_front_lists_actors_with_their_articles(page: str) -> None:
    actors = page[page.index('id="actors"') : page.index('id="outlets"')]
    assert re.search(r'href="/actor/[^"]+"><bdi>[^<]*لافروف', actors)
    assert re.search(r'href="/search\?actor=[^"]+"', actors)


def test_front_draws_the_days_with_links_and_as_a_table(page: str) -> None:
    strip = page[page.index('class="scroll strip"') : page.index("</table>")]
    assert re.search(r'<a href="/search\?date=2018-10-07" aria-label="2018-10-07: مادتان">', strip)
    assert '<th scope="row"><a href="/search?date=2018-10-08">' in strip


def test_front_days_run_as_the_page_does(client: TestClient) -> None:
    def places(lang: str) -> list[float]:
        return [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*class="bar"', client.get(f"/?lang={lang}").text)]

    assert places("ar") == sorted(places("ar"), reverse=True)
    assert places("en") == sorted(places("en"))


def test_front_is_small(page: str) -> None:
    assert len(compress(page.encode())) < _MOST


def test_front_keeps_hostile_words_harmless(page: str) -> None:
    assert "<script>alert" not in page
    assert "onerror=alert(1)>" not in page
    assert "&lt;script&gt;alert" in page


def test_front_has_headings_in_order(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h(\d)", page[page.index("<main") : page.index("</main>")])]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_front_says_nothing_of_weighing_where_all_is_weighed(page: str) -> None:
    assert "banner warn" not in page


def test_front_is_in_english_too(client: TestClient) -> None:
    page = client.get("/?lang=en").text
    assert "Most told claims" in page
    assert 'lang="en"' in page


def test_front_of_a_case_that_is_not_weighed_warns(tmp_path: Path) -> None:
    made = new_case(tmp_path / "case")
    add(made, *(article(text, id=name, locator=name) for name, _, _, _, text in ARTICLES[:2]), pipeline=simple_pipeline)
    made.close()
    with room_over(tmp_path / "case") as client:
        page = client.get("/").text
    assert "banner warn" in page
    assert 'href="/work"' in page
    assert "مادتان لم توزنا بعد" in page


def test_front_of_an_empty_case_says_so(tmp_path: Path) -> None:
    new_case(tmp_path / "case").close()
    with room_over(tmp_path / "case") as client:
        answer = client.get("/")
    assert answer.status_code == 200
    assert "لا مواد في هذه القضية بعد" in answer.text


def test_front_tells_what_is_new_of_saved_searches(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as made:
        add(made, article("قال الوزير شيئا", id="a", locator="a"), pipeline=simple_pipeline)
        save_search(made, HOSTILE, "وزير")
        add(made, article("قال الوزير شيئا آخر", id="b", locator="b"), pipeline=simple_pipeline)
    with room_over(tmp_path / "case") as client:
        page = client.get("/").text
    assert "مادة جديدة" in page
    assert "<script>alert" not in page


def test_front_follows_a_change_of_the_case(tmp_path: Path) -> None:
    new_case(tmp_path / "case").close()
    with room_over(tmp_path / "case") as client:
        client.get("/")
        with open_case(tmp_path / "case", writable=True) as made:
            add(made, article("قال الوزير شيئا", id="a", locator="a", outlet="منفذ"), pipeline=simple_pipeline)
        assert "منفذ" in client.get("/").text
