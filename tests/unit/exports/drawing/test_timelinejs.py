"""Things in time for TimelineJS3: by the fields that its documentation lists, with words that no HTML can break."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from export_kit import MADE, bare_doc, exported_bytes, news_doc, sample_case, sample_subject, subject_of
from musnad.case.choosing import Chosen
from musnad.case.folder import open_case
from musnad.exports.manner import Manner
from musnad.exports.running import ExportNote, export, wanted_format
from musnad.exports.subject import CaseSubject, Subject
from musnad.model import Document, Event, Span

# The fields that the documentation of TimelineJS3 lists for its JSON; it passes over any other without a word.
_DATE = {
    "type": "object", "required": ["year"], "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"}, "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31}, "display_date": {"type": "string"},
    },
    "dependentRequired": {"day": ["month"]},
}  # fmt: skip
_TEXT = {
    "type": "object", "additionalProperties": False, "required": ["headline"],
    "properties": {"headline": {"type": "string", "minLength": 1}, "text": {"type": "string"}},
}  # fmt: skip
_SLIDE = {
    "type": "object", "required": ["start_date", "text", "unique_id"], "additionalProperties": False,
    "properties": {
        "start_date": _DATE, "end_date": _DATE, "text": _TEXT, "group": {"type": "string", "minLength": 1},
        "display_date": {"type": "string", "minLength": 1}, "unique_id": {"type": "string", "pattern": "^[0-9a-z-]+$"},
    },
}  # fmt: skip
_SCHEMA = {
    "type": "object", "required": ["events"], "additionalProperties": False,
    "properties": {
        "events": {"type": "array", "items": _SLIDE},
        "title": {"type": "object", "additionalProperties": False, "required": ["text"],
                  "properties": {"text": _TEXT, "unique_id": {"type": "string"}}},
    },
}  # fmt: skip


class _Read(HTMLParser):
    """What a browser makes of the HTML: its elements with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def _exported(subject: Subject, *, language: str = "ar") -> tuple[Mapping[str, Any], ExportNote]:
    written, note = exported_bytes("timelinejs", subject, language=language)  # type: ignore[arg-type]  # ar or en
    record = json.loads(written)
    jsonschema.validate(record, _SCHEMA)
    ids = [slide["unique_id"] for slide in record["events"]]
    assert len(set(ids)) == len(ids)
    return record, note


def _dated(time: str, *, text: str = "خبر", **fields: object) -> Document:
    event = Event(id="e1", trigger=Span(0, 3), type="ASSAULT", time=time, origin="test")
    return bare_doc(text, events=(msgspec.structs.replace(event, **fields),))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample_case(tmp_path_factory.mktemp("timelinejs"))


def test_slides_of_a_case_are_its_claims_in_time(case: Path) -> None:
    with sample_subject(case) as subject:
        record, note = _exported(subject)
        entries = {one.entry.claim: one.entry for one in subject.told_in_time().placed if one.entry.days is not None}
    assert {slide["unique_id"] for slide in record["events"]} == set(entries)
    assert note.written == {"slides": len(entries)}
    for slide in record["events"]:
        days, start = entries[slide["unique_id"]].days, slide["start_date"]
        given = [f"{start['year']:04}", *(f"{start[part]:02}" for part in ("month", "day") if part in start)]
        assert days.first.startswith("-".join(given))


def test_slides_stand_in_the_order_of_time(case: Path) -> None:
    with sample_subject(case) as subject:
        record, _ = _exported(subject)
    starts = [
        tuple(slide["start_date"].get(part, 1) for part in ("year", "month", "day")) for slide in record["events"]
    ]
    assert len(starts) > 1 and starts == sorted(starts)


@pytest.mark.parametrize(
    ("time", "start", "end", "arabic", "english"),
    [
        ("2018-05-05", {"year": 2018, "month": 5, "day": 5}, None, "5 مايو 2018", "5 May 2018"),
        ("2018-05", {"year": 2018, "month": 5}, None, "مايو 2018", "May 2018"),
        ("2018", {"year": 2018}, None, "2018", "2018"),
        ("2018-W22", {"year": 2018, "month": 5, "day": 28}, {"year": 2018, "month": 6, "day": 3},
         "أسبوع: 28 مايو 2018 – 3 يونيو 2018", "week: 28 May 2018 – 3 June 2018"),
        ("2018-WI", {"year": 2018, "month": 12, "day": 1}, {"year": 2019, "month": 2, "day": 28},
         "فصل: 1 ديسمبر 2018 – 28 فبراير 2019", "season: 1 December 2018 – 28 February 2019"),
    ],
    ids=["day", "month", "year", "week", "winter"],
)  # fmt: skip
def test_date_is_as_exact_as_the_words(
    time: str, start: dict[str, int], end: dict[str, int] | None, arabic: str, english: str
) -> None:
    for language, said in (("ar", arabic), ("en", english)):
        record, _ = _exported(subject_of(_dated(time)), language=language)
        (slide,) = record["events"]
        assert (slide["start_date"], slide.get("end_date"), slide["display_date"]) == (start, end, said)


def test_day_of_telling_is_said_to_be_that(case: Path) -> None:
    with sample_subject(case) as subject:
        record, _ = _exported(subject)
        told = {one.entry.claim for one in subject.told_in_time().placed if one.entry.basis == "told"}
    assert told
    assert told == {slide["unique_id"] for slide in record["events"] if slide["display_date"].startswith("رُوي في")}


def test_words_of_articles_cannot_become_html() -> None:
    words = '<script>x</script> & "قال"'
    doc = msgspec.structs.replace(_dated("2018", text=words), title='<img src="x">', url="https://a.example/?a=1&b=<2>")
    record, _ = _exported(subject_of(doc))
    text = record["events"][0]["text"]
    read = _Read(text["text"])
    assert {tag for tag, _ in read.elements} <= {"p", "b", "bdi", "a"}
    assert words in read.text and '<img src="x">' in read.text
    assert [attrs["href"] for tag, attrs in read.elements if tag == "a"] == ["https://a.example/?a=1&b=<2>"]
    assert _Read(text["headline"]).text == words


def test_name_of_the_case_cannot_become_html() -> None:
    subject = subject_of(_dated("2018"))
    subject.name = "<b>قضية</b>"
    assert _Read(_exported(subject)[0]["title"]["text"]["headline"]).text == "<b>قضية</b>"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "news", "http://[", None])
def test_only_addresses_of_the_web_are_links(url: str | None) -> None:
    record, _ = _exported(subject_of(msgspec.structs.replace(_dated("2018"), url=url, title="عنوان")))
    assert "<a " not in record["events"][0]["text"]["text"]


def test_text_tells_who_tells_it_and_who_takes_part() -> None:
    record, _ = _exported(subject_of(news_doc()))
    text = _Read(record["events"][0]["text"]["text"]).text
    assert "صحيفة الغد > الوزير سمير عون" in text
    assert "الفاعل: وزارة الدفاع" in text and "المتلقي: بيروت" in text


def test_text_of_a_claim_has_its_counts(case: Path) -> None:
    with sample_subject(case) as subject:
        record, _ = _exported(subject, language="en")
        told = next(subject.claims()).weighed
    slide = next(slide for slide in record["events"] if slide["unique_id"] == told.claim.id)
    text = _Read(slide["text"]["text"]).text
    assert f"Articles: {told.counts.articles.value}" in text and f"Outlets: {told.counts.outlets.value}" in text


def test_headline_says_what_did_not_happen() -> None:
    record, _ = _exported(subject_of(_dated("2018", status="denied")))
    assert _Read(record["events"][0]["text"]["headline"]).text == "منفيّ: خبر"


def test_group_is_the_type_of_event_in_the_language() -> None:
    groups = [_exported(subject_of(_dated("2018")), language=one)[0]["events"][0]["group"] for one in ("ar", "en")]
    assert groups == ["هجوم", "assault"]


def test_fifty_slides_are_written_and_the_rest_counted() -> None:
    many = [msgspec.structs.replace(_dated("2018", text=f"خبر {n}"), id=str(n)) for n in range(53)]
    record, note = _exported(subject_of(*many))
    assert len(record["events"]) == 50
    assert {lost.what: lost.times for lost in note.lost}["more"] == 3


def test_number_of_slides_can_be_asked_for(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "two.json"
    with open_case(case) as opened:
        subject = CaseSubject.of(opened, Chosen())
        export(subject, wanted_format("timelinejs"), target, Manner(MADE, most=2))
    assert len(json.loads(target.read_text(encoding="utf-8"))["events"]) == 2


def test_half_a_character_is_left_out_and_counted() -> None:
    record, note = _exported(subject_of(msgspec.structs.replace(_dated("2018"), title="عن\ud800وان")))
    assert "عنوان" in record["events"][0]["text"]["text"]
    assert {lost.what: lost.times for lost in note.lost}["controls"] == 1


def test_nothing_to_hand_over_is_a_title_without_slides() -> None:
    record, note = _exported(subject_of())
    assert record["events"] == [] and note.written == {"slides": 0}
    lost = {one.what: one.times for one in note.lost}
    assert (lost["undated"], lost["more"], lost["alone"], lost["reports"]) == (0, 0, None, None)
