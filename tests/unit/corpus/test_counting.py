"""Counts of a claim: bounds, the narrowest layer, witnesses and repeats, and the words behind each."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from claim_kit import byline, claim_of, counts_of, tell
from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.counting import CountName, Counts, count
from musnad.model import Span
from musnad.model.evidence import Claim
from support import done_within


def bounds(counts: Counts) -> tuple[int, int]:
    return counts.origins_lower.value, counts.origins_upper.value


def layer(counts: Counts) -> list[str]:
    return [member.key for member in counts.narrowest.members]


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        pytest.param(["out1 minister", "out2 minister"], (1, 1), id="one-origin-repeated"),
        pytest.param(["out1 minister", "out2 general"], (2, 2), id="two-origins"),
        pytest.param(["out1 ?army", "out2 ?army"], (0, 2), id="unnamed-raise-the-upper-alone"),
        pytest.param(["out1 minister", "out2 ?army", "out3"], (1, 3), id="named-unnamed-own-voice"),
        pytest.param(["out1", "out1"], (0, 2), id="own-voice-of-two-articles"),
        pytest.param(["out1 out2", "out2 out1"], (0, 1), id="circle"),
        pytest.param(["out1 afp", "out2 afp minister"], (1, 1), id="agency-leads-on"),
    ],
)
def test_bounds_of_origins(chains: list[str], expected: tuple[int, int]) -> None:
    assert bounds(counts_of(*chains)) == expected


def test_copies_with_an_unnamed_source_raise_the_upper_bound_once() -> None:
    assert bounds(counts_of("out1 ?army", "out2 ?army", "out3 ?army", same=[(1, 2, 3)])) == (0, 1)


@pytest.mark.parametrize(
    ("chains", "members"),
    [
        pytest.param(["out1 afp minister", "out2 afp minister"], ["minister"], id="nearest-the-origin"),
        pytest.param(["out1 afp minister", "out2 afp general"], ["afp"], id="one-agency"),
        pytest.param(["out1 minister", "out2 general"], ["general", "minister"], id="two-ways"),
        pytest.param(["out1 minister", "out1 general"], ["out1"], id="one-outlet"),
        pytest.param(["out1 afp ?army", "out2 afp ?officials"], ["afp"], id="relay-where-nobody-is-named-behind"),
        pytest.param(["out1 afp", "out2 wam", "afp ?army", "wam afp"], ["afp"], id="relay-nearest-the-unnamed"),
        pytest.param(["out1 minister", "out2 afp ?army", "out3"], ["minister"], id="unknown-is-no-way"),
        pytest.param(["out1 ?army", "out2"], [], id="nobody-named"),
    ],
)  # fmt: skip
def test_narrowest_layer(chains: list[str], members: list[str]) -> None:
    assert layer(counts_of(*chains)) == members


def test_all_copies_pass_through_one_unnamed_source() -> None:
    counts = counts_of("out1 ?army", "out2 ?army", "out3 ?army", same=[(1, 2, 3)])

    assert [(m.name, m.kind) for m in counts.narrowest.members] == [("army", "unknown")]
    assert (counts.narrowest.size, counts.narrowest.most, counts.narrowest.articles) == (0, 1, 3)


def test_others_that_all_pass_through_are_told() -> None:
    assert [m.key for m in counts_of("out1 afp minister", "out2 afp minister").narrowest.also] == ["afp"]


def test_unknown_ways_widen_the_layer_at_most_by_one_each() -> None:
    narrowest = counts_of("out1 minister", "out2 ?army", "out3").narrowest

    assert (narrowest.size, narrowest.most) == (1, 3)


def test_byline_counts_no_origin_and_names_the_layer() -> None:
    counts = counts_of("out1", "out2", credits={1: byline("afp"), 2: byline("afp")})

    assert (bounds(counts), layer(counts), counts.unknown[0].why) == ((0, 1), ["afp"], "byline")


def test_every_piece_is_a_witness_a_repeat_or_unplaced() -> None:
    counts = counts_of("out1 minister", "out2 minister", "out3 general", "out4", "out5", same=[(1, 5)])

    assert counts.witnesses.evidence == ("e1", "e3")
    assert counts.repeats.evidence == ("e2", "e5")
    assert counts.unplaced.evidence == ("e4",)


def test_doubt_is_shown_and_takes_nothing_away() -> None:
    claim = claim_of("out1 minister", tell("out2 general", 2, day="2018-05-02", stance="doubt"))
    counts = count(build_chains(claim))

    assert (bounds(counts), counts.doubting.evidence) == ((2, 2), ("e2",))


@pytest.mark.parametrize(
    ("sides", "across"),
    [
        pytest.param({"minister": "a", "general": "b"}, True, id="two-sides"),
        pytest.param({"minister": "a", "general": "a"}, False, id="one-side"),
        pytest.param({"minister": "a"}, None, id="not-known"),
    ],
)
def test_across_sides(sides: dict[str, str], across: bool | None) -> None:
    assert counts_of("out1 minister", "out2 general", sides=sides).across_sides is across


def test_every_count_opens_its_words() -> None:
    chains = ["out1 minister", "out2 minister", "out3 ?army", "out4 afp general", "out5", "out6"]
    claim = claim_of(*chains, tell("out7 general", 7, day="2018-05-09", stance="doubt", spans=(Span(3, 9),)))
    counts = count(build_chains(claim, same_text={"e5": "t", "e6": "t"}))
    pieces = {piece.id: piece for piece in claim.evidence}

    for name in get_args(CountName):
        words = counts.opens(name)
        assert words, name
        assert all(word.spans == pieces[word.evidence].spans for word in words)
        assert {word.evidence for word in words} == set(getattr(counts, name).evidence)
    for end in (*counts.origins, *counts.unknown):
        assert [word.evidence for word in counts.words_of(end.evidence)] == list(end.evidence)


def test_counts_agree_with_what_they_open() -> None:
    counts = counts_of("out1 minister", "out1 minister", "out2 general", "out3")

    assert counts.articles.value == len({word.document for word in counts.opens("articles")})
    assert counts.witnesses.value == len(counts.opens("witnesses"))
    assert counts.repeats.value == len(counts.opens("repeats"))
    assert counts.unplaced.value == len(counts.opens("unplaced"))


def test_claim_without_evidence_counts_nothing() -> None:
    counts = count(build_chains(Claim(id="c", evidence=())))

    assert (counts.articles.value, bounds(counts), layer(counts), counts.narrowest.most) == (0, (0, 0), [], 0)


def test_counts_and_chains_go_through_json() -> None:
    graph = build_chains(claim_of("out1 afp minister", "out2 ?army", "out3"))
    counts = count(graph)

    assert msgspec.json.decode(msgspec.json.encode(graph), type=ChainGraph) == graph
    assert msgspec.json.decode(msgspec.json.encode(counts), type=Counts) == counts


def test_one_article_five_hundred_times() -> None:
    pieces = [tell("out1 ?army", n, id=f"e{n}", day="2018-05-01") for n in range(500)]
    counts = count(build_chains(Claim(id="c", evidence=tuple(pieces)), same_text={p.id: "t" for p in pieces}))

    assert (counts.articles.value, counts.outlets.value, bounds(counts)) == (500, 1, (0, 1))
    assert (counts.repeats.value, counts.unplaced.value) == (499, 1)


def test_the_same_evidence_twice_counts_once() -> None:
    piece = tell("out1 minister", 1)

    assert count(build_chains(Claim(id="c", evidence=(piece,) * 5))).articles.value == 1


@pytest.mark.parametrize("folded", [False, True], ids=["each-its-own", "one-text"])
def test_ten_thousand_statements_in_a_day_are_counted_in_seconds(folded: bool) -> None:
    pieces = [tell(f"out{n % 700} afp{n % 300} p{n % 2000}", n, id=f"e{n}", day="2018-05-01") for n in range(10_000)]
    claim = Claim(id="c", evidence=tuple(pieces))
    with done_within(10):
        counts = count(build_chains(claim, same_text={p.id: "t" for p in pieces} if folded else {}))

    assert bounds(counts) == ((1, 1) if folded else (2000, 2000))
    assert counts.narrowest.size == (1 if folded else 300)
