"""Things in time as a calendar: opened with icalendar, with lines as RFC 5545 wants them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import msgspec
import pytest

from export_kit import HARD_TEXT, bare_doc, exported_bytes, news_doc, sample_case, sample_subject, subject_of
from musnad.exports.running import ExportNote
from musnad.exports.subject import Subject
from musnad.model import Document, Event, EventStatus, Span


def _exported(subject: Subject, *, language: str = "ar") -> tuple[list[icalendar.Event], ExportNote]:
    written, note = exported_bytes("ics", subject, language=language)  # type: ignore[arg-type]  # ar or en
    _check_lines(written)
    calendar = icalendar.Calendar.from_ical(written)
    assert not calendar.errors and calendar["version"] == "2.0"
    entries = [one for one in calendar.walk("VEVENT") if isinstance(one, icalendar.Event)]
    assert all(not entry.errors for entry in entries)
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    return entries, note


def _check_lines(written: bytes) -> None:
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in written.replace(b"\r\n", b"") and b"\r" not in written.replace(b"\r\n", b"")
    for line in written.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no line ends within a character


def _dated(time: str | None = "2018-05-05", *, text: str = "خبر", status: EventStatus = "happened") -> Document:
    event = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", time=time, status=status, origin="test")
    return bare_doc(text, events=(event,))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("ics"))


def test_entries_of_a_case_are_its_claims_with_days_of_their_own(case: Path) -> None:
    with sample_subject(case) as subject:
        entries, note = _exported(subject)
        placed = [one.entry for one in subject.told_in_time().placed]
    dated = {f"{entry.claim}@musnad": entry.days for entry in placed if entry.basis in ("event", "named")}
    assert {str(entry["uid"]) for entry in entries} == set(dated) and dated
    for entry in entries:
        days = dated[str(entry["uid"])]
        assert (str(entry["dtstart"].dt), str(entry["dtend"].dt)) == (days.first, str(_after(days.last)))
    assert note.written == {"entries": len(entries)}
    assert {lost.what: lost.times for lost in note.lost}["undated"] == len(placed) - len(dated)


def _after(day: str) -> date:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1)


@pytest.mark.parametrize(
    ("time", "first", "after"),
    [
        ("2018-05-05", date(2018, 5, 5), date(2018, 5, 6)),
        ("2018-05-05T15:00", date(2018, 5, 5), date(2018, 5, 6)),
        ("2018-02", date(2018, 2, 1), date(2018, 3, 1)),
        ("2018", date(2018, 1, 1), date(2019, 1, 1)),
        ("0994", date(994, 1, 1), date(995, 1, 1)),
    ],
    ids=["day", "clock", "month", "year", "long_ago"],
)
def test_entry_takes_the_days_that_the_words_leave_open(time: str, first: date, after: date) -> None:
    (entry,), _ = _exported(subject_of(_dated(time)))
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (first, after)
    assert entry["dtstart"].params["value"] == "DATE"


def test_entry_tells_what_is_told_by_whom_and_where() -> None:
    doc = news_doc()
    (entry,), _ = _exported(subject_of(doc))
    assert str(entry["summary"]) == "أعلن الوزير سمير عون أن وزارة الدفاع أرسلت جنودا إلى …"
    assert str(entry["description"]).startswith(doc.text[: doc.text.index(" وقتل")] + "\n\n")
    assert "صحيفة الغد > الوزير سمير عون" in str(entry["description"])
    assert (str(entry["location"]), str(entry["url"])) == ("بيروت", doc.url)
    assert entry["categories"].cats == ["تعبئة"]


def test_labels_are_in_the_language_that_is_asked_for() -> None:
    (entry,), _ = _exported(subject_of(news_doc()), language="en")
    assert "by: وزارة الدفاع" in str(entry["description"])
    assert entry["categories"].cats == ["mobilize"]


@pytest.mark.parametrize(
    ("status", "written", "lead"),
    [("happened", None, ""), ("ongoing", None, ""), ("denied", None, "منفيّ: "), ("planned", "TENTATIVE", "مرتقب: "),
     ("hypothetical", "TENTATIVE", "افتراضي: ")],
)  # fmt: skip
def test_only_what_lies_ahead_has_a_status(status: EventStatus, written: str | None, lead: str) -> None:
    (entry,), _ = _exported(subject_of(_dated(status=status)))
    assert (entry.get("status"), str(entry["summary"])) == (written, f"{lead}خبر")


def test_hard_words_come_back_but_for_control_characters() -> None:
    text = f"خبر; ب, ج\\د\\n {HARD_TEXT}" + "👩🏽‍🚀" * 40
    (entry,), note = _exported(subject_of(_dated(text=text)))
    summary = str(entry["summary"])  # the sentence of the event, white space as one space, cut where it is long
    assert summary.endswith("…") and " ".join(text.split()).startswith(summary[:-1].rstrip())
    doc = msgspec.structs.replace(_dated(text=text), title=text)
    (entry,), note = _exported(subject_of(doc))
    assert str(entry["description"]).endswith(text.strip().replace("\x0b", ""))
    assert {lost.what: lost.times for lost in note.lost}["controls"] == 1


def test_no_line_is_cut_within_a_character_wherever_it_falls() -> None:
    titles = ["a" * n + "عَ👩🏽‍🚀,؛" * 30 for n in range(80)]
    documents = [msgspec.structs.replace(_dated(text=f"خبر {n}"), title=title) for n, title in enumerate(titles)]
    entries, _ = _exported(subject_of(*documents))
    assert [str(entry["description"]).rpartition(": ")[2] for entry in entries] == titles


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/خبر?a=1&b=2#ج", "https://a.example/%D8%AE%D8%A8%D8%B1?a=1&b=2#%D8%AC"),
        ("https://a.example/%D8%AE", "https://a.example/%D8%AE"),
        ("https://a.example/a b", None),
        ("https://a.example/\r\nSTATUS:CONFIRMED", None),
        ("news", None),
        (None, None),
    ],
)
def test_address_stands_where_it_is_one(url: str | None, written: str | None) -> None:
    (entry,), _ = _exported(subject_of(msgspec.structs.replace(_dated(), url=url)))
    assert entry.get("url") == written and entry.get("status") is None


def test_moment_of_the_export_is_the_stamp() -> None:
    (entry,), _ = _exported(subject_of(_dated()))
    assert entry["dtstamp"].dt == datetime(2026, 1, 1, tzinfo=UTC)


def test_ids_stay_from_one_export_to_the_next() -> None:
    ids = [[str(entry["uid"]) for entry in _exported(subject_of(news_doc()))[0]] for _ in range(2)]
    assert ids[0] == ids[1] and ids[0][0].endswith("-e1@musnad")


def test_two_articles_of_the_same_words_have_entries_of_their_own() -> None:
    entries, _ = _exported(subject_of(news_doc(id="one"), news_doc(id="other")))
    assert len({str(entry["uid"]) for entry in entries}) == 2


@pytest.mark.parametrize("time", [None, "XXXX-05", "9999-12-31"])
def test_what_no_calendar_can_hold_is_counted(time: str | None) -> None:
    entries, note = _exported(subject_of(_dated(time)))
    assert entries == [] and {lost.what: lost.times for lost in note.lost}["undated"] == 1


def test_nothing_to_hand_over_is_an_empty_calendar() -> None:
    entries, note = _exported(subject_of())
    assert entries == [] and note.written == {}
