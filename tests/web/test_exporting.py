"""Exports in a browser: a form of the page is sent, how far it is shows by itself, and the file is saved."""

from __future__ import annotations

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from browser_kit import serving, visiting
from web_kit import made_case

AXE_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_articles_are_chosen_exported_and_saved(browser: Browser, kit_room: str, javascript: bool) -> None:
    with visiting(browser, kit_room, lang="en", javascript=javascript) as visit:
        page = visit.go("/search?q=Lavrov")
        page.get_by_role("link", name="Export", exact=True).first.click()
        expect(page.get_by_label("Articles that say")).to_have_value("Lavrov")
        expect(page.locator("form.exports")).to_contain_text("4 articles are chosen")
        page.get_by_label("to the day").fill("2018-10-07")
        page.get_by_role("button", name="Count the articles").click()
        expect(page.locator("form.exports")).to_contain_text("2 articles are chosen")
        page.get_by_role("button", name="Export: JSON lines").click()
        job = page.locator("#jobs li").first
        expect(job).to_contain_text("is done", timeout=30_000)
        expect(job).to_contain_text("articles: 2")
        expect(job).to_contain_text("Claims, and whatever is counted over several articles")
        if javascript:
            assert not Axe().run(page, options=AXE_RULES).response["violations"]
        with page.expect_download() as saved:
            job.get_by_role("link", name="Save the file").click()
        assert saved.value.suggested_filename == "قضية-jsonl.jsonl"
        lines = saved.value.path().read_text(encoding="utf-8").splitlines()
        assert [json.loads(line)["number"] for line in lines] == [1, 2]
        assert not visit.errors and not visit.foreign


def test_a_room_for_reading_exports_too(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("reading") / "case"
    made_case(folder).close()
    with serving(folder, read_only=True) as address, visiting(browser, address, lang="en") as visit:
        page = visit.go("/articles/3")
        page.get_by_text("Save", exact=True).click()
        page.get_by_role("link", name="in another form, for other programs").click()
        page.get_by_role("button", name="Export: JSON lines").click()
        expect(page.locator("#jobs li").first).to_contain_text("articles: 1", timeout=30_000)
        expect(page.get_by_role("link", name="Save the file")).to_be_visible()
        assert not visit.errors
