"""Articles, actors, places and events as entities of FollowTheMoney, with statements and offsets beside them.

What comes in are articles; what goes out is a folder: `entities.ftm.json` (an entity on each line, each id once),
`statements.jsonl` and `offsets.jsonl`, which use the same ids. An actor has one entity, whatever number of articles
speak of it. Its library is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from musnad.arabic.orthography import is_arabic
from musnad.case.identity import decisions
from musnad.corpus.merging import IdentityDecision
from musnad.exports.events.event_types import plover_types
from musnad.exports.linked.ftm_events import event_properties, involved_in
from musnad.exports.linked.ftm_ids import FtmIds, actor_id, key_across
from musnad.exports.linked.ftm_sidecars import offsets_line, statement_line
from musnad.exports.linked.ftm_values import country_code, moment, name_of, web_address
from musnad.exports.linked.gathering import Gathered, gathering
from musnad.exports.linked.keys import Keys, digest, spoken_for
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Subject
from musnad.model import Document, Entity, Span
from musnad.views.event_facts import PloverTypes, event_facts
from musnad.views.labels import Labels, load_labels

__all__ = ["ENTITIES", "OFFSETS", "STATEMENTS", "write"]

ENTITIES, STATEMENTS, OFFSETS = "entities.ftm.json", "statements.jsonl", "offsets.jsonl"
_PUBLIC = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
_SCHEMA = "\0schema"  # beside the names of properties
_NAMED, _TELLS = "named in the article", "tells something in the article"
_PERSON = "a person, in musnad"


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the folder: what belongs to an article as it comes, actors and places at the end."""
    keys = Keys.of(subject)
    types = plover_types()
    with (
        gathering() as gathered, out.binary(ENTITIES) as entities, out.binary(STATEMENTS) as statements,
        out.binary(OFFSETS) as offsets,
    ):  # fmt: skip
        writer = _Writer(keys, out, manner, load_labels(), entities, gathered, types)
        for article in subject.articles():
            one = FtmIds(article, keys)
            writer.article(one)
            for statement in article.document.statements or ():
                statements.write(statement_line(one, statement))
                out.wrote("statements")
            offsets.write(offsets_line(one))
        made = _decisions(subject, out)
        _note_merges(made, writer)
        writer.actors()
        _similar(made, writer)


@dataclass(slots=True)
class _Writer:
    """Writes entities, and keeps what articles say of actors until all have come."""

    keys: Keys
    out: Out
    manner: Manner
    labels: Labels
    file: BinaryIO
    gathered: Gathered
    types: PloverTypes

    def put(self, id: str, schema: str, properties: dict[str, list[str]]) -> None:
        """Write an entity."""
        held = {name: values for name, values in properties.items() if values}
        self.file.write(msgspec.json.encode({"id": id, "schema": schema, "properties": held}) + b"\n")
        self.out.wrote(schema)

    def article(self, one: FtmIds) -> None:
        """Write an article with all that is of it alone."""
        self.put(one.article, "Article", _article_properties(one.doc, self.out))
        forms = {mention.span: mention.form for mention in one.doc.mentions or ()}
        linked = {span for entity in one.doc.entities or () for span in entity.mentions}
        self.out.lose("unlinked", sum(span not in linked for span in forms))
        for entity in one.doc.entities or ():
            named = [name_of(one.doc.slice(span)) for span in entity.mentions if forms.get(span) == "name"]
            self._gather(one, entity, named)
        self._documentation(one)
        self._mentions(one)
        self._events(one)
        self._spokesmen(one)

    def _gather(self, one: FtmIds, entity: Entity, named: Iterable[str]) -> None:
        id = one.entity(entity)
        self.out.lose("countries", int(bool(entity.country) and country_code(entity.country) is None))
        self.out.lose("names", int(bool(entity.name_ijmes)))
        self.gathered.add(id, _SCHEMA, _schema_of(entity))
        for name, value in _entity_facts(entity, named, stands=one.stands(entity)):
            if value:
                self.gathered.add(id, name, value)

    def actors(self) -> None:
        """Write each actor and place that articles speak of, once."""
        for id, facts in self.gathered.things():
            schemata = facts.pop(_SCHEMA, None)
            if schemata is None:
                continue  # people decided on somebody who is in no article of these
            if len(schemata) > 1:
                facts.pop("position", None)
            names = facts.pop("name", None) or facts.get("alias", [])[:1]
            aliases = [name for name in facts.pop("alias", []) if name not in names]
            weak = [name for name in facts.pop("weakAlias", []) if name not in (*names, *aliases)]
            self.put(id, _widest(schemata), {"name": names, "alias": aliases, "weakAlias": weak, **facts})

    def _documentation(self, one: FtmIds) -> None:
        tells: dict[str, bool] = {}
        tellers = {link.entity for statement in one.doc.statements or () for link in statement.chain}
        for entity in one.doc.entities or ():
            id = one.entity(entity)
            tells[id] = tells.get(id, False) or entity.id in tellers
        for id, is_teller in tells.items():
            role = _TELLS if is_teller else _NAMED
            self.put(digest("documentation", one.article, id), "Documentation",
                     {"document": [one.article], "entity": [id], "role": [role]})  # fmt: skip

    def _mentions(self, one: FtmIds) -> None:
        words: dict[str, tuple[Entity, list[Span]]] = {}
        for entity in one.doc.entities or ():
            if entity.type == "LOC":
                self.out.lose("place_mentions", len(entity.mentions))
            else:
                words.setdefault(one.entity(entity), (entity, []))[1].extend(entity.mentions)
        for id, (entity, spans) in words.items():
            names = dict.fromkeys(filter(None, (name_of(one.doc.slice(span)) for span in spans))) or [_called(entity)]
            country = country_code(entity.country)
            self.put(digest("mention", one.article, id), "Mention", {
                "document": [one.article], "name": list(names), "resolved": [id],
                "detectedSchema": [_schema_of(entity)], "contextCountry": [country] if country else [],
            })  # fmt: skip

    def _events(self, one: FtmIds) -> None:
        for facts in event_facts(one.doc, self.types):
            event = facts.event
            id = digest("event", one.article, event.id)
            properties = event_properties(one.doc, facts, self.labels, self.manner.language)
            self.out.lose("dates", int(bool(event.time) and not properties.keys() & {"date", "startDate"}))
            parties = tuple(involved_in(facts))
            properties["involved"] = list(
                dict.fromkeys(one.entity(party.entity) for party in parties if party.entity.type != "LOC")
            )
            properties["proof"] = [one.article]
            if facts.place is not None and facts.place.entity.type == "LOC":
                properties["addressEntity"] = [one.entity(facts.place.entity)]
            self.put(id, "Event", properties)
            for party in parties:
                self.out.lose("inferred", int(party.inferred))
                subject, role = one.entity(party.entity), f"{party.role}, inferred" if party.inferred else party.role
                self.put(digest("party", id, party.role, subject), "UnknownLink",
                         {"subject": [subject], "object": [id], "role": [role]})  # fmt: skip

    def _spokesmen(self, one: FtmIds) -> None:
        found: dict[tuple[str, str], list[str]] = {}
        for statement in one.doc.statements or ():
            for link in statement.chain:
                client, agent = spoken_for(one.doc, link), one.doc.entity(link.entity)
                if client is not None and agent is not None and agent.type != "LOC" and link.source is not None:
                    ends = one.entity(agent), one.entity(client)
                    found.setdefault(ends, []).append(name_of(one.doc.slice(link.source)))
        for (agent_id, client_id), roles in found.items():
            if agent_id != client_id:
                self.put(digest("representation", one.article, agent_id, client_id), "Representation", {
                    "agent": [agent_id], "client": [client_id], "role": list(dict.fromkeys(roles)),
                })  # fmt: skip


def _article_properties(doc: Document, out: Out) -> dict[str, list[str]]:
    address, published = web_address(doc.url), moment(doc.published)
    out.lose("addresses", int(bool(doc.url) and address is None))
    out.lose("dates", int(bool(doc.published) and published is None))
    title = doc.title or (doc.slice(doc.segments.headline) if doc.segments and doc.segments.headline else "")
    found = {
        "title": name_of(title), "author": name_of(doc.author or ""), "publisher": name_of(doc.outlet or ""),
        "sourceUrl": address, "publishedAt": published, "language": "ara" if is_arabic(doc.text) else "",
        "bodyText": doc.text,
    }  # fmt: skip
    return {name: [value] for name, value in found.items() if value}


def _entity_facts(entity: Entity, named: Iterable[str], *, stands: bool) -> Iterator[tuple[str, str | None]]:
    """Yield the properties of an entity; one that another stands for gives its names as aliases."""
    yield "name" if stands else "alias", _called(entity)
    if entity.name_en:
        yield "alias", name_of(entity.name_en)
    elif entity.name_latin:
        yield "weakAlias", name_of(entity.name_latin)
    for name in named:  # a family name alone is no name to search for
        yield "weakAlias" if entity.type == "PER" and " " not in name else "alias", name
    yield "wikidataId", entity.wikidata
    yield "country", country_code(entity.country)
    if entity.type == "LOC":
        yield "full", name_of(entity.name) if stands else None
    else:
        yield from (("sector", sector) for sector in entity.sectors)
    if entity.type == "PER":
        yield from (("position", name_of(role)) for role in entity.roles)


def _called(entity: Entity) -> str:
    """Return the name of an entity, which every schema needs; a question mark where nothing of it can be seen."""
    return name_of(entity.name) or "?"


def _schema_of(entity: Entity) -> str:
    if entity.type != "ORG":
        return {"PER": "Person", "LOC": "Address"}[entity.type]
    return "PublicBody" if _PUBLIC.intersection(entity.sectors) else "Organization"


def _widest(schemata: list[str]) -> str:
    """Return a schema that holds for all that was brought together."""
    if len(schemata) == 1:
        return schemata[0]
    return "LegalEntity" if "Person" in schemata else "PublicBody"


def _decisions(subject: Subject, out: Out) -> tuple[IdentityDecision, ...]:
    """Return people's decisions on who is who; none where somebody is blacked out, whom they may name."""
    made = decisions(subject.case.connection) if subject.case is not None else ()
    out.lose("splits", sum(one.action == "split" for one in made))
    merges = tuple(one for one in made if one.action == "merge")
    out.lose("reasons", 0 if subject.redacted is None else len(merges))
    return merges if subject.redacted is None else ()


def _note_merges(merges: Iterable[IdentityDecision], writer: _Writer) -> None:
    """Note with an actor which keys people brought together, and why."""
    for made in merges:
        told = f"{made.one} = {made.other}: {made.reason}"
        writer.gathered.add(actor_id(writer.keys.stand_in(made.one)), "notes", name_of(told))


def _similar(merges: Iterable[IdentityDecision], writer: _Writer) -> None:
    """Write what people brought together and what no schema holds as one: a place and an actor."""
    for made in merges:
        one, other = (actor_id(key_across(key, writer.keys)) for key in (made.one, made.other))
        if one != other and writer.gathered.has(one) and writer.gathered.has(other):
            writer.put(digest("similar", one, other), "Similar", {
                "candidate": [one], "match": [other], "criteria": [name_of(made.reason)], "matcher": [_PERSON],
            })  # fmt: skip
