"""Networks over claims: who does what to whom, who has it from whom."""

from __future__ import annotations

import pytest

from claim_kit import byline, claim_of, tell
from musnad.corpus.network import EventNetwork, citation_network, event_network
from musnad.model.evidence import Claim, ToldEvent
from support import done_within
from unit.corpus.weighed_claims import event, weigh


def telling(*events: ToldEvent, id: str = "c", articles: int = 1) -> Claim:
    """Return a claim of so many articles that each tell the events."""
    pieces = [tell("out1 minister", n, id=f"{id}-{n}", day="2018-10-02", events=events) for n in range(1, articles + 1)]
    return claim_of(*pieces, id=id)


def ties(network: EventNetwork) -> list[tuple[str, str, str, int]]:
    return [(tie.start, tie.end, tie.type, tie.support.weight) for tie in network.ties]


def test_no_claims_make_empty_networks() -> None:
    assert (event_network([]).nodes, event_network([]).ties) == ((), ())
    assert (citation_network([]).nodes, citation_network([]).ties) == ((), ())


def test_tie_weighs_as_many_as_there_are_claims_and_opens_them() -> None:
    claims = weigh(telling(event("a > b"), id="x", articles=9), telling(event("a > b"), id="y"))
    (tie,) = event_network(claims).ties

    assert (tie.start, tie.end, tie.mutual, tie.support.weight) == ("a", "b", False, 2)
    assert tie.support.claims == ("x", "y")
    assert tie.support.evidence == (*(f"x-{n}" for n in range(1, 10)), "y-1")


def test_direction_type_and_status_are_kept_apart() -> None:
    told = event("a > b"), event("b > a"), event("a > b", type="ACCUSE"), event("a > b", status="denied")
    network = event_network(weigh(telling(*told)))

    assert [(tie.start, tie.end, tie.type, tie.status) for tie in network.ties] == [
        ("a", "b", "ACCUSE", "happened"),
        ("a", "b", "ASSAULT", "denied"),
        ("a", "b", "ASSAULT", "happened"),
        ("b", "a", "ASSAULT", "happened"),
    ]


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        ("b a >", [("a", "b")]),
        ("b > a", [("a", "b")]),
        ("a > b", [("a", "b")]),
        ("a b c >", [("a", "b"), ("a", "c"), ("b", "c")]),
        ("a b > c", [("a", "c"), ("b", "c")]),
        ("a >", []),
        ("a > a", []),
    ],
    ids=["together", "turned", "straight", "three", "two-with-one", "alone", "with-itself"],
)
def test_talks_are_mutual(parties: str, expected: list[tuple[str, str]]) -> None:
    network = event_network(weigh(telling(event(parties, type="CONSULT"))))

    assert [(tie.start, tie.end) for tie in network.ties] == expected
    assert all(tie.mutual for tie in network.ties)


def test_talks_told_from_both_sides_are_one_tie_of_one_claim() -> None:
    network = event_network(weigh(telling(event("a > b", type="AGREE"), event("b > a", type="AGREE"))))

    assert ties(network) == [("a", "b", "AGREE", 1)]


def test_those_who_act_together_are_not_tied() -> None:
    network = event_network(weigh(telling(event("a b >"))))

    assert network.ties == ()
    assert [(node.key, node.acts.weight, node.receives.weight) for node in network.nodes] == [("a", 1, 0), ("b", 1, 0)]


def test_names_are_those_given_else_keys() -> None:
    network = event_network(weigh(telling(event("a > b"))), names={"a": "سيرغي لافروف"})

    assert {node.key: node.name for node in network.nodes} == {"a": "سيرغي لافروف", "b": "b"}


def test_network_is_narrowed_to_heavy_ties_and_to_those_of_one() -> None:
    claims = weigh(telling(event("a > b"), event("b > c"), event("d >"), id="x"), telling(event("a > b"), id="y"))
    network = event_network(claims)

    heavy, own = network.narrowed(least=2), network.narrowed(keys={"c"})
    assert (ties(heavy), {node.key for node in heavy.nodes}) == ([("a", "b", "ASSAULT", 2)], {"a", "b"})
    assert (ties(own), [node.key for node in own.nodes]) == ([("b", "c", "ASSAULT", 1)], ["b", "c"])
    assert network.narrowed().nodes == network.nodes
    assert network.narrowed(keys=()).ties == ()


def test_who_has_it_from_whom_counts_claims() -> None:
    network = citation_network(
        weigh(claim_of("out1 afp minister", "out1 afp minister", id="x"), claim_of("out1 afp", id="y"))
    )

    found = {(tie.start, tie.end): tie.support.weight for tie in network.ties}
    assert found == {("out1", "afp"): 2, ("afp", "minister"): 1}
    by_key = {node.key: node for node in network.nodes}
    assert [by_key[key].tells for key in ("out1", "afp", "minister")] == [2, 2, 1]
    assert (by_key["afp"].passes_on.claims, by_key["afp"].says.claims) == (("x",), ("y",))
    assert (by_key["out1"].publishes.evidence, by_key["minister"].says.evidence) == (("e1", "e2"), ("e1", "e2"))
    assert (by_key["out1"].cites, by_key["afp"].cited_by) == (("afp",), ("out1",))


def test_evidence_of_a_tie_is_that_of_its_words() -> None:
    pieces = [tell("out1 minister", 1, id="x1"), tell("out2 minister", 2, id="x2")]
    network = citation_network(weigh(claim_of(*pieces, id="x")))

    assert {tie.start: tie.support.evidence for tie in network.ties} == {"out1": ("x1",), "out2": ("x2",)}


def test_unnamed_sources_are_never_one() -> None:
    first, second = (claim_of(tell("out1 ?source", 1, id=f"{id}1"), id=id) for id in "xy")
    same = claim_of(tell("out1 ?source", 2, id="same"), tell("out2 ?source", 3, id="same2"), id="z")
    network = citation_network(weigh(first, second, same))

    unnamed = [node for node in network.nodes if node.is_unnamed]
    assert len(unnamed) == 4
    assert all(tie.support.weight == 1 for tie in network.ties)
    (outlet,) = [node for node in network.nodes if node.key == "out1"]
    assert (sorted(outlet.unnamed.claims), outlet.cites) == (["x", "y", "z"], ())


def test_same_key_of_somebody_unknown_in_two_claims_is_two() -> None:
    claims = [claim_of(tell("out1", 1, id=f"{id}1"), id=id) for id in "xy"]
    network = citation_network(weigh(*claims, credits={1: byline("afp")}))

    assert [(node.key, node.publishes.weight) for node in network.nodes] == [("afp", 0), ("out1", 2)]
    assert [(tie.start, tie.end, tie.kind, tie.support.weight) for tie in network.ties] == [
        ("out1", "afp", "byline", 2)
    ]


def test_copy_that_credits_nobody_cites_nobody() -> None:
    words = tuple(f"w{number}" for number in range(9))
    pieces = [tell("out1 minister", 1, day="2018-10-02", terms=words), tell("out2", 2, day="2018-10-04", terms=words)]
    network = citation_network(weigh(claim_of(*pieces), copies={1: 1, 2: 1}))

    (copy,) = [tie for tie in network.ties if tie.kind == "concealed"]
    assert (copy.start, copy.end, copy.support.evidence) == ("out2", "out1", ("e2", "e1"))
    assert {node.key: node.cited_by for node in network.nodes}["out1"] == ()


def test_citations_are_narrowed_too() -> None:
    network = citation_network(weigh(claim_of("out1 minister", id="x"), claim_of("out1 minister", "out2 ?man", id="y")))

    narrowed = network.narrowed(least=2)
    assert ([tie.end for tie in narrowed.ties], [node.key for node in narrowed.nodes]) == (
        ["minister"],
        ["minister", "out1"],
    )
    assert [tie.start for tie in network.narrowed(keys={"out2"}).ties] == ["out2"]


def test_claims_behind_a_tie_stand_in_the_order_given() -> None:
    claims = weigh(telling(event("a > b"), id="x"), telling(event("a > b"), id="y"))

    assert event_network(claims).ties[0].support.claims == ("x", "y")
    assert event_network(tuple(reversed(claims))).ties[0].support.claims == ("y", "x")


def test_five_thousand_claims_take_no_long_time() -> None:
    claims = weigh(*(telling(event("a > b"), event(f"a > p{n}", type="CONSULT"), id=f"c{n}") for n in range(5000)))
    with done_within(4):
        found = event_network(claims), citation_network(claims)

    assert [network.ties[0].support.weight for network in found] == [5000, 5000]
