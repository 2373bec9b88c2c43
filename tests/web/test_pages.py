"""Every page of the room in a browser: Arabic and English, light and dark, wide and narrow, over the sample case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from browser_kit import Visit, visiting

_WIDE, _NARROW = 1280, 390
# Each two go together once: a theme has no widths of its own.
_MANNERS = (("ar", "light", _WIDE), ("ar", "dark", _NARROW), ("en", "dark", _WIDE), ("en", "light", _NARROW))
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],  # what is well need not be listed, which takes half the time
}


@pytest.mark.parametrize(("lang", "theme", "width"), _MANNERS)
def test_no_page_is_wider_than_its_window_or_flips_a_day(
    browser: Browser, sample_room: tuple[str, dict[str, str]], lang: str, theme: str, width: int
) -> None:
    address, pages = sample_room
    with visiting(browser, address, lang=lang, theme=theme, width=width) as visit:
        faults = [f"{name}: {fault}" for name, path in pages.items() for fault in _faults(visit, path)]
        assert not faults
        assert not visit.errors
        assert not visit.foreign


@pytest.mark.parametrize(("lang", "theme", "width"), [("ar", "light", _WIDE), ("en", "dark", _NARROW)])
def test_every_page_can_be_used_by_all(
    browser: Browser, sample_room: tuple[str, dict[str, str]], lang: str, theme: str, width: int
) -> None:
    address, pages = sample_room
    faults = []
    with visiting(browser, address, lang=lang, theme=theme, width=width) as visit:
        for name, path in pages.items():
            for violation in Axe().run(visit.go(path), options=_RULES).response["violations"]:
                where = violation["nodes"][0]["html"][:200]
                faults.append(f"{name}: {violation['id']}: {violation['help']} ({len(violation['nodes'])}): {where}")
    assert not faults, "\n".join(faults)


def test_every_page_can_be_read_without_scripts(browser: Browser, sample_room: tuple[str, dict[str, str]]) -> None:
    address, pages = sample_room
    with visiting(browser, address, javascript=False) as visit:
        for name, path in pages.items():
            page = visit.go(path)
            assert page.locator("h1").count() == 1, name
            assert page.locator("main").inner_text().strip(), name


def _faults(visit: Visit, path: str) -> Iterator[str]:
    visit.go(path)
    if (over := visit.overflow()) > 0:
        yield f"{over} pixels too wide"
    yield from (f"{day} runs backwards" for day in visit.flipped())
