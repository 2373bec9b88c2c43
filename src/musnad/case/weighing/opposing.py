"""Where what is against a piece of evidence is looked for, and what two pieces oppose each other in.

What comes in are pieces with the blocks they lie in; what goes out are the blocks by kind of evidence, and oppositions
as they are kept. A denial is compared with what lies in one of its blocks, other evidence with the denials there and,
where it says how many, with what says how many too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import combinations

import msgspec

from musnad.case.search.words import lexicon
from musnad.corpus.opposing import oppositions
from musnad.corpus.sides import Side
from musnad.model.evidence import Evidence

__all__ = ["APART", "blocks_met", "blocks_of", "opposed", "opposition_weights", "pairs_within"]

APART = "apart"  # the kind of a row that only keeps claims apart
_LEAST_RARE = 3.0  # the rarity of a stem by which pieces meet
_TOLD, _DENIALS, _FIGURES = range(3)

_Keys = Mapping[int, float]


def blocks_of(evidence: Evidence, keys: _Keys) -> Iterator[dict[int, float]]:
    """Yield the blocks in which evidence is found by what it may be against, beside those of its keys."""
    for kind in _kinds(evidence):
        yield _blocks(keys, kind)


def blocks_met(evidence: Evidence, keys: _Keys) -> Iterator[dict[int, float]]:
    """Yield the blocks in which evidence meets what may be against it, one kind after the other."""
    kinds = _kinds(evidence)
    for kind in (_TOLD,) if _DENIALS in kinds else (_DENIALS, *kinds):
        yield _blocks(keys, kind)


def pairs_within(pieces: Collection[int], evidence: Collection[Evidence]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a document's own pieces that are to be compared: a denial and another."""
    for (one, first), (other, second) in combinations(zip(pieces, evidence, strict=True), 2):
        if (first.polarity < 0) != (second.polarity < 0):
            yield one, other


def opposed(one: Side, other: Side) -> Iterator[tuple[str, str]]:
    """Yield in what two pieces oppose each other: the kind, and the opposition as JSON."""
    for found in oppositions(one, other, weights=opposition_weights()):
        yield found.kind, msgspec.json.encode(found).decode()


@cache
def opposition_weights() -> Mapping[str, float]:
    """Return what the traits of two reports weigh when one may be against the other."""
    return {row.key: row.weight for row in lexicon().opposition_traits}


def _kinds(evidence: Evidence) -> tuple[int, ...]:
    """Return as what evidence may be against other: as a denial, or by its figures."""
    return (_DENIALS,) if evidence.polarity < 0 else (_FIGURES,) if evidence.quantities else ()


def _blocks(keys: _Keys, kind: int) -> dict[int, float]:
    """Return the blocks of a kind of evidence alone, by the rare words among the keys of all: numbers below zero."""
    rare = {key: weight for key, weight in keys.items() if weight >= _LEAST_RARE}
    return rare if kind == _TOLD else {-2 * key - kind: weight for key, weight in rare.items()}
