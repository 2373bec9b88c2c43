"""Entries that contradict each other: one id twice, one office held by two at once, one name for two.

What comes in are entries in order; what goes out are those that count, less the offices that clash, and problems
that name both lines.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.arabic.orthography import fold
from musnad.lexicon.names import RoleRow
from musnad.lexicon.user_actors.dates import must_overlap
from musnad.lexicon.user_actors.entries import Entry, Problem

__all__ = ["settle"]


def settle(entries: Iterable[Entry]) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries that count; of two that clash the first is kept."""
    problems: list[Problem] = []
    kept = _without_repeats(entries, problems)
    kept = _without_clashes(kept, problems)
    _tell_shared_names(kept, problems)
    return tuple(kept), tuple(problems)


def _without_repeats(entries: Iterable[Entry], problems: list[Problem]) -> list[Entry]:
    first: dict[str, Entry] = {}
    for entry in entries:
        before = first.setdefault(entry.actor.key, entry)
        if before is entry:
            continue
        if "id" in entry.given:
            reason = f"id {entry.actor.key!r} is taken by {before.place}; give the row an id of its own"
        else:
            reason = f"{entry.actor.name!r} stands in {before.place} already; give one of them an id if they are two"
        problems.append(Problem(entry.file, entry.line, f"the row is left out: {reason}"))
    return list(first.values())


def _without_clashes(entries: list[Entry], problems: list[Problem]) -> list[Entry]:
    """Leave out each office that somebody before holds at the same time."""
    held: dict[str, list[tuple[Entry, RoleRow]]] = {}
    kept = []
    for entry in entries:
        sound = []
        for role in entry.roles:
            holders = held.setdefault(fold(role.phrase[0]), [])
            before = next((other for other, their in holders if other is not entry and _clash(role, their)), None)
            if before is None:
                holders.append((entry, role))
                sound.append(role)
            else:
                message = (
                    f"role {role.phrase[0]!r} of {entry.actor.name!r} is left out: {before.actor.name!r} holds it at "
                    f"the same time in {before.place}; set the dates apart"
                )
                problems.append(Problem(entry.file, entry.line, message))
        kept.append(entry if len(sound) == len(entry.roles) else msgspec.structs.replace(entry, roles=tuple(sound)))
    return kept


def _clash(one: RoleRow, other: RoleRow) -> bool:
    return must_overlap((one.start, one.end), (other.start, other.end))


def _tell_shared_names(entries: Iterable[Entry], problems: list[Problem]) -> None:
    first: dict[str, Entry] = {}
    for entry in entries:
        for name in (entry.actor.name, *entry.actor.aliases):
            before = first.setdefault(fold(name), entry)
            if before is not entry:
                message = f"{name!r} also stands for {before.actor.name!r} in {before.place}, which goes first"
                problems.append(Problem(entry.file, entry.line, message, "warning"))
