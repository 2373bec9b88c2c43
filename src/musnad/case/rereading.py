"""Run the stages again over a case's documents: those that changed since, and those that need them.

What comes in is an open case; what goes out is a report. The texts stay, corrections stay; only what the machine found
is made again, in worker processes and in batches, so that a run may be stopped and taken up again.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

import msgspec

from musnad.case.folder import Case, only_writer
from musnad.case.indexes import Indexes
from musnad.case.judging import Judgement, corrected, judgements, renew_facts
from musnad.case.preparing import Prepared, failures_of, prepare
from musnad.case.problems import Problem
from musnad.case.store import keep_prepared, read_document
from musnad.case.workers import Done, GivenUp, Limits, Outcome, run_in_workers
from musnad.errors import CaseError
from musnad.model import Document
from musnad.pipeline import Pipeline

__all__ = ["RereadReport", "reread"]

_BATCH = 100
_BATCH_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Stale:
    """A document to read again, with the corrections that lie over it."""

    number: int
    document: Document
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class _Again:
    prepared: Prepared
    published: str | None
    basis: str | None
    failures: tuple[str, ...]


@dataclass(slots=True)
class RereadReport:
    """How many documents were stale, were read again, and were not; with the reasons for those."""

    stale: int = 0
    done: int = 0
    problems: list[Problem] = field(default_factory=list)


def reread(
    case: Case,
    *,
    pipeline: Callable[[], Pipeline],
    versions: dict[str, str],
    workers: int,
    limits: Limits | None = None,
    everything: bool = False,
    progress: Callable[[RereadReport], object] = lambda _report: None,
) -> RereadReport:
    """Make stale layers again, of every version of every article.

    `pipeline` makes the pipeline in each worker, `versions` are those of its stages. With `everything` all layers are
    made again. A document whose reader dies keeps what was found in it before. Raises CaseError where the case cannot
    be written or another process is adding to it.
    """
    report = RereadReport()
    with only_writer(case):
        current = json.dumps(versions, sort_keys=True)
        query = "SELECT id FROM document LEFT JOIN layers ON document = id WHERE ? OR stages IS NOT ? ORDER BY id"
        numbers = [row[0] for row in case.connection.execute(query, (everything, current))]
        report.stale = len(numbers)
        if not numbers:
            return report
        with case.change():
            case.tell("reread", {"versions": versions, "documents": len(numbers)})
        batch: list[Done[_Stale]] = []
        since = time.monotonic()
        for outcome in _outcomes(_stale(case, numbers, everything), pipeline, workers, limits or Limits()):
            if isinstance(outcome, GivenUp):
                report.problems.append(Problem(f"document {outcome.item.number}", outcome.reason))
            else:
                batch.append(outcome)
            if len(batch) >= _BATCH or time.monotonic() - since > _BATCH_SECONDS:
                _write(case, batch, report)
                batch, since = [], time.monotonic()
                progress(report)
        _write(case, batch, report)
        with case.change():
            case.tell("reread done", {"done": report.done, "failed": len(report.problems)})
    progress(report)
    return report


def _stale(case: Case, numbers: list[int], everything: bool) -> Iterator[_Stale]:
    for number in numbers:
        try:
            doc = read_document(case.connection, number)
        except CaseError:  # what was found in it is damaged, and is made anew
            doc = _undated(read_document(case.connection, number, bare=True))
        if everything:
            doc = _bare(doc)
        yield _Stale(number, doc, judgements(case.connection, number))


def _bare(doc: Document) -> Document:
    """Return the document as it was before any stage ran."""
    found = doc.dating is not None and doc.dating.published == doc.published
    return Document(
        id=doc.id, text=doc.text, title=doc.title, outlet=doc.outlet, author=doc.author, url=doc.url,
        published=None if found else doc.published, published_basis=None if found else doc.published_basis,
    )  # fmt: skip


def _undated(doc: Document) -> Document:
    """Return a document that lost its layers without the day that a stage gave it."""
    if doc.published_basis != "inferred":
        return doc
    return msgspec.structs.replace(doc, published=None, published_basis=None)


def _outcomes(
    stale: Iterator[_Stale], pipeline: Callable[[], Pipeline], workers: int, limits: Limits
) -> Iterator[Outcome[_Stale]]:
    make = partial(_make_reader, pipeline)
    if workers > 0:
        yield from run_in_workers(stale, make, workers=workers, limits=limits)
        return
    task = make()
    for item in stale:
        try:
            yield Done(item, task(item))
        except Exception as error:  # noqa: BLE001 - one bad document never stops a run
            yield GivenUp(item, f"{type(error).__name__}: {error}; please report this text")


def _make_reader(pipeline: Callable[[], Pipeline]) -> Callable[[_Stale], _Again]:
    return partial(_read_again, pipeline())


def _read_again(pipeline: Pipeline, stale: _Stale) -> _Again:
    doc = pipeline.reread(stale.document)
    prepared = prepare(doc, corrected(doc, stale.judgements))
    return _Again(prepared, doc.published, doc.published_basis, failures_of(doc))


def _write(case: Case, batch: list[Done[_Stale]], report: RereadReport) -> None:
    if not batch:
        return
    with case.change() as connection:
        for outcome in batch:
            again: _Again = outcome.value
            number = outcome.item.number
            _date(connection, number, again)
            keep_prepared(connection, number, again.prepared)
            report.problems += [Problem(f"document {number}", failure) for failure in again.failures]
            if judgements(connection, number) != outcome.item.judgements:  # somebody corrected it meanwhile
                renew_facts(connection, number)
    report.done += len(batch)


def _date(connection: sqlite3.Connection, number: int, again: _Again) -> None:
    """Write when a document appeared, as it is read now; the indexes hear of another day."""
    day = again.published[:10] if again.published else None
    (before,) = connection.execute("SELECT day FROM document WHERE id = ?", (number,)).fetchone()
    connection.execute(
        "UPDATE document SET published = ?, published_basis = ?, day = ? WHERE id = ?",
        (again.published, again.basis, day, number),
    )
    if day != before:
        Indexes(connection).redate(number)
