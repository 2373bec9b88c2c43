"""Claims with everything that is counted of them: chains, origins, faults, what is against them, circles.

What comes in are claims with the joins and oppositions between their reports, which texts are one, and the credits of
articles; what goes out are values that views show. Pure: which claims a case holds, `musnad.case` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from musnad.arabic.orthography import fold
from musnad.corpus.chains import ChainGraph, build_chains
from musnad.corpus.circles import Circle, find_circles
from musnad.corpus.counting import Counts, count
from musnad.corpus.faults import Fault, find_faults
from musnad.corpus.joining import Join
from musnad.corpus.moments import order_key
from musnad.corpus.routes import Credit
from musnad.corpus.what_if import Difference, leave_out
from musnad.corpus.wording import same_wording
from musnad.model.evidence import Claim, Evidence, Opposition

__all__ = ["Weighed", "Weighing", "weigh_claims"]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim with everything that is counted of it; `joins` say why its reports are taken for the same thing.

    `against` are the oppositions between its reports and those of other claims, in the order of time; none is counted
    off.
    """

    claim: Claim
    graph: ChainGraph
    counts: Counts
    faults: tuple[Fault, ...]
    joins: tuple[Join, ...]
    against: tuple[Opposition, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Claims, those that most outlets tell first, and the circles in and between their chains.

    `evidence` holds by id all that the claims and their oppositions point at. `articles` are those asked about, `alone`
    counts the things that one of them tells alone, `more` the claims that were not counted. `same_text`, `credits`,
    `sides` and `same_teller` are what chains were built and counted with.
    """

    claims: tuple[Weighed, ...]
    circles: tuple[Circle, ...]
    evidence: Mapping[str, Evidence]
    alone: int
    same_text: Mapping[str, str]
    credits: Mapping[int, Sequence[Credit]]
    articles: int = 0
    more: int = 0
    sides: Mapping[str, str] = field(default_factory=dict)
    same_teller: Mapping[str, str] = field(default_factory=dict)

    def claim(self, key: str) -> Weighed | None:
        """Return the claim with an id, or the one that holds a piece of evidence with it; None where there is none."""
        for weighed in self.claims:
            if key == weighed.claim.id or any(piece.id == key for piece in weighed.claim.evidence):
                return weighed
        return None

    def keys_of(self, name: str) -> frozenset[str]:
        """Return the keys of those in the chains who have a name, in whatever spelling of hamza, or this key."""
        nodes = (node for weighed in self.claims for node in weighed.graph.nodes)
        return frozenset(node.key for node in nodes if name == node.key or fold(name) == fold(node.name))

    def without(self, keys: Collection[str]) -> tuple[Difference, ...]:
        """Return what falls without some tellers, by their keys: each claim that loses something."""
        claims = [weighed.claim for weighed in self.claims]
        return leave_out(
            claims, keys, same_text=self.same_text, credits=self.credits, same_teller=self.same_teller, sides=self.sides
        )


def weigh_claims(
    claims: Iterable[Claim],
    *,
    joins: Iterable[Join],
    oppositions: Iterable[Opposition],
    evidence: Mapping[str, Evidence],
    copies: Mapping[int, int],
    credits: Mapping[int, Sequence[Credit]],
    alone: int = 0,
    articles: int = 0,
    more: int = 0,
    sides: Mapping[str, str] | None = None,
    same_teller: Mapping[str, str] | None = None,
) -> Weighing:
    """Count everything of some claims.

    `evidence` is by id and holds what the oppositions point at too; `copies` has by document the first of its group of
    copies, `credits` what an article says as a whole of where it is from, `sides` the side of tellers by their keys,
    `same_teller` leads from a key of somebody to the one that stands for him (see `build_chains`).
    """
    told = tuple(claims)
    same = same_wording((piece for claim in told for piece in claim.evidence), copies)
    within, against = _by_claim(told, joins, oppositions, evidence)
    weighed = [
        Weighed(
            claim, graph := build_chains(claim, same_text=same, credits=credits, same_teller=same_teller),
            count(graph, sides=sides), find_faults(graph), tuple(within[claim.id]), tuple(against[claim.id]),
        )
        for claim in told
    ]  # fmt: skip
    weighed.sort(key=lambda w: (-w.counts.outlets.value, -w.counts.articles.value, w.claim.id))
    return Weighing(
        claims=tuple(weighed),
        circles=find_circles(w.graph for w in weighed),
        evidence=evidence,
        alone=alone,
        same_text=same,
        credits=credits,
        articles=articles,
        more=more,
        sides=sides or {},
        same_teller=same_teller or {},
    )


def _by_claim(
    claims: Iterable[Claim],
    joins: Iterable[Join],
    oppositions: Iterable[Opposition],
    evidence: Mapping[str, Evidence],
) -> tuple[Mapping[str, list[Join]], Mapping[str, list[Opposition]]]:
    """Return by claim the joins within it, and what is against it in the order of time.

    A report that is against several of a claim is listed once of each kind, with the one that it most likely opposes.
    """
    claim_of = {piece.id: claim.id for claim in claims for piece in claim.evidence}
    within: defaultdict[str, list[Join]] = defaultdict(list)
    likeliest: defaultdict[str, dict[tuple[str, str], Opposition]] = defaultdict(dict)
    for join in sorted(joins, key=lambda join: (join.one, join.other)):
        if join.one in claim_of and claim_of[join.one] == claim_of.get(join.other):
            within[claim_of[join.one]].append(join)
    for found in sorted(oppositions, key=lambda one: (-one.chance, one.one, one.other)):
        for own, other in ((found.one, found.other), (found.other, found.one)):
            claim = claim_of.get(own)
            if claim is not None and claim != claim_of.get(other):
                likeliest[claim].setdefault((found.kind, other), found)
    against = {
        claim: [of[key] for key in sorted(of, key=lambda key: (order_key(evidence[key[1]].published), key))]
        for claim, of in likeliest.items()
    }
    return within, defaultdict(list, against)
