"""Whether two texts that share wording are copies, and of what kind.

What comes in are the words of two texts and the runs that stand in many articles of an outlet (its standing passages);
what goes out is a verdict with how much is shared, or None for texts that are no copies. A verdict hangs on nothing
else, and more standing runs never make a copy of what was none.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from musnad.case.copies.alignment import Passage, Run, passages
from musnad.case.copies.forms import Slot, is_filled_form, slots
from musnad.case.copies.shingles import RUN
from musnad.case.copies.words import Words

__all__ = ["LEAST_WORDS", "Kind", "Sampled", "Verdict", "judge"]

LEAST_WORDS = 28  # of shared wording that is neither standing nor figures of a table
LEAST_SHARE = 0.3  # of the shorter text, word for word; with the small edits between, that is a third
SAME_SHARE = 0.95
COPY_SHARE = 0.8
_SLOT = 40  # words at most that one text has where the other has others
_MOST_REPLACED = 0.1  # to each shared word, in a text that is taken over whole


class Kind(Enum):
    """How two articles are copies of one another."""

    SAME = "same"  # nearly every word of both
    COPY = "copy"  # most of both
    EDITED = "edited"  # a part of both
    EXCERPT = "excerpt"  # most of the shorter lies in a much longer one
    RECRAWL = "recrawl"  # the same article of one outlet, met again


@dataclass(frozen=True, slots=True)
class Sampled:
    """The runs of a text that are kept: where they begin, and their numbers."""

    places: tuple[int, ...]
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two texts are copies: the words they share, and their share of the words of the first and the second."""

    kind: Kind
    words: int
    of_a: float
    of_b: float


def judge(
    a: Words, b: Words, *, runs: Sampled, standing: Collection[int], days: int | None = None
) -> Verdict | None:  # fmt: skip
    """Return how two texts are copies, or None; `runs` are those kept of the first, `days` lie between the texts."""
    shorter = min(len(a), len(b))
    if shorter < LEAST_WORDS:
        return None
    found = passages(a.numbers, b.numbers)
    same = sum(passage.same for passage in found)
    least = max(LEAST_WORDS, LEAST_SHARE * shorter)
    if same < least:
        return None
    between = slots(found, most=_SLOT)
    if not _is_whole(same, shorter, between) and same - _standing_words(found, runs, standing) < least:
        return None
    if is_filled_form(found, between, a, b, days=days):
        return None
    of_a, of_b = same / len(a), same / len(b)
    return Verdict(_kind(of_a, of_b), same, of_a, of_b)


def _is_whole(same: int, shorter: int, between: Sequence[Slot]) -> bool:
    """Whether the shorter text is nearly all in the longer: then it is a copy, even of standing passages."""
    return same >= COPY_SHARE * shorter and sum(slot.replaced for slot in between) < _MOST_REPLACED * same


def _kind(of_a: float, of_b: float) -> Kind:
    low, high = sorted((of_a, of_b))
    if low >= SAME_SHARE:
        return Kind.SAME
    if low >= COPY_SHARE:
        return Kind.COPY
    return Kind.EXCERPT if high >= COPY_SHARE and low < high / 2 else Kind.EDITED


def _standing_words(found: tuple[Passage, ...], runs: Sampled, standing: Collection[int]) -> int:
    """Return how many of the shared words stand in many articles of an outlet."""
    if not standing:
        return 0
    return sum(_standing_in(run, runs, standing) for passage in found for run in passage.runs)


def _standing_in(run: Run, runs: Sampled, standing: Collection[int]) -> int:
    """Return the words of a run nearest to standing ones of the kept runs in it; one that stands alone is a phrase."""
    low, high = np.searchsorted(runs.places, (run.a, run.a + run.length - RUN + 1))
    marks = [number in standing for number in runs.numbers[low:high]]
    if sum(marks) < 2:
        return 0
    centres = np.array(runs.places[low:high]) + RUN // 2
    middles = (centres[1:] + centres[:-1]) // 2
    edges = np.concatenate(([run.a], middles, [run.a + run.length]))
    alone = [
        mark and not any(marks[max(i - 1, 0) : i] + marks[i + 1 : i + 2]) for i, mark in enumerate(marks)
    ]  # fmt: skip
    return int(sum(w for w, mark, one in zip(np.diff(edges).tolist(), marks, alone, strict=True) if mark and not one))
