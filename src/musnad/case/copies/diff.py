"""What changed between two texts, word by word, and which passages they share.

What comes in are two texts as written; what goes out are spans of code points into both. Spelling that folding levels
(vowel marks, أ for ا) is no change; a و that comes or goes is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

import numpy as np

from musnad.arabic.orthography import fold
from musnad.case.copies.alignment import Run, passages, shared_runs
from musnad.case.copies.words import read_words, word_spans
from musnad.model import Span

__all__ = ["Change", "Difference", "SharedPassage", "shared_passages", "word_diff"]

_ISLAND = 2  # times as many words must change on both sides of unchanged ones as there are of these
_CLOSE_READING = 200  # words between two anchors up to which they are compared one by one


class Change(Enum):
    """What became of words on the way from one text to another."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that differ: `a` in the first text, `b` in the second; None where that one has none."""

    a: Span | None
    b: Span | None

    def __post_init__(self) -> None:
        if self.a is None and self.b is None:
            raise ValueError("a difference needs words on one side")

    @property
    def kind(self) -> Change:
        """What became of the words of the first text."""
        if self.a is None:
            return Change.ADDED
        return Change.REMOVED if self.b is None else Change.REPLACED


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage that two texts share, small edits in it included, and how many of its words are the same."""

    a: Span
    b: Span
    words: int


def shared_passages(a_text: str, b_text: str) -> tuple[SharedPassage, ...]:
    """Return the passages that two texts share, in the order of the first; page furniture is left out."""
    a, b = read_words(a_text), read_words(b_text)
    found = []
    for passage in passages(a.numbers, b.numbers):
        (a_low, a_high), (b_low, b_high) = passage.in_a, passage.in_b
        in_a = Span(int(a.starts[a_low]), int(a.ends[a_high - 1]))
        found.append(SharedPassage(in_a, Span(int(b.starts[b_low]), int(b.ends[b_high - 1])), passage.same))
    return tuple(found)


def word_diff(a_text: str, b_text: str) -> tuple[Difference, ...]:
    """Return what was added, removed and replaced on the way from the first text to the second, in their order.

    Words that moved are removed in one place and added in the other.

    >>> [(d.kind.value, d.a, d.b) for d in word_diff("قال الوزير اليوم", "قال الوزير أمس")]
    [('replaced', Span(start=11, end=16), Span(start=11, end=14))]
    """
    a, b = word_spans(a_text), word_spans(b_text)
    a_forms = [fold(a_text[start:end]) for start, end in a]
    b_forms = [fold(b_text[start:end]) for start, end in b]
    return tuple(
        Difference(_span(a, a_low, a_high), _span(b, b_low, b_high))
        for a_low, a_high, b_low, b_high in _changes(a_forms, b_forms)
    )


def _span(words: Sequence[tuple[int, int]], low: int, high: int) -> Span | None:
    return Span(words[low][0], words[high - 1][1]) if low < high else None


def _changes(a: list[str], b: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ as (from, to) in the first and in the second."""
    a_low = b_low = 0
    for run in (*_in_order(_runs(a, b)), Run(len(a), len(b), 0)):
        yield from _between(a, b, (a_low, run.a), (b_low, run.b))
        a_low, b_low = run.a + run.length, run.b + run.length


def _runs(a: list[str], b: list[str]) -> tuple[Run, ...]:
    numbers: dict[str, int] = {}
    found = [
        np.array([numbers.setdefault(form, len(numbers) + 1) for form in forms], np.uint64) for forms in (a, b)
    ]  # fmt: skip
    return shared_runs(*found)


def _in_order(runs: Sequence[Run]) -> list[Run]:
    """Return the runs, of most words together, that stand in one order in both texts; ordered by the first."""
    size = max((run.b + run.length for run in runs), default=0) + 1
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)  # the best chain that ends before a word: words, last run
    before: list[int] = []
    for number, run in enumerate(runs):
        best, at = (0, -1), run.b + 1
        while at > 0:
            best, at = max(best, tree[at]), at & (at - 1)
        before.append(best[1])
        chain, at = (best[0] + run.length, number), run.b + run.length + 1
        while at <= size:
            tree[at], at = max(tree[at], chain), at + (at & -at)
    last, chosen = max(tree)[1], []
    while last >= 0:
        chosen.append(runs[last])
        last = before[last]
    return chosen[::-1]


def _between(
    a: list[str], b: list[str], in_a: tuple[int, int], in_b: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield what differs between two anchors; a long stretch is taken as one change."""
    if in_a[0] == in_a[1] and in_b[0] == in_b[1]:
        return
    if max(in_a[1] - in_a[0], in_b[1] - in_b[0]) > _CLOSE_READING:
        yield (*in_a, *in_b)
        return
    matcher = SequenceMatcher(None, a[slice(*in_a)], b[slice(*in_b)], autojunk=False)
    changes = [codes for tag, *codes in matcher.get_opcodes() if tag != "equal"]
    for a_low, a_high, b_low, b_high in _without_islands(changes):
        yield in_a[0] + a_low, in_a[0] + a_high, in_b[0] + b_low, in_b[0] + b_high


def _without_islands(changes: list[list[int]]) -> list[list[int]]:
    """Return the changes, joined where no more words than half of either stand unchanged between: chance, mostly."""
    joined: list[list[int]] = []
    for change in changes:
        if joined and _ISLAND * (change[0] - joined[-1][1]) <= min(_size(joined[-1]), _size(change)):
            joined[-1] = [joined[-1][0], change[1], joined[-1][2], change[3]]
        else:
            joined.append(change)
    return joined


def _size(change: list[int]) -> int:
    return max(change[1] - change[0], change[3] - change[2])
