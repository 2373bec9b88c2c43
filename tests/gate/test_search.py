"""Search finds what the pairs written before it say, and nothing else."""

from __future__ import annotations

import pytest
import search_scoring
from search_scoring import SearchCount

# The least that the tests accept, a little under the figures of docs/search.md.
LEAST = {"own": (0.98, 0.98), "real": (0.98, 0.95)}


def test_pairs_with_texts_of_our_own() -> None:
    counts = search_scoring.measure_pairs("own")
    assert not isinstance(counts, str)
    assert counts["all"].wanted == 60
    check("own", counts["all"])


@pytest.mark.shared
def test_pairs_with_real_texts() -> None:
    counts = search_scoring.measure_pairs("real")
    if isinstance(counts, str):
        pytest.skip(counts)
    assert counts["all"].wanted == 100
    check("real", counts["all"])


def check(name: str, count: SearchCount) -> None:
    precision, recall = LEAST[name]
    assert count.precision >= precision and count.recall >= recall, count


def test_missing_corpora_are_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("MUSNAD_SHARED", str(tmp_path))
    assert search_scoring.measure_pairs("real") == "the corpus ant is not among the corpora"
    monkeypatch.delenv("MUSNAD_SHARED")
