"""Articles, quotations and claims in the words of schema.org.

What comes in are articles, and the claims of a case; what goes out is one file of JSON-LD, a graph with a node on each
line. What schema.org has no word for stands in words of our own: chains of tellers, what stands against a claim.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.arabic.orthography import is_arabic
from musnad.exports.linked.claim_nodes import CONTEXT, ClaimNodes, told_claims
from musnad.exports.linked.gathering import Gathered, gathering
from musnad.exports.linked.json_streams import Json, without_unknown, write_items, write_members
from musnad.exports.linked.keys import Keys, Link, key_iri, part_iri, spoken_for, web_iri, wikidata_iri
from musnad.exports.manner import Manner
from musnad.exports.out import Out
from musnad.exports.subject import Article, Subject
from musnad.model import Document, Entity, Statement
from musnad.views.counted import passage

__all__ = ["write"]

_TYPES = {"PER": "Person", "ORG": "Organization", "LOC": "Place"}


def write(subject: Subject, out: Out, manner: Manner) -> None:
    """Write the graph: articles with their statements, then whoever they name, then claims."""
    with out.binary() as file, gathering() as gathered:
        write_members(file, {"@context": CONTEXT})
        write_items(file, "@graph", _nodes(subject, out, manner, gathered))
        file.write(b"\n}\n")


def _nodes(subject: Subject, out: Out, manner: Manner, gathered: Gathered) -> Iterator[Json]:
    keys = Keys.of(subject)
    for article in subject.articles():
        out.wrote("NewsArticle")
        yield _article(article, keys, gathered)
        for statement in article.document.statements or ():
            out.wrote("Quotation" if statement.kind == "direct" else "Statement")
            yield _statement(article, statement, keys)
        out.lose("events", len(article.document.events or ()))
        out.lose("times", len(article.document.times or ()))
    for iri, facts in gathered.things():
        out.wrote("named")
        yield _one({"@id": iri, **facts})
    if subject.case is None:
        return
    nodes = ClaimNodes(subject, keys, manner.language, describes=False)
    for told in told_claims(subject, manner.most):
        out.wrote("Claim")
        yield nodes.node(told)


def _article(article: Article, keys: Keys, gathered: Gathered) -> Json:
    doc, outlet = article.document, keys.outlet(article.document)
    for entity in doc.entities or ():
        _gather(key_iri(keys.entity(entity)), entity, gathered)
    if outlet is not None:
        gathered.add(key_iri(outlet.key), "@type", "Organization")
        gathered.add(key_iri(outlet.key), "name", outlet.name)
    return without_unknown({
        "@id": article.urn, "@type": "NewsArticle", "url": web_iri(doc.url),
        "headline": doc.title, "author": {"name": doc.author} if doc.author else None,
        "publisher": {"@id": key_iri(outlet.key)} if outlet else None, "datePublished": doc.published,
        "inLanguage": "ar" if is_arabic(doc.text) else None,
        "mentions": [{"@id": iri} for iri in dict.fromkeys(key_iri(keys.entity(e)) for e in doc.entities or ())],
        "musnad:sha256": article.sha256,
    })  # fmt: skip


def _gather(iri: str, entity: Entity, gathered: Gathered) -> None:
    facts = (
        ("@type", _TYPES[entity.type]), ("name", entity.name), ("alternateName", entity.name_en),
        ("sameAs", wikidata_iri(entity)),
    )  # fmt: skip
    for name, value in facts:
        if value:
            gathered.add(iri, name, value)


def _statement(article: Article, statement: Statement, keys: Keys) -> Json:
    """Return a quotation, or where the words are not the speaker's own a statement in our terms."""
    doc, links = article.document, tuple(keys.links(article.document, statement))
    words = passage(doc.text, statement.content)
    told = {"text": words} if statement.kind == "direct" else {"musnad:words": words}
    return without_unknown({
        "@id": part_iri(article, statement.id),
        "@type": "Quotation" if statement.kind == "direct" else "musnad:Statement", **told,
        "spokenByCharacter" if statement.kind == "direct" else "musnad:teller": _speaker(links[-1]),
        "isPartOf": {"@id": article.urn}, "musnad:kind": statement.kind, "musnad:stance": statement.stance,
        "musnad:polarity": statement.polarity,
        "musnad:at": [f"{span.start}-{span.end}" for span in statement.content],
        "musnad:chain": [_teller(doc, link) for link in links],
    })  # fmt: skip


def _speaker(link: Link) -> Json | None:
    if link.is_unnamed:
        return {"name": link.name} if link.name else None
    return {"@id": key_iri(link.key), **({} if link.entity else {"name": link.name})}


def _teller(doc: Document, link: Link) -> Json:
    client = spoken_for(doc, link.link)
    who = {"@id": None if link.is_unnamed else key_iri(link.key), "name": link.name}
    return without_unknown({
        "musnad:who": without_unknown(who), "musnad:role": link.link.role,
        "musnad:strength": link.link.strength,
        "musnad:unnamed": True if link.link.anonymous else None,
        "musnad:speaksFor": client.name if client else None,
    })  # fmt: skip


def _one(node: dict[str, str | list[str]]) -> Json:
    """Return a node with its lists of one as values."""
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}
