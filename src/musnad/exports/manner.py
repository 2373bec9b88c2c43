"""How an export is wanted: its language, the moment it is made, and what a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Language", "Manner"]

Language = Literal["ar", "en"]


@dataclass(frozen=True, slots=True)
class Manner:
    """`made` is the moment of the export (ISO 8601, UTC), `language` that of headings and labels.

    A report is about a `claim` (an id), an `actor` (a name or a key), or else the chosen days; `most` says how many of
    something it tells, None for as many as the format finds fit.
    """

    made: str
    language: Language = "ar"
    claim: str | None = None
    actor: str | None = None
    most: int | None = None
