"""Events at places: claims count once at each place, and are narrowed and listed."""

from __future__ import annotations

from typing import Any

import pytest

from musnad.corpus.places import Site, by_claim, count_by, narrowed
from musnad.model import Interval


def site(claim: int, place: str = "places:syr", **fields: Any) -> Site:
    given = {
        "piece": claim,
        "document": claim,
        "outlet": "o",
        "told": "2018-10-07",
        "type": "ASSAULT",
        "status": "happened",
    }
    return Site(claim=claim, place=place, **{**given, **fields})


def test_a_claim_counts_once_at_a_place_however_many_tell_it() -> None:
    sites = (site(1), site(1, document=2, piece=5), site(2, "places:irq"))
    assert count_by(sites, lambda s: s.place) == {"places:irq": 1, "places:syr": 1}


def test_what_has_no_key_is_not_counted() -> None:
    assert count_by((site(1), site(2, "LOC:x")), lambda s: "SYR" if s.place == "places:syr" else None) == {"SYR": 1}


def test_places_with_most_claims_come_first() -> None:
    assert list(count_by((site(1, "b"), site(2, "a"), site(3, "b")), lambda s: s.place)) == ["b", "a"]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({}, [1, 2, 3]),
        ({"types": ["CONSULT"]}, [2]),
        ({"statuses": ["planned"]}, [3]),
        ({"actors": ["x"]}, [1]),
        ({"actors": ["y"]}, [2]),
        ({"types": ["ASSAULT"], "actors": ["y"]}, []),
    ],
    ids=["all", "type", "status", "who acts", "who is acted on", "both"],
)
def test_narrowed_keeps_what_is_asked_for(asked: dict[str, list[str]], left: list[int]) -> None:
    sites = (site(1, actors=("x",)), site(2, type="CONSULT", recipients=("y",)), site(3, status="planned"))
    assert [one.claim for one in narrowed(sites, **asked)] == left


def test_claims_that_most_articles_tell_come_first_then_the_latest() -> None:
    sites = (site(1, told="2018-10-01"), site(2, told="2018-10-09"), site(3), site(3, document=9, piece=9, outlet="p"))
    told = by_claim(sites)
    assert [one.claim for one in told] == [3, 2, 1]
    assert (told[0].articles, told[0].outlets) == (2, 2)


def test_the_first_report_is_the_earliest_and_undated_ones_come_last() -> None:
    told = by_claim((site(1, piece=1, told=None), site(1, piece=2, document=2, told="2018-10-02")))
    assert told[0].first.piece == 2


def test_the_day_is_that_of_the_event_else_of_its_telling() -> None:
    days = Interval("2018-10-02T10:00", "2018-10-02T11:00", "clock")
    assert (site(1, days=days).day, site(1).day, site(1, told=None).day) == ("2018-10-02", "2018-10-07", None)
