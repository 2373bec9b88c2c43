"""The manner of the pages: digits, light and dark, both directions, narrow screens, paper."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from browser_kit import visiting

SampleRoom = tuple[str, dict[str, str]]

# What stands on a page as the room's own, and what it quotes: words of articles, names, codes and addresses.
_QUOTED = (
    "[data-from], .text, .words, .said, q, del, ins, code, kbd, dialog, bdi:not(.iso), [dir=ltr]:not(.iso), .manner"
)
_TEXTS = """
([quoted, wanted]) => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walk.nextNode()) {
    const inside = walk.currentNode.parentElement, text = walk.currentNode.data.trim();
    if (inside.closest(".ref") ? !wanted : Boolean(inside.closest(quoted)) === wanted) if (text) found.push(text);
  }
  return found;
}
"""
_NAMES = re.compile("CC BY 4.0")  # of licences, which have no other digits
_SHOWN = """
(parts) => [...document.querySelectorAll(parts)].filter((e) => e.checkVisibility()).map((e) => e.outerHTML.slice(0, 99))
"""
_COLOURS = "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"


def light_of(colour: str) -> float:
    """Return how light a colour is, from 0 to 255; one that cannot be seen through is asked for."""
    red, green, blue = (float(part) for part in re.findall(r"[\d.]+", colour)[:3])
    assert not colour.startswith("rgba") or colour.endswith(", 1)")
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def is_dark(page: Page) -> bool:
    """Return whether light words stand on dark paper; they must be far apart either way."""
    paper, ink = (light_of(colour) for colour in page.evaluate(_COLOURS))
    assert abs(paper - ink) > 150
    return paper < ink


def test_arabic_digits_are_in_all_numbers_of_the_room(browser: Browser, sample_room: SampleRoom) -> None:
    address, pages = sample_room
    with visiting(browser, address, digits="arab") as visit:
        left = {}
        for name, path in pages.items():
            if name == "api":  # about a language of programs, whose digits are these
                continue
            own = [_NAMES.sub("", text) for text in visit.go(path).evaluate(_TEXTS, [_QUOTED, False])]
            left[name] = [text for text in own if re.search("[0-9]", text)]
    assert not {name: texts for name, texts in left.items() if texts}


@pytest.mark.parametrize("name", ["article", "article, long", "claim", "search", "texts", "print"])
def test_quoted_words_keep_their_digits(browser: Browser, sample_room: SampleRoom, name: str) -> None:
    address, pages = sample_room
    said = []
    for digits in ("latn", "arab"):
        with visiting(browser, address, digits=digits) as visit:
            said.append(visit.go(pages[name]).evaluate(_TEXTS, [_QUOTED, True]))
    assert said[0] == said[1]
    assert said[0]


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_days_in_arabic_digits_do_not_run_backwards(browser: Browser, sample_room: SampleRoom, lang: str) -> None:
    address, pages = sample_room
    with visiting(browser, address, lang=lang, digits="arab") as visit:
        for name in ("front", "article", "claim", "timeline", "network", "actor"):
            assert visit.go(pages[name]).get_by_text(re.compile("[٠-٩]{4}-[٠-٩]{2}")).count(), name
            assert not visit.flipped(), name


def test_digits_are_switched_and_switched_back(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0], lang="en") as visit:
        page = visit.go("/search?q=بغداد")
        found = page.locator("#found")
        before = found.inner_text()
        for digits, said in (("١٢٣", before.replace("1", "١").replace("0", "٠")), ("123", before)):
            page.locator("details.manner summary").click()
            page.get_by_role("link", name=digits, exact=True).click()
            expect(found).to_have_text(said)
            assert page.locator("#big-q").input_value() == "بغداد"


def test_light_and_dark_are_chosen_and_the_device_followed(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0], lang="en", theme="auto") as visit:
        page = visit.go("/claims")
        assert not is_dark(page)
        page.emulate_media(color_scheme="dark")
        assert is_dark(page)
        for words, device, dark in (("light", "dark", False), ("dark", "light", True), ("as the device", "dark", True)):
            page.emulate_media(color_scheme=device)  # type: ignore[arg-type]  # one of its two
            page.locator("details.manner summary").click()
            page.get_by_role("link", name=words, exact=True).click()
            expect(page.locator("html")).to_have_attribute("data-theme", "auto" if "device" in words else words)
            assert is_dark(page) is dark


@pytest.mark.parametrize(("lang", "rightward"), [("ar", False), ("en", True)])
def test_time_runs_the_way_of_the_page(browser: Browser, sample_room: SampleRoom, lang: str, rightward: bool) -> None:
    with visiting(browser, sample_room[0], lang=lang) as visit:
        page = visit.go("/timeline?by=day")
        assert runs_rightward(page, "svg.timeline a[href*='since=']") is rightward
        page.goto(visit.address + f"/timeline?by=day&run={'rtl' if rightward else 'ltr'}")
        assert runs_rightward(page, "svg.timeline a[href*='since=']") is not rightward
        assert runs_rightward(visit.go("/"), "svg.day-strip a") is rightward
        assert runs_rightward(visit.go("/network"), "svg.strip a") is rightward


@pytest.mark.parametrize(("lang", "rightward"), [("ar", False), ("en", True)])
def test_chains_run_from_outlets_where_reading_begins(
    browser: Browser, sample_room: SampleRoom, lang: str, rightward: bool
) -> None:
    address, pages = sample_room
    with visiting(browser, address, lang=lang) as visit:
        page = visit.go(pages["claim"])
        outlet, relay = (page.locator(f"svg.chains .knot.{kind}").first.bounding_box() for kind in ("outlet", "relay"))
        assert outlet
        assert relay
        assert (outlet["x"] < relay["x"]) is rightward


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_menu_can_be_used_on_a_narrow_screen(browser: Browser, sample_room: SampleRoom, lang: str) -> None:
    with visiting(browser, sample_room[0], lang=lang, width=360) as visit:
        page = visit.go("/")
        count = page.locator("header.room nav a").count()
        assert count == 9
        for number in range(count):
            link = page.locator("header.room nav a").nth(number)
            place = link.bounding_box()
            assert place
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= 360
            assert min(place["width"], place["height"]) >= 24
            link.click(trial=True)
        page.locator("header.room nav a").nth(2).click()
        expect(page.locator("header.room nav a").nth(2)).to_have_attribute("aria-current", "page")
        page.locator("details.manner summary").click()
        for link in page.locator("details.manner a").all():
            expect(link).to_be_in_viewport(ratio=1)
            link.click(trial=True)
        assert visit.overflow() <= 0
        page.locator("#find").fill("بغداد")
        page.keyboard.press("Escape")
        page.locator("#find").press("Enter")
        expect(page.locator(".hits li").first).to_be_visible()


def test_paper_has_the_content_alone_dark_on_white(browser: Browser, sample_room: SampleRoom) -> None:
    address, pages = sample_room
    with visiting(browser, address, theme="dark") as visit:
        visit.page.emulate_media(media="print")
        for name, path in pages.items():
            page = visit.go(path)
            assert not page.evaluate(_SHOWN, "header.room, .skip, .pager, form, dialog, .noprint, .permalink"), name
            assert len(page.evaluate(_SHOWN, "h1")) == 1, name
            assert not is_dark(page), name


def runs_rightward(page: Page, bars: str) -> bool:
    """Return whether the days that links of a picture lead to run from left to right; they must run one way."""
    places = []
    for bar in page.locator(bars).all():
        day = re.search(r"\d{4}-\d\d-\d\d", str(parse_qs(urlsplit(bar.get_attribute("href") or "").query)))
        box = bar.bounding_box()
        if day and box:
            places.append((day[0], box["x"] + box["width"] / 2))
    assert len(places) > 1
    middles = [middle for _, middle in sorted(places)]
    assert middles in (sorted(middles), sorted(middles, reverse=True))
    return middles[0] < middles[-1]
