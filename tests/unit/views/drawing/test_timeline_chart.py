"""The picture of a timeline: columns, bars, longer stretches, marks."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from claim_kit import claim_of, tell
from musnad.corpus.claim_dates import Days
from musnad.corpus.timeline import Unit, build_timeline, periods
from musnad.model import Interval
from musnad.views.drawing.axis import axis_of, unit_of
from musnad.views.drawing.timeline_chart import ChartWords, Flag, draw_timeline
from unit.corpus.weighed_claims import event, month, weigh

HOSTILE = '"><script>alert(1)</script>'
WORDS = ChartWords(
    label=HOSTILE, period=lambda period: f"{period.first}/{period.last}: {len(period.entries)}", gap=str,
    digits=lambda text: text, href=lambda period: f"?since={period.first}&until={period.last}",
)  # fmt: skip


def drawn(
    *on: str | Interval | None,
    by: Unit = "day",
    is_rtl: bool = True,
    bounds: tuple[date | None, date | None] = (None, None),
    flags: tuple[Flag, ...] = (),
) -> ElementTree.Element:
    claims = [
        claim_of(tell("out1 x", n, day="2018-10-10", events=(event(on=value),) if value else ()), id=f"c{n}")
        for n, value in enumerate(on)
    ]
    found = periods(build_timeline(weigh(*claims)).entries, by)
    picture = draw_timeline(found, by, said=WORDS, is_rtl=is_rtl, bounds=bounds, flags=flags)
    return ElementTree.fromstring(picture)


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in picture.iter() if one.get("class") == name]


def test_nothing_is_an_empty_line() -> None:
    picture = drawn()

    assert of_class(picture, "bar") == []
    assert len(of_class(picture, "axis")) == 1


def test_what_is_said_is_escaped() -> None:
    assert drawn("2018-10-02").get("aria-label") == HOSTILE


@pytest.mark.parametrize(("is_rtl", "grows"), [(True, False), (False, True)])
def test_time_runs_as_the_page_does(is_rtl: bool, grows: bool) -> None:
    early, late = of_class(drawn("2018-10-02", "2018-10-05", is_rtl=is_rtl), "bar")

    assert (float(late.get("x", "")) > float(early.get("x", ""))) is grows


def test_more_claims_make_a_higher_bar() -> None:
    two, one = of_class(drawn("2018-10-02", "2018-10-02", "2018-10-03"), "bar")

    assert float(two.get("height", "")) == pytest.approx(2 * float(one.get("height", "")))


def test_claim_without_a_date_is_hatched() -> None:
    picture = drawn(None)

    assert of_class(picture, "bar") == []
    assert len(of_class(picture, "told")) == 1
    assert [one for one in picture.iter() if one.get("fill") == "url(#hatched)"]


def test_month_lies_across_its_days_and_is_no_bar() -> None:
    picture = drawn(month("2018-10", "31"), "2018-10-02", "2018-10-05")
    (stretch,) = of_class(picture, "stretch")
    bars = of_class(picture, "bar")

    assert len(bars) == 2
    left, right = float(stretch.get("x", "")), float(stretch.get("x", "")) + float(stretch.get("width", ""))
    assert all(left <= float(bar.get("x", "")) <= right for bar in bars)


def test_month_is_a_bar_where_months_are_drawn() -> None:
    picture = drawn(month("2018-10", "31"), "2018-10-02", by="month")

    assert (len(of_class(picture, "bar")), of_class(picture, "stretch")) == (1, [])


def test_stretch_beyond_the_days_that_are_seen_has_an_open_end() -> None:
    bounds = (date(2018, 10, 2), date(2018, 10, 5))

    assert [one.get("rx") for one in of_class(drawn(month("2018-10", "31"), bounds=bounds), "stretch")] == ["0"]
    assert [one.get("rx") for one in of_class(drawn(month("2018-10", "31")), "stretch")] == ["6"]


def test_stretches_of_the_same_days_do_not_overlap() -> None:
    picture = drawn(month("2018-10", "31"), Interval("2018-10-05", "2018-10-12", "week"))
    one, other = of_class(picture, "stretch")

    assert one.get("y") != other.get("y")


def test_labels_of_units_do_not_overlap() -> None:
    picture = drawn(*(f"2018-{month_:02}-{day:02}" for month_ in (9, 10) for day in range(1, 31)))
    places = sorted(float(one.get("x", "")) for one in of_class(picture, "unit"))

    assert min(b - a for a, b in pairwise(places)) >= 15


def test_coverage_is_marked_on_its_day_only() -> None:
    flags = (Flag(date(2018, 10, 3), "begins", "#a"), Flag(date(2017, 1, 1), "far off", "#b"))
    picture = drawn("2018-10-02", "2018-10-05", flags=flags)

    assert len(of_class(picture, "changed")) == 1


def test_every_bar_leads_on() -> None:
    picture = str(ElementTree.tostring(drawn("2018-10-02"), encoding="unicode"))

    assert "?since=2018-10-02&amp;until=2018-10-02" in picture


def test_no_styles_stand_in_the_picture() -> None:
    picture = ElementTree.tostring(drawn("2018-10-02", month("2018-10", "31"), None), encoding="unicode")

    assert not re.search(r"style=|<style|<script", picture)


def test_long_empty_time_is_one_gap() -> None:
    axis = axis_of([unit_of(date(1948, 5, 15), "day"), unit_of(date(2018, 10, 2), "day")], "day")

    assert [column.is_gap for column in axis.columns] == [False, True, False]
    assert axis.at(date(1990, 1, 1)) == 1


def test_short_empty_time_is_drawn() -> None:
    axis = axis_of([unit_of(date(2018, 10, 2), "day"), unit_of(date(2018, 10, 5), "day")], "day")

    assert [column.days.first.day for column in axis.columns] == [2, 3, 4, 5]


@pytest.mark.parametrize("by", ["day", "month", "year"])
def test_ends_of_the_calendar_are_drawn(by: Unit) -> None:
    axis = axis_of([unit_of(date.min, by), unit_of(date.max, by)], by)

    assert axis.at(date.max) == len(axis.columns) - 1


def test_december_ends_on_its_last_day() -> None:
    assert unit_of(date(2018, 12, 5), "month") == Days(date(2018, 12, 1), date(2018, 12, 31))
