"""Originals and copies: nothing in a saved page is active, its bytes stay as they are, two texts side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from case_kit import add, article, new_case, simple_pipeline
from musnad.readers import Read
from musnad.views.original_page import inert_page
from support import done_within
from web_kit import room_over

WORDS = (
    "قال المتحدث الرسمي باسم الوزارة في بيان صدر صباح اليوم إن اللجنة المشتركة ستجتمع في العاصمة الأسبوع القادم لبحث "
)
LONG = (
    WORDS + "ملف الحدود والمعابر، مشيرا إلى أن الوفد الفني أنهى أعماله وسلم تقريره إلى مجلس الوزراء أمس الثلاثاء. "
) * 2
HOSTILE = """<!DOCTYPE html><html dir="rtl" onload="alert(0)"><head><title>خبر</title>
<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/">
<meta http-equiv="Content-Security-Policy" content="default-src *"><meta charset="windows-1252">
<link rel="stylesheet" href="https://evil.example/a.css"><link rel="prefetch" href="https://evil.example/b">
<link rel="dns-prefetch" href="//evil.example"><script>alert(1)</script><script src="https://evil.example/x.js"></script>
<style>@import "https://evil.example/c.css"; @font-face { src: url(https://evil.example/f) }
p { color: red; background: url(https://evil.example/d.png) } /* </style><script>alert(2)</script> */
.a { background: \\75 rl(https://evil.example/e) } .b { background: \\5c 75rl(//evil.example/g) }
@media screen { .c { color: green; background-image: image-set("https://evil.example/h" 1x) } }</style></head>
<body background="https://evil.example/i" onpageshow=alert(3)><h1 onclick="alert(4)">عنوان</h1>
<svg onload="alert(5)"><script>alert(6)</script><image href="https://evil.example/j"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert(7)></style></mglyph></table></mtext></math>
<img src="https://evil.example/k.png" srcset="https://evil.example/l 2x" alt="صورة" onerror="alert(8)">
<img src="data:image/svg+xml;base64,PHN2Zy8+"><img src="data:image/png;base64,iVBORw0KGgo=" alt="شعار">
<a href="javascript:alert(9)">أ</a><a href=" &#106;avascript:alert(10)">ب</a>
<a href="https://evil.example/m" ping="//evil.example">ت</a>
<a href="#x" id="x">ث</a><a href="data:text/html,<script>alert(11)</script>">ج</a>
<form action="https://evil.example/n"><input autofocus onfocus=alert(12)>
<button formaction="//evil.example">د</button></form>
<iframe src="https://evil.example/o" srcdoc="<script>alert(13)</script>"></iframe><object data="https://evil.example/p"></object>
<embed src="https://evil.example/q"><video src="https://evil.example/r" poster="//evil.example/s"></video>
<noscript><p title="</noscript><img src=x onerror=alert(14)>">ه</p></noscript>
<template><img src=x onerror=alert(15)></template>
<p style="background:url(https://evil.example/t);color:blue;width:expression(alert(16))">نص باق</p>
<xmp><img src=x onerror=alert(17)></xmp><textarea><img src=x onerror=alert(18)></textarea>
<!--[if IE]><script>alert(19)</script><![endif]--><?php echo 1 ?></body></html>"""
_ACTIVE = "//script | //iframe | //object | //embed | //svg | //math | //form | //input | //button | //link | //base | "
_ALLOWED = frozenset(("html", "dir", "alt", "href", "id", "style", "src", "title"))


def _page_of(raw: bytes, *, media: str = "text/html", id: str = "p") -> Read:
    """Return an article read from a page."""
    return replace(article("نص الخبر", id=id, raw=raw, locator=id, title="خبر"), media=media)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("originals") / "case"
    with new_case(path) as case:
        add(
            case,
            _page_of(HOSTILE.encode(), id="hostile"),
            _page_of("<p>قال الوزير</p>".encode("cp1256"), id="arabic"),
            _page_of(b'{"text": "<script>alert(1)</script>"}', media="application/json", id="line"),
            article(LONG, id="first", title="الأول", outlet="منفذ أول", published="2018-01-01"),
            article(LONG.replace("المشتركة", "الثلاثية"), id="second", title="الثاني", outlet="منفذ ثان",
                    published="2018-01-02"),
            pipeline=simple_pipeline,
        )  # fmt: skip
    with room_over(path) as client:
        yield client


def test_what_a_browser_keeps_of_an_original_keeps_its_policy(client: TestClient) -> None:
    first = client.get("/articles/1/original/raw")
    again = client.get("/articles/1/original/raw", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert "frame-ancestors 'self'" in first.headers["content-security-policy"]
    assert not {"content-security-policy", "x-frame-options"} & set(again.headers)


def test_nothing_active_is_left_of_a_hostile_page(client: TestClient) -> None:
    answer = client.get("/articles/1/original/raw")
    page = html.document_fromstring(answer.content, parser=html.HTMLParser(encoding="utf-8"))
    assert not page.xpath(f"{_ACTIVE} //video | //template | //noscript | //meta[@http-equiv]")
    attributes = {name for element in page.iter("*") for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    assert not attributes & {"srcset", "background", "poster", "ping", "action", "formaction", "srcdoc"}
    assert set(page.xpath("//@href")) == {"#x"}
    assert set(page.xpath("//@src")) == {"data:image/png;base64,iVBORw0KGgo="}
    styles = " ".join([*page.xpath("//@style"), *page.xpath("//style/text()")]).lower()
    assert not re.search(r"url|import|evil|expression|\\|<", styles)


def test_what_is_harmless_in_a_page_stays(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/articles/1/original/raw").text)
    assert "نص باق" in page.text_content()
    assert page.get("dir") == "rtl"
    assert "color:blue" in page.xpath("//p[contains(., 'نص باق')]/@style")[0]
    assert "color: red" in page.xpath("//style")[0].text
    assert page.xpath("//a[. = 'ت']/@title") == ["https://evil.example/m"]
    assert "صورة" in page.xpath("//img/@alt")


def test_original_is_served_under_a_policy_of_its_own(client: TestClient) -> None:
    answer = client.get("/articles/1/original/raw")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert "http" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_frame_of_an_original_allows_nothing(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/articles/1/original").text)
    (frame,) = page.xpath("//iframe")
    assert frame.get("sandbox") == ""
    assert frame.get("src").startswith("/articles/1/original/raw?raw=")


def test_arabic_of_windows_is_read_and_sent_as_utf_8(client: TestClient) -> None:
    answer = client.get("/articles/2/original/raw")
    assert "قال الوزير" in answer.content.decode("utf-8")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


def test_what_is_no_page_is_shown_as_text(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/articles/3/original/raw").text)
    assert page.xpath("//pre")[0].text == '{"text": "<script>alert(1)</script>"}'


def test_untouched_bytes_are_saved_and_named_by_their_hash(client: TestClient) -> None:
    digest = sha256(HOSTILE.encode()).hexdigest()
    assert digest in client.get("/articles/1/original").text
    answer = client.get(f"/articles/1/original/file?raw={digest}")
    assert answer.content == HOSTILE.encode()
    assert answer.headers["content-disposition"] == f'attachment; filename="musnad-1-{digest[:12]}.html"'
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("raw", ["0" * 64, "../../case.db", "<script>"])
def test_bytes_of_another_article_are_not_given(client: TestClient, raw: str) -> None:
    for part in ("", "/raw", "/file"):
        assert client.get(f"/articles/1/original{part}", params={"raw": raw}).status_code == 404


_BROKEN = {
    "empty": b"", "sign": b"<", "comment": b"<!--", "tag": b"<html", "mark": b"\xff\xfe\x00", "deep": b"<p>" * 3000,
    "braces": b"<style>" + b"{a" * 20_000, "long": b"<style>" + b"x" * 200_000,
    "comments": b"<style>" + b"/*" * 50_000, "escapes": b"<p style='" + b"\\" * 50_000 + b"'>x",
    "xml": "<?xml version='1.0' encoding='x'?><p>نص".encode(),
}  # fmt: skip


@pytest.mark.parametrize("data", _BROKEN.values(), ids=_BROKEN)
def test_broken_pages_are_shown_in_no_time(data: bytes) -> None:
    with done_within(2):
        inert_page(data, "text/html").encode("utf-8")


@pytest.mark.parametrize(
    "style",
    ["color:\\75 rl(x)", "a:\\5c 75rl(//x)", "a:u/**/rl(x)", "a:URL(x)", "a: image(x)", "a:</style>", "a:\\3c b"],
)
def test_no_style_asks_for_anything(style: str) -> None:
    page = inert_page(f"<p style='{style}; color: red'>x</p><style>p{{{style}}}</style>".encode(), "text/html")
    assert not re.search(r"url|image|\\|//x|</style>.*</style>", page, re.IGNORECASE)


def test_copies_stand_in_the_order_of_time(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/articles/5/copies").text)
    assert [a.get("href") for a in page.xpath("//ol[@class='copies']//p[@class='title']/a")] == [
        "/articles/4",
        "/articles/5",
    ]
    assert page.xpath("//a[@href='/texts?one=4&other=5']")


def test_an_article_without_copies_says_so(client: TestClient) -> None:
    answer = client.get("/articles/1/copies?lang=en")
    assert "No other article of the case repeats this one." in answer.text


def test_two_texts_show_the_words_by_which_they_differ(client: TestClient) -> None:
    page = html.document_fromstring(client.get("/texts?one=4&other=5").text)
    assert {e.text for e in page.xpath("//*[@class='gone']")} == {"المشتركة"}
    assert {e.text for e in page.xpath("//*[@class='come']")} == {"الثلاثية"}
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//*[@class='gone' or @class='come']/@href")} <= ids


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?one=4", 400),
        ("?one=4&other=99", 404),
        ("?one=x&other=5", 404),
        ("?one=4&other=" + "9" * 40, 404),
        ("?one=4&other=4", 200),
    ],
)
def test_texts_that_are_not_there_give_a_clean_page(client: TestClient, query: str, status: int) -> None:
    assert client.get(f"/texts{query}").status_code == status
