"""A person's decisions on which actors of a case are one: kept with their reasons, and holding for what comes later.

What comes in are keys of actors; what goes out are numbered decisions, and for each key that was brought together the
one that stands for it. A decision is on keys and not on articles, so that it outlives rereading and holds for articles
that are added later. Nothing is overwritten: a decision can be taken back. The log keeps no names.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence

from musnad.arabic.orthography import fold
from musnad.case.folder import Case
from musnad.case.judging import read_corrected
from musnad.case.naming import text_hash
from musnad.case.schema import version_of
from musnad.case.search.known import named_rows
from musnad.case.undoing import mark_undone
from musnad.corpus.identity import UNNAMED
from musnad.corpus.merging import Action, Contradiction, IdentityDecision, contradiction_in, merged, way_between
from musnad.errors import CaseError
from musnad.lexicon.names import ActorRow

__all__ = [
    "canonical", "canonical_in", "check_actor", "decisions", "forget_actors", "gone_actors", "merge", "split",
    "terms_merged_with", "undo",
]  # fmt: skip

_LEXICON = ("actors:", "places:")
_SINCE, _WHO_SINCE = 6, 8  # the migrations that made the table, and said who decided
_REMEDY = "list them: musnad actor decisions CASE"
_FIND = "take a key that musnad actor show CASE NAME prints"


def merge(case: Case, one: str, other: str, *, reason: str, who: str = "", unnamed: bool = False) -> int:
    """Decide that two actors are one, for all articles of the case, and return the number of the decision.

    Somebody unnamed is brought together with another only where `unnamed` says that this is meant. Raises CaseError
    where a key is nobody's, no reason is given, they are one already, or decisions that stand say that they are two.
    """
    if not unnamed and (one.startswith(UNNAMED) or other.startswith(UNNAMED)):
        told = "a source that is not named may be anybody, however like another it is worded"
        raise CaseError(f"{one} and {other}", told, "where you know who it is, say so with --unnamed")
    return _decide(case, "merge", one, other, reason, {"unnamed": True} if unnamed else {}, who)


def split(case: Case, one: str, other: str, *, reason: str, who: str = "") -> int:
    """Decide that two actors never are one, which hides the suggestion too; return the number of the decision.

    Raises CaseError where a key is nobody's, no reason is given, they are two already, or decisions make them one.
    """
    return _decide(case, "split", one, other, reason, {}, who)


def undo(case: Case, decision: int, *, reason: str, who: str = "") -> None:
    """Take a decision back. Raises CaseError where there is none of this number, or it was taken back before."""
    with case.change():
        mark_undone(
            case, "identity", decision, where=f"decision {decision}", look=_REMEDY, instead="decide anew instead"
        )
        case.tell("undo actors", {"decision": decision, **_by(who), "reason": reason})


def decisions(connection: sqlite3.Connection, *, undone: bool = False) -> tuple[IdentityDecision, ...]:
    """Return the decisions in the order they were made; with `undone` those taken back too."""
    if version_of(connection) < _SINCE:
        return ()  # a case that an earlier musnad made and that is open for reading
    who = "who" if version_of(connection) >= _WHO_SINCE else "''"
    rows = connection.execute(
        f"SELECT id, made, action, one, other, reason, undone, {who} FROM identity "
        "WHERE undone IS NULL OR ? ORDER BY id",
        (undone,),
    )
    names = ("number", "made", "action", "one", "other", "reason", "undone", "who")
    return tuple(IdentityDecision(**dict(zip(names, row, strict=True))) for row in rows)


def canonical(case: Case) -> Mapping[str, str]:
    """Return for each key that was brought together with another the key that stands for all of them.

    Raises CaseError where decisions contradict each other, with their numbers.
    """
    return canonical_in(case.connection)


def canonical_in(connection: sqlite3.Connection) -> Mapping[str, str]:
    """Return what `canonical` does for the database of a case."""
    made = decisions(connection)
    if (found := contradiction_in(made)) is not None:
        raise _contradictory(found)
    return merged(made)


def terms_merged_with(connection: sqlite3.Connection, kind: str, terms: Collection[int]) -> tuple[int, ...]:
    """Return the terms of a kind whose actors were brought together with those of the given terms, these among them."""
    standing = merged(decisions(connection))
    if not standing or not terms:
        return tuple(sorted(terms))
    rows = connection.execute(
        "SELECT id, key FROM term WHERE kind = ? AND key IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (kind, _json(standing)),
    ).fetchall()
    wanted = {standing[key] for number, key in rows if number in terms}
    return tuple(sorted({*terms, *(number for number, key in rows if standing[key] in wanted)}))


def _decide(case: Case, action: Action, one: str, other: str, reason: str, more: Mapping[str, bool], who: str) -> int:
    first, second = sorted((one, other))
    if first == second:
        raise CaseError(first, "it is one key", "give the keys of two actors")
    if not reason.strip():
        raise CaseError(f"{first} and {second}", "a decision needs a reason", "say why with --reason")
    with case.change() as connection:
        for key in (first, second):
            check_actor(connection, key)
        _check_free(decisions(connection), IdentityDecision(number=0, action=action, one=first, other=second))
        number = connection.execute(
            "INSERT INTO identity (made, action, one, other, reason, who) VALUES (?, ?, ?, ?, ?, ?)",
            (case.clock(), action, first, second, reason, who.strip()),
        ).lastrowid
        keys = [text_hash(first), text_hash(second)]  # no names: the log outlives them
        case.tell(f"{action} actors", {"decision": number, "keys": keys, **_by(who), "reason": reason, **more})
    return int(number or 0)


def forget_actors(connection: sqlite3.Connection, keys: Collection[str], names: Collection[str]) -> tuple[int, ...]:
    """Delete the decisions on actors who went with deleted documents, inside that transaction; return their numbers.

    `keys` are those of the documents, `names` what they were called; whoever stands elsewhere too, or in the lexicon,
    is kept.
    """
    gone = gone_actors(connection, keys)
    unnamed = tuple(f"{UNNAMED}{name}:" for name in names)
    found = [
        one.number
        for one in decisions(connection, undone=True)
        if {one.one, one.other} & gone or one.one.startswith(unnamed) or one.other.startswith(unnamed)
    ]
    connection.executemany("DELETE FROM identity WHERE id = ?", [(number,) for number in found])
    return tuple(found)


def gone_actors(connection: sqlite3.Connection, keys: Collection[str]) -> frozenset[str]:
    """Return those of some keys whose actors stand in no article any more, nor in the lexicon."""
    rows = connection.execute("SELECT key FROM term WHERE key IN (SELECT value FROM json_each(?))", (_json(keys),))
    return frozenset(key for key in keys if not key.startswith(_LEXICON)) - {key for (key,) in rows}


def _json(keys: Collection[str]) -> str:
    return json.dumps(list(keys))


def _by(who: str) -> dict[str, str]:
    return {"who": who.strip()} if who.strip() else {}


def _check_free(made: Sequence[IdentityDecision], new: IdentityDecision) -> None:
    """Raise CaseError where a decision was made before, or another stands in its way."""
    where = f"{new.one} and {new.other}"
    way = way_between(made, new.one, new.other)
    if new.action == "merge" and way:
        raise CaseError(where, f"they are one already, by {_numbers(way)}", _REMEDY)
    for same in made:
        if (same.action, same.one, same.other) == (new.action, new.one, new.other):
            raise CaseError(where, f"they are two already, by decision {same.number}", _REMEDY)
    if (found := contradiction_in((*made, new))) is not None:
        if found.split is new:
            raise CaseError(where, f"{_numbers(way)} makes them one", f"take it back first; {_REMEDY}")
        told = f"decision {found.split.number} says that {found.split.one} and {found.split.other} are two"
        raise CaseError(where, f"{told}, and this would make them one", f"take it back first; {_REMEDY}")


def _contradictory(found: Contradiction) -> CaseError:
    told = f"decision {found.split.number} says that they are two, {_numbers(found.merges)} makes them one"
    return CaseError(f"{found.split.one} and {found.split.other}", told, f"take one of them back; {_REMEDY}")


def _numbers(way: Collection[IdentityDecision]) -> str:
    numbers = [str(decision.number) for decision in way if decision.number]
    return f"decision {' with '.join(numbers)}"


def check_actor(connection: sqlite3.Connection, key: str) -> None:
    """Raise CaseError where a key is nobody's in the case."""
    kind, _, rest = key.partition(":")
    if kind == UNNAMED.removesuffix(":"):
        known = _is_unnamed(connection, rest)
    elif kind == "outlet":
        names = connection.execute("SELECT DISTINCT outlet FROM document WHERE outlet IS NOT NULL")
        known = any(fold(name) == rest for (name,) in names)
    elif kind == "named":
        known = bool(rest) and fold(rest) == rest
    else:
        known = connection.execute("SELECT 1 FROM term WHERE key = ? LIMIT 1", (key,)).fetchone() is not None
        known = known or (kind in ("actors", "places") and key in _rows())
    if not known:
        raise CaseError(key, "nobody in the case has this key", _FIND)


def _rows() -> Collection[str]:
    return {f"{'actors' if isinstance(row, ActorRow) else 'places'}:{row.key}" for row in named_rows()}


def _is_unnamed(connection: sqlite3.Connection, rest: str) -> bool:
    """Whether a statement of an article has this teller who is not named: `document:statement:place`."""
    parts = rest.rsplit(":", 2)
    if len(parts) != 3 or not parts[2].isdecimal():
        return False
    name, statement, place = parts
    rows = connection.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchall()
    for (number,) in rows:
        found = [one for one in read_corrected(connection, number).statements or () if one.id == statement]
        if any(int(place) < len(one.chain) for one in found):
            return True
    return False
