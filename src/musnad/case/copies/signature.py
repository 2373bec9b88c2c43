"""What a text is known by among many: a number for its whole wording and a sample of its runs of words.

What comes in is a text; what goes out is a small record that processes can pass on. The sample is a MinHash of no fixed
size: of the runs those are kept whose number is low, so that two texts that share a passage share the kept runs in it,
however long either is. One index then finds copies, cut copies and an agency's text inside a longer article. A MinHash
of fixed size tells how alike two whole texts are; it misses a short text in a long one.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from musnad.case.copies.shingles import sampled
from musnad.case.copies.words import read_words

__all__ = ["Signature", "signature"]


@dataclass(frozen=True, slots=True)
class Signature:
    """How many words the body has, the number of all of them in order, and those of its kept runs, ascending."""

    words: int
    whole: int
    runs: tuple[int, ...]


def signature(text: str) -> Signature:
    """Return what a text is known by: the same in every process, from the words of its body alone."""
    numbers = read_words(text).numbers
    _, kept = sampled(numbers)
    digest = blake2b(numbers.astype("<u8").tobytes(), digest_size=8).digest()
    return Signature(len(numbers), int.from_bytes(digest, "little", signed=True), tuple(sorted(set(kept.tolist()))))
