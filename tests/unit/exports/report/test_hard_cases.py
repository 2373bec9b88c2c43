"""Reports over what is hard: hostile words, articles of which nothing is known, an empty case, very many reports."""

from __future__ import annotations

import shutil
from pathlib import Path

from case_kit import add, article, new_case
from claim_kit import claim_of, tell
from musnad.case.article_notes import write_article_note
from musnad.case.choosing import Chosen
from musnad.case.claim_marks import mark
from musnad.case.folder import Case, open_case
from musnad.case.source_file import rate
from musnad.case.weighing import claim_with, list_claims, weigh_listed, weigh_pending
from musnad.corpus.weighing import weigh_claims
from musnad.exports.report import report_on_actor, report_on_claim, report_on_period
from musnad.exports.report.book import Article, Book
from musnad.exports.report.claim import MOST_REPORTS, chains_section, reports_section, summary_section
from musnad.exports.report.parts import Draft, Lines
from musnad.exports.report.words import report_words
from musnad.model import Span
from report_kit import MADE, ReportPage, most_opposed, page_of
from web_kit import HOSTILE

TEXT = "قال الوزير إن روسيا ستسحب قواتها من سوريا قبل نهاية العام وأضاف مصدر آخر شيئًا من ذلك كله في بيان له."


def _hostile_pages(case: Case) -> list[ReportPage]:
    lavrov = report_on_actor(case, "سيرغي لافروف", language="en", made=MADE)
    claims = weigh_listed(case, list_claims(case), start=0, most=5).claims
    return [
        page_of(lavrov),
        *(page_of(report_on_claim(case, one.claim.id, language="ar", made=MADE)) for one in claims),
    ]


def test_hostile_words_are_words(hostile: Case) -> None:
    pages = _hostile_pages(hostile)
    assert any("alert" in note for page in pages for note in page.notes)
    for page in pages:
        assert HOSTILE not in page.source
        assert page.tree.xpath("//script | //img | //@onerror") == []


def test_article_of_which_little_is_known_says_so(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        add(case, *(article(f"{TEXT}\n\n{n}", id=str(n), published=None, title=None, outlet=None) for n in range(2)))
        weigh_pending(case)
        page = page_of(report_on_period(case, Chosen(), language="en", made=MADE))
    assert page.notes and all("outlet not known · no headline · undated" in note for note in page.notes)
    assert page.bare_lines == []


def test_empty_case_has_a_report_without_footnotes(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        made = report_on_period(case, Chosen(), language="ar", made=MADE)
    assert (made.notes, made.left) == (0, 0) and page_of(made).dead_links == set()


def test_articles_that_were_not_weighed_are_counted_as_left_out(tmp_path: Path) -> None:
    with new_case(tmp_path / "case") as case:
        add(case, article(TEXT))
        made = report_on_period(case, Chosen(), language="en", made=MADE)
    assert made.left == 1 and "Articles that were weighed0 of 1" in page_of(made).section("left")


def test_claim_of_very_many_reports_lists_some_and_says_how_many() -> None:
    claim = claim_of(*(tell(f"out{n} wazir", n, day="2018-05-01", spans=(Span(0, 20),)) for n in range(1, 501)))
    weighing = weigh_claims([claim], joins=(), oppositions=(), evidence={p.id: p for p in claim.evidence}, copies={},
                            credits={}, alone=0)  # fmt: skip
    draft = Draft(report_words("en"), Book(lambda number: Article(number, TEXT)))
    weighed = weighing.claims[0]
    summary_section(draft, weighed, weighing)
    chains_section(draft, weighed, weighing)
    section = reports_section(draft, weighed, lambda _: TEXT)
    (lines,) = section.blocks
    assert isinstance(lines, Lines) and len(lines.lines) == MOST_REPORTS
    assert ("Reports", MOST_REPORTS, 500) in [(str(one.what), one.shown, one.of) for one in draft.left]


def test_reports_that_copy_nothing_go_first_where_there_are_too_many() -> None:
    stems = tuple("abcdefgh")
    copies = [tell(f"out{n} wazir", n, day="2018-05-01", spans=(Span(0, 20),), terms=stems) for n in range(1, 200)]
    own = tell("out900 wazir", 900, day="2018-05-09", spans=(Span(0, 20),))
    claim = claim_of(*copies, own)
    weighing = weigh_claims([claim], joins=(), oppositions=(), evidence={p.id: p for p in claim.evidence},
                            copies=dict.fromkeys(range(1, 200), 1), credits={}, alone=0)  # fmt: skip
    draft = Draft(report_words("en"), Book(lambda number: Article(number, TEXT)))
    (lines,) = reports_section(draft, weighing.claims[0], lambda _: TEXT).blocks
    assert isinstance(lines, Lines) and lines.lines[-1].anchor == f"r-{own.id}"


def test_letters_and_marks_stand_apart_each_with_its_giver(sample_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_folder, tmp_path / "case")
    with open_case(tmp_path / "case", writable=True) as case:
        key = most_opposed(case)
        claim = claim_with(case, key)[0].claim
        mark(case, claim, 3, who="محرر <1>", reason="روايتان", day="2021-06-01")
        rate(case, claim.evidence[0].outlet.name, "B", who="محرر آخر", reason="عادة", day="2021-06-02")
        span = claim.evidence[0].spans[0]
        write_article_note(case, claim.evidence[0].document, "يُراجع", span=span, who="قارئ")
        write_article_note(case, claim.evidence[1].document, "للكل", who="قارئ")
        page = page_of(report_on_claim(case, key, language="en", made=MADE))
    tables = page.tree.xpath("//section[@aria-labelledby='judged']//table")
    assert tables[0].xpath(".//tbody/tr/th")[0].text_content().strip() == "3"
    assert len(tables) == 2 and "محرر <1>" in tables[0].text_content() and "B" not in tables[0].text_content()
    assert any("Mark 3 of the claim, given by محرر <1> on 2021-06-01" in note for note in page.notes)
    assert any("Letter of the source: B" in note for note in page.notes)
    assert "B (محرر آخر)" in page.section("sources")
    assert "يُراجع" in page.section("judged") and "للكل" in page.section("judged") and page.bare_lines == []


def test_quoted_words_keep_carriage_returns_and_lose_what_html_cannot_hold(tmp_path: Path) -> None:
    text = "قال الوزير سيرغي لافروف إن روسيا\x01 ستسحب قواتها\r\nمن سوريا قبل نهاية العام."
    with new_case(tmp_path / "case") as case:
        add(case, article(text, id="a"))
        made = report_on_actor(case, "سيرغي لافروف", language="ar", made=MADE)
    assert "\x01" not in made.html and "\r" not in made.html
    quoted = {one.words for one in page_of(made).quotations}
    assert any("لافروف" in words for words in quoted)
