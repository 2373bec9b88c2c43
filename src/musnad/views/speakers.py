"""The statements of a document by who said it: the originator, the last teller of the chain.

Values in, values out; no layout.
"""

from __future__ import annotations

import msgspec

from musnad.arabic.orthography import fold
from musnad.model import Document, Statement
from musnad.views.labels import Labels
from musnad.views.outline import teller_words

__all__ = ["Speaker", "by_speaker"]


class Speaker(msgspec.Struct, frozen=True):
    """Who said it, and what: statements with their numbers in the document's order.

    `entity` is the id of an entity of the document, None where the words name none; `anonymous` says that the words
    do not tell who it is.
    """

    name: str
    entity: str | None
    anonymous: bool
    statements: tuple[tuple[int, Statement], ...]


def by_speaker(doc: Document, labels: Labels) -> tuple[Speaker, ...]:
    """Return the speakers, those with most statements first, then in the order of the text; nobody named comes last.

    Tellers who are the same entity are one speaker; those who are none are one where their words are the same but
    for spelling.
    """
    groups: dict[tuple[str, str], list[tuple[int, Statement]]] = {}
    for number, statement in enumerate(doc.statements or (), 1):
        link = statement.chain[-1]
        words = fold(teller_words(doc, link, labels)) if link.source is not None else ""
        key = ("entity", link.entity) if link.entity is not None else ("words", words)
        groups.setdefault(key, []).append((number, statement))
    speakers = [_speaker(doc, labels, told) for told in groups.values()]
    return tuple(sorted(speakers, key=lambda s: (_is_nobody(s), -len(s.statements), s.statements[0][0])))


def _speaker(doc: Document, labels: Labels, told: list[tuple[int, Statement]]) -> Speaker:
    link = told[0][1].chain[-1]
    entity = doc.entity(link.entity)
    name = entity.name if entity is not None else teller_words(doc, link, labels)
    return Speaker(name, link.entity, all(s.chain[-1].anonymous for _, s in told), tuple(told))


def _is_nobody(speaker: Speaker) -> bool:
    return speaker.entity is None and speaker.statements[0][1].chain[-1].source is None
