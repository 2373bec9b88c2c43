"""Narrowest layers and rings of plain graphs, against a search of all sets."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.corpus.flow import narrowest_layer, single_points
from musnad.corpus.rings import components, shortest_rings

NODES = "abcdefg"
graphs = st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from(NODES), max_size=4), max_size=7)
some = st.sets(st.sampled_from(NODES), min_size=1, max_size=3)


def leads(edges: dict[str, set[str]], starts: set[str], ends: set[str], without: set[str]) -> bool:
    met = starts - without
    waiting = list(met)
    while waiting:
        further = edges.get(waiting.pop(), set()) - met - without
        met |= further
        waiting += further
    return bool(met & ends)


@given(graphs, some, some)
def test_layer_is_a_least_cut(edges: dict[str, set[str]], starts: set[str], ends: set[str]) -> None:
    layer = narrowest_layer(edges, starts, ends)
    least = next(n for n in range(8) if any(not leads(edges, starts, ends, set(s)) for s in combinations(NODES, n)))

    assert not leads(edges, starts, ends, set(layer))
    assert len(layer) == least


@given(graphs, some, some)
def test_single_points_are_those_on_every_way(edges: dict[str, set[str]], starts: set[str], ends: set[str]) -> None:
    expected = {n for n in NODES if not leads(edges, starts, ends, {n})} if leads(edges, starts, ends, set()) else set()

    assert set(single_points(edges, starts, ends)) == expected


def test_nearest_to_the_ends_is_taken() -> None:
    edges = {"a": {"c"}, "b": {"c"}, "c": {"d"}, "d": {"e"}}

    assert narrowest_layer(edges, {"a", "b"}, {"e"}) == ("e",)
    assert narrowest_layer(edges, {"a", "b"}, {"e"}, never={"e", "d"}) == ("c",)


def test_way_that_cannot_be_cut_is_refused() -> None:
    with pytest.raises(ValueError, match="no node"):
        narrowest_layer({"a": {"b"}}, {"a"}, {"b"}, never={"a", "b"})


@given(graphs)
def test_components_lead_to_each_other(edges: dict[str, set[str]]) -> None:
    ring_of = {node: ring for ring in components(edges) for node in ring}
    for a, ring in ring_of.items():
        for b, other in ring_of.items():
            together = a == b or (leads(edges, {a}, {b}, set()) and leads(edges, {b}, {a}, set()))
            assert (ring is other) == together


@given(graphs)
def test_every_edge_on_a_ring_is_on_a_found_ring(edges: dict[str, set[str]]) -> None:
    rings = list(shortest_rings(edges))
    pairs = {pair for ring in rings for pair in zip(ring, (*ring[1:], ring[0]), strict=True)}

    assert len(rings) == len(set(rings))
    assert pairs == {(a, b) for a in edges for b in edges[a] if a == b or leads(edges, {b}, {a}, set())}
