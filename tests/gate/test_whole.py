"""What musnad counts of claims that it finds itself is what readers counted, as often as docs/weighing.md says."""

from __future__ import annotations

import pytest
from claim_labels import CLAIMS, read_stories
from claim_scoring import corpus_rows
from origin_scoring import Telling, counts_by_labels
from whole_scoring import Scored, agree, score_story, total_of

from scoring import Count  # isort: skip - it lies beside this file

# The least that the tests accept, a little under the figures of docs/weighing.md: shares of 180 claims, the second of
# each pair where only the articles that were brought together count.
LEAST_WITHIN, LEAST_EXACT, LEAST_BOTTLENECK = (0.87, 0.92), (0.73, 0.79), (0.60, 0.66)
LEAST_DENIALS = 12  # of 95

NOTHING = {kind: (frozenset[int](), frozenset[int]()) for kind in ("denial", "figure", "date")}


def test_scores_are_added_up() -> None:
    denials = {**NOTHING, "denial": (frozenset({2, 3}), frozenset({3, 4, 5}))}
    right = Scored(1, 3, 1, 1, True, True, denials)
    under = Scored(2, 3, 4, 3, False, True, NOTHING)
    lost = Scored(-1, -1, 0, 0, False, False, denials)

    total = total_of([right, under, lost])

    assert (total.claims, total.within, total.exact, total.bottleneck) == (3, 1, 1, 1)
    assert (total.within_found, total.exact_found, total.bottleneck_found) == (2, 1, 2)
    assert total.against["denial"] == Count(2, 4, 6)
    assert total.against["figure"] == Count()


@pytest.mark.parametrize(
    ("reader", "origins", "right"),
    [
        ("afp", ["actors:org.fra.agence_france_presse"], True),
        ("afp", ["actors:org.gbr.reuters"], False),
        ("agence_france_presse", ["actors:org.fra.agence_france_presse"], True),
        ("aktay", ["PER:ياسين أقطاي"], True),
        ("aktay", ["PER:ياسين اقطاي", "PER:عمر جليك"], False),
        ("-", ["PER:ياسين أقطاي", "PER:عمر جليك"], True),
        ("-", ["PER:ياسين أقطاي"], False),
        ("?", ["?a witness"], True),
        ("aktay", ["?a witness"], False),
    ],
)
def test_bottlenecks_agree_by_the_names_of_readers(reader: str, origins: list[str], right: bool) -> None:
    counts = counts_by_labels([Telling(number, (origin,), ()) for number, origin in enumerate(origins, 1)])

    assert agree(reader, counts) is right


@pytest.mark.shared
@pytest.mark.slow
def test_labelled_claims_are_counted() -> None:
    rows = corpus_rows()
    if rows is None:
        pytest.skip("the ANT corpus is not there")
    by_id = {row["id"]: row for row in rows}

    total = total_of(scored for story in read_stories(CLAIMS) for scored in score_story(story, by_id))

    assert (total.claims, total.against["denial"].wanted) == (180, 95)
    shares = {
        "within": (LEAST_WITHIN, total.within, total.within_found),
        "exact": (LEAST_EXACT, total.exact, total.exact_found),
        "bottleneck": (LEAST_BOTTLENECK, total.bottleneck, total.bottleneck_found),
    }
    for name, (least, *right) in shares.items():
        assert all(some >= share * total.claims for some, share in zip(right, least, strict=True)), (name, right)
    assert total.against["denial"].hits >= LEAST_DENIALS, total.against
