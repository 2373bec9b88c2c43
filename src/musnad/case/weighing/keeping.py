"""Keep the claims of a case up to date: weigh what is new, and what was read or corrected since.

What comes in is a case; what goes out is how many articles were weighed. Work is committed in batches, so that it may
be stopped and taken up again; until then what is told of claims leaves out what was not weighed.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from musnad.case.folder import Case, only_writer
from musnad.case.problems import Problem
from musnad.case.weighing.decisions import settle
from musnad.case.weighing.grouping import regroup
from musnad.case.weighing.index import ClaimIndex, version
from musnad.case.weighing.pieces import check_tables
from musnad.errors import MusnadError

__all__ = ["WeighReport", "clear_claims", "leave_out", "pending", "weigh_pending", "weigh_within"]

_BATCH_SECONDS = 1.0
_BATCH = 50
_SETTING = "weighing"
_TABLES = ("evidence", "piece", "block", "near", "opposed", "claim")
_CURRENT = "SELECT current FROM article WHERE current IS NOT NULL"
_SOME = """
SELECT current FROM json_each(?) JOIN document ON document.id = value JOIN article ON article.id = article
WHERE current = document.id
"""
_NOT_WEIGHED = " AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.document = current AND NOT stale)"


@dataclass(slots=True)
class WeighReport:
    """How many articles were to be weighed and how many were, with those that could not be."""

    pending: int = 0
    done: int = 0
    problems: list[Problem] = field(default_factory=list)


def pending(connection: sqlite3.Connection, documents: Collection[int] | None = None) -> tuple[int, ...]:
    """Return the current documents, or those among some, that are not weighed as they are now.

    Raises CaseError where an earlier musnad made the case and its tables are not brought up to date.
    """
    check_tables(connection)
    query = _CURRENT if documents is None else _SOME
    if not _is_old(connection):
        query += _NOT_WEIGHED
    rows = connection.execute(f"{query} ORDER BY 1", () if documents is None else (json.dumps(sorted(documents)),))
    return tuple(document for (document,) in rows)


def weigh_pending(
    case: Case,
    documents: Collection[int] | None = None,
    *,
    everything: bool = False,
    progress: Callable[[WeighReport], object] = lambda _report: None,
) -> WeighReport:
    """Weigh what is not weighed yet, of the whole case or among some documents; with `everything` all of it anew.

    What was weighed by other rules is weighed anew. An article that cannot be read is told and passed over. Raises
    CaseError where the case cannot be written or another process is adding to it.
    """
    report = WeighReport()
    if not everything and not pending(case.connection, documents):
        return report
    with only_writer(case):
        if everything or _is_old(case.connection):
            with case.change() as connection:
                clear_claims(connection)
                connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_SETTING, version()))
        todo = pending(case.connection, documents)
        report.pending = len(todo)
        index = ClaimIndex(case.connection)
        for batch in _batches(todo):
            with case.change():
                for document in batch:
                    _weigh(case.connection, index, document, report)
            progress(report)
        with case.change():
            what = {"version": version(), "articles": report.done, "failed": len(report.problems)}
            case.tell("weigh", what)
    return report


def weigh_within(
    connection: sqlite3.Connection,
    documents: Collection[int],
    *,
    progress: Callable[[WeighReport], object] = lambda _report: None,
) -> WeighReport:
    """Weigh documents inside the open transaction of a case in which nothing is weighed; the log is for the caller."""
    report = WeighReport(pending=len(documents))
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (_SETTING, version()))
    index = ClaimIndex(connection)
    for document in sorted(documents):
        _weigh(connection, index, document, report)
        progress(report)
    return report


def leave_out(connection: sqlite3.Connection, document: int) -> None:
    """Leave a document out of all claims, inside the open transaction."""
    regroup(connection, ClaimIndex(connection).remove(document))


def clear_claims(connection: sqlite3.Connection) -> None:
    """Empty everything that is made of the texts, inside the open transaction; what people decided stays."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE decided SET piece = NULL")


def _weigh(connection: sqlite3.Connection, index: ClaimIndex, document: int, report: WeighReport) -> None:
    connection.execute("SAVEPOINT weigh")
    try:
        changed = index.remove(document)
        changed |= index.add(document)
        settle(connection, index, document)
        regroup(connection, changed)
    except MusnadError as error:  # one bad document never stops a run
        connection.execute("ROLLBACK TO weigh")
        index.forget(document)
        report.problems.append(Problem(f"document {document}", str(error)))
    else:
        report.done += 1
    connection.execute("RELEASE weigh")


def _batches(documents: tuple[int, ...]) -> Iterator[Iterator[int]]:
    """Yield the documents in batches that end after some time; each must be used up before the next."""
    at = 0

    def batch() -> Iterator[int]:
        nonlocal at
        start, since = at, time.monotonic()
        while at < len(documents) and at - start < _BATCH and time.monotonic() - since < _BATCH_SECONDS:
            at += 1
            yield documents[at - 1]

    while at < len(documents):
        yield batch()


def _is_old(connection: sqlite3.Connection) -> bool:
    """Whether what is there was weighed by other rules than these."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_SETTING,)).fetchone()
    return row is None or row[0] != version()
