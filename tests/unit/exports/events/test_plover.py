"""PLOVER's records follow a schema made from the fields that its manual lists, and say what the document says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, sample_case, sample_subject, subject_of
from musnad.model import Document, Event, Span
from table_kit import event_doc

_WORD = {"type": "string", "minLength": 1}
_COUNT = {"type": "integer", "minimum": 0}


def _object(**fields: object) -> dict[str, object]:
    return {"type": "object", "properties": fields, "additionalProperties": False, "minProperties": 1}


def _list(of: object) -> dict[str, object]:
    return {"type": "array", "items": of, "minItems": 1}


_PARTY = _object(
    code={"type": "string", "pattern": "^[A-Z]{3}$"}, sector=_list({"type": "string", "pattern": "^[A-Z]{3}$"}),
    entity_text=_WORD, identifier_id={"type": "string", "pattern": "^Q[0-9]+$"}, identifier_text=_WORD, religion=_WORD,
    ethnicity=_WORD, office=_WORD, gender=_WORD, age=_COUNT,
)  # fmt: skip
_PLACE_IN_TEXT = _object(sequence=_COUNT, start=_COUNT, end=_COUNT, text_story=_WORD)
_TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
          "MOBILIZE COERCE ASSAULT")  # fmt: skip
# What the manual calls required; musnad leaves date and actor out where it does not know them, and counts that.
_REQUIRED = ("id", "date", "actor", "event")
_SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        id=_WORD, has_event={"const": True}, date={"type": "string", "pattern": "^[0-9X]{2,4}"},
        time={"type": "string", "pattern": "^[0-9]{2}"}, actor=_list(_PARTY), recipient=_list(_PARTY),
        event={"enum": _TYPES.split()},
        event_loc=_object(extracted_place=_WORD, resolved_place=_WORD, country_code=_WORD),
        event_text=_PLACE_IN_TEXT, quad_code={"enum": [1, 2, 3, 4]},
        event_scale={"type": "number", "minimum": -10, "maximum": 10}, mode=_list(_WORD), context=_list(_WORD),
        size=_object(dead=_list(_COUNT), injured=_list(_COUNT), arrested=_list(_COUNT)), text=_PLACE_IN_TEXT,
        cite_info=_object(corpus=_WORD, url=_WORD, title=_WORD, publication={"type": "string", "format": "date"},
                          language={"const": "ar"}, coder=_WORD),
        comment=_WORD,
    ),
    "required": ["id", "event"],
}  # fmt: skip


def _records(*documents: Document) -> list[dict[str, Any]]:
    written, _ = exported_bytes("plover", subject_of(*documents))
    return [json.loads(line) for line in written.splitlines()]


def test_the_schema_refuses_what_is_no_record() -> None:
    for wrong in ({"id": "1"}, {"id": "1", "event": "SAY"}, {"id": "1", "event": "AID", "extra": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, _SCHEMA)


def test_records_follow_the_schema_of_the_manual() -> None:
    figures = (("killed", 3), ("wounded", 4), ("arrested", None))
    doc = event_doc(actor={"country": "SYR", "sectors": ("MIL",), "wikidata": "Q1"}, figures=figures)
    records = _records(news_doc(), doc)
    assert len(records) == 3
    for record in records:
        jsonschema.validate(record, _SCHEMA, format_checker=jsonschema.FormatChecker())


def test_records_of_a_case_follow_the_schema_and_what_they_lack_is_counted(tmp_path: Path) -> None:
    with sample_subject(sample_case(tmp_path)) as subject:
        written, note = exported_bytes("plover", subject)
    records = [json.loads(line) for line in written.splitlines()]
    lost = {one.what: one.times or 0 for one in note.lost}
    for record in records:
        jsonschema.validate(record, _SCHEMA)
    assert lost["no_date"] == sum("date" not in record for record in records)
    assert lost["no_actor"] == sum("actor" not in record for record in records)
    assert len({record["id"] for record in records}) == len(records) == note.written["events"]
    whole = [record for record in records if all(name in record for name in _REQUIRED)]
    assert whole


def test_record_says_what_the_document_says() -> None:
    doc = news_doc()
    sent, killed = _records(doc)
    assert (sent["id"], sent["date"], sent["event"], sent["quad_code"]) == ("news:e1", "2018-05-05", "MOBILIZE", 4)
    assert [party["identifier_text"] for party in sent["actor"]] == ["وزارة الدفاع"]
    assert sent["event_loc"]["extracted_place"] == "بيروت"
    assert killed["size"] == {"dead": [12]} and "date" not in killed
    assert sent["cite_info"]["title"] == "عنوان"
    for record, event in zip((sent, killed), doc.events or (), strict=True):
        for part in (record["event_text"], record["text"]):
            assert doc.text[part["start"] : part["end"]] == part["text_story"]
        assert record["event_text"]["text_story"] == doc.slice(event.trigger)
    assert (sent["text"]["sequence"], killed["text"]["sequence"]) == (1, 2)


@pytest.mark.parametrize(
    ("value", "expected", "loss"),
    [
        pytest.param("2018-05-10T15:00", ("2018-05-10", "15:00"), None, id="clock"),
        pytest.param("2018-05-10T15:00:00+03:00", ("2018-05-10", "15:00:00+03:00"), None, id="zone"),
        pytest.param("2018-05-10TMO", ("2018-05-10", None), None, id="part-of-day"),
        pytest.param("2018-05", ("2018-05", None), "no_day", id="month"),
        pytest.param("2018-W20", ("2018-W20", None), "no_day", id="week"),
        pytest.param("XXXX-WXX-2", ("XXXX-WXX-2", None), "no_day", id="open"),
        pytest.param(None, (None, None), "no_date", id="none"),
    ],
)
def test_date_and_time_stand_apart(
    value: str | None, expected: tuple[str | None, str | None], loss: str | None
) -> None:
    written, note = exported_bytes("plover", subject_of(event_doc(time=value, actor={})))
    record = json.loads(written)
    assert (record.get("date"), record.get("time")) == expected
    assert {one.what for one in note.lost if one.times} == ({loss} if loss else set())


def test_planned_visit_is_agree_with_its_auxiliary_mode() -> None:
    (record,) = _records(event_doc(type="CONSULT", mode="visit", status="planned", time=None))
    assert (record["event"], record["mode"]) == ("AGREE", ["visit", "future"])
    assert "told as CONSULT" in record["comment"]


def test_article_without_metadata_leaves_them_out() -> None:
    event = Event(id="e1", trigger=Span(0, 1), type="AID", origin="test")
    (record,) = _records(bare_doc(events=(event,)))
    assert set(record["cite_info"]) == {"language", "coder"}
    assert not {"actor", "recipient", "event_loc", "size", "mode", "context"} & set(record)


@pytest.mark.parametrize("doc", [bare_doc(), hard_doc()], ids=["layers-not-made", "no-events"])
def test_article_without_events_has_no_line(doc: Document) -> None:
    assert _records(doc) == []


def test_documents_are_known_by_the_ids_of_the_export() -> None:
    (record,) = _records(msgspec.structs.replace(event_doc(), id="12"))
    assert record["id"] == "12:e1"
