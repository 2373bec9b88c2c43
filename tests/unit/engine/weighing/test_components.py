"""What hangs together by pairs, however the pairs are cut into parts."""

from __future__ import annotations

import random

import numpy as np
import pytest

from musnad.engine.weighing import components as module
from musnad.engine.weighing.components import components, labels_at


def walked(pairs: list[tuple[int, int]]) -> dict[int, int]:
    """Return the lowest number that each hangs together with, by going along the pairs."""
    near: dict[int, set[int]] = {}
    for one, other in pairs:
        near.setdefault(one, set()).add(other)
        near.setdefault(other, set()).add(one)
    found: dict[int, int] = {}
    for start in sorted(near):
        waiting = [] if start in found else [start]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = start
                waiting += near[one]
    return found


def drawn(seed: int) -> list[tuple[int, int]]:
    draw = random.Random(seed)
    count = draw.randint(0, 60)
    return [(draw.randrange(80) << 20, draw.randrange(80) << 20) for _ in range(count)]


@pytest.mark.parametrize("seed", range(30))
def test_components_are_those_of_going_along_the_pairs(seed: int) -> None:
    pairs = drawn(seed)
    numbers, labels = components(*np.array(pairs, np.int64).reshape(-1, 2).T)
    assert dict(zip(numbers.tolist(), labels.tolist(), strict=True)) == walked(pairs)


def test_long_path_is_one_component() -> None:
    order = np.random.default_rng(3).permutation(5000)
    _, labels = components(order[:-1], order[1:])
    assert set(labels.tolist()) == {0}


@pytest.mark.parametrize("most", [0, 3, 1000])
def test_parts_make_no_difference(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_PAIRS", most)
    for seed in range(20):
        pairs = np.array(drawn(seed), np.int64).reshape(-1, 2)
        parts = [(part[:, 0], part[:, 1]) for part in np.array_split(pairs, 7)]
        for whole, cut in zip(components(pairs[:, 0], pairs[:, 1]), module._of_parts(parts), strict=True):
            assert whole.tolist() == cut.tolist()


def test_what_has_no_label_keeps_its_number_or_none() -> None:
    numbers, labels = np.array([3, 5, 9]), np.array([3, 3, 9])
    assert labels_at(np.array([5, 4, 12]), numbers, labels).tolist() == [3, 4, 12]
    assert labels_at(np.array([5, 4, 12]), numbers, labels, none=-1).tolist() == [3, -1, -1]
    assert labels_at(np.array([5]), numbers[:0], labels[:0]).tolist() == [5]
