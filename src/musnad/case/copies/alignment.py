"""The wording that two texts share: runs of the same words, and the passages these make up with small edits between.

What comes in are the words of two texts; what goes out are stretches of word indices in both. A word belongs to one
run at most, on either side; passages may stand in another order in the other text. What the shared wording means is for
`musnad.case.copies.verdict`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from musnad.case.copies.shingles import runs_of
from musnad.case.copies.words import Numbers

__all__ = ["Passage", "Run", "passages", "shared_runs"]

_SEED = 3  # words that make a run worth noting
_MOST_PLACES = 16  # a run of three words that stands more often than this in a text seeds nothing
_GAP = 8  # words between two runs of one passage, on either side
_LEAST_SAME = 0.5  # of the words of a passage, on either side
_LEAST_WORDS = 10  # the same, in a passage


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """The same words in both texts: `length` words from `a` in one, from `b` in the other."""

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Runs that follow on one another in both texts with small gaps between; ends are exclusive."""

    runs: tuple[Run, ...]

    @property
    def in_a(self) -> tuple[int, int]:
        """The words it takes in the first text."""
        return self.runs[0].a, self.runs[-1].a + self.runs[-1].length

    @property
    def in_b(self) -> tuple[int, int]:
        """The words it takes in the second text."""
        return self.runs[0].b, self.runs[-1].b + self.runs[-1].length

    @property
    def same(self) -> int:
        """How many words are the same."""
        return sum(run.length for run in self.runs)


def passages(a: Numbers, b: Numbers) -> tuple[Passage, ...]:
    """Return the passages that two texts share, in the order of the first."""
    found: list[list[Run]] = []
    for run in shared_runs(a, b):
        last = found[-1][-1] if found else None
        if last and 0 <= run.a - last.a - last.length <= _GAP and 0 <= run.b - last.b - last.length <= _GAP:
            found[-1].append(run)
        else:
            found.append([run])
    return tuple(passage for runs in found for passage in (Passage(tuple(runs)),) if _holds(passage))


def _holds(passage: Passage) -> bool:
    (a, a_end), (b, b_end) = passage.in_a, passage.in_b
    return passage.same >= _LEAST_WORDS and passage.same >= _LEAST_SAME * max(a_end - a, b_end - b)


def shared_runs(a: Numbers, b: Numbers) -> tuple[Run, ...]:
    """Return the runs of at least three words that two texts share, the longest claiming their words first."""
    taken_a, taken_b = bytearray(len(a)), bytearray(len(b))
    found = []
    for start_a, start_b, length in _maximal(a, b):
        for low, high in _free(taken_a, taken_b, start_a, start_b, length):
            if high - low >= _SEED:
                taken_a[start_a + low : start_a + high] = b"\1" * (high - low)
                taken_b[start_b + low : start_b + high] = b"\1" * (high - low)
                found.append(Run(start_a + low, start_b + low, high - low))
    return tuple(sorted(found))


def _maximal(a: Numbers, b: Numbers) -> list[tuple[int, int, int]]:
    """Return runs that cannot be made longer, as (a, b, length), the longest first, then by place."""
    at_a, at_b = _seeds(runs_of(a, _SEED), runs_of(b, _SEED))
    if not len(at_a):
        return []
    diagonal = at_b - at_a
    order = np.lexsort((at_a, diagonal))
    at_a, diagonal = at_a[order], diagonal[order]
    breaks = np.flatnonzero((np.diff(diagonal) != 0) | (np.diff(at_a) != 1)) + 1
    firsts = np.concatenate(([0], breaks))
    lengths = np.diff(np.concatenate((firsts, [len(at_a)]))) + _SEED - 1
    starts, shifts = at_a[firsts], diagonal[firsts]
    best = np.lexsort((starts + shifts, starts, -lengths))
    return list(zip(starts[best].tolist(), (starts + shifts)[best].tolist(), lengths[best].tolist(), strict=True))


def _seeds(a: Numbers, b: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of places where the same three words begin."""
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    low, high = np.searchsorted(ordered, a, "left"), np.searchsorted(ordered, a, "right")
    counts = high - low
    counts[counts > _MOST_PLACES] = 0
    at_a = np.repeat(np.arange(len(a)), counts)
    within = np.arange(len(at_a)) - np.repeat(np.cumsum(counts) - counts, counts)
    return at_a, order[np.repeat(low, counts) + within]


def _free(
    taken_a: bytearray, taken_b: bytearray, start_a: int, start_b: int, length: int
) -> list[tuple[int, int]]:  # fmt: skip
    """Return the stretches of a run, from its start, whose words are free on both sides."""
    if not any(taken_a[start_a : start_a + length]) and not any(taken_b[start_b : start_b + length]):
        return [(0, length)]
    free, low = [], None
    for offset in range(length):
        if taken_a[start_a + offset] or taken_b[start_b + offset]:
            if low is not None:
                free.append((low, offset))
            low = None
        elif low is None:
            low = offset
    if low is not None:
        free.append((low, length))
    return free
