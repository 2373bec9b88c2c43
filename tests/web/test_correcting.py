"""An article corrected where it stands, in a browser: with the keys and with the mouse, and the focus goes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_kit import serving, visiting
from case_kit import add, article, new_case
from musnad.case.folder import open_case
from musnad.case.judging import read_corrected
from musnad.case.weighing import weigh_pending
from musnad.model import Document

# An emoji is two units of UTF-16, a vowel mark a code point of its own, and the lines part what a page shows.
TEXT = (
    "لافروف 😀 في دِمشق\n\n"
    "قالَ سيرغي لافروف 👩‍👩‍👧 إن روسيا ستسحب قواتها من سوريا الأحد.\n\n"
    "وأكّد الكرملين ذلك يومها في بيان."
)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A room over a case of one article, and the folder of the case."""
    with new_case(tmp_path / "c") as case:
        add(case, article(TEXT, title="لافروف 😀 في دِمشق"))
        weigh_pending(case)
    with serving(tmp_path / "c") as address:
        yield address, tmp_path / "c"


def read(path: Path) -> Document:
    with open_case(path) as case:
        return read_corrected(case.connection, 1)


def sign(page: Page) -> None:
    page.locator("dialog [name=who]").fill("قارئ")
    page.locator("dialog [name=reason]").fill("تجربة")


def test_a_stance_is_corrected_with_the_keys_and_the_focus_returns(browser: Browser, room: tuple[str, Path]) -> None:
    address, path = room
    with visiting(browser, address) as visit:
        page = visit.go("/articles/1")
        page.keyboard.press("n")
        page.keyboard.press("e")
        dialog = page.locator("dialog.correcting")
        expect(dialog).to_be_visible()
        dialog.locator("[name=stance]").select_option("warn")
        sign(page)
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/1?at=**")
        assert [one.stance for one in read(path).statements or ()].count("warn") == 1
        expect(page.locator("a.correct:focus, [data-layer]:focus")).to_have_count(1)
        assert not visit.errors
        assert not visit.foreign


def test_words_are_selected_with_the_keys_and_stand_where_they_are(browser: Browser, room: tuple[str, Path]) -> None:
    address, path = room
    with visiting(browser, address, lang="en") as visit:
        page = visit.go("/articles/1")
        page.locator("p.text", has_text="الكرملين").focus()
        for _ in range(4):  # the fourth word of the line
            page.keyboard.press("ArrowLeft")
        page.keyboard.press("Control+Shift+ArrowLeft")
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("Shift+ArrowLeft")
        expect(page.locator("button.grasp")).to_be_visible()
        page.keyboard.press("c")
        page.locator("dialog").get_by_role("link", name="Add a date").click()
        place = page.locator("dialog [name=place]")
        at = TEXT.index("يومها في")
        expect(place).to_have_value(f"{at}-{at + len('يومها في')}")
        page.locator("dialog [name=value]").fill("2018-05-10")
        sign(page)
        page.locator("dialog .do button", has_text="Add").click()
        page.wait_for_url("**/articles/1?at=**")
        assert ("2018-05-10", at) in {(one.value, one.start) for one in read(path).times or ()}
        assert not visit.errors


def test_words_selected_with_the_mouse_are_counted_in_code_points(browser: Browser, room: tuple[str, Path]) -> None:
    address, _ = room
    with visiting(browser, address, lang="en") as visit:
        page = visit.go("/articles/1")
        page.evaluate("""() => {
          const walk = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf("ستسحب");
            if (at >= 0) { getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + 5); break; }
          }
        }""")
        page.locator("button.grasp").click()
        dialog = page.locator("dialog.correcting")
        at = TEXT.index("ستسحب")
        expect(dialog.locator(f"a[href*='start={at}&end={at + 5}&new=1']").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_words_of_a_field_are_taken_from_the_sentence(browser: Browser, room: tuple[str, Path]) -> None:
    address, path = room
    said = (read(path).statements or ())[-1]
    with visiting(browser, address, lang="en") as visit:
        page = visit.go(f"/articles/1/correct?layer=statements&id={said.id}")
        page.evaluate("""() => {
          const walk = document.createTreeWalker(document.querySelector(".context"), NodeFilter.SHOW_TEXT);
          let node = null;
          while (walk.nextNode()) if (walk.currentNode.data.includes("الكرملين")) node = walk.currentNode;
          const at = node.data.indexOf("الكرملين");
          getSelection().setBaseAndExtent(node, at, node, at + 8);
        }""")
        page.locator("[data-take='source-0']").click()
        at = TEXT.index("الكرملين")
        expect(page.locator("[name='source-0']")).to_have_value(f"{at}-{at + 8}")
        expect(page.locator("[name='source-0-words']")).to_have_value("الكرملين")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_words_of_a_field_are_taken_with_the_keys(browser: Browser, room: tuple[str, Path], lang: str) -> None:
    address, path = room
    said = (read(path).statements or ())[-1]
    with visiting(browser, address, lang=lang) as visit:
        page = visit.go(f"/articles/1/correct?layer=statements&id={said.id}")
        page.locator(".context").focus()
        page.keyboard.press("ArrowLeft")
        first = page.evaluate("getSelection().toString()")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Control+Shift+ArrowLeft")
        page.locator("[data-take='content']").focus()
        page.keyboard.press("Enter")
        at = TEXT.index(first) + len(first) + 1
        expect(page.locator("[name='content']")).to_have_value(re.compile(rf"{at}-\d+"))
        page.locator(".context").focus()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        page.locator("[data-take='source-0']").focus()
        page.keyboard.press("Enter")
        expect(page.locator("[name='source-0-words']")).to_have_value(first)


def test_problems_are_told_in_the_dialog_and_links_are_added_there(browser: Browser, room: tuple[str, Path]) -> None:
    address, path = room
    with visiting(browser, address, lang="en") as visit:
        page = visit.go("/articles/1")
        page.locator("section.card a.correct").first.click()
        dialog = page.locator("dialog.correcting")
        dialog.get_by_role("button", name="Add a link").click()
        expect(dialog.locator("fieldset.link")).to_have_count(2)
        dialog.locator("[name='content-words']").fill("nothing of the kind")
        sign(page)
        dialog.get_by_role("button", name="Correct", exact=True).click()
        expect(dialog.locator(".wrong").first).to_be_visible()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(page.locator("section.card a.correct").first).to_be_focused()
    assert read(path).statements
