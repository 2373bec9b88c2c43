"""An event as fields, and back: its word, its type, who takes part, where, when, and who tells it."""

from __future__ import annotations

from musnad.case.judging import Change
from musnad.case.revising import basis_seen_from, free_id
from musnad.model import Document, Event, EventBasis, EventStatus, EventType, Span
from musnad.times.intervals import interval_of
from musnad.web.corrections.reading import Reader, shown_place
from musnad.web.corrections.times import latin_digits


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


__all__ = ["event_fields", "event_values", "read_event"]


def event_fields(doc: Document, event: Event | None, at: Span | None = None) -> dict[str, tuple[str, ...]]:
    """Return an event as fields; without one, those of an event to be added at a word."""
    if event is None:
        told = next((s.id for s in doc.statements or () if at and any(c.contains(at) for c in s.content)), "")
        return {
            **shown_place(doc, "place", at), "type": ("CONSULT",), "status": ("happened",), "actors": (),
            "recipients": (), "where": ("",), "when": ("",), "statement": (told,),
        }  # fmt: skip
    return {
        **shown_place(doc, "place", event.trigger), "type": (event.type,), "status": (event.status,),
        "actors": event.actors, "recipients": event.recipients, "where": (event.place or "",),
        "when": (event.time or "",), "statement": (event.statement or "",),
    }  # fmt: skip


def event_values(event: Event) -> dict[str, str]:
    """Return what a correction of an event says, by groups of labels; a value without a group stands for itself."""
    return {"event": event.type, "status": event.status, "value": event.time or ""}


def read_event(read: Reader, target: Event | None) -> tuple[Change, ...]:
    """Return the change that the fields of an event ask for."""
    people = [entity.id for entity in read.doc.entities or ()]
    span = read.place("place", old=target.trigger if target else None)
    kind: EventType = read.choice("type", EventType, "CONSULT")
    status: EventStatus = read.choice("status", EventStatus, "happened")
    sides = {name: tuple(one for one in read.every(name) if one in people) for name in ("actors", "recipients")}
    where = read.of("where", people)
    when = latin_digits(read.one("when")).upper() or None
    if when is not None and when != (target.time if target else None) and interval_of(when) is None:
        read.tell("when", _("This is no day. Write it as 2018-10-07, a month as 2018-10, a year as 2018."))
    told = read.of("statement", (statement.id for statement in read.doc.statements or ()))
    if span is None or read.problems:
        return ()
    made = Event(
        id=target.id if target else _id(read.doc, span),
        trigger=span,
        type=kind,
        mode=target.mode if target and target.type == kind else None,
        contexts=target.contexts if target else (),
        actors=sides["actors"],
        recipients=sides["recipients"],
        place=where,
        place_basis=_place_basis(read.doc, target, span, where),
        time=when,
        time_basis=_time_basis(read.doc, target, span, when),
        figures=target.figures if target else (),
        status=status,
        statement=told,
        inferred=_inferred(target, sides["actors"], sides["recipients"]),
        origin=target.origin if target else "judgement",
    )
    if made == target:
        return ()
    return (Change("events", "add" if target is None else "replace", target, made),)


def _inferred(target: Event | None, actors: tuple[str, ...], recipients: tuple[str, ...]) -> tuple[str, ...]:
    """Return who is still on the side that he was only inferred to be on."""
    if target is None:
        return ()
    kept = {*target.actors} & {*actors} | {*target.recipients} & {*recipients}
    return tuple(one for one in target.inferred if one in kept)


def _place_basis(doc: Document, target: Event | None, span: Span, where: str | None) -> EventBasis | None:
    entity = doc.entity(where)
    if entity is None:
        return None
    if target is not None and target.place == where and target.trigger == span:
        return target.place_basis
    return basis_seen_from(doc, span, entity.mentions)


def _time_basis(doc: Document, target: Event | None, span: Span, when: str | None) -> EventBasis | None:
    if when is None:
        return None
    if target is not None and target.time == when and target.trigger == span:
        return target.time_basis
    return basis_seen_from(doc, span, tuple(time.span for time in doc.times or () if time.value == when))


def _id(doc: Document, span: Span) -> str:
    return free_id(f"e{span.start}-{span.end}", (event.id for event in doc.events or ()))
