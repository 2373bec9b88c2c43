"""Reports that tell the same thing are brought together as people found them by reading."""

from __future__ import annotations

import claim_scoring
import pytest
from claim_labels import CLAIMS, read_stories

from musnad.lexicon import Lexicon

from scoring import Count  # isort: skip - it lies beside this file

# The least that the tests accept, a little under the figures of docs/weighing.md.
LEAST_PRECISION, LEAST_RECALL = 0.90, 0.22


@pytest.mark.shared
@pytest.mark.slow
def test_labelled_stories_are_joined() -> None:
    rows = claim_scoring.corpus_rows()
    if rows is None:
        pytest.skip("the ANT corpus is not there")
    weights = {row.key: row.weight for row in Lexicon().join_traits}
    by_id = {row["id"]: row for row in rows}
    total = Count()
    for story in read_stories(CLAIMS):
        total += claim_scoring.measure(story, claim_scoring.read_articles(story, by_id), weights=weights)
    assert total.wanted == 262
    assert total.hits >= LEAST_PRECISION * total.found and total.hits >= LEAST_RECALL * total.wanted, total
