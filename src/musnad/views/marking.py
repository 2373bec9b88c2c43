"""What of a document is marked in the running text of the report and of the room, and where each mark leads.

What comes in is a document; what goes out are marks over its text, ready for `musnad.views.cutting`. Marks name
CSS classes and anchors; no HTML here. Anchors are made of counts (`c3` the card of the third statement, `t3` its
words), so that nothing out of an article can stand in an address or a style sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from musnad.model import Document, Span
from musnad.views.cutting import Mark
from musnad.views.dating import day_reasons
from musnad.views.labels import Label, Labels
from musnad.views.letters import whole, word_end
from musnad.views.outline import event_order, is_open

__all__ = ["Lang", "Look", "marks_of", "whole_letters"]

Lang = Literal["ar", "en"]


class Look(msgspec.Struct, frozen=True):
    """How a stretch of text shows itself, and which annotation it belongs to.

    `rank` decides whose `href` and `hint` win where marks lie over one another: the highest. `group` is the card or
    the event that lights up together with it, None for names and times, whose rows in `lights` the room lights up too.
    `layer`, `id` and `of` say which annotation a person would correct here: its layer, its id, and the words by which
    it is known, None where those are the marked ones. `spot` is an anchor that only the room has.
    """

    classes: tuple[str, ...]
    rank: int
    group: str | None = None
    href: str | None = None
    hint: str | None = None
    anchor: str | None = None
    layer: str | None = None
    id: str | None = None
    of: Span | None = None
    spot: str | None = None
    lights: str | None = None


def marks_of(doc: Document, labels: Labels, lang: Lang = "ar") -> tuple[Mark[Look], ...]:
    """Return all marks of the document, broad ones first; what they say is in the language asked for."""
    say = _Words(labels, lang)
    found = (_statements, _day_reasons, _names, _times, _events)
    return tuple(mark for find in found for mark in find(doc, say))


def whole_letters(text: str, marks: Iterable[Mark[Look]]) -> Iterator[Mark[Look]]:
    """Yield marks that cut no letter in two, for browsers draw its halves apart; what they are of stays told.

    A content ends with its last word, for its number stands there and would divide it.
    """
    for mark in marks:
        span = whole(text, mark.span)
        if "content" in mark.what.classes:
            span = Span(span.start, word_end(text, span.end))
        if span == mark.span:
            yield mark
        else:
            yield Mark(span, msgspec.structs.replace(mark.what, of=mark.what.of or mark.span))


class _Words(NamedTuple):
    """The labels in one language."""

    labels: Labels
    lang: Lang

    def __call__(self, group: str, key: str) -> str:
        """Return what a word of the model is called."""
        return self.of(self.labels.of(group, key))

    def of(self, label: Label) -> str:
        """Return a label in the language."""
        return label.ar if self.lang == "ar" else label.en


def _statements(doc: Document, say: _Words) -> Iterator[Mark[Look]]:
    for number, statement in enumerate(doc.statements or (), 1):
        group, card = f"s{number}", f"#c{number}"
        tone = "denied" if statement.polarity < 0 or statement.stance == "deny" else "told"
        known = {"layer": "statements", "id": statement.id}
        for index, span in enumerate(statement.content):
            anchor = f"t{number}" if index == 0 else None
            yield Mark(span, Look(("content", tone), 0, group, anchor=anchor, of=statement.content[0], **known))
        for place, link in enumerate(statement.chain, 1):
            of, spot = statement.content[0], f"l{number}-{place}"
            if link.source:
                classes = ("source", "unnamed") if link.anonymous else ("source",)
                hint = say("ui", "anonymous" if link.anonymous else "source")
                yield Mark(link.source, Look(classes, 2, group, card, hint, of=of, spot=spot, **known))
            if link.cue:
                at = None if link.source else spot
                yield Mark(link.cue, Look(("cue",), 1, group, card, say("ui", "cue"), of=of, spot=at, **known))


def _day_reasons(doc: Document, say: _Words) -> Iterator[Mark[Look]]:
    for reason in day_reasons(doc, say.labels):
        hint = f"{say('ui', 'published')}: {say.of(reason.kind)} {say.of(reason.said)}"
        yield Mark(reason.place, Look(("clue",), 1, None, f"#r{reason.number}", hint, f"tr{reason.number}"))


def _names(doc: Document, say: _Words) -> Iterator[Mark[Look]]:
    rows = {e.id: (n, e) for n, e in enumerate(doc.entities or (), 1)}
    ids = doc.entity_ids()
    seen: set[Span] = set()
    spots: set[int] = set()
    for mention in doc.mentions or ():
        found = rows.get(ids.get(mention.span, ""))
        if found is None and mention.form != "name":
            continue
        seen.add(mention.span)
        kind = say("entity", mention.type)
        classes = ("name", mention.type.lower())
        if found is None:
            yield Mark(mention.span, Look(classes, 3, hint=kind, layer="mentions"))
            continue
        number, entity = found
        hint = " · ".join(filter(None, (entity.name, entity.name_en, kind)))
        spot = f"m{number}" if number not in spots else None
        spots.add(number)
        yield Mark(mention.span, Look(classes, 3, None, f"#n{number}", hint, layer="mentions", id=entity.id,
                                      spot=spot, lights=f"n{number}"))  # fmt: skip
    for number, entity in rows.values():
        for span in entity.mentions:
            if span not in seen:
                yield Mark(span, Look(("name", entity.type.lower()), 3, None, f"#n{number}", entity.name,
                                      layer="entities", id=entity.id, of=entity.mentions[0],
                                      spot=f"m{number}" if number not in spots else None,
                                      lights=f"n{number}"))  # fmt: skip
                spots.add(number)


def _times(doc: Document, say: _Words) -> Iterator[Mark[Look]]:
    for number, time in enumerate(doc.times or (), 1):
        unsettled = say("ui", "unresolved") if is_open(time) else None
        hint = " · ".join(filter(None, (time.value, unsettled)))
        yield Mark(time.span, Look(("time",), 4, None, f"#d{number}", hint, f"td{number}", layer="times",
                                   lights=f"d{number}"))  # fmt: skip


def _events(doc: Document, say: _Words) -> Iterator[Mark[Look]]:
    for number, event in enumerate(event_order(doc), 1):
        hint = f"{say('event', event.type)} {event.type}"
        look = Look(("trigger",), 5, f"e{number}", f"#e{number}", hint, f"x{number}", layer="events", id=event.id)
        yield Mark(event.trigger, look)
