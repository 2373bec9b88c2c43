"""Where the coverage of a case changes."""

from __future__ import annotations

from pathlib import Path

from case_kit import add, article, new_case
from musnad.case.coverage import coverage_changes


def test_days_of_the_articles_tell_where_an_outlet_begins(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        days = [("القديمة", f"2018-10-{day:02}") for day in range(1, 29)] + [
            ("الجديدة", f"2018-10-{day:02}") for day in range(18, 29)
        ]
        add(
            case,
            *(article(f"خبر {outlet} {day}", id=f"{outlet}{day}", outlet=outlet, published=day,
                      locator=f"{outlet}{day}")
              for outlet, day in days),
            article("خبر بلا يوم", id="x", outlet="القديمة", published=None, locator="x"),
        )  # fmt: skip
        found = coverage_changes(case.connection)

    assert [(one.outlet, one.kind, one.day.isoformat(), one.articles) for one in found] == [
        ("الجديدة", "begins", "2018-10-18", 11)
    ]
