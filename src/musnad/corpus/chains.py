"""The chains of a claim as one graph: outlets, those who passed it on, and who is at the end.

What comes in is the evidence of a claim and what has the same wording; what goes out are nodes, edges with the words
that say each of them, and a route for every piece of evidence. Nothing is counted here (`musnad.corpus.counting`).

A node is an origin where somebody names it last and nobody tells whom it has the thing from. Where the last one tells
in its own voice and nobody else names it as the source, somebody unknown stands behind it. Outlets that only cite each
other are a circle: nobody is at its end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from musnad.corpus.rings import components
from musnad.corpus.routes import Credit, EdgeKind, Route, in_order, is_media, trace_routes
from musnad.model import LinkRole, Span
from musnad.model.evidence import Claim, Evidence

__all__ = ["ChainGraph", "Edge", "Node", "NodeKind", "UnknownKind", "Words", "build_chains", "words_of"]

NodeKind = Literal["outlet", "relay", "origin", "unknown"]
UnknownKind = Literal["unnamed", "own_voice", "byline", "circle"]


class Words(msgspec.Struct, frozen=True, order=True):
    """Words of an article that something rests on."""

    evidence: str
    document: int
    spans: tuple[Span, ...]
    published: str | None = None


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One in the chains. `unknown` says what is not known of one whose kind is unknown.

    `publishes` says that evidence of the claim is its own articles'. The key of somebody unnamed is his own in every
    statement; `unknown:KEY` stands behind an agency in bylines, `unknown:NUMBER` behind an article in its own voice.
    """

    key: str
    name: str
    kind: NodeKind
    role: LinkRole | None = None
    unknown: UnknownKind | None = None
    publishes: bool = False
    is_media: bool = False


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """`start` has it from `end`. A `concealed` copy credits nobody: its words are its own, then those it repeats."""

    start: str
    end: str
    kind: EdgeKind
    words: tuple[Words, ...]


class ChainGraph(msgspec.Struct, frozen=True, kw_only=True):
    """The chains of one claim; all parts are sorted, evidence and routes by time."""

    claim: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    routes: tuple[Route, ...]
    evidence: tuple[Evidence, ...]

    def node(self, key: str) -> Node:
        """Return the node with a key. Raises KeyError where there is none."""
        for node in self.nodes:
            if node.key == key:
                return node
        raise KeyError(key)


def build_chains(
    claim: Claim,
    *,
    same_text: Mapping[str, str] | None = None,
    credits: Mapping[int, Sequence[Credit]] | None = None,
    same_teller: Mapping[str, str] | None = None,
) -> ChainGraph:
    """Return the graph of a claim.

    `same_text` gives pieces of evidence with the same wording the same group; `credits` what an article says of itself
    as a whole, nearest first; `same_teller` leads from a key to another that stands for the same (an agency's other
    name, papers of one house). Leaving an entry out undoes a fold.
    """
    evidence = in_order(claim.evidence)
    routes = trace_routes(evidence, same_text=same_text or {}, credits=credits or {}, same_teller=same_teller or {})
    routes, behind = _with_unknown_ends(routes, evidence, same_text or {})
    described = _described(routes)
    ends, circles = _ends(routes, described)
    routes = tuple(_with_circle(route, circles) for route in routes)
    return ChainGraph(
        claim=claim.id,
        nodes=tuple(sorted(_nodes(routes, described, ends, behind), key=lambda node: node.key)),
        edges=_edges(routes, evidence),
        routes=routes,
        evidence=evidence,
    )


def words_of(piece: Evidence, spans: Sequence[Span] = ()) -> Words:
    """Return the words of a piece of evidence, or some of them."""
    return Words(piece.id, piece.document, tuple(spans) or piece.spans, piece.published)


def _with_unknown_ends(
    routes: Sequence[Route], evidence: Sequence[Evidence], same_text: Mapping[str, str]
) -> tuple[tuple[Route, ...], dict[str, tuple[str, UnknownKind]]]:
    """Set somebody unknown behind those who tell in their own voice, unless others name them as the source.

    He is one behind an agency that bylines name, one in an article, and one in articles that share wording. Return him
    with the one before him, too.
    """
    named = {route.nodes[-1] for route in routes if not route.is_open}
    credited = {hop.key for route in routes for hop in route.said if hop.kind in ("byline", "translation")}
    story_of = _stories(evidence, same_text)
    found: list[Route] = []
    before: dict[str, tuple[str, UnknownKind]] = {}
    for route, piece in zip(routes, evidence, strict=True):
        last = route.nodes[-1]
        if route.is_open and last not in named:
            kind: UnknownKind = "byline" if last in credited else "own_voice"
            key = f"unknown:{last}" if kind == "byline" else f"unknown:{story_of[piece.document]}"
            before.setdefault(key, (last, kind))
            route = msgspec.structs.replace(route, nodes=(*route.nodes, key))  # noqa: PLW2901  # the route goes on
        found.append(route)
    return tuple(found), before


def _stories(evidence: Sequence[Evidence], same_text: Mapping[str, str]) -> dict[int, int]:
    """Return for each article the least number of those that share wording with it, straight or through others."""
    ways: dict[str, set[str]] = {}
    for piece in evidence:
        ways.setdefault(f"{piece.document}", set())
        if (text := same_text.get(piece.id)) is not None:
            ways[f"{piece.document}"].add(f"text {text}")
            ways.setdefault(f"text {text}", set()).add(f"{piece.document}")
    rings = (sorted(int(node) for node in ring if node.isdecimal()) for ring in components(ways))
    return {document: ring[0] for ring in rings for document in ring}


def _ends(routes: Sequence[Route], described: Mapping[str, _Described]) -> tuple[set[str], dict[str, str]]:
    """Return the named nodes that stand at the end of the chains, and the circle of each node that is in one.

    People who quote each other are both at the end, where a report names them last; outlets that do are a circle.
    """
    ways = _ways(routes)
    named_last = {route.nodes[-1] for route in routes}
    ends: set[str] = set()
    circles: dict[str, str] = {}
    for ring in components(ways):
        if any(not ring.issuperset(ways[node]) for node in ring):
            continue
        people = {node for node in ring if _unknown(node) is None and not described[node].is_media}
        if len(ring) == 1 or people & named_last:
            ends |= {node for node in ring if _unknown(node) is None} if len(ring) == 1 else people & named_last
        else:
            circles.update(dict.fromkeys(ring, f"circle:{min(ring)}"))
    return ends, circles


def _with_circle(route: Route, circles: Mapping[str, str]) -> Route:
    circle = circles.get(route.nodes[-1])
    return route if circle is None else msgspec.structs.replace(route, nodes=(*route.nodes, circle))


def _ways(routes: Iterable[Route]) -> dict[str, set[str]]:
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for route in routes:
        for start, end in zip(route.nodes, route.nodes[1:], strict=False):
            ways[start].add(end)
        ways[route.nodes[-1]].update(())
    return dict(ways)


class _Described(NamedTuple):
    name: str
    role: LinkRole | None
    publishes: bool
    is_media: bool


def _described(routes: Iterable[Route]) -> dict[str, _Described]:
    """Return what is known of each node: the name and role that are given first."""
    found: dict[str, _Described] = {}
    for route in routes:
        for place, hop in enumerate(route.said):
            name, role, publishes, media = found.get(hop.key, _Described(hop.teller.name, None, False, False))
            found[hop.key] = _Described(
                name or hop.teller.name,
                role or hop.teller.role,
                publishes or not place,
                media or not place or is_media(hop),
            )
    return found


def _nodes(
    routes: Sequence[Route],
    described: Mapping[str, _Described],
    ends: Collection[str],
    behind: Mapping[str, tuple[str, UnknownKind]],
) -> Iterator[Node]:
    for key in _ways(routes).keys() | described.keys():
        known, unknown = described.get(key), _unknown(key)
        if known is None:
            before, unknown = behind.get(key) or (key.removeprefix("circle:"), unknown)
            known = described[before]
        kind: NodeKind = "outlet" if known.publishes else "relay"
        yield Node(
            key=key,
            name=known.name,
            kind="unknown" if unknown else "origin" if key in ends else kind,
            role=known.role if unknown in (None, "unnamed") else None,
            unknown=unknown,
            publishes=known.publishes and unknown is None,
            is_media=known.is_media and unknown is None,
        )


def _unknown(key: str) -> UnknownKind | None:
    head = key.partition(":")[0]
    kinds: Mapping[str, UnknownKind] = {"unnamed": "unnamed", "unknown": "own_voice", "circle": "circle"}
    return kinds.get(head)


def _edges(routes: Sequence[Route], evidence: Sequence[Evidence]) -> tuple[Edge, ...]:
    """Return what the articles say, each step with its words, and copies with both passages."""
    pieces = {piece.id: piece for piece in evidence}
    outlets = {route.evidence: route.nodes[0] for route in routes}
    found: defaultdict[tuple[str, str, EdgeKind], list[Words]] = defaultdict(list)
    for route in routes:
        piece = pieces[route.evidence]
        for before, hop in zip(route.said, route.said[1:], strict=False):
            if hop.key != before.key:
                found[before.key, hop.key, hop.kind].append(words_of(piece, hop.spans))
        if route.joining in ("concealed", "shared") and route.copy_of is not None:
            kind: EdgeKind = "concealed" if route.joining == "concealed" else "shared"
            both = found[route.nodes[0], outlets[route.copy_of], kind]
            both += [words_of(piece), words_of(pieces[route.copy_of])]
    for route in routes:
        if _unknown(route.nodes[-1]) in ("own_voice", "circle") and len(route.nodes) > 1:
            found[route.nodes[-2], route.nodes[-1], "unknown"].append(words_of(pieces[route.evidence]))
    return tuple(
        Edge(start=start, end=end, kind=kind, words=tuple(dict.fromkeys(words)))
        for (start, end, kind), words in sorted(found.items())
    )
