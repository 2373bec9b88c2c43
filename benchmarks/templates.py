"""Pages of our own around a news text: twelve ways in which Arabic news sites build a page, all of them synthetic.

What comes in are a title, paragraphs and a date; what goes out is HTML. None copies a real site: each stands for one
habit that makes the article harder or easier to find (no article element, a table layout, links between paragraphs,
comments after the text, JSON-LD only, line breaks instead of paragraphs ...).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

__all__ = ["TEMPLATES"]

Template = Callable[[str, list[str], str], str]

_MENU = "".join(
    f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(("الرئيسية", "سياسة", "اقتصاد", "رياضة", "ثقافة"))
)
_NAV = f"<nav><ul>{_MENU}</ul></nav>"
_FOOTER = "<footer><p>جميع الحقوق محفوظة</p><ul><li><a href='/about'>من نحن</a></li></ul></footer>"
_RELATED = "<ul>" + "".join(f'<li><a href="/r{n}">خبر آخر في القسم نفسه رقم {n}</a></li>' for n in range(6)) + "</ul>"


def _page(head: str, body: str, *, charset: str = "utf-8") -> str:
    opening = f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">'
    return f"{opening}{head}</head><body>{body}</body></html>"


def _paragraphs(paragraphs: list[str]) -> str:
    return "".join(f"<p>{escape(p)}</p>" for p in paragraphs)


def article_element(title: str, paragraphs: list[str], date: str) -> str:
    """The plain modern page."""
    time = f'<time datetime="{date}">{date}</time>'
    body = f"{_NAV}<main><article><h1>{escape(title)}</h1>{time}{_paragraphs(paragraphs)}</article></main>{_FOOTER}"
    return _page(f"<title>{escape(title)}</title>", body)


def open_graph(title: str, paragraphs: list[str], date: str) -> str:
    """Metadata in meta elements, text in a div."""
    head = f'<title>{escape(title)} | موقع</title><meta property="og:title" content="{escape(title)}">'
    head += f'<meta property="article:published_time" content="{date}T08:00:00+03:00">'
    text = f'<h1 class="t">{escape(title)}</h1><div class="post-content">{_paragraphs(paragraphs)}</div>'
    return _page(head, f"{_NAV}<div id='c'>{text}</div>{_RELATED}{_FOOTER}")


def json_ld(title: str, paragraphs: list[str], date: str) -> str:
    """Metadata in JSON-LD only."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": date}
    head = f'<title>{escape(title)}</title><script type="application/ld+json">{json.dumps(data)}</script>'
    return _page(head, f"{_NAV}<section><h2>{escape(title)}</h2>{_paragraphs(paragraphs)}</section>{_FOOTER}")


def line_breaks(title: str, paragraphs: list[str], date: str) -> str:
    """One block with line breaks where paragraphs should be."""
    text = "<br><br>".join(map(escape, paragraphs))
    return _page(
        f"<title>{escape(title)}</title>",
        f"{_NAV}<h1>{escape(title)}</h1><span>{date}</span><div>{text}</div>{_FOOTER}",
    )


def table_layout(title: str, paragraphs: list[str], date: str) -> str:
    """An old page laid out in a table."""
    cell = f"<font size='5'><b>{escape(title)}</b></font><br>{date}{_paragraphs(paragraphs)}"
    rows = f"<tr><td colspan=2>{_NAV}</td></tr><tr><td>{_RELATED}</td><td>{cell}</td></tr>"
    return _page(f"<title>{escape(title)}</title>", f"<table width='100%'>{rows}</table>{_FOOTER}")


def links_between(title: str, paragraphs: list[str], date: str) -> str:
    """Teasers between the paragraphs."""
    teaser = '<div class="related"><strong>اقرأ أيضا</strong> <a href="/x">عنوان خبر آخر تماما</a></div>'
    text = teaser.join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return _page(f"<title>{escape(title)}</title>", f"{_NAV}<article><h1>{escape(title)}</h1>{text}</article>{_FOOTER}")


def comments_after(title: str, paragraphs: list[str], date: str) -> str:
    """A long list of comments after a short text."""
    comment = '<div class="comment"><b>قارئ</b><p>تعليق طويل بعض الشيء على الخبر المنشور في الأعلى.</p></div>'
    comments = f'<section id="comments"><h3>التعليقات</h3>{comment * 15}</section>'
    body = f"{_NAV}<article><h1>{escape(title)}</h1>{_paragraphs(paragraphs)}</article>{comments}{_FOOTER}"
    return _page(f"<title>{escape(title)}</title>", body)


def deep_divs(title: str, paragraphs: list[str], date: str) -> str:
    """A page builder's nest of divs, every paragraph in its own."""
    text = "".join(f"<div class='b'><div><div><span>{escape(p)}</span></div></div></div>" for p in paragraphs)
    nest = "<div>" * 12 + f"<h1>{escape(title)}</h1>{text}" + "</div>" * 12
    return _page(f"<title>{escape(title)}</title>", f"<div>{_NAV}{nest}{_FOOTER}</div>")


def many_scripts(title: str, paragraphs: list[str], date: str) -> str:
    """Scripts, styles and an embedded state that weigh more than the text."""
    state = json.dumps({f"key{n}": {"title": "عنوان في الحالة", "body": "نص " * 40} for n in range(80)})
    head = f"<title>{escape(title)}</title><style>{'.a{color:red}' * 500}</style><script>window.S={state}</script>"
    return _page(head, f"{_NAV}<article><h1>{escape(title)}</h1>{_paragraphs(paragraphs)}</article>{_FOOTER}")


def long_sidebar(title: str, paragraphs: list[str], date: str) -> str:
    """A side column with more words than the article."""
    side = "".join(f"<div><h4>خبر {n}</h4><p>{'مقدمة قصيرة لخبر آخر ' * 5}</p></div>" for n in range(30))
    body = (
        f"{_NAV}<aside>{side}</aside><div class='article-body'><h1>{escape(title)}</h1>{_paragraphs(paragraphs)}</div>"
    )
    return _page(f"<title>{escape(title)}</title>", body + _FOOTER)


def figures_inside(title: str, paragraphs: list[str], date: str) -> str:
    """Pictures with captions, a pull quote and share buttons between the paragraphs."""
    figure = '<figure><img src="a.jpg" alt=""><figcaption>صورة من الأرشيف</figcaption></figure>'
    share = '<div class="share"><a href="#">فيسبوك</a><a href="#">تويتر</a></div>'
    text = (
        figure
        + share
        + f"<blockquote>{escape(paragraphs[0])}</blockquote>".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    )
    return _page(f"<title>{escape(title)}</title>", f"{_NAV}<article><h1>{escape(title)}</h1>{text}</article>{_FOOTER}")


def unclosed_tags(title: str, paragraphs: list[str], date: str) -> str:
    """Tags that nobody closed, and a page cut off at its end."""
    text = "".join(f"<p>{escape(p)}" for p in paragraphs)
    return f"<html dir=rtl><head><title>{escape(title)}<body><h1>{escape(title)}</h1><div>{text}<div class=foot><p>حقوق"


TEMPLATES: dict[str, Template] = {
    template.__name__: template
    for template in (
        *(article_element, open_graph, json_ld, line_breaks, table_layout, links_between),
        *(comments_after, deep_divs, many_scripts, long_sidebar, figures_inside, unclosed_tags),
    )
}
