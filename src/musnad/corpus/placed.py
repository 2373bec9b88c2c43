"""Things that stand in a text, found by the stretches of it in which they stand.

What comes in are things with their places; what goes out are those in a stretch, in the order in which they came in.
Each look-up costs by what is found, so that a text of any length is gone through in time that grows as it does.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from musnad.model import Span
from musnad.model.span import Located

__all__ = ["Placed", "merged"]

T = TypeVar("T")


class Placed(Generic[T]):
    """Things with their places, which are short beside the text or do not overlap."""

    def __init__(self, things: Iterable[tuple[Located, T]]) -> None:
        given = list(things)
        self._things = [thing for _, thing in given]
        rows = sorted((place.start, place.end, number) for number, (place, _) in enumerate(given))
        self._starts = [start for start, _, _ in rows]
        self._ends = [end for _, end, _ in rows]
        self._numbers = [number for _, _, number in rows]
        self._reach = list(accumulate(self._ends, max))  # how far those up to each reach

    def within(self, spans: Iterable[Located]) -> list[T]:
        """Return the things that lie wholly inside one of some stretches, each once.

        >>> Placed([(Span(4, 6), "b"), (Span(0, 2), "a"), (Span(5, 9), "c")]).within([Span(0, 8)])
        ['b', 'a']
        """
        return self._in_order(
            at
            for span in spans
            for at in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))
            if self._ends[at] <= span.end
        )

    def overlapping(self, span: Located) -> list[T]:
        """Return the things that share a code point with a stretch."""
        return self._in_order(self._meeting(span))

    def touches(self, span: Located) -> bool:
        """Whether any of the things shares a code point with a stretch."""
        return next(self._meeting(span), None) is not None

    def covers(self, span: Located) -> bool:
        """Whether a whole stretch lies inside any of the things.

        >>> Placed([(Span(0, 9), "a"), (Span(2, 4), "b")]).covers(Span(3, 8))
        True
        """
        at = bisect_right(self._starts, span.start) - 1
        return at >= 0 and self._reach[at] >= span.end

    def _meeting(self, span: Located) -> Iterator[int]:
        first, end = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return (at for at in range(first, end) if self._ends[at] > span.start)

    def _in_order(self, found: Iterable[int]) -> list[T]:
        return [self._things[number] for number in sorted({self._numbers[at] for at in found})]


def merged(spans: Iterable[Located]) -> Sequence[Span]:
    """Return stretches that cover what some cover, in order, none of which overlaps or meets another.

    >>> merged([Span(5, 7), Span(0, 2), Span(2, 3), Span(1, 2)])
    [Span(start=0, end=3), Span(start=5, end=7)]
    """
    found: list[Span] = []
    for span in sorted(span.span for span in spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
