"""Documents as JSON: the printed form `musnad.document/1`, and its JSON Schema.

What comes in is a `Document`; what goes out is bytes with the names and shapes that other programs rely on.
Offsets stay Unicode code points. The segments layer is not printed: it is made again in a millisecond.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from musnad.model.annotations import (
    Dating,
    EntityType,
    Event,
    LinkRole,
    Mention,
    MentionForm,
    Statement,
    TimeExpression,
)
from musnad.model.document import Document, Failure, PublishedBasis
from musnad.model.span import Located

__all__ = ["SCHEMA", "PrintedDocument", "encode", "printed", "schema"]

SCHEMA: Literal["musnad.document/1"] = "musnad.document/1"


class PrintedEntity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity as printed; its mentions name it, not the other way round."""

    id: str
    type: EntityType
    name: str
    name_en: str | None
    name_latin: str | None
    name_ijmes: str | None
    wikidata: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: LinkRole | None
    roles: tuple[str, ...]
    reasons: tuple[str, ...]
    origin: str


class PrintedMention(Located, frozen=True, kw_only=True):
    """A mention as printed, with the entity it stands for."""

    entity: str | None
    type: EntityType
    form: MentionForm
    origin: str


class PrintedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The whole printed document; a layer is null where it could not be made."""

    schema: Literal["musnad.document/1"] = SCHEMA
    id: str
    text: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None
    published_basis: PublishedBasis | None
    entities: tuple[PrintedEntity, ...] | None
    mentions: tuple[PrintedMention, ...] | None
    dating: Dating | None
    times: tuple[TimeExpression, ...] | None
    statements: tuple[Statement, ...] | None
    events: tuple[Event, ...] | None
    failures: tuple[Failure, ...]
    warnings: tuple[str, ...]
    stages: dict[str, str]


def printed(doc: Document) -> PrintedDocument:
    """Return the printed form of a document.

    Role phrases that stand for no known entity are left out: they are candidates, not findings.
    """
    ids = doc.entity_ids()

    def print_mention(mention: Mention) -> PrintedMention:
        return PrintedMention(
            start=mention.start,
            end=mention.end,
            entity=ids.get(mention.span),
            type=mention.type,
            form=mention.form,
            origin=mention.origin,
        )

    mentions = None if doc.mentions is None else tuple(map(print_mention, doc.mentions))
    if mentions is not None and doc.entities is not None:
        mentions = tuple(m for m in mentions if m.form == "name" or m.entity is not None)
    entities = None
    if doc.entities is not None:
        entities = tuple(
            PrintedEntity(**{name: getattr(e, name) for name in PrintedEntity.__struct_fields__}) for e in doc.entities
        )
    same = ("id", "text", "title", "outlet", "author", "url", "published", "published_basis", "dating", "times")
    rest = ("statements", "events", "failures", "warnings", "stages")
    return PrintedDocument(
        entities=entities, mentions=mentions, **{name: getattr(doc, name) for name in (*same, *rest)}
    )


def encode(doc: Document, *, indent: int | None = None) -> bytes:
    """Return the document as UTF-8 JSON: one line, or indented by so many spaces."""
    line = msgspec.json.encode(printed(doc))
    return msgspec.json.format(line, indent=indent) if indent else line


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the printed document."""
    found = msgspec.json.schema(PrintedDocument)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, **found}
