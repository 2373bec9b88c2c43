"""Actors of a case as a list shows them: those whom most articles name first, or those whom a name may mean.

What comes in is an open case, perhaps a type, and which page; what goes out are actors with the names that people gave
them, else those of the lexicon and of articles. Those who were brought together are one. Nothing reads all of a case.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple, cast, get_args

from musnad.case.actor_list import actor_rows
from musnad.case.actor_search import KeyLines, actors_called
from musnad.case.folder import Case
from musnad.case.identity import canonical_in
from musnad.case.key_names import names_of
from musnad.case.ranking import Ranked, Scope, articles_by_key, ranked
from musnad.model import EntityType

__all__ = ["ActorItem", "actor_items", "busiest_actors", "found_items", "items_of", "kind_of", "merged_keys"]

_MOST_FOUND = 600
_COUNT = """
SELECT count(DISTINCT document) FROM term JOIN fact ON term = term.id JOIN article ON current = document
WHERE kind IN ('actor', 'place') AND term.key IN (SELECT value FROM json_each(?))
"""


class ActorItem(NamedTuple):
    """An actor in a list: the key that stands for him, his name, his type, and how many articles name him.

    `others` are the keys that people brought together with it.
    """

    key: str
    name: str
    kind: EntityType | None
    articles: int
    others: tuple[str, ...] = ()


def actor_items(
    case: Case, kind: EntityType | None = None, *, start: int = 0, size: int
) -> tuple[tuple[ActorItem, ...], int]:
    """Return one page of the actors of a type, or of all, those whom most articles name first; and how many there are.

    Raises CaseError where decisions on actors contradict each other.
    """
    return _page(case.connection, _scope(kind), lambda key: kind in (None, kind_of(key)), start=start, size=size)


def busiest_actors(connection: sqlite3.Connection, *, most: int) -> tuple[ActorItem, ...]:
    """Return the people and bodies whom most articles name; those whom people brought together count as one.

    Raises CaseError as `actor_items` does.
    """
    scope = Scope("named", "kind = 'actor'")
    return _page(connection, scope, lambda key: kind_of(key) != "LOC", start=0, size=most)[0]


def found_items(
    case: Case, name: str, kind: EntityType | None = None, *, lines: KeyLines | None = None
) -> tuple[ActorItem, ...]:
    """Return the actors whom a name or a key may mean, the surest first, in any spelling and either script.

    Of a name that very many have, those with the most articles are looked at. Raises CaseError as `actor_items` does.
    """
    connection = case.connection
    called = actors_called(connection, name, lines=lines, most=_MOST_FOUND)
    standing = canonical_in(connection)
    keys = dict.fromkeys(standing.get(one.actor.key, one.actor.key) for one in called)
    return items_of(connection, [key for key in keys if kind in (None, kind_of(key))])


def items_of(connection: sqlite3.Connection, keys: Sequence[str]) -> tuple[ActorItem, ...]:
    """Return actors by the keys that stand for them, in their order."""
    together = merged_keys(connection)
    alone = [key for key in keys if key not in together]
    counts = dict.fromkeys(keys, 0) | articles_by_key(connection, "named", alone)
    counts |= {key: _count(connection, together[key]) for key in keys if key in together}
    return _named(connection, list(counts.items()), together)


def merged_keys(connection: sqlite3.Connection) -> Mapping[str, tuple[str, ...]]:
    """Return by the key that stands for them all keys that were brought together, itself first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, own in canonical_in(connection).items():
        found[own].append(key)
    return {own: (own, *sorted(set(keys) - {own})) for own, keys in found.items()}


def kind_of(key: str) -> EntityType | None:
    """Return the type of the actor of a key, None where the key is of one who only tells.

    >>> kind_of("PER:حفتر"), kind_of("places:lby"), kind_of("outlet:الحياة")
    ('PER', 'LOC', None)
    """
    start = key.partition(":")[0]
    if start == "actors":
        row = actor_rows().get(key)
        return row.type if row else "ORG" if key.startswith("actors:org.") else "PER"
    if start == "places":
        return "LOC"
    return cast(EntityType, start) if start in get_args(EntityType) else None


def _page(
    connection: sqlite3.Connection, scope: Scope, is_meant: Callable[[str], bool], *, start: int, size: int
) -> tuple[tuple[ActorItem, ...], int]:
    together = merged_keys(connection)
    several = [Ranked(key, "", _count(connection, keys)) for key, keys in together.items() if is_meant(key)]
    hidden = [key for keys in together.values() for key in keys]
    found, total = ranked(
        connection, scope, instead=[one for one in several if one.articles], hidden=hidden, start=start, size=size
    )
    return _named(connection, [(one.key, one.articles) for one in found], together), total


def _scope(kind: EntityType | None) -> Scope:
    if kind is None:
        return Scope("named")
    if kind == "LOC":
        return Scope("named", "kind = 'place'")
    return Scope(
        "named",
        "kind = 'actor' AND (key GLOB ? OR key GLOB ? OR key IN (SELECT value FROM json_each(?)))",
        (f"{kind}:*", f"actors:{kind.lower()}.*", json.dumps(_unusual_rows(kind))),
    )


@cache
def _unusual_rows(kind: EntityType) -> tuple[str, ...]:
    """Return the rows of a user's own list whose keys do not tell their type."""
    start = f"actors:{kind.lower()}."
    return tuple(key for key, row in actor_rows().items() if row.type == kind and not key.startswith(start))


def _named(
    connection: sqlite3.Connection, counted: Iterable[tuple[str, int]], together: Mapping[str, tuple[str, ...]]
) -> tuple[ActorItem, ...]:
    counted = tuple(counted)
    names = names_of(connection, (key for key, _ in counted))
    return tuple(
        ActorItem(key, names.get(key) or key.partition(":")[2], kind_of(key), articles, together.get(key, (key,))[1:])
        for key, articles in counted
    )


def _count(connection: sqlite3.Connection, keys: Sequence[str]) -> int:
    return int(connection.execute(_COUNT, (json.dumps(keys),)).fetchone()[0])
