"""The way each piece of evidence came: from its outlet over relays to whoever is named last, copies folded into one.

What comes in is evidence, which of it has the same wording, and what articles credit as a whole (a byline, a note of
translation); what goes out is one route for each piece. Pieces with the same wording are one text: its route is that
of the article that says most of where it comes from, of several such the earliest; the others join it. Who is at the
end of all routes is for `musnad.corpus.chains`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from musnad.corpus.moments import order_key, surely_before
from musnad.model import Span
from musnad.model.evidence import Evidence, Teller

__all__ = ["Credit", "EdgeKind", "Hop", "Joining", "Route", "in_order", "is_media", "trace_routes"]

EdgeKind = Literal["told", "byline", "translation", "concealed", "shared", "unknown"]
Joining = Literal["own", "repeat", "concealed", "shared"]


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an article credits as a whole: an agency in its byline, or an outlet that it translates."""

    teller: Teller
    kind: Literal["byline", "translation"]


class Hop(msgspec.Struct, frozen=True):
    """A step of a route to the one with `key`, as the words at `spans` say; no words say a folded step."""

    key: str
    teller: Teller
    kind: EdgeKind
    spans: tuple[Span, ...] = ()


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """How a piece of evidence came: `nodes` from its outlet on.

    `said` are the hops that its own article tells, the outlet first. `joining` says how it stands to the others of its
    text: it has a route of its `own`; it is a `repeat` that credits the other or the same agency; a `concealed` copy of
    the earlier piece `copy_of`; or `shared`, where nothing tells which of the two was first. `is_open` says that the
    last node tells in its own voice, with nobody named behind it.
    """

    evidence: str
    nodes: tuple[str, ...]
    said: tuple[Hop, ...]
    is_open: bool
    joining: Joining = "own"
    copy_of: str | None = None


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence in the order of time, undated last, each id once."""
    once = {piece.id: piece for piece in evidence}
    return tuple(sorted(once.values(), key=lambda piece: (order_key(piece.published), piece.document, piece.id)))


def is_media(hop: Hop) -> bool:
    """Whether a hop leads to an outlet or an agency."""
    return hop.teller.role in ("agency", "outlet") or hop.key.startswith("outlet:")


def trace_routes(
    evidence: Sequence[Evidence],
    *,
    same_text: Mapping[str, str],
    credits: Mapping[int, Sequence[Credit]],
    same_teller: Mapping[str, str],
) -> tuple[Route, ...]:
    """Return the route of each piece; evidence comes as `in_order` returns it."""
    own = {piece.id: _own_route(piece, credits.get(piece.document, ()), same_teller) for piece in evidence}
    texts: defaultdict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        if (text := same_text.get(piece.id)) is not None:
            texts[text].append(piece)
    outlets = {route.nodes[0] for route in own.values()}
    for pieces in texts.values():
        if len({piece.document for piece in pieces}) > 1:
            own.update(_Text(pieces, own, outlets).folded())
    return tuple(own[piece.id] for piece in evidence)


def _own_route(piece: Evidence, credits: Sequence[Credit], same_teller: Mapping[str, str]) -> Route:
    hops = [_outlet_hop(piece, same_teller)]
    for number, teller in enumerate(piece.chain[1:], 1):
        key = same_teller.get(teller.key, teller.key)
        if teller.anonymous and not key.startswith("unnamed:"):
            key = f"unnamed:{piece.id}:{number}"  # the same words twice may be one source or two
        kind: EdgeKind = "byline" if piece.kind == "voice" else "told"
        hops.append(Hop(key, teller, kind, _words(teller) or piece.spans))
    named = {hop.key for hop in hops}
    for credit in reversed(credits):
        key = same_teller.get(credit.teller.key, credit.teller.key)
        if key not in named:
            hops.insert(1, Hop(key, credit.teller, credit.kind, _words(credit.teller)))
    said = tuple(hop for i, hop in enumerate(hops) if not i or hop.key != hops[i - 1].key)
    return Route(
        evidence=piece.id,
        nodes=tuple(hop.key for hop in said),
        said=tuple(hops) if len(said) < len(hops) else said,
        is_open=len(said) == 1 or said[-1].kind in ("byline", "translation"),
    )


def _outlet_hop(piece: Evidence, same_teller: Mapping[str, str]) -> Hop:
    key = same_teller.get(piece.outlet.key, piece.outlet.key)
    if key in ("", "outlet:"):
        key = f"outlet:?{piece.document}"  # two articles of unknown outlets may be of two
    return Hop(key, piece.outlet, "told", piece.spans)


def _words(teller: Teller) -> tuple[Span, ...]:
    return tuple(sorted({span for span in (teller.source, teller.cue) if span is not None}))


class _Text:
    """The pieces of one text, in the order of time, and how each of them joins it."""

    def __init__(self, pieces: Sequence[Evidence], own: Mapping[str, Route], outlets: Collection[str]) -> None:
        self.pieces, self.own = pieces, own
        self.document = {piece.id: piece.document for piece in pieces}
        ranks: dict[int, tuple[int, bool, int, int]] = {}
        for piece in pieces:
            rank = _rank(own[piece.id])
            ranks[piece.document] = min(rank, ranks.get(piece.document, rank))
        best = min(ranks.values())
        self.root = next(document for document, rank in ranks.items() if rank == best)
        self.roots = [own[piece.id] for piece in pieces if piece.document == self.root]
        self.met: defaultdict[str, list[Route]] = defaultdict(list)  # by outlet, the earliest first
        self.media = {hop.key for route in self.roots for hop in route.said[1:] if is_media(hop) or hop.key in outlets}

    def folded(self) -> dict[str, Route]:
        """Return the routes of all pieces by their ids."""
        found = {route.evidence: route for route in self.roots}
        dates = {piece.id: piece.published for piece in self.pieces}
        for piece in self.pieces:
            if piece.document != self.root:
                found[piece.id] = self._join(self.own[piece.id], dates)
            self.met[found[piece.id].nodes[0]].append(found[piece.id])
        return found

    def _join(self, route: Route, dates: Mapping[str, str | None]) -> Route:
        root, outlet = _like(route, self.roots), route.nodes[0]
        if credited := self._credited(route, root):
            return credited
        again = [r for r in self.met.get(outlet, ()) if self.document[r.evidence] != self.document[route.evidence]]
        if again or outlet == root.nodes[0]:
            before = _like(route, again) if again else root
            return _joined(route, before.nodes, before, "repeat")
        if outlet in root.nodes:
            rest = root.nodes[root.nodes.index(outlet) :]
            if len(route.nodes) == 1 or (len(rest) > 1 and _is_unnamed(route.nodes[-1])):
                return _joined(route, rest, root, "repeat")
            return msgspec.structs.replace(route, joining="repeat", copy_of=root.evidence)
        earlier = next((_like(route, routes) for other, routes in self.met.items() if other != outlet), None)
        if earlier is not None and surely_before(dates[earlier.evidence], dates[route.evidence]):
            return _joined(route, (outlet, *earlier.nodes), earlier, "concealed")
        return _joined(route, (outlet, *(root.nodes[1:] or root.nodes)), root, "shared")

    def _credited(self, route: Route, root: Route) -> Route | None:
        """Return the route of one that credits an outlet or an agency for the text; None where it does not."""
        last = 0
        hops = {hop.key: hop for hop in route.said}
        for place, key in enumerate(route.nodes[1:], 1):
            if key == root.nodes[0] or key in self.media:
                source = next((r for r in (root, *self.roots) if key in r.nodes), root)
            elif key in self.met:
                source = _like(route, self.met[key])
            else:
                last = place if is_media(hops[key]) else last
                continue
            rest = source.nodes[source.nodes.index(key) + 1 :]
            return _joined(route, (*route.nodes[: place + 1], *rest), source, "repeat")
        if not last or route.nodes[0] in root.nodes:
            return None
        return _joined(route, (*route.nodes[: last + 1], *_tail(root)), root, "repeat")


def _like(route: Route, others: Sequence[Route]) -> Route:
    """Return the first of some routes that ends where this one does, else the first."""
    return next((other for other in others if other.nodes[-1] == route.nodes[-1]), others[0])


def _rank(route: Route) -> tuple[int, bool, int, int]:
    """Return what is less the more a route says: is a person or a body named, anybody, an outlet, and how many."""
    named = [hop for hop in route.said if not _is_unnamed(hop.key) and hop.key != route.nodes[0]]
    media = [hop for hop in named if is_media(hop)]
    return (0 if len(named) > len(media) else 1 if named else 2), not media, -len(named), -len(route.nodes)


def _tail(route: Route) -> tuple[str, ...]:
    """Return what comes after the last agency or outlet of a route, else that one."""
    media = {route.nodes[0], *(hop.key for hop in route.said if is_media(hop))}
    last = max(place for place, node in enumerate(route.nodes) if node in media)
    return route.nodes[last + 1 :] or route.nodes[last:]


def _is_unnamed(node: str) -> bool:
    return node.startswith("unnamed:")


def _joined(route: Route, nodes: Sequence[str], to: Route, joining: Joining) -> Route:
    """Return a route that goes on by another's, as far as the first node that comes again: there a circle closes."""
    first_again = next((place for place, node in enumerate(nodes) if node in nodes[:place]), None)
    kept = tuple(nodes) if first_again is None else tuple(nodes[: first_again + 1])
    is_open = to.is_open and first_again is None
    return msgspec.structs.replace(route, nodes=kept, is_open=is_open, joining=joining, copy_of=to.evidence)
