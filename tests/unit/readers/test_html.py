"""Saved pages."""

from __future__ import annotations

import pytest

from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.furniture import Furniture
from musnad.readers.html import read_html
from musnad.readers.titles import choose_title, strip_site

HEADLINE = 'الوزير ينفي "بيع المصنع" ويعد بتوسيعه'
FIRST = (
    "نفى وزير الصناعة يوم الأحد ما تردد عن بيع مصنع النسيج في المدينة، وقال إن الحكومة تدرس توسيعه خلال العام المقبل."
)
SECOND = (
    "وأضاف الوزير في مؤتمر صحفي أن عدد العاملين في المصنع سيرتفع إلى ألف عامل، مشيرا إلى أن التمويل جاهز منذ شهرين."
)
THIRD = "ونقلت صحيفة محلية عن مسؤول في النقابة قوله إن العمال لم يتسلموا حتى الآن أي وعد مكتوب بشأن أجورهم المتأخرة."


def page(*, head: str = "", before: str = "", after: str = "", h1: str = HEADLINE) -> str:
    return (
        f"<!doctype html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>"
        "<nav><a href=/>الرئيسية</a><a href=/s>رياضة</a></nav>"
        f"<article><h1>{h1}</h1>{before}<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>{after}</article></body></html>"
    )


def read(markup: str) -> Document:
    return read_html(markup, id="x", source="x.html", furniture=Furniture())


def test_text_is_headline_empty_line_paragraphs() -> None:
    doc = read(page(head=f"<title>{HEADLINE} | صحيفة المثال</title>"))
    assert doc.title == HEADLINE
    assert doc.text == "\n".join((HEADLINE, "", FIRST, SECOND, THIRD))
    assert doc.published is None and doc.published_basis is None


def test_furniture_stays_out() -> None:
    after = "<p>اقرأ أيضا: أسعار القطن ترتفع</p><p>شارك هذا الخبر:</p>"
    text = read(page(after=after)).text
    assert "القطن" not in text and "شارك" not in text


def test_lead_apart_from_the_body_comes_first() -> None:
    lead = "أعلنت وزارة الصناعة موقفها من مصنع النسيج بعد أسابيع من الشائعات حول مصيره."
    markup = page(before=f"<div class='article__lead'><p>{lead}</p></div>")
    assert read(markup).text.split("\n")[2] == lead


@pytest.mark.parametrize(
    ("head", "before", "published", "basis"),
    [
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"x",'
         '"datePublished":"2020-12-25T01:59:50+02:00"}]}</script>'
         '<meta property="article:published_time" content="2020-12-24T23:59:50Z">', "",
         "2020-12-25T01:59:50+02:00", "metadata"),
        ('<meta property="article:published_time" content="الأربعاء، 07 أكتوبر 2020 - 12:09 م">', "",
         "2020-10-07", "metadata"),
        ("", '<time class="published" datetime="2020-06-03T03:01+0400">03 يونيو</time>',
         "2020-06-03T03:01+04:00", "metadata"),
        ("", "<div>تم نشره الجمعة 24 نيسان / أبريل 2020 09:22 مساء</div>", "2020-04-24", "dateline"),
        ('<link rel=canonical href="https://example.org/2013/8/3/story.html">',
         "<div>الأربعاء، 28 آب/أغسطس 2013، آخر تحديث 14:00 (GMT+0400)</div>", "2013-08-03", "url"),
        ("", "<div>آخر تحديث 28 آب/أغسطس 2013</div>", "2013-08-28", "inferred"),
        ('<script type="application/ld+json">{broken</script>', "", None, None),
    ],
    ids=["ld_before_meta", "meta_arabic", "time_element", "levantine_line", "url_before_update", "update_only", "none"],
)  # fmt: skip
def test_published(head: str, before: str, published: str | None, basis: str | None) -> None:
    doc = read(page(head=head, before=before))
    assert (doc.published, doc.published_basis) == (published, basis)


def test_todays_date_above_the_headline_is_not_the_articles() -> None:
    markup = page().replace("<nav>", "<div class=today>الاثنين 6 مايو 2024</div><nav>")
    assert read(markup).published is None


def test_metadata_of_json_ld() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"x","author":[{"name":"منى حداد"}],'
        '"publisher":{"@id":"#p"}}</script>'
        '<script type="application/ld+json">{"@id":"#p","name":"صحيفة المثال"}</script>'
        '<meta property="og:url" content="https://example.org/a/1">'
    )
    doc = read(page(head=head))
    assert (doc.author, doc.outlet, doc.url) == ("منى حداد", "صحيفة المثال", "https://example.org/a/1")


def test_page_that_declares_another_language_is_read_the_same() -> None:
    assert read(page().replace("lang=ar", "lang=en")).text == read(page()).text


def test_cut_off_page_is_read() -> None:
    doc = read(page()[: page().index(THIRD) + 30])
    assert doc.title == HEADLINE
    assert FIRST in doc.text and SECOND in doc.text


def test_page_without_article_is_refused() -> None:
    with pytest.raises(ReadError, match="no article body"):
        read("<html><head></head><body><img src=a.png></body></html>")


@pytest.mark.parametrize(
    ("title", "sites", "expected"),
    [
        ("الوزير يزور العاصمة غدا | BBC", (), "الوزير يزور العاصمة غدا"),
        ("الوزير يزور العاصمة غدا - RT Arabic", (), "الوزير يزور العاصمة غدا"),
        ("الوزير يزور العاصمة غدا - صحيفة المثال", ("صحيفة المثال",), "الوزير يزور العاصمة غدا"),
        ("صحيفة المثال - الوزير يزور العاصمة غدا", ("صحيفة المثال",), "الوزير يزور العاصمة غدا"),
        ("سباق الرئاسة - من يفوز غدا", (), "سباق الرئاسة - من يفوز غدا"),
        ("صحيفة المثال", ("صحيفة المثال",), None),
    ],
    ids=["bar", "latin", "site_after", "site_before", "dash_in_headline", "site_only"],
)
def test_strip_site(title: str, sites: tuple[str, ...], expected: str | None) -> None:
    assert strip_site(title, sites) == expected


def test_choose_title_prefers_the_heading_that_fields_repeat() -> None:
    named = ("بيع المصنع: الوزير ينفي - المثال", None)
    headings = ("المثال", "«بيع المصنع»: الوزير ينفي")
    assert choose_title(headings=headings, named=named, page_title=None, sites=()) == headings[1]
