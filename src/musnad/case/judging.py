"""A person's corrections: kept beside what the machine found, and laid over it whenever a document is read.

What comes in are annotations of the model, as they should be; what goes out are documents with them in place. A
correction points at words, not at a number of the machine's, so that it still holds when the stages have been run
again. Nothing is overwritten: taking one back brings the machine's finding into view again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from musnad.case.facts import facts_of
from musnad.case.folder import Case
from musnad.case.store import keep_facts, read_document
from musnad.case.undoing import mark_undone
from musnad.errors import CaseError
from musnad.model import ChainLink, Document, Entity, Event, Located, Mention, Span, Statement, TimeExpression

__all__ = [
    "LAYER_TYPES",
    "Action",
    "Annotation",
    "Change",
    "Judgement",
    "annotation_spans",
    "corrected",
    "judge",
    "judge_all",
    "judgements",
    "places_in",
    "read_corrected",
    "renew_facts",
    "take_back",
]

Annotation = Statement | Event | TimeExpression | Mention | Entity
Action = Literal["add", "remove", "replace"]

LAYER_TYPES: dict[str, type[Any]] = {
    "mentions": Mention, "entities": Entity, "times": TimeExpression, "statements": Statement, "events": Event,
}  # fmt: skip
_ROWS = ("actors:", "places:")  # origins of entities that the lexicon knows
_SIGN = "judgement:"
_LEAST_SHARED = 0.5  # of the code points that two annotations cover, to be taken for the same


@dataclass(frozen=True, slots=True)
class Judgement:
    """One correction: what stood at `target` in a layer is left out, replaced by `value`, or `value` is added.

    `made` and `undone` are moments (ISO 8601, UTC); `words` are those the target covers.
    """

    id: int
    made: str
    document: int
    layer: str
    action: Action
    target: tuple[Span, ...]
    words: str
    value: Annotation | None
    reason: str
    undone: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One correction to be made: `target` is what stands there, `value` what is to; `add` has no target, `remove` no
    value."""

    layer: str
    action: Action
    target: Annotation | None = None
    value: Annotation | None = None


def judge(
    case: Case,
    document: int,
    *,
    layer: str,
    action: Action,
    target: Annotation | None = None,
    value: Annotation | None = None,
    reason: str,
) -> int:
    """Correct a document and return the number of the judgement.

    `target` is the annotation to remove or replace as the machine, or an earlier correction, has it; `value` the one
    to add or to put there. Raises CaseError where the target is not in the document, or the value does not fit it: a
    span outside the text or without words, an id that is taken, an entity or statement that is not there.
    """
    return judge_all(case, document, (Change(layer, action, target, value),), reason=reason)[0]


def judge_all(case: Case, document: int, changes: Iterable[Change], *, reason: str) -> tuple[int, ...]:
    """Correct a document in several ways at one moment, all or none, and return the numbers of the judgements.

    Each is checked against the document as those before it left it. Raises CaseError as `judge` does.
    """
    at = case.clock()
    with case.change() as connection:
        numbers = tuple(_judge(case, document, change, reason, at) for change in changes)
        renew_facts(connection, document)
    return numbers


def _judge(case: Case, document: int, change: Change, reason: str, at: str) -> int:
    layer, action, target, value = change.layer, change.action, change.target, change.value
    doc = read_corrected(case.connection, document)
    _check(doc, document, layer, action, target, value)
    spans = annotation_spans(target) if target is not None else ()
    words = " … ".join(doc.slice(span) for span in spans)
    told = {"layer": layer, "action": action, "document": document, "reason": reason}  # no words: the log outlives them
    number = case.connection.execute(
        "INSERT INTO judgement (made, document, layer, action, target, value, reason) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            *(at, document, layer, action),
            json.dumps({"spans": [[s.start, s.end] for s in spans], "words": words}, ensure_ascii=False),
            None if value is None else msgspec.json.encode(value).decode(),
            reason,
        ),
    ).lastrowid
    case.tell("judge", {"judgement": number, **told})
    return int(number or 0)


def take_back(case: Case, *numbers: int, reason: str) -> None:
    """Take corrections back, all or none.

    Raises CaseError where there is none of a number, or it was taken back before.
    """
    with case.change():
        for number in numbers:
            _take_back(case, number, reason)


def _take_back(case: Case, judgement: int, reason: str) -> None:
    mark_undone(
        case, "judgement", judgement, where=f"judgement {judgement}", look="list them: musnad corrections CASE",
        instead="make a new correction instead",
    )  # fmt: skip
    (document,) = case.connection.execute("SELECT document FROM judgement WHERE id = ?", (judgement,)).fetchone()
    case.tell("take back", {"judgement": judgement, "document": document, "reason": reason})
    renew_facts(case.connection, document)


def judgements(
    connection: sqlite3.Connection, document: int | None = None, *, undone: bool = False
) -> tuple[Judgement, ...]:
    """Return the corrections of a document, or of all, in the order they were made; with `undone` those taken back."""
    where, values = ("document = ?", (document,)) if document is not None else ("1", ())
    rows = connection.execute(
        "SELECT id, made, document, layer, action, target, value, reason, undone FROM judgement "
        f"WHERE {where} AND (undone IS NULL OR ?) ORDER BY id",
        (*values, undone),
    )
    return tuple(_judgement(row) for row in rows)


def read_corrected(connection: sqlite3.Connection, document: int) -> Document:
    """Return a document with its layers as people left them."""
    return corrected(read_document(connection, document), judgements(connection, document))


def corrected(doc: Document, made: Iterable[Judgement]) -> Document:
    """Return the document with corrections laid over it, in their order; what pointed at something gone lets go."""
    for judgement in (made := tuple(made)):
        layer: tuple[Any, ...] = getattr(doc, judgement.layer) or ()
        if judgement.action != "add":
            gone = _standing_at(layer, judgement.target)
            layer = tuple(a for a in layer if not any(a is g for g in gone))
        if judgement.value is not None:
            if judgement.action == "add":
                twins = [a for a in layer if annotation_spans(a) == annotation_spans(judgement.value)]
                layer = tuple(a for a in layer if not any(a is t for t in twins))
            layer = tuple(sorted((*layer, _signed(doc, judgement)), key=_order))
        doc = msgspec.structs.replace(doc, **{judgement.layer: layer})
    return _joined(doc) if made else doc


def _joined(doc: Document) -> Document:
    """Return a corrected document without references to entities and statements that are no more."""
    people, told = _ids(doc)

    def known(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(id for id in ids if id in people)

    events = tuple(
        msgspec.structs.replace(
            event, actors=known(event.actors), recipients=known(event.recipients), inferred=known(event.inferred),
            place=event.place if event.place in people else None,
            place_basis=event.place_basis if event.place in people else None,
            statement=event.statement if event.statement in told else None,
        )
        for event in doc.events or ()
    )  # fmt: skip
    statements = tuple(
        msgspec.structs.replace(statement, chain=tuple(_known_link(link, people) for link in statement.chain))
        for statement in doc.statements or ()
    )
    return msgspec.structs.replace(
        doc,
        events=None if doc.events is None else events,
        statements=None if doc.statements is None else statements,
    )


def _ids(doc: Document) -> tuple[set[str], set[str]]:
    """Return the ids of a document's entities and of its statements."""
    return {entity.id for entity in doc.entities or ()}, {statement.id for statement in doc.statements or ()}


def _known_link(link: ChainLink, people: set[str]) -> ChainLink:
    return link if link.entity in people else msgspec.structs.replace(link, entity=None)


def _judgement(row: Sequence[Any]) -> Judgement:
    number, made, document, layer, action, target, value, reason, undone = row
    told: dict[str, Any] = json.loads(target) if target else {"spans": [], "words": ""}
    spans = tuple(Span(start, end) for start, end in told["spans"])
    annotation = None if value is None else msgspec.json.decode(value, type=LAYER_TYPES[layer])
    return Judgement(number, made, document, layer, action, spans, told["words"], annotation, reason, undone)


def _signed(doc: Document, judgement: Judgement) -> Annotation:
    """Return a person's annotation with its origin, its entities found again where the machine named them anew.

    Somebody who is a row of the lexicon stays that row, which is his origin; who said so is among the reasons.
    """
    value = judgement.value
    if value is None:
        raise AssertionError("only an annotation can be signed")
    sign = f"{_SIGN}{judgement.id}"
    if isinstance(value, Entity) and value.origin.startswith(_ROWS):
        reasons = (reason for reason in value.reasons if not reason.startswith(_SIGN))
        return msgspec.structs.replace(value, reasons=(*reasons, sign))
    value = msgspec.structs.replace(value, origin=sign)
    if isinstance(value, Statement):
        known = {entity.id for entity in doc.entities or ()}
        chain = tuple(
            link
            if link.entity is None or link.entity in known
            else msgspec.structs.replace(link, entity=_entity_at(doc, link.source))
            for link in value.chain
        )
        return msgspec.structs.replace(value, chain=chain)
    return value


def _entity_at(doc: Document, source: Span | None) -> str | None:
    for span, entity in doc.entity_ids().items() if source is not None else ():
        if source is not None and source.overlaps(span):
            return entity
    return None


def _standing_at(layer: Sequence[Any], target: Sequence[Span]) -> list[Any]:
    """Return the annotations that a correction means: those just there, else the one that shares most of the words."""
    exact = [a for a in layer if annotation_spans(a) == tuple(target)]
    if exact:
        return exact
    shares = [(_shared(annotation_spans(a), target), a) for a in layer]
    best = max((share for share, _ in shares), default=0.0)
    return [a for share, a in shares if share == best] if best >= _LEAST_SHARED else []


def _shared(one: Sequence[Located], other: Sequence[Located]) -> float:
    a = {i for span in one for i in range(span.start, span.end)}
    b = {i for span in other for i in range(span.start, span.end)}
    return len(a & b) / len(a | b) if a or b else 0.0


def annotation_spans(annotation: Annotation) -> tuple[Span, ...]:
    """Return the words by which a correction knows an annotation."""
    if isinstance(annotation, Statement):
        return annotation.content
    if isinstance(annotation, Event):
        return (annotation.trigger,)
    if isinstance(annotation, Entity):
        return annotation.mentions
    return (annotation.span,)


def places_in(found: object) -> Iterator[Located]:
    """Yield every place that stands in annotations, however deep."""
    if isinstance(found, Located):
        yield found
    if isinstance(found, msgspec.Struct):
        for name in found.__struct_fields__:
            yield from places_in(getattr(found, name))
    elif isinstance(found, tuple):
        for part in found:
            yield from places_in(part)


def _order(annotation: Annotation) -> tuple[int, int]:
    first = annotation_spans(annotation)[0]
    return first.start, first.end


def _check(
    doc: Document, number: int, layer: str, action: Action, target: Annotation | None, value: Annotation | None
) -> None:
    where = f"document {number}"
    wanted = LAYER_TYPES.get(layer)
    if wanted is None:
        raise CaseError(where, f"there is no layer {layer!r} to correct", f"the layers are {', '.join(LAYER_TYPES)}")
    if (target is None) != (action == "add") or (value is None) != (action == "remove"):
        raise ValueError("add needs a value, remove a target, replace both")
    for annotation in (target, value):
        if annotation is not None and not isinstance(annotation, wanted):
            raise TypeError(f"the layer {layer} holds {wanted.__name__}, not {type(annotation).__name__}")
    if target is not None and not any(a == target for a in getattr(doc, layer) or ()):
        raise CaseError(where, f"no such annotation stands in its {layer}", "read the document again and correct that")
    if value is not None and (wrong := _misfit(doc, layer, target, value)):
        raise CaseError(where, *wrong)


def _misfit(doc: Document, layer: str, target: Annotation | None, value: Annotation) -> tuple[str, str] | None:
    """Return why a value does not fit a document and what to do; None where it does."""
    if not annotation_spans(value):
        return f"it stands nowhere in the text, which nothing in its {layer} may", "give its spans in code points"
    for place in places_in(value):
        if place.end > len(doc.text):
            told = f"{place.start}-{place.end} lies outside its text of {len(doc.text)}"
            return told, "give spans in code points"
        if not doc.slice(place).strip():
            return f"{place.start}-{place.end} holds no words", "give spans in code points"
    taken = [getattr(a, "id", None) for a in getattr(doc, layer) or () if a != target]
    if (own := getattr(value, "id", None)) is not None and own in taken:
        return f"another of its {layer} has the id {own}", "give an id of its own"
    people, statements = _ids(doc)
    if lost := _references(value) - people - statements:
        return (
            f"nothing in it has the id {', '.join(sorted(lost))}",
            "give ids that musnad show prints, or add it first",
        )
    return None


def _references(value: Annotation) -> set[str]:
    """Return the ids that an annotation names besides its own."""
    if isinstance(value, Statement):
        return {link.entity for link in value.chain if link.entity is not None}
    if isinstance(value, Event):
        return {*value.actors, *value.recipients, *value.inferred, *filter(None, (value.place, value.statement))}
    return set()


def renew_facts(connection: sqlite3.Connection, document: int) -> None:
    """Write what a document can be found by, as it stands corrected."""
    keep_facts(connection, document, facts_of(read_corrected(connection, document)))
