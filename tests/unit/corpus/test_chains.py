"""Graphs of chains: what is a node, how texts fold, what a concealed copy is."""

from __future__ import annotations

import pytest

from claim_kit import byline, claim_of, graph_of, tell
from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.routes import Credit
from musnad.model import Span
from musnad.model.evidence import Claim, Teller


def kinds(graph: ChainGraph) -> dict[str, str]:
    return {node.key: node.kind for node in graph.nodes}


def steps(graph: ChainGraph, kind: str) -> list[tuple[str, str]]:
    return [(edge.start, edge.end) for edge in graph.edges if edge.kind == kind]


def joined(graph: ChainGraph) -> list[str]:
    return [route.joining for route in graph.routes]


def test_chain_runs_from_outlet_over_relay_to_origin() -> None:
    graph = graph_of("out1 afp minister")

    assert kinds(graph) == {"out1": "outlet", "afp": "relay", "minister": "origin"}
    assert steps(graph, "told") == [("afp", "minister"), ("out1", "afp")]


def test_every_edge_has_the_words_that_say_it() -> None:
    graph = graph_of("out1 afp minister", "out2 afp minister")
    edge = next(edge for edge in graph.edges if (edge.start, edge.end) == ("afp", "minister"))

    assert [(words.evidence, words.spans) for words in edge.words] == [
        ("e1", (Span(20, 25),)), ("e2", (Span(20, 25),)),
    ]  # fmt: skip


def test_outlet_that_another_cites_is_one_node() -> None:
    graph = graph_of("out1 minister", "out2 out1")

    assert kinds(graph) == {"out1": "outlet", "minister": "origin", "out2": "outlet"}


def test_own_voice_has_somebody_unknown_behind_it() -> None:
    graph = graph_of("out1")

    assert kinds(graph) == {"out1": "outlet", "unknown:1": "unknown"}
    assert graph.node("unknown:1").unknown == "own_voice"


def test_outlet_named_as_the_source_is_an_origin_though_it_tells_in_its_own_voice() -> None:
    assert kinds(graph_of("out1", "out2 out1")) == {"out1": "origin", "out2": "outlet"}


def test_agency_in_a_byline_is_a_relay_with_somebody_unknown_behind_it() -> None:
    graph = graph_of("out1", credits={1: byline("afp")})

    assert kinds(graph) == {"out1": "outlet", "afp": "relay", "unknown:afp": "unknown"}
    assert graph.node("unknown:afp").unknown == "byline"
    assert steps(graph, "byline") == [("out1", "afp")]


def test_byline_stands_between_the_outlet_and_whom_the_text_names() -> None:
    assert graph_of("out1 minister", credits={1: byline("afp")}).routes[0].nodes == ("out1", "afp", "minister")


def test_agency_named_in_byline_and_text_stands_once() -> None:
    assert graph_of("out1 afp minister", credits={1: byline("afp")}).routes[0].nodes == ("out1", "afp", "minister")


def test_translation_is_an_edge_of_its_own_kind() -> None:
    post = Credit(teller=Teller(key="outpost", name="Post", role="outlet"), kind="translation")

    assert steps(graph_of("out1 minister", credits={1: (post,)}), "translation") == [("out1", "outpost")]


def test_other_names_of_an_agency_are_one_node() -> None:
    graph = graph_of("out1 afp", "out2 fp", same_teller={"fp": "afp"})

    assert set(kinds(graph)) == {"out1", "out2", "afp"}


def test_unnamed_sources_are_never_one_by_their_wording() -> None:
    graph = graph_of("out1 ?army", "out2 ?army")

    assert [node.kind for node in graph.nodes].count("unknown") == 2


def test_unnamed_sources_with_one_key_in_two_statements_stay_two() -> None:
    one = Teller(key="PER:official", name="official", anonymous=True)
    pieces = [tell("out1 x", 1), tell("out2 x", 2)]
    chains = [type(p)(**{**{f: getattr(p, f) for f in p.__struct_fields__}, "chain": (p.outlet, one)}) for p in pieces]
    graph = build_chains(Claim(id="c", evidence=tuple(chains)))

    assert [node.kind for node in graph.nodes].count("unknown") == 2


def test_agency_named_last_leads_on_where_another_article_says_whom_it_has_it_from() -> None:
    assert kinds(graph_of("out1 afp", "out2 afp minister"))["afp"] == "relay"


def test_later_copy_that_credits_nobody_is_concealed() -> None:
    graph = graph_of("out1 minister", "out2 minister", same=[(1, 2)])

    assert joined(graph) == ["own", "concealed"]
    assert steps(graph, "concealed") == [("out2", "out1")]
    assert graph.routes[1].nodes == ("out2", "out1", "minister")


def test_concealed_edge_has_both_passages() -> None:
    graph = graph_of("out1 minister", "out2", same=[(1, 2)])
    (edge,) = (edge for edge in graph.edges if edge.kind == "concealed")

    assert [words.evidence for words in edge.words] == ["e2", "e1"]


@pytest.mark.parametrize(
    "chain", [pytest.param("out2 out1", id="the-outlet"), pytest.param("out2 afp minister", id="the-same-agency")]
)
def test_later_copy_that_credits_is_a_repeat(chain: str) -> None:
    graph = graph_of("out1 afp minister", chain, same=[(1, 2)])

    assert joined(graph) == ["own", "repeat"]
    assert graph.routes[1].nodes[-1] == "minister"


def test_copy_that_credits_the_agency_in_its_byline_is_a_repeat() -> None:
    graph = graph_of("out1 afp minister", "out2 minister", same=[(1, 2)], credits={2: byline("afp")})

    assert joined(graph) == ["own", "repeat"]


def test_outlet_that_runs_its_own_text_again_is_a_repeat() -> None:
    assert joined(graph_of("out1 minister", "out1 minister", same=[(1, 2)])) == ["own", "repeat"]


def test_the_agencys_own_piece_among_copies_is_no_copy() -> None:
    graph = graph_of("out1 afp minister", "afp minister", same=[(1, 2)])

    assert joined(graph) == ["own", "repeat"]
    assert graph.routes[1].nodes == ("afp", "minister")


@pytest.mark.parametrize("days", [pytest.param("@1 @1", id="one-day"), pytest.param("@1 @-", id="undated")])
def test_copy_is_shared_where_nothing_tells_which_was_first(days: str) -> None:
    first, second = days.split()
    graph = graph_of(f"out1 minister {first}", f"out2 minister {second}", same=[(1, 2)])

    assert joined(graph) == ["own", "shared"]


def test_text_goes_by_the_copy_that_names_its_origin() -> None:
    graph = graph_of("out1", "out2 afp", same=[(1, 2)])

    assert joined(graph) == ["shared", "own"]
    assert [route.nodes[-1] for route in graph.routes] == ["afp", "afp"]


def test_unnamed_source_of_a_text_stays_one_in_its_copies() -> None:
    graph = graph_of("out1 afp ?army", "out2 afp ?army", "out3 ?army", same=[(1, 2, 3)])

    assert [route.nodes[-1] for route in graph.routes] == ["unnamed:e1:2"] * 3


def test_origins_of_one_article_are_not_folded() -> None:
    two = [tell("out1 sohr", 1, day="2018-05-01", id="a"), tell("out1 ypg", 1, day="2018-05-01", id="b")]
    graph = build_chains(Claim(id="c", evidence=tuple(two)), same_text={"a": "t", "b": "t"})

    assert joined(graph) == ["own", "own"]


def test_copies_join_the_origin_that_they_name() -> None:
    pieces = [tell(f"out{d} {who}", d, day=f"2018-05-0{d}", id=f"{who}{d}") for d in (1, 2) for who in ("sohr", "ypg")]
    graph = build_chains(Claim(id="c", evidence=tuple(pieces)), same_text={piece.id: "t" for piece in pieces})

    assert [route.nodes[-1] for route in graph.routes] == ["sohr", "ypg", "sohr", "ypg"]


def test_fold_that_is_left_out_is_undone() -> None:
    assert joined(graph_of("out1 minister", "out2 minister")) == ["own", "own"]


def test_order_of_evidence_does_not_matter() -> None:
    claim = claim_of("out1 afp", "out2 minister", "out3")
    turned = Claim(id="c", evidence=claim.evidence[::-1])

    assert build_chains(claim) == build_chains(turned)


def test_articles_of_unknown_outlets_are_of_two() -> None:
    assert sorted(kinds(graph_of("outlet: minister", "outlet: minister"))) == ["minister", "outlet:?1", "outlet:?2"]


@pytest.mark.parametrize("length", range(2, 7))
def test_concealed_chain_is_found_whole(length: int) -> None:
    chains = ["out1 minister", *(f"out{n}" for n in range(2, length + 1))]
    graph = graph_of(*chains, same=[range(1, length + 1)])

    assert [start for start, _ in steps(graph, "concealed")] == [f"out{n}" for n in range(2, length + 1)]
    assert {route.nodes[-1] for route in graph.routes} == {"minister"}


@pytest.mark.parametrize("length", range(2, 7))
def test_concealed_chain_of_changing_words_is_found_whole(length: int) -> None:
    """Each outlet copies the one before, and no two others are alike."""
    pieces = [tell("out1 minister", 1, day="2018-05-01")]
    groups = {}
    for n in range(2, length + 1):
        pieces.append(tell(f"out{n}", n, day=f"2018-05-{n:02d}"))
        groups |= {f"e{n - 1}": "t", f"e{n}": "t"}  # groups of copies are closed over links
    graph = build_chains(Claim(id="c", evidence=tuple(pieces)), same_text=groups)

    assert len(steps(graph, "concealed")) == length - 1
