"""Take the weighing of a run into a case that holds the articles of that run.

What comes in is a case and the folder of a run that was weighed (`musnad.engine.weighing.weigh`); what goes out is a
report. This reads the files that the steps left; when a case takes what is in them, and how it keeps it, is for
`musnad.case.weighing.taking`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from pyarrow import parquet

from musnad.case.folder import Case
from musnad.case.run_folder import MANIFEST, file_hash
from musnad.case.weighing.grouping import ClaimRow
from musnad.case.weighing.meeting import Numbers
from musnad.case.weighing.pieces import number_of
from musnad.case.weighing.taking import Rows, Taken, WeighedArticle, take
from musnad.engine.weighing.meeting import APART, twins_in
from musnad.engine.weighing.numbering import numbered
from musnad.engine.weighing.plan import CLAIMS, OPPOSITIONS, PIECES, Plan, is_begun, ranges, weighed_plan
from musnad.engine.weighing.telling import outlets_of
from musnad.engine.weighing.weigh import HELD
from musnad.errors import EngineError

__all__ = ["take_weighing"]

_AT_ONCE = 500  # documents in one batch
_KEYS = 20_000  # of blocks in one batch
_BATCH = 64
_FIELDS = ("key", "sha256", "id", "title", "outlet", "author", "url", "published", "published_basis", "stages",
           "layers")  # fmt: skip


def take_weighing(
    case: Case, folder: str | os.PathLike[str], *, progress: Callable[[int], object] = lambda _articles: None
) -> Taken:
    """Take what a run was weighed to into a case of the same articles; the report has the reason where it is not taken.

    `progress` is told of articles. Raises CaseError where the case cannot be written or another process is adding to
    it.
    """
    path = Path(folder).absolute()
    try:
        plan = weighed_plan(path, held=HELD)
    except EngineError as error:
        return Taken(reason=error.reason)
    if plan is None:
        reason = "the run was not weighed to its end by the rules of this musnad"
        return Taken(reason=reason, is_missed=is_begun(path))
    return take(case, _WeighedRun(plan), progress=progress)


class _WeighedRun:
    """What the steps left, as rows of a case."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._shards = range(len(plan.shards))
        self.mark = file_hash(plan.folder / MANIFEST) or ""

    def failed(self) -> int:
        """Return how many articles could not be weighed."""
        return sum(len(outlets_of(path).failed) for path in self._plan.of_shards("told", "outlets.json"))

    def articles(self) -> Iterator[WeighedArticle]:
        """Yield the current articles in the order of their numbers."""
        for shard in self._shards:
            kept = numbered(self._plan, shard)
            numbers = dict(zip(kept["row"][kept["current"]].tolist(), kept["document"][kept["current"]].tolist(),
                               strict=True))  # fmt: skip
            for row, values in enumerate(_values(self._plan.documents(shard), _FIELDS)):
                if (number := numbers.get(row)) is not None:
                    yield WeighedArticle._make((number, *values[:-2], _in_order(values[-2]), values[-1]))

    def rows(self) -> Iterator[Rows]:
        """Yield all rows but those of claims."""
        for shard in self._shards:
            yield from self._told(shard)
            yield Rows(near=twins_in(self._plan, shard).tolist())
        for task in ranges(self._plan):
            joins = np.load(self._plan.at("compared", task.number) / "joins.npy")
            opposed = parquet.read_table(self._plan.table(OPPOSITIONS, task.number))
            yield Rows(near=joins[joins["chance"] != APART].tolist(), opposed=_rows(opposed))
        for partition in range(self._plan.partitions):
            yield from self._blocks(partition)

    def claims(self) -> Iterator[ClaimRow]:
        """Yield the claims."""
        for partition in range(self._plan.partitions):
            table = parquet.read_table(self._plan.table(CLAIMS, partition), columns=list(ClaimRow._fields))
            yield from map(ClaimRow._make, _rows(table))

    def members(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield the pieces that are in a claim with others, and for each the first of it."""
        for shard in self._shards:
            table = parquet.read_table(self._plan.table(PIECES, shard), columns=["piece", "claim"]).drop_null()
            yield table["piece"].to_numpy(), table["claim"].to_numpy()

    def _told(self, shard: int) -> Iterator[Rows]:
        """Yield what the articles of a shard tell, so many at once."""
        records = self._plan.records("told")
        documents = records.numbers(shard)
        table = parquet.read_table(self._plan.table(PIECES, shard), columns=["piece", "id", "form", "twin"])
        pieces = table["piece"].to_numpy()
        for at in range(0, len(documents), _AT_ONCE):
            some = documents[at : at + _AT_ONCE]
            low, high = np.searchsorted(pieces, (number_of(some[0], 0), number_of(some[-1] + 1, 0))).tolist()
            yield Rows(
                evidence=[(document, records[document]) for document in some],
                pieces=[(piece, bytes.fromhex(id), form, twin) for piece, id, form, twin
                        in _rows(table.slice(low, high - low))],
            )  # fmt: skip

    def _blocks(self, partition: int) -> Iterator[Rows]:
        folder = self._plan.at("blocks", partition)
        keys, starts, pieces = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("keys", "starts", "pieces"))
        for at in range(0, len(keys), _KEYS):
            some, bounds = keys[at : at + _KEYS], starts[at : at + _KEYS + 1]
            yield Rows(keys=np.repeat(some, np.diff(bounds)), posted=np.asarray(pieces[bounds[0] : bounds[-1]]))


def _values(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    with parquet.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=_BATCH, columns=list(columns)):
            yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)


def _rows(table: Any) -> list[tuple[Any, ...]]:
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


@lru_cache(64)
def _in_order(stages: str) -> str:
    """Return the versions of the stages as a case writes them."""
    return json.dumps(json.loads(stages), sort_keys=True)
