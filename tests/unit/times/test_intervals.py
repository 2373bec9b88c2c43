"""The days that a value stands for, and the thirds of what is longer than a day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model import Interval, TimeMod
from musnad.times.intervals import interval_of

WHOLE = [
    ("clock_minute", "2018-05-10T10:30", "2018-05-10T10:30", "2018-05-10T10:30", "clock"),
    ("clock_second", "2018-05-10T10:30:15", "2018-05-10T10:30:15", "2018-05-10T10:30:15", "clock"),
    ("clock_hour_alone", "2018-05-10T10", "2018-05-10T10:00", "2018-05-10T10:00", "clock"),
    ("clock_zone", "2018-05-10T18:30Z", "2018-05-10T18:30Z", "2018-05-10T18:30Z", "clock"),
    ("clock_offset", "2018-05-10T18:30+03:00", "2018-05-10T18:30+03:00", "2018-05-10T18:30+03:00", "clock"),
    ("day_part", "2018-05-10TNI", "2018-05-10", "2018-05-10", "day_part"),
    ("day", "2018-05-10", "2018-05-10", "2018-05-10", "day"),
    ("leap_day", "2016-02-29", "2016-02-29", "2016-02-29", "day"),
    ("leap_day_of_2000", "2000-02-29", "2000-02-29", "2000-02-29", "day"),
    ("weekend", "2018-W18-WE", "2018-05-05", "2018-05-06", "weekend"),
    ("weekend_over_two_years", "2016-W52-WE", "2016-12-31", "2017-01-01", "weekend"),
    ("week", "2018-W18", "2018-04-30", "2018-05-06", "week"),
    ("week_one_begins_the_year_before", "2015-W01", "2014-12-29", "2015-01-04", "week"),
    ("week_53", "2015-W53", "2015-12-28", "2016-01-03", "week"),
    ("week_53_of_a_leap_year", "2020-W53", "2020-12-28", "2021-01-03", "week"),
    ("month", "2018-05", "2018-05-01", "2018-05-31", "month"),
    ("february", "2017-02", "2017-02-01", "2017-02-28", "month"),
    ("leap_february", "2016-02", "2016-02-01", "2016-02-29", "month"),
    ("february_of_1900", "1900-02", "1900-02-01", "1900-02-28", "month"),
    ("december", "2017-12", "2017-12-01", "2017-12-31", "month"),
    ("first_quarter", "2016-Q1", "2016-01-01", "2016-03-31", "quarter"),
    ("last_quarter", "2016-Q4", "2016-10-01", "2016-12-31", "quarter"),
    ("spring", "2017-SP", "2017-03-01", "2017-05-31", "season"),
    ("summer", "2017-SU", "2017-06-01", "2017-08-31", "season"),
    ("autumn", "2017-FA", "2017-09-01", "2017-11-30", "season"),
    ("winter", "2017-WI", "2017-12-01", "2018-02-28", "season"),
    ("winter_into_a_leap_year", "2015-WI", "2015-12-01", "2016-02-29", "season"),
    ("first_half", "2017-H1", "2017-01-01", "2017-06-30", "half"),
    ("second_half", "2017-H2", "2017-07-01", "2017-12-31", "half"),
    ("year", "2017", "2017-01-01", "2017-12-31", "year"),
    ("old_year", "0247", "0247-01-01", "0247-12-31", "year"),
    ("last_year_there_is", "9999", "9999-01-01", "9999-12-31", "year"),
    ("decade", "198", "1980-01-01", "1989-12-31", "decade"),
    ("first_decade", "000", "0001-01-01", "0009-12-31", "decade"),
    ("century", "18", "1800-01-01", "1899-12-31", "century"),
    ("first_century", "00", "0001-01-01", "0099-12-31", "century"),
]


@pytest.mark.parametrize(("value", "first", "last", "precision"), [c[1:] for c in WHOLE], ids=[c[0] for c in WHOLE])
def test_interval_holds_the_days_of_a_value(value: str, first: str, last: str, precision: str) -> None:
    assert interval_of(value) == Interval(first, last, precision)  # type: ignore[arg-type]  # the table's are precisions


THIRDS = [
    ("week", "2018-W18", ("2018-04-30", "2018-05-01"), ("2018-05-02", "2018-05-03"), ("2018-05-04", "2018-05-06")),
    ("month", "2017-05", ("2017-05-01", "2017-05-10"), ("2017-05-11", "2017-05-20"), ("2017-05-21", "2017-05-31")),
    ("short", "2017-02", ("2017-02-01", "2017-02-09"), ("2017-02-10", "2017-02-18"), ("2017-02-19", "2017-02-28")),
    ("leap", "2016-02", ("2016-02-01", "2016-02-09"), ("2016-02-10", "2016-02-19"), ("2016-02-20", "2016-02-29")),
    ("quarter", "2017-Q1", ("2017-01-01", "2017-01-31"), ("2017-02-01", "2017-02-28"), ("2017-03-01", "2017-03-31")),
    ("winter", "2015-WI", ("2015-12-01", "2015-12-31"), ("2016-01-01", "2016-01-31"), ("2016-02-01", "2016-02-29")),
    ("half", "2017-H2", ("2017-07-01", "2017-08-31"), ("2017-09-01", "2017-10-31"), ("2017-11-01", "2017-12-31")),
    ("year", "2016", ("2016-01-01", "2016-04-30"), ("2016-05-01", "2016-08-31"), ("2016-09-01", "2016-12-31")),
    ("decade", "198", ("1980-01-01", "1983-04-30"), ("1983-05-01", "1986-08-31"), ("1986-09-01", "1989-12-31")),
    ("century", "18", ("1800-01-01", "1833-04-30"), ("1833-05-01", "1866-08-31"), ("1866-09-01", "1899-12-31")),
]  # fmt: skip
NARROWING: tuple[TimeMod, ...] = ("START", "MID", "END")
OTHERS: tuple[TimeMod, ...] = ("APPROX", "MORE_THAN", "LESS_THAN")


@pytest.mark.parametrize(("value", "thirds"), [(c[1], c[2:]) for c in THIRDS], ids=[c[0] for c in THIRDS])
def test_interval_is_narrowed_to_a_third(value: str, thirds: tuple[tuple[str, str], ...]) -> None:
    found = [interval_of(value, mod) for mod in NARROWING]
    assert [(i.first, i.last) for i in found if i] == list(thirds)


@pytest.mark.parametrize("mod", OTHERS)
@pytest.mark.parametrize("value", ["2017", "2017-05", "2018-W18", "198"])
def test_interval_is_whole_with_a_mod_of_amount(value: str, mod: TimeMod) -> None:
    assert interval_of(value, mod) == interval_of(value)


@pytest.mark.parametrize("mod", NARROWING)
@pytest.mark.parametrize("value", ["2018-05-10", "2018-05-10TMO", "2018-05-10T10:30"], ids=["day", "part", "clock"])
def test_interval_of_a_day_and_less_is_not_cut(value: str, mod: TimeMod) -> None:
    assert interval_of(value, mod) == interval_of(value)


OPEN = [
    *("XXXX", "XXXX-05", "XXXX-05-20", "XXXX-XX-XX", "XXXX-WXX", "XXXX-WXX-2", "XXXX-WXX-7TEV", "XXXX-SP", "XXXX-QX"),
    *("XXX", "XX", "XX8", "2018-XX", "2018-05-XX", "2018-WXX", "XXXX-XX-XXT10:30", "XXXX-WXX-2T10:30Z"),
]


@pytest.mark.parametrize("value", OPEN)
def test_interval_of_an_open_value_is_unknown(value: str) -> None:
    assert interval_of(value) is None
    assert interval_of(value, "MID") is None


@pytest.mark.parametrize("value", ["P3D", "PXD", "PT3H", "P1Y6M", "P2DE", "P1W"])
def test_interval_of_an_amount_is_unknown(value: str) -> None:
    assert interval_of(value) is None


@pytest.mark.parametrize("value", ["BC0044", "BC0100", "-0044", "BC04"])
def test_interval_of_a_year_before_christ_is_unknown(value: str) -> None:
    assert interval_of(value) is None


MALFORMED = [
    ("empty", ""),
    ("blank_before", " 2017"),
    ("line_end", "2017\n"),
    ("one_digit", "7"),
    ("five_digits", "20175"),
    ("year_zero", "0000"),
    ("month_of_year_zero", "0000-05"),
    ("month_zero", "2017-00"),
    ("month_thirteen", "2017-13"),
    ("month_of_one_digit", "2017-5"),
    ("day_zero", "2017-05-00"),
    ("no_leap_day", "2017-02-29"),
    ("no_leap_day_of_1900", "1900-02-29"),
    ("april_31", "2017-04-31"),
    ("part_of_no_day", "2017-02-29TEV"),
    ("unknown_part", "2018-05-10TXX"),
    ("bare_t", "2018-05-10T"),
    ("week_zero", "2017-W00"),
    ("week_53_of_a_year_with_52", "2017-W53"),
    ("week_54", "2015-W54"),
    ("week_of_one_digit", "2017-W1"),
    ("week_day", "2017-W18-3"),
    ("week_past_the_calendar", "9999-W52"),
    ("winter_past_the_calendar", "9999-WI"),
    ("quarter_zero", "2017-Q0"),
    ("quarter_five", "2017-Q5"),
    ("half_three", "2017-H3"),
    ("unknown_season", "2017-AU"),
    ("small_letters", "2017-su"),
    ("slashes", "2017/05/10"),
    ("words", "أمس"),
]


@pytest.mark.parametrize("value", [c[1] for c in MALFORMED], ids=[c[0] for c in MALFORMED])
def test_interval_of_no_value_is_unknown(value: str) -> None:
    assert interval_of(value) is None


YEARS = st.integers(1, 9000).map("{:04d}".format)
MONTHS = st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12))
WEEKS = st.builds("{}-W{:02d}".format, YEARS, st.integers(1, 52))
ENDINGS = st.sampled_from(("Q1", "Q2", "Q3", "Q4", "H1", "H2", "SP", "SU", "FA", "WI"))
DIVIDED = st.one_of(
    YEARS,
    MONTHS,
    WEEKS,
    st.builds("{}-{}".format, YEARS, ENDINGS),
    st.integers(0, 899).map("{:03d}".format),
    st.integers(0, 89).map("{:02d}".format),
)
DAYS = st.dates().map(date.isoformat)
UNDIVIDED = st.one_of(DAYS, st.builds("{}T{}".format, DAYS, st.sampled_from(("MO", "MI", "AF", "EV", "NI"))))


def ends(value: str, mod: TimeMod | None = None) -> tuple[date, date]:
    found = interval_of(value, mod)
    assert found is not None
    return date.fromisoformat(found.first), date.fromisoformat(found.last)


@given(DIVIDED)
def test_interval_thirds_fill_the_whole_one_after_the_other(value: str) -> None:
    whole, thirds = ends(value), [ends(value, mod) for mod in NARROWING]
    assert all(first <= last for first, last in (whole, *thirds))
    assert (thirds[0][0], thirds[-1][1]) == whole
    for (_, end), (begin, _) in pairwise(thirds):
        assert begin == end + timedelta(1)


@given(DIVIDED)
def test_interval_thirds_are_of_one_precision_and_nearly_one_length(value: str) -> None:
    found = [interval_of(value, mod) for mod in (None, *NARROWING)]
    assert len({i.precision for i in found if i}) == 1
    lengths = [(last - first).days + 1 for first, last in (ends(value, mod) for mod in NARROWING)]
    assert max(lengths) - min(lengths) <= max(3, max(lengths) // 20)


@given(UNDIVIDED)
def test_interval_of_a_day_begins_and_ends_with_it(value: str) -> None:
    first, last = ends(value)
    assert first == last == date.fromisoformat(value[:10])


@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9X]{2,4}(-[0-9WQHX]{1,3}){0,2}", fullmatch=True)))
def test_interval_of_any_value_without_an_hour_is_in_order_or_unknown(value: str) -> None:
    found = interval_of(value)
    assert found is None or found.first <= found.last
