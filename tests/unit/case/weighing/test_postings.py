"""Blocks that are filled at once are those that pieces enter one by one."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np

from case_kit import new_case
from musnad.case.weighing.pieces import number_of
from musnad.case.weighing.postings import add_postings, fill_blocks


def test_blocks_that_are_filled_at_once_are_those_of_one_by_one(tmp_path: Path) -> None:
    """Keys below zero, and documents that lie in several rows of a key, at their very ends too."""
    draw = random.Random(3)
    documents = (1, 7, 4095, 4096, 4097, 8191, 8192, 70_000)
    pieces = {number_of(document, place): sorted(draw.sample((-9, -2, 0, 5, 4_000_000_000), 3))
              for document in documents for place in (0, 1, 65_535)}  # fmt: skip
    rows = sorted((key, piece) for piece, keys in pieces.items() for key in keys)
    found = []
    for name in ("one", "all"):
        with new_case(tmp_path / name) as case, case.change() as connection:
            if name == "all":
                fill_blocks(connection, *(np.array(column, np.int64) for column in zip(*rows, strict=True)))
            for piece, keys in pieces.items() if name == "one" else ():
                add_postings(connection, {piece: keys})
            found.append(connection.execute("SELECT * FROM block ORDER BY key, row").fetchall())
    assert found[0] == found[1]
    assert {row for _, row, _ in found[0]} == {0, 1, 2, 17}
