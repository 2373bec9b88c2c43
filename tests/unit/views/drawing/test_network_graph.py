"""Pictures of networks: no name over another, the same picture for the same graph, hostile names."""

from __future__ import annotations

import random
from itertools import combinations
from xml.etree import ElementTree

import pytest

from musnad.views.drawing.network_graph import MOST_DRAWN, Line, Spot, draw_columns, draw_graph
from musnad.views.drawing.svg import measure
from support import done_within

HOSTILE = '<script>alert("x")</script>"><img src=x onerror=alert(1)>'
HEADS = ("one", "two", "three")
Box = tuple[float, float, float, float]


def graph(count: int, *, seed: int = 1) -> tuple[list[Spot], list[Line]]:
    """Return a graph in which a few are tied to many, as in the news."""
    chance = random.Random(seed)
    names = ("وزارة الخارجية الروسية", "دونالد ترامب", "رويترز", "المتحدث باسم الرئاسة التركية", "SPA", "حفتر")
    spots = [
        Spot(f"k{i}", f"{chance.choice(names)} {i}", chance.randint(1, 90), "t", f"?actor=k{i}",
             ring=chance.choice((0, 0, 0, 7)), column=chance.choice((0, 1, 2, 2)))
        for i in range(count)
    ]  # fmt: skip
    pairs = {(chance.randrange(count) // 5, chance.randrange(count)) for _ in range(2 * count)} if count > 1 else ()
    lines = [
        Line(f"k{a}", f"k{b}", chance.randint(1, 20), chance.choice(("conflict", "told")), False, "t", f"#{a}-{b}")
        for a, b in sorted(pairs) if a != b
    ]  # fmt: skip
    return spots, lines


def names_in(picture: str) -> list[Box]:
    """Return the boxes of the names, each from left to right and from top to bottom."""
    found = []
    for text in ElementTree.fromstring(picture).iter("text"):
        if text.get("class") != "name":
            continue
        x, y, wide = float(text.get("x", "")), float(text.get("y", "")), measure(text.text or "")
        anchor, is_rtl = text.get("text-anchor"), text.get("direction") == "rtl"
        left = x - wide / 2 if anchor == "middle" else x - wide if (anchor == "start") == is_rtl else x
        found.append((left, y - 12, left + wide, y + 4))
    return found


def dots_in(picture: str) -> list[Box]:
    return [
        (float(c.get("cx", "")) - r, float(c.get("cy", "")) - r, float(c.get("cx", "")) + r, float(c.get("cy", "")) + r)
        for c in ElementTree.fromstring(picture).iter("circle")
        if c.get("class") == "dot" and (r := float(c.get("r", "")))
    ]  # fmt: skip


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def pictures(spots: list[Spot], lines: list[Line]) -> dict[str, str]:
    return {
        "graph": draw_graph(spots, lines, label="a network"),
        "columns": draw_columns(spots, lines, heads=HEADS, label="a network", is_rtl=True),
    }


@pytest.mark.parametrize("count", [2, 7, 60])
@pytest.mark.parametrize("kind", ["graph", "columns"])
def test_no_name_lies_over_another_or_over_a_node(count: int, kind: str) -> None:
    picture = pictures(*graph(count))[kind]
    names, dots = names_in(picture), dots_in(picture)

    assert len(names) == len(dots) == count
    assert not [pair for pair in combinations(names, 2) if overlap(*pair)]
    assert not [pair for pair in combinations(dots, 2) if overlap(*pair)]
    assert not [(n, d) for i, n in enumerate(names) for j, d in enumerate(dots) if i != j and overlap(n, d)]


@pytest.mark.parametrize("kind", ["graph", "columns"])
def test_everything_lies_in_the_picture(kind: str) -> None:
    picture = pictures(*graph(40))[kind]
    root = ElementTree.fromstring(picture)
    width, height = float(root.get("width", "")), float(root.get("height", ""))

    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height for box in names_in(picture))


def test_the_same_graph_has_the_same_picture() -> None:
    assert pictures(*graph(30)) == pictures(*graph(30))


@pytest.mark.parametrize("kind", ["graph", "columns"])
def test_nobody_is_an_empty_picture(kind: str) -> None:
    assert 'role="img"' in pictures([], [])[kind]


@pytest.mark.parametrize("kind", ["graph", "columns"])
def test_one_alone_is_drawn(kind: str) -> None:
    assert len(dots_in(pictures(*graph(1))[kind])) == 1


def test_those_who_are_in_one_place_are_parted() -> None:
    spots = [Spot(f"k{i}", "نفس الاسم", 1, "t", "?") for i in range(12)]
    names = names_in(draw_graph(spots, [], label="x"))

    assert not [pair for pair in combinations(names, 2) if overlap(*pair)]


def test_of_a_thousand_the_strongest_are_drawn_in_time() -> None:
    spots, lines = graph(1000)
    with done_within(10):
        picture = draw_graph(spots, lines, label="x")

    assert len(dots_in(picture)) == MOST_DRAWN


@pytest.mark.parametrize("kind", ["graph", "columns"])
@pytest.mark.parametrize("name", [HOSTILE, "\u202eحفتر", "ا" * 5000, "", "\u200d" * 5000, "&amp;", "\n\t"])
def test_hostile_names_are_words_only(kind: str, name: str) -> None:
    spots = [Spot("k0", name, 2, name, "?a", kind="focus"), Spot(HOSTILE, "b", 1, "t", "?b", column=1)]
    picture = pictures(spots, [Line("k0", HOSTILE, 1, "told", False, name, "#1", (("days", HOSTILE),))])[kind]
    root = ElementTree.fromstring(picture)

    assert {one.tag for one in root.iter()} <= {"svg", "g", "a", "title", "path", "circle", "text"}
    assert all(len(text.text or "") <= 81 for text in root.iter("text"))


def test_mutual_bond_has_no_arrow_and_others_have() -> None:
    spots = graph(2)[0]
    line = Line("k0", "k1", 3, "cooperation", True, "t", "#1")

    assert 'class="arrow"' not in draw_graph(spots, [line], label="x")
    assert 'class="arrow"' in draw_graph(spots, [Line("k0", "k1", 3, "conflict", False, "t", "#1")], label="x")


def test_more_claims_make_a_larger_node_and_a_broader_bond() -> None:
    spots = [Spot("a", "a", 90, "", "?"), Spot("b", "b", 5, "", "?"), Spot("c", "c", 5, "", "?")]
    lines = [Line("a", "b", 20, "told", False, "", "#1"), Line("a", "c", 1, "told", False, "", "#2")]
    picture = draw_graph(spots, lines, label="x")
    large, small, _ = (box[2] - box[0] for box in dots_in(picture))
    bonds = [one for one in ElementTree.fromstring(picture).iter("path") if one.get("class") == "bond"]
    widths = sorted(float(one.get("stroke-width", "")) for one in bonds)

    assert large > small
    assert widths[0] < widths[1]


def test_narrow_place_has_a_ring() -> None:
    spots = [Spot("a", "a", 9, "", "?", ring=4), Spot("b", "b", 9, "", "?")]

    assert draw_columns(spots, [], heads=HEADS, label="x", is_rtl=False).count('class="ring"') == 1


@pytest.mark.parametrize(("is_rtl", "is_first_right"), [(True, True), (False, False)])
def test_columns_begin_where_the_page_does(is_rtl: bool, is_first_right: bool) -> None:
    spots = [Spot("a", "a", 1, "", "?", column=0), Spot("b", "b", 1, "", "?", column=2)]
    first, last = dots_in(draw_columns(spots, [], heads=HEADS, label="x", is_rtl=is_rtl))

    assert (first[0] > last[0]) is is_first_right
