"""What a picture of a claim's chains shows: who stands in them, what leads to whom, and how many are alike.

What comes in are the chains of a claim and its counts; what goes out are knots and ways, few enough to be read: of
many that are alike, some are shown and the others counted in one knot. Nothing is left out: a knot lists whom it
stands for, and a way the reports that go by it. Places and lines are for `musnad.views.drawing.chain_graph`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from musnad.corpus.chains import ChainGraph, Node, NodeKind, UnknownKind
from musnad.corpus.circles import Circle
from musnad.corpus.counting import Counts
from musnad.corpus.routes import EdgeKind

__all__ = ["Knot", "Shape", "Standing", "Way", "shape_of"]

Standing = Literal["narrowest", "also", ""]

_MOST_SHOWN = 14  # knots of a kind that are shown before those alike are counted in one
_LEAST_ALIKE = 3
_SHOWN_OF_ALIKE = 2
_MOST_OF_A_KIND = 40


@dataclass(frozen=True, slots=True)
class Knot:
    """One in the chains, or several alike: `nodes` are those it stands for.

    `reports` go through it, `left` of them where somebody is left out. `standing` says whether it is (of) the narrowest
    layer, or another through whom all pass too.
    """

    key: str
    nodes: tuple[Node, ...]
    reports: frozenset[str]
    left: frozenset[str]
    standing: Standing = ""
    is_left_out: bool = False

    @property
    def kind(self) -> NodeKind:
        """What those are that it stands for."""
        return self.nodes[0].kind

    @property
    def unknown(self) -> UnknownKind | None:
        """What is not known of it, if it is somebody unknown."""
        return self.nodes[0].unknown

    @property
    def name(self) -> str:
        """The name of the first it stands for; of an outlet without one, nothing."""
        return self.nodes[0].name

    @property
    def is_fallen(self) -> bool:
        """Whether no report goes through it any longer."""
        return bool(self.reports) and not self.left


@dataclass(frozen=True, slots=True)
class Way:
    """`start` has it from `end`, both keys of knots, in `reports`, of which `left` stay where somebody is left out.

    `kinds` say by what it is known: words, a byline, the same wording; none where it follows from a copied text alone.
    `pairs` are the nodes at both ends, to find the words by.
    """

    start: str
    end: str
    kinds: frozenset[EdgeKind]
    reports: frozenset[str]
    left: frozenset[str]
    pairs: tuple[tuple[str, str], ...]
    in_circle: bool = False

    @property
    def is_fallen(self) -> bool:
        """Whether no report goes by it any longer."""
        return bool(self.reports) and not self.left


@dataclass(frozen=True, slots=True)
class Shape:
    """Knots and ways, in the order of their keys; `folded` are those knots that stand for several."""

    knots: tuple[Knot, ...]
    ways: tuple[Way, ...]

    @property
    def folded(self) -> tuple[Knot, ...]:
        """The knots that stand for several."""
        return tuple(knot for knot in self.knots if len(knot.nodes) > 1)

    @property
    def ends(self) -> frozenset[str]:
        """The keys of knots where chains end: origins, and those unknown who have it from nobody else."""
        onward = {way.start for way in self.ways}
        return frozenset(
            knot.key
            for knot in self.knots
            if knot.kind == "origin" or (knot.kind == "unknown" and knot.key not in onward)
        )


def shape_of(
    graph: ChainGraph,
    counts: Counts,
    *,
    circles: Iterable[Circle] = (),
    fallen: Collection[str] = (),
    left_out: Collection[str] = (),
) -> Shape:
    """Return what a picture of the chains shows; reports in `fallen` are gone without those of the keys `left_out`."""
    through, by = _reports(graph)
    gone = frozenset(fallen)
    standing: dict[str, Standing] = {narrow.key: "also" for narrow in counts.narrowest.also}
    standing.update({narrow.key: "narrowest" for narrow in counts.narrowest.members})
    knots = {
        node.key: Knot(
            node.key, (node,), reports := frozenset(through.get(node.key, ())), reports - gone,
            standing.get(node.key, ""), node.key in left_out,
        )
        for node in graph.nodes
    }  # fmt: skip
    kinds: defaultdict[tuple[str, str], set[EdgeKind]] = defaultdict(set)
    for edge in graph.edges:
        kinds[edge.start, edge.end].add(edge.kind)
    circling = {(step.start, step.end) for circle in circles for step in circle.steps if step.claim == graph.claim}
    ways = tuple(
        Way(*pair, frozenset(kinds.get(pair, ())), frozenset(told), frozenset(told) - gone, (pair,), pair in circling)
        for pair, told in sorted(by.items())
    )
    shape = _folded(Shape(tuple(knots.values()), ways))
    return Shape(tuple(sorted(shape.knots, key=lambda knot: knot.key)), shape.ways)


def _reports(graph: ChainGraph) -> tuple[dict[str, set[str]], dict[tuple[str, str], set[str]]]:
    """Return the reports that go through each node, and by each step; steps that only words say are among them."""
    through: defaultdict[str, set[str]] = defaultdict(set)
    by: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    outlets: defaultdict[str, set[str]] = defaultdict(set)
    for route in graph.routes:
        outlets[route.nodes[0]].add(route.evidence)
        for node in route.nodes:
            through[node].add(route.evidence)
        for pair in pairwise(route.nodes):
            by[pair].add(route.evidence)
    for edge in graph.edges:
        told = {words.evidence for words in edge.words}
        if edge.kind in ("concealed", "shared"):
            told &= outlets[edge.start]
        if edge.start != edge.end:
            by[edge.start, edge.end] |= told
            through[edge.start] |= told
            through[edge.end] |= told
    return dict(through), dict(by)


def _folded(shape: Shape) -> Shape:
    """Count in one knot those that are alike, where there are many of a kind; first who is unknown, then the others."""
    for folds in (_alike_unknown, _alike):
        shape = _with_folds(shape, folds(shape))
    return _with_folds(shape, _rest(shape))


def _alike_unknown(shape: Shape) -> list[list[Knot]]:
    """Return those unknown of whom nothing else is told than why, where they are many."""
    unknown = [knot for knot in shape.knots if knot.unknown in ("own_voice", "unnamed", "byline")]
    if len(unknown) <= _MOST_SHOWN:
        return []
    groups: defaultdict[str, list[Knot]] = defaultdict(list)
    for knot in unknown:
        if not knot.standing and not knot.is_left_out and len(knot.reports) == 1:
            groups[f"{knot.unknown}"].append(knot)
    return [group for group in groups.values() if len(group) >= _LEAST_ALIKE]


def _alike(shape: Shape) -> list[list[Knot]]:
    """Return knots with the same ways in and out, but for the first of each group, where their kind has many."""
    ahead, behind = _beside(shape.ways)
    many = Counter(knot.kind for knot in shape.knots)
    groups: defaultdict[tuple[object, ...], list[Knot]] = defaultdict(list)
    for knot in shape.knots:
        if many[knot.kind] > _MOST_SHOWN and not knot.standing and not knot.is_left_out and len(knot.nodes) == 1:
            alike = (knot.kind, knot.unknown, knot.is_fallen, ahead[knot.key], behind[knot.key])
            groups[alike].append(knot)
    found = [_by_weight(group)[_SHOWN_OF_ALIKE:] for group in groups.values()]
    return [rest for rest in found if len(rest) >= _LEAST_ALIKE]


def _rest(shape: Shape) -> list[list[Knot]]:
    """Return by kind those beyond the most that a picture can hold, the least told of them."""
    groups: defaultdict[tuple[str, bool], list[Knot]] = defaultdict(list)
    for knot in shape.knots:
        if not knot.standing and not knot.is_left_out and len(knot.nodes) == 1:
            groups[knot.kind, knot.is_fallen].append(knot)
    found = [_by_weight(group)[_MOST_OF_A_KIND:] for group in groups.values()]
    return [rest for rest in found if len(rest) > 1]


def _by_weight(knots: Iterable[Knot]) -> list[Knot]:
    return sorted(knots, key=lambda knot: (-len(knot.reports), knot.key))


def _beside(ways: Iterable[Way]) -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    ahead: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    behind: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for way in ways:
        ahead[way.start] |= {f"{way.end} {sorted(way.kinds)} {way.in_circle}"}
        behind[way.end] |= {f"{way.start} {sorted(way.kinds)} {way.in_circle}"}
    return ahead, behind


def _with_folds(shape: Shape, folds: Sequence[Sequence[Knot]]) -> Shape:
    """Return a shape in which each of some lists of knots is one knot."""
    into = {knot.key: f"fold:{group[0].key}" for group in folds for knot in group}
    if not into:
        return shape
    knots = [knot for knot in shape.knots if knot.key not in into]
    for group in folds:
        reports = frozenset[str]().union(*(knot.reports for knot in group))
        left = frozenset[str]().union(*(knot.left for knot in group))
        nodes = tuple(node for knot in group for node in knot.nodes)
        knots.append(Knot(into[group[0].key], nodes, reports, left))
    ways: dict[tuple[str, str], Way] = {}
    for way in shape.ways:
        ends = into.get(way.start, way.start), into.get(way.end, way.end)
        if ends[0] == ends[1]:
            continue
        other = ways.get(ends)
        ways[ends] = replace(way, start=ends[0], end=ends[1]) if other is None else _one(other, way)
    return Shape(tuple(knots), tuple(ways[ends] for ends in sorted(ways)))


def _one(one: Way, other: Way) -> Way:
    return Way(
        one.start, one.end, one.kinds | other.kinds, one.reports | other.reports, one.left | other.left,
        (*one.pairs, *other.pairs), one.in_circle or other.in_circle,
    )  # fmt: skip
