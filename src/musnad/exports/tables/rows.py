"""The tables of an export: what each row is, and the rows that articles make.

What comes in are articles; what goes out are rows, each a tuple of the type of its table. Both the CSV and the Parquet
export write them. What a column means and in which unit it is stands in `schema.toml`, read by
`musnad.exports.tables.schema`; the rows of claims are made by `musnad.exports.tables.claim_rows`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, overload

from musnad.corpus.evidence import entity_key
from musnad.exports.subject import Article
from musnad.model import ChainLink, Document, Event, Located, Mention, Span, Statement, TimeExpression
from musnad.times.intervals import interval_of
from musnad.views.event_facts import EventFacts, PloverTypes, event_facts

__all__ = [
    "BREAK", "ArticleRow", "EntityRow", "EventRow", "FigureRow", "LinkRow", "MentionRow", "PartyRow", "StatementRow",
    "TimeRow", "article_rows", "day_of", "in_article", "words_at",
]  # fmt: skip

BREAK = " … "
"""What parts the pieces of words that do not stand together."""

_ISO_DAY = 10
Ends = tuple[int | None, int | None, str | None]


class ArticleRow(NamedTuple):
    """An article."""

    article: str
    number: int | None
    version: int | None
    urn: str
    sha256: str
    title: str | None
    outlet: str | None
    author: str | None
    url: str | None
    published: str | None
    published_basis: str | None
    day: date | None
    dated_from: date | None
    dated_to: date | None
    characters: int
    mentions: int | None
    entities: int | None
    times: int | None
    statements: int | None
    events: int | None
    warnings: tuple[str, ...]
    failures: tuple[str, ...]
    stages: tuple[str, ...]
    text: str


class EntityRow(NamedTuple):
    """Someone or something of an article."""

    article: str
    entity: str
    key: str
    type: str
    name: str
    name_en: str | None
    name_latin: str | None
    name_ijmes: str | None
    wikidata: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    roles: tuple[str, ...]
    reasons: tuple[str, ...]
    mentions: int
    origin: str


class MentionRow(NamedTuple):
    """A name in a text, or a role phrase that stands for an entity."""

    article: str
    mention: int
    start: int
    end: int
    words: str
    type: str
    form: str
    entity: str | None
    origin: str


class TimeRow(NamedTuple):
    """A time expression."""

    article: str
    time: int
    start: int
    end: int
    words: str
    type: str
    value: str | None
    mod: str | None
    basis: str | None
    first: str | None
    last: str | None
    precision: str | None
    offset: str | None
    anchor_start: int | None
    anchor_end: int | None
    quant: str | None
    freq: str | None
    hijri: str | None
    alternatives: tuple[str, ...]
    notes: tuple[str, ...]
    origin: str


class StatementRow(NamedTuple):
    """Something told on somebody's word."""

    article: str
    statement: str
    start: int
    end: int
    spans: tuple[Span, ...]
    words: str
    kind: str
    stance: str
    polarity: int
    links: int
    unnamed: bool
    addressee_start: int | None
    addressee_end: int | None
    addressee: str | None
    time_start: int | None
    time_end: int | None
    time: str | None
    origin: str


class LinkRow(NamedTuple):
    """A teller in the chain of a statement."""

    article: str
    statement: str
    link: int
    source_start: int | None
    source_end: int | None
    source: str | None
    cue_start: int | None
    cue_end: int | None
    cue: str | None
    entity: str | None
    anonymous: bool
    carried: bool
    role: str | None
    strength: str
    origin: str


class EventRow(NamedTuple):
    """A political event."""

    article: str
    event: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    plover_type: str
    quad: int
    score: float
    auxiliary: tuple[str, ...]
    start: int
    end: int
    trigger: str
    time: str | None
    time_basis: str | None
    first_day: date | None
    last_day: date | None
    precision: str | None
    place: str | None
    place_basis: str | None
    statement: str | None
    origin: str


class PartyRow(NamedTuple):
    """Someone who takes part in an event."""

    article: str
    event: str
    party: int
    side: str
    entity: str
    inferred: bool


class FigureRow(NamedTuple):
    """A count told with an event."""

    article: str
    event: str
    figure: int
    of: str
    value: int | None
    mod: str | None
    start: int
    end: int
    words: str


Row = ArticleRow | EntityRow | MentionRow | TimeRow | StatementRow | LinkRow | EventRow | PartyRow | FigureRow


def article_rows(article: Article, types: PloverTypes, names: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of an article, its own first; `names` leads from a key of somebody to the one that stands for him.

    Role phrases that stand for no known entity are left out, as in every printed document.
    """
    doc, own = article.document, article.id
    mentions = _told_mentions(doc)
    yield _article(article, len(mentions))
    for entity in doc.entities or ():
        key = entity_key(entity)
        yield EntityRow(
            own, in_article(own, entity.id), names.get(key, key), entity.type, entity.name, entity.name_en,
            entity.name_latin, entity.name_ijmes, entity.wikidata, entity.country, entity.sectors, entity.role,
            entity.roles, entity.reasons, len(entity.mentions), entity.origin,
        )  # fmt: skip
    for number, (mention, entity_id) in enumerate(mentions, 1):
        yield MentionRow(
            own, number, mention.start, mention.end, doc.slice(mention), mention.type, mention.form,
            in_article(own, entity_id), mention.origin,
        )  # fmt: skip
    yield from (_time(own, doc, number, time) for number, time in enumerate(doc.times or (), 1))
    for statement in doc.statements or ():
        yield _statement(own, doc, statement)
        yield from (_link(own, doc, statement.id, n, link) for n, link in enumerate(statement.chain, 1))
    for facts in event_facts(doc, types):
        yield _event(own, doc, facts)
        yield from _parties(own, facts.event)
        yield from _figures(own, doc, facts.event)


@overload
def in_article(article: str, id: str) -> str: ...
@overload
def in_article(article: str, id: None) -> None: ...
def in_article(article: str, id: str | None) -> str | None:
    """Return the id by which something of an article is told from everything else in an export; None of None.

    >>> in_article("12", "e1")
    '12:e1'
    """
    return None if id is None else f"{article}:{id}"


def words_at(text: str, spans: Sequence[Located]) -> str:
    """Return the words at some places of a text, as they stand there.

    >>> words_at("abcdef", [Span(0, 2), Span(4, 6)])
    'ab … ef'
    """
    return BREAK.join(text[span.start : span.end] for span in spans)


def day_of(moment: str | None) -> date | None:
    """Return the day of an ISO date or moment; None where it has none.

    >>> day_of("2018-05-10T23:00:00+03:00")
    datetime.date(2018, 5, 10)
    """
    try:
        return date.fromisoformat((moment or "")[:_ISO_DAY])
    except ValueError:
        return None


def _told_mentions(doc: Document) -> list[tuple[Mention, str | None]]:
    ids = doc.entity_ids()
    found = [(mention, ids.get(mention.span)) for mention in doc.mentions or ()]
    return [(m, e) for m, e in found if doc.entities is None or m.form == "name" or e is not None]


def _article(article: Article, mentions: int) -> ArticleRow:
    doc, dating = article.document, article.document.dating
    return ArticleRow(
        article=article.id, number=article.number, version=article.version, urn=article.urn, sha256=article.sha256,
        title=doc.title, outlet=doc.outlet, author=doc.author, url=doc.url,
        published=doc.published, published_basis=doc.published_basis, day=day_of(doc.published),
        dated_from=day_of(dating.earliest) if dating else None, dated_to=day_of(dating.latest) if dating else None,
        characters=len(doc.text),
        mentions=None if doc.mentions is None else mentions,
        entities=_count(doc.entities), times=_count(doc.times), statements=_count(doc.statements),
        events=_count(doc.events),
        warnings=doc.warnings, failures=tuple(f"{one.stage}: {one.message}" for one in doc.failures),
        stages=tuple(f"{stage} {version}" for stage, version in doc.stages.items()), text=doc.text,
    )  # fmt: skip


def _count(layer: Sequence[object] | None) -> int | None:
    return None if layer is None else len(layer)


def _ends(doc: Document, span: Span | None) -> Ends:
    return (None, None, None) if span is None else (span.start, span.end, doc.slice(span))


def _time(own: str, doc: Document, number: int, time: TimeExpression) -> TimeRow:
    days, anchor = time.interval, time.anchor
    return TimeRow(
        own, number, time.start, time.end, doc.slice(time), time.type, time.value, time.mod, time.basis,
        days.first if days else None, days.last if days else None, days.precision if days else None, time.offset,
        anchor.start if anchor else None, anchor.end if anchor else None, time.quant, time.freq, time.hijri,
        time.alternatives, time.notes, time.origin,
    )  # fmt: skip


def _statement(own: str, doc: Document, statement: Statement) -> StatementRow:
    return StatementRow(
        own, in_article(own, statement.id), min(s.start for s in statement.content),
        max(s.end for s in statement.content), statement.content, words_at(doc.text, statement.content), statement.kind,
        statement.stance, statement.polarity, len(statement.chain),
        any(link.anonymous for link in statement.chain),
        *_ends(doc, statement.addressee), *_ends(doc, statement.time), statement.origin,
    )  # fmt: skip


def _link(own: str, doc: Document, statement: str, number: int, link: ChainLink) -> LinkRow:
    return LinkRow(
        own, in_article(own, statement), number, *_ends(doc, link.source), *_ends(doc, link.cue),
        in_article(own, link.entity), link.anonymous, link.carried, link.role, link.strength, link.origin,
    )  # fmt: skip


def _event(own: str, doc: Document, facts: EventFacts) -> EventRow:
    event = facts.event
    days = interval_of(event.time or "")
    return EventRow(
        own, in_article(own, event.id), event.type, event.mode, event.contexts, event.status, facts.plover, facts.quad,
        facts.score, facts.auxiliary, event.trigger.start, event.trigger.end, doc.slice(event.trigger),
        event.time, event.time_basis, day_of(days.first) if days else None, day_of(days.last) if days else None,
        days.precision if days else None, in_article(own, event.place), event.place_basis,
        in_article(own, event.statement), event.origin,
    )  # fmt: skip


def _parties(own: str, event: Event) -> Iterator[PartyRow]:
    sides = [("actor", entity) for entity in event.actors] + [("recipient", entity) for entity in event.recipients]
    for number, (side, entity) in enumerate(sides, 1):
        yield PartyRow(own, in_article(own, event.id), number, side, in_article(own, entity), entity in event.inferred)


def _figures(own: str, doc: Document, event: Event) -> Iterator[FigureRow]:
    for number, figure in enumerate(event.figures, 1):
        yield FigureRow(
            own, in_article(own, event.id), number, figure.of, figure.value, figure.mod, figure.start, figure.end,
            doc.slice(figure),
        )  # fmt: skip
