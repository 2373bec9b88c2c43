"""Circles, impossible orders of time, self-citation and broken chains."""

from __future__ import annotations

import pytest

from claim_kit import byline, claim_of, graph_of, tell
from musnad.corpus.chains import build_chains
from musnad.corpus.circles import find_circles
from musnad.corpus.faults import find_faults
from musnad.model import Interval, Span
from musnad.model.evidence import Claim, Teller, ToldEvent
from support import done_within


def kinds(*chains: object, **given: object) -> list[str]:
    return [fault.kind for fault in find_faults(graph_of(*chains, **given))]


@pytest.mark.parametrize("same", [False, True], ids=["own-words", "one-wording"])
@pytest.mark.parametrize("length", range(2, 7))
def test_circle_is_found_with_passages_and_times(length: int, same: bool) -> None:
    chains = [f"out{n} out{n % length + 1}" for n in range(1, length + 1)]
    graph = graph_of(*chains, same=[range(1, length + 1)] if same else [])
    (circle,) = find_circles([graph])

    assert circle.nodes == tuple(f"out{n}" for n in range(1, length + 1))
    assert [step.words[0].evidence for step in circle.steps] == [f"e{n}" for n in range(1, length + 1)]
    assert all(words.published and words.spans for step in circle.steps for words in step.words)


@pytest.mark.parametrize("length", range(2, 7))
def test_circle_leaves_nobody_at_the_end(length: int) -> None:
    graph = graph_of(*(f"out{n} out{n % length + 1}" for n in range(1, length + 1)))

    assert [node.unknown for node in graph.nodes if node.kind in ("origin", "unknown")] == ["circle"]


@pytest.mark.parametrize("length", range(3, 7))
def test_circle_that_a_concealed_copy_closes_is_found(length: int) -> None:
    """Each cites the next; the last copies the first without a word."""
    chains = [*(f"out{n} out{n + 1}" for n in range(1, length)), f"out{length} minister"]
    graph = graph_of(*chains, same=[(1, length)])

    # The last names an origin, so the text is his and the first one's time tells nothing: no circle is claimed.
    assert find_circles([graph]) == ()
    closed = graph_of(*chains[:-1], f"out{length}", same=[(1, length)])
    assert [circle.nodes for circle in find_circles([closed])] == [tuple(f"out{n}" for n in range(1, length + 1))]


def test_outlet_that_runs_later_what_another_credits_it_with_is_out_of_order_and_no_circle() -> None:
    graph = graph_of("out1 out2", "out2", same=[(1, 2)])

    assert find_circles([graph]) == ()
    assert [fault.kind for fault in find_faults(graph)] == ["cited_before_published", "no_source"]


def test_two_circles_with_one_outlet_in_both_are_found() -> None:
    found = find_circles([graph_of("out1 out2", "out2 out1", "out2 out3", "out3 out2")])

    assert [circle.nodes for circle in found] == [("out1", "out2"), ("out2", "out3")]


def test_circle_over_several_claims_is_told_as_such() -> None:
    (circle,) = find_circles(
        [graph_of("out1 out2", id="a"), graph_of("out2 out3", id="b"), graph_of("out3 out1", id="c")]
    )

    assert (circle.nodes, circle.claims) == (("out1", "out2", "out3"), ("a", "b", "c"))


def test_people_who_answer_each_other_over_claims_are_no_circle() -> None:
    assert find_circles([graph_of("out1 trump putin", id="a"), graph_of("out1 putin trump", id="b")]) == ()


def test_people_who_quote_each_other_are_both_origins() -> None:
    graph = graph_of("out1 trump putin", "out2 putin trump")

    assert sorted(node.key for node in graph.nodes if node.kind == "origin") == ["putin", "trump"]


def test_chain_without_a_ring_has_no_circle() -> None:
    assert find_circles([graph_of("out1 out2", "out2 out3", "out3 minister")]) == ()


def test_outlet_cited_before_anything_of_it_is_a_fault_with_both_passages() -> None:
    (fault,) = find_faults(graph_of("out1 out2 minister @3", "out2 minister @9"))

    assert (fault.kind, fault.about) == ("cited_before_published", "out2")
    assert [(w.evidence, w.published) for w in fault.words] == [("e1", "2018-05-03"), ("e2", "2018-05-09")]


@pytest.mark.parametrize(
    "chains",
    [
        pytest.param(["out1 out2 minister @9", "out2 minister @3"], id="cited-later"),
        pytest.param(["out1 out2 minister @3", "out2 minister @3"], id="same-day"),
        pytest.param(["out1 out2 minister @-", "out2 minister @9"], id="citing-undated"),
        pytest.param(["out1 out2 minister @3", "out2 minister @-"], id="cited-undated"),
        pytest.param(["out1 out2 minister @3", "out2 minister @9", "out2 minister @-"], id="one-of-the-cited-undated"),
        pytest.param(["out1 out2 minister @3", "out2 minister @9", "out2 minister @1"], id="an-earlier-one-too"),
    ],
)
def test_order_that_can_be_is_no_fault(chains: list[str]) -> None:
    assert kinds(*chains) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        pytest.param("2018-05-03T10:00+03:00", "2018-05-03T09:00+00:00", ["cited_before_published"], id="zones"),
        pytest.param("2018-05-03T10:00", "2018-05-03T09:00+00:00", [], id="one-zone-missing"),
        pytest.param("2018-05-03T10:00", "2018-05-03T11:00", ["cited_before_published"], id="hours"),
        pytest.param("2018-05-03", "2018-05-03T11:00", [], id="hour-missing"),
        pytest.param("yesterday", "2018-05-03", [], id="no-date"),
        pytest.param("0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", [], id="ends-of-the-calendar"),
    ],
)
def test_order_by_the_clock(one: str, other: str, found: list[str]) -> None:
    assert kinds(tell("out1 out2 minister", 1, day=one), tell("out2 minister", 2, day=other)) == found


@pytest.mark.parametrize(
    ("published", "first", "status", "found"),
    [
        pytest.param("2018-05-03", "2018-05-04", "happened", ["happened_after_publication"], id="later"),
        pytest.param("2018-05-03", "2018-05-03", "happened", [], id="same-day"),
        pytest.param("2018-05-03", "2018-05-04", "planned", [], id="planned"),
        pytest.param(None, "2018-05-04", "happened", [], id="undated"),
        pytest.param("2018-05-03T20:00-08:00", "2018-05-04", "happened", [], id="tomorrow-elsewhere"),
    ],
)
def test_event_after_publication(published: str | None, first: str, status: str, found: list[str]) -> None:
    event = ToldEvent(type="ASSAULT", trigger=Span(1, 3), days=Interval(first, first, "day"), status=status)  # type: ignore[arg-type]  # a literal by its table
    assert kinds(tell("out1 minister", 1, day=published, events=(event,))) == found


def test_statement_made_after_publication() -> None:
    graph = graph_of("out1 minister @3", "out2 minister @5")
    told = {piece: Interval("2018-05-04", "2018-05-04", "day") for piece in ("e1", "e2")}

    assert [(f.kind, f.evidence) for f in find_faults(graph, told_on=told)] == [("said_after_publication", "e1")]


def test_outlet_that_cites_itself() -> None:
    (fault, end) = find_faults(graph_of("out1 out1"))

    assert (fault.kind, fault.words[0].spans) == ("cites_itself", (Span(10, 15),))
    assert end.kind == "no_source"


@pytest.mark.parametrize(
    ("chain", "found"),
    [
        pytest.param("out1 minister", [], id="whole"),
        pytest.param("out1 afp", [], id="agency-named-in-the-text"),
        pytest.param("out1 ?sources", ["unnamed"], id="unnamed"),
        pytest.param("out1 ?army minister", [], id="unnamed-between"),
        pytest.param("out1", ["no_source"], id="own-voice"),
    ],
)
def test_broken_chains(chain: str, found: list[str]) -> None:
    assert kinds(chain) == found


def test_chain_that_names_nobody() -> None:
    piece = tell("out1 minister", 1)
    nobody = Teller(key="unnamed:x", name="", anonymous=True, cue=Span(7, 9))
    silent = type(piece)(id="e", document=1, kind="statement", spans=piece.spans, chain=(piece.outlet, nobody))
    (fault,) = find_faults(build_chains(Claim(id="c", evidence=(silent,))))

    assert (fault.kind, fault.words[0].spans) == ("nobody_named", (Span(7, 9),))


def test_statement_with_the_outlet_alone_names_nobody() -> None:
    piece = tell("out1", 1)
    said = type(piece)(id="e", document=1, kind="statement", spans=piece.spans, chain=piece.chain)

    assert kinds(said) == ["nobody_named"]


def test_byline_alone_is_a_broken_chain() -> None:
    assert kinds("out1", credits={1: byline("afp")}) == ["byline_alone"]


def test_many_outlets_that_all_cite_each_other() -> None:
    claim = claim_of(*(f"out{a} out{b} @1" for a in range(30) for b in range(30) if a != b))
    found = find_circles([build_chains(claim)])

    assert len(found) == 30 * 29 / 2


def test_ten_thousand_statements_are_searched_in_seconds() -> None:
    pieces = [tell(f"out{n % 90} out{n % 70} p{n % 2000}", n, id=f"e{n}", day="2018-05-01") for n in range(10_000)]
    with done_within(20):
        graph = build_chains(Claim(id="c", evidence=tuple(pieces)))
        assert find_circles([graph]) and find_faults(graph)


def test_one_article_five_hundred_times_has_no_circle() -> None:
    pieces = [tell("out1 out1", n, id=f"e{n}", day="2018-05-01") for n in range(500)]
    graph = build_chains(Claim(id="c", evidence=tuple(pieces)), same_text={piece.id: "t" for piece in pieces})

    assert find_circles([graph]) == ()
    assert {fault.kind for fault in find_faults(graph)} == {"cites_itself", "no_source"}


def test_clocks_that_run_backwards_break_nothing() -> None:
    chains = ["out1 out2 @9", "out2 out3 @8", "out3 out1 @7", "out1 @6", "out2 minister @-"]
    graph = graph_of(*chains, same=[(1, 4), (2, 5)])

    assert [circle.nodes for circle in find_circles([graph])] == [("out1", "out2", "out3")]
    assert "said_after_publication" not in [fault.kind for fault in find_faults(graph)]
