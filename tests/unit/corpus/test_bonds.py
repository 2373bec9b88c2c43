"""Ties drawn together, the strongest of them, and who stands between."""

from __future__ import annotations

from datetime import date

import pytest

from claim_kit import byline, claim_of, tell
from musnad.corpus.bonds import (
    UNNAMED,
    Bond,
    bottlenecks,
    citing_bonds,
    event_bonds,
    pick,
    reports_of,
    stands_between,
)
from musnad.corpus.network import citation_network, event_network
from musnad.corpus.support import Support
from musnad.corpus.weighing import Weighed
from musnad.model.evidence import Claim, ToldEvent
from unit.corpus.weighed_claims import event, weigh

QUADS = {"ASSAULT": 4, "ACCUSE": 3, "CONSULT": 1, "SUPPORT": 1}


def telling(*events: ToldEvent, id: str = "c", day: str | None = "2018-10-02") -> Claim:
    return claim_of(tell("out1 minister", 1, id=f"{id}-1", day=day, events=events), id=id)


def of_events(claims: tuple[Weighed, ...], *days: date) -> tuple[Bond, ...]:
    return event_bonds(event_network(claims).ties, reports_of(claims), quad_of=QUADS.__getitem__, days=days)


def bond(start: str, end: str, *claims: str) -> Bond:
    return Bond(start, end, "told", False, (("told", len(claims)),), Support(claims, claims), ())


def test_bond_holds_all_types_of_one_sign() -> None:
    claims = weigh(telling(event("a > b"), event("a > b", type="ACCUSE"), event("a > b", type="SUPPORT")))
    found = {one.sign: one.what for one in of_events(claims)}

    assert found == {"conflict": (("ACCUSE", 1), ("ASSAULT", 1)), "cooperation": (("SUPPORT", 1),)}


def test_a_claim_of_two_types_counts_once() -> None:
    (found,) = of_events(weigh(telling(event("a > b"), event("a > b", type="ACCUSE"))))

    assert found.support.weight == 1


def test_the_way_back_is_another_bond() -> None:
    found = of_events(weigh(telling(event("a > b"), event("b > a"))))

    assert [(one.start, one.end) for one in found] == [("a", "b"), ("b", "a")]


def test_what_was_told_on_other_days_is_left_out() -> None:
    claims = weigh(telling(event("a > b"), id="x"), telling(event("a > b"), id="y", day="2018-10-09"))
    day = date(2018, 10, 9)
    (found,) = of_events(claims, day, day)

    assert (found.support.claims, found.support.evidence, found.days) == (("y",), ("y-1",), ((day, 1),))


def test_what_has_no_day_is_in_no_days() -> None:
    claims = weigh(telling(event("a > b"), day=None))

    assert len(of_events(claims)) == 1
    assert of_events(claims, date.min, date.max) == ()


def test_all_who_are_unnamed_are_drawn_as_one() -> None:
    claims = weigh(claim_of(tell("out1 ?army", 1), id="x"), claim_of(tell("out1 ?palace", 2), id="y"))
    (found,) = citing_bonds(citation_network(claims), reports_of(claims))

    assert (found.start, found.end, found.support.weight) == ("out1", UNNAMED, 2)


def test_bottleneck_is_the_one_through_whom_all_pass() -> None:
    told = claim_of(tell("out1 wire minister", 1), tell("out2 wire minister", 2), id="x")

    assert {key: support.claims for key, support in bottlenecks(weigh(told)).items()} == {"minister": ("x",)}


def test_claim_of_one_article_has_no_bottleneck() -> None:
    assert bottlenecks(weigh(claim_of(tell("out1 minister", 1), id="x"))) == {}


def test_pick_takes_those_of_most_claims_and_says_what_it_leaves() -> None:
    picked = pick([bond("a", "b", "1", "2", "3"), bond("b", "c", "4", "5"), bond("d", "e", "6")], most=3)

    assert dict(picked.weights) == {"b": 5, "a": 3, "c": 2}
    assert (len(picked.bonds), picked.more_keys, picked.more_bonds) == (2, 2, 1)


def test_pick_of_a_thousand_is_few() -> None:
    picked = pick([bond(f"n{i}", f"n{i + 1}", *map(str, range(i))) for i in range(1, 1000)], most=60)

    assert len(picked.weights) == 60
    assert picked.more_keys == 1000 - 60


def test_pick_keeps_the_one_who_is_asked_for() -> None:
    strong = [bond("x", f"n{i}", *map(str, range(9))) for i in range(5)]
    picked = pick([*strong, bond("weak", "x", "1")], most=2, keys={"weak"})

    assert set(picked.weights) == {"weak", "x"}


def test_pick_of_nothing_is_nothing() -> None:
    picked = pick([], most=60)

    assert (dict(picked.weights), picked.bonds, picked.more_keys) == ({}, (), 0)


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        pytest.param((), (), id="nobody"),
        pytest.param(("a b",), (), id="two"),
        pytest.param(("a b", "b c"), (("b", 1.0),), id="one between two"),
        pytest.param(("a b", "b d", "a c", "c d"), (("a", 0.5), ("b", 0.5), ("c", 0.5), ("d", 0.5)), id="shares"),
        pytest.param(("m a", "m b", "m c"), (("m", 3.0),), id="star"),
    ],
)
def test_stands_between(ways: tuple[str, ...], expected: tuple[tuple[str, float], ...]) -> None:
    assert stands_between([bond(*way.split(), "1") for way in ways]) == expected


def test_byline_ties_an_outlet_to_its_agency() -> None:
    claims = weigh(claim_of(tell("out1", 1), id="x"), credits={1: byline("wire")})

    assert [(one.start, one.end, one.what) for one in citing_bonds(citation_network(claims), reports_of(claims))]
