"""What people call an actor of a case, in place of the name that its articles have.

What comes in are keys and names; what goes out are the names that stand, for every key that means the same actor. A
name is on a key and not on an article, so that it outlives rereading and holds for what comes later. Nothing is
overwritten: a name can be taken back. The log keeps no names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from musnad.case.folder import Case
from musnad.case.identity import canonical_in, check_actor
from musnad.case.naming import text_hash
from musnad.case.schema import version_of
from musnad.case.undoing import check_reason, mark_undone
from musnad.errors import CaseError

__all__ = ["GivenName", "call", "forget_names", "given_names", "names_given", "take_back_name"]

_SCHEMA = 8  # the first that has the table
_MOST = 200
_COLUMNS = "id, made, about, name, who, reason, undone"


@dataclass(frozen=True, slots=True)
class GivenName:
    """A name that a person gave to the actor of a key; `made` and `undone` are moments (ISO 8601, UTC)."""

    id: int
    made: str
    about: str
    name: str
    who: str
    reason: str
    undone: str | None


def call(case: Case, key: str, name: str, *, who: str, reason: str) -> int:
    """Call an actor by a name, wherever the case shows it, and return the number of that.

    Raises CaseError where the key is nobody's, the name is empty, too long or unprintable, or no reason is given.
    """
    words = " ".join(name.split())
    if not words or len(words) > _MOST or not words.isprintable():
        raise CaseError(key, "this is no name", f"write one of {_MOST} letters at most")
    if not reason.strip():
        raise CaseError(key, "no reason is given", "say why it is called so")
    with case.change() as connection:
        check_actor(connection, key)
        row = (case.clock(), key, words, who.strip(), reason)
        number = connection.execute(
            "INSERT INTO actor_name (made, about, name, who, reason) VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid
        told = {"name": number, "keys": [text_hash(key)], "sha256": text_hash(words), "who": who.strip()}
        case.tell("call actor", {**told, "reason": reason})
    return int(number or 0)


def take_back_name(case: Case, number: int, *, reason: str) -> GivenName:
    """Take a name back and return it.

    Raises CaseError where there is none of this number, it was taken back before, or no reason is given.
    """
    where = f"name {number}"
    standing = {one.id: one for one in names_given(case.connection)}
    with case.change():
        mark_undone(
            case, "actor_name", number, where=where, look="see the page of the actor", instead="give a new one instead"
        )
        check_reason(where, reason)
        case.tell("take back name", {"name": number, "reason": reason})
    return standing[number]


def names_given(connection: sqlite3.Connection, *, undone: bool = False) -> tuple[GivenName, ...]:
    """Return the names that people gave, in the order given; with `undone` those taken back too."""
    if version_of(connection) < _SCHEMA:
        return ()
    rows = connection.execute(f"SELECT {_COLUMNS} FROM actor_name WHERE undone IS NULL OR ? ORDER BY id", (undone,))
    return tuple(GivenName(*row) for row in rows)


def given_names(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Return the name that stands for each key that has one; keys that were brought together share the newest.

    Raises CaseError where decisions on actors contradict each other.
    """
    given = {one.about: one.name for one in names_given(connection)}
    if not given:
        return given
    standing = canonical_in(connection)
    newest = {standing.get(one.about, one.about): one.name for one in names_given(connection)}
    return {**given, **newest, **{key: newest[own] for key, own in standing.items() if own in newest}}


def forget_names(connection: sqlite3.Connection, keys: frozenset[str]) -> tuple[int, ...]:
    """Delete the names of actors who went with deleted documents, inside that transaction; return their numbers."""
    found = tuple(one.id for one in names_given(connection, undone=True) if one.about in keys)
    connection.executemany("DELETE FROM actor_name WHERE id = ?", [(number,) for number in found])
    return found
