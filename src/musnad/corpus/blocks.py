"""Which evidence is worth comparing: a few numbers each, two of which two reports of the same thing mostly share.

What comes in is evidence and how rare its stems are; what goes out are block keys, the same for the same words in every
run. Whether two pieces of evidence that meet tell the same thing, `likeness` says.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from musnad.model.evidence import Evidence

__all__ = ["LEAST_SHARED", "MOST_KEYS", "block_keys", "form_of", "meeting", "weighted_keys"]

MOST_KEYS = 8
LEAST_SHARED = 2


def block_keys(evidence: Evidence, *, rarity: Callable[[str], float]) -> tuple[int, ...]:
    """Return the blocks that evidence falls in: one for each of its eight rarest stems, the rarest first."""
    return tuple(weighted_keys(evidence, rarity=rarity))


def weighted_keys(evidence: Evidence, *, rarity: Callable[[str], float]) -> dict[int, float]:
    """Return the blocks that evidence falls in, and how rare the stem of each is."""
    stems = sorted(set(evidence.terms), key=lambda stem: (-rarity(stem), stem))[:MOST_KEYS]
    return {_number(stem): rarity(stem) for stem in stems}


def form_of(evidence: Evidence) -> int:
    """Return a number that evidence shares with every other of the same wording, figures and stance.

    It has 31 bits, and is the same in every run; other wordings have the same one now and then.
    """
    return _number("\t".join((*evidence.terms, "", *evidence.numbers, "", evidence.stance, str(evidence.polarity))))


def meeting(keys: Iterable[int], blocks: Mapping[int, Sequence[str]]) -> tuple[str, ...]:
    """Return the ids that share two blocks with these keys, in order: those worth comparing.

    >>> meeting([1, 2, 3], {1: ["a", "b"], 2: ["b"], 4: ["a"]})
    ('b',)
    """
    counts = Counter(one for key in keys for one in blocks.get(key, ()))
    return tuple(sorted(one for one, count in counts.items() if count >= LEAST_SHARED))


def _number(stem: str) -> int:
    """Return a number of 31 bits for a stem."""
    return int.from_bytes(hashlib.blake2b(stem.encode(), digest_size=4).digest()) >> 1
