"""The networks: pictures and the words behind them, filters, days, hostile queries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from case_kit import add, article, new_case
from musnad.case.weighing import weigh_pending
from web_kit import HOSTILE, made_case, room_over

TOLD = (
    "التقى وزير الخارجية الروسي سيرغي لافروف نظيره الإيراني محمد جواد ظريف في طهران الأحد، وفق وكالة رويترز.",
    "فرضت الولايات المتحدة عقوبات على إيران الاثنين.",
)
OUTLETS = ((7, "صحيفة المثال", "خبر اليوم"), (9, "موقع النموذج", "تغطية"), (9, HOSTILE, HOSTILE))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("network") / "case"
    case = new_case(folder, name="شبكة")
    add(
        case,
        *(
            article(f"{title}\n\n{text}", id=f"{i}{outlet}", title=title, outlet=outlet, published=f"2018-10-0{day}",
                    locator=f"{i}{day}")
            for i, text in enumerate(TOLD)
            for day, outlet, title in OUTLETS
        ),
    )  # fmt: skip
    weigh_pending(case)
    case.close()
    with room_over(folder) as client:
        yield client


def page(client: TestClient, query: str = "") -> str:
    answer = client.get(f"/network{query}")
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def edges(text: str) -> list[str]:
    return re.findall(r'<li id="(edge-\d+)"', text)


def test_every_line_leads_to_the_words_behind_it(client: TestClient) -> None:
    text = page(client)
    lines = re.findall(r'<a href="#(edge-\d+)" class="line', text)

    assert lines
    assert sorted(lines) == sorted(edges(text))
    assert re.search(r'href="/articles/\d+\?at=\d+-\d+[^"]*#at"', text)


def test_every_node_leads_to_its_own_ties_and_stands_in_the_table(client: TestClient) -> None:
    text = page(client)
    keys = re.findall(r'class="node" data-key="([^"]+)"', text)

    assert keys
    assert all(f'href="/actor/{key}"' in text for key in keys)
    assert text.count('<th scope="row">') == len(keys)


def test_signs_differ_by_more_than_colour(client: TestClient) -> None:
    text = page(client)

    assert re.search(r'class="line cooperation" data-days', text)
    assert re.search(r'class="line conflict" data-days', text)
    assert "خط متقطع" in text


def test_who_met_whom_shows_meetings_alone(client: TestClient) -> None:
    text = page(client, "?type=CONSULT&lang=en")

    assert "<h1>Who met whom</h1>" in text
    assert len(edges(text)) == 1


def test_who_has_it_from_whom(client: TestClient) -> None:
    text = page(client, "?kind=citations&lang=en")

    assert "<h1>Who has it from whom</h1>" in text
    assert "رويترز" in text
    assert 'href="/source/' in text
    assert ">Origins<" in text


def test_only_the_ties_of_one(client: TestClient) -> None:
    everything, own = page(client), page(client, "?actor=لافروف")

    assert 0 < len(edges(own)) < len(edges(everything))


def test_days_leave_out_what_was_told_on_others(client: TestClient) -> None:
    text = page(client, "?since=2018-10-07&until=2018-10-07&lang=en")

    assert edges(text)
    assert "2018-10-09" not in re.sub(r"<form class=.days.*?</form>|<svg.*?</svg>", "", text, flags=re.S)


def test_days_without_reports_have_no_network(client: TestClient) -> None:
    text = page(client, "?since=2001-01-01&until=2001-01-02")

    assert edges(text) == []
    assert 'class="network"' not in text


def test_lines_carry_their_days_for_the_slider(client: TestClient) -> None:
    text = page(client)

    assert re.search(r'class="line [a-z]+" data-days="0[ \d]*" data-edge="\d+"', text)
    assert re.search(r'<form class="days noprint" method="get" data-first="2018-10-07" data-count="2">', text)
    assert text.count('type="range"') == 2


def test_most_limits_the_nodes_and_says_so(client: TestClient) -> None:
    text = page(client, "?most=2&lang=en")

    assert text.count('class="node"') == 2
    assert "Draw more" in text


@pytest.mark.parametrize(
    "query",
    ["?q=لاشيءكهذا", "?actor=nobody", "?type=XYZ", "?status=XYZ", "?kind=XYZ", "?actor=لافروف&with=nobody",
     "?since=0001-01-01&until=9999-12-31", "?since=2018-10-09&until=2018-10-01", "?most=1"],
)  # fmt: skip
def test_what_fits_nothing_is_a_clean_page(client: TestClient, query: str) -> None:
    assert "<h1>" in page(client, query)


@pytest.mark.parametrize("query", ["?since=yesterday", "?most=0", "?most=100000", "?most=x"])
def test_what_cannot_be_read_is_said(client: TestClient, query: str) -> None:
    answer = client.get(f"/network{query}")

    assert answer.status_code in (400, 422), answer.text[:500]
    assert "<h1>" in answer.text


@pytest.mark.parametrize("name", ["q", "actor", "with", "type", "status", "kind"])
def test_hostile_values_are_words_only(client: TestClient, name: str) -> None:
    answer = client.get("/network", params={name: HOSTILE})

    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


@pytest.mark.parametrize("query", ["", "?kind=citations", "?status=all"])
def test_hostile_outlets_are_escaped_and_nothing_is_styled_inline(client: TestClient, query: str) -> None:
    text = page(client, query)

    assert "<script>alert" not in text
    assert "style=" not in text
    assert text.count("<h1") == 1


def test_case_without_ties_is_a_clean_page(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("bare") / "case"
    new_case(folder, name="خالية").close()
    with room_over(folder) as bare:
        assert edges(page(bare)) == []
        assert bare.get("/timeline").status_code == 200


def test_sample_of_the_other_pages_has_a_network_too(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("made") / "case"
    made_case(folder).close()
    with room_over(folder) as made:
        assert edges(page(made, "?kind=citations"))


def test_an_article_of_no_outlet_is_called_so_and_leads_to_itself(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, *(article(TOLD[0], id=f"{i}", published=f"2018-10-0{i + 1}") for i in range(2)))
        weigh_pending(case)
    with room_over(tmp_path / "c") as client:
        page = client.get("/network?kind=citations", headers={"Cookie": "musnad_manner=en.light.latn"}).text
        assert "an article of no outlet" in page
        assert ">outlet:?" not in page
        assert 'href="/articles/1"' in page
        links = set(re.findall(r'href="(/source/[^"]*)"', page))
        assert links and {client.get(link).status_code for link in links} == {200}
