"""The timeline: what stands where, how its date is known, filters, zoom, hostile queries."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from case_kit import add, article, new_case
from musnad.case.weighing import weigh_pending
from web_kit import HOSTILE, made_case, room_over


def page(client: TestClient, query: str = "") -> str:
    answer = client.get(f"/timeline{query}")
    assert answer.status_code == 200, answer.text[:2000]
    return answer.text


def claims(text: str) -> list[str]:
    return re.findall(r'id="claim-([0-9a-f]+)"', text)


def test_claim_stands_with_its_words_its_counts_and_its_first_telling(client: TestClient) -> None:
    text = page(client, "?lang=en")

    assert len(claims(text)) == 1
    assert "روسيا ستسحب قواتها من سوريا" in text
    assert "2 outlets · 2 articles" in text
    assert re.search(r'href="/articles/1\?at=\d+-\d+[^"]*#at"', text)
    assert re.search(r'href="/claims/[0-9a-f]+"', text)


def test_date_says_on_what_it_rests(client: TestClient) -> None:
    text = page(client, "?lang=en")

    assert "the day of an event" in text or "a time that the words name" in text or "the day it was first told" in text


def test_what_one_article_tells_alone_is_shown_when_asked_for(client: TestClient) -> None:
    assert len(claims(page(client, "?alone=1"))) > len(claims(page(client)))


def test_undated_are_counted_and_listed_at_the_end(client: TestClient) -> None:
    text = page(client, "?alone=1&lang=en&q=طهران")

    assert "Undated" in text
    assert text.index('id="undated"') > text.rindex('class="period"') - 1


def test_runs_from_the_right_in_arabic_and_can_be_turned(client: TestClient) -> None:
    bars = [re.findall(r'class="count"', page(client, query)) for query in ("?alone=1", "?alone=1&run=ltr")]

    assert len(bars[0]) == len(bars[1]) > 0
    assert "run=ltr" in page(client)
    assert "run=rtl" in page(client, "?lang=en")


def test_zoom_keeps_what_may_lie_in_the_days(client: TestClient) -> None:
    everything = claims(page(client, "?alone=1"))
    day = claims(page(client, "?alone=1&by=day&since=2018-10-08&until=2018-10-08"))

    assert 0 < len(day) < len(everything)


def test_clicking_a_period_zooms_in(client: TestClient) -> None:
    text = page(client, "?alone=1&by=year")

    assert re.search(r"by=month&amp;since=2018-01-01&amp;until=2018-12-31", text)


@pytest.mark.parametrize("query", ["type=ASSAULT", "status=happened", "actor=إدلب"])
def test_filters_narrow(client: TestClient, query: str) -> None:
    everything, found = claims(page(client, "?alone=1")), claims(page(client, f"?alone=1&{query}"))

    assert 0 < len(found) < len(everything)


def test_only_what_several_outlets_tell(client: TestClient) -> None:
    assert claims(page(client, "?alone=1&several=1")) == claims(page(client))


@pytest.mark.parametrize(
    "query",
    [
        "?q=لاشيءكهذا", "?actor=nobody", "?type=XYZ", "?status=XYZ", "?by=century", "?run=up", "?start=999",
        "?since=0001-01-01&until=9999-12-31", "?since=2018-10-09&until=2018-10-01",
    ],
)  # fmt: skip
def test_what_fits_nothing_is_a_clean_page(client: TestClient, query: str) -> None:
    assert "<h1>" in page(client, query)


@pytest.mark.parametrize("query", ["?since=yesterday", "?until=2018-13-45", "?start=-1", "?start=٣", "?about=999"])
def test_what_cannot_be_read_is_said(client: TestClient, query: str) -> None:
    answer = client.get(f"/timeline{query}")

    assert answer.status_code in (400, 404, 422), answer.text[:500]
    assert "<h1>" in answer.text


@pytest.mark.parametrize("name", ["q", "actor", "type", "status", "by", "run", "alone", "several"])
def test_hostile_values_are_words_only(client: TestClient, name: str) -> None:
    answer = client.get("/timeline", params={name: HOSTILE, "alone": "1"} if name != "alone" else {name: HOSTILE})

    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_hostile_outlets_and_words_are_escaped(client: TestClient) -> None:
    assert "<script>alert" not in page(client, "?alone=1")


def test_large_claims_beyond_the_limit_are_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_case(tmp_path / "case").close()
    monkeypatch.setattr("musnad.case.timeline.MOST_ALONE", 1)
    with room_over(tmp_path / "case") as client:
        text = client.get("/timeline?alone=1&lang=en").text

    assert "What one article tells alone is shown for up to" in text


def test_hour_that_the_words_tell_is_shown(tmp_path: Path) -> None:
    case = new_case(tmp_path / "case", name="ساعة")
    text = "قال المتحدث إن القمة تنعقد في جنيف الساعة التاسعة مساء الأحد."
    add(case, *(article(f"{text}\n\n{n}", id=n, outlet=n, published="2018-10-08", locator=n) for n in ("أ", "ب")))
    weigh_pending(case)
    case.close()
    with room_over(tmp_path / "case") as client:
        assert "2018-10-07 21:00" in page(client)


def test_there_is_one_heading_and_no_style_in_the_page(client: TestClient) -> None:
    text = page(client, "?alone=1")

    assert text.count("<h1") == 1
    assert "style=" not in text
