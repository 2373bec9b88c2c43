"""What would be left of the counts without a source, an agency or a side.

What comes in are claims and the keys to leave out; what goes out are the counts before and after, and what falls. A
piece of evidence falls where one left out is on its route: its outlet, one who passed it on, its origin, or, of a copy
that credits nobody, the piece it repeats. It falls too where its source is known to have the thing only from one left
out: to leave somebody out never makes an origin of him who passed it on. Nothing is changed in what is given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.counting import Counts, count
from musnad.corpus.routes import Credit
from musnad.model.evidence import Claim

__all__ = ["Difference", "keys_of_side", "leave_out"]


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A claim before and after; `fallen` are the ids of the evidence that falls, `lost` the origins no longer named."""

    claim: str
    before: Counts
    after: Counts
    fallen: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def is_gone(self) -> bool:
        """Whether nothing tells the claim any longer."""
        return not self.after.articles.value

    @property
    def loses_its_last_origin(self) -> bool:
        """Whether an origin was named before and none is any longer."""
        return bool(self.before.origins) and not self.after.origins


def leave_out(
    claims: Iterable[Claim],
    keys: Collection[str],
    *,
    same_text: Mapping[str, str] | None = None,
    credits: Mapping[int, Sequence[Credit]] | None = None,
    same_teller: Mapping[str, str] | None = None,
    sides: Mapping[str, str] | None = None,
) -> tuple[Difference, ...]:
    """Return what changes in which claims, those that fall wholly first, then those that lose their last origin.

    Of each those that most articles tell come first; claims that lose nothing are left out. `keys` are keys of tellers;
    the rest is given as to `build_chains` and `count`.
    """

    def counted(claim: Claim) -> tuple[ChainGraph, Counts]:
        graph = build_chains(claim, same_text=same_text, credits=credits, same_teller=same_teller)
        return graph, count(graph, sides=sides)

    left = frozenset((same_teller or {}).get(key, key) for key in keys)
    found: list[Difference] = []
    for claim in claims:
        graph, before = counted(claim)
        fallen = _on_route(graph, left)
        if not fallen:
            continue
        while True:
            rest = tuple(piece for piece in graph.evidence if piece.id not in fallen)
            _, after = counted(Claim(id=claim.id, evidence=rest))
            if not (further := _raised(before, after)):
                break
            fallen |= further
        found.append(_difference(before, after, tuple(piece.id for piece in graph.evidence if piece.id in fallen)))
    return tuple(sorted(found, key=_worst))


def keys_of_side(side: str, sides: Mapping[str, str]) -> frozenset[str]:
    """Return the keys of all who stand on a side."""
    return frozenset(key for key, named in sides.items() if named == side)


def _on_route(graph: ChainGraph, left: frozenset[str]) -> set[str]:
    """Return the evidence that has one left out on its route or in its own words."""
    return {
        route.evidence
        for route in graph.routes
        if not left.isdisjoint(route.nodes) or any(hop.key in left for hop in route.said)
    }


def _raised(before: Counts, after: Counts) -> set[str]:
    """Return the evidence that goes back to a named origin only because what stood behind him is left out."""
    known = {origin.key for origin in before.origins}
    return {evidence for origin in after.origins if origin.key not in known for evidence in origin.evidence}


def _difference(before: Counts, after: Counts, fallen: tuple[str, ...]) -> Difference:
    still = {origin.key for origin in after.origins}
    lost = tuple(origin.key for origin in before.origins if origin.key not in still)
    return Difference(claim=before.claim, before=before, after=after, fallen=fallen, lost=lost)


def _worst(difference: Difference) -> tuple[bool, bool, int, str]:
    articles = difference.before.articles.value
    return not difference.is_gone, not difference.loses_its_last_origin, -articles, difference.claim
