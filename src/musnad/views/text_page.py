"""What the reports for the terminal share: the measure, colours, and how a document is headed.

Values in, values out; no I/O. Labels stand in English at the left, Arabic words in isolates of their own (see
`musnad.views.bidi`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from musnad.model import Document
from musnad.views.bidi import clean, isolate, right_to_left, width_of, wrap
from musnad.views.dating import day_reasons, open_days
from musnad.views.labels import Labels

__all__ = ["MARGIN", "SIDE", "TextPage", "joined", "page_head", "section_head", "visible_width", "whole_report"]

MARGIN = 2
SIDE = 16
_MIN_WIDTH = 40
_MOST_REASONS = 12
_STYLES = {"title": "1", "heading": "1;36", "dim": "2", "date": "1", "warn": "33", "bad": "31", "number": "1;36"}


class TextPage(msgspec.Struct, frozen=True):
    """What the parts of a report share: the document, its labels, the measure.

    Lines keep to `width` columns (at least 40) except where a single name is longer; ANSI colours come only when
    `colour` is True.
    """

    doc: Document
    labels: Labels
    asked_width: int
    colour: bool

    @property
    def width(self) -> int:
        """How many columns a line may take."""
        return max(self.asked_width, _MIN_WIDTH)

    def paint(self, text: str, style: str) -> str:
        """Return the text in a style, as it is where no colours are wanted."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour else text

    def pair(self, group: str, key: str) -> str:
        """Return a label in both languages."""
        label = self.labels.of(group, key)
        return label.en if label.en == label.ar else f"{label.en} {isolate(label.ar)}"

    def right(self, text: str) -> Iterator[str]:
        """Wrap words into lines that start at the right edge."""
        for line in wrap(clean(text), self.width - 2 * MARGIN):
            yield " " * (self.width - MARGIN - width_of(line)) + right_to_left(line)


def page_head(page: TextPage, title: str) -> Iterator[str]:
    """Yield the title, the day of publication and where it comes from, and the other metadata."""
    doc = page.doc
    for line in page.right(title):
        yield page.paint(line, "title")
    yield page.paint("─" * page.width, "dim")
    yield from _published(page)
    for name, value in (("outlet", doc.outlet), ("author", doc.author), ("address", doc.url), ("id", doc.id)):
        if value:
            yield _side(page, name) + isolate(value)


def _published(page: TextPage) -> Iterator[str]:
    """Yield the day, or the days that fit; then the words that speak for them, where it had to be inferred."""
    doc, labels = page.doc, page.labels
    if doc.published:
        basis = labels.of("published_basis", doc.published_basis or "").en
        facts = [isolate(doc.published), *([f"({basis})"] if basis else [])]
        yield from joined(facts, " ", page.width, hang=SIDE, lead=_side(page, "published"))
    elif (left := open_days(doc)) is None:
        yield _side(page, "published") + "unknown"
    else:
        days = [f"{day}," for day in left.days[:-1]] + list(left.days[-1:])
        facts = [f"unknown; {labels.ui(left.key).en}", *days]
        yield from joined(facts, " ", page.width, hang=SIDE, lead=_side(page, "published"))
    yield from _reasons(page)


def _reasons(page: TextPage) -> Iterator[str]:
    reasons = day_reasons(page.doc, page.labels)
    for reason in reasons[:_MOST_REASONS]:
        lead = _side(page, page.labels.ui("because").en if reason.number == 1 else "")
        facts = [reason.kind.en, clean(reason.said.en), isolate(reason.words)]
        yield from joined(facts, " ", page.width, hang=SIDE, lead=lead)
    if len(reasons) > _MOST_REASONS:
        yield _side(page, "") + f"and {len(reasons) - _MOST_REASONS} more"


def _side(page: TextPage, label: str) -> str:
    return page.paint(f"{label:<{SIDE}}", "dim")


def whole_report(*parts: Iterator[str]) -> str:
    """Return the lines of all parts as one text that ends in a line feed."""
    return "\n".join(line.rstrip(" ") for part in parts for line in part) + "\n"


def section_head(page: TextPage, key: str, layer: tuple[object, ...] | None) -> Iterator[str]:
    """Yield the heading of a section with the count, and whether there is nothing under it."""
    label = page.labels.ui(key)
    count = "" if layer is None else f" ({len(layer)})"
    yield ""
    yield page.paint(f"{label.en.upper()}{count} · {isolate(label.ar)}", "heading")
    if not layer:
        yield " " * MARGIN + page.paint(page.labels.ui("not_made" if layer is None else "none_found").en, "dim")


def joined(facts: Sequence[str], between: str, width: int, *, hang: int, lead: str) -> Iterator[str]:
    """Lay facts side by side after a lead, going on in the next line, indented by `hang`, where one does not fit."""
    line, empty = lead, True
    for fact in facts:
        if not empty and visible_width(line) + width_of(between) + visible_width(fact) > width:
            yield line
            line, empty = " " * hang, True
        line = f"{line}{fact}" if empty else f"{line}{between}{fact}"
        empty = False
    if not empty:
        yield line


def visible_width(text: str) -> int:
    """Return the width without ANSI colours."""
    pieces = text.split("\x1b[")
    return width_of(pieces[0]) + sum(width_of(piece.partition("m")[2]) for piece in pieces[1:])
