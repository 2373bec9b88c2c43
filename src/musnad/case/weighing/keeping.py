"""Keep the claims of a case up to date: weigh what is new, and what was read or corrected since.

What comes in is a case; what goes out is how many articles were weighed. Work is committed in batches, so that it may
be stopped and taken up again; until then what is told of claims leaves out what was not weighed.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

from musnad.case.folder import Case, only_writer
from musnad.case.problems import Problem
from musnad.case.weighing.comparing import version
from musnad.case.weighing.decisions import settle
from musnad.case.weighing.grouping import regroup
from musnad.case.weighing.index import ClaimIndex
from musnad.case.weighing.merges import keep_merges, merges_since, named_by
from musnad.case.weighing.overtaking import CHANGED, OVERTAKEN, Overtaking, overtaken
from musnad.case.weighing.pieces import check_tables, document_of
from musnad.errors import MusnadError

__all__ = [
    "WEIGHED_BY", "WeighReport", "clear_claims", "is_in_order", "leave_out", "pending", "weigh_few", "weigh_pending",
    "weigh_within",
]  # fmt: skip

WEIGHED_BY = "weighing"  # the setting that names the rules by which a case was weighed
_BATCH_SECONDS = 1.0
_BATCH = 50
_TABLES = ("evidence", "piece", "block", "near", "opposed", "claim")
_CURRENT = "SELECT current FROM article WHERE current IS NOT NULL"
_SOME = """
SELECT current FROM json_each(?) JOIN document ON document.id = value JOIN article ON article.id = article
WHERE current = document.id
"""
_NOT_WEIGHED = f" AND NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.document = current AND NOT stale & {CHANGED})"


@dataclass(slots=True)
class WeighReport:
    """How many articles were to be weighed and how many were, with those that could not be.

    `overtaken` were weighed before and are to be compared anew, as far as is known; `again` were.
    """

    pending: int = 0
    done: int = 0
    overtaken: int = 0
    again: int = 0
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

    Where it is the whole case, its claims are then what weighing everything anew would give: what was overtaken is
    compared anew. Among some documents that is left for later (`is_in_order`). What was weighed by other rules is
    weighed anew. An article that cannot be read is told and passed over. Raises CaseError where the case cannot be
    written or another process is adding to it.
    """
    report = WeighReport()
    connection = case.connection
    if not everything and not pending(connection, documents) and (documents is not None or is_in_order(connection)):
        return report
    with only_writer(case):
        if everything or _is_old(connection):
            with case.change():
                clear_claims(connection)
                connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (WEIGHED_BY, version()))
        work = _Work(connection, ClaimIndex(connection), report, in_place=documents is None)
        if documents is None:
            with case.change():
                work.rename()
        todo = pending(connection, documents)
        report.pending = len(todo)
        for batch in _batches(work.in_order(todo) if documents is None else iter(todo)):
            with case.change():
                for document in batch:
                    work.weigh(document)
            report.overtaken = report.again + len(overtaken(connection))
            progress(report)
        with case.change():
            if documents is None:
                work.finish()
            case.tell("weigh", {"version": version(), "articles": report.done, "failed": len(report.problems)})
    return report


def weigh_few(
    case: Case, *, most: int, progress: Callable[[WeighReport], object] = lambda _report: None
) -> WeighReport:
    """Weigh what is not weighed yet where it is no more than so many documents, and then what was overtaken likewise.

    A case that has no more than so many is weighed wholly. Raises CaseError as `weigh_pending` does.
    """
    waiting = pending(case.connection)
    if len(waiting) > most:
        return WeighReport()
    (articles,) = case.connection.execute("SELECT count(*) FROM article").fetchone()
    if articles <= most:
        return weigh_pending(case, progress=progress)
    report = weigh_pending(case, waiting, progress=progress)
    if len(overtaken(case.connection)) > most or merges_since(case.connection) or report.problems:
        return report
    again = weigh_pending(case, progress=progress)
    return WeighReport(report.pending, report.done, again.overtaken, again.again, again.problems)


def is_in_order(connection: sqlite3.Connection) -> bool:
    """Whether all that was weighed is compared with what stands before it as that is now, actors too."""
    return not overtaken(connection) and not merges_since(connection)


def weigh_within(
    connection: sqlite3.Connection,
    documents: Collection[int],
    *,
    progress: Callable[[WeighReport], object] = lambda _report: None,
) -> WeighReport:
    """Weigh documents inside the open transaction of a case in which nothing is weighed; the log is for the caller."""
    report = WeighReport(pending=len(documents))
    connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (WEIGHED_BY, version()))
    work = _Work(connection, ClaimIndex(connection), report, in_place=True)
    work.rename()
    for document in work.in_order(tuple(sorted(documents))):
        work.weigh(document)
        progress(report)
    work.finish()
    return report


def leave_out(connection: sqlite3.Connection, document: int) -> None:
    """Leave a document out of all claims, inside the open transaction."""
    left = ClaimIndex(connection).remove(document)
    if not regroup(connection, left):
        Overtaking(connection).mark(map(document_of, left))


def clear_claims(connection: sqlite3.Connection) -> None:
    """Empty everything that is made of the texts, inside the open transaction; what people decided stays."""
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE decided SET piece = NULL")


@dataclass(frozen=True, slots=True)
class _Work:
    """The weighing of one document after the other, each undone by itself where it fails."""

    connection: sqlite3.Connection
    index: ClaimIndex
    report: WeighReport
    in_place: bool
    parts: dict[int, set[int]] = field(default_factory=dict)  # what was regrouped in part, by documents

    def rename(self) -> None:
        """Mark what is compared otherwise since people brought actors together or parted them."""
        if keys := merges_since(self.connection):
            for document in named_by(self.connection, keys):
                self.index.rename(document)
        keep_merges(self.connection)

    def in_order(self, todo: tuple[int, ...]) -> Iterator[int]:
        """Yield the documents in order, with those that are overtaken by then."""
        query = f"SELECT min(document) FROM evidence WHERE stale AND stale & {OVERTAKEN} AND document > ?"
        waiting, at = deque(todo), 0
        while True:
            (again,) = self.connection.execute(query, (at,)).fetchone()
            if not waiting and again is None:
                return
            at = again if again is not None and (not waiting or again < waiting[0]) else waiting.popleft()
            yield at

    def weigh(self, document: int) -> None:
        """Weigh a document, or compare it anew where it is what it was."""
        self.connection.execute("SAVEPOINT weigh")
        try:
            self._weigh(document)
        except MusnadError as error:  # one bad document never stops a run
            self.connection.execute("ROLLBACK TO weigh")
            self.index.forget(document)
            self.report.problems.append(Problem(f"document {document}", str(error)))
        self.connection.execute("RELEASE weigh")

    def finish(self) -> None:
        """Regroup wholly what was regrouped in part, which is too much to be done after every document."""
        regroup(self.connection, set().union(*self.parts.values()), whole=True)
        marks = Overtaking(self.connection)
        for document in self.parts:
            marks.clear(document)

    def _weigh(self, document: int) -> None:
        query = "SELECT stale FROM evidence WHERE document = ?"
        (stale,) = self.connection.execute(query, (document,)).fetchone() or (CHANGED,)
        changed: set[int] = set()
        if stale & CHANGED:
            told = self.index.read(document)
            if self.index.tells(document, told):
                query = f"UPDATE evidence SET stale = stale & ~{CHANGED} WHERE document = ?"
                self.connection.execute(query, (document,))
            else:
                changed = self.index.remove(document) | self.index.add(document, told, in_place=self.in_place)
                settle(self.connection, self.index, document)
                stale = CHANGED
        if stale & OVERTAKEN and self.in_place:
            changed |= self.index.renew(document)
        if not regroup(self.connection, changed):
            Overtaking(self.connection).mark([document])
            self.parts[document] = changed
        if stale & CHANGED:
            self.report.done += 1
        else:
            self.report.again += 1


def _batches(documents: Iterator[int]) -> Iterator[Iterator[int]]:
    """Yield the documents in batches that end after some time; each must be used up before the next."""

    def batch(first: int) -> Iterator[int]:
        since = time.monotonic()
        yield first
        for document in islice(documents, _BATCH - 1):
            yield document
            if time.monotonic() - since >= _BATCH_SECONDS:
                return

    for first in documents:
        yield batch(first)


def _is_old(connection: sqlite3.Connection) -> bool:
    """Whether what is there was weighed by other rules than these."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (WEIGHED_BY,)).fetchone()
    return row is None or row[0] != version()
