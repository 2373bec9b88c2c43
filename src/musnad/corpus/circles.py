"""Circular reporting: outlets that have a thing from each other, with the words and the time of every step.

What comes in are the chains of one or more claims; what goes out are circles, each a ring of steps that leads back to
where it began. A concealed copy is a step as well, though its words credit nobody. A circle over several claims has
steps from different ones: it says that outlets feed on each other, not that one claim goes in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import msgspec

from musnad.corpus.chains import ChainGraph, Words
from musnad.corpus.rings import shortest_rings
from musnad.corpus.routes import EdgeKind

__all__ = ["Circle", "Step", "find_circles"]

_STEPS: Collection[EdgeKind] = ("told", "byline", "translation", "concealed")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """`start` has it from `end`, by the words of an article; of a concealed copy, its words and those it repeats."""

    start: str
    end: str
    kind: EdgeKind
    claim: str
    words: tuple[Words, ...]


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """A ring of steps, from the least key on; `claims` are those it runs over, one where the claim itself circles."""

    steps: tuple[Step, ...]
    claims: tuple[str, ...]

    @property
    def nodes(self) -> tuple[str, ...]:
        """Those in the circle, each having it from the next and the last from the first."""
        return tuple(step.start for step in self.steps)


def find_circles(graphs: Iterable[ChainGraph]) -> tuple[Circle, ...]:
    """Return the circles within each claim, then those that only several claims together make.

    Every step that is on a circle is on one that is returned. An outlet that cites itself is no circle but a fault
    (`musnad.corpus.faults`). Over several claims only outlets and agencies count: that people answer each other from
    one matter to the next is no circle.
    """
    graphs = sorted(graphs, key=lambda graph: graph.claim)
    found: dict[tuple[str, ...], Circle] = {}
    all_steps: list[Step] = []
    for graph in graphs:
        media = {node.key for node in graph.nodes if node.is_media}
        own = tuple(_steps(graph))
        all_steps += (step for step in own if step.start in media and step.end in media)
        within = [circle for circle in _circles(own) if media.intersection(circle.nodes)]
        found.update({(graph.claim, *circle.nodes): circle for circle in within})
    if len(graphs) > 1:
        rings = {circle.nodes for circle in found.values()}
        found.update({c.nodes: c for c in _circles(all_steps) if len(c.claims) > 1 and c.nodes not in rings})
    return tuple(sorted(found.values(), key=lambda c: (len(c.claims) > 1, c.claims, len(c.steps), c.nodes)))


def _steps(graph: ChainGraph) -> Iterator[Step]:
    for edge in graph.edges:
        if edge.kind in _STEPS:
            yield Step(start=edge.start, end=edge.end, kind=edge.kind, claim=graph.claim, words=edge.words)


def _circles(steps: Sequence[Step]) -> Iterator[Circle]:
    by_ends: defaultdict[tuple[str, str], list[Step]] = defaultdict(list)
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for step in steps:
        by_ends[step.start, step.end].append(step)
        ways[step.start].add(step.end)
    for ring in shortest_rings(ways):
        yield _circle(ring, by_ends)


def _circle(ring: tuple[str, ...], by_ends: Mapping[tuple[str, str], Sequence[Step]]) -> Circle:
    """Take for each pair the step whose words say it before one that only the wording shows, and of the least claim."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    steps = tuple(min(by_ends[pair], key=lambda step: (step.kind == "concealed", step.claim)) for pair in pairs)
    return Circle(steps=steps, claims=tuple(sorted({step.claim for step in steps})))
