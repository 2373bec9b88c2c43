"""Write an actor as a record of a list: one line of JSON that `read_user_actors` reads back."""

from __future__ import annotations

import msgspec

from musnad.lexicon.names import ActorRow, RoleRow
from musnad.lexicon.user_actors.entries import FIELDS, Entry

__all__ = ["actor_record", "entry_record"]

_USER = "user:"


def actor_record(actor: ActorRow, roles: tuple[RoleRow, ...] = ()) -> str:
    """Return everything that a row says, as one line without a line feed; where a shipped row is from stays out."""
    return _record(actor, roles, FIELDS)


def entry_record(entry: Entry) -> str:
    """Return what an entry gives, and no more: what it leaves open may come from a shipped row."""
    actor = entry.actor
    if "source" not in entry.given:
        actor = msgspec.structs.replace(actor, source=(f"{_USER}{entry.place}",))
    return _record(actor, entry.roles, (*entry.given, "id", "type", "name", "source"))


def _record(actor: ActorRow, roles: tuple[RoleRow, ...], fields: tuple[str, ...]) -> str:
    offices = [
        {"phrase": phrase, "start": role.start, "end": role.end} | ({"role_en": role.role_en} if role.role_en else {})
        for role in roles
        for phrase in role.phrase
    ]
    values = {
        "id": actor.key,
        "type": actor.type,
        "name": actor.name,
        "name_en": actor.name_en,
        "aliases": actor.aliases,
        "country": actor.country,
        "sector": actor.sector,
        "role": actor.role,
        "wikidata": actor.wikidata,
        "roles": offices,
        "caution": actor.caution,
        "source": "|".join(source.removeprefix(_USER) for source in actor.source if source.startswith(_USER)),
    }
    kept = {field: value for field, value in values.items() if field in fields and value not in ("", (), [], None)}
    return msgspec.json.encode(kept).decode()
