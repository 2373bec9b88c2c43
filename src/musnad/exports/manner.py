"""How an export is wanted: its language, the moment it is made, and what a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

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

    def __post_init__(self) -> None:
        if self.language not in get_args(Language):
            raise ValueError(f"the language of an export is ar or en, not {self.language!r}")
        if self.most is not None and self.most < 1:
            raise ValueError(f"an export tells 1 of the claims or more, not {self.most}")
