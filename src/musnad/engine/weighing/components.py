"""What hangs together by pairs: the components of a graph, by the lowest number in each.

What comes in are the two ends of every pair; what goes out is for each number the lowest of those that it hangs
together with. All is done with arrays in one process: sixteen bytes for each pair, and as much again while it works.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from pyarrow import parquet

from musnad.case.copies.verdict import Kind
from musnad.case.weighing.comparing import LIKELY
from musnad.case.weighing.meeting import Numbers
from musnad.engine.weighing.files import Rows, finished_in
from musnad.engine.weighing.plan import COPIES, Plan

__all__ = ["components", "labels_at", "put_components", "put_copied", "put_down"]

_MOST_PAIRS = 1 << 20  # that wait before they are looked at


def components(ends: Numbers, others: Numbers) -> tuple[Numbers, Numbers]:
    """Return all numbers that stand in a pair, ascending, and for each the lowest that it hangs together with."""
    nodes, places = np.unique(np.concatenate((ends, others)), return_inverse=True)
    a, b = places[: len(ends)], places[len(ends) :]
    above = np.arange(len(nodes))
    while len(a):
        low, high = np.minimum(above[a], above[b]), np.maximum(above[a], above[b])
        apart = low != high
        a, b = a[apart], b[apart]
        np.minimum.at(above, high[apart], low[apart])
        while not np.array_equal(higher := above[above], above):
            above = higher
    return nodes, nodes[above]


def put_components(plan: Plan, compared: int) -> None:
    """Put down which pieces hang together by likely joins."""
    if plan.at("components").is_dir():
        return
    parts = (np.load(path) for path in plan.of_all("compared", "joins.npy", tasks=compared))
    likely = (part[part["chance"] >= LIKELY] for part in parts)
    _put(plan, "components", *_of_parts((part["piece"], part["other"]) for part in likely))


def put_copied(plan: Plan) -> None:
    """Put down which articles are copies of one text, by the lowest number of their group."""
    if plan.at("copied").is_dir():
        return
    tables = [parquet.read_table(plan.table(COPIES, n), columns=["a", "b", "kind"]) for n in range(2 * plan.partitions)]
    a, b = (np.concatenate([table[name].to_numpy() for table in tables]).astype(np.int64) for name in ("a", "b"))
    kinds = np.concatenate([_recrawls(table["kind"].to_pylist()) for table in tables])
    works, work_of = components(a[kinds], b[kinds])
    documents, group_of = components(a, b)
    others_a, others_b = a[~kinds], b[~kinds]
    differ = labels_at(others_a, works, work_of) != labels_at(others_b, works, work_of)
    groups = np.unique(labels_at(others_a[differ], documents, group_of))
    kept = np.isin(group_of, groups)
    _put(plan, "copied", documents[kept], group_of[kept])


def put_down(plan: Plan, step: str) -> tuple[Numbers, Numbers]:
    """Return what was put down, to be looked up by `labels_at`."""
    folder = plan.at(step)
    return np.load(folder / "numbers.npy", mmap_mode="r"), np.load(folder / "labels.npy", mmap_mode="r")


def labels_at(wanted: Numbers, numbers: Numbers, labels: Numbers, *, none: int | None = None) -> Numbers:
    """Return the label of each number; where it has none itself, or what is given instead."""
    without = wanted if none is None else np.full(len(wanted), none, np.int64)
    if not len(numbers):
        return without
    at = np.minimum(np.searchsorted(numbers, wanted), len(numbers) - 1)
    return np.where(numbers[at] == wanted, labels[at], without)


def _of_parts(parts: Iterable[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    """Return the components of pairs that come in parts: of those before only what hangs together is held."""
    found = (np.empty(0, np.int64), np.empty(0, np.int64))
    waiting: list[tuple[Numbers, Numbers]] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part[0])
        if size > max(_MOST_PAIRS, len(found[0])):
            found = _merged(found, waiting)
            waiting, size = [], 0
    return _merged(found, waiting)


def _merged(found: tuple[Numbers, Numbers], parts: list[tuple[Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
    ends, others = (np.concatenate(columns) for columns in zip(found, *parts, strict=True))
    return components(ends, others)


def _recrawls(kinds: Iterable[str]) -> Rows:
    return np.array([kind == Kind.RECRAWL.value for kind in kinds], np.bool_)


def _put(plan: Plan, step: str, numbers: Numbers, labels: Numbers) -> None:
    with finished_in(plan.at(step)) as folder:
        np.save(folder / "numbers.npy", numbers)
        np.save(folder / "labels.npy", labels)
