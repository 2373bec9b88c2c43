"""What stands behind a claim, in numbers: articles, outlets, distinct origins, and the narrowest layer of its chains.

What comes in is the graph of a claim; what goes out are counts that each carry the evidence they came from. They say
how many stand behind a claim and not whether it is so: there are no weights, no percentages and no verdicts. Named
origins are distinct; that they are independent of each other is for people to say.

The rules: a text counts once, whoever repeats it. Somebody unknown counts nothing towards the lower bound of origins
and one towards the upper. The narrowest layer is the least number of tellers through whom all chains with a named
origin pass; where no origin is named, all chains in which somebody is named; of several such layers the one nearest
the origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from musnad.corpus.chains import ChainGraph, Node, NodeKind, UnknownKind, Words, words_of
from musnad.corpus.flow import narrowest_layer, single_points
from musnad.corpus.routes import Route
from musnad.model import LinkRole
from musnad.model.evidence import Evidence

__all__ = ["CountName", "Counts", "Narrow", "NarrowestLayer", "Number", "Origin", "Side", "Unknown", "count"]

CountName = Literal[
    "articles", "outlets", "origins_lower", "origins_upper", "witnesses", "repeats", "unplaced", "doubting", "narrowest"
]


class Number(msgspec.Struct, frozen=True):
    """A count and the ids of the evidence it came from."""

    value: int
    evidence: tuple[str, ...]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """A named origin, the evidence that goes back to it, the earliest first, and its side where one is stated."""

    key: str
    name: str
    role: LinkRole | None
    evidence: tuple[str, ...]
    side: str | None = None


class Unknown(msgspec.Struct, frozen=True, kw_only=True):
    """An origin that is not known, and the evidence that ends with it.

    `why`: the source is unnamed, the outlet tells in its own voice, an agency is named in the byline alone, or outlets
    only cite each other. `name` is the description of the unnamed, else the outlet or agency that is named last.
    """

    key: str
    name: str
    why: UnknownKind
    evidence: tuple[str, ...]


class Narrow(msgspec.Struct, frozen=True):
    """One through whom chains pass."""

    key: str
    name: str
    kind: NodeKind


class NarrowestLayer(msgspec.Struct, frozen=True, kw_only=True):
    """The fewest tellers through whom the chains pass.

    `basis` says which chains: those with a `named` origin, those that name a `relay` at least, or, where nobody is
    named, `none`. `size` counts them; `most` is the size of the layer if everybody unknown were a way of his own.
    `members` is empty where the basis is none, unless all pass through one who is unnamed. `also` are others through
    whom all pass too, where one is enough. `articles` is how many pass.
    """

    basis: Literal["named", "relay", "none"]
    size: int
    most: int
    members: tuple[Narrow, ...]
    also: tuple[Narrow, ...]
    articles: int
    evidence: tuple[str, ...]


class Side(msgspec.Struct, frozen=True):
    """A side and its named origins."""

    name: str
    origins: tuple[str, ...]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """All counts of a claim.

    `witnesses` are pieces of evidence that bring a named origin first; `repeats` go back to one that is counted or
    copy a text that is; `unplaced` have an unknown origin: each piece is one of the three. `doubting` tell the claim
    with doubt or call for denial, and are counted as any other. `across_sides` is None where the sides of fewer than
    two origins are known.
    """

    claim: str
    articles: Number
    outlets: Number
    origins_lower: Number
    origins_upper: Number
    witnesses: Number
    repeats: Number
    unplaced: Number
    doubting: Number
    origins: tuple[Origin, ...]
    unknown: tuple[Unknown, ...]
    narrowest: NarrowestLayer
    sides: tuple[Side, ...]
    across_sides: bool | None
    words: tuple[Words, ...]

    def opens(self, name: CountName) -> tuple[Words, ...]:
        """Return the words that a count came from, by time."""
        counted = frozenset(getattr(self, name).evidence)
        return tuple(words for words in self.words if words.evidence in counted)

    def words_of(self, evidence: Iterable[str]) -> tuple[Words, ...]:
        """Return the words of some evidence, as an origin or an unknown lists it."""
        wanted = frozenset(evidence)
        return tuple(words for words in self.words if words.evidence in wanted)


def count(graph: ChainGraph, *, sides: Mapping[str, str] | None = None) -> Counts:
    """Return the counts of a claim; `sides` gives the side of tellers by their keys, where somebody stated it."""
    reached = _reached(graph)
    nodes = {node.key: node for node in graph.nodes}
    origins = _origins(reached, nodes, sides or {})
    unknown = _unknown(reached, nodes)
    standing = _standing(graph.routes, reached, nodes)
    known_outlets = {r.evidence: r.nodes[0] for r in graph.routes if not r.nodes[0].startswith("outlet:?")}
    by_side: defaultdict[str, list[str]] = defaultdict(list)
    for origin in origins:
        if origin.side is not None:
            by_side[origin.side].append(origin.key)
    named = tuple(id for id, ends in reached.items() if any(nodes[end].kind == "origin" for end in ends))
    everything = tuple(piece.id for piece in graph.evidence)
    return Counts(
        claim=graph.claim,
        articles=Number(len({piece.document for piece in graph.evidence}), everything),
        outlets=Number(len(set(known_outlets.values())), tuple(known_outlets)),
        origins_lower=Number(len(origins), named),
        origins_upper=Number(len(origins) + len(unknown), everything),
        witnesses=_number(standing, "witness"),
        repeats=_number(standing, "repeat"),
        unplaced=_number(standing, "unplaced"),
        doubting=_doubting(graph.evidence),
        origins=origins,
        unknown=unknown,
        narrowest=_narrowest(graph, reached, nodes),
        sides=tuple(Side(name, tuple(keys)) for name, keys in sorted(by_side.items())),
        across_sides=len(by_side) > 1 if sum(map(len, by_side.values())) > 1 else None,
        words=tuple(map(words_of, graph.evidence)),
    )


def _reached(graph: ChainGraph) -> dict[str, frozenset[str]]:
    """Return the origins and unknowns that each piece of evidence goes back to."""
    ways = _ways(graph.routes)
    ends = {n.key for n in graph.nodes if n.kind == "origin" or (n.kind == "unknown" and not ways[n.key])}
    beyond: dict[str, frozenset[str]] = {}
    for last in {route.nodes[-1] for route in graph.routes}:
        met, waiting = {last}, [last]
        while waiting:
            node = waiting.pop()
            further = set() if node in ends else ways[node] - met
            met |= further
            waiting += further
        beyond[last] = frozenset(met & ends)
    return {route.evidence: beyond[route.nodes[-1]] for route in graph.routes}


def _ways(routes: Iterable[Route]) -> defaultdict[str, set[str]]:
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for route in routes:
        for start, end in zip(route.nodes, route.nodes[1:], strict=False):
            ways[start].add(end)
    return ways


def _by_end(reached: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for evidence, ends in reached.items():
        for end in ends:
            found[end].append(evidence)
    return {end: tuple(found[end]) for end in sorted(found)}


def _origins(
    reached: Mapping[str, frozenset[str]], nodes: Mapping[str, Node], sides: Mapping[str, str]
) -> tuple[Origin, ...]:
    return tuple(
        Origin(key=key, name=nodes[key].name, role=nodes[key].role, evidence=evidence, side=sides.get(key))
        for key, evidence in _by_end(reached).items()
        if nodes[key].kind == "origin"
    )


def _unknown(reached: Mapping[str, frozenset[str]], nodes: Mapping[str, Node]) -> tuple[Unknown, ...]:
    return tuple(
        Unknown(key=key, name=nodes[key].name, why=why, evidence=evidence)
        for key, evidence in _by_end(reached).items()
        if (why := nodes[key].unknown) is not None
    )


def _standing(
    routes: Sequence[Route], reached: Mapping[str, frozenset[str]], nodes: Mapping[str, Node]
) -> dict[str, str]:
    """Say of each piece whether it brings a named origin, repeats, or has an unknown origin."""
    standing: dict[str, str] = {}
    counted: set[str] = set()
    for route in routes:
        named = {end for end in reached[route.evidence] if nodes[end].kind == "origin"}
        if route.joining != "own":
            standing[route.evidence] = "repeat"
        elif not named:
            standing[route.evidence] = "unplaced"
        else:
            standing[route.evidence] = "witness" if named - counted else "repeat"
            counted |= named
    return standing


def _number(standing: Mapping[str, str], which: str) -> Number:
    found = tuple(evidence for evidence, said in standing.items() if said == which)
    return Number(len(found), found)


def _doubting(evidence: Iterable[Evidence]) -> Number:
    found = tuple(piece.id for piece in evidence if piece.stance in ("doubt", "deny") or piece.polarity < 0)
    return Number(len(found), found)


def _narrowest(graph: ChainGraph, reached: Mapping[str, frozenset[str]], nodes: Mapping[str, Node]) -> NarrowestLayer:
    named = [r for r in graph.routes if any(nodes[end].kind == "origin" for end in reached[r.evidence])]
    credited = {
        hop.key
        for route in graph.routes
        for hop in route.said[1:]
        if hop.key != route.nodes[0] and nodes[hop.key].unknown is None
    }
    ends = frozenset[str]().union(*reached.values())
    most = narrowest_layer(_ways(graph.routes), {route.nodes[0] for route in graph.routes}, ends)
    relayed = [route for route in graph.routes if not credited.isdisjoint(route.nodes)]
    if named:
        origins = {key for key in ends if nodes[key].kind == "origin"}
        return _made("named", named, _cut(named, graph.routes, origins), len(most), nodes, graph)
    if relayed:
        people = {key for key in ends if nodes[key].unknown != "circle"}
        layer = _cut(relayed, relayed, ends, people)
        if len(layer[0]) <= len(most):
            return _made("relay", relayed, layer, len(most), nodes, graph)
        return _made("relay", graph.routes, (most, ()), len(most), nodes, graph)  # the unnamed are fewer than relays
    one = (most, ()) if len(most) == 1 else ((), ())
    return _made("none", graph.routes if len(most) == 1 else (), one, len(most), nodes, graph)


def _cut(
    routes: Sequence[Route], among: Sequence[Route], ends: Collection[str], never: Collection[str] = ()
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the narrowest layer of some routes, and others through which all pass where one is enough."""
    ways, starts = _ways(among), {route.nodes[0] for route in routes}
    layer = narrowest_layer(ways, starts, ends, never=never)
    if len(layer) != 1:
        return layer, ()
    points = single_points(ways, starts, ends)
    return layer, tuple(key for key in reversed(points) if key not in layer and key not in never)


def _made(
    basis: Literal["named", "relay", "none"],
    routes: Sequence[Route],
    layer: tuple[tuple[str, ...], tuple[str, ...]],
    most: int,
    nodes: Mapping[str, Node],
    graph: ChainGraph,
) -> NarrowestLayer:
    members, also = (tuple(Narrow(key, nodes[key].name, nodes[key].kind) for key in keys) for keys in layer)
    evidence = tuple(route.evidence for route in routes)
    documents = {piece.id: piece.document for piece in graph.evidence}
    size = 0 if basis == "none" else len(members)
    articles = len({documents[id] for id in evidence})
    return NarrowestLayer(
        basis=basis, size=size, most=most, members=members, also=also, articles=articles, evidence=evidence
    )
