"""An article, its metadata, and the layers found in it.

The text never changes once a document exists. A layer is None while its stage has not run and an empty tuple when
the stage ran and found nothing. No I/O here; `musnad.model.codec` prints documents.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from musnad.model.annotations import Dating, Entity, Event, Mention, Segments, Statement, TimeExpression
from musnad.model.span import Located, Span

__all__ = ["LAYERS", "Document", "Failure", "Layer", "PublishedBasis"]

PublishedBasis = Literal["given", "metadata", "dateline", "url", "inferred"]
Layer = Literal["segments", "mentions", "entities", "dating", "times", "statements", "events"]
LAYERS: tuple[Layer, ...] = ("segments", "mentions", "entities", "dating", "times", "statements", "events")


class Failure(msgspec.Struct, frozen=True):
    """Why a layer could not be made: the stage, and a message for the user."""

    stage: str
    message: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article.

    `published` is a date or a date-time with zone, as ISO 8601 text; `published_basis` says where it was found.
    `stages` maps the name of each stage that ran to its version.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis | None = None
    segments: Segments | None = None
    mentions: tuple[Mention, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    dating: Dating | None = None
    times: tuple[TimeExpression, ...] | None = None
    statements: tuple[Statement, ...] | None = None
    events: tuple[Event, ...] | None = None
    failures: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    stages: dict[str, str] = {}

    def slice(self, place: Located) -> str:
        """Return the words that stand at a span or an annotation."""
        return self.text[place.start : place.end]

    def entity(self, entity_id: str | None) -> Entity | None:
        """Return the entity with this id, or None when there is none."""
        return next((e for e in self.entities or () if e.id == entity_id), None)

    def entity_ids(self) -> dict[Span, str]:
        """Return the id of the entity that each linked mention stands for, by the mention's span."""
        return {span: entity.id for entity in self.entities or () for span in entity.mentions}

    def with_layer(self, layer: Layer, value: Any, *, stage: str, version: str) -> Document:
        """Return a copy that holds this layer and remembers which stage made it."""
        if layer not in LAYERS:
            raise ValueError(f"{layer!r} is no layer; the layers are {', '.join(LAYERS)}")
        return msgspec.structs.replace(self, **{layer: value}, stages={**self.stages, stage: version})

    def with_dating(self, dating: Dating) -> Document:
        """Return a copy that takes the day found by the dating layer for its own, unless it has one."""
        if self.published or dating.published is None:
            return self
        return msgspec.structs.replace(self, published=dating.published, published_basis=dating.basis)

    def with_warning(self, warning: str) -> Document:
        """Return a copy that tells one more thing a reader should know."""
        return msgspec.structs.replace(self, warnings=(*self.warnings, warning))

    def with_failure(self, failure: Failure) -> Document:
        """Return a copy that names one more thing that went wrong."""
        return msgspec.structs.replace(self, failures=(*self.failures, failure))
