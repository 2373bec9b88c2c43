"""A document beside an .ann file: the changes that make it stand as it is drawn there.

What comes in are a document of a case and the text of an .ann file; what goes out are changes, in the order they are
to be made, and what was not taken in. The document is drawn as an export would draw it, and both are compared as they
are drawn, so that what brat cannot show never counts as a change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from musnad.case.judging import Change, Judgement, annotation_spans, corrected
from musnad.exports.language.brat.standoff import draw
from musnad.imports.brat.changes import event_changes, statement_changes, time_changes
from musnad.imports.brat.items import Item, Items, items_of
from musnad.imports.brat.names import name_changes
from musnad.imports.brat.pairing import Pairs, pair
from musnad.imports.brat.reading import Drawn, Fault, read_ann
from musnad.model import Document, Span, Statement

__all__ = ["Compared", "compare"]


class Compared(NamedTuple):
    """The changes that a file asks for, and what cannot be taken in."""

    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]


def compare(doc: Document, ann: str) -> Compared:
    """Return what an .ann file changes in a document; where a line of it cannot be read, nothing."""
    drawn = read_ann(ann, doc.text)
    if not isinstance(drawn, Drawn):
        return Compared((), drawn)
    drawing = draw(doc)
    own = read_ann("\n".join(drawing.lines), doc.text)
    if not isinstance(own, Drawn):
        raise AssertionError(f"an export cannot be read back: {own[0]}")
    return _Comparison(doc, drawing.made_from, items_of(own, own), items_of(drawn, own)).compare()


class _Comparison:
    def __init__(self, doc: Document, made_from: Mapping[str, Any], before: Items, after: Items) -> None:
        self.original = self.doc = doc
        self.made_from, self.before, self.after = made_from, before, after
        self.faults = [*after.faults]
        self.changes: list[Change] = []

    def compare(self) -> Compared:
        names, faults = name_changes(self.doc, self._pairs("mentions"), self.made_from, self.after)
        self._take(names, faults)
        self._take(time_changes(self._pairs("times"), self.made_from))
        told, ids, faults = statement_changes(self.doc, self._pairs("statements"), self.made_from)
        self._take(told, faults)
        was = {id: one.id for id, one in self.made_from.items() if isinstance(one, Statement)}
        before = self._resolved(self.before, self.original, was)
        pairs = self._told_apart(before, self._resolved(self.after, self.doc, ids))
        self._take(event_changes(self.doc, pairs, self.made_from))
        self._compare_references()
        return Compared(tuple(self.changes), tuple(sorted(self.faults)))

    def _take(self, changes: Iterable[Change], faults: Iterable[Fault] = ()) -> None:
        """Take changes, and have the document as they leave it."""
        made = tuple(changes)
        self.changes += made
        self.faults += faults
        spans = [annotation_spans(change.target) if change.target is not None else () for change in made]
        self.doc = corrected(
            self.doc,
            (
                Judgement(0, "", 0, change.layer, change.action, at, "", change.value, "", None)
                for change, at in zip(made, spans, strict=True)
            ),
        )

    def _pairs(self, layer: str) -> Pairs:
        return self._told_apart(self.before.layers[layer], self.after.layers[layer])

    def _told_apart(self, before: Sequence[Item], after: Sequence[Item]) -> Pairs:
        """Return pairs; those that a correction could not tell apart are left as they are."""
        pairs = pair(before, after)
        crowd = Counter(item.places for item in before)
        gone = [one for one in pairs.gone if one.places not in self.after.odd and self._is_alone(one, crowd, None)]
        changed = [one for one in pairs.changed if self._is_alone(one[0], crowd, one[1])]
        kept = [one for one in pairs.changed if one not in changed]
        freed = {one.places for one in gone} | {one.places for one, other in changed if one.places != other.places}
        new = []
        for item in pairs.new:
            if crowd[item.places] and item.places not in freed:
                self._tell(item.line, "another of its kind has just these words; correct that one")
            else:
                crowd[item.places] += 1
                freed.discard(item.places)
                new.append(item)
        return Pairs((*pairs.same, *kept), tuple(changed), tuple(gone), tuple(new))

    def _is_alone(self, one: Item, crowd: Counter[tuple[Span, ...]], other: Item | None) -> bool:
        """Whether nothing else of its kind stands at just its words, nor where it is moved to; tells where not so."""
        is_moved = other is not None and other.places != one.places
        if crowd[one.places] == 1 and not (is_moved and other is not None and crowd[other.places]):
            return True
        told = "several of its kind have just these words, which cannot be told apart; correct them in the reading room"
        self._tell(other.line if other is not None else 0, f"{_where(one)}: {told}" if other is None else told)
        return False

    def _resolved(self, items: Items, doc: Document, statements: Mapping[str, str]) -> tuple[Item, ...]:
        """Return events whose parties and statements are ids of the document, not of lines."""
        by_span = doc.entity_ids()
        entities = {item.id: by_span.get(item.places[0]) for item in items.layers["mentions"]}
        found = []
        for item in items.layers["events"]:
            said = dict(item.said)
            named = {*said.get("actors", ()), *said.get("recipients", ()), *filter(None, [said.get("place")])}
            if items is self.after and any(entities.get(one) is None for one in named):
                self._tell(item.line, "one of its parties is a name that means nobody; it was left out")
            for side in ("actors", "recipients"):
                if side in said:
                    said[side] = frozenset(filter(None, (entities.get(one) for one in said[side])))
            if said.get("place") is not None:
                said["place"] = entities.get(said["place"])
            if said.get("statement") is not None:
                said["statement"] = statements.get(said["statement"])
            found.append(item._replace(said=said))
        return tuple(found)

    def _compare_references(self) -> None:
        """Tell of references that were added: who somebody is, is chosen in the reading room."""
        words = {item.id: item.places for item in self.after.layers["mentions"]}
        own = {item.id: item.places for item in self.before.layers["mentions"]}
        known = {(own.get(target), key) for target, key in self.before.references}
        for (target, key), line in self.after.references.items():
            if (words.get(target), key) not in known:
                self._tell(line, f"who is meant by {key} is chosen in the reading room, not taken from here")

    def _tell(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))


def _where(item: Item) -> str:
    return f"{item.places[0].start}-{item.places[-1].end}"
