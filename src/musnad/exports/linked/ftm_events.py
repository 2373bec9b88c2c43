"""Events as entities of FollowTheMoney: what, when, where, with whom, and on whose word in one line.

What comes in are the facts of an event; what goes out are its properties and the links to its parties. An event that is
denied, planned or hypothetical says so in its name, for the schema has no other place where everybody sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from musnad.exports.linked.ftm_values import country_code, days_of, name_of
from musnad.exports.manner import Language
from musnad.model import Document, Entity, Event
from musnad.views.event_facts import EventFacts, Party
from musnad.views.labels import Label, Labels
from musnad.views.outline import teller_words

__all__ = ["Involved", "event_properties", "involved_in"]

_COMMA = {"ar": "، ", "en": ", "}
_BACK = " < "
Values = dict[str, list[str]]


class Involved(NamedTuple):
    """A party of an event: in what role, and whether it was inferred."""

    entity: Entity
    role: str
    inferred: bool


def involved_in(facts: EventFacts) -> Iterator[Involved]:
    """Yield the parties of an event."""
    for role, parties in (("actor", facts.actors), ("recipient", facts.recipients)):
        for party in parties:
            yield Involved(party.entity, role, party.entity.id in facts.event.inferred)


def event_properties(doc: Document, facts: EventFacts, labels: Labels, language: Language) -> Values:
    """Return what an event says of itself, without links; values that are not known are not there."""
    event, place = facts.event, facts.place.entity if facts.place else None
    days = days_of(event.time) if event.time else None
    country = country_code(place.country) if place else None
    found: Values = {
        "name": [_name(doc, event, labels, language)],
        "summary": [_summary(doc, facts, labels, language)],
        "keywords": [word for word in (event.type, event.mode, *event.contexts, event.status) if word],
        "recordId": [event.id],
        "date": [days.date] if days and days.date else [],
        "startDate": [days.start] if days and days.start else [],
        "endDate": [days.end] if days and days.end else [],
        "location": [name_of(place.name)] if place else [],
        "country": [country] if country else [],
        "notes": [name_of(f"{figure.of}: {doc.slice(figure)}") for figure in event.figures],
    }
    return {name: list(dict.fromkeys(values)) for name, values in found.items() if values}


def _name(doc: Document, event: Event, labels: Labels, language: Language) -> str:
    what = f"{_in(labels.of('event', event.type), language)}: {doc.slice(event.trigger)}"
    state = "" if event.status == "happened" else f"[{_in(labels.of('status', event.status), language)}] "
    return name_of(state + what)


def _summary(doc: Document, facts: EventFacts, labels: Labels, language: Language) -> str:
    """Return who does it to whom, where, when and on whose word, as far as that is known."""

    def named(label: str, parties: tuple[Party, ...]) -> str:
        names = _COMMA[language].join(party.entity.name for party in parties)
        return f"{_in(labels.ui(label), language)}: {names}" if names else ""

    told = _BACK.join(teller_words(doc, link, labels) for link in facts.chain)
    parts = (
        _name(doc, facts.event, labels, language),
        named("actors", facts.actors),
        named("recipients", facts.recipients),
        named("place", (facts.place,) if facts.place else ()),
        facts.event.time or "",
        f"{_in(labels.ui('told_by'), language)}: {told}" if told else "",
    )
    return name_of(" · ".join(part for part in parts if part))


def _in(label: Label, language: Language) -> str:
    return label.ar if language == "ar" else label.en
