"""Words of both directions on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.views.bidi import clean, isolate, right_to_left, width_of, wrap


@pytest.mark.parametrize(
    ("text", "columns"),
    [("abc", 3), ("قال", 3), ("قَالَ", 3), ("\u2067قال\u2069", 3), ("😀", 2), ("عـــام", 6), ("", 0)],
    ids=["latin", "arabic", "vowel_marks", "isolates", "emoji", "tatweel", "empty"],
)
def test_width_of_counts_columns(text: str, columns: int) -> None:
    assert width_of(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\x9b31mb", "a\ufffd31mb"),
        ("a\n\tb", "a b"),
        ("a\u202eb\u2066c", "abc"),
        ("a\ud800b", "a\ufffdb"),
        ("قال\u200fأ", "قال\u200fأ"),
    ],
    ids=["escape", "c1", "white_space", "bidi_controls", "surrogate", "rtl_mark_stays"],
)
def test_clean_takes_what_could_drive_a_terminal(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_isolate_opens_and_closes_once() -> None:
    assert isolate("أ\u2069ب") == "\u2068أب\u2069"


def test_right_to_left_may_hold_isolates() -> None:
    assert right_to_left(isolate("a")) == "\u2067\u2068a\u2069\u2069"


@given(st.text(alphabet="اب َ x😀", max_size=60), st.integers(4, 20))
def test_wrap_keeps_to_the_width_and_loses_no_word(text: str, width: int) -> None:
    rows = list(wrap(clean(text), width))
    assert all(width_of(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_wrap_cuts_at_spaces() -> None:
    assert list(wrap("قال وزير الخارجية", 9)) == ["قال وزير", "الخارجية"]


def test_wrap_cuts_a_word_that_is_too_long() -> None:
    assert list(wrap("abcdefgh x", 3)) == ["abc", "def", "gh", "x"]
