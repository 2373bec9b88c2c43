"""The frame around every page, in a browser: manner, keys, and nothing from anywhere else."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from browser_kit import visiting


def test_the_language_is_changed_and_kept(browser: Browser, kit_room: str) -> None:
    with visiting(browser, kit_room) as visit:
        page = visit.go("/")
        assert page.locator("html").get_attribute("dir") == "rtl"
        page.locator("details.manner summary").click()
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("dir", "ltr")
        page.reload()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        assert not visit.errors
        assert not visit.foreign


def test_the_keys_are_shown_and_closed(browser: Browser, kit_room: str) -> None:
    with visiting(browser, kit_room, lang="en") as visit:
        page = visit.go("/")
        page.keyboard.press("?")
        expect(page.locator("dialog#keys")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog#keys")).to_be_hidden()


def test_the_menu_works_without_scripts(browser: Browser, kit_room: str) -> None:
    with visiting(browser, kit_room, javascript=False) as visit:
        page = visit.go("/")
        page.locator("details.manner summary").click()
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
