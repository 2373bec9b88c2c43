"""Read a saved page: its headline and the paragraphs of its article as text, and what it says about itself.

What comes in is the page's characters; what goes out is a `Document` whose text is the headline, an empty line, and
one line per paragraph. Finding the article's body is trafilatura's work; furniture that it leaves is taken out by
`musnad.readers.furniture`. Bytes and charsets are for `musnad.readers.charset`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from musnad.arabic.orthography import is_arabic
from musnad.errors import ReadError
from musnad.model import Document
from musnad.readers.fragments import tidy
from musnad.readers.furniture import Furniture
from musnad.readers.metadata import find_metadata
from musnad.readers.titles import letters

__all__ = ["Page", "read_html", "read_html_page"]

_LEAD_NAMES = re.compile(
    r"lead|lede|standfirst|intro|summary|sapo|chapo|excerpt|subtitle|sub-title|deck|description", re.I
)
_LEAD_TAGS = frozenset({"p", "div", "h2", "h3", "section", "strong"})
_LEAD_WORDS = range(8, 121)
_NOT_LEAD = frozenset({"a", "aside", "nav", "footer", "figure", "figcaption", "li", "script", "style", "form"})
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "lb", "list", "table", "div", "code", "figure"})
_SKIPPED = frozenset({"graphic"})
_VISIBLE_TEXT = ".//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::title)]"
_NO_ARTICLE = "no article body was found in this page"
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # else its warnings reach standard error


class Page(NamedTuple):
    """A page's article, and what else the page says about itself."""

    document: Document
    fields: tuple[tuple[str, str], ...]


def read_html(markup: str, *, id: str, source: str, furniture: Furniture) -> Document:
    """Return the article of a page. Raises ReadError when the page holds no text to read."""
    return read_html_page(markup, id=id, source=source, furniture=furniture).document


def read_html_page(markup: str, *, id: str, source: str, furniture: Furniture) -> Page:
    """Return the article of a page with its fields. Raises ReadError when the page holds no text to read."""
    tree = _parse(markup)
    if tree is None:
        raise ReadError(source, "the page is empty", "save the page again, with its text, and give that file")
    meta = find_metadata(tree, markup, furniture)
    body = _body(tree)
    paragraphs = furniture.clean(body)
    title = meta.title
    if title and not is_arabic(title) and any(map(is_arabic, paragraphs)):
        title = None
    if lead := _lead(tree, title, paragraphs):
        paragraphs = (lead, *paragraphs)
    while paragraphs and title and letters(paragraphs[0]) == letters(title):
        paragraphs = paragraphs[1:]
    if not paragraphs and not title:
        raise ReadError(source, _NO_ARTICLE, "save the article's own page, or copy its words into a text file")
    text = "\n".join(paragraphs) if title is None else "\n\n".join(filter(None, (title, "\n".join(paragraphs))))
    doc = Document(
        id=id,
        text=text,
        title=title,
        outlet=meta.outlet,
        author=meta.author,
        url=meta.url,
        published=meta.published,
        published_basis=meta.published_basis,
        warnings=() if paragraphs else (f"{_NO_ARTICLE}; only its headline was read",),
    )
    return Page(doc, meta.fields)


def _parse(markup: str) -> Any:
    """Return the page's tree, None when there is nothing in it; libxml2 repairs what is cut off."""
    from lxml import etree, html

    data = markup.replace("\x00", "").encode("utf-8", errors="replace")
    if not data.strip():
        return None
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree.tag, str) else None


def _body(tree: Any) -> tuple[str, ...]:
    """Return the lines of the article's body, or none."""
    from copy import deepcopy

    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    config.set("DEFAULT", "EXTRACTION_TIMEOUT", "0")
    found = None
    for language in ("ar", None):  # a page that declares another language (many Arabic ones do) is read without any
        try:
            found = bare_extraction(
                deepcopy(tree), include_comments=False, with_metadata=False, target_language=language, config=config
            )
        except Exception:  # noqa: BLE001 - a page that breaks the extractor is read the plain way
            found = None
        if found is not None:
            break
    body = getattr(found, "body", None)
    lines = tuple(_lines(body)) if body is not None else ()
    return lines or _plain_lines(tree)


def _plain_lines(tree: Any) -> tuple[str, ...]:
    """Return the text of every paragraph; of the whole body where the page marks no paragraphs."""
    paragraphs = [tidy(element.text_content()) for element in tree.iter("p")]
    if any(paragraphs):
        return tuple(filter(None, paragraphs))
    bodies = [tidy(_visible(element)) for element in tree.iter("body")]
    return tuple(filter(None, bodies))


def _visible(element: Any) -> str:
    return " ".join(element.xpath(_VISIBLE_TEXT))


def _lines(body: Any) -> Iterator[str]:
    """Yield the paragraphs of an extracted body, one line each."""
    pieces: list[str] = []
    for piece in _pieces(body):
        if piece is not None:
            pieces.append(piece)
            continue
        if line := tidy("".join(pieces)):
            yield line
        pieces = []
    if line := tidy("".join(pieces)):
        yield line


def _pieces(element: Any) -> Iterator[str | None]:
    """Yield runs of text, and None where a line ends."""
    if element.tag in _SKIPPED or not isinstance(element.tag, str):
        return
    is_block = element.tag in _BLOCKS
    if is_block:
        yield None
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if element.tag == "cell":
        yield " "
    if is_block:
        yield None


def _lead(tree: Any, title: str | None, paragraphs: Sequence[str]) -> str | None:
    """Return the article's first paragraph where the page keeps it apart from the body, under a name of its own."""
    if not paragraphs:
        return None
    body = {letters(paragraph) for paragraph in paragraphs}
    first = letters(paragraphs[0])[:80]
    headline = letters(title or "")
    after_headline = title is None
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        own = tidy(element.text_content()) if element.tag == "h1" or _may_be_lead(element) else ""
        if element.tag == "h1" and headline and letters(own) == headline:
            after_headline = True
        if not after_headline or element.tag not in _LEAD_TAGS or not own:
            continue
        if letters(own).startswith(first):
            return None
        if _is_lead(element, own) and letters(own) not in body and letters(own) != headline:
            return None if any(letters(own) in one for one in body) else own
    return None


def _may_be_lead(element: Any) -> bool:
    """Whether an element holds one paragraph rather than a part of the page."""
    return element.tag in _LEAD_TAGS and sum(child.tag in _BLOCKS for child in element) <= 1 and len(element) <= 40


def _is_lead(element: Any, text: str) -> bool:
    name = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}"
    if not _LEAD_NAMES.search(name) or len(text.split()) not in _LEAD_WORDS or not is_arabic(text):
        return False
    if any(ancestor.tag in _NOT_LEAD for ancestor in (element, *element.iterancestors())):
        return False
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked * 3 < len(text) and text.endswith((".", "؟", "!", "…", '"', "»", "”"))
