"""Weigh the articles of a run, step by step over an engine, with the claims that a case of the same articles has.

What comes in is the folder of a run that is finished; what goes out are tables in it, and a report. Every step is a map
over tasks that write files, and the next maps over these: a step or task that is done is not done again. What is there
of other rules, of other shards, or cut otherwise is removed first. Decisions and corrections of people are not here:
they belong to a case.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pyarrow import parquet

from musnad.case.run_folder import RunFolder
from musnad.engine.engines import Engine
from musnad.engine.owning import alone_in, told_unwritable, whole_file
from musnad.engine.weighing.claiming import make_claims, put_pieces, route_joins, route_twins
from musnad.engine.weighing.components import put_components, put_copied
from musnad.engine.weighing.copying import find_runs, judge_pairs, pair_same
from musnad.engine.weighing.meeting import compare_range, enter_heads, find_twins, index_blocks
from musnad.engine.weighing.numbering import count_documents, gather_keys, number_versions
from musnad.engine.weighing.plan import (
    CLAIMS,
    COPIES,
    JOINS,
    OPPOSITIONS,
    PIECES,
    Plan,
    Task,
    check_whole,
    make_plan,
    ranges,
    run_step,
)
from musnad.engine.weighing.telling import outlets_of, tell
from musnad.errors import EngineError

__all__ = ["HELD", "WeighedRun", "weigh_run"]

ARTICLES = 20_000  # of a partition, whose rows one task holds
RANGE = 1_000  # documents that are compared in one task
MOST_SAME = 500  # articles of the very same words, up to which each pair is written
HELD = 1_200  # documents whose evidence one task holds
_TABLES = (PIECES, JOINS, OPPOSITIONS, COPIES, CLAIMS)

Progress = Callable[[str, int, int], object]
"""What is told of a step: its name, how many of its tasks are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class WeighedRun:
    """How much was weighed: rows of each table, and the articles that could not be, by their numbers."""

    documents: int
    rows: dict[str, int]
    failed: dict[int, str] = field(default_factory=dict)


def weigh_run(
    folder: str | os.PathLike[str],
    engine: Engine,
    *,
    partitions: int | None = None,
    documents: int = RANGE,
    most_same: int = MOST_SAME,
    articles: int = ARTICLES,
    held_documents: int = HELD,
    progress: Progress = lambda _step, _done, _tasks: None,
) -> WeighedRun:
    """Weigh a finished run, or take that up where it was stopped; return how much there is.

    Without `partitions` there is one for so many `articles`. Raises EngineError where there is no finished run, its
    articles are not those that were read, another process is writing to it, or it cannot be written.
    """
    path = Path(folder).absolute()
    RunFolder(path).manifest()  # which says so where there is no run
    with told_unwritable(path), alone_in(path):
        plan, key = make_plan(
            path, partitions=partitions, documents=documents, most_same=most_same, articles=articles,
            held=held_documents,
        )  # fmt: skip
        check_whole(plan)
        _settle(plan, key)
        with _told_missing(plan):
            _run_steps(plan, engine, progress)
    return _report(plan)


@contextmanager
def _told_missing(plan: Plan) -> Iterator[None]:
    """Raise it as an EngineError where a file goes missing of those that were read or made before."""
    try:
        yield
    except FileNotFoundError as error:
        remedy = f"remove {plan.key.parent}, and weigh the run again"
        raise EngineError(str(error.filename or plan.folder), "a file of the run is missing", remedy) from error


def _settle(plan: Plan, key: bytes) -> None:
    """Remove what was made of something else, and put down what this is made of."""
    place = plan.key
    if not place.exists() or place.read_bytes() != key:
        for name in ("weighing", *_TABLES):
            shutil.rmtree(plan.folder / name, ignore_errors=True)
        with whole_file(place) as part:
            part.write_bytes(key)
    for part in plan.folder.glob("weighing/*/.*.part"):
        shutil.rmtree(part, ignore_errors=True)


def _run_steps(plan: Plan, engine: Engine, progress: Progress) -> None:
    """Run every step, each when those before it are done."""
    shards = [Task(plan, shard) for shard in range(len(plan.shards))]
    parts = [Task(plan, partition) for partition in range(plan.partitions)]

    def run(step: str, function: Callable[[Task], None], tasks: list[Task]) -> None:
        run_step(engine, function, step, tasks, after=progress)

    run("keys", gather_keys, shards)
    run("versions", number_versions, parts)
    count_documents(plan)
    run("told", tell, shards)
    run("runs", find_runs, parts)
    run("judged", judge_pairs, parts)
    run("same", pair_same, parts)
    put_copied(plan)
    run("twins", find_twins, parts)
    run("heads", enter_heads, shards)
    run("blocks", index_blocks, parts)
    compared = ranges(plan)
    run("compared", compare_range, compared)
    put_components(plan, len(compared))
    joins = [Task(plan, n, more={"compared": n}) for n in range(len(compared))]
    twins = [Task(plan, len(compared) + n, more={"shard": n}) for n in range(len(plan.shards))]
    run("routed", route_joins, joins)
    run("routed", route_twins, twins)
    run("claimed", make_claims, [Task(plan, n, more={"routed": len(joins) + len(twins)})
                                 for n in range(plan.partitions)])  # fmt: skip
    run("pieces", put_pieces, shards)


def _report(plan: Plan) -> WeighedRun:
    rows = {name: sum(parquet.read_metadata(path).num_rows for path in (plan.folder / name).glob("*.parquet"))
            for name in _TABLES}  # fmt: skip
    failed: dict[int, str] = {}
    documents = 0
    for shard, path in enumerate(plan.of_shards("told", "outlets.json")):
        failed |= outlets_of(path).failed
        documents += len(plan.records("texts").numbers(shard))
    return WeighedRun(documents, rows, failed)
