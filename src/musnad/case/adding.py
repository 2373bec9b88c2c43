"""Bring articles into a case: read, analysed in worker processes, and committed in batches.

What comes in are readings of sources; what goes out is a report. A run that is stopped, by the user or by a crash,
loses nothing that was committed; the next run passes over it. What kills its reader goes to quarantine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from musnad.case.folder import Case, only_writer, unwritable
from musnad.case.indexes import Indexes
from musnad.case.preparing import Bundle, Item, Ready, item_of, make_preparer, original
from musnad.case.problems import Problem
from musnad.case.store import has_item, keep
from musnad.case.workers import Done, GivenUp, Limits, run_in_workers
from musnad.pipeline import Pipeline
from musnad.readers import Found, Unread

__all__ = ["AddReport", "Progress", "add_readings"]

_BATCH = 100  # articles in one transaction
_BATCH_SECONDS = 2.0


@dataclass(slots=True)
class AddReport:
    """What became of everything that was met; `known` counts what was there already, word for word.

    `unchanged` counts the fetched pages that are as they were, and are not among those met.
    """

    new: int = 0
    versions: int = 0
    known: int = 0
    passed_over: int = 0
    quarantined: int = 0
    unread: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    first: int | None = None

    @property
    def met(self) -> int:
        """How many documents the sources held."""
        return self.new + self.versions + self.known + self.passed_over + self.quarantined + self.unread


Progress = Callable[[AddReport], object]


def add_readings(
    case: Case,
    readings: Iterable[Found | Ready | GivenUp[Item]],
    *,
    pipeline: Callable[[], Pipeline],
    workers: int,
    limits: Limits | None = None,
    progress: Progress = lambda _report: None,
    versions: dict[str, str] | None = None,
) -> AddReport:
    """Keep every article of the readings, in their order; those unfinished are finished where they are analysed.

    `pipeline` makes the pipeline in each worker and must be picklable; `versions` is what the log says of it. With
    `workers` of 0 the work is done in this process, without limits. Raises CaseError where the case cannot be written
    or another process is adding to it; what was committed is kept.
    """
    report = AddReport()
    with only_writer(case):
        with case.change():
            case.tell("add", {"versions": versions or {}})
        adder = _Adder(case, report, progress)
        reads = adder.unknown(readings)
        make = partial(make_preparer, case.path / "raw", pipeline)
        try:
            for outcome in _outcomes(reads, make, workers, limits or Limits()):
                adder.take(outcome)
        except OSError as error:
            raise unwritable(case.path, error) from error
        adder.commit()
        with case.change():
            counts = {name: getattr(report, name) for name in ("new", "versions", "known", "passed_over")}
            case.tell("added", {**counts, "quarantined": report.quarantined, "unread": report.unread})
    return report


def _outcomes(
    reads: Iterator[Item], make: Callable[[], Callable[[Item], Bundle | Unread]], workers: int, limits: Limits
) -> Iterator[Done[Item] | GivenUp[Item]]:
    if workers > 0:
        yield from run_in_workers(reads, make, workers=workers, limits=limits)
        return
    task = make()
    for read in reads:
        try:
            yield Done(read, task(read))
        except OSError:  # a full disk, which is no fault of the article
            raise
        except Exception as error:  # noqa: BLE001 - one bad document never stops a run
            yield GivenUp(read, f"{type(error).__name__}: {error}; please report this text")


class _Adder:
    """Collects outcomes and commits them in batches."""

    def __init__(self, case: Case, report: AddReport, progress: Progress) -> None:
        self._case, self._report, self._progress = case, report, progress
        self._indexes = Indexes(case.connection)
        self._batch: list[Done[Item] | GivenUp[Item] | Unread] = []
        self._items: set[str] = set()  # met in this run and not committed yet
        self._since = time.monotonic()

    def unknown(self, readings: Iterable[Found | Ready | GivenUp[Item]]) -> Iterator[Item]:
        """Yield what the case has not met yet; what could not be read is put down in its turn."""
        for reading in readings:
            if isinstance(reading, Unread):
                self.take(reading)
                continue
            item = item_of(reading.item if isinstance(reading, GivenUp) else reading)
            if item in self._items or has_item(self._case.connection, item):
                self._report.passed_over += 1
                self._progress(self._report)
                continue
            self._items.add(item)
            if isinstance(reading, GivenUp):
                self.take(reading)
            else:
                yield reading

    def take(self, outcome: Done[Item] | GivenUp[Item] | Unread) -> None:
        if isinstance(outcome, Done) and isinstance(outcome.value, Unread):
            outcome = outcome.value  # told once: its bytes stay among those met in this run
        self._batch.append(outcome)
        if len(self._batch) >= _BATCH or time.monotonic() - self._since > _BATCH_SECONDS:
            self.commit()

    def commit(self) -> None:
        """Write the batch in one transaction, and a line of the log that names what it brought."""
        batch, self._batch = self._batch, []
        self._since = time.monotonic()
        if not batch:
            return
        brought: list[list[object]] = []
        with self._case.change():
            for outcome in batch:
                self._write(outcome, brought)
            if brought:
                self._case.tell("import", {"documents": brought})
        self._items -= {item_of(outcome.item) for outcome in batch if not isinstance(outcome, Unread)}
        self._progress(self._report)

    def _write(self, outcome: Done[Item] | GivenUp[Item] | Unread, brought: list[list[object]]) -> None:
        report, connection = self._report, self._case.connection
        if isinstance(outcome, Unread):
            report.unread += 1
            report.problems.append(Problem(outcome.source, str(outcome.error)))
        elif isinstance(outcome, GivenUp):
            report.quarantined += 1
            report.problems.append(Problem(outcome.item.source, outcome.reason))
            self._quarantine(outcome)
        else:
            bundle: Bundle = outcome.value
            kept = keep(connection, bundle, at=self._case.clock())
            if kept.is_known:
                report.known += 1
                return
            report.new += kept.is_new
            report.versions += not kept.is_new
            report.first = report.first or kept.document
            self._indexes.add(kept.document, bundle, replaces=kept.replaces)
            brought.append([kept.document, bundle.sha256, bundle.origin.raw])
            report.problems += [Problem(outcome.item.source, warning) for warning in bundle.warnings]

    def _quarantine(self, outcome: GivenUp[Item]) -> None:
        read = outcome.item
        raw = self._case.raw.put(original(read))
        values = (item_of(read), raw, read.source, read.locator, outcome.reason, self._case.clock())
        self._case.connection.execute(
            "INSERT OR REPLACE INTO quarantine (item, raw, source, locator, reason, met) VALUES (?, ?, ?, ?, ?, ?)",
            values,
        )
        self._case.tell("quarantine", {"source": read.source, "locator": read.locator, "raw": raw,
                                       "reason": outcome.reason})  # fmt: skip
