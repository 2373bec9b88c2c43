"""Corrected articles as annotation."""

from __future__ import annotations

import json

from musnad.case.naming import text_hash
from musnad.case.training import annotation_record
from musnad.model import ChainLink, Document, Entity, Event, Mention, Span, Statement, TimeExpression

TEXT = "قال لافروف أمس إن روسيا قصفت سوريا."
NAME = Span(4, 10)
DOC = Document(
    id="a",
    text=TEXT,
    published="2018-05-10",
    mentions=(
        Mention(start=4, end=10, type="PER", origin="test"),
        Mention(start=18, end=23, type="LOC", origin="test"),  # stands for nobody
    ),
    entities=(Entity(id="e1", type="PER", name="لافروف", mentions=(NAME,), origin="test"),),
    times=(TimeExpression(start=11, end=14, type="DATE", value="2018-05-09", origin="test"),),
    statements=(
        Statement(
            id="s1", content=(Span(18, 34),), kind="indirect", stance="neutral", origin="test",
            chain=(ChainLink(source=NAME, cue=Span(0, 3), entity="e1", origin="test"),
                   ChainLink(source=None, cue=None, anonymous=True, origin="test")),
        ),
    ),
    events=(
        Event(id="x1", trigger=Span(24, 28), type="ASSAULT", actors=("e1",), time="2018-05-09", statement="s1",
              origin="test"),
    ),
)  # fmt: skip


def test_record_has_the_fields_of_the_annotation() -> None:
    assert annotation_record(DOC) == {
        "id": "a",
        "sha256": text_hash(TEXT),
        "published": "2018-05-10",
        "entities": {"e1": {"type": "PER"}},
        "mentions": [{"start": 4, "end": 10, "entity": "e1", "form": "name"}],
        "times": [{"start": 11, "end": 14, "type": "DATE", "value": "2018-05-09"}],
        "statements": [
            {
                "id": "s1",
                "chain": [
                    {"source": [4, 10], "cue": [0, 3], "entity": "e1", "anonymous": False},
                    {"source": None, "cue": None, "entity": None, "anonymous": True},
                ],
                "content": [[18, 34]],
                "kind": "indirect",
                "stance": "neutral",
            }
        ],
        "events": [
            {
                "id": "x1", "trigger": [24, 28], "type": "ASSAULT", "actors": ["e1"], "recipients": [], "place": None,
                "time": "2018-05-09", "status": "happened", "statement": "s1",
            }
        ],
    }  # fmt: skip


def test_record_holds_no_text() -> None:
    assert "لافروف" not in json.dumps(annotation_record(DOC), ensure_ascii=False)


def test_document_that_was_never_read_has_an_empty_record() -> None:
    record = annotation_record(Document(id="a", text=TEXT))
    assert [record[name] for name in ("entities", "mentions", "times", "statements", "events")] == [{}, [], [], [], []]
