"""Which figures of two reports contradict each other: the same thing counted, and no number that fits both.

What comes in are quantities; what goes out are pairs of them. «At least 16» fits 20, «dozens» fits 30, «about 100» fits
95; «more than 150,000» and «more than 200,000» are two figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.arabic.skeletons import skeleton
from musnad.model.evidence import Counted

__all__ = ["contrary_figures", "count_the_same", "fit"]

_APART = 0.1  # of the larger: two figures without an end are two, when they lie farther apart


def count_the_same(one: Counted, other: Counted) -> bool:
    """Whether two quantities count the same: people who were killed, not wounded; tons, not kilometres."""
    if one.unit != other.unit or one.persons != other.persons:
        return False
    if one.persons or one.unit:
        return not (one.kind and other.kind and one.kind != other.kind)
    return bool(one.noun) and (one.noun == other.noun or skeleton(one.noun) == skeleton(other.noun))


def fit(one: Counted, other: Counted) -> bool:
    """Whether some number may be meant by both."""
    if one.high is None and other.high is None:
        return abs(one.low - other.low) <= _APART * max(one.low, other.low)
    if one.high is None:
        return other.high is not None and one.low <= other.high
    if other.high is None:
        return other.low <= one.high
    return one.low <= other.high and other.low <= one.high


def contrary_figures(one: Sequence[Counted], other: Sequence[Counted]) -> Iterator[tuple[int, int]]:
    """Yield the places of figures that count the same and do not fit, where none of the same kind fits either."""
    for here, mine in enumerate(one):
        for there, theirs in enumerate(other):
            if not count_the_same(mine, theirs) or fit(mine, theirs):
                continue
            agrees = any(count_the_same(mine, more) and fit(mine, more) for more in other)
            if not agrees and not any(count_the_same(more, theirs) and fit(more, theirs) for more in one):
                yield here, there
