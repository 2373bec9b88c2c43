"""Compare what the articles of a run tell, as a case does: twins by form, then what shares keys, then what is against.

What comes in are pieces by form and by key; what goes out are twins, joins with their chances, pairs that are kept
apart, and oppositions. What each document meets lies before it, so documents are compared in any order, in ranges.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from musnad.case.weighing.comparing import MOST_TWINS, compare_met, thousandths, twin_among
from musnad.case.weighing.holding import Holding
from musnad.case.weighing.meeting import Numbers, likeliest
from musnad.case.weighing.opposing import blocks_met, blocks_of, opposed, pairs_within
from musnad.case.weighing.pieces import PLACE_BITS, document_of, number_of, numbers_of, unpack
from musnad.corpus.blocks import LEAST_SHARED
from musnad.engine.weighing.files import Rows, finished_in, read_bucket, stretches, write_buckets
from musnad.engine.weighing.plan import Plan, Task
from musnad.engine.weighing.tables import write_joins, write_oppositions
from musnad.engine.weighing.telling import FORMS

__all__ = ["APART", "JOIN", "POSTING", "TWIN", "compare_range", "enter_heads", "find_twins", "index_blocks", "twins_in"]

TWIN = np.dtype([("piece", "<i8"), ("twin", "<i8"), ("chance", "<i4")])
POSTING = np.dtype([("key", "<i8"), ("piece", "<i8")])
JOIN = np.dtype([("piece", "<i8"), ("other", "<i8"), ("chance", "<i4")])
APART = -1  # in place of a chance
_MOST_LISTS = 4096  # blocks that are held by one task


def find_twins(task: Task) -> None:
    """Find, among the pieces of a partition's forms, those that another of the same wording stands for."""
    plan = task.plan
    rows = read_bucket(plan.of_shards("told", "forms"), task.number, plan.partitions, FORMS)
    rows = rows[np.lexsort((rows["piece"], rows["form"]))]
    holding = holding_of(plan)
    found: list[tuple[int, int, int]] = []
    for start, end in stretches(rows["form"]):
        if end - start > 1:
            found += _twins_among(rows["piece"][start:end].tolist(), holding)
    twins = np.array(sorted(found), TWIN)
    with finished_in(plan.at("twins", task.number)) as folder:
        write_buckets(folder / "twins", twins, shards_of(plan, twins["piece"]), len(plan.shards))


def _twins_among(pieces: list[int], holding: Holding) -> Iterator[tuple[int, int, int]]:
    heads: list[int] = []
    for piece in pieces:
        first, _ = numbers_of(document_of(piece))
        before = [head for head in heads[:MOST_TWINS] if head < first]
        twin = twin_among(piece, before, holding)
        if twin is None:
            heads.append(piece)
        else:
            yield piece, twin[0], thousandths(twin[1])


def enter_heads(task: Task) -> None:
    """Send the pieces of a shard that stand for themselves to the partitions of the blocks that they lie in."""
    plan, shard = task.plan, task.number
    holding = holding_of(plan)
    heads = heads_of(plan, shard)
    found: list[tuple[int, int]] = []
    for one in heads:
        piece, keys = int(one["piece"]), keys_of(one)
        found += ((key, piece) for key in keys)
        for blocks in blocks_of(holding.evidence(piece), keys):
            found += ((key, piece) for key in blocks)
    rows = np.array(found, POSTING)
    with finished_in(plan.at("heads", shard)) as folder:
        write_buckets(folder / "postings", rows, rows["key"] % plan.partitions, plan.partitions)


def index_blocks(task: Task) -> None:
    """Put the postings of a partition in order, so that a block can be found in it."""
    plan = task.plan
    rows = read_bucket(plan.of_shards("heads", "postings"), task.number, plan.partitions, POSTING)
    rows = rows[np.lexsort((rows["piece"], rows["key"]))]
    keys, starts = np.unique(rows["key"], return_index=True)
    with finished_in(plan.at("blocks", task.number)) as folder:
        np.save(folder / "keys.npy", keys)
        np.save(folder / "starts.npy", np.append(starts, len(rows)))
        np.save(folder / "pieces.npy", np.ascontiguousarray(rows["piece"]))


def compare_range(task: Task) -> None:
    """Compare the documents of a range with those before each."""
    plan, shard = task.plan, task.more["shard"]
    holding, blocks = holding_of(plan), _Blocks(plan)
    heads = heads_of(plan, shard)
    documents = [one for one in plan.records("told").numbers(shard) if task.first <= one < task.end]
    bounds = np.searchsorted(heads["piece"], [number_of(one, 0) for one in [*documents, task.end]])
    joins: list[tuple[int, int, int]] = []
    against: set[tuple[int, int, str, str]] = set()
    for at, document in enumerate(documents):
        own = {int(one["piece"]): keys_of(one) for one in heads[bounds[at] : bounds[at + 1]]}
        joins += _compared(document, own, blocks, holding, against)
        pieces = [number_of(document, place) for place in range(len(holding.told(document).evidence))]
        for pair in pairs_within(pieces, holding.told(document).evidence, holding.side):
            _oppose(*pair, holding, against)
    with finished_in(plan.at("compared", task.number)) as folder:
        rows = np.array(sorted(joins), JOIN)
        np.save(folder / "joins.npy", rows)
        write_joins(plan, task.number, rows[rows["chance"] != APART])
        write_oppositions(plan, task.number, sorted(against), rows[rows["chance"] == APART])


def _compared(
    document: int, own: Mapping[int, Mapping[int, float]], blocks: _Blocks, holding: Holding,
    against: set[tuple[int, int, str, str]],
) -> Iterator[tuple[int, int, int]]:  # fmt: skip
    first = number_of(document, 0)
    met = partial(blocks.before, first)
    found = {piece: likeliest(keys, met, least=LEAST_SHARED) for piece, keys in own.items()}
    compared = compare_met(document, found, holding)
    for one, other, chance in compared.joins:
        yield max(one, other), min(one, other), thousandths(chance)
    for one, other in compared.apart:
        yield max(one, other), min(one, other), APART
        _oppose(one, other, holding, against)
    for piece, keys in own.items():
        for some in blocks_met(holding.evidence(piece), keys):
            for other in likeliest(some, met, least=1):
                _oppose(piece, other, holding, against)


def _oppose(one: int, other: int, holding: Holding, against: set[tuple[int, int, str, str]]) -> None:
    for kind, value in opposed(holding.side(one), holding.side(other)):
        against.add((max(one, other), min(one, other), kind, value))


class _Blocks:
    """The blocks of all partitions, each found by its key."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._parts: dict[int, tuple[Rows, Rows, Rows]] = {}
        self._held: OrderedDict[int, Numbers] = OrderedDict()

    def before(self, first: int, key: int) -> Numbers:
        """Return the pieces in a block, ascending, with numbers below the first of a document."""
        block = self._block(key)
        return block[: np.searchsorted(block, first)]

    def _block(self, key: int) -> Numbers:
        if (held := self._held.get(key)) is not None:
            self._held.move_to_end(key)
            return held
        keys, starts, pieces = self._part(key % self._plan.partitions)
        at = int(np.searchsorted(keys, key))
        found: Numbers = np.asarray(pieces[starts[at] : starts[at + 1]]) if at < len(keys) and keys[at] == key \
            else np.empty(0, np.int64)  # fmt: skip
        self._held[key] = found
        if len(self._held) > _MOST_LISTS:
            self._held.popitem(last=False)
        return found

    def _part(self, number: int) -> tuple[Rows, Rows, Rows]:
        if (part := self._parts.get(number)) is None:
            folder = self._plan.at("blocks", number)
            part = self._parts[number] = tuple(
                np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("keys", "starts", "pieces")
            )
        return part


def holding_of(plan: Plan) -> Holding:
    """Return what the documents of a run tell, loaded as it is asked for."""
    records = plan.records("told")
    return Holding(lambda document: unpack(records[document], document), most=plan.held)


def pieces_of(plan: Plan, shard: int) -> Rows:
    """Return the pieces of a shard, ascending."""
    found: Rows = np.load(plan.at("told", shard) / "pieces.npy")
    return found


def twins_in(plan: Plan, shard: int) -> Rows:
    """Return the pieces of a shard that another stands for, ascending."""
    found = read_bucket(plan.of_all("twins", "twins"), shard, len(plan.shards), TWIN)
    return found[np.argsort(found["piece"])]


def heads_of(plan: Plan, shard: int) -> Rows:
    """Return the pieces of a shard that stand for themselves, ascending."""
    pieces = pieces_of(plan, shard)
    return pieces[~np.isin(pieces["piece"], twins_in(plan, shard)["piece"])]


def keys_of(row: Any) -> dict[int, float]:
    """Return the keys of a piece with their weights, the rarest first."""
    count = int(row["count"])
    return dict(zip(row["keys"][:count].tolist(), row["weights"][:count].tolist(), strict=True))


def shards_of(plan: Plan, pieces: Rows) -> Rows:
    """Return the shard of the document of each piece."""
    found: Rows = np.searchsorted(plan.firsts(), pieces >> PLACE_BITS, "right") - 1
    return found
