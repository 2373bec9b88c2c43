"""Where everything comes from, in the words of PROV-O: articles, what they say, and through whom it reached them.

What comes in are articles, and the claims of a case; what goes out is one file of Turtle. Each telling in a chain is a
thing of its own, derived from the next one and attributed to its teller, so that the order of a chain can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from musnad import __version__
from musnad.exports.linked.gathering import Gathered, gathering
from musnad.exports.linked.keys import (
    PROGRAM,
    TERMS,
    Keys,
    Link,
    digest,
    key_iri,
    part_iri,
    spoken_for,
    web_iri,
    wikidata_iri,
)
from musnad.exports.linked.prov_claims import write_claims
from musnad.exports.linked.turtle import Iri, Property, Text, Value, dated, write_prefixes, write_thing
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model import Document, Entity, Statement
from musnad.views.counted import passage

__all__ = ["PREFIXES", "write"]

PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "musnad": TERMS,
}  # fmt: skip
_PROGRAM = Iri(PROGRAM)
_KINDS = {"PER": "prov:Person", "ORG": "prov:Organization"}
_PASS_ON = ("agency", "outlet")  # whoever is named last and is one of these has it from somebody not named
_ORIGINALS = "SELECT DISTINCT raw FROM sighting WHERE document = ? ORDER BY raw"


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write articles as they come, then claims, then all tellers, once each."""
    keys = Keys.of(subject)
    out.lose("originals", 0)
    with out.text() as file, gathering() as gathered:
        write_prefixes(file, PREFIXES)
        _write_self(file, subject, manner)
        writer = _Writer(subject, keys, out, file, gathered)
        for article in subject.articles():
            writer.article(article)
        if subject.case is not None:
            write_claims(file, subject, subject.case, keys, out)
        _write_agents(file, gathered, out)


def _write_self(file: TextIO, subject: Subject, manner: Manner) -> None:
    own = Iri(f"urn:musnad:provenance:{digest(subject.name, manner.made)}")
    write_thing(file, own, ["prov:Entity"], [
        ("rdfs:label", [Text(subject.name)]), ("prov:generatedAtTime", [dated(manner.made)]),
        ("prov:wasAttributedTo", [_PROGRAM]),
    ])  # fmt: skip
    write_thing(file, _PROGRAM, ["prov:SoftwareAgent"], [("rdfs:label", [Text(f"musnad {__version__}")])])


@dataclass(slots=True)
class _Writer:
    """Writes articles, and keeps who tells what until all have come."""

    subject: Subject
    keys: Keys
    out: Out
    file: TextIO
    gathered: Gathered
    _runs: set[str] = field(default_factory=set)
    _originals: set[str] = field(default_factory=set)

    def article(self, article: Article) -> None:
        """Write an article, its originals, and all its statements."""
        doc, outlet = article.document, self.keys.outlet(article.document)
        if outlet is not None:
            self._agent(key_iri(outlet.key), outlet.name, "ORG")
        address = web_iri(doc.url)
        write_thing(self.file, Iri(article.urn), ["prov:Entity", "musnad:Article"], [
            ("dcterms:title", _text(doc.title)), ("dcterms:creator", _text(doc.author)),
            ("dcterms:issued", [dated(doc.published)] if doc.published else []),
            ("dcterms:source", [Iri(address)] if address else []), ("musnad:sha256", [Text(article.sha256)]),
            ("prov:wasAttributedTo", [Iri(key_iri(outlet.key))] if outlet else []),
            ("prov:wasDerivedFrom", list(self._saved(article))),
        ])  # fmt: skip
        self.out.wrote("articles")
        run = self._run(doc)
        for statement in doc.statements or ():
            self._statement(article, statement, run)
        self.out.lose("events", len(doc.events or ()))
        self.out.lose("times", len(doc.times or ()))

    def _saved(self, article: Article) -> Iterator[Iri]:
        """Yield the saved originals of an article, by their hashes.

        None where somebody is blacked out: whoever has the masked text can try names until a hash is that one.
        """
        if self.subject.case is None or article.number is None:
            return
        found = self.subject.case.connection.execute(_ORIGINALS, (article.number,)).fetchall()
        if self.subject.redacted is not None:
            self.out.lose("originals", len(found))
            return
        for (raw,) in found:
            original = Iri(f"urn:sha256:{raw}")
            if raw not in self._originals:
                self._originals.add(raw)
                write_thing(self.file, original, ["prov:Entity", "musnad:Original"], [("musnad:sha256", [Text(raw)])])
            yield original

    def _run(self, doc: Document) -> Iri:
        """Return the reading by certain versions of the stages, which made what is known of an article."""
        stages = [f"{stage} {version}" for stage, version in sorted(doc.stages.items())]
        run = f"urn:musnad:run:{digest(*stages)}"
        if run not in self._runs:
            self._runs.add(run)
            write_thing(self.file, Iri(run), ["prov:Activity", "musnad:Reading"], [
                ("prov:wasAssociatedWith", [_PROGRAM]), ("musnad:stage", [Text(stage) for stage in stages]),
            ])  # fmt: skip
        return Iri(run)

    def _statement(self, article: Article, statement: Statement, run: Iri) -> None:
        """Write a statement with all its tellings, each derived from the one behind it."""
        doc, links = article.document, tuple(self.keys.links(article.document, statement))
        places = [Iri(part_iri(article, statement.id))]
        places += [Iri(part_iri(article, f"{statement.id}/{number}")) for number in range(1, len(links) + 1)]
        quoted = statement.kind != "indirect"

        def behind(number: int) -> list[Property]:
            following: list[Value] = [*places[number + 1 : number + 2]]
            return [("prov:wasDerivedFrom", following), ("prov:wasQuotedFrom", following if quoted else [])]

        write_thing(self.file, places[0], ["prov:Entity", "musnad:Statement"], [
            ("prov:value", [Text(passage(doc.text, statement.content))]), ("dcterms:isPartOf", [Iri(article.urn)]),
            ("prov:wasGeneratedBy", [run]), *behind(0),
            ("prov:hadPrimarySource", [places[-1]] if _is_primary(links[-1]) else []),
            ("musnad:at", [Text(f"{span.start}-{span.end}") for span in statement.content]),
            ("musnad:kind", [Text(statement.kind)]), ("musnad:stance", [Text(statement.stance)]),
            ("musnad:polarity", [statement.polarity]),
        ])  # fmt: skip
        for number, link in enumerate(links, 1):
            self._telling(doc, places[number], number, link, behind(number))
        self.out.wrote("statements")

    def _telling(self, doc: Document, place: Iri, number: int, link: Link, behind: list[Property]) -> None:
        agent = key_iri(link.key)
        self._agent(agent, link.name, link.entity.type if link.entity else "", link.entity)
        if link.is_unnamed:
            self.gathered.add(agent, "unnamed", "true")
        client = spoken_for(doc, link.link)
        if client is not None and self.keys.entity(client) != link.key:
            other = key_iri(self.keys.entity(client))
            self._agent(other, client.name, client.type, client)
            self.gathered.add(agent, "for", other)
        source, cue = link.link.source, link.link.cue
        write_thing(self.file, place, ["prov:Entity", "musnad:Telling"], [
            ("prov:wasAttributedTo", [Iri(agent)]), *behind, ("musnad:link", [number]),
            ("musnad:role", _text(link.link.role)), ("musnad:strength", [Text(link.link.strength)]),
            ("musnad:words", [Text(doc.slice(source))] if source else []),
            ("musnad:cue", [Text(doc.slice(cue))] if cue else []),
        ])  # fmt: skip
        self.out.wrote("tellings")

    def _agent(self, iri: str, name: str, kind: str, entity: Entity | None = None) -> None:
        self.gathered.add(iri, "kind", _KINDS.get(kind, "prov:Agent"))
        for fact, value in (
            ("name", name), ("name", entity.name_en if entity else None),
            ("same", wikidata_iri(entity) if entity else None),
        ):  # fmt: skip
            if value:
                self.gathered.add(iri, fact, value)


def _write_agents(file: TextIO, gathered: Gathered, out: Out) -> None:
    for iri, facts in gathered.things():
        kinds = dict.fromkeys(["prov:Agent", *facts["kind"]])
        write_thing(file, Iri(iri), kinds, [
            ("rdfs:label", map(Text, facts.get("name", ()))), ("owl:sameAs", map(Iri, facts.get("same", ()))),
            ("prov:actedOnBehalfOf", map(Iri, facts.get("for", ()))),
            ("musnad:unnamed", [True] if "unnamed" in facts else []),
        ])  # fmt: skip
        out.wrote("agents")


def _is_primary(last: Link) -> bool:
    """Whether the last teller is somebody who said it himself, as far as the article tells."""
    return last.link.role not in _PASS_ON and last.link.strength != "hearsay" and last.link.source is not None


def _text(value: str | None) -> list[Value]:
    return [Text(value)] if value else []
