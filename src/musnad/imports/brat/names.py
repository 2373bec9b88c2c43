"""Names that were added, removed, moved or given another type in brat, as changes of a document.

What comes in are a document and its names before and after; what goes out are changes, of names and of those whom they
mean. Whom a new name means is told by Equiv; without it, somebody who is named nowhere else. Joining or parting those
who are there already is no work for brat, and is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from musnad.case.judging import Change
from musnad.case.revising import given_to, new_entity
from musnad.imports.brat.items import Item, Items
from musnad.imports.brat.pairing import Pairs, differing
from musnad.imports.brat.reading import Fault
from musnad.model import Document, Entity, Mention, Span

__all__ = ["name_changes"]


def name_changes(
    doc: Document, pairs: Pairs, made_from: Mapping[str, Any], after: Items
) -> tuple[tuple[Change, ...], tuple[Fault, ...]]:
    """Return the changes of names and entities in the order they are to be made, and what cannot be taken in."""
    names = _Names(doc, made_from, after)
    changes = [*names.changed(pairs), *names.gone(pairs), *names.new(pairs)]
    names.compare_groups(pairs)
    return (*changes, *names.entities()), tuple(names.faults)


class _Names:
    def __init__(self, doc: Document, made_from: Mapping[str, Any], after: Items) -> None:
        self.doc, self.made_from, self.after = doc, made_from, after
        self.faults: list[Fault] = []
        self.before = {entity.id: entity for entity in doc.entities or ()}
        self.now: dict[str, Entity | None] = dict(self.before)
        self.by_span = dict(doc.entity_ids())
        self.types: dict[Span, Any] = {mention.span: mention.type for mention in doc.mentions or ()}
        self.given: dict[str, str] = {}  # the entity of a drawn name, by its id

    def changed(self, pairs: Pairs) -> Iterator[Change]:
        """Yield the names that stand elsewhere, or have another type."""
        for one, other in pairs.met:
            if (meant := self.by_span.get(self.made_from[one.id].span)) is not None:
                self.given[other.id] = meant
        for one, other in pairs.changed:
            mention: Mention = self.made_from[one.id]
            place = other.places[0] if other.places != one.places else mention.span
            wanted = differing(one, other)
            made = msgspec.structs.replace(
                mention, start=place.start, end=place.end, type=wanted.get("type", mention.type), known=()
            )
            yield Change("mentions", "replace", mention, made)
            self.types[place] = made.type
            entity = self.given.get(other.id)
            if entity is not None and (holder := self.now[entity]) is not None:
                self.now[entity] = given_to(holder, mention.span, place)
                self._retype(entity)

    def gone(self, pairs: Pairs) -> Iterator[Change]:
        """Yield the names that are no more."""
        for one in pairs.gone:
            mention: Mention = self.made_from[one.id]
            yield Change("mentions", "remove", mention)
            entity = self.by_span.get(mention.span)
            holder = self.now.get(entity or "")
            if entity is not None and holder is not None:
                left = tuple(span for span in holder.mentions if span != mention.span)
                self.now[entity] = msgspec.structs.replace(holder, mentions=left) if left else None

    def new(self, pairs: Pairs) -> Iterator[Change]:
        """Yield the names that were not there."""
        for item in pairs.new:
            span, kind = item.places[0], item.said["type"]
            yield Change(
                "mentions", "add", None, Mention(start=span.start, end=span.end, type=kind, origin="judgement")
            )
            if self.doc.entities is None:
                continue
            entity = self._meant(item)
            holder = self.now.get(entity or "")
            if entity is None or holder is None:
                known = msgspec.structs.replace(self.doc, entities=tuple(one for one in self.now.values() if one))
                holder = new_entity(known, kind, span)
                entity = holder.id
            self.now[entity] = given_to(holder, None, span)
            self.given[item.id] = entity

    def entities(self) -> Iterator[Change]:
        """Yield what becomes of those who are named."""
        for id, entity in self.now.items():
            before = self.before.get(id)
            if entity is None and before is not None:
                yield Change("entities", "remove", before)
            elif before is None:
                yield Change("entities", "add", None, entity)
            elif entity != before:
                yield Change("entities", "replace", before, entity)

    def compare_groups(self, pairs: Pairs) -> None:
        """Tell where Equiv joins those who are two, or no longer joins who is one."""
        joined: dict[str, int] = {}
        for number, (line, targets) in enumerate(self.after.together):
            meant = {self.given[target] for target in targets if target in self.given}
            joined |= dict.fromkeys(targets, number)
            if len(meant) > 1:
                self._tell(line, "it joins names of several; say who is one with whom in the reading room")
        lines: dict[str, dict[int | str, int]] = {}
        for _, other in pairs.met:
            if (entity := self.given.get(other.id)) is not None:
                lines.setdefault(entity, {}).setdefault(joined.get(other.id, other.id), other.line)
        for groups in lines.values():
            for line in sorted(groups.values())[1:]:
                self._tell(line, "Equiv no longer joins it with the names of the same; part them in the reading room")

    def _meant(self, item: Item) -> str | None:
        """Return whom a new name means by Equiv; None where that is nobody yet, or several."""
        for _, targets in self.after.together:
            if item.id in targets:
                meant = {self.given[target] for target in targets if target in self.given}
                return meant.pop() if len(meant) == 1 else None
        return None

    def _retype(self, entity: str) -> None:
        """Give somebody the type of his names, where all have another than he."""
        holder = self.now[entity]
        types = {self.types.get(span) for span in holder.mentions} if holder else set()
        if holder is not None and len(types) == 1 and None not in types:
            self.now[entity] = msgspec.structs.replace(holder, type=types.pop())

    def _tell(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))
