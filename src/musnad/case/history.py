"""What was done in a case, from its log, the newest first: each act with what it was about and whether it still stands.

What comes in is the database of a case; what goes out are acts. The log keeps numbers and hashes; words and names come
from the case, and are not there any more where an article went.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

from musnad.case.called import names_given
from musnad.case.judging import Judgement, annotation_spans, judgements
from musnad.case.key_names import names_of
from musnad.case.log import Entry, count_entries, newest
from musnad.case.notes import Note
from musnad.case.store import read_text

__all__ = [
    "GROUPS", "About", "Act", "ActorsDecided", "ArticleNoted", "Called", "ClaimsDecided", "Corrected", "Group", "Noted",
    "acts", "count_acts",
]  # fmt: skip

Group = Literal["corrections", "claims", "actors", "names", "notes", "article_notes", "searches", "articles", "work"]
GROUPS: tuple[Group, ...] = get_args(Group)

_KINDS: Mapping[Group, tuple[str, ...]] = {
    "corrections": ("judge", "take back"),
    "claims": ("join claims", "split claims", "take back claim decision"),
    "actors": ("merge actors", "split actors", "undo actors"),
    "names": ("call actor", "take back name"),
    "notes": ("note", "take back note"),
    "article_notes": ("article note", "take back article note"),
    "searches": ("save search", "remove search", "mark seen"),
    "articles": ("add", "added", "quarantine", "release", "delete"),
    "work": ("create", "migrate", "reread", "reread done", "index", "weigh", "redact", "restore"),
}
_GROUP_OF = {kind: group for group, kinds in _KINDS.items() for kind in kinds}
_NUMBER: Mapping[Group, str] = {
    "corrections": "judgement", "claims": "decision", "actors": "decision", "names": "name", "notes": "note",
    "article_notes": "article_note",
}  # fmt: skip
_DOING = frozenset((
    "judge", "join claims", "split claims", "merge actors", "split actors", "call actor", "note", "article note",
))  # fmt: skip
_COUNTS = ("new", "versions", "known", "quarantined", "unread", "documents", "articles", "done", "failed", "items")
_MOST_WORDS = 160
_MOST_REPORTS = 4


class Corrected(NamedTuple):
    """A correction: where, of which layer, which words it is on, and which words are there instead."""

    document: int
    title: str | None
    layer: str
    action: str
    words: str
    instead: str


class Report(NamedTuple):
    """A report that a decision on claims is on: its id, its article and its words there."""

    evidence: str
    document: int
    place: str
    words: str


class ClaimsDecided(NamedTuple):
    """A decision on claims: reports that tell the same thing, or what tells something else than the others."""

    these: tuple[Report, ...]
    those: tuple[Report, ...]


class ActorsDecided(NamedTuple):
    """A decision on two actors, each by key and name."""

    one: tuple[str, str]
    other: tuple[str, str]


class Called(NamedTuple):
    """A name that was given to the actor of a key."""

    key: str
    name: str


class Noted(NamedTuple):
    """What was written of a source, or of a claim."""

    about: str
    name: str
    field: str
    value: str


class ArticleNoted(NamedTuple):
    """What was written on an article, by its current version; no words where it was only picked out."""

    document: int
    title: str | None
    words: str


About = Corrected | ClaimsDecided | ActorsDecided | Called | Noted | ArticleNoted
_Found = tuple[About, str | None, str]  # what it is about, when it was taken back, who did it


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done: `kind` as the log calls it, `about` None where that went or there is nothing more.

    `number` is that of the correction, decision or note; `stands` says that it can be taken back, `undone` when it
    was. `name` is that of a search or of a source that was given up, `counts` what the log counted.
    """

    entry: int
    at: str
    kind: str
    group: Group
    reason: str
    who: str
    number: int | None
    about: About | None
    undone: str | None
    stands: bool
    name: str
    counts: tuple[tuple[str, int], ...]


def count_acts(connection: sqlite3.Connection) -> dict[Group, int]:
    """Return how many acts of each group there are."""
    return {group: count_entries(connection, _KINDS[group]) for group in GROUPS}


def acts(connection: sqlite3.Connection, group: Group | None = None, *, limit: int, offset: int = 0) -> tuple[Act, ...]:
    """Return the acts of a group, or of all, the newest first, `limit` of them from `offset` on."""
    kinds = _KINDS[group] if group is not None else tuple(_GROUP_OF)
    entries = tuple(newest(connection, kinds, limit=limit, offset=offset))
    numbers: defaultdict[Group, list[int]] = defaultdict(list)
    for entry in entries:
        if (number := _number(entry)) is not None:
            numbers[_GROUP_OF[entry.kind]].append(number)
    found: dict[Group, dict[int, _Found]] = {
        "corrections": _corrections(connection, numbers["corrections"]),
        "claims": _claims(connection, numbers["claims"]),
        "actors": _actors(connection, numbers["actors"]),
        "names": _names(connection, numbers["names"]),
        "notes": _notes(connection, numbers["notes"]),
        "article_notes": _article_notes(connection, numbers["article_notes"]),
    }
    return tuple(_act(entry, found) for entry in entries)


def _number(entry: Entry) -> int | None:
    key = _NUMBER.get(_GROUP_OF[entry.kind])
    return int(entry.what[key]) if key is not None and key in entry.what else None


def _act(entry: Entry, found: Mapping[Group, Mapping[int, _Found]]) -> Act:
    group, number, what = _GROUP_OF[entry.kind], _number(entry), entry.what
    name = what.get("name") if isinstance(what.get("name"), str) else None  # that of an actor is a number there
    about, undone, who = found.get(group, {}).get(number or 0, (None, None, ""))
    is_doing = entry.kind in _DOING
    return Act(
        entry=entry.number, at=entry.at, kind=entry.kind, group=group, number=number, about=about,
        reason=str(what.get("reason") or ""), who=str(what.get("who") or (who if is_doing else "")),
        undone=undone if is_doing else None, stands=is_doing and about is not None and undone is None,
        name=str(name or what.get("source") or ""), counts=tuple(_counted(what)),
    )  # fmt: skip


def _counted(what: Mapping[str, object]) -> Iterable[tuple[str, int]]:
    for name in _COUNTS:
        value = what.get(name)
        if isinstance(value, list):
            value = len(value)
        if isinstance(value, int) and value:
            yield name, value


def _corrections(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, _Found]:
    rows = connection.execute(
        "SELECT DISTINCT document, title FROM judgement JOIN document ON document.id = document "
        "WHERE judgement.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    ).fetchall()
    wanted = set(numbers)
    found: dict[int, _Found] = {}
    for document, title in rows:
        text = read_text(connection, document)
        for made in judgements(connection, document, undone=True):
            if made.id in wanted:
                found[made.id] = (_corrected(made, title, text), made.undone, "")
    return found


def _corrected(made: Judgement, title: str | None, text: str) -> Corrected:
    spans = annotation_spans(made.value) if made.value is not None else ()
    instead = " … ".join(text[span.start : span.end] for span in spans)
    return Corrected(made.document, title, made.layer, made.action, _cut(made.words), _cut(instead))


def _claims(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, _Found]:
    asked = (json.dumps(list(numbers)),)
    among = "IN (SELECT value FROM json_each(?))"
    reports: defaultdict[tuple[int, int], dict[str, Report]] = defaultdict(dict)  # by their words, each wording once
    rows = connection.execute(
        f'SELECT decision, side, hex(decided.id), document, start, "end", text FROM decided '
        f"LEFT JOIN document ON document.id = document WHERE decision {among} ORDER BY decided.rowid",
        asked,
    )
    for decision, side, key, document, start, end, text in rows:
        words = _cut((text or "")[start:end])
        reports[decision, side].setdefault(words, Report(key.lower(), document, f"{start}-{end}", words))
    undone = connection.execute(f"SELECT id, undone FROM claim_decision WHERE id {among}", asked)
    found: dict[int, _Found] = {}
    for number, at in undone:
        these, those = (tuple(reports[number, side].values())[:_MOST_REPORTS] for side in (1, 2))
        found[number] = (ClaimsDecided(these, those), at, "")
    return found


def _actors(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, _Found]:
    if not numbers:
        return {}
    rows = connection.execute(
        "SELECT id, one, other, undone FROM identity WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    ).fetchall()
    names = names_of(connection, (key for row in rows for key in row[1:3]))
    return {
        number: (ActorsDecided(*((key, names.get(key) or key.partition(":")[2]) for key in (one, other))), undone, "")
        for number, one, other, undone in rows
    }


def _names(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, _Found]:
    given = names_given(connection, undone=True) if numbers else ()
    return {one.id: (Called(one.about, one.name), one.undone, one.who) for one in given if one.id in numbers}


def _notes(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, _Found]:
    if not numbers:
        return {}
    rows = connection.execute(
        "SELECT id, made, about, name, field, value, day, who, reason, undone FROM note "
        "WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    notes = (Note(*row) for row in rows)
    return {one.id: (Noted(one.about, one.name, one.field, one.value), one.undone, one.who) for one in notes}


def _article_notes(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, _Found]:
    if not numbers:
        return {}
    rows = connection.execute(
        "SELECT n.id, current, title, words, undone, who FROM article_note AS n "
        "JOIN article ON article.id = n.article LEFT JOIN document ON document.id = current "
        "WHERE n.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {
        number: (ArticleNoted(current, title, _cut(words)), undone, who)
        for number, current, title, words, undone, who in rows
    }


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS].rsplit(' ', 1)[0]} …"
