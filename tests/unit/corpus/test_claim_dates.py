"""The dates that reports of a claim give, and where it stands in time."""

from __future__ import annotations

import pytest

from claim_kit import tell
from musnad.corpus.claim_dates import Basis, dates_of, days_in, differ, place_of
from musnad.model import Interval, Span
from musnad.model.evidence import Evidence
from unit.corpus.weighed_claims import day, event, month, year


def report(number: int, *events: str, told: str | None = "2018-10-10", named: tuple[Interval, ...] = (), at: int = 1,
           spans: tuple[Span, ...] = (Span(0, 200),)) -> Evidence:  # fmt: skip
    """Return a report that dates an event on each of some days."""
    found = tuple(event(on=on, at=at) for on in events)
    return tell("out1 minister", number, day=told, events=found, days=named, spans=spans)


def place(*pieces: Evidence) -> tuple[str, Basis] | None:
    found = place_of(pieces, dates_of(pieces))
    return None if found is None else (found[0].first, found[1])


def test_day_of_an_event_goes_before_a_day_named_and_the_first_telling() -> None:
    named = (day("2018-10-03"),)

    assert place(report(1, "2018-10-02", named=named)) == ("2018-10-02", "event")
    assert place(report(1, named=named)) == ("2018-10-03", "named")
    assert place(report(1)) == ("2018-10-10", "told")


def test_report_that_dates_an_event_is_not_asked_for_the_days_it_names() -> None:
    dates = dates_of([report(1, "2018-10-02", named=(day("2018-10-03"),))])

    assert [(dated.days.first, dated.basis) for dated in dates] == [("2018-10-02", "event")]


def test_claim_without_any_date_has_no_place() -> None:
    assert place(report(1, told=None)) is None
    assert place(report(1, told="yesterday")) is None
    assert place_of([], []) is None


def test_each_date_is_kept_with_those_who_give_it() -> None:
    pieces = [report(1, "2018-10-02"), report(2, "2018-10-02"), report(3, "2018-10-03")]
    dates = dates_of(pieces)

    assert [(dated.days.first, dated.articles, dated.evidence) for dated in dates] == [
        ("2018-10-02", 2, ("e1", "e2")),
        ("2018-10-03", 1, ("e3",)),
    ]
    assert place(*pieces) == ("2018-10-02", "event")
    assert differ(dates, "event")


def test_articles_are_counted_and_not_reports() -> None:
    twice = report(1, "2018-10-03"), tell("out1 minister", 1, id="again", events=(event(on="2018-10-03"),))
    other = report(2, "2018-10-05")

    assert [dated.articles for dated in dates_of([*twice, other])] == [1, 1]


def test_of_dates_that_as_many_give_the_closest_is_the_place() -> None:
    pieces = [tell("out1 minister", 1, day="2018-10-10", events=(event(on=month("2018-10", "31")),)),
              report(2, "2018-10-02")]  # fmt: skip

    assert place(*pieces) == ("2018-10-02", "event")
    assert not differ(dates_of(pieces), "event")


def test_reports_with_a_date_in_common_do_not_differ() -> None:
    pieces = [report(1, "2018-10-02", "2018-10-05"), report(2, "2018-10-05")]

    assert not differ(dates_of(pieces), "event")
    assert not differ(dates_of(pieces), "named")


def test_date_that_few_give_is_no_place_and_stays() -> None:
    pieces = [report(1), report(2), report(3, "2018-10-02")]

    assert place(*pieces) == ("2018-10-10", "told")
    assert [dated.evidence for dated in dates_of(pieces)] == [("e3",)]


@pytest.mark.parametrize(
    ("on", "at", "told", "basis"),
    [
        ("2018-10-02", 120, "2018-10-10", "told"),
        ("2018-10-02", 20, "2018-10-10", "event"),
        ("2018-10-09", 120, "2018-10-10", "event"),
        ("2018-10-20", 120, "2018-10-10", "event"),
        ("2018-10-02", 120, None, "event"),
    ],
    ids=["late-and-back", "early", "day-before", "ahead", "unknown-day-of-telling"],
)
def test_what_is_told_in_passing_places_nothing(on: str, at: int, told: str | None, basis: Basis) -> None:
    piece = report(1, on, told=told, at=at, named=(day("2018-10-02"),))
    placed = place(piece)

    assert placed is not None and placed[1] == basis
    assert [dated.basis for dated in dates_of([piece])] == ["passing" if basis == "told" else "event"]


def test_words_before_an_event_are_counted_over_all_places_of_a_report() -> None:
    apart = report(1, "2018-10-02", at=5000, spans=(Span(0, 30), Span(4990, 5100)))

    assert place(apart) == ("2018-10-02", "event")


def test_named_year_is_no_place_and_the_year_of_an_event_is() -> None:
    named = tell("out1 minister", 1, day="2018-10-10", days=(year("1967"),))
    happened = tell("out1 minister", 1, day="2018-10-10", events=(event(on=year("2017")),))

    assert place(named) == ("2018-10-10", "told")
    assert [dated.days.first for dated in dates_of([named])] == ["1967-01-01"]
    assert place(happened) == ("2017-01-01", "event")


def test_part_of_a_day_is_that_day_and_an_hour_stays() -> None:
    part = tell("out1 m", 1, events=(event(on=Interval("2018-10-02TMO", "2018-10-02TMO", "day")),))
    hour = tell("out1 m", 2, days=(day("2018-10-02T13:14"),))

    assert [dated.days for dated in dates_of([part])] == [day("2018-10-02")]
    assert [dated.days.first for dated in dates_of([hour])] == ["2018-10-02T13:14"]


@pytest.mark.parametrize(
    ("first", "last"), [("2018-13-45", "2018-13-45"), ("", ""), ("2018-10-05", "2018-10-02")],
    ids=["no-day", "empty", "backwards"],
)  # fmt: skip
def test_what_holds_no_day_is_no_date(first: str, last: str) -> None:
    wrong = Interval(first, last, "day")
    piece = tell("out1 minister", 1, day="2018-10-10", events=(event(on=wrong),), days=(wrong,))

    assert dates_of([piece]) == ()
    with pytest.raises(ValueError):
        days_in(wrong)
