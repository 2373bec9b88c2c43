"""The strip of days: bars that lead somewhere, in the direction of the page."""

from __future__ import annotations

import itertools
import re

import pytest

from musnad.views.drawing.day_strip import Bar, day_strip

BARS = tuple(
    Bar(f"2018-10-{day:02}", n, f"/search?date=2018-10-{day:02}", f"{day}: {n}") for day, n in ((1, 4), (2, 0), (3, 1))
)


def _places(picture: str) -> list[float]:
    return [float(x) for x in re.findall(r'<rect x="([\d.]+)"[^>]*class="bar"', picture)]


def test_strip_links_every_bar_to_its_period() -> None:
    picture = day_strip(BARS, label="days")
    assert re.findall(r'href="([^"]+)"', picture) == [BARS[0].href, BARS[2].href]


def test_strip_says_of_every_bar_what_it_counts() -> None:
    assert re.findall(r"<title>([^<]+)</title>", day_strip(BARS, label="days")) == ["1: 4", "3: 1"]


@pytest.mark.parametrize(("right_to_left", "rises"), [(False, True), (True, False)], ids=["ltr", "rtl"])
def test_strip_runs_as_the_page_does(right_to_left: bool, rises: bool) -> None:
    first, last = _places(day_strip(BARS, label="days", right_to_left=right_to_left))
    assert (first < last) is rises


def test_strip_draws_the_smallest_bar() -> None:
    bars = (Bar("2018", 10_000, "/a", "a"), Bar("2019", 1, "/b", "b"))
    heights = [float(h) for h in re.findall(r'height="([\d.]+)" class="bar"', day_strip(bars, label="years"))]
    assert min(heights) >= 2


def test_strip_leaves_room_between_names() -> None:
    bars = tuple(Bar(f"2018-{n // 31 + 1:02}-{n % 31 + 1:02}", n, "/", "x") for n in range(62))
    places = [float(x) for x in re.findall(r'<text x="([\d.]+)"[^>]*class="period"', day_strip(bars, label="days"))]
    assert len(places) > 2
    assert all(b - a > 60 for a, b in itertools.pairwise(places))


def test_strip_keeps_within_the_picture() -> None:
    picture = day_strip(BARS[:1], label="days", right_to_left=True, width=300, height=100)
    assert all(0 <= x <= 300 for x in _places(picture))


def test_strip_escapes_what_it_is_given() -> None:
    picture = day_strip([Bar("2018", 1, '/?q="><script>', "<script>")], label='"<b>')
    assert "<script>" not in picture
    assert "<b>" not in picture


def test_strip_writes_numbers_as_the_page_does() -> None:
    picture = day_strip(BARS, label="days", number=lambda n: f"n{n}", digits=lambda text: f"d{text}")
    assert ">n4<" in picture
    assert ">d2018-10-01<" in picture


def test_strip_of_nothing_is_empty() -> None:
    assert "<a " not in day_strip((), label="days")


def test_strip_has_links_that_a_screen_reader_reaches() -> None:
    assert 'role="group"' in day_strip(BARS, label="days")
