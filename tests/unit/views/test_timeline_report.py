"""A timeline as text and as JSON: what stands where, in which direction, and what opens it."""

from __future__ import annotations

import json

import pytest

from claim_kit import claim_of, tell
from musnad.corpus.timeline import Timeline, build_timeline
from musnad.model import Interval, Span
from musnad.model.evidence import Claim, Evidence
from musnad.views.days import days_written, interval_written, moment_written
from musnad.views.timeline_json import timeline_record
from musnad.views.timeline_report import render_timeline
from unit.corpus.weighed_claims import event, month, weigh

TEXT = "قصفت الطائرات الميناء يوم الثلاثاء"
NAMES = {"a": "وزارة الدفاع", "b": "الميناء"}


def report(number: int, on: str | Interval | None, told: str | None = "2018-10-10T15:30:00+00:00") -> Evidence:
    events = (event(on=on), event("a >", type="THREATEN", status="planned"))
    return tell("out1 minister", number, day=told, events=events, spans=(Span(0, len(TEXT)),))


def timeline(*claims: Claim) -> Timeline:
    return build_timeline(weigh(*claims))


def render(made: Timeline, **given: object) -> str:
    return render_timeline(made, lambda _: TEXT, articles=9, names=NAMES, **given)  # type: ignore[arg-type]


def test_day_comes_first_then_claim_words_events_and_dates() -> None:
    lines = render(timeline(claim_of(report(1, "2018-10-02"), report(2, "2018-10-05"), id="x"))).splitlines()

    assert lines[:3] == ["9 articles: 1 claim, 0 of them undated", "placed by the day of an event (dated) 1", ""]
    assert lines[3:5] == ["2018-10-02 Tue", "  x · 2 articles · 1 distinct origin"]
    assert lines[5].endswith(f"\u2067{TEXT}\u2069")
    assert lines[6:] == [
        "    ASSAULT by \u2068وزارة الدفاع\u2069 to \u2068الميناء\u2069 ×2; "
        "THREATEN by \u2068وزارة الدفاع\u2069 (planned) ×2",
        "    dated by 1 of 2 articles; also 2018-10-05, dated by 1; reports differ",
        "    first told 2018-10-10 15:30 in #1",
    ]


def test_times_longer_than_the_unit_are_written_as_what_they_are() -> None:
    made = timeline(claim_of(report(1, month("2018-10", "31")), id="x"))

    assert "\n2018-10\n  x · " in render(made) and "    2018-10 dated by 1 of 1 article;" in render(made)
    assert "\n2018\n  x · " in render(made, by="year")


def test_what_is_placed_by_its_telling_says_only_that() -> None:
    told = render(timeline(claim_of("out1 minister @3", id="x")))

    assert "placed by the day of the first telling 1" in told
    assert told.endswith("    first told 2018-05-03 in #1\n")


def test_undated_are_listed_apart() -> None:
    told = render(timeline(claim_of("out1 minister @-", id="x")))

    assert "1 claim, 1 of them undated\n\nundated\n  x · " in told
    assert told.endswith("    no date of publication in #1\n")


def test_nothing_is_told_as_nothing() -> None:
    assert render(timeline()) == "9 articles: 0 claims, 0 of them undated\n"


def test_what_is_left_out_is_counted() -> None:
    claims = [claim_of(report(n, f"2018-10-0{n}"), id=f"c{n}") for n in range(1, 6)]

    told = render(timeline(*claims), most=2)
    assert "and 3 more, told by as many articles or fewer: --limit 0 shows all" in told
    assert [f"  c{n} ·" in told for n in range(1, 6)] == [True, True, False, False, False]


def test_report_keeps_to_its_width() -> None:
    keys = tuple(f"key{n}" for n in range(9))
    pieces = [
        tell("out1 minister", n, events=(event(f"{' '.join(keys)} > b", on=f"2018-10-{n:02}"),)) for n in range(1, 9)
    ]
    told = render(timeline(claim_of(*pieces)), width=70)

    assert "and 6 more" in told
    assert all(len(line.translate({0x2067: None, 0x2068: None, 0x2069: None})) <= 70 for line in told.splitlines())


def test_colour_is_given_only_where_asked_for() -> None:
    made = timeline(claim_of(report(1, "2018-10-02")))

    assert "\x1b" not in render(made)
    assert "\x1b[1m2018-10-02 Tue\x1b[0m" in render(made, colour=True)


def test_record_holds_names_words_and_the_evidence_of_every_number() -> None:
    made = timeline(claim_of(report(1, "2018-10-02"), report(2, None), id="x"), claim_of("out1 m @-", id="y"))
    told = json.dumps(
        timeline_record(made, lambda _: TEXT, articles=9, names={**NAMES, "z": "سواه"}), ensure_ascii=False
    )
    record = json.loads(told)

    assert TEXT in told
    assert (record["articles"], record["claims"], record["by"], record["names"]) == (9, 2, "day", NAMES)
    ((entry,),) = [period["entries"] for period in record["periods"]]
    assert (record["periods"][0]["first"], entry["claim"], entry["basis"]) == ("2018-10-02", "x", "event")
    assert entry["first"]["text"] == TEXT and entry["first"]["spans"] == [{"start": 0, "end": len(TEXT)}]
    assert entry["articles"] == {"value": 2, "evidence": ["e1", "e2"]}
    assert entry["dates"][0]["evidence"] == ["e1"] and entry["events"][0]["evidence"] == ["e1", "e2"]
    assert entry["parties"] == ["a", "b"]
    assert [undated["claim"] for undated in record["undated"]] == ["y"]


def test_record_of_some_counts_all() -> None:
    made = timeline(*(claim_of(report(n, f"2018-10-0{n}"), id=f"c{n}") for n in range(1, 6)))
    record = timeline_record(made, lambda _: TEXT, articles=9, names=NAMES, by="month", most=2)

    assert record["claims"] == 5
    assert [len(period["entries"]) for period in record["periods"]] == [2]


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        ("2018-10-02", "2018-10-02", "2018-10-02"),
        ("2018-02-01", "2018-02-28", "2018-02"),
        ("2018-02-01", "2018-02-27", "2018-02-01 – 2018-02-27"),
        ("2018-01-01", "2018-12-31", "2018"),
        ("2017-01-01", "2018-12-31", "2017-01-01 – 2018-12-31"),
        ("2017-10-01", "2018-10-31", "2017-10-01 – 2018-10-31"),
    ],
)
def test_days_are_written_as_one_reads_them(first: str, last: str, written: str) -> None:
    assert days_written(first, last) == written


def test_hour_is_written_where_it_is_told() -> None:
    assert interval_written(Interval("2018-10-02T13:14", "2018-10-02T13:14", "clock")) == "2018-10-02 13:14"
    assert moment_written("2018-10-02T13:14:05+03:00") == "2018-10-02 13:14"
