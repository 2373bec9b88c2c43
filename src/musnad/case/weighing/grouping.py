"""The claims of a case: groups of pieces that tell the same thing, made anew where something changed.

What comes in are pieces that came, changed, or lost a neighbour; what goes out are rows of the tables `claim` and
`piece`. No group reaches beyond the pieces that are joined by likely pairs or by a person, so only those around the
changed pieces are grouped again, and the result is what grouping the whole case would give; where too many hang
together for that, only the claims next to a change are, until the whole is asked for.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from musnad.case.weighing.against import APART
from musnad.case.weighing.comparing import LIKELY, THOUSAND
from musnad.case.weighing.pieces import document_of
from musnad.corpus.grouping import Decision, group

__all__ = ["ClaimRow", "claim_row", "regroup"]

_SURE = 0.999  # the chance of pieces of one wording, where it is not compared
_CHUNK = 500  # values in one query
_MOST_AROUND = 1000  # pieces that are grouped anew at once

_Near = Mapping[int, Mapping[int, int]]


class ClaimRow(NamedTuple):
    """A claim by its first piece: how many outlets and articles tell it, and the days of the first and the last."""

    first: int
    outlets: int
    articles: int
    since: str | None
    until: str | None


def claim_row(
    members: Collection[int],
    published: Mapping[int, str | None],
    outlets: Mapping[int, str | None],
    ids: Mapping[int, bytes],
) -> ClaimRow:
    """Return the claim that some pieces are; their `ids` are by piece, the others by document."""
    first = min(members, key=lambda piece: (published[document_of(piece)] or "9", ids[piece]))
    dated = sorted(day[:10] for piece in members if (day := published[document_of(piece)]))
    articles = {document_of(piece) for piece in members}
    told_by = {outlets[article] for article in articles}
    return ClaimRow(first, len(told_by), len(articles), *((dated[0], dated[-1]) if dated else (None, None)))


def regroup(connection: sqlite3.Connection, pieces: Collection[int], *, whole: bool = False) -> bool:
    """Make anew the claims of some pieces and of all that hang together with them.

    Where that is more than is grouped anew at once, and not the `whole` is asked for, it is these pieces, those that
    are likely the same as one of them, and all that are in one claim with any. Return whether it was the whole.
    """
    decisions = _decisions(connection)
    near = _around(connection, pieces, decisions, most=None if whole else _MOST_AROUND)
    if is_part := near is None:
        near = _claims_around(connection, pieces)
    twins = _column(connection, "twin", near)
    decided = {piece for decision in decisions for piece in (*decision.these, *decision.those)}
    following = {piece: twin for piece, twin in twins.items() if piece not in decided}
    alone = [piece for piece in near if piece not in following]
    groups = group(alone, _chances(alone, near, twins), _apart(connection, alone), decisions=decisions)
    followers = defaultdict(list)
    for piece, twin in following.items():
        followers[twin].append(piece)
    claims = [tuple(sorted((*members, *(f for one in members for f in followers[one])))) for members in groups]
    _write(connection, near, [members for members in claims if len(members) > 1])
    return not is_part


def _around(
    connection: sqlite3.Connection, pieces: Iterable[int], decisions: Iterable[Decision], *, most: int | None
) -> dict[int, dict[int, int]] | None:
    """Return every piece that hangs together with these, with its likeness to others; None where they are too many."""
    joined: defaultdict[int, set[int]] = defaultdict(set)
    for decision in decisions:
        for piece in decision.these if not decision.those else ():
            joined[piece] |= decision.these
    found: dict[int, dict[int, int]] = {}
    queue = sorted(set(pieces))
    while queue:
        found.update(_near(connection, queue))
        likely = _likely(found, queue)
        if most is not None and len(found) + len(likely - found.keys()) > most:
            return None
        likely |= {other for piece in queue for other in joined[piece]}
        queue = sorted(likely - found.keys())
    return found


def _claims_around(connection: sqlite3.Connection, pieces: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return the pieces, those that are likely the same as one of them, and the others of all their claims."""
    found = _near(connection, sorted(set(pieces)))
    some = found.keys() | _likely(found, found)
    claims = sorted(set(_column(connection, "claim", some).values()))
    members = {piece for (piece,) in _rows(connection, "SELECT number FROM piece WHERE claim IN ({})", claims)}
    return _near(connection, sorted(some | members))


def _near(connection: sqlite3.Connection, pieces: list[int]) -> dict[int, dict[int, int]]:
    """Return the likeness of pieces to others, of those that are there."""
    query = "SELECT number FROM piece WHERE number IN ({})"
    found: dict[int, dict[int, int]] = {number: {} for (number,) in _rows(connection, query, pieces)}
    query = "SELECT piece, other, chance FROM near WHERE piece IN ({})"
    for piece, other, chance in _rows(connection, query, sorted(found)):
        found[piece][other] = chance
    return found


def _likely(near: _Near, pieces: Iterable[int]) -> set[int]:
    return {other for piece in pieces for other, chance in near.get(piece, {}).items() if chance >= LIKELY}


def _chances(alone: Collection[int], near: _Near, twins: Mapping[int, int]) -> Iterator[tuple[int, int, float]]:
    """Yield the likeness of pieces that stand for themselves; a twin that a person parted has that of its twin."""
    for piece in alone:
        twin = twins.get(piece)
        if twin is None:
            yield from ((piece, other, chance / THOUSAND) for other, chance in near[piece].items() if other > piece)
        else:
            yield (piece, twin, _SURE)
            yield from ((piece, other, chance / THOUSAND) for other, chance in near.get(twin, {}).items()
                        if other != piece)  # fmt: skip


def _apart(connection: sqlite3.Connection, pieces: Collection[int]) -> set[tuple[int, int]]:
    query = f"SELECT piece, other FROM opposed WHERE kind = '{APART}' AND piece IN ({{}})"
    rows = _rows(connection, query, sorted(pieces))
    return {(piece, other) for piece, other in rows}


def _decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """Return what people decided and did not take back, in that order, as far as the pieces are there."""
    rows = connection.execute(
        "SELECT d.id, kind, side, piece FROM claim_decision AS d JOIN decided ON decision = d.id "
        "WHERE undone IS NULL AND piece IS NOT NULL ORDER BY d.id"
    )
    sides: defaultdict[tuple[int, str], dict[int, set[int]]] = defaultdict(lambda: {1: set(), 2: set()})
    for number, kind, side, piece in rows:
        sides[number, kind][side].add(piece)
    return tuple(
        Decision(frozenset(side[1]), frozenset(side[2]))
        for (_, kind), side in sides.items()
        if side[1] and (side[2] or kind == "join")
    )


def _write(connection: sqlite3.Connection, pieces: Collection[int], groups: Iterable[tuple[int, ...]]) -> None:
    """Put down the claims of the pieces, in place of those that they were in."""
    before = _column(connection, "claim", pieces)
    documents = sorted({document_of(piece) for members in groups for piece in members})
    published, outlets = (_of_documents(connection, column, documents) for column in ("published", "outlet"))
    ids = dict(
        _rows(connection, "SELECT number, id FROM piece WHERE number IN ({})", sorted(set[int]().union(*groups)))
    )
    after: dict[int, int] = {}
    claims = []
    for members in groups:
        told = claim_row(members, published, outlets, ids)
        after.update(dict.fromkeys(members, told.first))
        claims.append(told)
    gone = set(before.values()) - {first for first, *_ in claims}
    connection.executemany("DELETE FROM claim WHERE first = ?", [(first,) for first in sorted(gone)])
    query = "INSERT OR REPLACE INTO claim (first, outlets, articles, since, until) VALUES (?, ?, ?, ?, ?)"
    connection.executemany(query, claims)
    moved = [(after.get(piece), piece) for piece in pieces if after.get(piece) != before.get(piece)]
    connection.executemany("UPDATE piece SET claim = ? WHERE number = ?", moved)


def _of_documents(connection: sqlite3.Connection, column: str, documents: list[int]) -> dict[int, str | None]:
    return dict(_rows(connection, f"SELECT id, {column} FROM document WHERE id IN ({{}})", documents))


def _column(connection: sqlite3.Connection, name: str, pieces: Iterable[int]) -> dict[int, int]:
    """Return one column of the pieces by their numbers, where it is not NULL."""
    query = f"SELECT number, {name} FROM piece WHERE {name} IS NOT NULL AND number IN ({{}})"
    return dict(_rows(connection, query, sorted(pieces)))


def _rows(connection: sqlite3.Connection, query: str, values: list[int]) -> Iterator[tuple[Any, ...]]:
    for at in range(0, len(values), _CHUNK):
        some = values[at : at + _CHUNK]
        yield from connection.execute(query.format(", ".join("?" * len(some))), some)
