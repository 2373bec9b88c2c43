"""Values for FollowTheMoney: each that is given is one that its library takes, the others are None."""

from __future__ import annotations

import pytest
from followthemoney.types import registry

from musnad.exports.linked.ftm_values import Days, country_code, days_of, moment, name_of, web_address
from musnad.lexicon import Lexicon


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-04-18T09:10:00+03:00", "2021-04-18T06:10:00"), ("2021-04-18T01:10+03:00", "2021-04-17T22:10:00"),
        ("2021-04-18T09:10", "2021-04-18T09:10"), ("2021-04-18", "2021-04-18"), ("2021-04", "2021-04"),
        ("2021", "2021"), ("0900-01-01", None), ("3020", None), ("0001-01-01T00:00:00+03:00", None), ("أمس", None),
        ("", None), (None, None),
    ],
    ids=ascii,
)  # fmt: skip
def test_moment_is_a_date_that_the_library_keeps(value: str | None, expected: str | None) -> None:
    assert moment(value) == expected
    assert expected is None or registry.date.clean(expected) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2018-05-05", Days(date="2018-05-05")), ("2016-01", Days(date="2016-01")), ("2016", Days(date="2016")),
        ("2016-W48", Days(start="2016-11-28", end="2016-12-04")), ("2018-05-10T15:00", Days(date="2018-05-10T15:00")),
        ("201", Days(start="2010-01-01", end="2019-12-31")), ("XXXX-WXX-2", None), ("P2D", None), ("PAST_REF", None),
    ],
    ids=ascii,
)  # fmt: skip
def test_days_of_a_value_are_dates_that_the_library_keeps(value: str, expected: Days | None) -> None:
    assert days_of(value) == expected
    for date in expected or ():
        assert date is None or registry.date.clean(date) == date


def test_every_country_is_one_of_the_library_or_none() -> None:
    codes = {row.key: country_code(row.key) for row in Lexicon().countries}
    assert {key for key, code in codes.items() if code is None} == {"IGO", "ISM", "MNC", "NGO", "UNO"}
    assert all(registry.country.clean(code) == code for code in codes.values() if code)
    assert country_code(None) is None and country_code("ABC") is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (" سَميــر\n\tعون ", "سَميــر عون"), ("\u200eBBC\u200f", "BBC"), ("\u200e", ""), ("a\x0bb\x00", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"), ("👩🏽‍🚀", "👩🏽‍🚀"), ("", ""),
    ],
    ids=ascii,
)  # fmt: skip
def test_name_is_on_one_line_without_what_is_not_seen(words: str, expected: str) -> None:
    assert name_of(words) == expected


@pytest.mark.parametrize("url", ["https://a.example/خبر?x=1#y", "HTTP://a.example", "ftp://a.example/x"])
def test_address_of_the_web_stands_as_it_is(url: str) -> None:
    assert web_address(url) == url and registry.url.clean(url) is not None


@pytest.mark.parametrize("url", ["", None, "a.example", "file:///a", "mailto:a@b.example", "https:///x"])
def test_other_addresses_are_none(url: str | None) -> None:
    assert web_address(url) is None
