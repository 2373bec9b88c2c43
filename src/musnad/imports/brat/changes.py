"""Times, statements and events that were changed in brat, as changes of a document.

What comes in are a document, as the changes of its names leave it, and pairs of items; what goes out are changes. Only
what is drawn otherwise is changed; what brat does not show is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from musnad.case.judging import Change
from musnad.case.revising import basis_seen_from, entity_in, free_id, revised_time
from musnad.imports.brat.items import FigureSaid, LinkSaid
from musnad.imports.brat.pairing import Pairs, differing
from musnad.imports.brat.reading import Fault
from musnad.model import ChainLink, Document, Event, Figure, Span, Statement, TimeExpression

__all__ = ["event_changes", "statement_changes", "time_changes"]

Made = Mapping[str, Any]
_SIDES = ("actors", "recipients")


def time_changes(pairs: Pairs, made_from: Made) -> Iterator[Change]:
    """Yield the changes of times."""
    for one in pairs.gone:
        yield Change("times", "remove", made_from[one.id])
    for one, other in pairs.changed:
        target: TimeExpression = made_from[one.id]
        told = {"type": target.type, "value": target.value, "mod": target.mod, **differing(one, other)}
        span = other.places[0] if other.places != one.places else target.span
        made = revised_time(target, span, told["type"], told["value"], told["mod"], target.basis)
        if made != target:
            yield Change("times", "replace", target, made)
    for item in pairs.new:
        said = item.said
        made = revised_time(None, item.places[0], said["type"], said.get("value"), said.get("mod"), "stated")
        yield Change("times", "add", None, made)


def statement_changes(
    doc: Document, pairs: Pairs, made_from: Made
) -> tuple[tuple[Change, ...], dict[str, str], tuple[Fault, ...]]:
    """Return the changes of statements, the id of the statement of each drawn content, and what cannot be taken in."""
    changes, faults = [], []
    ids = {other.id: made_from[one.id].id for one, other in pairs.met}
    standing = {statement.id: statement for statement in doc.statements or ()}
    for one in pairs.gone:
        changes.append(Change("statements", "remove", standing[made_from[one.id].id]))
    for one, other in pairs.changed:
        target = standing[made_from[one.id].id]
        told = differing(one, other)
        if "chain" in told:
            told["chain"] = _chain(doc, told["chain"], target.chain)
        content = {"content": other.places} if other.places != one.places else {}
        made = msgspec.structs.replace(target, **told, **content)
        if made != target:
            changes.append(Change("statements", "replace", target, made))
    taken = set(standing)
    for item in pairs.new:
        if "chain" not in item.said:
            faults.append(Fault(item.line, "a statement needs somebody who tells it; it was left out"))
            continue
        ids[item.id] = free_id(f"s{item.places[0].start}-{item.places[-1].end}", taken)
        taken.add(ids[item.id])
        said = {"kind": "indirect", "stance": "neutral", **item.said, "chain": _chain(doc, item.said["chain"], ())}
        made = Statement(id=ids[item.id], content=item.places, origin="judgement", **said)
        changes.append(Change("statements", "add", None, made))
    return tuple(changes), ids, tuple(faults)


def event_changes(
    doc: Document, pairs: Pairs, made_from: Made
) -> Iterator[Change]:  # fmt: skip
    """Yield the changes of events, whose parties and statements are ids of the document already."""
    standing = {event.id: event for event in doc.events or ()}
    for one in pairs.gone:
        yield Change("events", "remove", standing[made_from[one.id].id])
    for one, other in pairs.changed:
        target = standing[made_from[one.id].id]
        trigger = other.places[0] if other.places != one.places else target.trigger
        made = _event(doc, target, trigger, differing(one, other))
        if made != target:
            yield Change("events", "replace", target, made)
    taken = set(standing)
    for item in pairs.new:
        trigger = item.places[0]
        id = free_id(f"e{trigger.start}-{trigger.end}", taken)
        taken.add(id)
        bare = Event(id=id, trigger=trigger, type=item.said["type"], origin="judgement")
        yield Change("events", "add", None, _event(doc, bare, trigger, item.said))


def _chain(doc: Document, said: Sequence[LinkSaid], before: Sequence[ChainLink]) -> tuple[ChainLink, ...]:
    """Return a chain as drawn; a link whose words are as they were keeps what brat does not show."""
    links = []
    for one in said:
        old = next((link for link in before if (link.source, link.cue) == (one.source, one.cue)), None)
        if old is None:
            entity = entity_in(doc, one.source) if one.source is not None else None
            old = ChainLink(source=one.source, cue=one.cue, entity=entity, origin="judgement")
        links.append(
            msgspec.structs.replace(
                old, role=one.role, strength=one.strength, anonymous=one.anonymous, carried=one.carried
            )
        )
    return tuple(links)


def _event(doc: Document, target: Event, trigger: Span, told: Mapping[str, Any]) -> Event:
    """Return an event as drawn, with how near its time and its place stand and who is still inferred."""
    said = dict(told)
    if "figures" in said:
        said["figures"] = tuple(_figure(one, target.figures) for one in said["figures"])
    for side in _SIDES:
        if side in said:
            said[side] = _in_order(said[side], getattr(target, side))
    made: Event = msgspec.structs.replace(target, trigger=trigger, **said)
    kept = {one for side in _SIDES for one in set(getattr(made, side)) & set(getattr(target, side))}
    bases = {
        "place_basis": _basis(doc, made, target, "place", lambda: getattr(doc.entity(made.place), "mentions", ())),
        "time_basis": _basis(
            doc, made, target, "time", lambda: tuple(t.span for t in doc.times or () if t.value == made.time)
        ),
    }
    return msgspec.structs.replace(made, inferred=tuple(one for one in made.inferred if one in kept), **bases)


def _basis(doc: Document, made: Event, target: Event, field: str, places: Callable[[], Sequence[Span]]) -> Any:
    if getattr(made, field) is None:
        return None
    before = getattr(target, f"{field}_basis")
    if before is not None and (getattr(made, field), made.trigger) == (getattr(target, field), target.trigger):
        return before
    return basis_seen_from(doc, made.trigger, places())


def _figure(said: FigureSaid, before: Sequence[Figure]) -> Figure:
    where = {"start": said.place.start, "end": said.place.end, "of": said.of, "value": said.value, "mod": said.mod}
    return next((one for one in before if msgspec.structs.asdict(one) == where), None) or Figure(**where)  # type: ignore[arg-type]  # fields by name


def _in_order(wanted: frozenset[str], before: Sequence[str]) -> tuple[str, ...]:
    """Return ids, those that were there before in their order, then the new ones."""
    return (*(one for one in before if one in wanted), *sorted(wanted - set(before)))
