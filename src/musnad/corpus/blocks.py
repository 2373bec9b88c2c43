"""Which evidence is worth comparing: a few numbers each, and two pieces that tell the same share one of them.

What comes in is evidence and how rare its stems are; what goes out are block keys, the same for the same words in every
run. Whether two pieces of evidence in one block tell the same thing, `likeness` says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from itertools import combinations

from musnad.model.evidence import Evidence

__all__ = ["MOST_KEYS", "block_keys"]

MOST_KEYS = 6
_STEMS = 4  # the rarest ones: each two of them make a key


def block_keys(evidence: Evidence, *, rarity: Callable[[str], float]) -> tuple[int, ...]:
    """Return the blocks that evidence falls in, six at most: each two of its four rarest stems."""
    stems = sorted(set(evidence.terms), key=lambda stem: (-rarity(stem), stem))[:_STEMS]
    return tuple(_number(*sorted(pair)) for pair in combinations(stems, 2))[:MOST_KEYS]


def _number(*words: str) -> int:
    """Return a number of 63 bits for words."""
    digest = hashlib.blake2b("\t".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 1
