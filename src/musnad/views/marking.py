"""What of a document is marked in the running text of the HTML report, and where each mark leads.

What comes in is a document; what goes out are marks over its text, ready for `musnad.views.cutting`. Marks name
CSS classes and anchors; no HTML here. Anchors are made of counts (`c3` the card of the third statement, `t3` its
words), so that nothing out of an article can stand in an address or a style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.model import Document, Span
from musnad.views.cutting import Mark
from musnad.views.dating import day_reasons
from musnad.views.labels import Labels
from musnad.views.outline import event_order, is_open

__all__ = ["Look", "marks_of"]


class Look(msgspec.Struct, frozen=True):
    """How a stretch of text shows itself.

    `rank` decides whose `href` and `hint` win where marks lie over one another: the highest. `group` is the card or
    the event that lights up together with it, None for names and times.
    """

    classes: tuple[str, ...]
    rank: int
    group: str | None = None
    href: str | None = None
    hint: str | None = None
    anchor: str | None = None


def marks_of(doc: Document, labels: Labels) -> tuple[Mark[Look], ...]:
    """Return all marks of the document, broad ones first."""
    found = (_statements, _day_reasons, _names, _times, _events)
    parts = (find(doc, labels) for find in found)
    return tuple(mark for part in parts for mark in part)


def _statements(doc: Document, labels: Labels) -> Iterator[Mark[Look]]:
    for number, statement in enumerate(doc.statements or (), 1):
        group, card = f"s{number}", f"#c{number}"
        tone = "denied" if statement.polarity < 0 or statement.stance == "deny" else "told"
        for index, span in enumerate(statement.content):
            anchor = f"t{number}" if index == 0 else None
            yield Mark(span, Look(("content", tone), 0, group, anchor=anchor))
        for link in statement.chain:
            if link.source:
                classes = ("source", "unnamed") if link.anonymous else ("source",)
                key = "anonymous" if link.anonymous else "source"
                yield Mark(link.source, Look(classes, 2, group, card, labels.ui(key).ar))
            if link.cue:
                yield Mark(link.cue, Look(("cue",), 1, group, card, labels.ui("cue").ar))


def _day_reasons(doc: Document, labels: Labels) -> Iterator[Mark[Look]]:
    for reason in day_reasons(doc, labels):
        hint = f"{labels.ui('published').ar}: {reason.kind.ar} {reason.said.ar}"
        yield Mark(reason.place, Look(("clue",), 1, None, f"#r{reason.number}", hint, f"tr{reason.number}"))


def _names(doc: Document, labels: Labels) -> Iterator[Mark[Look]]:
    rows = {e.id: (n, e) for n, e in enumerate(doc.entities or (), 1)}
    ids = doc.entity_ids()
    seen: set[Span] = set()
    for mention in doc.mentions or ():
        found = rows.get(ids.get(mention.span, ""))
        if found is None and mention.form != "name":
            continue
        seen.add(mention.span)
        kind = labels.of("entity", mention.type).ar
        hint = " · ".join(filter(None, (found[1].name, found[1].name_en, kind))) if found else kind
        href = f"#n{found[0]}" if found else None
        yield Mark(mention.span, Look(("name", mention.type.lower()), 3, None, href, hint))
    for number, entity in rows.values():
        for span in entity.mentions:
            if span not in seen:
                yield Mark(span, Look(("name", entity.type.lower()), 3, None, f"#n{number}", entity.name))


def _times(doc: Document, labels: Labels) -> Iterator[Mark[Look]]:
    for number, time in enumerate(doc.times or (), 1):
        unsettled = labels.ui("unresolved").ar if is_open(time) else None
        hint = " · ".join(filter(None, (time.value, unsettled)))
        yield Mark(time.span, Look(("time",), 4, None, f"#d{number}", hint, f"td{number}"))


def _events(doc: Document, labels: Labels) -> Iterator[Mark[Look]]:
    for number, event in enumerate(event_order(doc), 1):
        hint = f"{labels.of('event', event.type).ar} {event.type}"
        yield Mark(event.trigger, Look(("trigger",), 5, f"e{number}", f"#e{number}", hint, f"x{number}"))
