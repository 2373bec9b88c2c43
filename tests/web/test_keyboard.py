"""The room without a mouse: everything can be reached, seen when it has the focus, opened and closed again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser_kit import visiting

SampleRoom = tuple[str, dict[str, str]]

# What the Tab key should lead to, in order; of radio buttons one stands for its group.
_REACHABLE = """
() => {
  const parts = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const groups = new Set();
  window.reachable = [...document.querySelectorAll(parts)].filter((e) => {
    if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({ visibilityProperty: true })) return false;
    if (e.type !== "radio") return true;
    const is_first = !groups.has(e.name);
    groups.add(e.name);
    return is_first;
  });
  window.reached = [];
  window.unseen = [];
  document.addEventListener("focusin", ({ target }) => {
    window.reached.push(target);
    const { outlineStyle, outlineWidth } = getComputedStyle(target), place = target.getBoundingClientRect();
    const marked = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    const inside = place.bottom > 0 && place.top < innerHeight && place.right > 0 && place.left < innerWidth;
    if (!marked || !inside) window.unseen.push(target);
  });
  return window.reachable.length;
}
"""
_MISSED = """
() => {
  const order = window.reached.map((e) => window.reachable.indexOf(e)).filter((at) => at >= 0);
  return {
    missed: window.reachable.filter((e) => !window.reached.includes(e)).map((e) => e.outerHTML.slice(0, 120)),
    back: order.filter((at, i) => i && at < order[i - 1]).length,
  };
}
"""


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> Locator:
    """Return what has the focus."""
    return page.locator(":focus")


def test_the_skip_link_leads_past_the_menu(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0], lang="en") as visit:
        page = visit.go("/claims")
        press(page, "Tab")
        expect(focused(page)).to_have_text("Skip to the content")
        place = focused(page).bounding_box()
        assert place
        assert place["height"] > 20
        press(page, "Enter")
        expect(page.locator("main")).to_be_focused()
        press(page, "Tab")
        expect(page.locator("main :focus")).to_have_count(1)


@pytest.mark.parametrize("name", ["front", "article", "claim", "timeline", "network", "map", "actor", "search"])
def test_everything_is_reached_in_order_seen_and_left_again(
    browser: Browser, sample_room: SampleRoom, name: str
) -> None:
    address, pages = sample_room
    with visiting(browser, address) as visit:
        page = visit.go(pages[name])
        for _ in range(page.evaluate(_REACHABLE) + 1):
            press(page, "Tab")
        found = page.evaluate(_MISSED)
        assert not found["missed"]
        assert found["back"] <= 1  # from the end to the beginning
        assert not page.evaluate("() => window.unseen.filter((e) => !e.closest('svg')).map((e) => e.outerHTML)")


@pytest.mark.parametrize(
    ("name", "part"),
    [("claim", "svg.chains .knot.narrowest"), ("claim", "svg.chains .knot:not(.narrowest)"), ("front", ".day-strip a"),
     ("timeline", "svg.timeline a"), ("network", "svg.network .node"), ("network", "svg.network .line")],
    ids=["narrowest", "knot", "day", "period", "node", "tie"],
)  # fmt: skip
def test_the_focus_is_seen_in_pictures(browser: Browser, sample_room: SampleRoom, name: str, part: str) -> None:
    address, pages = sample_room
    with visiting(browser, address) as visit:
        page = visit.go(pages[name])
        link = page.locator(part).first
        link.scroll_into_view_if_needed()
        picture = link.locator("xpath=ancestor::*[name()='svg']")
        before = picture.screenshot()
        link.focus()
        press(page, "Shift+Tab", "Tab")
        expect(link).to_be_focused()
        assert picture.screenshot() != before


def test_keys_lead_to_the_search_and_the_pages_of_the_menu(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0], lang="en") as visit:
        page = visit.go("/")
        press(page, "g", "3")
        expect(page).to_have_url(visit.address + "/claims")
        press(page, "/")
        expect(page.locator("#find")).to_be_focused()
        page.keyboard.type("g1/jk?")
        expect(page.locator("#find")).to_have_value("g1/jk?")
        expect(page.locator("dialog#keys")).to_be_hidden()
        expect(page).to_have_url(visit.address + "/claims")


def test_keys_walk_through_the_items_of_a_list(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/claims")
        items = page.locator("main [data-item]")
        for keys, place in ((("j",), 0), (("j", "j"), 2), (("k",), 1), (("k", "k", "k"), 0)):
            press(page, *keys)
            expect(items.nth(place).locator(":focus")).to_have_count(1)
        href = focused(page).get_attribute("href")
        press(page, "Enter")
        expect(page).to_have_url(f"{visit.address}{href}")


def test_the_keys_are_found_by_their_place_on_an_arabic_keyboard(browser: Browser, sample_room: SampleRoom) -> None:
    typed = (
        "([key, code, shiftKey]) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', "
        "{ key, code, shiftKey, bubbles: true, cancelable: true }))"
    )
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/claims")
        page.evaluate(typed, ["ت", "KeyJ", False])
        expect(page.locator("main [data-item]").first.locator(":focus")).to_have_count(1)
        page.evaluate(typed, ["؟", "Slash", True])
        expect(page.locator("dialog#keys")).to_be_visible()
        press(page, "Escape")
        page.evaluate(typed, ["ل", "KeyG", False])
        page.evaluate(typed, ["١", "Digit1", False])
        expect(page).to_have_url(visit.address + "/")


@pytest.mark.parametrize("menu", ["details.manner", ".tools details.menu >> nth=0", ".tools details.menu >> nth=1"])
def test_menus_close_with_escape_and_a_click_elsewhere(browser: Browser, sample_room: SampleRoom, menu: str) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/articles/1")
        shown = page.locator(menu).locator("a").first
        page.locator(menu).locator("summary").focus()
        press(page, "Enter")
        expect(shown).to_be_visible()
        press(page, "Tab", "Escape")
        expect(shown).to_be_hidden()
        expect(page.locator(menu).locator("summary")).to_be_focused()
        press(page, "Space")
        expect(shown).to_be_visible()
        page.locator("footer.room p").first.click(position={"x": 2, "y": 2})
        expect(shown).to_be_hidden()


def test_somebody_is_left_out_of_a_claim(browser: Browser, sample_room: SampleRoom) -> None:
    address, pages = sample_room
    with visiting(browser, address) as visit:
        page = visit.go(pages["claim"])
        page.locator("#what-if summary").first.focus()
        press(page, "Enter", "Tab", "Space")
        expect(page.locator("#what-if input:focus")).to_be_checked()
        who = page.locator("#what-if input:focus").input_value()
        press(page, "Enter")
        expect(page.locator(f"#what-if input[value='{who}']")).to_be_checked()
        expect(page.locator("#what-if")).to_have_attribute("open", "")
        expect(page.locator("#what-if .before-after, #what-if p").first).to_be_visible()
        expect(page.locator("svg.chains .out")).to_have_count(1)
        page.locator("#what-if form a").focus()
        press(page, "Enter")
        expect(page.locator("svg.chains .out")).to_have_count(0)


def test_time_is_seen_from_nearer_and_farther(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/timeline?by=month")
        bars = page.locator("svg.timeline a[href*='since=']")
        months = bars.count()
        bars.first.focus()
        press(page, "Enter")
        expect(page.locator(".zoom [aria-current]")).to_have_attribute(
            "href", "/timeline?by=day&since=2016-01-01&until=2016-01-31"
        )
        page.goto(visit.address + "/timeline")
        page.locator(".zoom a").first.focus()
        press(page, "Enter")
        expect(page.locator(".zoom a").first).to_have_attribute("aria-current", "true")
        assert 0 < bars.count() <= months


def test_sliders_show_the_ties_of_some_days(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/network?kind=citations")
        low, shown = page.locator(".slide .low"), page.locator(".ties > li:visible")
        ties = shown.count()
        assert ties > 3
        low.focus()
        press(page, "End")
        expect(low).to_have_attribute("aria-valuetext", page.locator("#until").input_value())
        assert 0 < shown.count() < ties
        expect(page.locator("svg.network .line:not(.off)")).to_have_count(shown.count())
        expect(page.locator("form.days output")).to_have_text(f"{shown.count()} / {ties}")
        press(page, "Home")
        expect(shown).to_have_count(ties)


def test_a_node_leads_to_its_own_ties_and_a_tie_to_its_words(browser: Browser, sample_room: SampleRoom) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/network")
        page.locator("svg.network a.node").first.focus()
        press(page, "Enter")
        expect(page.locator(".filters .chip")).to_have_count(1)
        page.locator("svg.network a.line").first.focus()
        press(page, "Enter")
        expect(page.locator(":target")).to_be_in_viewport()
        expect(page.locator(":target").locator("a[href*='#at']").first).to_be_attached()


def test_facets_of_many_articles_come_by_themselves_or_by_a_link(
    browser: Browser, sample_room: SampleRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("musnad.web.pages.search._MOST_COUNTED_AT_ONCE", 0)
    facets = "#facets .facet a"
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/search?q=بغداد")
        expect(page.locator(facets).first).to_be_visible()
        expect(page.locator("#facets")).not_to_have_attribute("aria-busy", "true")
        page.locator(facets).first.focus()
        press(page, "Enter")
        expect(page.locator(".filters .chip")).to_have_count(1)
        assert not visit.errors
    with visiting(browser, sample_room[0], javascript=False) as visit:
        page = visit.go("/search?q=بغداد")
        expect(page.locator(facets)).to_have_count(0)
        page.locator("#facets a").click()
        expect(page.locator(facets).first).to_be_visible()


@pytest.mark.parametrize("part", [".text a[data-layer]", "[data-statement]"], ids=["mark", "card"])
def test_the_form_that_corrects_opens_closes_and_gives_the_focus_back(
    browser: Browser, sample_room: SampleRoom, part: str
) -> None:
    with visiting(browser, sample_room[0]) as visit:
        page = visit.go("/articles/1")
        here = page.locator(part).first
        if part == "[data-statement]":
            press(page, "n")
        else:
            here.focus()
        expect(here).to_be_focused()
        press(page, "e")
        dialog = page.locator("dialog.correcting")
        expect(dialog.locator(":focus")).to_have_count(1)
        press(page, "Shift+Tab", "Tab", "Tab")
        expect(dialog.locator(":focus")).to_have_count(1)
        press(page, "Escape")
        expect(dialog).to_be_hidden()
        expect(here).to_be_focused()
        assert not visit.errors
