"""What stands behind a number over many claims: the claims that it counts, and the evidence in them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

import msgspec

__all__ = ["Gathering", "Support"]

What = TypeVar("What", bound=Hashable)


class Support(msgspec.Struct, frozen=True):
    """The claims behind a number, which is how many they are, and the evidence in them that says it."""

    claims: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How many claims there are."""
        return len(self.claims)


class Gathering(Generic[What]):
    """Support while it is gathered, by what it is for; ids stay in the order in which they come, each once."""

    def __init__(self) -> None:
        self._found: dict[What, tuple[dict[str, None], dict[str, None]]] = {}

    def __iter__(self) -> Iterator[What]:
        return iter(self._found)

    def add(self, what: What, claim: str, evidence: Iterable[str]) -> None:
        """Add evidence of a claim."""
        claims, pieces = self._found.setdefault(what, ({}, {}))
        claims[claim] = None
        pieces.update(dict.fromkeys(evidence))

    def of(self, what: What) -> Support:
        """Return the support of something, empty where there is none."""
        claims, pieces = self._found.get(what, ({}, {}))
        return Support(tuple(claims), tuple(pieces))
