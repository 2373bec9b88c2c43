"""The printed document: its fields, what is left out, and its schema."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from musnad.model import ChainLink, Document, Entity, Event, Failure, Mention, Statement, TimeExpression
from musnad.model.codec import encode, schema
from support import make_doc, span_of

TEXT = "نفى لافروف يوم 10 مايو لقاء الوزير"


def full_doc() -> Document:
    name, role = span_of(TEXT, "لافروف"), span_of(TEXT, "الوزير")
    return make_doc(
        TEXT,
        mentions=(
            Mention(start=name.start, end=name.end, type="PER", origin="test:name"),
            Mention(start=role.start, end=role.end, type="PER", form="nominal", origin="test:role"),
        ),
        entities=(Entity(id="e1", type="PER", name="لافروف", mentions=(name,), origin="test:name"),),
        times=(
            TimeExpression(start=11, end=22, type="DATE", value="2018-05-10", basis="completed", origin="test:day"),
        ),
        statements=(
            Statement(
                id="s1",
                content=(span_of(TEXT, "لقاء الوزير"),),
                chain=(ChainLink(source=name, cue=span_of(TEXT, "نفى"), entity="e1", origin="test:cue"),),
                kind="indirect",
                stance="deny",
                polarity=-1,
                origin="test:cue",
            ),
        ),
        events=(
            Event(
                id="v1", trigger=span_of(TEXT, "لقاء"), type="CONSULT", status="denied", statement="s1", origin="t:e"
            ),
        ),
    )


def test_every_field_of_the_contract_is_printed() -> None:
    printed = json.loads(encode(full_doc()))
    assert printed["schema"] == "musnad.document/1"
    assert printed.keys() >= {
        *("id", "text", "title", "outlet", "author", "url", "published", "published_basis", "failures"),
        *("entities", "mentions", "times", "statements", "events"),
    }
    assert printed["entities"][0].keys() >= {"id", "type", "name", "name_en", "wikidata", "roles"}
    assert printed["mentions"][0].keys() >= {"start", "end", "entity", "form"}
    assert printed["times"][0].keys() >= {"start", "end", "type", "value", "mod", "basis"}
    statement, event = printed["statements"][0], printed["events"][0]
    assert statement.keys() >= {"id", "content", "chain", "kind", "stance"}
    assert statement["chain"][0].keys() >= {"source", "cue", "entity", "anonymous", "carried", "role", "strength"}
    assert event.keys() >= {
        *("id", "trigger", "type", "mode", "contexts", "actors", "recipients"),
        *("place", "time", "figures", "status", "statement"),
    }
    assert statement["chain"][0]["source"] == {"start": 4, "end": 10}


def test_offsets_are_code_points() -> None:
    text = "😀 لافروف"
    mention = Mention(start=2, end=8, type="PER", origin="test:x")
    printed = json.loads(encode(Document(id="a", text=text, mentions=(mention,))))
    found = printed["mentions"][0]
    assert printed["text"][found["start"] : found["end"]] == "لافروف"


def test_role_phrase_without_entity_is_not_printed() -> None:
    assert [m["form"] for m in json.loads(encode(full_doc()))["mentions"]] == ["name"]


def test_layer_that_could_not_be_made_is_null() -> None:
    doc = Document(id="a", text="نص", times=()).with_failure(Failure("events", "x"))
    printed = json.loads(encode(doc))
    assert printed["events"] is None
    assert printed["times"] == []
    assert printed["failures"] == [{"stage": "events", "message": "x"}]


def test_one_line_unless_indented() -> None:
    doc = Document(id="a", text="سطر\nسطر")
    assert b"\n" not in encode(doc)
    assert json.loads(encode(doc, indent=2)) == json.loads(encode(doc))
    assert encode(doc, indent=2).count(b"\n") > 10


def test_schema_takes_what_is_printed_and_nothing_else() -> None:
    Draft202012Validator.check_schema(schema())
    validator = Draft202012Validator(schema())
    printed = json.loads(encode(full_doc()))
    validator.validate(printed)
    printed["statements"][0]["stance"] = "amused"
    with pytest.raises(ValidationError, match="amused"):
        validator.validate(printed)
