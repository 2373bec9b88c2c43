"""Dates of events: which days are candidates, where they stand, and how traits add up to a choice."""

from __future__ import annotations

import pytest
from tests.support import make_doc, span_of

from musnad.lexicon import Lexicon
from musnad.lexicon.event_patterns import DateTraitRow
from musnad.lexicon.tables import DATA, check_table
from musnad.model import Event, Span, TimeExpression
from musnad.stages.events import EventsStage
from musnad.stages.events.date_choosing import DateChooser
from musnad.stages.events.dates import Candidate, day_of

LEXICON = Lexicon()
STAGE = EventsStage(LEXICON)
CHOOSER = DateChooser(LEXICON, {"bias": -2.0, "near": 3.0, "nearer": 4.0, "far": -1.0})
BARE = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", origin="test")
RULED = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", time="2018-05-06", time_basis="clause", origin="test")
TWO_VISITS = "زار الوزير الميناء يوم الأحد ورفض النائب الخطة."


def dated(text: str, words: str, value: str) -> TimeExpression:
    place = span_of(text, words)
    return TimeExpression(start=place.start, end=place.end, type="DATE", value=value, basis="stated", origin="test")


def candidates(text: str, *times: TimeExpression) -> list[tuple[Event, dict[str, Candidate]]]:
    return STAGE.dates(make_doc(text, mentions=(), entities=(), statements=(), times=times))


def candidate(value: str, *traits: str) -> Candidate:
    return Candidate(value, "sentence", set(traits))


def test_the_rule_gives_a_date_to_the_trigger_it_follows() -> None:
    found = candidates(TWO_VISITS, dated(TWO_VISITS, "يوم الأحد", "2018-05-06"))

    assert [(event.time, event.time_basis) for event, _ in found] == [("2018-05-06", "clause"), (None, None)]


def test_a_day_of_the_sentence_is_a_candidate_for_each_of_its_events() -> None:
    (_, first), (_, second) = candidates(TWO_VISITS, dated(TWO_VISITS, "يوم الأحد", "2018-05-06"))

    assert (first["2018-05-06"].basis, second["2018-05-06"].basis) == ("clause", "sentence")
    assert {"rule", "owner itself|after", "gap 2|after"} <= first["2018-05-06"].traits
    assert "owner governor|before" in second["2018-05-06"].traits
    assert "rule" not in second["2018-05-06"].traits


def test_a_day_of_the_sentence_before_is_in_another_passage() -> None:
    text = "وصل الوفد الأحد إلى المدينة. ثم زار الوزير الميناء."
    *_, (event, found) = candidates(text, dated(text, "الأحد", "2018-05-06"))

    assert event.time is None
    assert found["2018-05-06"].basis == "passage"
    assert "verb|lead" in found["2018-05-06"].traits


def test_a_day_far_down_is_no_candidate() -> None:
    text = "ساد الهدوء. زار الوزير الميناء. عاد الهدوء. فتحت المدارس. وصل الوفد الأحد."
    (_, found), *_ = candidates(text, dated(text, "الأحد", "2018-05-06"))

    assert not found


def test_what_settles_no_day_is_no_candidate() -> None:
    text = "زار الوزير الميناء يوم الأحد."
    place = span_of(text, "يوم الأحد")
    vague = TimeExpression(start=place.start, end=place.end, type="DATE", value="XXXX-WXX-7", origin="test")

    assert [found for _, found in candidates(text, vague)] == [{}]


def test_the_part_of_the_day_is_printed_and_does_not_make_another_day() -> None:
    text = "زار الوزير الميناء صباح الأحد، وعاد الأحد."
    (_, found), *_ = candidates(
        text, dated(text, "صباح الأحد", "2018-05-06TMO"), dated(text, "عاد الأحد", "2018-05-06")
    )

    assert {day: each.value for day, each in found.items()} == {"2018-05-06": "2018-05-06TMO"}
    assert day_of("2018-05-06TMO") == day_of("2018-05-06T10:30") == "2018-05-06"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"2018-05-06": candidate("2018-05-06TMO", "near")}, "2018-05-06TMO"),
        ({"2018-05-06": candidate("2018-05-06", "near"), "2018": candidate("2018", "nearer")}, "2018"),
        ({"2018-05-06": candidate("2018-05-06", "far", "unheard of")}, None),
        ({}, None),
    ],
    ids=["likely", "likelier", "unlikely", "no-candidates"],
)
@pytest.mark.parametrize("event", [BARE, RULED], ids=["undated", "dated by rule"])
def test_the_likeliest_day_is_chosen(event: Event, found: dict[str, Candidate], expected: str | None) -> None:
    chosen = CHOOSER.choose(event, found)

    assert chosen.time == expected
    assert (chosen.time is None) == (chosen.time_basis is None)


def test_the_shipped_weights_are_there() -> None:
    rows = LEXICON.date_traits

    assert check_table(DATA / "date_traits.tsv", DateTraitRow) == ()
    assert {"bias", "rule"} <= {row.key for row in rows}
    assert len(rows) > 300
