"""The claims that an article tells with others, by what is kept of them."""

from __future__ import annotations

from pathlib import Path

from case_kit import make_older
from musnad.case.weighing import weigh
from musnad.case.weighing.told import claims_told
from web_kit import made_case


def test_claims_told_are_those_that_weighing_counts(tmp_path: Path) -> None:
    with made_case(tmp_path / "case") as case:
        for document in range(1, 6):
            counted = {
                (w.claim.id, w.counts.outlets.value, w.counts.articles.value, bool(w.against))
                for w in weigh(case, [document]).claims
            }
            told = claims_told(case.connection, document)
            assert {(claim.id, claim.outlets, claim.articles, claim.is_opposed) for claim in told} == counted
        assert claims_told(case.connection, 1)


def test_words_of_a_claim_are_those_of_the_asked_article(tmp_path: Path) -> None:
    with made_case(tmp_path / "case") as case:
        text = case.connection.execute("SELECT text FROM document WHERE id = 2").fetchone()[0]
        (claim, *_) = claims_told(case.connection, 2)
    assert any("ستسحب قواتها" in text[span.start : span.end] for span in claim.spans)


def test_an_article_that_was_not_weighed_tells_no_claims(tmp_path: Path) -> None:
    with made_case(tmp_path / "case") as case:
        assert claims_told(case.connection, 99) == ()
        make_older(case, 3)
        assert claims_told(case.connection, 1) == ()
