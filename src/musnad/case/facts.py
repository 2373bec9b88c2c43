"""What documents of a case can be filtered and counted by: who and what is in them, as keys with labels.

What comes in is a read document; what goes out are facts of the kinds actor, speaker, place, event and stance. A known
actor or place has the key of its row in the lexicon, so that all documents share it; others the key of their name.
"""

from __future__ import annotations

from typing import NamedTuple

from musnad.corpus.evidence import entity_key
from musnad.model import Document

__all__ = ["KINDS", "Fact", "entity_key", "facts_of"]

KINDS = ("actor", "speaker", "place", "event", "stance")


class Fact(NamedTuple):
    """One thing a document can be found by; `label` is what people are shown."""

    kind: str
    key: str
    label: str


def facts_of(doc: Document) -> tuple[Fact, ...]:
    """Return the facts of a document, each once, in a fixed order."""
    found: dict[Fact, None] = {}
    by_id = {entity.id: entity for entity in doc.entities or ()}
    for entity in doc.entities or ():
        kind = "place" if entity.type == "LOC" else "actor"
        found[Fact(kind, entity_key(entity), entity.name)] = None
    for statement in doc.statements or ():
        found[Fact("stance", statement.stance, statement.stance)] = None
        for link in statement.chain:
            if link.entity is not None and (speaker := by_id.get(link.entity)) is not None:
                found[Fact("speaker", entity_key(speaker), speaker.name)] = None
    for event in doc.events or ():
        found[Fact("event", event.type, event.type)] = None
    return tuple(found)
