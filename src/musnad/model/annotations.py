"""What a stage can find in a text, one type per kind of annotation.

All are frozen values; offsets are code points into `Document.text`. `origin` names the lexicon row or the rule that
made an annotation, as `table:key` or `stage:rule`; such keys never change their meaning.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.model.span import Located, Span

__all__ = [
    "ChainLink",
    "Dating",
    "DatingKind",
    "DatingReason",
    "Entity",
    "EntityType",
    "Event",
    "EventBasis",
    "EventStatus",
    "EventType",
    "Figure",
    "Interval",
    "LinkRole",
    "Mention",
    "MentionForm",
    "Segments",
    "Sentence",
    "Stance",
    "Statement",
    "StatementKind",
    "Strength",
    "TimeBasis",
    "TimeExpression",
    "TimeMod",
    "TimeNote",
    "TimePrecision",
    "TimeType",
    "Token",
    "TokenKind",
]

TokenKind = Literal["word", "number", "punct"]
EntityType = Literal["PER", "ORG", "LOC"]
MentionForm = Literal["name", "nominal", "pronoun"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeMod = Literal["START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN"]
TimeBasis = Literal["stated", "publication", "text", "completed"]
TimePrecision = Literal[
    "clock", "day_part", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"
]
DatingKind = Literal[
    "dateline", "day", "day_of_year", "weekday", "month", "year", "year_after", "year_before", "since", "until",
    "office", "event",
]  # fmt: skip
TimeNote = Literal["no_such_day", "weekday_differs", "calendars_differ", "by_sighting"]
StatementKind = Literal["direct", "mixed", "indirect"]
Stance = Literal[
    "neutral",
    "assert",
    "reveal",
    "deny",
    "doubt",
    "request",
    "promise",
    "threat",
    "warn",
    "praise",
    "condemn",
    "admit",
    "expect",
    "ask",
]
LinkRole = Literal["agency", "outlet", "body", "spokesman", "official", "person", "witness", "document", "unnamed"]
Strength = Literal["direct", "said", "reported", "hearsay"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
EventBasis = Literal["clause", "sentence", "passage"]
EventStatus = Literal["happened", "ongoing", "planned", "denied", "hypothetical"]


class Token(Located, frozen=True, gc=False):
    """A word, a number or one punctuation mark; `form` is its folded spelling (see `musnad.arabic.orthography`)."""

    form: str
    kind: TokenKind


class Sentence(Located, frozen=True, gc=False):
    """A sentence and its tokens, `tokens[first:last]` of the segments; `paragraph` counts from 0."""

    first: int
    last: int
    paragraph: int


class Segments(msgspec.Struct, frozen=True):
    """The text cut up: tokens, sentences over them, paragraphs, and the headline where the text has one."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]
    headline: Span | None = None


class Mention(Located, frozen=True, kw_only=True):
    """A name, or a role phrase that stands for one; clitics stay outside.

    Who it is stands in the entities layer. `known` lists the lexicon rows (`actors:haftar`) that the words alone
    allow, best first.
    """

    type: EntityType
    form: MentionForm = "name"
    known: tuple[str, ...] = ()
    origin: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """Someone or something the article speaks of, within this article; `id` comes from the content.

    `mentions` are the spans of the mentions that stand for it, in text order. `reasons` say why it is taken for the
    row of the lexicon that `origin` names (`name`, `role:KEY`, `in_office:KEY`, `nation:KEY`, `own_list`); empty where
    no row is known. `name_latin` and `name_ijmes` are the name in Latin letters, plain and in the scholars' spelling.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    name_en: str | None = None
    name_latin: str | None = None
    name_ijmes: str | None = None
    wikidata: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: LinkRole | None = None
    roles: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    origin: str


class Interval(msgspec.Struct, frozen=True):
    """The days a time stands for: ISO 8601, both ends included; `precision` is how exact the words are.

    With `clock` the ends are moments of a day (`2018-05-10T15:00`), with the zone where one is said.
    """

    first: str
    last: str
    precision: TimePrecision


class TimeExpression(Located, frozen=True, kw_only=True):
    """A TIMEX3 expression with its ISO value.

    `value` holds X where nothing settles a place (`XXXX-WXX-2`: some Tuesday); then `basis` and `interval` are None. It
    is None only where the words name no time that exists, which `notes` tells.

    `basis` says how the value was reached: `stated` in the words; counted from the day of `publication`; from an
    earlier date in the `text`, whose span is `anchor`; or `completed` with a year that the words leave out.
    `offset` is the signed ISO duration from there (`-P2D`). `interval` holds the days meant, narrowed to a third by the
    mods START, MID and END; of a duration only where the words fix its ends (the past five years). `quant` and `freq`
    belong to a SET (EVERY; `2X`). `hijri` is the day or month in the Hijri calendar where the words give it
    (`1438-09-15`). `alternatives` are other values that the words allow, best first.
    """

    type: TimeType
    value: str | None
    mod: TimeMod | None = None
    basis: TimeBasis | None = None
    interval: Interval | None = None
    offset: str | None = None
    anchor: Span | None = None
    quant: str | None = None
    freq: str | None = None
    hijri: str | None = None
    alternatives: tuple[str, ...] = ()
    notes: tuple[TimeNote, ...] = ()
    origin: str


class DatingReason(Located, frozen=True, order=True, kw_only=True):
    """Words that say something of the day an article appeared.

    `says` is what they leave: a day, a weekday (`XXXX-WXX-4`), a day of some year (`XXXX-05-27`), a month, a year, or
    a stretch with an open end (`2016-05-27/`), several parted by `|`.
    """

    kind: DatingKind
    says: str
    origin: str


class Dating(msgspec.Struct, frozen=True, kw_only=True):
    """When an undated article appeared, as far as it tells itself.

    `published` is set where one day alone fits all `reasons`; `candidates` are the days that fit where they are few
    (31 at most); `earliest` and `latest` bound them, None where a side is open. All are ISO days. `contradictory` says
    that no day fits all reasons; then `earliest` may lie after `latest`.
    """

    published: str | None = None
    basis: Literal["dateline", "inferred"] | None = None
    candidates: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    contradictory: bool = False
    reasons: tuple[DatingReason, ...] = ()


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """One teller in a chain of attribution.

    `source` is the noun phrase that names the teller, None where nobody is named; `carried` says that it stands
    earlier in the text and is taken over by a cue without a subject. `strength` orders how near the cue puts the
    teller to the words: direct (told me), said, reported, hearsay.
    """

    source: Span | None
    cue: Span | None
    entity: str | None = None
    anonymous: bool = False
    carried: bool = False
    role: LinkRole | None = None
    strength: Strength = "said"
    origin: str


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Something told on somebody's word.

    `chain` runs from the teller nearest the outlet to the originator and is never empty. `polarity` is -1 where the
    originator denies the content, else 1. `addressee` is whom it was told to, `time` the span of when it was told.
    """

    id: str
    content: tuple[Span, ...]
    chain: tuple[ChainLink, ...]
    kind: StatementKind
    stance: Stance
    polarity: Literal[1, -1] = 1
    addressee: Span | None = None
    time: Span | None = None
    origin: str

    def __post_init__(self) -> None:
        if not self.content or not self.chain:
            raise ValueError(f"statement {self.id} needs content and a chain")


class Figure(Located, frozen=True, kw_only=True):
    """A count told with an event; `value` is None where the words stay vague (عشرات, dozens)."""

    of: str
    value: int | None
    mod: TimeMod | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A political event in PLOVER terms.

    `actors`, `recipients` and `place` are entity ids; `time` is an ISO value; `statement` is the id of the statement
    that tells it, None in the article's own voice. `time_basis` and `place_basis` say where the time and the place were
    found: beside the event in its clause, elsewhere in its sentence, or in another passage of the article. `inferred`
    are those of the parties whom no rule names on their side: they were chosen by where they stand, and are less sure.
    """

    id: str
    trigger: Span
    type: EventType
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    place_basis: EventBasis | None = None
    time: str | None = None
    time_basis: EventBasis | None = None
    figures: tuple[Figure, ...] = ()
    status: EventStatus = "happened"
    statement: str | None = None
    inferred: tuple[str, ...] = ()
    origin: str
