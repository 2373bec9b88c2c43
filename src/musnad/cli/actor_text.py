"""Lay an actor out for a terminal: one line, or everything known of it.

Each line begins with Latin letters and each Arabic phrase stands in an isolate (docs/decisions/0002-terminal-bidi.md).
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.lexicon.names import ActorRow, RoleRow
from musnad.views.bidi import clean, isolate

__all__ = ["actor_details", "actor_line"]

_LABEL_WIDTH = 10
_NO_COUNTRY = "---"


def actor_line(row: ActorRow, *, own: bool) -> str:
    """Return an actor as one line; `own` marks the user's."""
    ends = (f"key {_key(row)}", clean(row.name_en), "(yours)" if own else "")
    return f"{row.type} {row.country or _NO_COUNTRY}  {isolate(row.name)}  {'  '.join(filter(None, ends))}"


def actor_details(row: ActorRow, roles: tuple[RoleRow, ...], *, own: bool, over: str | None) -> str:
    """Return everything known of an actor; `over` is the shipped row that the user's goes over."""
    lines = (f"  {label.ljust(_LABEL_WIDTH)} {value}" for label, value in _fields(row, roles, own=own, over=over))
    return "\n".join((f"{row.type} {_key(row)}", *lines))


def _fields(row: ActorRow, roles: tuple[RoleRow, ...], *, own: bool, over: str | None) -> Iterator[tuple[str, str]]:
    yield "name", isolate(row.name)
    if row.name_en:
        yield "in English", clean(row.name_en)
    for alias in row.aliases:
        yield "also", isolate(alias)
    if row.country:
        yield "country", row.country
    if row.sector:
        yield "sectors", ", ".join(row.sector)
    yield "in a chain", row.role
    for role in roles:
        dates = f"from {role.start or 'ever'} to {role.end or 'now'}" if role.start or role.end else "no dates"
        for phrase in role.phrase:
            yield "office", f"{isolate(phrase)} {dates}"
    if row.wikidata:
        yield "Wikidata", row.wikidata
    if row.caution:
        yield "caution", "an ordinary word too: counts only where its surroundings speak for it"
    yield "comes from", ", ".join(map(_origin, row.source)) if own else "musnad"
    if not own:
        yield from (("attested", clean(source)) for source in row.source)
    if over is not None:
        yield "goes over", f"{over}, which ships with musnad"


def _key(row: ActorRow) -> str:
    """Return the key; only one that needs it is isolated, since whoever copies a key copies the isolate too."""
    return row.key if row.key.isascii() else isolate(row.key)


def _origin(source: str) -> str:
    return isolate(source.removeprefix("user:"))
