"""Rows of numbers that are remembered by key."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt

from musnad.stages.mentions.memo import RowMemo


class Maker:
    """Makes the row (key, key squared) and notes what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, keys: Sequence[int]) -> npt.NDArray[np.float32]:
        self.asked += keys
        return np.array([(key, key * key) for key in keys], dtype=np.float32)


def test_row_is_made_once_while_it_is_remembered() -> None:
    maker = Maker()
    memo = RowMemo(maker, 2, 8)
    assert memo.rows([3, 1, 3]).tolist() == [[3, 9], [1, 1], [3, 9]]
    assert memo.rows([1, 2]).tolist() == [[1, 1], [2, 4]]
    assert maker.asked == [3, 1, 2]


def test_full_memo_keeps_what_is_asked_for_and_forgets_the_rest() -> None:
    maker = Maker()
    memo = RowMemo(maker, 2, 4)
    for key in range(1, 13):
        assert memo.rows([0, key]).tolist() == [[0, 0], [key, key * key]]
    assert maker.asked.count(0) == 1
    memo.rows([1])
    assert maker.asked.count(1) == 2


def test_more_keys_than_it_holds_are_answered_too() -> None:
    memo = RowMemo(Maker(), 2, 3)
    memo.rows([7])
    assert memo.rows(list(range(10)))[:, 1].tolist() == [key * key for key in range(10)]


def test_returned_rows_may_be_changed() -> None:
    memo = RowMemo(Maker(), 2, 8)
    memo.rows([5])[:] = 0
    assert memo.rows([5]).tolist() == [[5, 25]]


def test_threads_share_a_memo() -> None:
    memo = RowMemo(Maker(), 2, 16)

    def ask(first: int) -> bool:
        keys = [first + step * 7 % 40 for step in range(10)]
        return memo.rows(keys)[:, 1].tolist() == [key * key for key in keys]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(300)))
