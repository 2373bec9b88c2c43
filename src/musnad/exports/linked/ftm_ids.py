"""The ids under which an article and what is in it stand in an export for FollowTheMoney.

What comes in is an article with people's decisions on who is who; what goes out are ids made of keys, the same in each
export of the same.
"""

from __future__ import annotations

from musnad.corpus.evidence import entity_key
from musnad.exports.linked.keys import Keys, digest
from musnad.exports.subject import Article
from musnad.model import Entity, Event, Statement

__all__ = ["FtmIds", "actor_id", "key_across"]

_PLACES = ("places:", "LOC:")


def actor_id(key: str) -> str:
    """Return the id of whoever has a key in the whole case."""
    return digest("actor", key)


def key_across(own: str, keys: Keys) -> str:
    """Return the key in the whole case; its own where a place would become an actor, which no schema holds."""
    standing = keys.stand_in(own)
    return own if standing.startswith(_PLACES) != own.startswith(_PLACES) else standing


class FtmIds:
    """The ids of an article: its own, `article`, and those of its parts."""

    def __init__(self, article: Article, keys: Keys) -> None:
        self.doc, self.keys, self.urn, self.sha256 = article.document, keys, article.urn, article.sha256
        self.article = digest("article", article.urn)
        self._key_of = {entity.id: key_across(entity_key(entity), keys) for entity in self.doc.entities or ()}

    def entity(self, entity: Entity) -> str:
        """Return the id of an entity, which is the same in every article that speaks of it."""
        return actor_id(self._key_of[entity.id])

    def stands(self, entity: Entity) -> bool:
        """Whether no other key stands for the entity's own."""
        return self._key_of[entity.id] == entity_key(entity)

    def event(self, event: Event) -> str:
        """Return the id of an event."""
        return digest("event", self.article, event.id)

    def statement(self, statement: Statement) -> str:
        """Return the id of a statement."""
        return digest("statement", self.article, statement.id)
