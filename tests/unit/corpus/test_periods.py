"""Counts by day as days, months or years."""

from __future__ import annotations

import pytest

from musnad.corpus.periods import Period, periods_of


@pytest.mark.parametrize(
    ("first", "last", "scale", "number"),
    [
        ("2018-10-07", "2018-10-07", "day", 1),
        ("2018-10-01", "2018-12-01", "day", 62),
        ("2018-10-01", "2018-12-02", "month", 3),
        ("2013-01-05", "2018-12-31", "month", 72),
        ("2012-12-31", "2018-12-31", "year", 7),
    ],
    ids=["one day", "two months", "three months", "six years", "more"],
)
def test_periods_are_the_shortest_that_are_few_enough(first: str, last: str, scale: str, number: int) -> None:
    found = periods_of([(first, 1), (last, 1)])
    assert (found.scale, len(found.periods)) == (scale, number)


def test_periods_have_no_gaps() -> None:
    found = periods_of([("2018-02-27", 2), ("2018-03-01", 1)])
    assert found.periods == (Period("2018-02-27", 2), Period("2018-02-28", 0), Period("2018-03-01", 1))


def test_periods_add_up_the_days_of_a_month() -> None:
    found = periods_of([("2018-01-01", 2), ("2018-01-31", 3), ("2018-06-01", 1)])
    assert found.periods[0] == Period("2018-01", 5)


def test_periods_count_few_that_lie_far_off_outside() -> None:
    found = periods_of([("1999-01-01", 1), *((f"2018-10-{day:02}", 20) for day in range(1, 11)), ("2030-01-01", 1)])
    assert (found.scale, found.earlier, found.later, len(found.periods)) == ("day", 1, 1, 10)


def test_periods_keep_all_where_leaving_out_gains_nothing() -> None:
    found = periods_of([("2018-10-01", 1), *((f"2018-10-{day:02}", 50) for day in range(10, 20))])
    assert (found.periods[0].name, found.earlier) == ("2018-10-01", 0)


def test_periods_of_very_long_times_end_with_the_last() -> None:
    found = periods_of([(f"{year}-01-01", 1) for year in range(1800, 2000)])
    assert (len(found.periods), found.periods[-1].name, found.earlier) == (60, "1999", 140)


@pytest.mark.parametrize("day", ["", "2018", "2018-02-30", "0000-01-01", "غدا", "2018-1-1"])
def test_periods_leave_out_what_is_no_day(day: str) -> None:
    assert periods_of([(day, 3)]).periods == ()
