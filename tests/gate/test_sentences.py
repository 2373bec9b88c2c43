"""The reader of times stays above its floor on the sentences written for it (benchmarks/times)."""

from __future__ import annotations

import json

import pytest
from scoring import FLOORS

from musnad.times import find
from support import ROOT


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_values_of_the_sentences_stay_above_their_floor(name: str) -> None:
    lines = (ROOT / "benchmarks" / "times" / f"sentences-{name}.jsonl").read_text(encoding="utf-8").splitlines()
    right = wanted = 0
    for record in map(json.loads, lines):
        found = {(t.start, t.end): t.value for t in find(record["text"], record["published"])}
        for time in record["times"]:
            wanted += 1
            value = _overlapping(found, time["start"], time["end"])
            right += value in (time["value"], *time.get("alt_values", ()))
    assert wanted > 100
    assert right / wanted >= FLOORS["sentences"][name], (right, wanted)


def _overlapping(found: dict[tuple[int, int], str | None], start: int, end: int) -> str | None:
    shared = {place: min(end, place[1]) - max(start, place[0]) for place in found}
    best = max(shared, key=shared.__getitem__, default=None)
    return found[best] if best is not None and shared[best] > 0 else None
