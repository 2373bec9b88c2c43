"""The table of what makes two actors likely to be one."""

from __future__ import annotations

import msgspec

__all__ = ["IdentityTraitRow"]


class IdentityTraitRow(msgspec.Struct, frozen=True):
    """What a trait of two actors weighs, in log odds; the key is the trait, and `bias` is every pair's.

    Set by hand, for there are few pairs that people labelled, and checked on these (docs/weighing.md).
    """

    key: str
    weight: float
