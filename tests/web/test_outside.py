"""Nothing from anywhere else: no page of the room asks another machine for anything or runs what articles say."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser_kit import Visit, chromium, serving, visiting
from case_kit import add, article, new_case
from musnad.case.weighing import weigh_pending
from web_kit import ARTICLES

_OUT = "http://outside.example"
_RUN = "window.ran=1;console.error('ran')"
# A saved page with everything by which a page asks other machines for something, or makes a browser look them up.
ASKING = f"""<!DOCTYPE html><html manifest="{_OUT}/m" dir="rtl"><head><title>صفحة محفوظة</title><base href="{_OUT}/">
<meta http-equiv="refresh" content="0;url={_OUT}/r"><meta http-equiv="x-dns-prefetch-control" content="on">
<meta property="og:image" content="{_OUT}/og"><link rel="stylesheet" href="{_OUT}/a.css"><link rel="icon" href="/i">
<link rel="prefetch" href="{_OUT}/p"><link rel="preconnect" href="{_OUT}">
<link rel="dns-prefetch" href="//outside.example"><link rel="preload" as="image" href="{_OUT}/l">
<link rel="modulepreload" href="{_OUT}/o"><link rel="prerender" href="{_OUT}"><link rel="manifest" href="{_OUT}/w">
<script src="{_OUT}/s.js"></script><script>{_RUN}</script>
<script type="speculationrules">{{"prerender": [{{"urls": ["{_OUT}/z"]}}]}}</script>
<style>@import url({_OUT}/b.css); @import "{_OUT}/c.css"; @font-face {{ font-family: f; src: url({_OUT}/f) }}
body {{ font-family: f; background: url({_OUT}/d); cursor: url({_OUT}/k), auto }} p::before {{ content: url({_OUT}/e) }}
p {{ background: \\75 rl({_OUT}/g); background-image: image-set("{_OUT}/h" 1x); list-style: url({_OUT}/j) }}</style>
</head><body background="{_OUT}/n" onload="{_RUN}"><p style="background:url({_OUT}/q)">نص الصفحة المحفوظة</p>
<img src="{_OUT}/1" srcset="{_OUT}/2 2x" onerror="{_RUN}" loading="eager"><picture><source srcset="{_OUT}/3"></picture>
<video src="{_OUT}/4" poster="{_OUT}/5" autoplay></video><audio src="{_OUT}/6" autoplay></audio><embed src="{_OUT}/7">
<object data="{_OUT}/8"></object><iframe src="{_OUT}/9"></iframe><iframe srcdoc="<script>{_RUN}</script>"></iframe>
<svg onload="{_RUN}"><image href="{_OUT}/10"/><use href="{_OUT}/11#x"/></svg><input type="image" src="{_OUT}/12">
<table background="{_OUT}/13"><tr><td background="{_OUT}/14">خلية</td></tr></table>
<form action="{_OUT}/15" id="f"><input autofocus onfocus="{_RUN}"></form>
<details open ontoggle="{_RUN}">تفاصيل</details>
<a href="javascript:{_RUN}" id="js">رابط</a> <a href="{_OUT}/16" ping="{_OUT}/17" id="out" target="_top">خارج</a>
<noscript><img src="{_OUT}/18"></noscript><marquee onstart="{_RUN}">شريط</marquee></body></html>"""
NAME = f"""'"><script>{_RUN}</script><img src="{_OUT}/x" onerror="{_RUN}"><svg/onload="{_RUN}">{{{{7*7}}}}</title>"""
_HREFS = "() => [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))"
_HINTS = """
() => [...document.querySelectorAll("link, base, meta[http-equiv], script, iframe, object, embed, img, style")].filter(
  (e) => ["STYLE", "BASE", "META"].includes(e.tagName) || (e.tagName === "SCRIPT" && !e.src) || e.srcset
    || ((e.src || e.href || e.data) && new URL(e.src || e.href || e.data).origin !== location.origin)
    || (e.tagName === "LINK" && !["stylesheet", "icon"].includes(e.rel))
).map((e) => e.outerHTML)
"""
_ACTIVE = r"""
() => [...document.querySelectorAll("*")].flatMap((e) => [...e.attributes].map((a) => [a.name, a.value])).filter(
  ([name, value]) => /^on|^ping$/i.test(name) || /^[\s\x00-\x1f]*(javascript|data|vbscript):/i.test(value)
)
"""


@pytest.fixture(scope="module")
def hostile_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over a case whose saved page and names do what they can."""
    folder: Path = tmp_path_factory.mktemp("outside") / "case"
    known = [
        article(f"{title}\n\n{text}", id=name, title=title, outlet=outlet, published=day, locator=name)
        for name, outlet, day, title, text in ARTICLES
    ]
    hostile = article(
        f"{NAME}\n\nقال {NAME} سيرغي لافروف إن روسيا ستسحب قواتها من سوريا قبل نهاية العام.\n\n{ARTICLES[0][4]}",
        id=NAME, title=NAME, outlet=NAME, author=NAME, url=f"javascript:{_RUN}", published="2018-10-09",
        raw=ASKING.encode(), locator=NAME, source=NAME,
    )  # fmt: skip
    with new_case(folder, name=NAME) as case:
        add(case, *known, replace(hostile, media="text/html"))
        weigh_pending(case)
    with serving(folder) as address:
        yield address


def kind_of(path: str) -> str:
    """Return what kind of page an address is of: its path and the names of its fields, without what they say."""
    parts = urlsplit(path)
    fields = sorted(re.findall(r"[?&]([a-z_]+)=", "?" + parts.query))
    return f"{'/'.join(parts.path.split('/')[:2])}/{parts.path.split('/')[-1] if 'articles' in path else ''}?{fields}"


def pages_of(visit: Visit, most: int = 40) -> Iterator[str]:
    """Open the pages of a room that links lead to, one or two of each kind, and yield their addresses."""
    waiting, known, kinds = ["/", "/articles/6", "/articles/6/original"], {"/"}, Counter[str]()
    opened = 0
    while waiting and opened < most:
        path = waiting.pop(0)
        answer = visit.page.request.get(visit.address + path)
        if "text/html" not in answer.headers["content-type"] or "attachment" in str(answer.headers):
            continue
        visit.go(path)
        opened += 1
        yield path
        for href in visit.page.evaluate(_HREFS):
            found = urljoin(visit.address + path, href).partition("#")[0]
            inside = found.removeprefix(visit.address)
            if found == inside or inside in known or inside.startswith("/manner"):
                continue
            known.add(inside)
            kinds[kind_of(inside)] += 1
            if kinds[kind_of(inside)] == 1:
                waiting.append(inside)


def assert_quiet(page: Page) -> None:
    """Check that nothing in any frame of a page asks, hints or can run."""
    for frame in page.frames:
        saved = frame != page.main_frame
        found = [one for one in frame.evaluate(_HINTS) if not (saved and re.match("<style>|<meta name", one))]
        assert not found, frame.url
        assert not frame.evaluate(_ACTIVE), frame.url


def test_no_page_of_a_hostile_case_asks_or_runs_anything(browser: Browser, hostile_room: str) -> None:
    with visiting(browser, hostile_room) as visit:
        asked: list[str] = []
        visit.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
        visit.page.on("popup", lambda popup: asked.append(popup.url))
        seen = []
        for path in pages_of(visit):
            seen.append(path)
            assert visit.page.evaluate("() => window.ran") is None, path
            assert_quiet(visit.page)
        assert len(seen) > 25
        assert {"/claims", "/timeline", "/network", "/map", "/actors", "/sources", "/history"} <= set(seen)
        assert not asked
        assert not visit.errors
        assert not visit.foreign
        assert visit.page.evaluate("() => document.title")


def test_a_saved_page_is_shown_without_what_it_asks_for(browser: Browser, hostile_room: str) -> None:
    with visiting(browser, hostile_room) as visit:
        page = visit.go("/articles/6/original")
        frame = page.frame_locator("iframe.original")
        assert "نص الصفحة المحفوظة" in frame.locator("body").inner_text()
        for link in frame.locator("a").all():
            link.click()
        assert page.url == f"{hostile_room}/articles/6/original"
        visit.go("/articles/6")
        visit.go("/articles/6/original")  # what the browser has kept is shown in its frame again
        assert frame.locator("p").first.inner_text() == "نص الصفحة المحفوظة"
        raw = page.frames[1].url
        page.goto(raw)  # and not in its frame
        assert page.locator("p").first.inner_text() == "نص الصفحة المحفوظة"
        assert page.evaluate("() => getComputedStyle(document.body).backgroundImage") == "none"
        assert not visit.foreign
        assert not [error for error in visit.errors if "ran" in error]


def test_the_browser_looks_up_no_other_machine(browser: Browser, hostile_room: str, tmp_path: Path) -> None:
    log, seen = tmp_path / "net.json", "http://seen.example/seen"
    # What is asked of either can be told by its port.
    rules = "MAP outside.example 127.0.0.1:9, MAP seen.example 127.0.0.1:7, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    flags = ("--no-sandbox", "--disable-gpu", f"--host-resolver-rules={rules}", f"--log-net-log={log}")
    other = browser.browser_type.launch(executable_path=chromium(), args=flags)
    with visiting(other, hostile_room) as visit:
        for path in ("/", "/articles/6", "/articles/6/original", "/claims", "/sources", "/search?q=سوريا"):
            visit.go(path)
        visit.page.goto(f"data:text/html,<img src='{seen}'>")  # what is not of the room is seen
        visit.page.wait_for_timeout(300)
    other.close()
    told = json.loads(log.read_text(encoding="utf-8"))
    kinds = {number: name for name, number in told["constants"]["logEventTypes"].items()}
    asked = [(kinds[event["type"]], event.get("params", {})) for event in told["events"]]
    hosts = [what["host"] for kind, what in asked if kind == "HOST_RESOLVER_MANAGER_REQUEST" and "host" in what]
    assert "http://127.0.0.1:7" in hosts and "http://127.0.0.1:9" not in hosts
    assert {what["url"] for _, what in asked if ".example" in str(what.get("url"))} == {seen}
