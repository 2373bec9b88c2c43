"""Which pieces are worth comparing: the same as by looking at all that share keys, whatever is passed over."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping

import numpy as np
import pytest

from musnad.case.weighing.meeting import Numbers, likeliest


def looked_at_all(keys: Mapping[int, float], blocks: Mapping[int, Numbers], least: int) -> list[int]:
    """Return the likeliest by the words of the rule: at most 200, beyond the first 20 with a quarter of the weights."""
    counts: defaultdict[int, int] = defaultdict(int)
    weights: defaultdict[int, float] = defaultdict(float)
    for key, weight in keys.items():
        for piece in blocks[key].tolist():
            counts[piece] += 1
            weights[piece] += weight
    ranked = sorted((piece for piece in counts if counts[piece] >= least), key=lambda one: (-weights[one], one))[:200]
    share = 0.25 * sum(keys.values())
    return sorted(ranked[:20] + [one for one in ranked[20:] if weights[one] >= share])


def drawn(seed: int, sizes: list[int], *, of: int) -> tuple[dict[int, float], dict[int, Numbers]]:
    draw = random.Random(seed)
    weights = sorted((draw.choice((3.1, 4.7, 5.0, 6.3, 8.9)) for _ in sizes), reverse=True)
    keys = dict(zip(draw.sample(range(1000), len(sizes)), weights, strict=True))
    blocks = {key: np.array(sorted(draw.sample(range(of), size)), np.int64)
              for key, size in zip(keys, sizes, strict=True)}  # fmt: skip
    return keys, blocks


@pytest.mark.parametrize("least", [1, 2])
@pytest.mark.parametrize(
    ("sizes", "of"),
    [
        ([], 1),
        ([5], 10),
        ([0, 0, 3, 0], 10),
        ([4, 9, 2, 30], 40),
        ([200, 300, 250, 400, 30, 500, 600, 700], 1000),
        ([30, 30, 30, 30, 30, 30, 40, 9000], 20_000),  # the common key is looked into
        ([300, 300, 300, 300, 300, 300, 9000, 9000], 20_000),  # as are both, where others are better
        ([2, 3, 2, 3, 2, 3, 9000, 9000], 20_000),  # but not where there are too few others
        ([9000, 2, 3, 2, 3, 2, 3, 2], 20_000),
    ],
)
def test_what_is_passed_over_makes_no_difference(sizes: list[int], of: int, least: int) -> None:
    for seed in range(6):
        keys, blocks = drawn(seed, sizes, of=of)
        assert likeliest(keys, blocks.__getitem__, least=least) == looked_at_all(keys, blocks, least)


def test_lowest_numbers_stand_for_equal_weights() -> None:
    keys, blocks = {1: 5.0, 2: 4.0}, {1: np.arange(0, 900, dtype=np.int64), 2: np.arange(100, 1200, dtype=np.int64)}
    assert likeliest(keys, blocks.__getitem__, least=1) == list(range(100, 300))


def test_weights_are_summed_in_the_order_of_the_keys() -> None:
    keys = {0: 0.7, 1: 0.2, 2: 0.1, 3: 1.0}  # 0.7 + 0.2 + 0.1 is just under 1, in this order
    many, one = np.arange(100, 300, dtype=np.int64), np.array([5000], np.int64)
    found = likeliest(keys, {0: many, 1: many, 2: many, 3: one}.__getitem__, least=1)
    assert found == [*range(100, 299), 5000]
