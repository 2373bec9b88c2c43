"""Turn a piece of HTML, such as a feed's summary, into the lines of text that it shows.

What comes in is markup, or plain text with line breaks; what goes out is one line per paragraph. Whole pages, with
menus around an article, are for `musnad.readers.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from musnad.readers.titles import letters

__all__ = ["fragment_lines", "has_markup", "tidy"]

_SPACES = re.compile(r"\s+")
_BULLET = re.compile(r"^[-–•·*▪■●◾]\s+")
# <p>, </p>, <br/>, <!-- a -->; not 3 < 4, <3
_MARKUP = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9]*[\s/>]|!--)")
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tr", "ul",
})  # fmt: skip
_UNSEEN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "svg", "head", "title", "form"})


def tidy(text: str) -> str:
    """Return one line of text; nothing where no letter or digit is in it."""
    line = _BULLET.sub("", _SPACES.sub(" ", text.replace("\u200b", "").replace("\ufeff", "")).strip())
    return line if letters(line) else ""


def has_markup(text: str) -> bool:
    """Whether a text is HTML.

    >>> has_markup("<p>a</p>"), has_markup("3 < 4")
    (True, False)
    """
    return _MARKUP.search(text) is not None


def fragment_lines(markup: str) -> tuple[str, ...]:
    """Return the lines that a piece of HTML shows; a text without any tag keeps its own lines.

    >>> fragment_lines("<p>a<br>b</p><p>c &amp; d")
    ('a', 'b', 'c & d')
    """
    if not has_markup(markup):
        return tuple(filter(None, map(tidy, unescape(markup).splitlines())))
    from lxml import etree, html

    data = markup.replace("\x00", "").encode("utf-8", errors="replace")
    try:
        tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, AssertionError):
        return ()
    lines: list[str] = []
    pieces: list[str] = []
    for piece in (*_pieces(tree), None):
        if piece is not None:
            pieces.append(piece)
            continue
        if line := tidy("".join(pieces)):
            lines.append(line)
        pieces = []
    return tuple(lines)


def _pieces(tree: Any) -> Iterator[str | None]:
    """Yield runs of text, and None where a line ends."""
    from lxml import etree

    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event in ("start", "end"):
            if tag in _BLOCKS:
                yield None
            elif tag in ("td", "th"):
                yield " "
        if event == "start":
            hidden += tag in _UNSEEN
            if not hidden:
                yield element.text or ""
            continue
        hidden -= event == "end" and tag in _UNSEEN
        if not hidden:
            yield element.tail or ""
