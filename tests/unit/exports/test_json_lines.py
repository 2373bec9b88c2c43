"""Articles as lines of JSON: whole, by the schema of the printed document."""

from __future__ import annotations

import json

import jsonschema

from export_kit import bare_doc, exported_bytes, hard_doc, news_doc, subject_of
from musnad.model.codec import schema


def test_every_line_follows_the_schema_and_keeps_the_text() -> None:
    documents = (news_doc(), hard_doc(), bare_doc())
    written, note = exported_bytes("jsonl", subject_of(*documents))
    records = [json.loads(line) for line in written.splitlines()]
    for record, doc in zip(records, documents, strict=True):
        jsonschema.validate(record, schema())
        assert record["text"] == doc.text
    assert note.written == {"articles": 3}


def test_nothing_to_hand_over_is_an_empty_file() -> None:
    written, note = exported_bytes("jsonl", subject_of())
    assert written == b"" and note.written == {}
