"""The rules of counting name the narrowest layer that readers named, on the stories to learn from."""

from __future__ import annotations

from collections import Counter

from origin_scoring import compare_stories

# Of 420 claims; docs/weighing.md tells where readers differ. Two readers of one claim agree on 28 of 36.
LEAST_ALIKE = 406


def test_narrowest_layers_are_those_of_readers() -> None:
    compared = compare_stories()
    alike = Counter(claim.agrees for claim in compared)

    assert len(compared) == 420
    assert alike[True] >= LEAST_ALIKE, [claim for claim in compared if not claim.agrees]


def test_named_origins_are_those_of_readers() -> None:
    assert [claim for claim in compare_stories() if claim.origins != claim.origins_wanted] == []
