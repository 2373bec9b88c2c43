"""Spans: what may be one, and how two lie to each other."""

from __future__ import annotations

import pytest

from musnad.model import Span, TimeExpression


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)], ids=["negative", "empty", "backwards"])
def test_span_refuses_what_is_no_range(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


@pytest.mark.parametrize(
    ("other", "overlaps", "contains"),
    [
        (Span(2, 5), True, True),
        (Span(3, 4), True, True),
        (Span(1, 3), True, False),
        (Span(5, 6), False, False),
        (Span(0, 2), False, False),
    ],
    ids=["same", "inside", "across", "right-after", "right-before"],
)
def test_spans_lie_to_each_other(other: Span, overlaps: bool, contains: bool) -> None:
    assert Span(2, 5).overlaps(other) is overlaps
    assert other.overlaps(Span(2, 5)) is overlaps
    assert Span(2, 5).contains(other) is contains


def test_spans_sort_by_place() -> None:
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(4, 5)]


def test_annotation_gives_its_bare_span() -> None:
    time = TimeExpression(start=2, end=5, type="DATE", value=None, origin="test:x")
    assert time.span == Span(2, 5)
    assert type(time.span) is Span
