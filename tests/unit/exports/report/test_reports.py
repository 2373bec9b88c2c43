"""Reports over the sample case: every line ends in a footnote with the exact words, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from musnad.case.choosing import Chosen
from musnad.case.folder import Case
from musnad.case.store import read_text
from musnad.errors import CaseError
from musnad.exports.manner import Language
from musnad.exports.redaction import Redactor, persons_in
from musnad.exports.report import report_on_actor, report_on_claim, report_on_period
from report_kit import MADE, REPORTS, ReportPage, page_of

EACH = pytest.mark.parametrize(
    ("kind", "language"), [(kind, language) for kind in REPORTS for language in ("ar", "en")]
)
ARABIC, LATIN = re.compile("[\u0621-\u064a]+"), re.compile("[A-Za-z]+")
_OUTSIDE = "//@src | //link | //script | //iframe | //object | //embed | //form | //base | //*[@style] | //image"


def _page(case: Case, kind: str, language: Language) -> ReportPage:
    return page_of(REPORTS[kind](case, language))


@EACH
def test_every_line_ends_in_a_footnote(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    assert len(page.lines) > 10 and page.bare_lines == []


@EACH
def test_footnotes_quote_the_words_at_their_offsets(sample: Case, kind: str, language: Language) -> None:
    quotations = _page(sample, kind, language).quotations
    assert len(quotations) > 5
    for one in quotations:
        assert one.words == read_text(sample.connection, one.document)[one.start : one.end]


@EACH
def test_footnotes_are_numbered_in_the_order_they_are_cited(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    cited = [int(href.removeprefix("#note-")) for href in page.tree.xpath("//a[@role='doc-noteref']/@href")]
    assert list(dict.fromkeys(cited)) == list(range(1, len(page.notes) + 1))


@EACH
def test_links_within_lead_somewhere_and_no_id_stands_twice(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    ids = page.tree.xpath("//@id")
    assert page.dead_links == set() and len(ids) == len(set(ids))


@EACH
def test_every_citing_can_be_gone_back_to(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    back = set(page.tree.xpath("//span[@class='back']/a/@href"))
    assert back == {f"#{id}" for id in page.tree.xpath("//a[@role='doc-noteref']/@id")}


@EACH
def test_nothing_outside_is_loaded(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    assert page.tree.xpath(_OUTSIDE) == []
    (style,) = page.tree.xpath("//style/text()")
    assert "url(" not in style and "@import" not in style
    assert page.tree.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")


@EACH
def test_words_of_the_report_are_in_its_language(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    if language == "en":
        assert ARABIC.findall(page.own_words) == []
    else:
        assert set(LATIN.findall(page.own_words)) <= {"A", "F", "SHA", "UTF"}
    assert (page.tree.get("lang"), page.tree.get("dir")) == (language, "rtl" if language == "ar" else "ltr")


@EACH
def test_same_report_twice_is_the_same(sample: Case, kind: str, language: Language) -> None:
    assert REPORTS[kind](sample, language).html == REPORTS[kind](sample, language).html


@EACH
def test_report_says_how_it_was_made(sample: Case, kind: str, language: Language) -> None:
    method = _page(sample, kind, language).section("method")
    assert all(said in method for said in (sample.name, sample.settings["id"], "musnad ", "statements ", "2026-01-01"))


@EACH
def test_words_of_articles_run_from_the_right(sample: Case, kind: str, language: Language) -> None:
    page = _page(sample, kind, language)
    assert set(page.tree.xpath("//blockquote/@dir | //q/@dir")) == {"rtl"}


def test_claim_tells_both_sides_of_a_denial(sample: Case) -> None:
    against = _page(sample, "claim", "en").section("against")
    assert "may be denied" in against and "denies it" in against and "chance" in against


def test_claim_has_its_chains_drawn_with_links_to_its_reports(sample: Case) -> None:
    page = _page(sample, "claim", "ar")
    (picture,) = page.tree.xpath("//*[local-name()='svg'][contains(@class, 'chains')]")
    links = picture.xpath(".//*[local-name()='a']/@href")
    assert links and all(link.startswith("#") for link in links)


def test_actor_is_found_by_a_name(sample: Case) -> None:
    made = report_on_actor(sample, "برهم صالح", language="ar", made=MADE)
    assert made.html == REPORTS["actor"](sample, "ar").html


def test_actor_report_is_of_chosen_days(sample: Case) -> None:
    page = page_of(report_on_actor(sample, "برهم صالح", language="en", made=MADE, since="2021-05-06"))
    assert "since 2021-05-06" in page.section("method")
    assert {read.split()[0] for read in page.section("said").split(" · ")[:1]} <= {"Said"}
    assert "2021-05-05" not in page.section("said")


def test_actor_of_other_days_is_an_error(sample: Case) -> None:
    with pytest.raises(CaseError, match="in these days"):
        report_on_actor(sample, "actors:per.barham_salih", language="ar", made=MADE, since="2030")


@pytest.mark.parametrize("name", ["قرطبة", "actors:per.nobody"], ids=["name", "key"])
def test_actor_whom_nobody_names_is_an_error(sample: Case, name: str) -> None:
    with pytest.raises(CaseError, match=re.escape(name)):
        report_on_actor(sample, name, language="ar", made=MADE)


def test_claim_that_is_not_there_is_an_error(sample: Case) -> None:
    with pytest.raises(CaseError, match="0123456789abcdef"):
        report_on_claim(sample, "0123456789abcdef", language="ar", made=MADE)


def test_period_tells_so_many_claims_and_how_many_are_left(sample: Case) -> None:
    page = page_of(report_on_period(sample, Chosen(), language="en", made=MADE, most=1))
    assert len(page.tree.xpath("//section[@aria-labelledby='claims']/section")) == 1
    assert re.search(r"Claims1 of \d", page.section("left"))


def test_period_without_claims_says_so(sample: Case) -> None:
    made = report_on_period(sample, Chosen(since="2050", until="2051"), language="en", made=MADE)
    page = page_of(made)
    assert made.notes == 0 and page.bare_lines == [] and page.dead_links == set()
    assert "No claim is told" in page.section("claims") and "left nothing out" in page.section("left")


def test_persons_are_blacked_out_everywhere(sample: Case) -> None:
    redactor = Redactor(persons_in(sample, ["برهم صالح"]))
    page = page_of(report_on_actor(sample, "برهم صالح", language="ar", made=MADE, redactor=redactor))
    for said in ("برهم صالح", "Salih", "salih", "Ṣāliḥ"):
        assert said not in page.source
    assert "████ ████" in page.source and page.bare_lines == [] and page.dead_links == set()


def test_blacked_out_words_stand_at_their_offsets(sample: Case, tmp_path: Path) -> None:
    redactor = Redactor(persons_in(sample, ["برهم صالح"]))
    page = page_of(report_on_actor(sample, "برهم صالح", language="ar", made=MADE, redactor=redactor))
    for one in page.quotations:
        assert len(one.words) == one.end - one.start
