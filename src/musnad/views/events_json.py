"""Events as lines of JSON: in PLOVER's own fields, and in ours with offsets and chains.

What comes in is a document with its events; what goes out are dictionaries ready to print. No I/O. PLOVER's fields
are those of the chapter "Data Fields" of its manual; a field of which nothing is known is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad import __version__
from musnad.model import Document, Span
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts
from musnad.views.labels import Labels
from musnad.views.outline import teller_words

__all__ = ["event_records", "plover_records"]

_DAY = 10
_SIZES = {"killed": "dead", "wounded": "injured", "arrested": "arrested"}


def event_records(doc: Document, types: PloverTypes, labels: Labels) -> Iterator[dict[str, Any]]:
    """Yield each event with its offsets, parties, chain, status and codes."""
    for facts in event_facts(doc, types):
        event = msgspec.to_builtins(facts.event)
        yield {
            "document": doc.id,
            "outlet": doc.outlet,
            "url": doc.url,
            "published": doc.published,
            **event,
            "trigger_text": doc.slice(facts.event.trigger),
            "plover_type": facts.plover,
            "quad": facts.quad,
            "score": facts.score,
            "auxiliary": list(facts.auxiliary),
            "actors": [_party(party) for party in facts.actors],
            "recipients": [_party(party) for party in facts.recipients],
            "place": _party(facts.place) if facts.place else None,
            "chain": [{**msgspec.to_builtins(link), "words": teller_words(doc, link, labels)} for link in facts.chain],
        }


def plover_records(doc: Document, types: PloverTypes) -> Iterator[dict[str, Any]]:
    """Yield each event in PLOVER's fields. What musnad adds stands in `comment`, as the manual provides."""
    for facts in event_facts(doc, types):
        event = facts.event
        record: dict[str, Any] = {
            "id": f"{doc.id}:{event.id}",
            "has_event": True,
            "date": event.time,
            "actor": [_plover_party(party) for party in facts.actors],
            "recipient": [_plover_party(party) for party in facts.recipients],
            "event": facts.plover,
            "event_loc": _plover_place(facts.place) if facts.place else None,
            "event_text": {
                "start": event.trigger.start,
                "end": event.trigger.end,
                "text_story": doc.slice(event.trigger),
            },
            "quad_code": facts.quad,
            "event_scale": facts.score,
            "mode": [mode for mode in (event.mode, *facts.auxiliary) if mode],
            "context": list(event.contexts),
            "size": _size(facts),
            "text": _sentence(doc, event.trigger),
            "cite_info": {
                "corpus": doc.outlet,
                "url": doc.url,
                "title": doc.title,
                "publication": (doc.published or "")[:_DAY] or None,
                "language": "ar",
                "coder": f"musnad {__version__}",
            },
            "comment": _comment(facts),
        }
        yield {key: value for key, value in record.items() if value not in (None, [], {})}


def _party(party: Party) -> dict[str, Any]:
    entity = party.entity
    return {
        "id": entity.id, "name": entity.name, "name_en": entity.name_en, "type": entity.type,
        "country": entity.country, "sectors": list(entity.sectors), "wikidata": entity.wikidata,
    }  # fmt: skip


def _plover_party(party: Party) -> dict[str, Any]:
    entity = party.entity
    fields = {
        "code": entity.country,
        "sector": list(entity.sectors),
        "entity_text": party.words,
        "identifier_id": entity.wikidata,
        "identifier_text": party.name,
        "office": next(iter(entity.roles), None),
    }
    return {key: value for key, value in fields.items() if value}


def _plover_place(place: Party) -> dict[str, Any]:
    fields = {
        "extracted_place": place.words,
        "resolved_place": place.entity.name_en or place.entity.name,
        "country_code": place.entity.country,
    }
    return {key: value for key, value in fields.items() if value}


def _size(facts: EventFacts) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for figure in facts.event.figures:
        if figure.value is not None and figure.of in _SIZES:
            found[_SIZES[figure.of]].append(figure.value)
    return dict(found)


def _sentence(doc: Document, trigger: Span) -> dict[str, Any]:
    sentences = doc.segments.sentences if doc.segments else ()
    number, sentence = next(((n, s) for n, s in enumerate(sentences, 1) if s.contains(trigger)), (0, None))
    if sentence is None:
        return {}
    return {"sequence": number, "start": sentence.start, "end": sentence.end, "text_story": doc.slice(sentence)}


def _comment(facts: EventFacts) -> str:
    told = f"told by {facts.event.statement}" if facts.event.statement else "in the article's own voice"
    as_told = f"; told as {facts.event.type}" if facts.plover != facts.event.type else ""
    return f"status {facts.event.status}; {told}{as_told}; rule {facts.event.origin}"
