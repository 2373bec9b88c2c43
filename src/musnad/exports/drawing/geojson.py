"""Events at places as GeoJSON (RFC 7946): a point for each event whose place has known coordinates.

What comes in are articles, one after the other; what goes out is one collection of features. A point is that of the
place, not of the event, and `precision` says of what kind of place: the middle of a country, a town. No area is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.case.places import known_places, place_points
from musnad.corpus.evidence import entity_key
from musnad.exports.characters import Sieve
from musnad.exports.events.event_types import plover_types
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.lexicon.names import PlacePointRow, PlaceRow
from musnad.model import Document, Event
from musnad.times.intervals import interval_of
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts
from musnad.views.labels import load_labels
from musnad.views.outline import headline, is_anonymous, teller_words

__all__ = ["PRECISIONS", "write"]

PRECISIONS = {
    "state": "country", "capital": "town", "city": "town", "camp_or_site": "site", "region": "region", "sea": "water",
    "continent": "continent",
}  # fmt: skip
"""How near a point is to the event, by the kind of the place."""


def write(subject: Subject, out: Out, _manner: Manner) -> None:
    """Write a feature for each event at a place, in the order of the articles."""
    types = plover_types()
    sieve, between = Sieve("json"), b"\n"
    for what in ("no_place", "no_point"):
        out.lose(what, 0)
    with out.binary() as file:
        file.write(b'{"type":"FeatureCollection","features":[')
        for article in subject.articles():
            for feature in _features(article, types, subject, out):
                file.write(between + msgspec.json.encode(_sieved(feature, sieve)))
                between = b",\n"
                out.wrote("features")
        file.write(b"\n]}\n")
    out.lose("controls", sieve.removed)


def _features(article: Article, types: PloverTypes, subject: Subject, out: Out) -> Iterator[dict[str, Any]]:
    for facts in event_facts(article.document, types):
        key = entity_key(facts.place.entity) if facts.place is not None else None
        if facts.place is None or key is None:
            out.lose("no_place")
        elif (point := place_points().get(key)) is None:
            out.lose("no_point")
        else:
            yield _feature(article, facts, _place(facts.event, facts.place, known_places()[key], subject), point)


def _feature(article: Article, facts: EventFacts, place: dict[str, Any], point: PlacePointRow) -> dict[str, Any]:
    doc, event = article.document, facts.event
    source = {"point_source": point.source}
    properties = {**_event(facts, doc), **place, **source, **_told(doc, facts), **_article(article, event)}
    return {
        "type": "Feature",
        "id": f"{article.urn}#{event.id}",
        "geometry": {"type": "Point", "coordinates": [point.longitude, point.latitude]},
        "properties": properties,
    }


def _event(facts: EventFacts, doc: Document) -> dict[str, Any]:
    event, days = facts.event, interval_of(facts.event.time or "")
    return {
        "event_type": event.type,
        "plover_type": facts.plover,
        "mode": event.mode,
        "contexts": event.contexts,
        "status": event.status,
        "date": event.time,
        "date_first": days.first if days is not None else None,
        "date_last": days.last if days is not None else None,
        "date_precision": days.precision if days is not None else None,
        "date_basis": event.time_basis,
        "actors": [party.entity.name for party in facts.actors],
        "actors_en": [party.name for party in facts.actors],
        "recipients": [party.entity.name for party in facts.recipients],
        "recipients_en": [party.name for party in facts.recipients],
        "figures": [
            {"of": one.of, "value": one.value, "mod": one.mod, "words": doc.slice(one)} for one in event.figures
        ],
    }


def _place(event: Event, place: Party, row: PlaceRow, subject: Subject) -> dict[str, Any]:
    """Return what is known of a place; one whose name may not be handed over as it is has no key that spells it."""
    names = subject.said(row.name), subject.said(row.name_en)
    is_whole = names == (row.name, row.name_en)
    return {
        "place": names[0],
        "place_en": names[1],
        "place_words": place.words,
        "place_key": row.key if is_whole else None,
        "place_wikidata": row.wikidata if is_whole else None,
        "place_basis": event.place_basis,
        "country": row.country or None,
        "precision": PRECISIONS[row.kind],
    }


def _told(doc: Document, facts: EventFacts) -> dict[str, Any]:
    statement = next((one for one in doc.statements or () if one.id == facts.event.statement), None)
    return {
        "tellers": [teller_words(doc, link, load_labels()) for link in facts.chain],
        "unnamed_source": statement is not None and is_anonymous(statement),
        "statement": facts.event.statement,
    }


def _article(article: Article, event: Event) -> dict[str, Any]:
    doc, title = article.document, headline(article.document)
    return {
        "article": article.id,
        "article_version": article.version,
        "urn": article.urn,
        "title": title if title != doc.id else None,
        "outlet": doc.outlet,
        "url": doc.url,
        "published": doc.published,
        "trigger": doc.slice(event.trigger),
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "rule": event.origin,
    }


def _sieved(value: Any, sieve: Sieve) -> Any:
    """Return a value of JSON whose texts UTF-8 can hold."""
    if isinstance(value, str):
        return sieve(value)
    if isinstance(value, dict):
        return {key: _sieved(one, sieve) for key, one in value.items()}
    return [_sieved(one, sieve) for one in value] if isinstance(value, list | tuple) else value
