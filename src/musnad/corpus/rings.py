"""Rings in a directed graph: sets of nodes that all lead to each other, and the shortest rings in them.

What comes in are edges as a mapping from each node to others; every answer is the same whatever their order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping

__all__ = ["components", "shortest_rings"]

Edges = Mapping[str, Collection[str]]


def components(edges: Edges) -> tuple[frozenset[str], ...]:
    """Return the strongly connected components (Kosaraju's way, without recursion).

    >>> [sorted(ring) for ring in components({"a": ["b"], "b": ["a", "c"]})]
    [['a', 'b'], ['c']]
    """
    nodes = sorted({*edges, *(other for others in edges.values() for other in others)})
    back: dict[str, list[str]] = {node: [] for node in nodes}
    for node in nodes:
        for other in sorted(edges.get(node, ())):
            back[other].append(node)
    met: set[str] = set()
    found = []
    for node in reversed(_left_in_order(nodes, edges)):
        if node not in met:
            waiting, ring = [node], {node}
            met.add(node)
            while waiting:
                for other in back[waiting.pop()]:
                    if other not in met:
                        met.add(other)
                        ring.add(other)
                        waiting.append(other)
            found.append(frozenset(ring))
    return tuple(found)


def shortest_rings(edges: Edges) -> Iterator[tuple[str, ...]]:
    """Yield a shortest ring through every edge that is on one, each ring once, from its least node on.

    A ring of one is a node that leads to itself.
    """
    ring_of = {node: ring for ring in components(edges) for node in ring}
    met: set[tuple[str, ...]] = set()
    ordered = {node: sorted(edges.get(node, ())) for node in sorted(ring_of)}
    for start, others in ordered.items():
        for end in others:
            if ring_of[start] is not ring_of[end]:
                continue
            way = _way(ordered, end, start)
            least = way.index(min(way))
            ring = way[least:] + way[:least]
            if ring not in met:
                met.add(ring)
                yield ring


def _left_in_order(nodes: list[str], edges: Edges) -> list[str]:
    """Return the nodes in the order in which a walk in depth leaves them."""
    met: set[str] = set()
    left: list[str] = []
    for start in nodes:
        if start in met:
            continue
        met.add(start)
        path = [(start, iter(sorted(edges.get(start, ()))))]
        while path:
            node, others = path[-1]
            other = next((other for other in others if other not in met), None)
            if other is None:
                left.append(node)
                path.pop()
            else:
                met.add(other)
                path.append((other, iter(sorted(edges.get(other, ())))))
    return left


def _way(edges: Mapping[str, list[str]], start: str, end: str) -> tuple[str, ...]:
    """Return a shortest way; there is one within a component."""
    before: dict[str, str] = {}
    waiting = deque([start])
    while end != start and end not in before:
        node = waiting.popleft()
        for other in edges[node]:
            if other != start and other not in before:
                before[other] = node
                waiting.append(other)
    way = [end]
    while way[-1] != start:
        way.append(before[way[-1]])
    return tuple(reversed(way))
