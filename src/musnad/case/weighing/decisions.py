"""A person's decisions on claims: that they are one, or that some of a claim's reports tell something else.

What comes in are ids of claims or of their evidence; what goes out are numbered decisions, logged, that claims follow
from then on. They point at evidence by its words, so that they hold when articles are read again, come in a later
version, or others join the claim.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from musnad.case.folder import Case
from musnad.case.undoing import mark_undone
from musnad.case.weighing.grouping import regroup
from musnad.case.weighing.index import ClaimIndex
from musnad.case.weighing.overtaking import Overtaking
from musnad.case.weighing.pieces import document_of, number_of
from musnad.corpus.blocks import form_of
from musnad.errors import CaseError
from musnad.model.evidence import Evidence

__all__ = [
    "ClaimDecision", "decisions", "decisions_on", "join_claims", "piece_of", "settle", "split_claim",
    "take_back_decision",
]  # fmt: skip

_LEAST_SHARED = 0.5  # of the code points of two pieces, to be the same in a text that was read again
_LIST = "list them: musnad claims CASE"


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """One decision: `these` are ids of evidence that tell the same thing, or with `those` ones that do not.

    `made` and `undone` are moments (ISO 8601, UTC). `lost` counts evidence that is not in the case any more.
    """

    id: int
    made: str
    kind: Literal["join", "split"]
    these: tuple[str, ...]
    those: tuple[str, ...]
    reason: str
    undone: str | None
    lost: int


def join_claims(case: Case, ids: Iterable[str], *, reason: str) -> int:
    """Decide that claims tell the same thing, and return the number of the decision.

    `ids` are of claims or of any evidence in them; evidence that is in no claim counts by itself. Raises CaseError
    where there is none with an id, or all are one already.
    """
    wanted = tuple(dict.fromkeys(ids))
    connection = case.connection
    groups = {frozenset(_members(connection, piece_of(connection, one))) for one in wanted}
    if len(groups) < 2:
        raise CaseError(", ".join(wanted), "these are one claim already", "give the ids of two claims or more")
    return _decide(case, "join", frozenset().union(*groups), frozenset(), reason)


def split_claim(case: Case, ids: Iterable[str], *, claim: str, reason: str) -> int:
    """Decide that some evidence tells something else than the rest of a claim; return the decision's number.

    Raises CaseError where there is none with an id, one is not of the claim, or they are all of it.
    """
    wanted = tuple(dict.fromkeys(ids))
    connection = case.connection
    these = {piece_of(connection, one) for one in wanted}
    members = set(_members(connection, piece_of(connection, claim)))
    if not these <= members:
        raise CaseError(", ".join(wanted), f"not all are reports of {claim}", f"see them: musnad claim CASE {claim}")
    rest = members - these
    if not rest:
        raise CaseError(", ".join(wanted), "nothing would be left of the claim", "give the reports to split off")
    return _decide(case, "split", frozenset(these), frozenset(rest), reason)


def take_back_decision(case: Case, decision: int, *, reason: str) -> None:
    """Take a decision back. Raises CaseError where there is none of this number, or it was taken back before."""
    with case.change() as connection:
        mark_undone(
            case, "claim_decision", decision, where=f"decision {decision}",
            look="list them: musnad claim CASE --decisions", instead="make a new one instead",
        )  # fmt: skip
        case.tell("take back claim decision", {"decision": decision, "reason": reason})
        _regroup(connection, _pieces(connection, decision))


def decisions(connection: sqlite3.Connection, *, undone: bool = False) -> tuple[ClaimDecision, ...]:
    """Return the decisions in the order they were made; with `undone` those taken back too."""
    query = "SELECT id, made, kind, reason, undone FROM claim_decision WHERE undone IS NULL OR ? ORDER BY id"
    return tuple(_decision(connection, *row) for row in connection.execute(query, (undone,)).fetchall())


def decisions_on(connection: sqlite3.Connection, evidence: Iterable[str]) -> tuple[ClaimDecision, ...]:
    """Return the decisions that stand on any of some evidence, by its ids, in the order they were made."""
    query = (
        "SELECT DISTINCT d.id, made, kind, reason, undone FROM decided JOIN claim_decision AS d ON d.id = decision "
        "WHERE undone IS NULL AND piece IN (SELECT number FROM piece WHERE id = ?)"
    )
    rows = {row for one in evidence for row in connection.execute(query, (bytes.fromhex(one),))}
    return tuple(_decision(connection, *row) for row in sorted(rows))


def piece_of(connection: sqlite3.Connection, wanted: str) -> int:
    """Return the piece with an id. Raises CaseError where there is none."""
    try:
        row = connection.execute("SELECT number FROM piece WHERE id = ?", (bytes.fromhex(wanted),)).fetchone()
    except ValueError:
        row = None
    if row is None:
        raise CaseError(wanted, "no claim or evidence has this id", _LIST)
    return int(row[0])


def settle(connection: sqlite3.Connection, index: ClaimIndex, document: int) -> None:
    """Find again, in a document that was weighed anew, the evidence that people decided on."""
    (article,) = connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()
    rows = connection.execute(
        'SELECT rowid, document, start, "end", id, form FROM decided WHERE article = ? AND piece IS NULL', (article,)
    ).fetchall()
    told = index.told(document).evidence if rows else ()
    for row, at, start, end, key, form in rows:
        places = [place for place, evidence in enumerate(told) if bytes.fromhex(evidence.id) == key]
        places = places or [place for place, evidence in enumerate(told) if form_of(evidence) == form]
        if not places and at == document:
            places = [place for place, evidence in enumerate(told) if _shared(evidence, start, end) >= _LEAST_SHARED]
        if places:
            connection.execute("UPDATE decided SET piece = ? WHERE rowid = ?", (number_of(document, places[0]), row))


def _decide(case: Case, kind: str, these: Collection[int], those: Collection[int], reason: str) -> int:
    if not reason.strip():
        raise CaseError("the reason", "it is empty", "say why, for those who read the case later")
    index = ClaimIndex(case.connection)
    with case.change() as connection:
        query = "INSERT INTO claim_decision (made, kind, reason) VALUES (?, ?, ?)"
        number = int(connection.execute(query, (case.clock(), kind, reason)).lastrowid or 0)
        for side, pieces in ((1, these), (2, those)):
            for piece in sorted(pieces):
                _put(connection, number, side, piece, index.evidence(piece))
        told = {"these": _ids(connection, number, 1), "those": _ids(connection, number, 2), "reason": reason}
        case.tell(f"{kind} claims", {"decision": number, **told})
        _regroup(connection, (*these, *those))
    return number


def _regroup(connection: sqlite3.Connection, pieces: Collection[int]) -> None:
    """Make anew the claims around some pieces; where that is not all that hangs together, it is done later."""
    if not regroup(connection, pieces):
        Overtaking(connection).mark(map(document_of, pieces))


def _put(connection: sqlite3.Connection, decision: int, side: int, piece: int, evidence: Evidence) -> None:
    document = document_of(piece)
    (article,) = connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()
    connection.execute(
        'INSERT INTO decided (decision, side, article, document, start, "end", id, form, piece) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(decision, side, article, document, evidence.spans[0].start, evidence.spans[-1].end),
            *(bytes.fromhex(evidence.id), form_of(evidence), piece),
        ),
    )


def _members(connection: sqlite3.Connection, piece: int) -> tuple[int, ...]:
    """Return all pieces of a piece's claim; itself where it is in none."""
    (claim,) = connection.execute("SELECT claim FROM piece WHERE number = ?", (piece,)).fetchone()
    if claim is None:
        return (piece,)
    return tuple(number for (number,) in connection.execute("SELECT number FROM piece WHERE claim = ?", (claim,)))


def _pieces(connection: sqlite3.Connection, decision: int) -> tuple[int, ...]:
    rows = connection.execute("SELECT piece FROM decided WHERE decision = ? AND piece IS NOT NULL", (decision,))
    return tuple(piece for (piece,) in rows)


def _ids(connection: sqlite3.Connection, decision: int, side: int) -> list[str]:
    rows = connection.execute("SELECT id FROM decided WHERE decision = ? AND side = ? ORDER BY id", (decision, side))
    return [key.hex() for (key,) in rows]


def _decision(
    connection: sqlite3.Connection, number: int, made: str, kind: Literal["join", "split"], reason: str,
    undone: str | None,
) -> ClaimDecision:  # fmt: skip
    these, those = (tuple(_ids(connection, number, side)) for side in (1, 2))
    lost = "SELECT count(*) FROM decided WHERE decision = ? AND piece IS NULL"
    return ClaimDecision(
        number, made, kind, these, those, reason, undone, connection.execute(lost, (number,)).fetchone()[0]
    )


def _shared(evidence: Evidence, start: int, end: int) -> float:
    mine = evidence.spans[0].start, evidence.spans[-1].end
    over = min(mine[1], end) - max(mine[0], start)
    return over / max(mine[1] - mine[0], end - start, 1)
