"""The places an article names, sorted by what they may do in an event.

What comes in are the entities of a document and their mentions; what goes out are its states, and the places that
stand for one or for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from musnad.arabic.orthography import fold
from musnad.model import Entity, Mention
from musnad.stages.events.kinds import kinds
from musnad.stages.events.views import Named, View
from musnad.stages.events.vocabulary import Vocabulary

__all__ = ["Places", "place_beside", "sort_places"]

_TABLE = "places"
_IN = "ب"  # the preposition of place that is written onto a name: ببغداد
_WHERE = kinds("place_preposition")


class Places(NamedTuple):
    """Entities of places: `states` by key of the place, `capitals` with the entity they speak for, `towns` for none.

    `homes` gives the state of every other entity whose country the article names.
    """

    states: Mapping[str, str]
    capitals: Mapping[str, str]
    towns: frozenset[str]
    homes: Mapping[str, str]


def sort_places(entities: Sequence[Entity], mentions: Sequence[tuple[Mention, str]], words: Vocabulary) -> Places:
    """Return the places of an article by what they may do."""
    keys: dict[str, str] = {}
    for entity in entities:
        key = _place_key(entity.origin, words) or words.place_names.get(fold(entity.name))
        if entity.type == "LOC" and key:
            keys[entity.id] = key
    for mention, entity_id in mentions:
        for origin in (*mention.known, mention.origin):
            if mention.type == "LOC" and (key := _place_key(origin, words)):
                keys.setdefault(entity_id, key)
    states: dict[str, str] = {}
    for entity_id, key in keys.items():
        if words.place_kinds[key] == "state":
            states.setdefault(key, entity_id)
    capitals = {e: states.get(k.partition(".")[0], e) for e, k in keys.items() if words.place_kinds[k] == "capital"}
    known = {*states.values(), *capitals}
    towns = frozenset(
        e.id
        for e in entities
        if e.type == "LOC" and e.id not in known and words.place_kinds.get(keys.get(e.id, "")) != "region"
    )
    homes = {e.id: states[e.country.lower()] for e in entities if e.country and e.country.lower() in states}
    return Places(states, capitals, towns, homes)


def place_beside(view: View, at: int) -> str | None:
    """Return the place that the sentence names with a preposition of place, the nearest to token `at`; those after it
    come first.
    """
    found = [n for n in view.named.values() if n.type == "LOC" and _is_where(view, n)]
    after = [n for n in found if n.first > at]
    nearest = min(after, key=lambda n: n.first) if after else max(found, key=lambda n: n.last, default=None)
    return nearest.entity if nearest is not None else None


def _is_where(view: View, named: Named) -> bool:
    """Whether a name stands behind في or قرب, with a noun for a place between at most, or carries the letter ب."""
    if named.prefix[-1:] == _IN:
        return True
    before = view.words[max(0, named.first - 2) : named.first]
    return any(word.kinds & _WHERE for word in before) or (bool(before) and before[-1].form[0] == _IN)


def _place_key(origin: str, words: Vocabulary) -> str | None:
    table, _, key = origin.partition(":")
    return key if table == _TABLE and key in words.place_kinds else None
