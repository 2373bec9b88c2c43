"""What a report is before chains are built: its links, and where its content begins. Types only."""

from __future__ import annotations

from typing import Literal, NamedTuple

from musnad.model import Span, Stance, Strength
from musnad.stages.statements.identity import Teller

__all__ = ["OUTLETS", "Gender", "Link", "Ranges", "Report"]

Gender = Literal["m", "f"]
OUTLETS = ("agency", "outlet")  # roles of those that pass on what others tell
Ranges = tuple[tuple[int, int], ...]


class Link(NamedTuple):
    """One teller of a report with its cue's tokens; `teller` is None where the clause has no subject."""

    teller: Teller | None
    first: int
    last: int
    strength: Strength
    origin: str
    is_passive: bool = False
    letters: int = 0


class Report(NamedTuple):
    """A cue with its links (nearest the outlet first) and where its content begins.

    `front` is the first token of the whole construction; `outer` are tellers named by «بحسب» beside it. `tail` is set
    where the content stands before the cue: it is then tokens `first:tail`. `addressee` and `time` say to whom and when
    it was told, where words between cue and content do. `end` is the token at which the content ends at the latest.
    """

    front: int
    first: int
    start: int
    mode: Literal["clause", "quote", "phrase"]
    kind: Literal["verb", "participle", "masdar", "phrase", "relay", "headline"]
    links: tuple[Link, ...]
    stance: Stance
    gender: Gender | None
    joined: bool
    outer: tuple[Link, ...] = ()
    tail: int | None = None
    addressee: Span | None = None
    time: Span | None = None
    plural: bool = False
    end: int | None = None

    @property
    def is_beside(self) -> bool:
        """Whether it attributes the clause around it («بحسب فلان») rather than telling one of its own."""
        return self.kind in ("phrase", "relay")
