"""Spellings that count as the same, and the way back to the letters as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.arabic.orthography import fold, fold_offset, is_arabic


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("أإآٱا", "ااااا"),
        ("مصطفى", "مصطفي"),
        ("مُحَمَّدٌ", "محمد"),
        ("محـــمد", "محمد"),
        ("٢٠١٨", "2018"),
        ("۲۰۱۸", "2018"),
        ("ﻻ", "لا"),
        ("ﷲ", "الله"),
        ("کتابی", "كتابي"),
        ("CNN", "cnn"),
        ("ر\u200fو\u200dس", "روس"),
        ("مدرسة", "مدرسة"),
        ("مسؤول", "مسؤول"),
        ("هيئة", "هيئة"),
    ],
    ids=[
        "alef",
        "ya",
        "vowels",
        "tatweel",
        "digits",
        "persian-digits",
        "ligature",
        "allah",
        "persian",
        "latin",
        "marks",
        "ta-marbuta",
        "waw-hamza",
        "ya-hamza",
    ],
)
def test_fold_joins_spellings(word: str, folded: str) -> None:
    assert fold(word) == folded


@given(st.text(max_size=30))
def test_fold_twice_is_fold_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("word", "letters", "offset"),
    [
        ("وموسكو", 1, 1),
        ("وَموسكو", 1, 2),
        ("وـموسكو", 1, 2),
        ("لِلْسعودية", 2, 4),
        ("ﻻعب", 1, 0),
        ("ﻻعب", 2, 1),
        ("نص", 9, 2),
    ],
    ids=["plain", "vowel", "tatweel", "two", "half-ligature", "whole-ligature", "beyond"],
)
def test_fold_offset_finds_the_letters_as_written(word: str, letters: int, offset: int) -> None:
    assert fold_offset(word, letters) == offset


@given(st.text(max_size=30), st.integers(0, 40))
def test_fold_offset_cuts_at_so_many_folded_letters(word: str, letters: int) -> None:
    offset = fold_offset(word, letters)
    assert 0 <= offset <= len(word)
    assert sum(len(fold(character)) for character in word[:offset]) <= letters


@pytest.mark.parametrize(
    ("text", "arabic"),
    [("خبر", True), ("news خ", True), ("ﻻ", True), ("news", False), ("، 12 ٢", False), ("", False), ("שלום", False)],
    ids=["arabic", "mixed", "presentation", "latin", "marks", "empty", "hebrew"],
)
def test_is_arabic_looks_for_a_letter(text: str, arabic: bool) -> None:
    assert is_arabic(text) is arabic
