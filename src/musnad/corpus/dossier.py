"""What the articles of a case tell of one actor: names, roles over time, what he said and did, and what others said.

What comes in are read articles, the keys that mean the actor, and terms of office; what goes out is a dossier in order
of time, in which everything has its article, its day and its words. Nothing is concluded: a role is what an article
calls somebody, and an event is told. Which claims the articles tell together, the caller may say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from musnad.arabic.orthography import fold
from musnad.corpus.evidence import entity_key
from musnad.lexicon.names import RoleRow
from musnad.model import Document, Entity, Event, Span, Statement

__all__ = ["ClaimOf", "Deed", "Dossier", "Named", "Part", "Place", "Role", "Saying", "Term", "make_dossier"]

Part = Literal["said", "passed_on", "did", "suffered", "said_of"]
_ARTICLE = "ال"
ClaimOf = Callable[[int, Sequence[Span]], str | None]
"""The id of the claim that words of an article tell, None where no other article tells it too."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Words of an article: its number and day, and where they stand."""

    document: int
    day: str | None
    spans: tuple[Span, ...]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A name that the actor is written by, as it is written most often, with every place."""

    name: str
    places: tuple[Place, ...]


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """What articles call the actor beside his name or instead of it, from the first day to the last."""

    role: str
    first: str | None
    last: str | None
    places: tuple[Place, ...]


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """An office that the actor held by the table of offices; `start` and `end` as exact as known, None where open."""

    key: str
    role: str
    role_en: str
    start: str | None
    end: str | None


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A statement by the actor, passed on by him, or of him.

    `tellers` are the names in its chain, of whom the last said it. `of` are the words in it that name the actor, where
    others said it.
    """

    place: Place
    tellers: tuple[str, ...]
    stance: str
    polarity: Literal[1, -1]
    of: tuple[Span, ...] = ()
    claim: str | None = None


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An event with the actor; `when` is its own day or time as far as it is told, `others` names of the other side.

    `tellers` are the names in the chain that tells it; empty in the article's own voice.
    """

    place: Place
    type: str
    status: str
    when: str | None
    others: tuple[str, ...]
    tellers: tuple[str, ...] = ()
    claim: str | None = None


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """What articles tell of an actor, each list in order of time; every count is how long a list is.

    `keys` are those that mean him, `documents` the articles read.
    """

    key: str
    keys: tuple[str, ...]
    documents: tuple[int, ...]
    names: tuple[Named, ...] = ()
    roles: tuple[Role, ...] = ()
    terms: tuple[Term, ...] = ()
    said: tuple[Saying, ...] = ()
    passed_on: tuple[Saying, ...] = ()
    said_of: tuple[Saying, ...] = ()
    did: tuple[Deed, ...] = ()
    suffered: tuple[Deed, ...] = ()


def make_dossier(
    key: str,
    keys: Collection[str],
    docs: Mapping[int, Document],
    *,
    offices: Iterable[RoleRow] = (),
    claim_of: ClaimOf | None = None,
) -> Dossier:
    """Return what documents tell of the actor whom `keys` mean; `key` stands for them."""
    claim_of = claim_of or _no_claim
    articles = [_Article(number, doc, frozenset(keys), claim_of) for number, doc in sorted(docs.items(), key=_by_day)]
    return Dossier(
        key=key,
        keys=tuple(sorted(keys)),
        documents=tuple(article.number for article in articles),
        names=tuple(_names(articles)),
        roles=tuple(_roles(articles)),
        terms=tuple(sorted(map(_term, offices), key=lambda term: (term.start or "", term.key))),
        said=tuple(saying for article in articles for saying in article.sayings("said")),
        passed_on=tuple(saying for article in articles for saying in article.sayings("passed_on")),
        said_of=tuple(saying for article in articles for saying in article.sayings("said_of")),
        did=tuple(sorted((d for article in articles for d in article.deeds("did")), key=_deed_order)),
        suffered=tuple(sorted((d for article in articles for d in article.deeds("suffered")), key=_deed_order)),
    )


class _Article:
    """An article while it is searched for an actor."""

    def __init__(self, number: int, doc: Document, keys: frozenset[str], claim_of: ClaimOf) -> None:
        self.number, self.doc, self._claim_of = number, doc, claim_of
        self.day = doc.published[:10] if doc.published else None
        self._entities = {entity.id: entity for entity in doc.entities or ()}
        self._own = {entity.id for entity in doc.entities or () if entity_key(entity) in keys}
        self._statements = {statement.id: statement for statement in doc.statements or ()}
        self.spans = tuple(sorted(span for one in self._own for span in self._entities[one].mentions))

    def names(self) -> Iterator[tuple[str, Span]]:
        """Yield the actor's names with where they stand; role phrases that stand for him are none."""
        phrases = {mention.span for mention in self.doc.mentions or () if mention.form != "name"}
        yield from ((self.doc.slice(span), span) for span in self.spans if span not in phrases)

    def roles(self) -> Iterator[tuple[str, Span]]:
        """Yield the role phrases of the actor, each once, with where it stands first."""
        phrases = [mention.span for mention in self.doc.mentions or () if mention.form == "nominal"]
        for one in sorted(self._own):
            for role in self._entities[one].roles:
                standing = (span for span in phrases if self.doc.slice(span) in (role, role.removeprefix(_ARTICLE)))
                yield role, next(standing, self._entities[one].mentions[0])

    def sayings(self, part: Part) -> Iterator[Saying]:
        """Yield what the actor said or passed on, or what others said of him."""
        for statement in self.doc.statements or ():
            tellers = [link.entity in self._own for link in statement.chain]
            of = tuple(span for span in self.spans if any(content.contains(span) for content in statement.content))
            is_of_others = not any(tellers) and bool(of)
            if {"said": tellers[-1], "passed_on": any(tellers[:-1]) and not tellers[-1]}.get(part, is_of_others):
                yield Saying(
                    place=self._place(statement.content), tellers=self._tellers(statement), stance=statement.stance,
                    polarity=statement.polarity, of=of if part == "said_of" else (),
                    claim=self._claim_of(self.number, statement.content),
                )  # fmt: skip

    def deeds(self, part: Part) -> Iterator[Deed]:
        """Yield the events in which the actor acts, or is acted upon."""
        for event in self.doc.events or ():
            mine, theirs = (event.actors, event.recipients) if part == "did" else (event.recipients, event.actors)
            if self._own.intersection(mine):
                yield self._deed(event, theirs)

    def place(self, *spans: Span) -> Place:
        """Return words of the article."""
        return self._place(spans)

    def _deed(self, event: Event, others: Sequence[str]) -> Deed:
        statement = self._statements.get(event.statement or "")
        return Deed(
            place=self._place((event.trigger,)), type=event.type, status=event.status, when=event.time,
            others=tuple(self._entities[one].name for one in others if one in self._entities),
            tellers=self._tellers(statement) if statement else (),
            claim=self._claim_of(self.number, (event.trigger,)),
        )  # fmt: skip

    def _tellers(self, statement: Statement) -> tuple[str, ...]:
        def name(entity: Entity | None, source: Span | None) -> str:
            return entity.name if entity else self.doc.slice(source) if source else ""

        return tuple(name(self._entities.get(link.entity or ""), link.source) for link in statement.chain)

    def _place(self, spans: Iterable[Span]) -> Place:
        return Place(document=self.number, day=self.day, spans=tuple(Span(span.start, span.end) for span in spans))


def _names(articles: Iterable[_Article]) -> list[Named]:
    """Return the names by how often they stand."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    forms: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for article in articles:
        for name, span in article.names():
            form = " ".join(name.split())
            places[fold(form)].append(article.place(span))
            forms[fold(form)][form] = forms[fold(form)].get(form, 0) + 1
    found = [
        Named(name=max(forms[key], key=lambda f: (forms[key][f], f)), places=tuple(p)) for key, p in places.items()
    ]
    return sorted(found, key=lambda named: (-len(named.places), named.name))


def _roles(articles: Iterable[_Article]) -> list[Role]:
    """Return the role phrases by their first day, those without one last."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    written: dict[str, str] = {}
    for article in articles:
        for role, span in article.roles():
            places[fold(role)].append(article.place(span))
            written.setdefault(fold(role), role)
    found = []
    for key, own in places.items():
        days = sorted(place.day for place in own if place.day)
        first, last = (days[0], days[-1]) if days else (None, None)
        found.append(Role(role=written[key], first=first, last=last, places=tuple(own)))
    return sorted(found, key=lambda role: (role.first is None, role.first or "", -len(role.places), role.role))


def _no_claim(_document: int, _spans: Sequence[Span]) -> None:
    return None


def _term(row: RoleRow) -> Term:
    return Term(key=row.key, role=row.phrase[0], role_en=row.role_en, start=row.start, end=row.end)


def _by_day(item: tuple[int, Document]) -> tuple[bool, str, int]:
    number, doc = item
    return doc.published is None, doc.published or "", number


def _deed_order(deed: Deed) -> tuple[bool, str, int, Span]:
    day = deed.when if deed.when and deed.when[:1].isdigit() else deed.place.day
    return day is None, (day or "")[:10], deed.place.document, deed.place.spans[0]
