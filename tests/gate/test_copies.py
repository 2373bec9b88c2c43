"""Copies are found as people told them in the labelled pairs."""

from __future__ import annotations

from dataclasses import replace

import copy_scoring
import pytest
from copy_scoring import CopyCount

# The least that the tests accept in a case of the pairs' articles, a little under the figures of docs/copies.md, which
# also has those of a case of the whole corpus: that takes more than a minute, so it is left to the script.
LEAST_PRECISION, LEAST_RECALL = 0.90, 0.90


@pytest.mark.shared
def test_labelled_copies_are_found() -> None:
    counts = copy_scoring.measure_pairs(whole=False)
    if isinstance(counts, str):
        pytest.skip(counts)
    assert counts.wanted == 51
    assert counts.precision >= LEAST_PRECISION and counts.recall >= LEAST_RECALL, counts


def test_shares_of_a_count() -> None:
    counts = CopyCount(hits=3, found=4, wanted=6, recrawls=0, recrawls_wanted=0)

    assert (counts.precision, counts.recall) == (0.75, 0.5)
    assert (replace(counts, found=0).precision, replace(counts, wanted=0).recall) == (1.0, 1.0)


def test_missing_corpora_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("MUSNAD_SHARED", str(tmp_path))

    assert copy_scoring.measure_pairs(whole=False) == "the corpus saudinewsnet is not among the corpora"
