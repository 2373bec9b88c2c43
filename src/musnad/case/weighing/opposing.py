"""Where what is against a piece of evidence is looked for, and what two pieces oppose each other in.

What comes in are pieces with the blocks they lie in; what goes out are the blocks by kind of evidence, and oppositions
as they are kept. A denial is compared with what lies in one of its blocks, other evidence with the denials there and,
where it says how many, with what says how many too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from musnad.case.search.words import lexicon
from musnad.corpus.opposing import LEAST_WEIGHT, oppositions
from musnad.corpus.sides import Side
from musnad.model.evidence import Evidence

__all__ = ["APART", "blocks_met", "blocks_of", "opposed", "opposition_weights", "pairs_within"]

APART = "apart"  # the kind of a row that only keeps claims apart
_LEAST_RARE = 3.0  # the rarity of a stem by which pieces meet
_TOLD, _DENIALS, _FIGURES = range(3)
_MARGIN = 1e-9  # of weights that are summed in another order

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


def pairs_within(
    pieces: Sequence[int], evidence: Sequence[Evidence], side_of: Callable[[int], Side]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a document's own pieces that may oppose each other: a denial and what shares enough with it.

    That is measured as `oppositions` does, by what the shared words weigh in either of the two.
    """
    denying = np.array([one.polarity < 0 for one in evidence], np.bool_)
    if denying.all() or not denying.any():
        return
    sides = [side_of(piece) for piece in pieces]
    holders = _holders(sides)
    for place in np.flatnonzero(denying).tolist():
        mine, theirs = np.zeros(len(pieces)), np.zeros(len(pieces))
        for word, weight in sides[place].weights.items():
            places, weights = holders[word]
            mine[places] += weight
            theirs[places] += weights
        enough = np.maximum(mine, theirs) >= LEAST_WEIGHT - _MARGIN
        for other in np.flatnonzero(~denying & enough).tolist():
            yield pieces[min(place, other)], pieces[max(place, other)]


def opposed(one: Side, other: Side) -> Iterator[tuple[str, str]]:
    """Yield in what two pieces oppose each other: the kind, and the opposition as JSON."""
    for found in oppositions(one, other, weights=opposition_weights()):
        yield found.kind, msgspec.json.encode(found).decode()


@cache
def opposition_weights() -> Mapping[str, float]:
    """Return what the traits of two reports weigh when one may be against the other."""
    return {row.key: row.weight for row in lexicon().opposition_traits}


def _holders(sides: Sequence[Side]) -> dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """Return for each word the places of the sides that have it, and what it weighs in each."""
    found: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, side in enumerate(sides):
        for word, weight in side.weights.items():
            found[word].append((place, weight))
    return {
        word: (np.array([place for place, _ in held]), np.array([weight for _, weight in held]))
        for word, held in found.items()
    }


def _kinds(evidence: Evidence) -> tuple[int, ...]:
    """Return as what evidence may be against other: as a denial, or by its figures."""
    return (_DENIALS,) if evidence.polarity < 0 else (_FIGURES,) if evidence.quantities else ()


def _blocks(keys: _Keys, kind: int) -> dict[int, float]:
    """Return the blocks of a kind of evidence alone, by the rare words among the keys of all: numbers below zero."""
    rare = {key: weight for key, weight in keys.items() if weight >= _LEAST_RARE}
    return rare if kind == _TOLD else {-2 * key - kind: weight for key, weight in rare.items()}
