"""What can be asked of the API: parameters with their bounds, and bodies of changes. Values only."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from musnad.corpus.sources import SourceClass
from musnad.exports.manner import Language
from musnad.model import EntityType
from musnad.model.evidence import OppositionKind

__all__ = [
    "ActorDecision", "Actors", "ArticleNotes", "Articles", "ClaimDecisionAsked", "Claims", "CorrectionAsked",
    "Description", "DocumentNumber", "Dossier", "ExportAsked", "FormatName", "Key", "Log", "MarkAsked", "NameAsked",
    "Network", "NoteAsked", "Number", "Paged", "Pairs", "PickAsked", "RatingAsked", "Reason", "Reread", "SavedAsked",
    "SearchName", "Sources", "Timeline", "WhatIf",
]  # fmt: skip

_BIGGEST = 2**53 - 1
_MOST_START = 1_000_000
_DAY = r"^\d{4}(-\d{1,2}(-\d{1,2})?)?$"
_DAY_OR_NONE = r"^(\d{4}(-\d{1,2}(-\d{1,2})?)?)?$"
_Word = Annotated[str, Field(min_length=1, max_length=200)]
_Words = Annotated[list[_Word], Field(max_length=20)]

DocumentNumber = Annotated[int, Path(ge=1, le=_BIGGEST, description="The number of a document.", examples=[1])]
Number = Annotated[int, Path(ge=1, le=_BIGGEST, description="A number that a list gives.", examples=[1])]
Key = Annotated[str, Path(min_length=1, max_length=500, description="A key that a list gives.")]
SearchName = Annotated[str, Path(min_length=1, max_length=100, description="What the search is called.")]
FormatName = Annotated[
    str, Query(min_length=1, max_length=40, description="A format that `/exports` lists.", examples=["jsonl"])
]
Reason = Annotated[str, Query(min_length=1, max_length=2_000, description="Why; it goes into the log.")]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class Paged(_Given):
    """Which part of a list."""

    start: int = Field(0, ge=0, le=_MOST_START, description="How many entries to pass over.")
    limit: int = Field(20, ge=1, le=200, description="How many entries to give at most.")


class Chosen(_Given):
    """Which articles: those that a search finds, between two days, with these traits, or on the story of one."""

    q: str = Field("", max_length=2_000, description="A search, in the language of `musnad find`.", examples=["Lavrov"])
    since: str | None = Field(
        None, alias="from", pattern=_DAY, description="The first day: YYYY, YYYY-MM or YYYY-MM-DD."
    )
    until: str | None = Field(None, alias="to", pattern=_DAY, description="The last day, likewise.")
    about: str | None = Field(None, min_length=1, max_length=2_000, description="An article on whose story they are.")
    outlet: _Words = Field([], description="Published by one of these outlets.")
    actor: _Words = Field([], description="Naming one of these actors: a name, or a key.")
    speaker: _Words = Field([], description="In which one of these says something.")
    place: _Words = Field([], description="Naming one of these places.")
    event: _Words = Field([], description="Telling an event of one of these types.")
    stance: _Words = Field([], description="In which somebody takes one of these stances.")


class Articles(Chosen, Paged):
    """A list of articles, or a search."""

    strict: bool = Field(False, description="Look for words as they are written.")
    sort: Literal["relevance", "date"] = Field("relevance", description="Without words the newest come first anyway.")
    facets: bool = Field(False, description="Count outlets, months, actors and so on among the hits.")


class Claims(Chosen, Paged):
    """A list of claims."""

    limit: int = Field(20, ge=1, le=100, description="How many claims to give at most.")
    against: OppositionKind | None = Field(None, description="Only those that something of this kind may be against.")


class WhatIf(Chosen):
    """Who is left out, of the claims of which articles."""

    without: _Words = Field([], description="Names or keys of those who are left out.")
    side: _Words = Field([], description="Sides that are left out.")
    claims: int = Field(200, ge=1, le=500, description="How many claims are looked at, those most told first.")


class Timeline(Chosen):
    """What is placed in time."""

    by: Literal["day", "month", "year"] = "day"
    who: str | None = Field(None, min_length=1, max_length=200, description="Only what concerns one of this name.")
    claims: int = Field(100, ge=1, le=500, description="How many claims are placed, those most told first.")


class Network(Chosen):
    """Which ties."""

    kind: Literal["events", "citations"] = Field("events", description="Who does what to whom, or who cites whom.")
    who: str | None = Field(None, min_length=1, max_length=200, description="Only the ties of one of this name.")
    least: int = Field(1, ge=1, le=10_000, description="Only ties of so many claims and more.")
    limit: int = Field(100, ge=1, le=1_000, description="How many ties to give at most.")
    claims: int = Field(100, ge=1, le=500, description="How many claims they are made of, those most told first.")


class Actors(Paged):
    """A list of actors."""

    type: EntityType | None = Field(None, description="Only people, organisations or places.")
    name: str = Field("", max_length=200, description="A name in any spelling and either script.", examples=["Lavrov"])


class Dossier(_Given):
    """How much of a dossier."""

    since: str | None = Field(None, alias="from", pattern=_DAY)
    until: str | None = Field(None, alias="to", pattern=_DAY)
    limit: int = Field(50, ge=1, le=1_000, description="How many entries of each list to give at most.")


class Pairs(_Given):
    """Which pairs of actors."""

    key: str | None = Field(None, min_length=1, max_length=500, description="Only those of this actor.")
    least: float = Field(0.5, ge=0, le=1, description="Only those of so high a score.")
    limit: int = Field(50, ge=1, le=200)


class Sources(Paged):
    """A list of those who tell."""

    kind: SourceClass | Literal["unknown"] | None = Field(None, description="Only those of this class.")
    country: str | None = Field(None, min_length=1, max_length=100, description="Only those of this country, by code.")
    side: str | None = Field(None, min_length=1, max_length=200, description="Only those who stand on this side.")
    rated: Literal["A", "B", "C", "D", "E", "F", "any", "none"] | None = Field(None, description="By their letter.")
    name: str = Field("", max_length=200, description="Words of a name.")


class Log(_Given):
    """Which part of the log."""

    after: int = Field(0, ge=0, le=_BIGGEST, description="Only entries with a higher number.")
    limit: int = Field(100, ge=1, le=1_000)


class _Reasoned(_Given):
    reason: str = Field(min_length=1, max_length=2_000, description="Why; it goes into the log.")


class CorrectionAsked(_Reasoned):
    """A correction: `at` alone removes an annotation, `value` alone adds one, both replace it."""

    layer: Literal["mentions", "entities", "times", "statements", "events"]
    at: str | tuple[int, int] | None = Field(
        None, description="The annotation: its id, or where its words begin and end.", examples=["s1"]
    )
    value: dict[str, Any] | None = Field(None, description="It as it should be; fields left out stay as they are.")


class ClaimDecisionAsked(_Reasoned):
    """That claims are one (`join`), or that these reports tell something else than the rest (`split`)."""

    kind: Literal["join", "split"]
    claim: _Word
    others: Annotated[list[_Word], Field(min_length=1, max_length=200)] = Field(
        description="To join: ids of other claims. To split: ids of reports of the claim."
    )


class ActorDecision(_Reasoned):
    """That two actors are one (`merge`), or never are (`split`)."""

    action: Literal["merge", "split"]
    one: str = Field(min_length=1, max_length=500)
    other: str = Field(min_length=1, max_length=500)
    unnamed: bool = Field(False, description="It is meant although one of them is not named.")


class _Judged(_Reasoned):
    who: str = Field(min_length=1, max_length=80, description="Who judges.")
    day: str | None = Field(None, pattern=r"^\d{4}-\d{2}-\d{2}$", description="Of which day; today without it.")


class RatingAsked(_Judged):
    """A letter for a source."""

    letter: Literal["A", "B", "C", "D", "E", "F"]


class MarkAsked(_Judged):
    """A number for a claim."""

    number: Literal[1, 2, 3, 4, 5, 6]


class NameAsked(_Reasoned):
    """A name for an actor."""

    name: str = Field(min_length=1, max_length=200)
    who: str = Field(min_length=1, max_length=80, description="Who gives it.")


class NoteAsked(_Given):
    """A note on an article, or on words of it: between `start` and `end`."""

    words: str = Field(min_length=1, max_length=10_000)
    who: str = Field(min_length=1, max_length=80, description="Who writes it.")
    start: int | None = Field(None, ge=0, le=_BIGGEST)
    end: int | None = Field(None, ge=1, le=_BIGGEST)


class PickAsked(_Given):
    """That an article is picked out."""

    who: str = Field(min_length=1, max_length=80, description="Who picks it out.")


class ArticleNotes(Paged):
    """A list of notes on articles."""

    kind: Literal["note", "pick"] | None = None
    who: str = Field("", max_length=80, description="Only what this person wrote or picked.")


class Description(_Reasoned):
    """What is known of a source; what is left out stays as it is."""

    who: str = Field("", max_length=80)
    kind: str | None = Field(None, max_length=50)
    country: str | None = Field(None, max_length=100)
    side: str | None = Field(None, max_length=200)
    descriptor: str | None = Field(None, max_length=500)
    party_to: _Words = Field([])
    names: _Words = Field([])


class SavedAsked(_Given):
    """A search to keep."""

    q: str = Field("", max_length=2_000)
    strict: bool = False
    outlet: _Words = Field([])
    date: _Words = Field([])
    actor: _Words = Field([])
    speaker: _Words = Field([])
    place: _Words = Field([])
    event: _Words = Field([])
    stance: _Words = Field([])


class Reread(_Given):
    """Work to be done: weigh what is new, or read again what an earlier musnad read, or `everything`."""

    kind: Literal["weigh", "reread"]
    everything: bool = False


class ExportAsked(_Given):
    """An export: its format, and of which articles; all of the case where nothing is said."""

    kind: Literal["export"]
    format: str = Field(min_length=1, max_length=40, description="A format that `/exports` lists.", examples=["jsonl"])
    q: str = Field("", max_length=2_000, description="Articles that a search finds, in the language of `musnad find`.")
    since: str = Field("", alias="from", pattern=_DAY_OR_NONE, description="The first day of the articles.")
    until: str = Field("", alias="to", pattern=_DAY_OR_NONE, description="The last day of the articles.")
    about: str = Field("", max_length=2_000, description="An article on whose story they are.")
    article: int | None = Field(None, ge=1, le=_BIGGEST, description="The number of a single article.")
    claim: str = Field(
        "", max_length=200, description="A claim: what a report is about, else the articles that tell it."
    )
    actor: str = Field(
        "", max_length=500, description="An actor: whom a report is about, else the articles that name him."
    )
    language: Language = Field("ar", description="Of headings and labels.")
    most: int | None = Field(
        None, ge=1, le=100_000, description="How many of something to tell, where a format chooses."
    )
    redact: _Words = Field([], description="Names or keys of private persons who are blacked out; takes a reason.")
    reason: str = Field("", max_length=2_000, description="Why they are blacked out; it goes into the log.")
