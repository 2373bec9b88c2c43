"""Which evidence is one text."""

from __future__ import annotations

import pytest

from claim_kit import tell
from musnad.corpus.wording import same_wording
from musnad.model.evidence import Evidence

WORDS = ("port", "close", "minister", "storm", "two", "day", "ship", "coast", "wait", "north")


def piece(document: int, *terms: str, id: str | None = None) -> Evidence:
    return tell("out1", document, day=f"2018-05-0{document}", id=id, terms=terms)


def test_copies_with_the_same_words_are_one_text() -> None:
    assert same_wording([piece(2, *WORDS), piece(1, *WORDS)], {1: "g", 2: "g"}) == {"e1": "e1", "e2": "e1"}


@pytest.mark.parametrize(
    "copies",
    [pytest.param({}, id="none"), pytest.param({1: "g", 2: "h"}, id="of-others"), pytest.param({1: "g"}, id="one")],
)
def test_articles_that_are_no_copies_share_no_text(copies: dict[int, str]) -> None:
    assert same_wording([piece(1, *WORDS), piece(2, *WORDS)], copies) == {}


def test_copies_may_tell_the_claim_in_other_words() -> None:
    assert same_wording([piece(1, *WORDS), piece(2, *WORDS[:5], "a", "b", "c", "d", "e")], {1: "g", 2: "g"}) == {}


def test_word_that_changes_leaves_one_text() -> None:
    assert len(same_wording([piece(1, *WORDS), piece(2, *WORDS[:9], "south")], {1: "g", 2: "g"})) == 2


def test_one_article_alone_is_no_group() -> None:
    assert same_wording([piece(1, *WORDS), piece(1, *WORDS, id="other")], {1: "g"}) == {}


def test_pieces_without_stems_are_in_no_group() -> None:
    assert same_wording([piece(1), piece(2)], {1: "g", 2: "g"}) == {}
