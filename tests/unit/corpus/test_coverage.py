"""Days on which outlets begin and end."""

from __future__ import annotations

from datetime import date

from musnad.corpus.coverage import Change, Covered, changes

WHOLE = Covered("whole", date(2018, 1, 1), date(2018, 12, 31), 365)


def test_nothing_covered_changes_nothing() -> None:
    assert changes([]) == ()


def test_outlet_that_is_there_throughout_changes_nothing() -> None:
    assert changes([WHOLE, Covered("late riser", date(2018, 1, 3), date(2018, 12, 29), 300)]) == ()


def test_daily_outlet_that_falls_silent_ends() -> None:
    found = changes([WHOLE, Covered("daily", date(2018, 1, 1), date(2018, 6, 30), 180)])

    assert found == (Change(date(2018, 6, 30), "ends", "daily", 180),)


def test_outlet_can_begin_and_end() -> None:
    found = changes([WHOLE, Covered("short", date(2018, 3, 1), date(2018, 3, 31), 31)])

    assert [(change.day.isoformat(), change.kind) for change in found] == [
        ("2018-03-01", "begins"), ("2018-03-31", "ends"),
    ]  # fmt: skip


def test_monthly_outlet_may_be_silent_for_weeks() -> None:
    assert changes([WHOLE, Covered("monthly", date(2018, 2, 20), date(2018, 11, 20), 10)]) == ()


def test_outlet_of_few_articles_tells_nothing() -> None:
    assert changes([WHOLE, Covered("rare", date(2018, 6, 1), date(2018, 6, 7), 7)]) == ()


def test_outlet_of_one_day_divides_by_no_zero() -> None:
    found = changes([WHOLE, Covered("burst", date(2018, 6, 1), date(2018, 6, 1), 9)])

    assert [change.kind for change in found] == ["begins", "ends"]
