"""Reports that tell the same thing are brought together as people found them by reading."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import claim_scoring
import pytest
from claim_labels import CLAIMS, read_stories

from case_kit import add, article, new_case
from musnad.case.weighing import weigh, weigh_pending
from musnad.corpus.joining import Joiner
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


Place = tuple[int, int]  # an article's number, and where something told in it begins


@pytest.mark.shared
@pytest.mark.slow
def test_case_keeps_the_claims_that_comparing_everything_gives(tmp_path: Path) -> None:
    rows = claim_scoring.corpus_rows()
    if rows is None:
        pytest.skip("the ANT corpus is not there")
    story = read_stories(CLAIMS)[0]
    articles = claim_scoring.read_articles(story, {row["id"]: row for row in rows})
    joiner = Joiner({row.key: row.weight for row in Lexicon().join_traits}, rarity=Lexicon().stem_rarity)
    for number in sorted(articles):
        joiner.add(articles[number].evidence)
    together = {
        frozenset((piece.document, piece.spans[0].start) for piece in claim.evidence)
        for claim in joiner.claims()
        if len({piece.document for piece in claim.evidence}) > 1
    }

    kept = kept_claims(tmp_path / "c", articles)

    assert len(together) > 50
    assert len(together & kept) > 0.9 * max(len(together), len(kept))


def kept_claims(folder: Path, articles: Mapping[int, claim_scoring.Article]) -> set[frozenset[Place]]:
    """Put articles into a case and return the claims that it keeps."""
    case = new_case(folder)
    docs = {number: articles[number].doc for number in sorted(articles)}
    fields = ("id", "title", "outlet", "author", "published")
    add(
        case,
        *(article(doc.text, locator=str(n), **{f: getattr(doc, f) for f in fields}) for n, doc in docs.items()),
    )
    weigh_pending(case)
    rows = case.connection.execute("SELECT current FROM article ORDER BY current")
    number = dict(zip((row[0] for row in rows), docs, strict=True))
    return {
        frozenset((number[piece.document], piece.spans[0].start) for piece in weighed.claim.evidence)
        for weighed in weigh(case).claims
    }
