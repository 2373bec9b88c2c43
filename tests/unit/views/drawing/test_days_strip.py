"""The strip of days above a network."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

from musnad.views.drawing.days_strip import draw_days


def strip(
    counts: dict[date, int], *, is_rtl: bool = True, lit: tuple[date | None, date | None] = (None, None)
) -> ElementTree.Element:
    return ElementTree.fromstring(
        draw_days(
            counts, label='"><script>', is_rtl=is_rtl, said=lambda a, b, n: f"{a}/{b}: {n}", digits=str,
            href=lambda a, b: f"?since={a}&until={b}", lit=lit,
        )
    )  # fmt: skip


def bars(picture: ElementTree.Element) -> list[str]:
    return [one.get("class", "") for one in picture.iter("rect") if "day" in one.get("class", "")]


def test_no_days_are_an_empty_strip() -> None:
    assert bars(strip({})) == []


def test_days_without_reports_have_no_bar() -> None:
    assert len(bars(strip({date(2018, 10, 1): 1, date(2018, 10, 9): 3}))) == 2


def test_chosen_days_are_lit() -> None:
    counts = {date(2018, 10, day): 1 for day in (1, 2, 3)}

    assert bars(strip(counts, lit=(date(2018, 10, 2), date(2018, 10, 2)))) == ["day", "day lit-day", "day"]


def test_many_days_share_a_bar_and_none_is_lost() -> None:
    counts = {date(2010, 1, 1) + timedelta(days=n): 1 for n in range(3000)}
    picture = strip(counts)

    assert len(bars(picture)) <= 150
    assert sum(int((one.text or "").rsplit(" ", 1)[1]) for one in picture.iter("title")) == 3000


def test_the_first_and_the_last_day_there_can_be_have_bars() -> None:
    assert len(bars(strip({date.min: 1, date.max: 1}))) == 2


def test_days_run_as_the_page_does() -> None:
    counts = {date(2018, 10, 1): 1, date(2018, 10, 2): 1}
    first, last = (float(one.get("x", "")) for one in strip(counts).iter("rect") if one.get("class") == "room")
    assert first > last
