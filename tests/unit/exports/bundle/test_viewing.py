"""The pages of a bundle: they show what is there, run nothing, and ask for nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from msgspec import structs

from bundle_kit import bundle_of, contents, rows
from case_kit import add, article, new_case, simple_pipeline
from export_kit import HARD_TEXT, bare_doc, hard_doc
from musnad.case.weighing import weigh_pending
from musnad.exports.bundle.viewing import PER_PAGE, ArticlePage, CaseLine, article_page, file_name, index_page
from weighing_texts import WORDS

ABOUT = ArticlePage(number=3, version=1, sha256="0" * 64, versions=((1, 3),), originals=(), withheld=False)


def pages(bundle: Path) -> dict[str, html.HtmlElement]:
    return {name: html.fromstring(data.decode()) for name, data in contents(bundle).items() if name.endswith(".html")}


def test_every_document_has_a_page_and_every_article_is_listed(bundle: Path) -> None:
    found = pages(bundle)
    listed = set(found["index.html"].xpath("//main//li/a/@href"))
    assert {f"articles/{number}.html" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10)} == listed
    assert listed | {"articles/6.html", "index.html", "claims.html"} == found.keys()


def test_links_lead_to_files_that_are_there(bundle: Path) -> None:
    files = contents(bundle)
    for name, page in pages(bundle).items():
        for link in page.xpath("//@href"):
            target = link.partition("#")[0]
            if target and not target.startswith("https://news.example/"):
                parts = [*Path(name).parent.parts, *Path(target).parts]
                path = "/".join(parts[2:] if parts[1:2] == [".."] else parts)
                assert path in files, (name, link)


def test_pages_run_nothing_and_ask_for_nothing(bundle: Path) -> None:
    for name, page in pages(bundle).items():
        tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
        assert not tags & {"script", "img", "iframe", "object", "embed", "form", "style", "base"}, name
        assert page.xpath("//link/@href") in (["viewer.css"], ["../viewer.css"])
        assert page.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")
        assert not [key for element in page.iter() for key in element.attrib if key.startswith("on")]
    assert "url(" not in contents(bundle)["viewer.css"].decode()


def test_pages_are_right_to_left_in_arabic(bundle: Path) -> None:
    assert {(page.get("lang"), page.get("dir")) for page in pages(bundle).values()} == {("ar", "rtl")}


def test_name_of_a_case_is_no_markup(bundle: Path) -> None:
    assert b"<b>" not in re.sub(b"<b>[0-9]+</b>", b"", contents(bundle)["index.html"])


def test_original_of_a_page_is_a_file_to_be_saved(bundle: Path) -> None:
    (link,) = pages(bundle)["articles/8.html"].xpath("//a[@download]")
    assert link.get("href").endswith(".html.bin")


def test_page_shows_the_text_to_the_last_printable_character() -> None:
    page = html.fromstring(article_page(hard_doc(), ABOUT, case="x").decode())
    shown = ["".join(line.itertext()) for line in page.xpath("//section[@class='text']/p")]
    numbers = re.sub(r"(?<=غادر)1|\d(?=\Z)", "", "\n\n".join(shown))
    assert numbers.rstrip() == HARD_TEXT.replace("\x0b", "\ufffd").rstrip()


def test_page_lists_statements_with_their_chains() -> None:
    page = html.fromstring(article_page(hard_doc(), ABOUT, case="x").decode())
    (item,) = page.xpath("//ol[@class='statements']/li")
    chain = [" ".join(bdi.text_content().split()) for bdi in item.xpath("p[@class='chain']/bdi")]
    assert chain == ["مصدر", "الوَزيــرُ سَميرُ"]
    assert item.xpath("string(blockquote)") == "إنّ الوفدَ\tوصل … غادر"
    assert item.get("class") == "denied"


@pytest.mark.parametrize("url", ["javascript:alert(1)", 'https://a.example/"onclick=1', "//a.example"])
def test_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    page = html.fromstring(article_page(structs.replace(hard_doc(), url=url), ABOUT, case="x").decode())
    assert not [link for link in page.xpath("//a/@href") if "a.example" in link or "javascript" in link]


def test_page_without_anything_known_says_so() -> None:
    page = html.fromstring(article_page(bare_doc(), ABOUT, case="x").decode())
    assert page.xpath("count(//dd/span[@class='none'])") == 3  # outlet, author, published
    assert page.xpath("count(//p[@class='none'])") == 1


def test_withheld_original_is_told() -> None:
    page = html.fromstring(article_page(hard_doc(), replace(ABOUT, withheld=True), case="x").decode())
    assert page.xpath("count(//ul[@class='parts']/li[@class='none'])") == 1


def test_long_list_has_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.exports.bundle.documents.PER_PAGE", 2)
    with new_case(tmp_path / "c") as case:
        add(case, *(article(f"خبر {n}", id=f"a{n}") for n in range(5)), pipeline=simple_pipeline)
    found = pages(bundle_of(tmp_path / "c", tmp_path / "b.zip"))
    counts = [found[file_name("index", page)].xpath("count(//main//li)") for page in (1, 2, 3)]
    assert (counts, PER_PAGE) == ([2, 2, 1], 500)
    assert found["index-2.html"].xpath("//nav[@class='pager'][1]/a/@href") == ["index.html", "index-3.html"]


def test_empty_list_says_that_there_is_nothing() -> None:
    page = html.fromstring(index_page(CaseLine("x", ()), (), page=1, pages=1).decode())
    assert page.xpath("count(//main//li)") == 1


def test_many_claims_have_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, *(article(t, id=f"a{n}", locator=f"{n}", outlet=f"o{n}") for n, t in enumerate(WORDS.values())))
        weigh_pending(case)
    for name in ("PER_PAGE", "_AT_ONCE"):
        monkeypatch.setattr(f"musnad.exports.bundle.claims.{name}", 1)
    bundle = bundle_of(tmp_path / "c", tmp_path / "b.zip")
    ids = [claim["id"] for claim in rows(bundle, "claims.jsonl")]
    found = pages(bundle)
    told = [found[file_name("claims", page)].xpath("//article/@id") for page in range(1, len(ids) + 1)]
    assert told == [[f"c{one}"] for one in ids]
    assert len(ids) == 2
    assert file_name("claims", len(ids) + 1) not in found


def test_claim_is_shown_with_its_reports_and_leads_to_their_articles(bundle: Path) -> None:
    (first, *_), page = rows(bundle, "claims.jsonl"), pages(bundle)["claims.html"]
    shown = page.xpath("//article")[0]
    links = [f"articles/{report['document']}.html" for report in first["chains"]["evidence"]]
    assert sorted(shown.xpath(".//li/a/@href")) == sorted(links)
    assert first["summary"]["ar"] in shown.text_content()
