"""Annotations as a person wants them: what follows for the rest of one, and for others, when a part is changed.

What comes in are annotations and what they are to be; what goes out are annotations, and changes that belong to it.
Which part is changed, and by what means, is for the caller; making the changes is for `musnad.case.judging`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from musnad.arabic.segmentation import segment
from musnad.case.judging import Change
from musnad.model import (
    Document,
    Entity,
    EntityType,
    EventBasis,
    Interval,
    Located,
    Span,
    TimeBasis,
    TimeExpression,
    TimeMod,
    TimeType,
)
from musnad.times.intervals import interval_of

__all__ = ["basis_seen_from", "entity_in", "free_id", "given_to", "is_time_value", "new_entity", "revised_time",
           "without"]  # fmt: skip

# matches P3D, PT2H, PXY, P1DE, P1Y6M; not P, 3D
_LENGTH = re.compile(r"P(?=[0-9XT])(?:[0-9.X]+(?:DE|CE|[YMWDQ]))*(?:T(?:[0-9.X]+(?:[HMS]))+)?")
# matches XXXX-WXX-2, 2018-XX; not 2018-05 (which is no open value), "X day"
_OPEN = re.compile(r"(?=.*X)[0-9X]{2,4}(?:-[0-9XWQHSPUFAIE]{1,3}){0,3}(?:T[0-9XMOIAFEVN:]+)?")


def given_to(entity: Entity, gone: Span | None, span: Span | None) -> Entity:
    """Return an entity with one of its places gone and another added."""
    places = {*entity.mentions, *((span,) if span else ())} - ({gone} if gone and gone != span else set())
    return msgspec.structs.replace(entity, mentions=tuple(sorted(places)))


def without(entity: Entity, gone: Span) -> Change:
    """Return the change that takes a place from an entity; who has no other goes with it."""
    left = tuple(span for span in entity.mentions if span != gone)
    if not left:
        return Change("entities", "remove", entity)
    return Change("entities", "replace", entity, msgspec.structs.replace(entity, mentions=left))


def new_entity(doc: Document, kind: EntityType, span: Span) -> Entity:
    """Return somebody who is named at a place and nowhere else yet."""
    key = free_id(f"{kind.lower()}-{span.start}-{span.end}", (entity.id for entity in doc.entities or ()))
    name = " ".join(doc.slice(span).split())
    return Entity(id=key, type=kind, name=name, mentions=(span,), origin="judgement")


def entity_in(doc: Document, source: Located) -> str | None:
    """Return the id of whoever is named in the words of a teller, by the longest name there."""
    inside = [(span, one) for span, one in doc.entity_ids().items() if source.overlaps(span)]
    return max(inside, key=lambda item: (item[0].end - item[0].start, -item[0].start))[1] if inside else None


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """Return an id that none has yet: the one that is wanted, where it is free."""
    known = set(taken)
    while wanted in known:
        wanted += "-2"
    return wanted


def is_time_value(kind: TimeType, value: str) -> bool:
    """Whether a time of this type can have such a value, which may hold X for what is open."""
    if kind in ("DATE", "TIME"):
        return interval_of(value) is not None or _OPEN.fullmatch(value) is not None
    return _LENGTH.fullmatch(value) is not None or (kind == "SET" and is_time_value("DATE", value))


def revised_time(
    target: TimeExpression | None, span: Span, kind: TimeType, value: str | None, mod: TimeMod | None,
    basis: TimeBasis | None,
) -> TimeExpression:  # fmt: skip
    """Return a time with the days that follow from its value; what else was known is kept where that is the same."""
    if target is not None and (target.type, target.value, target.mod) == (kind, value, mod):
        kept = basis if value is not None and "X" not in value else target.basis
        return msgspec.structs.replace(target, start=span.start, end=span.end, basis=kept)
    is_open = value is None or (kind in ("DATE", "TIME") and "X" in value)
    interval: Interval | None = interval_of(value, mod) if value and kind in ("DATE", "TIME") else None
    is_set = kind == "SET" and target is not None and target.type == "SET"
    return TimeExpression(
        start=span.start, end=span.end, type=kind, value=value, mod=mod,
        basis=None if is_open else basis or "stated", interval=interval,
        quant=target.quant if is_set and target else None, freq=target.freq if is_set and target else None,
        origin=target.origin if target is not None else "judgement",
    )  # fmt: skip


def basis_seen_from(doc: Document, span: Located, places: Sequence[Located]) -> EventBasis:
    """Return where something stands as seen from an event: in its sentence or elsewhere in the article."""
    sentence = next((s for s in segment(doc.text).sentences if s.overlaps(span)), None)
    return "sentence" if sentence is not None and any(sentence.contains(place) for place in places) else "passage"
