"""Marks in Arabic text break no ligature and no join of letters.

A marked line is as wide as the same words unmarked. Not every browser shapes letters across elements as this one does,
so no element may begin or end within a letter as it is written either.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser_kit import serving, visiting
from case_kit import add, article, new_case
from musnad.model import Document, Mention
from musnad.views.html_report import render_html

# lam-alef in all its forms and with vowel signs, tatweel, a shadda, emoji of several code points, Latin and digits
TEXT = (
    "قالا إن اللاجئين لأنقرة ولآخرين ولإيران وبلا سلاح\n\n"
    "لِأنَّ الوَزِيرَ قَالَ: لَا، وَصَلُّوا لِلاجتِماعِ إلٰى بيروت\n\n"
    "أعلنـــت الهيئـة 👩‍👩‍👧 في بيان 👍🏽 نشرته Reuters الساعة 12:30 🇸🇾🇱🇧 والله أعلم، لله\n\n"
    "وكالة الأنباء الألمانية: الإسلاميون والألمان، لاٰ، سلاٍم"
)
# The lines whose words, with elements in them and without, are not equally wide, and those with elements that begin
# within a sign: lam-alef, a letter with its vowel signs, an emoji. Numbers of statements are no words.
_BROKEN = """
(lines) => {
  const found = [];
  const wide = (element) => element.getBoundingClientRect().width;
  const put = (element) => {
    const alone = { position: "absolute", display: "inline-block", width: "max-content", maxWidth: "none" };
    Object.assign(element.style, { ...alone, whiteSpace: "nowrap" });
    return element;
  };
  const margins = (element) => {
    const style = getComputedStyle(element);
    return parseFloat(style.marginInlineStart) + parseFloat(style.marginInlineEnd);
  };
  const nodes = (line) => {
    const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT), texts = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(".ref")) texts.push(walk.currentNode.data);
    return texts;
  };
  const signs = new Intl.Segmenter("ar", { granularity: "grapheme" });
  const lam = /\\u0644\\p{M}*$/u, alef = /^[\\u0622\\u0623\\u0625\\u0627\\u0671]/;
  const inside = (whole, texts) => {
    const begins = new Set([...signs.segment(whole)].map((sign) => sign.index));
    let at = 0;
    for (const text of texts) {
      if (at && (!begins.has(at) || (lam.test(whole.slice(0, at)) && alef.test(text)))) return text;
      at += text.length;
    }
    return null;
  };
  for (const line of document.querySelectorAll(lines)) {
    const marked = put(line.cloneNode(true)), plain = put(line.cloneNode(true));
    plain.querySelectorAll(".ref").forEach((ref) => ref.remove());
    plain.textContent = plain.textContent;
    line.parentElement.append(marked, plain);
    const refs = [...marked.querySelectorAll(".ref")].reduce((sum, ref) => sum + wide(ref) + margins(ref), 0);
    const cut = inside(plain.textContent, nodes(line));
    if (cut) found.push(`cut before ${cut}: ${marked.innerHTML}`);
    const off = wide(marked) - refs - wide(plain);
    if (Math.abs(off) > 0.5) found.push(`${off.toFixed(2)}: ${marked.innerHTML}`);
    marked.remove(); plain.remove();
  }
  return found;
}
"""
_LINES = ".text, .row > p, .row > h1"


@pytest.fixture(scope="module")
def marked_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over one article whose text is hard to mark."""
    folder: Path = tmp_path_factory.mktemp("marks") / "case"
    with new_case(folder) as case:
        add(case, article(TEXT))
    with serving(folder) as address:
        yield address


def broken(page: Page, lines: str = _LINES) -> list[str]:
    """Return the lines of a page that marks tear, with by how many pixels; a page must have lines."""
    assert page.locator(lines).count()
    found: list[str] = page.evaluate(_BROKEN, lines)
    return found


@pytest.mark.parametrize("path", ["/articles/{}", "/articles/{}/print"], ids=["article", "print"])
def test_no_line_of_the_sample_articles_is_torn(
    browser: Browser, sample_room: tuple[str, dict[str, str]], path: str
) -> None:
    address, _ = sample_room
    with visiting(browser, address) as visit:
        torn = {number: faults for number in range(1, 14) if (faults := broken(visit.go(path.format(number))))}
    assert not torn


def test_words_found_by_a_search_are_not_torn(browser: Browser, marked_room: str) -> None:
    with visiting(browser, marked_room) as visit:
        for query in ("أنقرة", "آخرين", "الوزير", "الله", "ألمان"):
            assert not broken(visit.go(f"/search?q={query}"), ":has(> mark)")


@pytest.mark.parametrize("step", [1, 2, 3])
def test_words_lit_anywhere_are_not_torn(browser: Browser, marked_room: str, step: int) -> None:
    with visiting(browser, marked_room) as visit:
        for begin in range(0, len(TEXT), 90 * step):
            places = range(begin, min(begin + 90 * step, len(TEXT)), step)
            at = ",".join(f"{place}-{place + step}" for place in places)
            assert not broken(visit.go(f"/articles/1?at={at}"))


def test_names_anywhere_are_not_torn_in_the_report(browser: Browser, marked_room: str) -> None:
    with visiting(browser, marked_room) as visit:
        for first in range(3):
            places = range(first, len(TEXT) - 1, 3)
            names = tuple(Mention(start=place, end=place + 1, type="PER", origin="test:name") for place in places)
            visit.page.set_content(render_html(Document(id="a", text=TEXT, mentions=names)))
            assert not broken(visit.page)


def test_no_line_of_a_report_of_a_sample_article_is_torn(
    browser: Browser, sample_room: tuple[str, dict[str, str]]
) -> None:
    address, _ = sample_room
    with visiting(browser, address) as visit:
        for number in (1, 3, 13):
            visit.page.set_content(visit.page.request.get(f"{address}/articles/{number}/report.html").text())
            assert not broken(visit.page)
