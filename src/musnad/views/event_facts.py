"""What the exports of events share: an event with its parties, its chain and its codes, picked out of a document.

Values in, values out; no layout. PLOVER codes what lies ahead as AGREE where it is cooperation; the layer keeps the
type of what is planned, and only these views change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from musnad.lexicon.event_patterns import EventTypeRow
from musnad.model import ChainLink, Document, Entity, Event, EventStatus, EventType
from musnad.times.intervals import interval_of

__all__ = ["EventFacts", "Party", "PloverTypes", "event_facts"]

PloverTypes = Mapping[str, EventTypeRow]
_PROMISED: frozenset[EventType] = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_AUXILIARY: Mapping[EventStatus, str] = {"denied": "negation", "planned": "future", "hypothetical": "hypothetical"}
_HISTORICAL = timedelta(days=180)
_ISO_DAY = 10


class Party(NamedTuple):
    """Someone who takes part: the entity, and the words that name it first in the text."""

    entity: Entity
    words: str

    @property
    def name(self) -> str:
        """The name in English or Latin letters where one is known, else in Arabic."""
        return self.entity.name_en or self.entity.name_latin or self.entity.name


class EventFacts(NamedTuple):
    """An event as the exports print it.

    `plover` is its type in PLOVER, `quad` and `score` those of that type; `auxiliary` holds PLOVER's auxiliary modes
    that apply (historical: its last day lies 180 days or more before publication). `chain` are the tellers, nearest
    the outlet first; empty where the article tells it itself.
    """

    event: Event
    plover: EventType
    quad: int
    score: float
    auxiliary: tuple[str, ...]
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Party | None
    chain: tuple[ChainLink, ...]


def event_facts(doc: Document, types: PloverTypes) -> Iterator[EventFacts]:
    """Yield the events of a document in text order, each with its codes, parties and chain."""
    entities = {entity.id: entity for entity in doc.entities or ()}
    chains = {statement.id: statement.chain for statement in doc.statements or ()}
    for event in doc.events or ():
        plover: EventType = "AGREE" if event.status == "planned" and event.type in _PROMISED else event.type
        yield EventFacts(
            event=event,
            plover=plover,
            quad=types[plover].quad,
            score=types[plover].score,
            auxiliary=_auxiliary(event, doc.published),
            actors=_parties(doc, entities, event.actors),
            recipients=_parties(doc, entities, event.recipients),
            place=next(iter(_parties(doc, entities, [event.place] if event.place else [])), None),
            chain=chains.get(event.statement or "", ()),
        )


def _parties(doc: Document, entities: Mapping[str, Entity], ids: Sequence[str]) -> tuple[Party, ...]:
    known = [entities[i] for i in ids if i in entities]
    return tuple(Party(e, " ".join(doc.slice(e.mentions[0]).split()) if e.mentions else e.name) for e in known)


def _auxiliary(event: Event, published: str | None) -> tuple[str, ...]:
    found = [_AUXILIARY[event.status]] if event.status in _AUXILIARY else []
    days = interval_of(event.time or "")
    if days is not None and published is not None:
        last, appeared = date.fromisoformat(days.last[:_ISO_DAY]), date.fromisoformat(published[:_ISO_DAY])
        found += ["historical"] if appeared - last >= _HISTORICAL else []
    return tuple(found)
