"""The parts of an event while they are filled, and as they are found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Ids", "Parties", "Roles"]

Ids = tuple[str, ...]


class Parties(NamedTuple):
    """Entity ids by part; `places` are where it was, or where to. `told` says that some part is spelt out.

    `acting` and `acted_on` say by what the actors and the recipients were found: the phrase before a verb, a genitive.
    """

    actors: Ids = ()
    recipients: Ids = ()
    places: Ids = ()
    told: bool = False
    acting: str = ""
    acted_on: str = ""


class Roles:
    """Parts being filled; the first to fill a part keeps it."""

    def __init__(self) -> None:
        self.parts: dict[str, list[str]] = {"actor": [], "recipient": [], "place": []}
        self.how: dict[str, str] = {"actor": "", "recipient": "", "place": ""}

    def put(self, part: str | None, entities: Iterable[str], how: str) -> None:
        """Fill a part; `how` is what stands for it in the sentence."""
        if part == "both":
            self._add("actor", entities, f"{how} both")
        elif part == "place" or (part is not None and not self.parts[part]):
            self._add(part, entities, how)

    def _add(self, part: str, entities: Iterable[str], how: str) -> None:
        self.parts[part] += entities
        if self.parts[part]:
            self.how[part] = self.how[part] or how
