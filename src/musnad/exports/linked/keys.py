"""Who and what the linked formats speak of, under ids that are the same in all of them.

What comes in are annotations of an article and people's decisions on who is who; what goes out are keys, ids made of
them, and IRIs. An actor of several articles has one id: it comes from its key in the whole case. Nothing is written.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

from musnad.arabic.orthography import fold
from musnad.case.folder import Case
from musnad.case.identity import canonical
from musnad.case.tellers import outlets
from musnad.corpus.evidence import entity_key, outlet_of
from musnad.exports.subject import Article, Subject
from musnad.model import ChainLink, Document, Entity, Statement
from musnad.model.evidence import Evidence, Teller

__all__ = ["PROGRAM", "TERMS", "Keys", "Link", "article_iri", "claim_iri", "digest", "evidence_iri", "key_iri",
           "page_iri", "part_iri", "part_of", "spoken_for", "web_iri", "wikidata_iri"]  # fmt: skip

TERMS = "urn:musnad:terms:"
PROGRAM = "urn:musnad:program"
_WIKIDATA = "http://www.wikidata.org/entity/"
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s/]", re.IGNORECASE)  # matches http://a.example; not a.example, file:///a
_UNFIT = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f]')  # no IRI holds these
_SAFE = "!$&'()*+,;=:@/?-._~"  # what a fragment may hold beside letters and digits
_UNNAMED = "unnamed:"


class Link(NamedTuple):
    """A teller of a statement: who it is in the whole case, and the link as the article has it.

    `name` is empty where nobody is named; `entity` is that of the article.
    """

    key: str
    name: str
    entity: Entity | None
    link: ChainLink

    @property
    def is_unnamed(self) -> bool:
        """Whether the words do not tell who it is, and nobody decided it."""
        return self.key.startswith(_UNNAMED)


@dataclass(frozen=True, slots=True)
class Keys:
    """Who is who in what is handed over: `standing` leads from a key to the one that stands for it."""

    standing: Mapping[str, str]
    _outlets: Mapping[str, str] = field(default_factory=outlets)

    @classmethod
    def of(cls, subject: Subject) -> Keys:
        """Return the keys of a subject. Raises CaseError where decisions on who is who contradict each other."""
        return cls(canonical(subject.case) if subject.case is not None else {})

    def stand_in(self, key: str) -> str:
        """Return the key that stands for one."""
        return self.standing.get(key, key)

    def entity(self, entity: Entity) -> str:
        """Return the key of an entity in the whole case."""
        return self.stand_in(entity_key(entity))

    def outlet(self, doc: Document) -> Teller | None:
        """Return who published an article, None where that is not known."""
        found = outlet_of(doc, self._outlets)
        if not found.name:
            return None
        return Teller(key=self.stand_in(found.key), name=found.name, role="outlet", strength="direct")

    def links(self, doc: Document, statement: Statement) -> Iterator[Link]:
        """Yield the tellers of a statement, the one nearest the outlet first."""
        for number, link in enumerate(statement.chain):
            entity = doc.entity(link.entity)
            words = " ".join(doc.slice(link.source).split()) if link.source else ""
            name = entity.name if entity else words
            if link.anonymous or not name:
                key = f"{_UNNAMED}{doc.id}:{statement.id}:{number}"
            else:
                key = entity_key(entity) if entity else f"named:{fold(name)}"
            yield Link(self.stand_in(key), name, entity, link)


def digest(*parts: str) -> str:
    """Return an id made of some words: 40 hexadecimal digits, the same each time.

    >>> digest("actor", "PER:x")
    '24cbd7b5fb93a329a0a605e53bd390f9bb5a4aad'
    """
    return hashlib.sha1("\0".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def key_iri(key: str) -> str:
    """Return the IRI of whoever has a key."""
    return f"urn:musnad:actor:{digest('actor', key)}"


def wikidata_iri(entity: Entity) -> str | None:
    """Return the IRI of an entity's Wikidata item, None where none is known."""
    return f"{_WIKIDATA}{entity.wikidata}" if entity.wikidata else None


def article_iri(case: Case, document: int) -> str:
    """Return the IRI of an article of a case by the number of its document."""
    return f"urn:musnad:{case.settings.get('id') or ''}:{document}"


def web_iri(url: str | None) -> str | None:
    """Return an address of the web as an IRI, None where it is none.

    >>> web_iri("https://a.example/x y"), web_iri("a.example")
    ('https://a.example/x%20y', None)
    """
    return _UNFIT.sub(lambda found: quote(found[0]), url) if url and _ADDRESS.match(url) else None


def page_iri(article: Article) -> str:
    """Return the address of an article as an IRI, its own name where it has no address of the web."""
    return web_iri(article.document.url) or article.urn


def part_iri(article: Article, part: str) -> str:
    """Return the IRI of something within an article: a statement, an event, by its id there."""
    return part_of(article.urn, part)


def part_of(iri: str, part: str) -> str:
    """Return the IRI of something within what has an IRI.

    >>> part_of("urn:a", "s 1")
    'urn:a#s%201'
    """
    return f"{iri}#{quote(part, safe=_SAFE)}"


def evidence_iri(evidence: Evidence) -> str:
    """Return the IRI of a thing told that claims are made of."""
    return f"urn:musnad:evidence:{evidence.id}"


def claim_iri(claim: str) -> str:
    """Return the IRI of a claim by its id."""
    return f"urn:musnad:claim:{claim}"


def spoken_for(doc: Document, link: ChainLink) -> Entity | None:
    """Return whom a spokesman speaks for: the one organisation that the words naming him name beside him."""
    if link.role != "spokesman" or link.source is None:
        return None
    named = {
        entity.id: entity
        for entity in doc.entities or ()
        if entity.type == "ORG" and entity.id != link.entity
        and any(link.source.contains(span) for span in entity.mentions)
    }  # fmt: skip
    return next(iter(named.values())) if len(named) == 1 else None
