"""The page of an article: its text with marks, chains beside it, tables below, furniture, files and print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from case_kit import NEWS, add, article, new_case, simple_pipeline
from musnad.case.folder import open_case
from musnad.case.judging import judge, read_corrected
from web_kit import ARTICLES, HOSTILE, made_case, room_over

CHAIN, REPORT, DENIAL, UNDATED, EVIL = 1, 2, 3, 4, 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("article") / "case"
    with made_case(path) as case:
        other = {"outlet": "صحيفة المثال", "url": "https://news.example/d", "title": ARTICLES[3][3]}
        add(case, article(f"{ARTICLES[3][3]}\n\n{NEWS}", id="d", **other))
    return path


def _page(client: TestClient, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return html.document_fromstring(answer.text)


def _text(page: html.HtmlElement) -> str:
    for ref in page.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]//a[@class='ref']"):
        ref.drop_tree()
    return "".join(e.text_content() for e in page.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]"))


def test_article_shows_its_whole_text_from_the_right(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}")
    assert "".join(_text(page).split()) == "".join((ARTICLES[0][3] + ARTICLES[0][4]).split())
    assert {e.get("dir") for e in page.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]")} == {"rtl"}


def test_every_link_of_a_chain_leads_to_the_words_that_name_the_teller(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}")
    links = page.xpath("//ol[@class='chain']//a[@class='who']")
    assert [a.text_content() for a in links[1:3]] == ["وكالة رويترز", "وزير الخارجية الروسي سيرغي لافروف"]
    for link in links:
        (words,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert link.text_content().startswith(words.text_content().split()[0])


def test_a_teller_who_is_known_has_a_link_to_his_page(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}")
    assert page.xpath("//ol[@class='chain']//a[@class='dossier'][starts-with(@href, '/actor/actors:')]")


def test_every_anchor_has_its_target_and_no_id_stands_twice(client: TestClient) -> None:
    for document in range(1, 7):
        page = _page(client, f"/articles/{document}")
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_marks_say_which_annotation_they_belong_to(client: TestClient, folder: Path) -> None:
    with open_case(folder) as case:
        doc = read_corrected(case.connection, DENIAL)
    page = _page(client, f"/articles/{DENIAL}")
    marks = page.xpath("//*[contains(concat(' ', @class, ' '), ' text ')]//*[@data-layer]")
    assert {mark.get("data-layer") for mark in marks} == {"statements", "mentions", "times", "events"}
    told = {(s.id, s.content[0].start, s.content[0].end) for s in doc.statements or ()}
    for mark in marks:
        if mark.get("data-layer") == "statements":
            assert (mark.get("data-id"), int(mark.get("data-start")), int(mark.get("data-end"))) in told


def test_cards_and_rows_lead_to_where_they_are_corrected(client: TestClient, folder: Path) -> None:
    page = _page(client, f"/articles/{DENIAL}")
    layers = [href.split("layer=")[1].split("&")[0] for href in page.xpath("//a[contains(@class, 'correct')]/@href")]
    assert set(layers) == {"statements", "events", "times", "entities"}
    with room_over(folder, read_only=True) as reader:
        assert not _page(reader, f"/articles/{DENIAL}").xpath("//a[contains(@class, 'correct')]")


def test_asked_words_are_lit_and_clipped(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}?at=0-6,5-2,x,-1-3,20-9999999")
    marks = page.xpath("//mark")
    assert marks[0].get("id") == "at"
    assert [m.get("id") for m in marks[1:]] == [None] * (len(marks) - 1)
    assert marks[0].text_content() == ARTICLES[0][3][:6]


@pytest.mark.parametrize("at", ["", "x", "9-9", "99999999-999999999", "1-2-3", "٣-٥", "<script>", "-", ","])
def test_places_that_are_none_are_left_out(client: TestClient, at: str) -> None:
    page = client.get(f"/articles/{CHAIN}", params={"at": at})
    assert page.status_code == 200
    assert "<mark" not in page.text


def test_article_lists_the_claims_it_tells_with_others(client: TestClient) -> None:
    page = _page(client, f"/articles/{REPORT}")
    assert page.xpath("//section[@id='claims']//a[starts-with(@href, '/claims/')]")
    assert page.xpath("//*[@data-statement]//a[starts-with(@href, '/claims/')]")
    assert "#at" in page.xpath("//section[@id='claims']//a[@class='said']/@href")[0]


def test_article_shows_what_was_corrected(folder: Path) -> None:
    with open_case(folder, writable=True) as case:
        target = (read_corrected(case.connection, DENIAL).events or ())[0]
        judge(case, DENIAL, layer="events", action="remove", target=target, reason="ليس حدثا")
    with room_over(folder) as client:
        rows = _page(client, f"/articles/{DENIAL}").xpath("//section[@id='events']//tbody/tr")
    with open_case(folder) as case:
        assert len(rows) == len(read_corrected(case.connection, DENIAL).events or ())


def test_hostile_words_stay_words(client: TestClient) -> None:
    page = _page(client, f"/articles/{EVIL}")
    assert HOSTILE in page.text_content()
    assert not page.xpath("//img | //@onerror | //script[not(@src)]")
    assert page.xpath("//a[starts-with(@href, 'mailto:')]")


def test_versions_lead_to_one_another_and_to_what_changed(client: TestClient) -> None:
    page = _page(client, f"/articles/{UNDATED}")
    assert page.xpath("//section[@id='about']//a[@href='/articles/6']")
    assert page.xpath("//a[@href='/texts?one=4&other=6']")
    assert "صيغة سابقة" in page.text_content()


def test_an_article_leads_to_the_one_before_and_after_it(client: TestClient, tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        days = ("2018-01-03", "2018-01-01", "2018-01-02")
        add(case, *(article(f"نص {d}", id=d, published=d, outlet="س", title=d, locator=d) for d in days),
            pipeline=simple_pipeline)  # fmt: skip
    with room_over(tmp_path / "case") as client:
        page = _page(client, "/articles/3")
    assert page.xpath("//nav[contains(@class, 'steps')]/a/@href") == ["/articles/2", "/articles/1"]


def test_article_is_saved_as_text_as_json_and_as_a_page(client: TestClient, folder: Path) -> None:
    with open_case(folder) as case:
        text = read_corrected(case.connection, CHAIN).text
    assert client.get(f"/articles/{CHAIN}/text.txt").text == text
    assert json.loads(client.get(f"/articles/{CHAIN}/document.json").content)["text"] == text
    report = client.get(f"/articles/{CHAIN}/report.html")
    assert report.headers["content-disposition"] == 'attachment; filename="musnad-1.html"'
    assert "قراءة مُسنَد" in report.text


def test_print_gives_chains_as_numbered_notes(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}/print")
    (_, note, *_) = page.xpath("//section[@class='foot']//li")
    assert note.get("id") == "c2"
    assert "وكالة رويترز" in note.text_content()
    assert page.xpath("//a[@class='ref'][@href='#c2']")
    assert not page.xpath("//header[@class='room']")


@pytest.mark.parametrize("path", ["/articles/99", "/articles/0", "/articles/99999999999999999999999999", "/articles/x"])
def test_a_number_without_an_article_gives_a_clean_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_pages_say_everything_in_english_too(client: TestClient) -> None:
    page = _page(client, f"/articles/{CHAIN}?lang=en")
    assert page.get("dir") == "ltr"
    assert "told by" in page.text_content()


def test_only_addresses_of_the_web_are_links(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        add(case, article("نص", url="javascript:alert(1)"), pipeline=simple_pipeline)
        add(case, article("نص آخر", id="b", url="https://a.example/x"), pipeline=simple_pipeline)
    with room_over(tmp_path / "case") as client:
        assert not _page(client, "/articles/1").xpath("//a[starts-with(@href, 'javascript')]")
        assert _page(client, "/articles/2").xpath("//a[@href='https://a.example/x'][contains(@rel, 'noreferrer')]")
