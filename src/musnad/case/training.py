"""Corrected articles as annotated ones: the form that musnad's own scores and training read.

What comes in is a document as people left it; what goes out is a record with its entities, mentions, times, statements
and events, spans as pairs of code points. It holds no text: that stands beside it.
"""

from __future__ import annotations

from typing import Any

from musnad.case.naming import text_hash
from musnad.model import Document, Event, Located, Span, Statement

__all__ = ["annotation_record"]


def annotation_record(doc: Document) -> dict[str, Any]:
    """Return a document's annotations in the form of `ID.gold.json` (docs/annotation.md)."""
    ids = doc.entity_ids()
    return {
        "id": doc.id,
        "sha256": text_hash(doc.text),
        "published": doc.published,
        "entities": {entity.id: {"type": entity.type} for entity in doc.entities or ()},
        "mentions": [
            {"start": m.start, "end": m.end, "entity": ids[m.span], "form": m.form}
            for m in doc.mentions or ()
            if m.span in ids
        ],
        "times": [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in doc.times or ()],
        "statements": [_statement(statement) for statement in doc.statements or ()],
        "events": [_event(event) for event in doc.events or ()],
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "chain": [
            {"source": _pair(link.source), "cue": _pair(link.cue), "entity": link.entity, "anonymous": link.anonymous}
            for link in statement.chain
        ],
        "content": [_pair(span) for span in statement.content],
        "kind": statement.kind,
        "stance": statement.stance,
    }


def _event(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "trigger": _pair(event.trigger),
        "type": event.type,
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "place": event.place,
        "time": event.time,
        "status": event.status,
        "statement": event.statement,
    }


def _pair(span: Located | Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
