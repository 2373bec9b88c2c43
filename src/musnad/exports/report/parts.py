"""What a report is made of: sections with lines, tables, pictures and remarks, and small pieces of markup.

Values in, values out; how they look is in the template. A line and a row of a table tell something of the case, so
neither can be made without a footnote; a remark is the report's own word on how it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from markupsafe import Markup

from musnad.exports.report.book import Book, Refs, no_refs
from musnad.exports.report.words import Words
from musnad.views.days import moment_written

__all__ = [
    "Block", "Draft", "Fact", "Facts", "Left", "Line", "Lines", "Picture", "Remark", "Report", "Row", "Section",
    "Table", "code", "iso", "name", "quote", "soft",
]  # fmt: skip


_Item = TypeVar("_Item")
_NOTHING = Markup("")


def name(words: str) -> Markup:
    """Return a name or other words of a case, shut off from the direction of the line.

    >>> name("<b>")
    Markup('<bdi>&lt;b&gt;</bdi>')
    """
    return Markup("<bdi>{}</bdi>").format(words)


def quote(words: str) -> Markup:
    """Return words of an article."""
    return Markup('<q lang="ar" dir="rtl">{}</q>').format(words)


def iso(moment: str) -> Markup:
    """Return a day or moment in ISO digits, which run from the left in every language."""
    return Markup('<bdi dir="ltr" class="iso">{}</bdi>').format(moment_written(moment))


def code(words: str) -> Markup:
    """Return a key or a number of a case, which runs from the left."""
    return Markup('<bdi dir="ltr" class="code">{}</bdi>').format(words)


def soft(words: object) -> Markup:
    """Return words that stand back."""
    return Markup('<span class="soft">{}</span>').format(words)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told, with its footnotes; `head` stands before it (who, when), `signs` after it (how)."""

    words: Markup
    refs: Refs
    head: Markup = _NOTHING
    signs: tuple[Markup, ...] = ()
    anchor: str = ""

    def __post_init__(self) -> None:
        if not self.refs:
            raise ValueError(f"a line needs a footnote: {self.words}")


@dataclass(frozen=True, slots=True)
class Lines:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its footnotes, which stand in the last column."""

    cells: tuple[Markup, ...]
    refs: Refs
    anchor: str = ""

    def __post_init__(self) -> None:
        if not self.refs:
            raise ValueError(f"a row needs a footnote: {self.cells}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the head repeats on every page. The first cell of a row names it."""

    label: Markup
    head: tuple[Markup, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.head) for row in self.rows):
            raise ValueError(f"the rows of {self.label} do not fit its head")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, as `musnad.views.drawing` makes it, and what its signs mean."""

    svg: Markup
    legend: tuple[Markup, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A word of the report's own."""

    words: Markup


@dataclass(frozen=True, slots=True)
class Fact:
    """What something of the report is."""

    term: Markup
    words: Markup


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about the report, its case or how it was made."""

    facts: tuple[Fact, ...]


Block = Lines | Table | Picture | Remark | Facts


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report with its heading; those in `sections` stand under it."""

    key: str
    title: Markup
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    refs: Refs = no_refs

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.blocks and all(section.is_empty for section in self.sections)


@dataclass(frozen=True, slots=True)
class Left:
    """How many of how many a limit of the report let through."""

    what: Markup
    shown: int
    of: int


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: what it is about, its head, its sections, and its footnotes in `book`."""

    kind: Markup
    title: Markup
    plain_title: str
    facts: Facts
    sections: tuple[Section, ...]
    title_refs: Refs = no_refs


@dataclass(frozen=True, slots=True)
class Draft:
    """What a report is written with: the words of its language, its footnotes, and what its limits left out."""

    words: Words
    book: Book
    left: list[Left] = field(default_factory=list)

    def most(self, items: Sequence[_Item], limit: int, what: Markup) -> Sequence[_Item]:
        """Return the first `limit` items, and remember where there are more."""
        if len(items) > limit:
            self.left.append(Left(what, limit, len(items)))
        return items[:limit]
