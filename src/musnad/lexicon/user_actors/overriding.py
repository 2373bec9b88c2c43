"""Put a user's list over the tables that ship.

What comes in are shipped rows and a user's entries; what goes out are the rows to work with, the user's first, so
that they win where a name stands for several. An entry goes over a shipped row that has its id, else its Wikidata
item, else its name and nothing that speaks against it; what the entry leaves open stays as shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.names import ActorRow, RoleRow
from musnad.lexicon.user_actors.entries import Entry

__all__ = ["Merged", "merge"]

_FILLED = ("name_en", "country", "sector", "role", "caution", "wikidata")


class Merged(NamedTuple):
    """Rows to work with; `over` gives the key of the shipped row by the key of the user's that goes over it."""

    actors: tuple[ActorRow, ...]
    roles: tuple[RoleRow, ...]
    over: Mapping[str, str]


def merge(actors: tuple[ActorRow, ...], roles: tuple[RoleRow, ...], entries: tuple[Entry, ...]) -> Merged:
    """Return the tables with the entries over them."""
    if not entries:
        return Merged(actors, roles, {})
    shipped = {row.key: row for row in actors}
    over = _pair(actors, entries)
    replaced = {key: user for user, key in over.items()}
    own = tuple(_filled(entry, shipped.get(over.get(entry.actor.key, ""))) for entry in entries)
    rest = tuple(row for row in actors if row.key not in replaced)
    own_roles = tuple(
        msgspec.structs.replace(role, country=role.country or row.country)
        for entry, row in zip(entries, own, strict=True)
        for role in entry.roles
    )
    phrases = {entry.actor.key: {fold(role.phrase[0]) for role in entry.roles} for entry in entries}
    return Merged(own + rest, own_roles + tuple(_moved(roles, replaced, phrases)), over)


def _pair(actors: Iterable[ActorRow], entries: tuple[Entry, ...]) -> dict[str, str]:
    """Return the shipped key for each entry that goes over one; the surest sign is used up first."""
    shipped = _Shipped(actors)
    found: dict[str, str] = {}
    taken: set[str] = set()
    for sign in (shipped.by_key, shipped.by_item, shipped.by_name):
        for entry in entries:
            row = sign(entry.actor) if entry.actor.key not in found else None
            if row is not None and row.key not in taken:
                taken.add(row.key)
                found[entry.actor.key] = row.key
    return found


class _Shipped:
    """The shipped rows by what an entry may share with them."""

    def __init__(self, actors: Iterable[ActorRow]) -> None:
        self._keys: dict[str, ActorRow] = {}
        self._items: dict[str, ActorRow] = {}
        self._names: dict[tuple[str, str], set[str]] = {}
        for row in actors:
            self._keys[row.key] = row
            if row.wikidata:
                self._items.setdefault(row.wikidata, row)
            for name in _own_names(row):
                self._names.setdefault((row.type, fold(name)), set()).add(row.key)

    def by_key(self, actor: ActorRow) -> ActorRow | None:
        return self._keys.get(actor.key)

    def by_item(self, actor: ActorRow) -> ActorRow | None:
        row = self._items.get(actor.wikidata or "")
        return row if row is not None and row.type == actor.type else None

    def by_name(self, actor: ActorRow) -> ActorRow | None:
        """The one row of the same type that has the name, unless country or Wikidata item differ."""
        keys = self._names.get((actor.type, fold(actor.name)), set())
        if len(keys) != 1:
            return None
        row = self._keys[next(iter(keys))]
        pairs = ((actor.country, row.country), (actor.wikidata, row.wikidata))
        return None if any(mine and theirs and mine != theirs for mine, theirs in pairs) else row


def _own_names(row: ActorRow) -> Iterator[str]:
    """Yield the names that tell who is meant: not a family name alone."""
    yield row.name
    for alias in row.aliases:
        if row.type == "ORG" or " " in alias:
            yield alias


def _filled(entry: Entry, shipped: ActorRow | None) -> ActorRow:
    """Return the entry's row, what it leaves open taken from the shipped one.

    Aliases replace the shipped ones only where the entry names the row by its key.
    """
    actor = entry.actor
    if shipped is None:
        return actor
    aliases = actor.aliases
    if "aliases" not in entry.given or shipped.key != actor.key:
        names = {fold(name): name for name in (*actor.aliases, shipped.name, *shipped.aliases)}
        names.pop(fold(actor.name), None)
        aliases = tuple(names.values())
    kept = {field: getattr(shipped, field) for field in _FILLED if field not in entry.given}
    return msgspec.structs.replace(actor, aliases=aliases, **kept)


def _moved(roles: Iterable[RoleRow], replaced: Mapping[str, str], phrases: Mapping[str, set[str]]) -> Iterator[RoleRow]:
    """Yield the shipped offices under the keys of the user's rows, less those the user's rows date themselves."""
    for role in roles:
        key = replaced.get(role.actor)
        if key is None:
            yield role
            continue
        left = tuple(phrase for phrase in role.phrase if fold(phrase) not in phrases[key])
        if left:
            yield msgspec.structs.replace(role, actor=key, phrase=left)
