"""Small parts of an SVG picture: elements, words of either direction, how wide words are.

Values in, markup out; everything is escaped. SVG takes its direction from the page around it, so every piece of text
says its own, and `side` says where a place lies beside the words whatever way they run.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from markupsafe import Markup, escape

__all__ = ["Side", "element", "measure", "picture", "shorten", "words"]

Side = Literal["left", "middle", "right"]
_RIGHT_TO_LEFT = frozenset(("R", "AL", "AN"))
_MARKS = frozenset(("Mn", "Me", "Cf"))
_ARABIC_WIDTH, _LATIN_WIDTH, _SPACE_WIDTH = 0.52, 0.56, 0.28  # of the size of the type, on the wide side


def element(name: str, *children: str, **attributes: str | float | None) -> Markup:
    """Return an element; `class_` is the attribute class, `stroke_width` stroke-width, and None leaves one out.

    >>> element("circle", cx=1.5, cy=2, class_="node")
    Markup('<circle cx="1.5" cy="2" class="node"/>')
    >>> element("title", "a < b")
    Markup('<title>a &lt; b</title>')
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inside = Markup("").join(children)
    return Markup(f"<{name}{said}>{inside}</{name}>" if children else f"<{name}{said}/>")


def picture(width: float, height: float, *children: str, label: str, class_: str | None = None) -> Markup:
    """Return a whole picture; `label` is what a screen reader says of it.

    A picture with links in it is a group of them: what is an image to a screen reader holds nothing that can be used.
    """
    holds_links = any("<a " in child for child in children)
    return element(
        "svg", *children, viewBox=f"0 0 {_number(width)} {_number(height)}", width=width, height=height,
        role="group" if holds_links else "img", aria_label=label, class_=class_, direction="ltr",
    )  # fmt: skip


def words(
    text: str, x: float, y: float, *, side: Side = "middle", size: float = 14, class_: str | None = None
) -> Markup:
    """Return words whose `side` lies at x and whose base line at y.

    >>> words("حفتر", 10, 20, side="right")
    Markup('<text x="10" y="20" font-size="14" text-anchor="start" direction="rtl" unicode-bidi="isolate">حفتر</text>')

    Numbers alone run from the left, also where Arabic digits would put the year of a day last.
    """
    direction = _direction(text)
    is_rtl = direction == "rtl"
    anchor = "middle" if side == "middle" else "start" if (side == "right") == is_rtl else "end"
    return element(
        "text", text, x=x, y=y, font_size=size, text_anchor=anchor, direction="rtl" if is_rtl else "ltr",
        unicode_bidi="isolate" if direction else "isolate-override", class_=class_,
    )  # fmt: skip


def measure(text: str, size: float = 14) -> float:
    """Return how wide words are at most, in the units of the picture; fonts differ, so it is a careful guess."""
    widths = (
        0.0 if unicodedata.category(c) in _MARKS else _SPACE_WIDTH if c == " " else
        _ARABIC_WIDTH if unicodedata.bidirectional(c) in _RIGHT_TO_LEFT else _LATIN_WIDTH
        for c in text
    )  # fmt: skip
    return size * sum(widths)


def shorten(text: str, room: float, size: float = 14) -> str:
    """Return as much of the words as has room, with an ellipsis where some is left out; whole letters with marks.

    >>> shorten("abcdef", 1000), shorten("abcdef", 25)
    ('abcdef', 'ab…')
    """
    if measure(text, size) <= room:
        return text
    kept = text
    while kept and measure(f"{kept}…", size) > room:
        kept = kept[:-1]
    while kept and unicodedata.category(text[len(kept) : len(kept) + 1] or " ") in _MARKS:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _direction(text: str) -> Literal["ltr", "rtl"] | None:
    """Return which way the first letter of a text runs, None where it has none."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def _number(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
