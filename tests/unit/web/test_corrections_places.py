"""Words typed or given by numbers, as spans of a text."""

from __future__ import annotations

import pytest

from musnad.model import Span
from musnad.web.corrections.places import PlaceFault, at_letters, find_words, parse_spans, print_spans, read_place

TEXT = "قال الوزيرُ إن  الوزير\nسافر 😀 أمس، ثم عاد الوزير."
FIRST, SECOND, THIRD = Span(4, 11), Span(16, 22), Span(42, 48)


def test_words_are_found_as_they_stand() -> None:
    assert find_words(TEXT, "سافر 😀 أمس") == (Span(23, 33),)


def test_words_are_found_across_lines() -> None:
    assert find_words(TEXT, "الوزير سافر") == (Span(16, 27),)


def test_words_are_found_without_their_vowel_marks() -> None:
    assert find_words("قال الوَزيرُ", "الوزير") == (Span(4, 12),)
    assert find_words("قال الوزير", "الوَزير") == (Span(4, 10),)


def test_words_typed_as_a_pattern_are_words() -> None:
    assert find_words(TEXT, ".*") == ()
    assert find_words("(a+)+", "(a+)+") == (Span(0, 5),)


@pytest.mark.parametrize("given", ["5", "9-9", "9-3", "a-b", "1-2-3", "-1-4", "1-9999999999"])
def test_what_is_no_place_is_none(given: str) -> None:
    assert parse_spans(given) is None


def test_places_are_read_as_they_are_printed() -> None:
    spans = (Span(1, 4), Span(7, 12))
    assert parse_spans(print_spans(spans)) == spans
    assert parse_spans("") == ()


@pytest.mark.parametrize(
    ("given", "words", "old", "found"),
    [
        ("", "", None, None),
        ("4-11", "", None, FIRST),
        ("4-11", "الوزيرُ", FIRST, FIRST),
        ("0-3", "الوزيرُ", FIRST, Span(0, 3)),
        ("4-11", "قال", FIRST, Span(0, 3)),
        ("16-22", "الوزير", None, SECOND),
        ("23-27", "أمس", Span(23, 27), Span(30, 33)),
        ("42-48", "عاد الوزير", FIRST, Span(38, 48)),
        ("", "سافر", None, Span(23, 27)),
    ],
    ids=["none", "numbers", "same", "numbers-moved", "words-changed", "both", "elsewhere", "both-changed", "words"],
)
def test_numbers_and_words_mean_one_place(given: str, words: str, old: Span | None, found: Span | None) -> None:
    assert read_place(TEXT, given, words, old=old) == found


@pytest.mark.parametrize(
    ("given", "words", "kind"),
    [
        ("x", "", "form"), ("1-2, 3-4", "", "form"), ("40-900", "", "outside"), ("14-16", "", "empty"),
        ("", "الملك", "absent"), ("", "الوزير", "several"), ("23-27", "الوزيرُ", "differ"),
    ],
)  # fmt: skip
def test_place_that_will_not_do_is_told(given: str, words: str, kind: str) -> None:
    found = read_place(TEXT, given, words, old=Span(0, 3)) if kind == "differ" else read_place(TEXT, given, words)
    assert isinstance(found, PlaceFault)
    assert found.kind == kind


def test_words_at_several_places_are_taken_where_they_are_nearest() -> None:
    assert read_place(TEXT, "", "الوزير", near=40) == THIRD
    assert read_place(TEXT, "", "الوزير", old=Span(12, 14)) == SECOND


def test_places_are_named_where_words_stand_at_several() -> None:
    found = read_place(TEXT, "", "الوزير")
    assert isinstance(found, PlaceFault)
    assert found.places == (FIRST, SECOND, THIRD)


def test_letters_are_counted_without_white_space() -> None:
    assert at_letters("ab\n c 😀é\u0301d", 2, 4) == Span(4, 7)
    assert at_letters("ab\n c 😀é\u0301d", 4, 7) == Span(7, 10)
    assert at_letters("abc", 1, 9) is None
    assert at_letters("abc", 2, 2) is None
