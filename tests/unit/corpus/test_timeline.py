"""Claims in time: entries, their order, and what they are brought together under."""

from __future__ import annotations

import pytest

from claim_kit import claim_of, tell
from musnad.corpus.timeline import Entry, Unit, build_timeline, concerns, periods
from musnad.model import Interval
from musnad.model.evidence import Evidence, Opposition
from support import done_within
from unit.corpus.weighed_claims import event, month, weigh, weighed, year


def dated(
    number: int, on: str | Interval | None, *, told: str | None = "2018-10-10", id: str | None = None
) -> Evidence:
    return tell("out1 minister", number, day=told, id=id, events=(event(on=on),) if on else ())


def entries(*on: str | Interval | None, told: str | None = "2018-10-10") -> tuple[Entry, ...]:
    """Return the entries of claims, each of one report that dates its event so; their ids are c0, c1 …"""
    claims = [
        claim_of(dated(number, value, told=told, id=f"e{number}"), id=f"c{number}") for number, value in enumerate(on)
    ]
    return build_timeline(weigh(*claims)).entries


def titles(found: tuple[Entry, ...], by: Unit) -> list[tuple[str, str, list[str]]]:
    return [(p.first, p.last, [entry.claim for entry in p.entries]) for p in periods(found, by)]


def test_no_claims_make_an_empty_timeline() -> None:
    timeline = build_timeline([])

    assert (timeline.entries, timeline.undated) == ((), ())
    assert periods(timeline.entries, "day") == ()


def test_entry_says_what_stands_behind_it() -> None:
    told = weighed(dated(1, "2018-10-02"), tell("out2 ?army", 2, day="2018-10-04", events=(event(status="denied"),)))
    (entry,) = build_timeline([told]).entries

    assert (entry.days, entry.basis) == (Interval("2018-10-02", "2018-10-02", "day"), "event")
    assert (entry.articles.value, entry.articles.evidence) == (2, ("e2", "e1"))
    assert entry.outlets.value == 2
    assert (entry.origins_lower.value, entry.origins_upper.value) == (1, 2)
    assert (entry.first.evidence, entry.first.published) == ("e2", "2018-10-04")
    assert [(e.status, e.evidence) for e in entry.events] == [("denied", ("e2",)), ("happened", ("e1",))]
    assert entry.parties == ("a", "b")


def test_every_number_opens_evidence_of_the_claim() -> None:
    told = weighed(dated(1, "2018-10-02"), dated(2, "2018-10-03"), "out3 general")
    (entry,) = build_timeline([told]).entries
    own = {piece.id for piece in told.claim.evidence}

    opened = [
        entry.articles.evidence,
        entry.origins_lower.evidence,
        entry.origins_upper.evidence,
        (entry.first.evidence,),
    ]
    opened += [date.evidence for date in entry.dates] + [happening.evidence for happening in entry.events]
    assert all(evidence and own.issuperset(evidence) for evidence in opened)


def test_two_dates_of_one_claim_stay_beside_each_other() -> None:
    told = weighed(dated(1, "2018-10-02"), dated(2, "2018-10-05"))
    (entry,) = build_timeline([told]).entries

    assert [(date.days.first, date.evidence) for date in entry.dates] == [
        ("2018-10-02", ("e1",)),
        ("2018-10-05", ("e2",)),
    ]
    assert entry.differ


def test_claims_without_any_date_are_listed_apart() -> None:
    told = [claim_of("out1 minister @-", id="x"), claim_of(dated(2, "2018-10-02", told=None), id="y")]
    timeline = build_timeline(weigh(*told))

    assert [entry.claim for entry in timeline.entries] == ["y"]
    assert [(entry.claim, entry.days, entry.basis) for entry in timeline.undated] == [("x", None, None)]


def test_claim_of_no_reports_makes_no_entry() -> None:
    assert build_timeline([weighed()]).entries == ()


def test_what_opposes_a_claim_is_named() -> None:
    one, other = claim_of(dated(1, "2018-10-02"), id="x"), claim_of(dated(2, "2018-10-05"), id="y")
    opposed = weigh(one, other, against=(Opposition(kind="date", one="e1", other="e2", words=""),))

    assert [(entry.claim, entry.against) for entry in build_timeline(opposed).entries] == [
        ("x", ("e2",)),
        ("y", ("e1",)),
    ]


def test_month_stands_before_its_days_and_not_on_the_first() -> None:
    found = entries("2018-10-01", month("2018-10", "31"), "2018-10-02")

    assert titles(found, "day") == [
        ("2018-10-01", "2018-10-31", ["c1"]),
        ("2018-10-01", "2018-10-01", ["c0"]),
        ("2018-10-02", "2018-10-02", ["c2"]),
    ]
    assert titles(found, "month") == [("2018-10-01", "2018-10-31", ["c1", "c0", "c2"])]


def test_year_is_in_no_month_and_a_week_over_two_months_in_neither() -> None:
    week = Interval("2018-09-28", "2018-10-04", "week")
    found = entries(year("2018"), week, "2018-02-28")

    assert titles(found, "month") == [
        ("2018-01-01", "2018-12-31", ["c0"]),
        ("2018-02-01", "2018-02-28", ["c2"]),
        ("2018-09-28", "2018-10-04", ["c1"]),
    ]
    assert titles(found, "year") == [("2018-01-01", "2018-12-31", ["c0", "c2", "c1"])]


def test_hours_of_one_day_are_in_order() -> None:
    found = entries("2018-10-02T13:14", "2018-10-02T09:00")

    assert titles(found, "day") == [("2018-10-02", "2018-10-02", ["c1", "c0"])]


def test_narrowed_timeline_holds_what_most_articles_tell_in_the_order_of_time() -> None:
    claims = [
        claim_of(dated(1, "2018-10-03"), id="few"),
        claim_of(dated(2, "2018-10-04"), dated(3, "2018-10-04"), id="many"),
        claim_of(dated(4, "2018-10-01"), dated(5, "2018-10-01"), id="early"),
        claim_of("out1 minister @-", id="undated"),
    ]
    timeline = build_timeline(weigh(*claims))

    narrowed = timeline.narrowed(2)
    assert ([entry.claim for entry in narrowed.entries], narrowed.undated) == (["early", "many"], ())
    assert [len(part) for part in (timeline.narrowed(None).entries, timeline.narrowed(4).undated)] == [3, 1]


@pytest.mark.parametrize(("key", "found"), [("minister", True), ("b", True), ("city", True), ("c", False)])
def test_claim_concerns_who_tells_it_takes_part_or_is_spoken_of(key: str, found: bool) -> None:
    told = weighed(tell("out1 minister", 1, events=(event("a > b"),), entities=("city",)))

    assert concerns(told, {key}) is found


def test_five_thousand_claims_and_a_claim_of_five_thousand_reports_take_no_long_time() -> None:
    many = weigh(*(claim_of(dated(n, "2018-10-02", id=f"e{n}"), id=f"c{n}") for n in range(5000)))
    long = weighed(*(dated(n, f"2018-{n % 12 + 1:02}-{n % 28 + 1:02}", id=f"e{n}") for n in range(5000)))
    with done_within(4):
        timeline = build_timeline((*many, long))
        shown = periods(timeline.entries, "day")

    assert sum(len(period.entries) for period in shown) == 5001
