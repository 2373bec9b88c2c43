"""A saved page as it was, made inert: nothing in it runs, sends, or asks another machine for anything.

What comes in are the bytes as they were saved; what goes out is a page in UTF-8 that can stand in a frame. Only
elements and attributes that are known to be harmless stay; addresses are told in words and lead nowhere. The untouched
bytes are for `musnad.case.raw`. This is the first of two walls: the room serves the page under a policy that would
forbid all of it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import html
from lxml.etree import LxmlError, ParserError, _Element
from lxml_html_clean import Cleaner
from markupsafe import escape

from musnad.readers import decode

__all__ = ["inert_page", "is_page"]


def _named(words: str) -> frozenset[str]:
    return frozenset(words.split())


_PAGES = ("text/html", "application/xhtml+xml")
_KEPT = _named(
    "html head title body header footer main section article aside nav div p span br hr wbr h1 h2 h3 h4 h5 h6 hgroup "
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th figure figcaption img a b strong i em u s "
    "del ins mark small big sub sup code pre kbd samp var abbr acronym cite q blockquote address time bdi bdo font "
    "center tt strike details summary ruby rt rp dfn data label fieldset legend style"
)
# taken out with all they hold; others that are not kept go, and what stands in them stays
_GONE = _named(
    "script template svg math object applet iframe frame frameset noframes noembed xmp plaintext listing audio video "
    "canvas map button select textarea datalist"
)
_ATTRIBUTES = _named(
    "alt title lang dir class id colspan rowspan scope headers align valign width height border cellpadding "
    "cellspacing bgcolor color face size start reversed type value datetime style href src open"
)
# matches data:image/png;base64,iVBO; not data:image/svg+xml,… and not data:text/html
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
# matches \75 and \75rl; not a backslash alone
_ESCAPED = re.compile(r"\\(?:(?P<code>[0-9a-fA-F]{1,6})\s?|(?P<plain>.))", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# matches url(x), @import, image-set(; anything in a style that can ask for something or do something
_ASKS = re.compile(
    r"url|src|image|import|charset|namespace|font-face|expression|behaviou?r|binding|javascript|attr\s*\(|element\s*\(|"
    r"paint\s*\(|//|[<\\@]",
    re.IGNORECASE,
)
# parts a style sheet where rules begin and end
_BRACE = re.compile("([{}])")


def is_page(media: str) -> bool:
    """Whether bytes of a type are a page, which is shown as one; everything else is shown as text."""
    return media.partition(";")[0].strip().lower() in _PAGES


def inert_page(data: bytes, media: str) -> str:
    """Return a page to be written as UTF-8, whatever the bytes are; text stands in it as it is."""
    declared = media.partition("charset=")[2].strip(" \"'") or None
    text = decode(data, is_html=is_page(media), declared=declared).text.replace("\x00", "\ufffd")
    if not is_page(media) or (tree := _parsed(text)) is None:
        return _plain(text)
    for link in tree.iter("a"):  # where a link led is told, and it leads there no more
        if (address := link.get("href", "")).startswith(("http://", "https://")):
            link.set("title", address)
    Cleaner(
        scripts=True, javascript=True, comments=True, style=False, inline_style=False, links=True, meta=True,
        page_structure=False, processing_instructions=True, embedded=True, frames=True, forms=True,
        annoying_tags=True, allow_tags=_KEPT, kill_tags=_GONE, remove_unknown_tags=False, safe_attrs_only=True,
        safe_attrs=_ATTRIBUTES,
    )(tree)  # fmt: skip
    _quiet(tree.iter("*"))
    _say_own(tree)
    page: str = html.tostring(tree, encoding="unicode", method="html", doctype="<!DOCTYPE html>")
    return page


def _parsed(text: str) -> _Element | None:
    """Return the tree of a page, None where the parser makes nothing of it."""
    try:
        data = text.encode("utf-8", "replace")
        return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (ParserError, LxmlError, ValueError):
        return None


def _say_own(tree: _Element) -> None:
    """Put first in a cleaned page what it says of itself: it is UTF-8, and tells nobody where a reader came from."""
    head = tree.find("head")
    if head is None:
        tree.insert(0, head := html.Element("head"))
    head.insert(0, html.Element("meta", charset="utf-8"))
    head.insert(1, html.Element("meta", name="referrer", content="no-referrer"))


def _quiet(elements: Iterable[_Element]) -> None:
    """Take from each element the addresses and the styles by which it would ask for something."""
    for element in list(elements):
        href, source = element.get("href"), element.get("src")
        if href is not None and not (element.tag == "a" and href.startswith("#")):
            del element.attrib["href"]
        if source is not None and not (element.tag == "img" and _PICTURE.fullmatch(source)):
            del element.attrib["src"]
        if (style := element.get("style")) is not None:
            element.set("style", _declarations(style))
        if element.tag == "style":
            element.text = _style_sheet("".join(element.itertext()))
            for child in list(element):
                element.remove(child)


def _style_sheet(text: str) -> str:
    """Return a style sheet with the rules that ask for nothing; those within @media are kept without it."""
    parts = _BRACE.split(_plainly(text))
    kept, head, is_open = [], "", False
    for words, brace in zip(parts[::2], (*parts[1::2], ""), strict=True):
        if brace == "}" and is_open and not _ASKS.search(head):
            kept.append(f"{head.strip()} {{ {_declarations(words)} }}")
        head, is_open = words.rpartition(";")[2], brace == "{"
    return "\n".join(kept)


def _declarations(text: str) -> str:
    """Return declarations without those that ask for something."""
    return "; ".join(part.strip() for part in _plainly(text).split(";") if part.strip() and not _ASKS.search(part))


def _plainly(text: str) -> str:
    """Return a style without comments and escapes, behind which words can hide."""
    return _ESCAPED.sub(_unescaped, _COMMENT.sub("", text))


def _unescaped(found: re.Match[str]) -> str:
    if found["code"] is None:
        return found["plain"]
    code = int(found["code"], 16)
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def _plain(text: str) -> str:
    """Return a page that shows a text as it is."""
    style = "pre { white-space: pre-wrap; overflow-wrap: anywhere; font: 1rem/1.8 monospace; margin: 1rem }"
    head = f'<meta charset="utf-8"><meta name="referrer" content="no-referrer"><style>{style}</style>'
    return f'<!DOCTYPE html>\n{head}\n<pre dir="auto">{escape(text)}</pre>\n'
