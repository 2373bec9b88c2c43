"""What a case tells of one source: whose word it passes on, named or not, and which outlets name it.

What comes in is an open case and the key of one who tells; what goes out are counts, each with a place in an article.
Whom an outlet cites is counted in its newest articles; who cites a source, in all.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.key_names import names_of
from musnad.case.tellers import outlet_key, outlet_names
from musnad.corpus.evidence import entity_key
from musnad.model import ChainLink, Document, Span

__all__ = ["Cited", "Citing", "SourceTies", "source_ties"]

_MOST_READ = 40
_NEWEST = """
SELECT id FROM document INDEXED BY document_brief WHERE outlet IN (SELECT value FROM json_each(?))
AND EXISTS (SELECT 1 FROM article WHERE current = document.id) ORDER BY day DESC, id DESC LIMIT ?
"""
_CITING = """
SELECT d.outlet, count(DISTINCT d.id), max(d.id)
FROM term JOIN fact ON term = term.id JOIN article AS a ON a.current = document
JOIN document AS d INDEXED BY document_brief ON d.id = document
WHERE kind = 'speaker' AND term.key IN (SELECT value FROM json_each(?)) AND d.outlet IS NOT NULL
GROUP BY 1 ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Cited:
    """One whose word a source passes on: in how many statements, and where one of them names him.

    `key` is None for those who are not named.
    """

    key: str | None
    name: str
    statements: int
    document: int
    at: str


@dataclass(frozen=True, slots=True)
class Citing:
    """An outlet that names a source as telling something, and in how many articles."""

    key: str
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class SourceTies:
    """Whom the `read` newest articles of a source cite, the named first, and who cites it.

    `named` and `unnamed` count statements of these articles.
    """

    read: int
    cites: tuple[Cited, ...]
    named: int
    unnamed: int
    cited_by: tuple[Citing, ...]


def source_ties(case: Case, key: str) -> SourceTies:
    """Return whom a source cites and who cites it. Raises CaseError where what an article tells is damaged."""
    connection = case.connection
    names = outlet_names(connection, key)
    rows = connection.execute(_NEWEST, (json.dumps(names), _MOST_READ)) if names else ()
    documents = [document for (document,) in rows]
    places: defaultdict[str | None, list[tuple[int, Span, str]]] = defaultdict(list)
    for document in documents:
        for told_by, span, words in _tellers(read_corrected(connection, document)):
            if told_by != key:
                places[told_by].append((document, span, words))
    known = names_of(connection, (one for one in places if one is not None))
    cites = [
        Cited(
            one, known.get(one or "") or found[0][2], len(found), found[0][0], f"{found[0][1].start}-{found[0][1].end}"
        )
        for one, found in places.items()
    ]
    unnamed = len(places.get(None, ()))
    return SourceTies(
        read=len(documents),
        cites=tuple(sorted(cites, key=lambda cited: (cited.key is None, -cited.statements, cited.name))),
        named=sum(map(len, places.values())) - unnamed,
        unnamed=unnamed,
        cited_by=tuple(_citing(connection, key)),
    )


def _tellers(doc: Document) -> Iterator[tuple[str | None, Span, str]]:
    """Yield for each statement the first whom the article names as telling it: his key, where, and the words."""
    entities = {entity.id: entity for entity in doc.entities or ()}
    for statement in doc.statements or ():
        link: ChainLink = statement.chain[0]
        entity = entities.get(link.entity or "")
        span = link.source or link.cue or statement.content[0]
        words = doc.slice(span)
        is_named = not link.anonymous and (entity is not None or link.source is not None)
        yield (
            (entity_key(entity) if entity else f"named:{words}") if is_named else None,
            Span(span.start, span.end),
            words,
        )


def _citing(connection: sqlite3.Connection, key: str) -> Iterator[Citing]:
    keys = (key, f"ORG:{key.partition(':')[2]}") if key.startswith("outlet:") else (key,)
    for outlet, articles, _ in connection.execute(_CITING, (json.dumps(keys),)):
        if (own := outlet_key(outlet)) != key:
            yield Citing(own, outlet, articles)
