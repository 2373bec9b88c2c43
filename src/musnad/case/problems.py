"""What went wrong with one article while the rest of a run went on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that gave no article, or one with a part missing: where it was, and why."""

    source: str
    reason: str
