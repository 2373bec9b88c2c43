"""Which pieces a piece is worth comparing with: those that share the rarest keys with it.

What comes in are the keys of a piece with their weights, and for each key the pieces that lie in its block, ascending;
what goes out are the likeliest of them. Pieces that cannot be among these are not looked at where that can be known
beforehand: a common key has most of the pieces and the least weight. The result is that of looking at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Numbers", "likeliest"]

Numbers = NDArray[np.int64]

# A piece is compared with those that share the rarest keys with it: with these at most, and beyond the first only with
# those that share so much of the rarity of its keys.
_MOST, _FIRST, _LEAST_SHARE = 200, 20, 0.25

_LONG = 4  # times as long as all others is a block that is looked into rather than read through
_MANY = 4096  # pieces, below which nothing is saved by looking at fewer
_MARGIN = 1e-9  # of weights that are summed in another order


def likeliest(keys: Mapping[int, float], block: Callable[[int], Numbers], *, least: int) -> list[int]:
    """Return those pieces that are worth comparing, of all that share at least so many keys, one or two; ascending.

    They are ranked by the weights of the keys that they share, then by their numbers.
    """
    blocks = [block(key) for key in keys]
    weights = list(keys.values())
    share = _LEAST_SHARE * sum(weights)
    if sum(map(len, blocks)) > _MANY:
        found = _by_the_rarest(blocks, weights, share, least)
        if found is not None:
            return found
    return _ranked(*_scored(_candidates(blocks, least), blocks, weights, least), share)


def _by_the_rarest(
    blocks: Sequence[Numbers], weights: Sequence[float], share: float, least: int
) -> list[int] | None:  # fmt: skip
    """Return the likeliest where those with one of the rarer keys are enough, None where they may not be.

    Who has none of these has less than the share that is asked for beyond the first, and less than the first have.
    """
    split = len(weights)
    while split and sum(weights[split - 1 :]) < share - _MARGIN:
        split -= 1
    rest = sum(weights[split:])
    near = sum(map(len, blocks[:split]))
    if split == len(weights) or near * _LONG > sum(map(len, blocks[split:])):
        return None
    some = np.unique(np.concatenate(blocks[:split])) if near else np.empty(0, np.int64)
    pieces, scores = _scored(some, blocks, weights, least)
    if np.count_nonzero(scores > rest + _MARGIN) < _FIRST:
        return None
    return _ranked(pieces, scores, share)


def _candidates(blocks: Sequence[Numbers], least: int) -> Numbers:
    """Return, ascending, all pieces that share two keys; where one is enough also the first of those with one."""
    if not blocks:
        return np.empty(0, np.int64)
    longest = max(range(len(blocks)), key=lambda at: len(blocks[at]))
    rest = np.concatenate([block for at, block in enumerate(blocks) if at != longest] or [np.empty(0, np.int64)])
    if len(blocks[longest]) > _LONG * len(rest):
        rest.sort()
        both = np.unique(rest)
        twice = np.union1d(_repeated(rest), both[_lie_in(both, blocks[longest])])
    else:
        every = np.concatenate((rest, blocks[longest]))
        every.sort()
        twice = _repeated(every)
    if least > 1:
        return twice
    once = (block[: _MOST + len(twice)] for block in blocks)
    firsts = [some[~_lie_in(some, twice)][:_MOST] for some in once]
    return np.unique(np.concatenate((twice, *firsts)))


def _repeated(ordered: Numbers) -> Numbers:
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])


def _scored(
    pieces: Numbers, blocks: Sequence[Numbers], weights: Sequence[float], least: int
) -> tuple[Numbers, NDArray[np.float64]]:
    """Return those of some pieces that share enough keys, and the weights of these, summed in the order of the keys."""
    scores, counts = np.zeros(len(pieces)), np.zeros(len(pieces), np.int64)
    for block, weight in zip(blocks, weights, strict=True):
        here = _lie_in(pieces, block)
        scores[here] += weight
        counts += here
    enough = counts >= least
    return pieces[enough], scores[enough]


def _lie_in(pieces: Numbers, block: Numbers) -> NDArray[np.bool_]:
    """Return which of some pieces are among others; both ascend."""
    if not len(block):
        return np.zeros(len(pieces), np.bool_)
    at = np.searchsorted(block, pieces)
    found: NDArray[np.bool_] = block[np.minimum(at, len(block) - 1)] == pieces
    return found


def _ranked(pieces: Numbers, scores: NDArray[np.float64], share: float) -> list[int]:
    best = np.lexsort((pieces, -scores))[:_MOST]
    kept = np.concatenate((best[:_FIRST], best[_FIRST:][scores[best[_FIRST:]] >= share]))
    return sorted(pieces[kept].tolist())
