"""Find the copies among the articles of a run, as a case does: by shared runs of words, then word by word.

What comes in are articles by the runs that they hold, and by all their words; what goes out are pairs with a verdict.
Runs that are standing make no pairs, and articles with the very same words are compared with nothing among themselves:
so what is repeated most costs least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np

from musnad.case.copies.pairs import Known, are_versions, is_enough, is_standing_for, judge_pair, standing_for
from musnad.case.copies.standing import Holder, standing_places
from musnad.case.copies.verdict import Kind
from musnad.engine.weighing.files import Rows, finished_in, read_bucket, stretches, write_buckets
from musnad.engine.weighing.plan import Plan, Task
from musnad.engine.weighing.tables import write_copies
from musnad.engine.weighing.telling import HOLDERS, SAME, Text, load_text

__all__ = ["find_runs", "judge_pairs", "pair_same"]

_PAIR = np.dtype([("a", "<i8"), ("b", "<i8"), ("shared", "<u4"), ("words", "<u4")])
_STANDING = np.dtype([("run", "<u4"), ("place", "<i8")])
_NEIGHBOURS = 256  # documents whose pairs are judged in one partition
_TEXTS = 2048  # held by one task
_MOST_PAIRS = 1 << 20  # that are held before they are counted

_Row = tuple[int, int, str, int, float, float]


def find_runs(task: Task) -> None:
    """Tell where the runs of a partition are standing, and which articles share others."""
    plan = task.plan
    rows = read_bucket(plan.of_shards("told", "holders"), task.number, plan.partitions, HOLDERS)
    rows = rows[np.lexsort((rows["document"], rows["run"]))]
    starts = np.flatnonzero(np.diff(rows["run"].astype(np.int64), prepend=-1))
    sizes = np.diff(np.append(starts, len(rows)))
    standing: list[tuple[int, int]] = []
    pairs = _Pairs()
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        own = rows[start : start + size]
        places = standing_places(_holders(own)) if size > 2 else frozenset[int]()
        standing += ((int(own["run"][0]), place) for place in sorted(places))
        pairs.add(own, places)
    found = pairs.counted()
    with finished_in(plan.at("runs", task.number)) as folder:
        np.save(folder / "standing.npy", np.array(standing, _STANDING))
        write_buckets(folder / "pairs", found, found["b"] // _NEIGHBOURS % plan.partitions, plan.partitions)


def judge_pairs(task: Task) -> None:
    """Compare the pairs of a partition word by word, where they share enough runs."""
    plan, texts = task.plan, _Texts(task.plan)
    pairs = _summed(read_bucket(plan.of_all("runs", "pairs"), task.number, plan.partitions, _PAIR))
    rows: list[_Row] = []
    for a, b, shared, words in pairs.tolist():
        if is_enough(shared, words, words):
            rows += texts.judged(a, b)
    with finished_in(plan.at("judged", task.number)):
        write_copies(plan, task.number, rows)


def pair_same(task: Task) -> None:
    """Pair the articles of a partition that have the very same words.

    Where they are too many for every pair, each is paired with the first, and with the first of its own outlet that it
    is a version of: the groups and works are those that all pairs make.
    """
    plan, texts = task.plan, _Texts(task.plan)
    same = read_bucket(plan.of_shards("told", "same"), task.number, plan.partitions, SAME)
    same = same[np.lexsort((same["document"], same["words"], same["whole"]))]
    rows: list[_Row] = []
    for start, end in stretches(same["whole"], same["words"]):
        documents = same["document"][start:end].tolist()
        if len(documents) < 2:
            continue
        known = [texts.known(document) for document in documents]
        pairs = combinations(known, 2) if len(known) <= plan.most_same else _star(known)
        rows += [_same_row(a, b) for a, b in pairs]
    with finished_in(plan.at("same", task.number)):
        write_copies(plan, plan.partitions + task.number, rows)


def _star(known: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Yield pairs that hang together as all pairs do, among articles of the same words; each pair once."""
    firsts: dict[tuple[str, object], Known] = {}
    pairs: dict[tuple[int, int], tuple[Known, Known]] = {}
    for one in known:
        marks: list[tuple[str, object]] = [("article", one.article)]
        if one.outlet is not None:
            marks.append(("work", (one.outlet, one.work)))
            marks += [("url", (one.outlet, one.url))] if one.url is not None else []
        for first in (known[0], *(firsts.setdefault(mark, one) for mark in marks)):
            if first is not one:
                pairs[first.document, one.document] = (first, one)
    yield from pairs.values()


def _same_row(a: Known, b: Known) -> _Row:
    kind = Kind.RECRAWL if are_versions(a, b) else Kind.SAME
    return a.document, b.document, kind.value, a.words, 1.0, 1.0


def _holders(rows: Rows) -> list[Holder]:
    return [
        Holder(document, outlet if has_outlet else None, work, day.decode() or None, words)
        for _, document, outlet, has_outlet, work, _, day, words in rows.tolist()
    ]


class _Pairs:
    """Pairs of articles that share runs, counted."""

    def __init__(self) -> None:
        self._waiting: list[Rows] = []
        self._size = 0
        self._done = np.empty(0, _PAIR)

    def add(self, holders: Rows, places: frozenset[int]) -> None:
        """Add the pairs of those that hold one run, without those for which it is standing or that are the same."""
        if _is_anywhere(places) or (holders["whole"] == holders["whole"][0]).all():
            return
        for at in range(1, len(holders)):
            b, before = holders[at], holders[:at]
            kept = before["whole"] != b["whole"]
            if b["has_outlet"] and int(b["outlet"]) in places:
                kept &= ~(before["has_outlet"] & (before["outlet"] == b["outlet"]))
            a = before[kept]
            if not len(a):
                continue
            pairs = np.empty(len(a), _PAIR)
            pairs["a"], pairs["b"], pairs["shared"] = a["document"], b["document"], 1
            pairs["words"] = np.minimum(a["words"], b["words"])
            self._waiting.append(pairs)
            self._size += len(pairs)
            if self._size > _MOST_PAIRS:
                self._count()

    def counted(self) -> Rows:
        """Return the pairs, each once with the number of runs that it shares."""
        self._count()
        return self._done

    def _count(self) -> None:
        self._done = _summed(np.concatenate([self._done, *self._waiting]))
        self._waiting, self._size = [], 0


def _is_anywhere(places: frozenset[int]) -> bool:
    """Whether a run is standing for any two articles."""
    return any(is_standing_for(place, None, None) for place in places)


def _summed(pairs: Rows) -> Rows:
    """Return each pair once, with the numbers of its runs summed."""
    pairs = pairs[np.lexsort((pairs["b"], pairs["a"]))]
    starts = np.flatnonzero((np.diff(pairs["a"], prepend=-1) != 0) | (np.diff(pairs["b"], prepend=-1) != 0))
    found = pairs[starts].copy()
    if len(found):
        found["shared"] = np.add.reduceat(pairs["shared"], starts)
    return found


class _Texts:
    """The articles of a run as copies are judged, the last ones held."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._records = plan.records("texts")
        self._loaded = lru_cache(_TEXTS)(self._load)
        self._standing = lru_cache(_TEXTS)(self._standing_of)

    def known(self, document: int) -> Known:
        return self._loaded(document)[0]

    def judged(self, a: int, b: int) -> Iterator[_Row]:
        """Yield the row of a pair, if it is one of copies."""
        judged = judge_pair(
            self.known(a), self.known(b), lambda known: self._loaded(known.document)[1].whole_text,
            lambda one, other: standing_for(one, other, self._standing(one.document)),
        )  # fmt: skip
        if judged is not None:
            kind, verdict = judged
            yield a, b, kind.value, verdict.words, verdict.of_a, verdict.of_b

    def _load(self, document: int) -> tuple[Known, Text]:
        text = load_text(self._records[document])
        return text.known(document), text

    def _standing_of(self, document: int) -> tuple[tuple[int, int], ...]:
        """Return those of a document's runs that are standing, each with a place."""
        runs = np.frombuffer(self.known(document).kept, "<u4")
        found: list[tuple[int, int]] = []
        for number in range(self._plan.partitions):
            rows = self._part(number)
            own = runs[runs % self._plan.partitions == number]
            low, high = (np.searchsorted(rows["run"], own, side) for side in ("left", "right"))
            for start, end in zip(low[low < high].tolist(), high[low < high].tolist(), strict=True):
                found += rows[start:end].tolist()
        return tuple(found)

    def _part(self, number: int) -> Rows:
        return _standing_in(self._plan, number)


@lru_cache(64)
def _standing_in(plan: Plan, number: int) -> Rows:
    found: Rows = np.load(plan.at("runs", number) / "standing.npy", mmap_mode="r")
    return found
