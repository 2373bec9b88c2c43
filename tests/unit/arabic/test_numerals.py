"""Numbers in digits and in words."""

from __future__ import annotations

import pytest

from musnad.arabic.numerals import NumberWord, NumberWords, read_cardinal, read_digits, read_ordinal
from musnad.arabic.orthography import fold
from musnad.lexicon import Lexicon

ROWS = Lexicon().numbers
WORDS = NumberWords(
    {fold(f): NumberWord(r.value, r.kind) for r in ROWS for f in r.cardinal},
    {fold(f): NumberWord(r.value, r.kind) for r in ROWS for f in r.ordinal},
)

CARDINALS = [
    ("unit", "ثلاثة أيام", 3, 1),
    ("teen", "خمسة عشر يوما", 15, 2),
    ("eleven", "أحد عشر شهرا", 11, 2),
    ("joined", "خمسة وعشرين يوما", 25, 2),
    ("hundreds", "ثلاثمئة وخمسة عشر", 315, 3),
    ("year", "ألفين وثمانية عشر", 2018, 3),
    ("thousands", "خمسة آلاف", 5000, 2),
    ("definite", "الخمس الماضية", 5, 1),
]


@pytest.mark.parametrize(("text", "value", "length"), [c[1:] for c in CARDINALS], ids=[c[0] for c in CARDINALS])
def test_read_cardinal_reads_words(text: str, value: int, length: int) -> None:
    read = read_cardinal(fold(text).split(), WORDS.cardinals)
    assert read is not None
    assert (read.value, read.length) == (value, length)


@pytest.mark.parametrize("text", ["أحد الوزراء", "كتاب", "واحة"], ids=["one_of", "noun", "lookalike"])
def test_read_cardinal_refuses_other_words(text: str) -> None:
    assert read_cardinal(fold(text).split(), WORDS.cardinals) is None


def test_read_cardinal_does_not_add_two_counts() -> None:
    read = read_cardinal(fold("ثلاثة وأربعة").split(), WORDS.cardinals)
    assert read is not None
    assert (read.value, read.length) == (3, 1)


ORDINALS = [
    ("unit", "الثالث من", 3, 1),
    ("teen", "الحادي عشر", 11, 2),
    ("joined", "الخامس والعشرين من", 25, 2),
    ("tens", "الثلاثين من", 30, 1),
    ("indefinite", "أول نيسان", 1, 1),
]


@pytest.mark.parametrize(("text", "value", "length"), [c[1:] for c in ORDINALS], ids=[c[0] for c in ORDINALS])
def test_read_ordinal_reads_words(text: str, value: int, length: int) -> None:
    read = read_ordinal(fold(text).split(), WORDS)
    assert read is not None
    assert (read.value, read.length) == (value, length)


@pytest.mark.parametrize(
    ("form", "value"),
    [("25", 25), ("1,200", 1200), ("3.5", 3.5), ("1,200,000", 1200000), ("12.3.2018", None)],
    ids=["plain", "grouped", "decimal", "millions", "date"],
)
def test_read_digits(form: str, value: float | None) -> None:
    assert read_digits(form) == value
