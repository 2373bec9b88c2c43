"""What a list of a user's own actors is once read: entries with the place each comes from, and problems."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from musnad.lexicon.names import ActorRow, RoleRow

__all__ = ["FIELDS", "LEFT_OUT", "Entry", "Grade", "Problem", "RawActor", "RawRole", "UserActors"]

Grade = Literal["error", "warning", "note"]

FIELDS = (
    "id", "type", "name", "name_en", "aliases", "country", "sector", "role", "wikidata", "roles", "caution", "source",
)  # fmt: skip

LEFT_OUT = "; it is left out"  # how the message on one field of a row ends


class Problem(msgspec.Struct, frozen=True):
    """Something in a list that its owner should know; `line` is None where the whole file is meant.

    An error left something out, a warning did not, a note only tells.
    """

    file: str
    line: int | None
    message: str
    grade: Grade = "error"

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.message}"


class RawRole(msgspec.Struct, frozen=True):
    """An office as a list writes it, nothing checked."""

    phrase: str
    start: str = ""
    end: str = ""
    role_en: str = ""


class RawActor(msgspec.Struct, frozen=True, kw_only=True):
    """A row as a list writes it, nothing checked but that each value has the right shape.

    `line` is None for a row that stands in no file.
    """

    line: int | None
    id: str = ""
    type: str = ""
    name: str = ""
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    sector: tuple[str, ...] = ()
    role: str = ""
    wikidata: str = ""
    roles: tuple[RawRole, ...] = ()
    caution: str = ""
    source: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One actor of a list, with its offices; `given` names the fields that the list filled in."""

    file: str
    line: int | None
    actor: ActorRow
    roles: tuple[RoleRow, ...]
    given: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands, as `file:line`."""
        return self.file if self.line is None else f"{self.file}:{self.line}"


class UserActors(msgspec.Struct, frozen=True):
    """A list of actors; of entries that clash the first counts."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def rows(self) -> tuple[ActorRow, ...]:
        """The actors."""
        return tuple(entry.actor for entry in self.entries)

    @property
    def roles(self) -> tuple[RoleRow, ...]:
        """The offices they held."""
        return tuple(role for entry in self.entries for role in entry.roles)

    @property
    def mark(self) -> str:
        """What tells this list from others: eight hexadecimal digits, the same for the same rows; empty for no rows."""
        if not self.entries:
            return ""
        return hashlib.sha256(msgspec.json.encode((self.rows, self.roles))).hexdigest()[:8]
