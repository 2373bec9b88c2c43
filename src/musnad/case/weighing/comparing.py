"""How pieces of evidence are compared in weighing: with twins of the same wording, and with what they met in blocks.

What comes in are pieces by their numbers and what documents tell; what goes out are pairs with a chance, and pairs that
contradict each other. Which pieces meet, and where the pairs are kept, is for the callers: the index of a case, and the
steps that weigh a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

from musnad.case.search.words import lexicon
from musnad.case.weighing.holding import Holding
from musnad.case.weighing.opposing import opposition_weights
from musnad.case.weighing.pieces import document_of
from musnad.corpus.grouping import LEAST_AVERAGE
from musnad.corpus.joining import compare
from musnad.corpus.likeness import Likeness, likeness, nearby_weights, profile
from musnad.model.evidence import Evidence

__all__ = ["LIKELY", "MOST_TWINS", "THOUSAND", "Compared", "compare_met", "likeness_of", "thousandths", "twin_among",
           "version"]  # fmt: skip

THOUSAND = 1000
LIKELY = int(LEAST_AVERAGE * THOUSAND)  # pairs below hold no group together
MOST_TWINS = 3  # pieces of the same wording that are tried as the one to be compared in another's place
_VERSION = 3


class Compared(NamedTuple):
    """The joins of a document's pieces with others, each with its chance, and the pairs that contradict each other."""

    joins: tuple[tuple[int, int, float], ...]
    apart: tuple[tuple[int, int], ...]


def version() -> str:
    """Return a mark of the rules and tables by which evidence is compared."""
    rows = [*_weights().items(), *opposition_weights().items()]
    return f"{_VERSION}:{blake2b(repr(rows).encode(), digest_size=8).hexdigest()}"


def thousandths(chance: float) -> int:
    """Return a chance as it is kept.

    >>> thousandths(0.8765)
    876
    """
    return int(chance * THOUSAND)


def twin_among(piece: int, heads: Iterable[int], holding: Holding) -> tuple[int, float] | None:
    """Return the first of some pieces of the same wording that stands for this one, and their chance.

    `heads` are the first MOST_TWINS, by their numbers, of other documents that stand for themselves.
    """
    own = holding.profile(piece)
    for number in heads:
        other = holding.profile(number)
        nearby = nearby_weights((own.weights, other.weights), rarity=lexicon().stem_rarity)
        chance = likeness(own, other, weights=_weights(), nearby=nearby).chance
        if chance >= LEAST_AVERAGE:
            return number, chance
    return None


def compare_met(document: int, found: Mapping[int, Sequence[int]], holding: Holding) -> Compared:
    """Compare the pieces of a document that stand for themselves with those that each met."""
    met = {document_of(piece) for others in found.values() for piece in others}
    stems = (holding.stems(other) for other in (document, *sorted(met)))
    nearby = nearby_weights(stems, rarity=lexicon().stem_rarity)
    new = [holding.profile(piece) for piece in found]
    candidates = {one.evidence.id: [holding.profile(other) for other in others]
                  for one, others in zip(new, found.values(), strict=True)}  # fmt: skip
    pieces = {piece for own, others in found.items() for piece in (own, *others)}
    numbers = {holding.evidence(piece).id: piece for piece in pieces}
    joins, apart = compare(new, candidates, weights=_weights(), nearby=nearby)
    return Compared(
        tuple((numbers[join.one], numbers[join.other], join.chance) for join in joins),
        tuple(sorted((numbers[one], numbers[other]) for one, other in apart)),
    )


def likeness_of(one: Evidence, other: Evidence, nearby: Mapping[str, float]) -> Likeness:
    """Return how likely two pieces tell the same thing, and why; `nearby` as `nearby_weights` returns it."""
    mine, theirs = (profile(evidence, rarity=lexicon().stem_rarity) for evidence in (one, other))
    return likeness(mine, theirs, weights=_weights(), nearby=nearby)


@cache
def _weights() -> Mapping[str, float]:
    return {row.key: row.weight for row in lexicon().join_traits}
