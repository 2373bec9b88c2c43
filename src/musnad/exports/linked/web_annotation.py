"""What was found in articles as Web Annotations (W3C): who is named, when, what is said, what happened.

What comes in are articles; what goes out is one file of JSON-LD, a collection with a page that holds all annotations,
one on each line. Each points at the words by quoting them and by their place; both count code points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from musnad import __version__
from musnad.arabic.orthography import is_arabic
from musnad.exports.events.event_types import plover_types
from musnad.exports.linked.json_streams import Json, without_unknown, write_items, write_members
from musnad.exports.linked.keys import (
    PROGRAM,
    TERMS,
    Keys,
    digest,
    key_iri,
    page_iri,
    part_iri,
    spoken_for,
    wikidata_iri,
)
from musnad.exports.linked.quoting import quote
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model import Document, Entity, Span, Statement, TimeExpression
from musnad.views.event_facts import EventFacts, Party, PloverTypes, event_facts

__all__ = ["CONTEXT", "write"]

_Iri = Callable[[Entity], str]

# Our own words beside those of the standard; a chain is a list, whose order JSON-LD would not keep otherwise.
_OWN: Mapping[str, object] = {
    "musnad": TERMS,
    "chain": {"@id": "musnad:chain", "@container": "@list"},
    "Statement": "musnad:Statement", "Teller": "musnad:Teller", "Event": "musnad:Event", "Time": "musnad:Time",
    "Mention": "musnad:Mention", "TextState": "musnad:TextState",
    **{name: f"musnad:{name}" for name in (
        "addressee", "alternatives", "anonymous", "article", "carried", "contexts", "country", "cue", "entityType",
        "eventType", "figures", "firstDay", "form", "hijri", "kind", "lastDay", "mod", "mode", "of",
        "pieces", "polarity", "precision", "role", "sha256", "speaksFor", "stance", "status", "strength", "teller",
        "timeType", "toldAt", "words",
    )},
    **{name: {"@id": f"musnad:{name}", "@type": "@id"} for name in (
        "actor", "identity", "inferred", "place", "recipient", "toldBy",
    )},
}  # fmt: skip
CONTEXT: Sequence[object] = ("http://www.w3.org/ns/anno.jsonld", _OWN)


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the collection; how many annotations it has stands at its end."""
    writer = _Annotations(Keys.of(subject), plover_types(), out)
    collection = f"urn:musnad:annotations:{digest(subject.name, manner.made)}"
    head = {
        "@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": subject.name,
        "created": manner.made,
        "generator": {"id": PROGRAM, "type": "Software", "name": f"musnad {__version__}"},
    }  # fmt: skip
    with out.binary() as file:
        write_members(file, head)
        file.write(b'"first": ')
        write_members(file, {"id": f"{collection}#1", "type": "AnnotationPage", "partOf": collection, "startIndex": 0})
        total = write_items(file, "items", writer.of_all(subject.articles()))
        file.write(b'},\n"total": %d\n}\n' % total)


@dataclass(frozen=True, slots=True)
class _Annotations:
    """Makes annotations of articles."""

    keys: Keys
    types: PloverTypes
    out: Out

    def of_all(self, articles: Iterable[Article]) -> Iterator[Json]:
        """Yield the annotations of all articles."""
        for article in articles:
            self.out.wrote("articles")
            for annotation in self.of(article):
                self.out.wrote("annotations")
                yield annotation

    def of(self, article: Article) -> Iterator[Json]:
        """Yield the annotations of an article, kind by kind."""
        doc, target = article.document, _Target(article)
        entities = {span: entity for entity in doc.entities or () for span in entity.mentions}
        self.out.lose("names", sum(bool(e.name_latin and not e.name_en) for e in doc.entities or ()))
        for mention in doc.mentions or ():
            entity = entities.get(mention.span)
            body = without_unknown({
                "type": "Mention", "entityType": mention.type, "form": mention.form,
                "identity": None if entity is None else self._iri(entity),
                "country": None if entity is None else entity.country,
            })  # fmt: skip
            own = target.annotation(f"m{mention.start}-{mention.end}-{mention.type}", (mention.span,))
            if entity is None:
                yield {**own, "motivation": "tagging", "body": [body]}
            else:
                yield {**own, "motivation": "identifying", "body": [*self._identifying(entity), body]}
        for time in doc.times or ():
            own = target.annotation(f"t{time.start}-{time.end}-{time.type}", (time.span,))
            yield {**own, "motivation": "tagging", "body": _time_bodies(time)}
        for statement in doc.statements or ():
            self.out.lose("pieces", int(len(statement.content) > 1))
            own = target.annotation(f"annotation/{statement.id}", statement.content)
            yield {**own, "motivation": "describing", "body": [self._statement(article, statement)]}
        for facts in event_facts(doc, self.types):
            own = target.annotation(f"annotation/{facts.event.id}", (facts.event.trigger,))
            yield {**own, "motivation": "classifying", "body": _event_bodies(article, facts, self._iri)}

    def _iri(self, entity: Entity) -> str:
        return key_iri(self.keys.entity(entity))

    def _identifying(self, entity: Entity) -> Iterator[Json]:
        wikidata = wikidata_iri(entity)
        yield {"type": "SpecificResource", "source": wikidata or self._iri(entity), "purpose": "identifying"}
        text = {"type": "TextualBody", "format": "text/plain", "purpose": "tagging"}
        yield {**text, "value": entity.name, **({"language": "ar"} if is_arabic(entity.name) else {})}
        if entity.name_en:
            yield {**text, "value": entity.name_en, "language": "en"}

    def _statement(self, article: Article, statement: Statement) -> Json:
        doc = article.document
        return without_unknown({
            "id": part_iri(article, statement.id), "type": "Statement",
            "kind": statement.kind, "stance": statement.stance, "polarity": statement.polarity,
            "pieces": len(statement.content), "chain": list(self._chain(doc, statement)),
            "addressee": _words(doc, statement.addressee), "toldAt": _words(doc, statement.time),
        })  # fmt: skip

    def _chain(self, doc: Document, statement: Statement) -> Iterator[Json]:
        for teller in self.keys.links(doc, statement):
            client = spoken_for(doc, teller.link)
            yield without_unknown({
                "type": "Teller", "teller": teller.name, "identity": None if teller.is_unnamed else key_iri(teller.key),
                "role": teller.link.role, "strength": teller.link.strength, "anonymous": teller.link.anonymous,
                "carried": teller.link.carried, "words": _words(doc, teller.link.source),
                "cue": _words(doc, teller.link.cue), "speaksFor": client.name if client else None,
            })  # fmt: skip


class _Target:
    """Where annotations of an article point: its address, or its own name where it has none, and the text read."""

    def __init__(self, article: Article) -> None:
        self._article, self._text = article, article.document.text
        self._source = page_iri(article)
        self._state = {"type": "TextState", "sha256": article.sha256, "article": article.urn}

    def annotation(self, part: str, spans: Sequence[Span]) -> dict[str, object]:
        """Return an annotation without its body; of words in several pieces each is a target."""
        targets = [self._at(span) for span in spans]
        return {"id": part_iri(self._article, part), "type": "Annotation",
                "target": targets[0] if len(targets) == 1 else targets}  # fmt: skip

    def _at(self, span: Span) -> Json:
        words = quote(self._text, span)
        return {
            "source": self._source,
            "selector": [
                {"type": "TextQuoteSelector", **words._asdict()},
                {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            ],
            "state": self._state,
        }


def _time_bodies(time: TimeExpression) -> list[Json]:
    days = time.interval
    told = {
        "type": "Time", "timeType": time.type, "mod": time.mod, "hijri": time.hijri,
        "alternatives": list(time.alternatives), "firstDay": days.first if days else None,
        "lastDay": days.last if days else None, "precision": days.precision if days else None,
    }  # fmt: skip
    value = {"type": "TextualBody", "value": time.value, "format": "text/plain", "purpose": "tagging"}
    return [*([value] if time.value is not None else []), without_unknown(told)]


def _event_bodies(article: Article, facts: EventFacts, iri: _Iri) -> list[Json]:
    event, doc = facts.event, article.document
    told = next((s for s in doc.statements or () if s.id == event.statement), None)
    body = {
        "id": part_iri(article, event.id), "type": "Event", "eventType": event.type,
        "mode": event.mode, "contexts": list(event.contexts), "status": event.status,
        "actor": _iris(facts.actors, iri), "recipient": _iris(facts.recipients, iri),
        "inferred": _iris((p for p in (*facts.actors, *facts.recipients) if p.entity.id in event.inferred), iri),
        "place": iri(facts.place.entity) if facts.place else None, "toldAt": event.time,
        "figures": [without_unknown({"of": f.of, "value": f.value, "words": doc.slice(f)}) for f in event.figures],
        "toldBy": part_iri(article, told.id) if told else None,
    }  # fmt: skip
    tag = {"type": "TextualBody", "value": event.type, "format": "text/plain", "purpose": "classifying"}
    return [tag, without_unknown(body)]


def _iris(parties: Iterable[Party], iri: _Iri) -> list[str]:
    return [iri(party.entity) for party in parties]


def _words(doc: Document, span: Span | None) -> str | None:
    return None if span is None else doc.slice(span)
