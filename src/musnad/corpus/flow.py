"""The narrowest layer of a graph: the fewest nodes through which every way from its sources to its ends passes.

What comes in are edges, the nodes where ways begin, and those where they end; what goes out is a least vertex cut. Of
several least cuts it is the one nearest the ends, so it does not depend on the order of anything. Ways are counted by
Dinic's algorithm on nodes of capacity one, which takes a time of edges times the root of nodes.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping

__all__ = ["narrowest_layer", "single_points"]

Edges = Mapping[str, Collection[str]]
_SOURCE, _END = 0, 1


def narrowest_layer(
    edges: Edges, starts: Iterable[str], ends: Iterable[str], *, never: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the nodes of the least cut between starts and ends, sorted; nodes in `never` cannot be in it.

    Starts and ends can be cut as any other. Empty where no way leads from a start to an end. Raises ValueError where
    a way has only nodes that cannot be cut.
    """
    network = _Network()
    numbers = {key: 2 * i + 2 for i, key in enumerate(sorted(_nodes(edges, starts, ends)))}  # in; out is one more
    without_end = len(numbers) + 1  # more than any cut
    for key, number in numbers.items():
        network.add(number, number + 1, without_end if key in never else 1)
        for other in sorted(edges.get(key, ())):
            network.add(number + 1, numbers[other], without_end)
    for key in sorted(set(starts)):
        network.add(_SOURCE, numbers[key], without_end)
    for key in sorted(set(ends)):
        network.add(numbers[key] + 1, _END, without_end)
    if network.fill() >= without_end:
        raise ValueError("a way has no node that can be cut")
    reached = network.leading_to_end()
    return tuple(key for key, number in numbers.items() if number + 1 in reached and number not in reached)


def single_points(edges: Edges, starts: Collection[str], ends: Collection[str]) -> tuple[str, ...]:
    """Return the nodes that lie on every way from a start to an end, in the order of the ways; often none."""
    way = _way(edges, starts, ends, None)
    return tuple(node for node in way if not _way(edges, starts, ends, node))


def _nodes(edges: Edges, starts: Iterable[str], ends: Iterable[str]) -> set[str]:
    return {*edges, *(other for others in edges.values() for other in others), *starts, *ends}


def _way(edges: Edges, starts: Collection[str], ends: Collection[str], without: str | None) -> tuple[str, ...]:
    """Return a shortest way that leaves out one node."""
    before: dict[str, str | None] = {start: None for start in sorted(starts) if start != without}
    waiting = deque(before)
    while waiting:
        node: str | None = waiting.popleft()
        if node in ends:
            way = []
            while node is not None:
                way.append(node)
                node = before[node]
            return tuple(reversed(way))
        assert node is not None
        for other in sorted(edges.get(node, ())):
            if other not in before and other != without:
                before[other] = node
                waiting.append(other)
    return ()


class _Network:
    """Arcs with what they can still carry; the arc back of arc `i` is `i ^ 1`."""

    def __init__(self) -> None:
        self.to: list[int] = []
        self.room: list[int] = []
        self.arcs: dict[int, list[int]] = {_SOURCE: [], _END: []}

    def add(self, start: int, end: int, room: int) -> None:
        for a, b, carries in ((start, end, room), (end, start, 0)):
            self.arcs.setdefault(a, []).append(len(self.to))
            self.to.append(b)
            self.room.append(carries)

    def fill(self) -> int:
        """Send what can be sent from the source to the end; return how much."""
        sent = 0
        while levels := self._levels():
            left = {node: iter(arcs) for node, arcs in self.arcs.items()}
            while way := self._way(levels, left):
                least = min(self.room[arc] for arc in way)
                for arc in way:
                    self.room[arc] -= least
                    self.room[arc ^ 1] += least
                sent += least
        return sent

    def leading_to_end(self) -> set[int]:
        """Return the nodes from which more could still be sent to the end."""
        reached, waiting = {_END}, [_END]
        while waiting:
            for arc in self.arcs[waiting.pop()]:
                if self.room[arc ^ 1] and self.to[arc] not in reached:
                    reached.add(self.to[arc])
                    waiting.append(self.to[arc])
        return reached

    def _levels(self) -> dict[int, int]:
        levels, waiting = {_SOURCE: 0}, deque([_SOURCE])
        while waiting:
            node = waiting.popleft()
            for arc in self.arcs[node]:
                if self.room[arc] and self.to[arc] not in levels:
                    levels[self.to[arc]] = levels[node] + 1
                    waiting.append(self.to[arc])
        return levels if _END in levels else {}

    def _way(self, levels: Mapping[int, int], left: Mapping[int, Iterable[int]]) -> list[int]:
        """Return the arcs of a way one level at a time; arcs that led nowhere are not tried again."""
        way: list[int] = []
        node = _SOURCE
        while node != _END:
            for arc in left[node]:
                if self.room[arc] and levels.get(self.to[arc]) == levels[node] + 1:
                    way.append(arc)
                    node = self.to[arc]
                    break
            else:
                if not way:
                    return []
                node = self.to[way.pop() ^ 1]
        return way
