"""The tables of what makes two reports tell the same thing, or the contrary."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

__all__ = ["JoinTraitRow", "OppositionTraitRow", "StemRarity", "StemRarityRow"]


_MARK = "\u0640"  # of stems that may be two words (musnad.case.search.words)


class JoinTraitRow(msgspec.Struct, frozen=True):
    """What a trait of a pair of reports weighs, in log odds; learnt, never edited by hand. The key is the trait; `bias`
    is every pair's.
    """

    key: str
    weight: float


class OppositionTraitRow(msgspec.Struct, frozen=True):
    """What a trait of a pair of reports weighs when one may be against the other; learnt. The key is `denial|trait`."""

    key: str
    weight: float


class StemRarityRow(msgspec.Struct, frozen=True):
    """Stems that are equally rare: minus the natural logarithm of the share of articles that hold them."""

    key: str
    rarity: float
    forms: tuple[str, ...]
    source: str


class StemRarity:
    """Gives the rarity of any stem; one that the table does not know is as rare as what one article holds."""

    def __init__(self, rows: Iterable[StemRarityRow], *, rarest: float = 8.1) -> None:
        self._known = {stem: row.rarity for row in rows for stem in row.forms}
        self._rarest = rarest

    def __call__(self, stem: str) -> float:
        """Return how rare a stem is in Arabic news, 0 for one in every article."""
        return self._known.get(stem.rstrip(_MARK), self._rarest)
