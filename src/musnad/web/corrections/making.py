"""The changes that a form asks for, whatever kind of annotation it shows.

What comes in are a document, what stands there, and fields; what goes out are changes in the order they are to be
made, or every problem.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from musnad.case.judging import Annotation, Change, annotation_spans
from musnad.case.revising import without
from musnad.model import Document, Entity, Event, Mention, Span, Statement, TimeExpression
from musnad.web.corrections.entities import RowOf, entity_fields, entity_values, read_entity
from musnad.web.corrections.events import event_fields, event_values, read_event
from musnad.web.corrections.mentions import mention_fields, mention_values, read_mention
from musnad.web.corrections.reading import Fields, Problem, Reader
from musnad.web.corrections.statements import read_statement, statement_fields, statement_values
from musnad.web.corrections.times import read_time, time_fields, time_values


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["Asked", "fields_of", "read_changes", "removal", "values_of"]

_FIELDS: dict[str, Callable[..., dict[str, tuple[str, ...]]]] = {
    "mentions": mention_fields, "entities": entity_fields, "times": time_fields, "statements": statement_fields,
    "events": event_fields,
}  # fmt: skip
_READERS: dict[str, Callable[[Reader, Any], tuple[Change, ...]]] = {
    "mentions": read_mention, "times": read_time, "statements": read_statement, "events": read_event,
}  # fmt: skip


class Asked(NamedTuple):
    """What a form asks for: changes, or problems; neither where it is as it was."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def fields_of(doc: Document, layer: str, target: Annotation | None, at: Span | None = None) -> Fields:
    """Return an annotation as fields; without one, those of one to be added at a place."""
    return _FIELDS[layer](doc, target, at)


def read_changes(doc: Document, layer: str, target: Annotation | None, fields: Fields, *, row_of: RowOf) -> Asked:
    """Return the changes that make an annotation of a layer stand as the fields say; without a target one more."""
    read = Reader(doc, fields)
    changes = read_entity(read, _entity(target), row_of) if layer == "entities" else _READERS[layer](read, target)
    if not changes and not read.problems:
        read.tell("", _("Nothing in the form differs from what stands there."))
    return Asked(() if read.problems else changes, tuple(read.problems))


def removal(doc: Document, layer: str, target: Annotation) -> tuple[Change, ...]:
    """Return the changes that take an annotation away: with a name, its place among those of whom it means."""
    gone = Change(layer, "remove", target)
    entity = doc.entity(doc.entity_ids().get(annotation_spans(target)[0])) if isinstance(target, Mention) else None
    return (gone,) if entity is None else (gone, without(entity, annotation_spans(target)[0]))


def values_of(annotation: Annotation) -> dict[str, str]:
    """Return what an annotation says, by groups of labels, without what it leaves open."""
    if isinstance(annotation, Mention):
        told = mention_values(annotation)
    elif isinstance(annotation, TimeExpression):
        told = time_values(annotation)
    elif isinstance(annotation, Statement):
        told = statement_values(annotation)
    elif isinstance(annotation, Event):
        told = event_values(annotation)
    else:
        told = entity_values(annotation)
    return {group: value for group, value in told.items() if value}


def _entity(target: Annotation | None) -> Entity | None:
    if target is not None and not isinstance(target, Entity):
        raise TypeError(f"the layer entities holds Entity, not {type(target).__name__}")
    return target
