"""A name in the text as fields, and back: its words, its type, and whom it means.

A name and the one it means are two annotations: moving its words, or letting it mean somebody else, changes both, and
the chains that name a teller by just these words.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.case.judging import Change
from musnad.case.revising import given_to, new_entity, without
from musnad.model import Document, Entity, EntityType, Mention, MentionForm, Span
from musnad.web.corrections.reading import Reader, shown_place

__all__ = ["NEW", "mention_fields", "mention_values", "read_mention"]

NEW = "+"  # in place of an entity's id: one who is not in the article yet


def mention_fields(doc: Document, mention: Mention | None, at: Span | None = None) -> dict[str, tuple[str, ...]]:
    """Return a name as fields; without one, those of a name to be added at a place."""
    if mention is None:
        return {**shown_place(doc, "place", at), "type": ("PER",), "form": ("name",), "entity": (NEW,)}
    entity = doc.entity_ids().get(mention.span, "")
    place = shown_place(doc, "place", mention.span)
    return {**place, "type": (mention.type,), "form": (mention.form,), "entity": (entity,)}


def mention_values(mention: Mention) -> dict[str, str]:
    """Return what a correction of a name says, by groups of labels."""
    return {"entity": mention.type}


def read_mention(read: Reader, target: Mention | None) -> tuple[Change, ...]:
    """Return the changes that the fields of a name ask for."""
    doc = read.doc
    span = read.place("place", old=target.span if target else None)
    kind: EntityType = read.choice("type", EntityType, "PER")
    form: MentionForm = read.choice("form", MentionForm, "name")
    chosen = None
    if read.one("entity") != NEW:
        chosen = read.of("entity", (entity.id for entity in doc.entities or ()))
    if span is None or read.problems:
        return ()
    return tuple(_changes(doc, target, _made(target, span, kind, form), chosen, is_new=read.one("entity") == NEW))


def _made(target: Mention | None, span: Span, kind: EntityType, form: MentionForm) -> Mention:
    is_same = target is not None and target.type == kind and target.span == span
    known = target.known if target is not None and is_same else ()
    origin = target.origin if target is not None else "judgement"
    return Mention(start=span.start, end=span.end, type=kind, form=form, known=known, origin=origin)


def _changes(
    doc: Document, target: Mention | None, made: Mention, chosen: str | None, *, is_new: bool
) -> Iterator[Change]:
    """Yield what makes a name stand so: the name, who has it now, who had it before, whose chains named him by it."""
    before = doc.entity(doc.entity_ids().get(target.span)) if target is not None else None
    after = doc.entity(chosen)
    if made != target:
        yield Change("mentions", "add" if target is None else "replace", target, made)
    gone = target.span if target is not None else None
    if is_new:
        after = new_entity(doc, made.type, made.span)
        yield Change("entities", "add", None, after)
    elif after is not None and (given := given_to(after, gone if after is before else None, made.span)) != after:
        yield Change("entities", "replace", after, given)
    if before is not None and gone is not None and (after is None or after.id != before.id):
        if after is not None:
            yield from _tellers(doc, before, after, gone)
        yield without(before, gone)


def _tellers(doc: Document, before: Entity, after: Entity, span: Span) -> Iterator[Change]:
    """Yield the statements that are told by one of these words, on the word of the other."""
    for statement in doc.statements or ():
        chain = tuple(
            msgspec.structs.replace(link, entity=after.id)
            if link.entity == before.id and link.source is not None and link.source.overlaps(span)
            else link
            for link in statement.chain
        )
        if chain != statement.chain:
            yield Change("statements", "replace", statement, msgspec.structs.replace(statement, chain=chain))
