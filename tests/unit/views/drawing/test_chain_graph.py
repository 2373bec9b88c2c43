"""The picture of a claim's chains: what it shows of claims made by hand, and that it can be read."""

from __future__ import annotations

import re
from itertools import combinations

from claim_kit import claim_of, graph_of
from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.circles import find_circles
from musnad.corpus.counting import count
from musnad.corpus.what_if import leave_out
from musnad.views.drawing.chain_graph import GraphWords, draw_chains
from musnad.views.drawing.chain_shape import Shape, shape_of
from musnad.views.drawing.layers import Box, columns_of, lay_out
from support import done_within

WORDS = GraphWords(
    label="chains", outlets="outlets", relays="relays", origins="origins", narrowest="NARROWEST", passes="all pass",
    reports=lambda n: f"{n} reports", folded=lambda knot: f"{len(knot.nodes)} more",
    unknown={"unnamed": "unnamed", "own_voice": "own voice", "byline": "byline", "circle": "circle"},
    way=lambda one, other, way: f"{one} from {other}",
)  # fmt: skip


def _shape(graph: ChainGraph) -> Shape:
    return shape_of(graph, count(graph), circles=find_circles([graph]))


def _drawn(graph: ChainGraph, *, mirrored: bool = False) -> str:
    return draw_chains(
        _shape(graph), WORDS, mirrored=mirrored, knot_href=lambda knot: f"/who/{knot.key}",
        way_href=lambda way: f"#{way.start}-{way.end}",
    )  # fmt: skip


def _places(svg: str) -> dict[str, tuple[float, float, float, float]]:
    """Return the box of each knot by its name: left, top, right, bottom."""
    found = {}
    for link in re.findall(r"<a href.*?</a>", svg):
        box = re.search(
            r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="[\d.]+" class="body"', link
        )
        if box is not None:
            x, y, width, height = map(float, box.groups())
            title = re.search(r"<title>(.*?) ·", link)
            assert title is not None
            found[title[1]] = (x, y, x + width, y + height)
    return found


def test_outlets_stand_at_the_left_and_origins_at_the_right() -> None:
    places = _places(_drawn(graph_of("out1 reuters bob", "out2 reuters bob")))
    assert places["Out1"][2] < places["Reuters"][0] < places["Reuters"][2] < places["Bob"][0]


def test_a_page_from_the_right_has_outlets_at_the_right() -> None:
    places = _places(_drawn(graph_of("out1 reuters bob", "out2 reuters bob"), mirrored=True))
    assert places["Bob"][2] < places["Reuters"][0] < places["Reuters"][2] < places["Out1"][0]


def test_the_one_through_whom_all_passes_is_the_largest_and_said_so() -> None:
    svg = _drawn(graph_of("out1 reuters bob", "out2 reuters bob", "out3 afp bob"))
    places = _places(svg)
    heights = {name: bottom - top for name, (_, top, _, bottom) in places.items()}
    assert max(heights, key=lambda name: heights[name]) == "Bob"
    assert heights["Bob"] > 2 * heights["Out1"]
    assert svg.count("NARROWEST") == 1


def test_somebody_unknown_is_marked() -> None:
    assert re.search(r'class="knot unknown unknown-end', _drawn(graph_of("out1 ?army", "out2 bob")))


def test_a_copy_without_credit_is_marked() -> None:
    graph = graph_of("out1 bob", "out2", same=[(1, 2)])
    assert 'class="way concealed' in _drawn(graph)


def test_a_circle_is_marked_with_an_arrow() -> None:
    svg = _drawn(graph_of("out1 out2", "out2 out1"))
    assert re.search(r'class="way circle"|class="way .*circle', svg)
    assert "url(#chain-arrow)" in svg


def test_lines_are_thicker_the_more_reports_go_by_them() -> None:
    svg = _drawn(graph_of("out1 bob", "out1 bob", "out1 bob", "out2 bob"))
    thick = {
        title: float(width)
        for title, width in re.findall(r"<title>(\w+ from \w+)</title>.*?stroke-width=\"([\d.]+)\"", svg)
    }
    assert thick["Out1 from Bob"] > thick["Out2 from Bob"]


def test_knots_and_lines_are_links() -> None:
    svg = _drawn(graph_of("out1 bob"))
    assert 'href="/who/bob"' in svg
    assert 'href="#out1-bob"' in svg


def test_what_falls_is_faint_and_who_is_left_out_marked() -> None:
    claim = claim_of("out1 reuters bob", "out2 ann")
    graph = build_chains(claim)
    (difference,) = leave_out([claim], ["reuters"])
    shape = shape_of(graph, count(graph), fallen=difference.fallen, left_out=["reuters"])
    fallen = {knot.key for knot in shape.knots if knot.is_fallen}
    assert fallen == {"out1", "reuters", "bob"}
    assert [knot.key for knot in shape.knots if knot.is_left_out] == ["reuters"]


def test_no_box_lies_over_another_of_150_outlets() -> None:
    chains = [f"out{n} {('reuters bob', 'afp bob', 'bob', '?army', 'out1 bob')[n % 5]}" for n in range(150)]
    boxes = _places(_drawn(graph_of(*(f"{chain} @{n % 28 + 1}" for n, chain in enumerate(chains)))))
    for one, other in combinations(boxes.values(), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_many_alike_are_counted_in_one_knot_that_lists_them() -> None:
    shape = _shape(graph_of(*(f"out{n} reuters bob @{n % 28 + 1}" for n in range(120))))
    (fold,) = shape.folded
    assert len(fold.nodes) == 118
    assert len(shape.knots) == 5


def test_folding_loses_no_report() -> None:
    graph = graph_of(*(f"out{n} {('reuters bob', '?army', '')[n % 3]} @{n % 28 + 1}" for n in range(90)))
    shape = _shape(graph)
    assert frozenset[str]().union(*(knot.reports for knot in shape.knots)) == {piece.id for piece in graph.evidence}
    assert sum(len(knot.nodes) for knot in shape.knots) == len(graph.nodes)


def test_the_picture_is_the_same_every_time() -> None:
    chains = [f"out{n} {('reuters bob', 'afp ann')[n % 2]} @{n % 28 + 1}" for n in range(30)]
    assert _drawn(graph_of(*chains)) == _drawn(graph_of(*chains))


def test_hostile_names_are_escaped() -> None:
    svg = _drawn(graph_of("out1 <script>alert(1)</script>"))
    assert "<script" not in svg.lower()


def test_500_reports_are_drawn_quickly() -> None:
    graph = graph_of(*(f"out{n % 150} {('reuters bob', 'afp bob', 'bob')[n % 3]} @{n % 28 + 1}" for n in range(500)))
    with done_within(1):
        _drawn(graph)


def test_columns_follow_what_leads_to_what() -> None:
    assert columns_of("abc", [("a", "b"), ("b", "c"), ("a", "c")], last="c") == {"a": 0, "b": 1, "c": 2}


def test_columns_leave_circles_out_of_account() -> None:
    assert columns_of("ab", [("a", "b"), ("b", "a")]) == {"a": 0, "b": 1}


def test_layout_of_nothing_is_empty() -> None:
    assert lay_out([], [], {}, gap=1, between=1).height == 0


def test_layout_keeps_boxes_of_a_column_apart() -> None:
    boxes = [Box("a", 10, 20), Box("b", 10, 20), Box("c", 10, 20)]
    layers = lay_out(boxes, [("a", "c"), ("b", "c")], {"a": 0, "b": 0, "c": 1}, gap=5, between=10)
    assert abs(layers.places["a"][1] - layers.places["b"][1]) >= 25
