"""The pages of claims: the list with its choices, and one claim with its chains, reports, switches and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from case_kit import add, article, new_case
from musnad.case.weighing import claim_with, list_alone, list_claims, weigh, weigh_listed, weigh_pending
from web_kit import HOSTILE, made_case, room_over

_STRIKE = "قتل 12 شخصا في غارة جوية على مدينة إدلب شمال سوريا يوم الأحد 7 أكتوبر 2018، وفق وزارة الصحة السورية."


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims") / "case"
    with made_case(folder) as case:
        add(
            case,
            *(
                article(f"غارة {n}\n\n{_STRIKE}", id=f"s{n}", title=f"غارة {n}", outlet=outlet, locator=f"s{n}",
                        published=f"2018-10-07T1{n}:00:00Z", url=f"https://news.example/s{n}")
                for n, outlet in enumerate((HOSTILE, "موقع الخبر", "صحيفة الشاهد"))
            ),
        )  # fmt: skip
        weigh_pending(case)
    return folder


@pytest.fixture(scope="module")
def room(path: Path) -> Iterator[TestClient]:
    with room_over(path) as client:
        yield client


@pytest.fixture(scope="module")
def claims(path: Path) -> tuple[str, ...]:
    """Return the ids of what several tell, those that most outlets tell first."""
    from musnad.case.folder import open_case

    with open_case(path) as case:
        return tuple(weighed.claim.id for weighed in weigh(case).claims)


def _page(room: TestClient, path: str, **query: str) -> str:
    answer = room.get(path, params={"lang": "en", **query})
    assert answer.status_code == 200, answer.text
    return answer.text


def _with_words(room: TestClient, claims: tuple[str, ...], words: str) -> str:
    return next(claim for claim in claims if words in _page(room, f"/claims/{claim}"))


def test_list_shows_what_several_tell_and_counts_what_one_tells(room: TestClient, claims: tuple[str, ...]) -> None:
    page = _page(room, "/claims")
    assert all(f'href="/claims/{claim}"' in page for claim in claims[:20])
    assert "told by one alone" in page


def test_list_of_chosen_articles_holds_theirs_alone(room: TestClient) -> None:
    assert "إدلب" in _page(room, "/claims", q="غارة")
    assert "لافروف" not in re.sub(r"(?s)<form.*?</form>", "", _page(room, "/claims", q="غارة"))


@pytest.mark.parametrize("only", ["", "denial", "figure", "narrow", "circle", "alone"])
def test_list_takes_every_choice(room: TestClient, only: str) -> None:
    assert f'value="{only}" selected' in _page(room, "/claims", only=only)


def test_list_of_narrow_claims_names_the_one(room: TestClient) -> None:
    assert "pass through" in _page(room, "/claims", only="narrow")


@pytest.mark.parametrize("query", [{"only": "nonsense"}, {"start": "-1"}, {"start": "x"}, {"from": "yesterday"}])
def test_list_refuses_what_it_does_not_know(room: TestClient, query: dict[str, str]) -> None:
    assert room.get("/claims", params=query).status_code == 400


def test_list_beyond_its_end_is_empty(room: TestClient) -> None:
    assert "claim-card" not in _page(room, "/claims", start="5000")


def test_pages_of_the_list_follow_one_another(path: Path) -> None:
    from musnad.case.folder import open_case

    with open_case(path) as case:
        listed = list_claims(case)
        whole = [weighed.claim.id for weighed in weigh(case).claims]
        parts = [
            weighed.claim.id
            for start in range(len(listed.firsts))
            for weighed in weigh_listed(case, listed, start=start, most=1).claims
        ]
        assert sorted(parts) == sorted(whole)
        assert [w.claim.id for w in weigh(case, most=1, start=1).claims] == parts[1:2]
        assert len(list_alone(case, start=0, most=500).claims) == listed.alone


def test_page_of_a_claim_says_what_it_hangs_on(room: TestClient, claims: tuple[str, ...]) -> None:
    claim = _with_words(room, claims, "ستسحب")
    page = _page(room, f"/claims/{claim}")
    assert "سيرغي لافروف" in page
    assert re.search(r'class="knot [a-z]+ narrowest"', page)


def test_page_lists_every_report_with_its_words_and_a_way_to_them(
    room: TestClient, path: Path, claims: tuple[str, ...]
) -> None:
    from musnad.case.folder import open_case

    with open_case(path) as case:
        weighed, _ = claim_with(case, claims[0])
    page = _page(room, f"/claims/{claims[0]}")
    for piece in weighed.claim.evidence:
        assert f'id="r-{piece.id}"' in page
        at = ",".join(f"{span.start}-{span.end}" for span in piece.spans).replace(",", "%2C")
        assert f"/articles/{piece.document}?at={at}#at" in page


@pytest.mark.parametrize("name", ["articles", "outlets", "origins_lower", "origins_upper", "witnesses"])
def test_every_count_opens_its_words(room: TestClient, claims: tuple[str, ...], name: str) -> None:
    page = _page(room, f"/claims/{claims[0]}")
    assert f"?lang=en&amp;open={name}#opened" in page
    assert 'id="opened"' in _page(room, f"/claims/{claims[0]}", open=name)


def test_a_count_that_there_is_not_opens_nothing(room: TestClient, claims: tuple[str, ...]) -> None:
    assert 'id="opened"' not in _page(room, f"/claims/{claims[0]}", open="<script>")


def test_every_line_of_the_picture_leads_to_a_row_of_the_table(room: TestClient, claims: tuple[str, ...]) -> None:
    page = _page(room, f"/claims/{claims[0]}")
    marks = re.findall(r'<a href="#(way-\d+)"', page)
    assert marks
    assert all(f'id="{mark}"' in page for mark in marks)


def test_every_place_that_the_page_links_to_is_on_it(room: TestClient, claims: tuple[str, ...]) -> None:
    for claim in claims:
        page = _page(room, f"/claims/{claim}")
        wanted = set(re.findall(r'href="#([^"]+)"', page))
        there = set(re.findall(r'id="([^"]+)"', page))
        assert wanted <= there | {"main"}, claim


def test_leaving_out_the_only_origin_leaves_nothing(room: TestClient, path: Path, claims: tuple[str, ...]) -> None:
    from musnad.case.folder import open_case

    claim = _with_words(room, claims, "ستسحب")
    with open_case(path) as case:
        weighed, _ = claim_with(case, claim)
    key = weighed.counts.origins[0].key
    page = _page(room, f"/claims/{claim}", without=key)
    assert "before" in page
    assert 'class="knot origin narrowest fallen out"' in page
    assert re.search(rf'value="{re.escape(key)}" checked', page)


def test_leaving_out_somebody_unknown_to_the_claim_changes_nothing(room: TestClient, claims: tuple[str, ...]) -> None:
    page = _page(room, f"/claims/{claims[0]}", without=HOSTILE)
    assert "fallen" not in re.sub(r"(?s)<link.*?>", "", page)


def test_a_report_leads_to_its_claim(room: TestClient, path: Path, claims: tuple[str, ...]) -> None:
    from musnad.case.folder import open_case

    with open_case(path) as case:
        weighed, _ = claim_with(case, claims[0])
    last = weighed.claim.evidence[-1].id
    answer = room.get(f"/claims/{last}")
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/claims/{claims[0]}#r-{last}"


@pytest.mark.parametrize("claim", ["0123456789abcdef", "nonsense", "%3Cscript%3E", "a" * 2000, "%E2%80%AE"])
def test_a_claim_that_there_is_not_gives_a_page_that_says_so(room: TestClient, claim: str) -> None:
    answer = room.get(f"/claims/{claim}", params={"lang": "en"})
    assert answer.status_code == 404
    assert "No such claim" in answer.text
    assert "<script>" not in answer.text.replace('<script src="', "")


def test_hostile_names_are_shown_as_they_are_and_do_nothing(room: TestClient, claims: tuple[str, ...]) -> None:
    pages = [_page(room, "/claims"), *(_page(room, f"/claims/{claim}") for claim in claims)]
    assert any(HOSTILE[:20] in unescape(page) for page in pages)
    assert all("<img src=x" not in page and "<script>alert" not in page for page in pages)


def test_pages_hold_no_style_of_their_own(room: TestClient, claims: tuple[str, ...]) -> None:
    for claim in claims:
        page = _page(room, f"/claims/{claim}")
        assert " style=" not in page
        assert "<style" not in page


def test_headings_go_down_one_by_one(room: TestClient, claims: tuple[str, ...]) -> None:
    for path in ("/claims", *(f"/claims/{claim}" for claim in claims)):
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", _page(room, path).split("<footer")[0])]
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), path


def test_words_of_the_page_are_arabic_unless_asked_otherwise(room: TestClient, claims: tuple[str, ...]) -> None:
    page = room.get(f"/claims/{claims[0]}").text
    assert 'dir="rtl"' in page
    assert "من رواه، وعمّن" in page


def test_outlets_that_cite_each_other_are_said_to_do_so_and_none_is_the_bottleneck(tmp_path: Path) -> None:
    told = "أن السعودية وإيران ستعقدان جولة ثانية من المحادثات في بغداد قبل نهاية أبريل."
    pairs = (("موقع النموذج", "ذكرت جريدة العينة"), ("جريدة العينة", "ذكر موقع النموذج"))
    with new_case(tmp_path / "c") as case:
        given = (
            article(f"جولة ثانية\n\n{cites} {told}", id=f"l{n}", outlet=outlet, published=f"2021-04-20T1{n}:00:00Z")
            for n, (outlet, cites) in enumerate(pairs)
        )
        add(case, *given)
        weigh_pending(case)
        (claim,) = (weighed.claim.id for weighed in weigh(case).claims)
    with room_over(tmp_path / "c") as room:
        page = _page(room, f"/claims/{claim}")
    assert "The outlets have it from each other" in page
    assert "pass through" not in page
