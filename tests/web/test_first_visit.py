"""The way of a new user: from the front to a claim, its bottleneck, the exact words of an article, and to paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser_kit import visiting


def size(found: Locator) -> tuple[float, float]:
    """Return how wide and how high an element is drawn."""
    place = found.bounding_box()
    assert place is not None
    return place["width"], place["height"]


def letters(text: str) -> str:
    """Return words without spaces, and without the numbers of statements."""
    return re.sub(r"[\s\d]", "", text)


def open_a_claim(page: Page) -> str:
    """Go from the front to the claim that most outlets tell and that passes through one; return through whom."""
    card = page.locator(".claim-card", has=page.locator(".bottleneck.one")).first
    through = card.locator(".bottleneck strong").inner_text()
    card.get_by_role("heading").get_by_role("link").click()
    expect(page.locator(".bottleneck strong").first).to_have_text(through)
    return through


def see_the_bottleneck(page: Page, through: str) -> None:
    """Check that the narrowest link stands large in the picture under its name, and is said in words."""
    narrow = page.locator("svg.chains .narrowest")
    expect(narrow).to_have_count(1)
    expect(narrow.locator(".name")).to_have_text(through)
    assert page.locator(".bottleneck").first.inner_text().strip() != through  # but a sentence that names it
    width, height = size(narrow.locator(".body"))
    others = page.locator("svg.chains .knot:not(.narrowest) .body")
    assert others.count()
    assert all(size(other)[1] * 1.5 < height for other in others.all())
    assert width > 100


def follow_a_number(page: Page) -> None:
    """Go from a count to the words behind it and on into the article, where the same words are lit and in view."""
    page.locator("dl.counts a").first.click()
    opened = page.locator("#opened li").first
    said = opened.locator("q").inner_text()
    opened.get_by_role("link").first.click()
    lit = page.locator("mark.at")
    words = "".join(lit.all_inner_texts())
    assert words
    assert letters(words) == letters(said)
    expect(lit.first).to_be_in_viewport(ratio=1)
    paper = page.locator("body").evaluate("(e) => getComputedStyle(e).backgroundColor")
    shown = lit.first.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert shown not in (paper, "rgba(0, 0, 0, 0)")


def print_it(page: Page, button: str) -> None:
    """Go to the view for paper: each number in the text has its chain at the foot, and nothing of the frame is left."""
    page.locator("article .tools").get_by_role("link", name=button, exact=True).click()
    page.emulate_media(media="print")
    assert not page.locator("header.room").count()
    assert all(not part.is_visible() for part in page.locator(".noprint").all())
    numbers = page.locator("article .ref").all_inner_texts()
    notes = page.locator(".foot ol > li")
    assert sorted(numbers, key=int) == [note.get_attribute("value") for note in notes.all()]
    assert numbers
    assert all(note.locator("b").first.inner_text() for note in notes.all())
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    assert len(paper) > 10_000


@pytest.mark.parametrize("javascript", [True, False], ids=["with_scripts", "without_scripts"])
@pytest.mark.parametrize(("lang", "button"), [("ar", "طباعة"), ("en", "Print")])
def test_a_new_user_goes_from_the_front_to_the_words_and_to_paper(
    browser: Browser, sample_room: tuple[str, dict[str, str]], lang: str, button: str, javascript: bool
) -> None:
    with visiting(browser, sample_room[0], lang=lang, javascript=javascript) as visit:
        page = visit.go("/")
        see_the_bottleneck(page, open_a_claim(page))
        follow_a_number(page)
        print_it(page, button)
        assert not visit.errors
        assert not visit.foreign
