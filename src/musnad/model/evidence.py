"""What one article brings to a question of many: a thing told, on whose word. And the claim that joins such reports.

Keys are the same in every article of a case: `actors:…` and `places:…` for rows of the lexicon, else the type and the
folded name (`PER:…`). All are frozen values.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.model.annotations import EventStatus, EventType, Figure, Interval, LinkRole, Stance, Strength
from musnad.model.span import Span

__all__ = [
    "Claim",
    "Counted",
    "DenialKind",
    "Evidence",
    "EvidenceKind",
    "Opposition",
    "OppositionKind",
    "Teller",
    "ToldEvent",
]

EvidenceKind = Literal["statement", "voice"]
DenialKind = Literal["said", "accusation", "pointing", "refuted", "negated"]
OppositionKind = Literal["denial", "figure", "date"]


class Teller(msgspec.Struct, frozen=True, kw_only=True):
    """One who passes a thing on.

    `key` of an outlet that the lexicon does not know is `outlet:…`; somebody unnamed has a key of his own in every
    statement (`unnamed:…`), for the same words twice may be one source or two. `source` and `cue` are where the words
    stand that name him and say that he told it; None for the outlet, which is known from outside the text.
    """

    key: str
    name: str
    role: LinkRole | None = None
    anonymous: bool = False
    source: Span | None = None
    cue: Span | None = None
    strength: Strength = "said"


class ToldEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event in what is told: its parties and place as keys, its days where they are known."""

    type: EventType
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    days: Interval | None = None
    status: EventStatus = "happened"
    figures: tuple[Figure, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """All who take part, those who act first."""
        return (*self.actors, *self.recipients)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """How many: a number between `low` and `high` (None: no end), and the stem of the noun that is counted.

    `kind` is what those do or suffer who are counted (`killed`), `unit` is percent or empty.
    """

    span: Span
    low: float
    high: float | None
    noun: str = ""
    unit: str = ""
    kind: str = ""
    persons: bool = False


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that an article tells, in a statement or in its own voice, at `spans` of its text.

    `id` comes from the text and the place in it. `chain` runs from the outlet to the originator; in the article's own
    voice it holds the outlet alone, and who knows it first-hand stays unknown. `terms` are the stems of its words,
    `names` those of them that stand in mentions, `entities` the keys of those it speaks of, `numbers` those it gives,
    `days` the times it names.

    `denial` says how it denies what its terms name: by a verb (`said`), by words that refute (`refuted`) or by a
    negation (`negated`). Where its own words only point to what it denies (`accusation`, `pointing`), that stands at
    `about`, and its words, names, numbers and events are among those of the denial.
    """

    id: str
    document: int
    kind: EvidenceKind
    spans: tuple[Span, ...]
    chain: tuple[Teller, ...]
    published: str | None = None
    stance: Stance = "neutral"
    polarity: Literal[1, -1] = 1
    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    days: tuple[Interval, ...] = ()
    events: tuple[ToldEvent, ...] = ()
    quantities: tuple[Counted, ...] = ()
    denial: DenialKind | None = None
    about: tuple[Span, ...] = ()

    @property
    def outlet(self) -> Teller:
        """Who published it."""
        return self.chain[0]

    @property
    def origin(self) -> Teller | None:
        """Who is named last as knowing or having said it; None in the article's own voice."""
        return self.chain[-1] if len(self.chain) > 1 else None


class Opposition(msgspec.Struct, frozen=True, kw_only=True):
    """Two pieces of evidence that cannot both be so; `words` say why, `chance` how likely both mean the same thing.

    `first` is the one that was surely published first, None where that is not known. `one_at` and `other_at` are where
    the words stand in the text of each: the figure, the event, what is told and what is denied.
    """

    kind: OppositionKind
    one: str
    other: str
    words: str
    chance: float = 1.0
    first: str | None = None
    one_at: tuple[Span, ...] = ()
    other_at: tuple[Span, ...] = ()


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The same thing told by one or more reports: `evidence` in the order of time. `id` comes from its first one."""

    id: str
    evidence: tuple[Evidence, ...]
