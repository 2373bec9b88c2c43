"""How the weighing of a run is cut: its shards, its partitions, and where each step leaves what it made.

What comes in is the folder of a run that is finished; what goes out is a plan that every task can be given. Nothing is
weighed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from musnad.case.run_folder import DOCUMENTS, RunFolder, file_hash
from musnad.case.weighing.comparing import version
from musnad.engine.engines import Engine
from musnad.engine.weighing.files import Records
from musnad.errors import EngineError

__all__ = ["CLAIMS", "COPIES", "JOINS", "OPPOSITIONS", "PIECES", "Plan", "Task", "check_whole", "is_begun", "make_plan",
           "ranges", "run_step", "weighed_plan"]  # fmt: skip

PIECES, JOINS, OPPOSITIONS, COPIES, CLAIMS = "pieces", "joins", "oppositions", "copies", "claims"
_FORM = 2  # of the tables and of the files between the steps
_WORK, _KEY = "weighing", "key.json"
_TO_ITS_END = "run it to its end again: musnad run, with the same sources and options"


@dataclass(frozen=True, slots=True)
class Plan:
    """The weighing of one run: `shards` by their numbers of articles, `partitions` of every group-by, and so many
    documents that are compared in one task.

    `most_same` are the articles with the very same words up to which each pair of them is written.
    """

    folder: Path
    shards: tuple[int, ...]
    partitions: int
    documents_at_once: int
    most_same: int
    held: int

    @property
    def key(self) -> Path:
        """The file that tells what was weighed, by which rules, cut in which way."""
        return self.folder / _WORK / _KEY

    def at(self, step: str, number: int = 0) -> Path:
        """Return the folder in which a task of a step leaves what it made."""
        return self.folder / _WORK / step / f"{number:06d}"

    def of_all(self, step: str, name: str, *, tasks: int | None = None) -> list[Path]:
        """Return a file of all tasks of a step: one for each partition, or so many."""
        return [self.at(step, number) / name for number in range(self.partitions if tasks is None else tasks)]

    def of_shards(self, step: str, name: str) -> list[Path]:
        """Return a file of all tasks of a step that has one for each shard."""
        return self.of_all(step, name, tasks=len(self.shards))

    def documents(self, shard: int) -> Path:
        """Return the file of a shard's articles."""
        return RunFolder(self.folder).layer(DOCUMENTS, shard)

    def table(self, name: str, number: int) -> Path:
        """Return the file of a table for people."""
        return self.folder / name / f"{number:06d}.parquet"

    def firsts(self) -> list[int]:
        """Return the number of the first document of each shard, once they are numbered."""
        return [int(one) for one in np.load(self.at("numbers") / "documents.npy")]

    def records(self, name: str) -> Records:
        """Return records of all documents by their numbers."""
        return Records(self.of_shards("told", name), self.firsts())


@dataclass(frozen=True, slots=True)
class Task:
    """A part of a step: its number, which names what it makes, and what it works on."""

    plan: Plan
    number: int
    first: int = 0
    end: int = 0
    more: Mapping[str, int] = field(default_factory=dict)


class _Key(msgspec.Struct, frozen=True):
    form: int
    version: str
    shards: str
    partitions: int
    documents_at_once: int
    most_same: int


def make_plan(
    folder: Path, *, partitions: int | None, documents: int, most_same: int, articles: int, held: int
) -> tuple[Plan, bytes]:
    """Return the plan for the finished run in a folder, and a mark of all that its results follow from.

    Without `partitions` there is one for so many `articles`. Raises EngineError where the folder is no finished run.
    """
    run = RunFolder(folder)
    records = [run.record(number) for number, _ in enumerate(run.manifest().shards)]
    digest = blake2b(digest_size=16)
    counts = []
    for number, record in enumerate(records):
        if record is None:
            raise EngineError(str(folder), f"shard {number} of the run is not finished", _TO_ITS_END)
        counts.append(record.counts[DOCUMENTS])
        digest.update(msgspec.json.encode(sorted(record.files.items())))
    wanted = partitions or max(1, -(-sum(counts) // articles))
    plan = Plan(folder, tuple(counts), wanted, documents, most_same, held)
    return plan, msgspec.json.encode(_Key(_FORM, version(), digest.hexdigest(), wanted, documents, most_same))


def check_whole(plan: Plan) -> None:
    """Raise EngineError where the articles of a shard are not those that were read: changed since, cut short or gone.

    Only what is weighed is looked at, so that originals may be put away.
    """
    run = RunFolder(plan.folder)
    for shard in range(len(plan.shards)):
        path = plan.documents(shard)
        record, found = run.record(shard), file_hash(path)
        if record is None or found is None or found != record.files.get(str(path.relative_to(plan.folder))):
            what = "missing" if found is None else "damaged"
            raise EngineError(str(path), f"the articles of shard {shard} are {what}", _TO_ITS_END)


def is_begun(folder: Path) -> bool:
    """Whether a run was ever weighed, by whatever rules and however far."""
    return (folder / _WORK / _KEY).exists()


def weighed_plan(folder: Path, *, held: int) -> Plan | None:
    """Return the plan by which a run was weighed; None where that was not to its end, or by other rules than these.

    Raises EngineError where the folder is no finished run, or its tables are those of another musnad.
    """
    try:
        mark = (folder / _WORK / _KEY).read_bytes()
        key = msgspec.json.decode(mark, type=_Key)
    except (OSError, msgspec.DecodeError, ValueError):
        return None
    if key.form != _FORM:
        reason = "another musnad weighed the run, into tables of another form (weigh it again: musnad weigh RUN)"
        raise EngineError(str(folder), reason, "weigh it again: musnad weigh RUN")
    plan, wanted = make_plan(
        folder, partitions=key.partitions, documents=key.documents_at_once, most_same=key.most_same, articles=1,
        held=held,
    )  # fmt: skip
    is_whole = all(plan.at(PIECES, shard).is_dir() for shard in range(len(plan.shards)))
    return plan if mark == wanted and is_whole else None


def ranges(plan: Plan) -> list[Task]:
    """Return the ranges of documents that are compared at once, none of which reaches into another shard."""
    firsts = plan.firsts()
    found: list[Task] = []
    for shard, articles in enumerate(plan.shards):
        end = firsts[shard + 1] if shard + 1 < len(firsts) else firsts[shard] + articles
        first = firsts[shard]
        while first < end:
            found.append(Task(plan, len(found), first, min(first + plan.documents_at_once, end), {"shard": shard}))
            first += plan.documents_at_once
    return found


def run_step(
    engine: Engine, function: Callable[[Task], Any], step: str, tasks: Sequence[Task],
    *, after: Callable[[str, int, int], object],
) -> None:  # fmt: skip
    """Run those tasks of a step that are not done; `after` is told of each."""
    todo = [task for task in tasks if not task.plan.at(step, task.number).is_dir()]
    done = len(tasks) - len(todo)
    after(step, done, len(tasks))
    for _ in engine.map(function, todo):
        done += 1
        after(step, done, len(tasks))
