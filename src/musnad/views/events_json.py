"""Events as lines of JSON, with offsets and chains.

What comes in is a document with its events; what goes out are dictionaries ready to print. No I/O. Events in PLOVER's
own fields are made in `musnad.exports.events.plover`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.model import Document
from musnad.views.event_facts import Party, PloverTypes, event_facts
from musnad.views.labels import Labels
from musnad.views.outline import teller_words

__all__ = ["event_records"]


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


def _party(party: Party) -> dict[str, Any]:
    entity = party.entity
    return {
        "id": entity.id, "name": entity.name, "name_en": entity.name_en, "type": entity.type,
        "country": entity.country, "sectors": list(entity.sectors), "wikidata": entity.wikidata,
    }  # fmt: skip
