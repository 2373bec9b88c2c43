"""What entities of FollowTheMoney cannot hold, as lines of JSON beside them, under the same ids.

What comes in are articles; what goes out are lines: a statement with its chain, and where in the text of an article
everything stands. Offsets are code points of the article's `bodyText`, end exclusive.
"""

from __future__ import annotations

import msgspec

from musnad.exports.linked.ftm_ids import FtmIds
from musnad.exports.linked.keys import Link
from musnad.model import Document, Span, Statement

__all__ = ["offsets_line", "statement_line"]


class _Words(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


class _Teller(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is that of the entity, None where the article has none for him."""

    id: str | None
    name: str | None
    role: str | None
    strength: str
    anonymous: bool
    carried: bool
    source: _Words | None
    cue: _Words | None


class _Statement(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    article: str
    statement: str
    content: tuple[_Words, ...]
    kind: str
    stance: str
    polarity: int
    chain: tuple[_Teller, ...]
    addressee: _Words | None
    time: _Words | None
    events: tuple[str, ...]


class _Places(msgspec.Struct, frozen=True):
    """The id of an entity or event, and where the words stand that name it."""

    id: str
    spans: tuple[tuple[int, int], ...]


class _Offsets(msgspec.Struct, frozen=True, kw_only=True):
    article: str
    urn: str
    sha256: str
    length: int
    entities: tuple[_Places, ...]
    events: tuple[_Places, ...]


def statement_line(ids: FtmIds, statement: Statement) -> bytes:
    """Return a statement of an article as a line."""
    doc = ids.doc
    record = _Statement(
        id=ids.statement(statement), article=ids.article, statement=statement.id,
        content=tuple(_words(doc, span) for span in statement.content), kind=statement.kind, stance=statement.stance,
        polarity=statement.polarity, chain=tuple(_teller(ids, link) for link in ids.keys.links(doc, statement)),
        addressee=_words_at(doc, statement.addressee), time=_words_at(doc, statement.time),
        events=tuple(ids.event(event) for event in doc.events or () if event.statement == statement.id),
    )  # fmt: skip
    return msgspec.json.encode(record) + b"\n"


def offsets_line(ids: FtmIds) -> bytes:
    """Return where everything of an article stands, as a line."""
    doc = ids.doc
    spans: dict[str, list[tuple[int, int]]] = {}
    for entity in doc.entities or ():
        spans.setdefault(ids.entity(entity), []).extend((span.start, span.end) for span in entity.mentions)
    record = _Offsets(
        article=ids.article, urn=ids.urn, sha256=ids.sha256, length=len(doc.text),
        entities=tuple(_Places(id, tuple(sorted(places))) for id, places in spans.items()),
        events=tuple(
            _Places(ids.event(event), ((event.trigger.start, event.trigger.end),)) for event in doc.events or ()
        ),
    )  # fmt: skip
    return msgspec.json.encode(record) + b"\n"


def _teller(ids: FtmIds, teller: Link) -> _Teller:
    link = teller.link
    return _Teller(
        id=None if teller.entity is None else ids.entity(teller.entity), name=teller.name or None, role=link.role,
        strength=link.strength, anonymous=link.anonymous, carried=link.carried, source=_words_at(ids.doc, link.source),
        cue=_words_at(ids.doc, link.cue),
    )  # fmt: skip


def _words(doc: Document, span: Span) -> _Words:
    return _Words(span.start, span.end, doc.slice(span))


def _words_at(doc: Document, span: Span | None) -> _Words | None:
    return None if span is None else _words(doc, span)
