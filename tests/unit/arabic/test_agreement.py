"""Counted nouns agree with their number."""

from __future__ import annotations

import pytest

from musnad.arabic.agreement import CountedNoun, counted

SOURCE = CountedNoun("مصدر واحد", "مصدرين", "{n} مصادر", "{n} مصدرا", "{n} مصدر")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(0, "0 مصدر", id="none"),
        pytest.param(1, "مصدر واحد", id="one"),
        pytest.param(2, "مصدرين", id="two"),
        pytest.param(3, "3 مصادر", id="three"),
        pytest.param(10, "10 مصادر", id="ten"),
        pytest.param(11, "11 مصدرا", id="eleven"),
        pytest.param(99, "99 مصدرا", id="ninety-nine"),
        pytest.param(100, "100 مصدر", id="hundred"),
        pytest.param(101, "101 مصدر", id="hundred-and-one"),
        pytest.param(102, "102 مصدر", id="hundred-and-two"),
        pytest.param(103, "103 مصادر", id="hundred-and-three"),
        pytest.param(111, "111 مصدرا", id="hundred-and-eleven"),
        pytest.param(1000, "1000 مصدر", id="thousand"),
    ],
)
def test_noun_agrees(number: int, expected: str) -> None:
    assert counted(number, SOURCE) == expected


def test_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="-1"):
        counted(-1, SOURCE)
