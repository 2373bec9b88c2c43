"""The tables of events: which words tell one, who stands where beside them, and small words that change the sense."""

from __future__ import annotations

from typing import Literal

import msgspec

from musnad.model import EventType

__all__ = [
    "DateTraitRow",
    "EventPatternRow",
    "EventTypeRow",
    "EventVerbRow",
    "EventWordKind",
    "EventWordRow",
    "PartyTraitRow",
]

EventWordKind = Literal[
    "agent", "preposition", "place_preposition", "subordinator", "relative", "complementizer",
    "negation", "weak_negation", "future", "future_adjective", "conditional", "was", "passive_auxiliary",
    "title_before", "back_reference", "organ", "quantifier", "own_country", "self_complementizer", "topic",
    "support_noun", "lasting", "lacking", "doing_noun", "perhaps", "that", "earlier", "partitive",
    "bound", "sport", "killed", "wounded", "arrested", "vague", "warning", "failing", "now", "figurative",
    "no_purpose", "circumstance",
]  # fmt: skip


class EventPatternRow(msgspec.Struct, frozen=True):
    """A family of words that tells one type of event: a verb, its nouns and its participles.

    `frame` says which part each place fills, as `place=part`: places are subject, object or a preposition, parts are
    actor, recipient, place or both; a subject is the actor unless the frame says otherwise. `genitive` is the part of
    the noun that follows a masdar directly; `either` means recipient, but actor when an object follows with ل.
    `needs` are words of which one must stand near after the trigger, `before` before it, and `unless` words that
    beside it give another sense. Among `traits`, passive marks verbs that news often writes in the passive, casualty
    those that only tell what an attack did, so that the attack is told where the sentence names it too; result those
    whose noun is no event of its own after a verb like أسفر عن (led to); person those that tell an event only of a
    person and a place or somebody to go to (وصل, arrived); negated those that tell one by the negation (لا يقبل);
    around verbs whose needed words may stand before them too, for they are mostly the subject (المسلحون فروا); place
    those for which the name of a place does as well (تحرير عدن, the liberation of Aden); close those whose needed word
    stands right after, or behind one adjective (تحقيق في, inquiry into, not تحقيق الفوز في, winning in).
    """

    key: str
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    past: str
    present: str
    nouns: tuple[str, ...]
    participle: str
    patient: str
    frame: tuple[str, ...]
    genitive: Literal["actor", "recipient", "either", "none"]
    needs: tuple[str, ...]
    unless: tuple[str, ...]
    traits: tuple[Literal["passive", "casualty", "result", "person", "negated", "around", "place", "close"], ...]
    before: tuple[str, ...]
    example: str
    counterexample: str
    source: str


class EventTypeRow(msgspec.Struct, frozen=True):
    """A type of PLOVER, by its name: its quadrant and its score on the scale from conflict to cooperation.

    Quadrants: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. Where PLOVER's
    manual contradicts itself, SANCTION stands in quadrant 4, as its section says, and the score of ACCUSE is negative,
    as those of all its modes are.
    """

    key: str
    quad: int
    score: float
    source: str


class EventWordRow(msgspec.Struct, frozen=True):
    """Small words around a trigger, by what they do there."""

    key: str
    kind: EventWordKind
    forms: tuple[str, ...]
    source: str


class EventVerbRow(msgspec.Struct, frozen=True):
    """A verb that tells no event by itself.

    A `light` verb lends its subject to the noun after it as the actor (شن غارات, launched raids), a `suffer` verb as
    the recipient (تعرض لهجوم, came under attack); an `avow` verb lends its subject to what one does oneself (أعلن
    انسحابه, announced its withdrawal), not to what befell others; a `result` verb tells what
    an attack led to; a `plain` verb only ends the phrase before it.
    """

    key: str
    kind: Literal["light", "avow", "suffer", "result", "plain"]
    past: str
    present: str
    source: str


class PartyTraitRow(msgspec.Struct, frozen=True):
    """What a trait of a candidate for a part in an event weighs, in log odds; learnt, never edited by hand. The key is
    the trait; nobody is a candidate too.
    """

    key: str
    actor: float
    recipient: float


class DateTraitRow(msgspec.Struct, frozen=True):
    """What a trait of a date that an event may have weighs, in log odds; learnt, never edited by hand. The key is the
    trait; `bias` is every candidate's.
    """

    key: str
    weight: float
