"""Runs of neighbouring words as numbers, and the sample of them that is kept to find copies by.

What comes in are the numbers of words; what goes out are numbers of runs. All arithmetic is on 64 bits that wrap, so
that the same words give the same numbers in every process and on every machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from musnad.case.copies.words import Numbers

__all__ = ["RUN", "SAMPLED", "runs_of", "sampled"]

RUN = 5  # words in a run by which copies are found
SAMPLED = 5  # one run in so many is kept

_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SHIFT = np.uint64(33)
_LIMIT = np.uint64((1 << 64) // SAMPLED)
_LOW = np.uint64(0xFFFFFFFF)


def runs_of(numbers: Numbers, length: int) -> Numbers:
    """Return a number for each run of so many words, by where it begins; none where there are fewer words."""
    count = len(numbers) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = numbers[:count].copy()
    for offset in range(1, length):
        total *= _FACTOR
        total += numbers[offset : offset + count]
        total ^= total >> _SHIFT
    total *= _MIX
    total ^= total >> _SHIFT
    return total


def sampled(numbers: Numbers) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Return where the runs begin that are kept, and their numbers cut to 32 bits.

    Whether a run is kept hangs on its own words alone, so two texts that share it both keep it or both do not.
    """
    runs = runs_of(numbers, RUN)
    places = np.flatnonzero(runs < _LIMIT)
    return places, (runs[places] & _LOW).astype(np.uint32)
