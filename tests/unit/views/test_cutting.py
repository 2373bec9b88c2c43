"""Text cut at the edges of annotations."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Span
from musnad.views.cutting import Mark, cut, lines


def _names(text: str, *marks: tuple[int, int, str]) -> list[tuple[str, str]]:
    pieces = cut(Span(0, len(text)), [Mark(Span(a, b), name) for a, b, name in marks])
    return [(text[p.span.start : p.span.end], "".join(m.what for m in p.marks)) for p in pieces]


def test_cut_leaves_an_unmarked_line_whole() -> None:
    assert _names("abc") == [("abc", "")]


def test_cut_nests_marks() -> None:
    assert _names("abcdef", (0, 6, "x"), (2, 4, "y")) == [("ab", "x"), ("cd", "xy"), ("ef", "x")]


def test_cut_divides_overlapping_marks() -> None:
    assert _names("abcdef", (0, 4, "x"), (2, 6, "y")) == [("ab", "x"), ("cd", "xy"), ("ef", "y")]


def test_cut_keeps_two_marks_over_the_same_words() -> None:
    assert _names("abc", (1, 2, "x"), (1, 2, "y")) == [("a", ""), ("b", "xy"), ("c", "")]


def test_cut_counts_astral_characters_as_one() -> None:
    assert _names("😀قال", (1, 4, "x")) == [("😀", ""), ("قال", "x")]


def test_cut_clips_marks_that_reach_beyond_the_line() -> None:
    pieces = cut(Span(3, 6), [Mark(Span(0, 5), "x")])
    assert [(p.span, len(p.marks)) for p in pieces] == [(Span(3, 5), 1), (Span(5, 6), 0)]


def test_lines_leave_out_blank_ones() -> None:
    text = "أ ب\n\n  \r\nج\u2029د"
    assert [text[s.start : s.end] for s in lines(text)] == ["أ ب", "ج", "د"]


@given(st.text())
def test_lines_lose_nothing_but_white_space(text: str) -> None:
    kept = "".join(text[s.start : s.end] for s in lines(text))
    assert "".join(kept.split()) == "".join(text.split())


@given(st.lists(st.tuples(st.integers(0, 29), st.integers(1, 12))))
def test_cut_covers_each_character_with_its_own_marks(places: list[tuple[int, int]]) -> None:
    line = Span(5, 25)
    marks = [Mark(Span(start, start + size), i) for i, (start, size) in enumerate(places)]
    pieces = cut(line, marks)
    assert [p.span.start for p in pieces] == [line.start, *(p.span.end for p in pieces)][:-1]
    assert pieces[-1].span.end == line.end
    for piece in pieces:
        for position in range(piece.span.start, piece.span.end):
            covering = {m.what for m in marks if m.span.start <= position < m.span.end}
            assert {m.what for m in piece.marks} == covering
