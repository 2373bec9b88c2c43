"""Actors that are one are suggested as people found them by reading."""

from __future__ import annotations

from pathlib import Path

import identity_scoring
import pytest
from identity_cases import DRAWS, drawn_case, labelled_pairs, pair_rows

# The least that the test accepts, a little under the figures of docs/weighing.md. To be quick it makes a case of the
# pairs' own articles, where no others stand around them; identity_scoring.py makes the whole one.
LEAST_PRECISION, LEAST_RECALL = 0.78, 0.84
MEASURING = 20150806


@pytest.mark.parametrize("folder", DRAWS.values(), ids=map(str, DRAWS))
def test_every_drawn_pair_is_labelled(folder: Path) -> None:
    lines = (folder / "labels.tsv").read_text(encoding="utf-8").splitlines()
    labels = dict(line.split("\t")[:2] for line in lines[1:])
    assert labels.keys() == {str(row["pair"]) for row in pair_rows(folder)}
    assert set(labels.values()) == {"same", "not"}


@pytest.mark.shared
@pytest.mark.slow
def test_labelled_pairs_are_suggested(tmp_path: Path) -> None:
    shared, folder = identity_scoring.shared_corpora(), DRAWS[MEASURING]
    if shared is None:
        pytest.skip("the corpora are not there")
    articles = {row[side][0] for row in pair_rows(folder) for side in ("one", "other")}
    with drawn_case(shared, MEASURING, tmp_path, only=articles) as case:
        labelled = labelled_pairs(folder, case)
        count = identity_scoring.measure(case, labelled)
    assert len(labelled) >= 95
    assert count.hits >= LEAST_PRECISION * count.found and count.hits >= LEAST_RECALL * count.wanted, count
