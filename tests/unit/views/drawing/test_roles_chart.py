"""Roles over time as a picture: which way it runs, open ends, days as exact as known."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from musnad.views.drawing.month_strip import month_strip
from musnad.views.drawing.roles_chart import RoleBar, roles_chart

EARLY = RoleBar("وزير", "office", "2010", "2012-06")
LATE = RoleBar("رئيس", "called", "2017-03-04", "2018-01-01")


def _bars(picture: str) -> list[tuple[float, float]]:
    return [
        (float(x), float(w))
        for x, w in re.findall(r'<rect x="([\d.]+)" [^>]*?width="([\d.]+)"[^>]*class="bar', picture)
    ]


def test_time_runs_from_the_right_in_arabic_and_from_the_left_in_english() -> None:
    (early, _), (late, _) = _bars(roles_chart([EARLY, LATE], rtl=True, label="x") or "")
    assert early > late
    (early, _), (late, _) = _bars(roles_chart([EARLY, LATE], rtl=False, label="x") or "")
    assert early < late


def test_offices_stand_before_what_articles_say() -> None:
    picture = roles_chart([LATE, EARLY], rtl=True, label="x") or ""
    assert picture.index("bar office") < picture.index("bar called")


def test_open_end_is_marked() -> None:
    assert "open" not in (roles_chart([EARLY], rtl=True, label="x") or "")
    picture = roles_chart([EARLY, RoleBar("x", "office", "2014", None)], rtl=True, label="x", until="2018-10-20")
    assert (picture or "").count('class="open"') == 1


def test_bar_of_one_day_can_be_seen() -> None:
    ((_, width),) = _bars(roles_chart([RoleBar("x", "called", "2018-01-01", "2018-01-01")], rtl=True, label="x") or "")
    assert width >= 5


def test_roles_without_a_day_make_no_picture() -> None:
    assert roles_chart([RoleBar("x", "called", None, None)], rtl=True, label="x") is None
    assert roles_chart([], rtl=True, label="x") is None


def test_any_day_of_the_calendar_can_be_shown() -> None:
    """Metadata of pages without a day often say 0001-01-01, and 9999-12-31."""
    for first, last in (("0001-01-01", "9999-12-31"), ("9999", "9999"), ("0001", "0001-01"), ("2018-12", "2018-12")):
        picture = roles_chart([RoleBar("x", "called", first, last)], rtl=True, label="x", until=last)
        assert 0 < (picture or "").count('class="tick"') < 10


def test_hostile_names_are_escaped() -> None:
    picture = roles_chart([EARLY._replace(name='<script>"&')], rtl=True, label='"><script>') or ""
    assert "<script>" not in picture
    ElementTree.fromstring(picture)  # ours


def test_months_are_links_with_their_counts() -> None:
    months = [("2018-09", 3), ("2018-10", 0), ("2018-11", 9)]
    strip = (
        month_strip(months, rtl=True, label="x", say=lambda m, n: f"{m}={n}", href=lambda m: f"/search?d={m}&x") or ""
    )
    assert re.findall(r'href="([^"]*)"', strip) == ["/search?d=2018-09&amp;x", "/search?d=2018-11&amp;x"]
    assert "2018-11=9" in strip
    ElementTree.fromstring(strip)  # ours


def test_very_many_months_are_years() -> None:
    months = [(f"{1990 + n // 12}-{n % 12 + 1:02}", 1) for n in range(360)]
    strip = month_strip(months, rtl=False, label="x", say=lambda m, n: f"{m}={n}", href=str) or ""
    assert "1990=12" in strip


def test_no_month_makes_no_strip() -> None:
    assert month_strip([], rtl=True, label="x", say=lambda m, _: m, href=str) is None
