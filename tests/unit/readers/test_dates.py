"""Publication dates as pages write them."""

from __future__ import annotations

import pytest

from musnad.readers.dates import date_in_line, date_in_url, given_date, metadata_date


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-12-01", "2016-12-01"),
        ("2016-12-01T10:20:30Z", "2016-12-01T10:20:30Z"),
        ("2016-12-01T10:20+0300", "2016-12-01T10:20+03:00"),
        ("2016-12-01 02:00:00", "2016-12-01"),
        ("20161201", "2016-12-01"),
        ("Thu, 01 Dec 2016 10:20:30 +0300", "2016-12-01T10:20:30+03:00"),
        ("الخميس، 01 ديسمبر 2016 - 12:09 م", "2016-12-01"),
        ("٥ آذار ٢٠٢٤", "2024-03-05"),
        ("5 كانون الثاني/يناير 2024", "2024-01-05"),
        ("November 9, 2020", "2020-11-09"),
        ("17.03.2020", "2020-03-17"),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01", None),
        ("2016-13-01", None),
        ("قبل 12 دقيقة", None),
        ("", None),
    ],
)
def test_metadata_date(value: str, expected: str | None) -> None:
    assert metadata_date(value) == expected


@pytest.mark.parametrize("value", ["1/12/2016", "2016-02-30", "yesterday", "2016-12", ""])
def test_given_date_refuses(value: str) -> None:
    assert given_date(value) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/2020/8/24/story", "2020-08-24"),
        ("https://example.org/2013/middle_east/8/3/a/index.html", "2013-08-03"),
        ("https://example.org/news/2020-06-03-1.3874341", "2020-06-03"),
        ("https://example.org/arab_world/202003171044893040-x", "2020-03-17"),
        ("https://example.org/article/825076-x", None),
        ("https://example.org/2020/11/2338761/", None),
        ("https://example.org/images/20991399/a", None),
    ],
)
def test_date_in_url(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


def test_date_in_line_wants_a_whole_date() -> None:
    assert date_in_line("عقد الاجتماع في آذار 2024") is None
