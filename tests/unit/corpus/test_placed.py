"""Things in a text are found by its stretches, as by looking at each of them."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from musnad.corpus.placed import Placed, merged
from musnad.model import Span

LENGTH = 60


def some_spans(draw: random.Random, count: int) -> list[Span]:
    """Return so many stretches in no order, one in four of them long."""
    starts = [draw.randrange(LENGTH) for _ in range(count)]
    return [Span(start, start + draw.randint(1, 30 if draw.random() < 0.25 else 4)) for start in starts]


@pytest.mark.parametrize("count", [0, 1, 5, 40])
def test_look_ups_find_what_looking_at_each_finds(count: int) -> None:
    draw = random.Random(count)
    spans = some_spans(draw, count)
    placed = Placed((span, number) for number, span in enumerate(spans))
    for asked in some_spans(draw, 200):
        other = Span(asked.end, asked.end + 9)
        inside = [n for n, span in enumerate(spans) if asked.contains(span) or other.contains(span)]
        assert placed.within([other, asked]) == inside
        assert placed.overlapping(asked) == [n for n, span in enumerate(spans) if span.overlaps(asked)]
        assert placed.touches(asked) == any(span.overlaps(asked) for span in spans)
        assert placed.covers(asked) == any(span.contains(asked) for span in spans)


@pytest.mark.parametrize("count", [0, 1, 5, 12])
def test_merged_stretches_cover_the_same(count: int) -> None:
    spans = some_spans(random.Random(count), count)
    found = merged(spans)
    assert {at for span in found for at in range(span.start, span.end)} == {
        at for span in spans for at in range(span.start, span.end)
    }
    assert all(one.end < other.start for one, other in pairwise(found))
