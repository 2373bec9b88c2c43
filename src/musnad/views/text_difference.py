"""What differs between two texts, as markup side by side: each difference leads to the same place in the other.

What comes in are two texts as written; what goes out are their lines as escaped markup. Words that differ are `del` in
the first and `ins` in the second.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from markupsafe import Markup

from musnad.case.copies import Change, word_diff
from musnad.model import Span
from musnad.views.article_text import TextWriter
from musnad.views.cutting import Mark, cut, lines
from musnad.views.marking import Look

__all__ = ["Differing", "difference"]


class Differing(msgspec.Struct, frozen=True):
    """Two texts as lines of markup, and how many places of each kind differ."""

    one: tuple[Markup, ...]
    other: tuple[Markup, ...]
    added: int
    removed: int
    replaced: int


def difference(one: str, other: str) -> Differing:
    """Return two texts with the words marked by which they differ, numbered in the order of the first."""
    found = word_diff(one, other)
    kinds = [each.kind for each in found]
    gone = [(number, each.a) for number, each in enumerate(found, 1) if each.a is not None]
    come = [(number, each.b) for number, each in enumerate(found, 1) if each.b is not None]
    return Differing(
        one=_written(one, gone, "gone", own="a", across="b", there={number for number, _ in come}),
        other=_written(other, come, "come", own="b", across="a", there={number for number, _ in gone}),
        added=kinds.count(Change.ADDED),
        removed=kinds.count(Change.REMOVED),
        replaced=kinds.count(Change.REPLACED),
    )


def _written(
    text: str, spans: Iterable[tuple[int, Span]], name: str, *, own: str, across: str, there: set[int]
) -> tuple[Markup, ...]:
    """Return the lines of one text; a difference is a link where the other text has words in its place."""
    marks = [
        Mark(span, Look((name,), 0, f"d{number}", f"#{across}{number}" if number in there else None,
                        anchor=f"{own}{number}"))
        for number, span in spans
    ]  # fmt: skip
    writer = TextWriter(text, {}, str)
    return tuple(writer.write(cut(line, marks)) for line in lines(text))
