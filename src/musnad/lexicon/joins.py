"""The table of what makes two reports tell the same thing."""

from __future__ import annotations

import msgspec

__all__ = ["JoinTraitRow"]


class JoinTraitRow(msgspec.Struct, frozen=True):
    """What a trait of a pair of reports weighs, in log odds; learnt, never edited by hand. The key is the trait; `bias`
    is every pair's.
    """

    key: str
    weight: float
