"""Number the articles of a run as a case does that takes them in: one article for each key, a version for each text.

What comes in are the articles of all shards in order; what goes out is, for each shard, which rows have a number, which
of these are the current version of their article, and the row at which the article was met first.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from pyarrow import parquet

from musnad.engine.layers import article_id
from musnad.engine.weighing.files import Rows, finished_in, read_bucket, write_buckets
from musnad.engine.weighing.plan import Plan, Task

__all__ = ["NUMBERED", "article_ids", "count_documents", "gather_keys", "number_versions", "numbered"]

_MET = np.dtype([("key", "<u8", 2), ("words", "<u8", 2), ("shard", "<u4"), ("row", "<u4")])
_KEPT = np.dtype([("row", "<u4"), ("current", "?"), ("shard", "<u4"), ("first", "<u4")])
NUMBERED = np.dtype([("row", "<u4"), ("document", "<i8"), ("article", "<i8"), ("current", "?")])


def gather_keys(task: Task) -> None:
    """Send every article of a shard to the partition of its key."""
    plan, shard = task.plan, task.number
    table = parquet.read_table(plan.documents(shard), columns=["key", "sha256", "title"])
    met = np.empty(table.num_rows, _MET)
    for row, (key, words, title) in enumerate(zip(*(column.to_pylist() for column in table.columns), strict=True)):
        title_mark = "" if title is None else f"={title}"
        met[row] = (_mark(key), _mark(f"{words}\n{title_mark}"), shard, row)
    partitions = met["key"][:, 0] % np.uint64(plan.partitions)
    with finished_in(plan.at("keys", shard)) as folder:
        write_buckets(folder / "met", met, partitions, plan.partitions)


def number_versions(task: Task) -> None:
    """Tell for the articles of a partition which rows are kept, and which are the current versions."""
    plan = task.plan
    met = read_bucket(plan.of_shards("keys", "met"), task.number, plan.partitions, _MET)
    order = np.lexsort((met["row"], met["shard"], met["key"][:, 1], met["key"][:, 0]))
    kept: list[tuple[int, int, bool, int, int]] = []
    key, texts, first = (-1, -1), set[tuple[int, int]](), (0, 0)
    for own, words, shard, row in met[order].tolist():
        if tuple(own) != key:
            key, texts, first = tuple(own), set(), (shard, row)
        elif tuple(words) in texts:
            continue
        else:
            kept[-1] = (*kept[-1][:2], False, *kept[-1][3:])
        texts.add(tuple(words))
        kept.append((shard, row, True, *first))
    rows = np.array([one[1:] for one in kept], _KEPT)
    shards = np.array([one[0] for one in kept], np.int64)
    with finished_in(plan.at("versions", task.number)) as folder:
        write_buckets(folder / "kept", rows, shards, len(plan.shards))


def count_documents(plan: Plan) -> None:
    """Put down the number of the first document and article of each shard, and the row of each document."""
    if plan.at("numbers").is_dir():
        return
    documents, articles, rows = [1], [1], [np.empty(0, "<u4")]
    for shard in range(len(plan.shards)):
        kept = _kept_in(plan, shard)
        documents.append(documents[-1] + len(kept))
        articles.append(articles[-1] + int(_are_first(kept, shard).sum()))
        rows.append(kept["row"])
    with finished_in(plan.at("numbers")) as folder:
        np.save(folder / "documents.npy", np.array(documents[:-1], np.int64))
        np.save(folder / "articles.npy", np.array(articles[:-1], np.int64))
        np.save(folder / "rows.npy", np.concatenate(rows))


def numbered(plan: Plan, shard: int) -> Rows:
    """Return the rows of a shard that have a number, in order, with these numbers."""
    kept = _kept_in(plan, shard)
    found = np.empty(len(kept), NUMBERED)
    found["row"], found["current"] = kept["row"], kept["current"]
    found["document"] = plan.firsts()[shard] + np.arange(len(kept))
    found["article"] = _articles(plan, kept, shard)
    return found


def article_ids(plan: Plan, documents: Iterable[int]) -> list[str]:
    """Return for documents, which are numbered from 1, by what each is told from others in the tables of the run."""
    numbers = np.fromiter(documents, np.int64)
    rows: Rows = np.load(plan.at("numbers") / "rows.npy", mmap_mode="r")
    shards = np.searchsorted(plan.firsts(), numbers, "right") - 1
    return [article_id(shard, row) for shard, row in zip(shards.tolist(), rows[numbers - 1].tolist(), strict=True)]


def _articles(plan: Plan, kept: Rows, shard: int) -> Rows:
    """Return the numbers of the articles of rows; that of one met in another shard is counted there."""
    firsts = np.load(plan.at("numbers") / "articles.npy")
    found = np.empty(len(kept), np.int64)
    for other in np.unique(kept["shard"]).tolist():
        there = _kept_in(plan, other) if other != shard else kept
        starts = there["row"][_are_first(there, other)]
        here = kept["shard"] == other
        found[here] = firsts[other] + np.searchsorted(starts, kept["first"][here])
    return found


def _kept_in(plan: Plan, shard: int) -> Rows:
    kept = read_bucket(plan.of_all("versions", "kept"), shard, len(plan.shards), _KEPT)
    return kept[np.argsort(kept["row"], kind="stable")]


def _are_first(kept: Rows, shard: int) -> Rows:
    found: Rows = (kept["shard"] == shard) & (kept["first"] == kept["row"])
    return found


def _mark(text: str) -> NDArray[np.uint64]:
    return np.frombuffer(blake2b(text.encode(), digest_size=16).digest(), "<u8")
