"""An article as lines of brat's standoff: what stands where, who tells what, who does what.

What comes in is a document; what goes out are the lines of its .ann file, with the annotation that a line stands for.
A chain is relations: what is told leads to the teller nearest the outlet, and each teller to the one before him. Two
chains share a teller only where they are the same from him on, so that each can be read back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from musnad.case.judging import Annotation
from musnad.exports.language.words import mentions_of
from musnad.model import ChainLink, Document, Event, Figure, Located, Span, Statement

__all__ = ["BREAKS", "Drawing", "draw", "fragments"]

_ENDS = "\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029"
BREAKS = re.compile(f"[{_ENDS}]")  # what may not stand in a line of an .ann file
_UNBROKEN = re.compile(rf"(?!\s)[^{_ENDS}]+(?<!\s)")


class Drawing(NamedTuple):
    """The lines of an .ann file; `made_from` holds, by id, what a T or an E line stands for; `lost` what has none."""

    lines: tuple[str, ...]
    made_from: Mapping[str, Annotation]
    lost: Counter[str]


def draw(doc: Document) -> Drawing:
    """Return a document as standoff."""
    pen = _Pen(doc.text)
    names = _draw_names(doc, pen)
    times = _draw_times(doc, pen)
    told = _Chains(doc, pen, times)
    contents = {statement.id: told.draw(statement) for statement in doc.statements or ()}
    for event in doc.events or ():
        _draw_event(doc, pen, event, names, contents)
    return Drawing(tuple(pen.lines), pen.made_from, pen.lost)


def fragments(text: str, places: Iterable[Located]) -> tuple[Span, ...]:
    """Return places as brat wants them: apart, in order, and none with the end of a line in it.

    >>> fragments("ab\\ncd", [Span(0, 5)])
    (Span(start=0, end=2), Span(start=3, end=5))
    """
    found: list[Span] = []
    for place in sorted(places):
        start = max(place.start, found[-1].end) if found else place.start
        words = text[start : place.end]
        if not BREAKS.search(words):
            found += [Span(start, place.end)] if words.strip() else []
            continue
        found += [Span(start + match.start(), start + match.end()) for match in _UNBROKEN.finditer(words)]
    return tuple(found)


class _Pen:
    """Writes lines and counts their ids."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[str] = []
        self.made_from: dict[str, Annotation] = {}
        self.lost: Counter[str] = Counter()
        self._last: Counter[str] = Counter()

    def text_bound(self, kind: str, places: Sequence[Located], made_from: Annotation | None = None) -> str | None:
        """Write words of the text and return their id; None where they are nothing but white space."""
        parts = fragments(self.text, places)
        if not parts:
            self.lost["blank"] += 1
            return None
        id = self._id("T")
        where = ";".join(f"{part.start} {part.end}" for part in parts)
        words = " ".join(self.text[part.start : part.end] for part in parts)
        self.lines.append(f"{id}\t{kind} {where}\t{words}")
        if made_from is not None:
            self.made_from[id] = made_from
        return id

    def event(self, kind: str, trigger: str, roles: Sequence[tuple[str, str]], made_from: Event) -> str:
        """Write an event and return its id."""
        id = self._id("E")
        self.lines.append(f"{id}\t{kind}:{trigger}" + "".join(f" {role}:{target}" for role, target in roles))
        self.made_from[id] = made_from
        return id

    def relation(self, kind: str, first: str, second: str) -> None:
        """Write a relation between two words."""
        self.lines.append(f"{self._id('R')}\t{kind} Arg1:{first} Arg2:{second}")

    def attribute(self, kind: str, target: str, value: str | None) -> None:
        """Write an attribute where there is a value; the empty one is that of an attribute that holds or does not."""
        if value is not None:
            self.lines.append(f"{self._id('A')}\t{kind} {target}" + (f" {value}" if value else ""))

    def note(self, target: str, facts: Mapping[str, str | None]) -> None:
        """Write facts that have no closed set of values as a note: `KEY=VALUE; KEY=VALUE`."""
        told = "; ".join(f"{key}={value}" for key, value in facts.items() if value)
        if told:
            self.lines.append(f"{self._id('#')}\tAnnotatorNotes {target}\t{told}")

    def reference(self, target: str, wikidata: str, name: str) -> None:
        """Write who is meant, in Wikidata."""
        self.lines.append(f"{self._id('N')}\tReference {target} Wikidata:{wikidata}\t{name}")

    def same(self, targets: Sequence[str]) -> None:
        """Write that words mean the same."""
        self.lines.append(f"*\tEquiv {' '.join(targets)}")

    def _id(self, prefix: str) -> str:
        self._last[prefix] += 1
        return f"{prefix}{self._last[prefix]}"


def _draw_names(doc: Document, pen: _Pen) -> dict[str, list[tuple[Span, str]]]:
    """Write the names and return, for each entity, where it is named and the ids of those lines."""
    by_span = doc.entity_ids()
    found: dict[str, list[tuple[Span, str]]] = {}
    for mention in mentions_of(doc):
        id = pen.text_bound(mention.type, [mention], mention)
        if id is not None and mention.span in by_span:
            found.setdefault(by_span[mention.span], []).append((mention.span, id))
    for entity in doc.entities or ():
        ids = [id for _, id in found.get(entity.id, ())]
        if len(ids) > 1:
            pen.same(ids)
        for id in ids if entity.wikidata else ():
            pen.reference(id, entity.wikidata or "", " ".join(entity.name.split()) or entity.id)
    return found


def _draw_times(doc: Document, pen: _Pen) -> dict[Span, str]:
    """Write the times and return the ids of their lines by where they stand."""
    found = {}
    for time in doc.times or ():
        id = pen.text_bound(time.type, [time], time)
        if id is not None:
            pen.note(id, {"value": time.value, "mod": time.mod})
            found[time.span] = id
    return found


class _Chains:
    """Writes what is told, with its tellers; remembers tellers, for another chain may end with the same."""

    def __init__(self, doc: Document, pen: _Pen, times: Mapping[Span, str]) -> None:
        self._doc, self._pen, self._times = doc, pen, times
        self._known: dict[tuple[object, ...], str] = {}

    def draw(self, statement: Statement) -> str | None:
        """Write a statement and return the id of its content."""
        pen = self._pen
        content = pen.text_bound("Content", statement.content, statement)
        if content is None:
            return None
        pen.attribute("Kind", content, statement.kind if statement.kind != "indirect" else None)
        pen.attribute("Stance", content, statement.stance if statement.stance != "neutral" else None)
        pen.attribute("Denied", content, "" if statement.polarity < 0 else None)
        teller = None
        for link in reversed(statement.chain):
            teller = self._teller(link, teller)
        if teller is not None:
            pen.relation("Told_by", content, teller)
        if statement.addressee is not None:
            addressee = pen.text_bound("Addressee", [statement.addressee])
            if addressee is not None:
                pen.relation("Told_to", content, addressee)
        if statement.time is not None:
            time = self._times.get(statement.time)
            if time is None:
                pen.lost["told"] += 1
            else:
                pen.relation("Told_when", content, time)
        return content

    def _teller(self, link: ChainLink, before: str | None) -> str | None:
        """Write a teller who has it from the one before him, and return his id; `before` where no words name him."""
        key = (link.source, link.cue, link.role, link.strength, link.anonymous, link.carried, before)
        if key in self._known:
            return self._known[key]
        pen = self._pen
        entity = self._doc.entity(link.entity)
        if entity is not None and not any(link.source and link.source.overlaps(span) for span in entity.mentions):
            pen.lost["teller"] += 1
        source = pen.text_bound("Source", [link.source]) if link.source is not None else None
        cue = pen.text_bound("Cue", [link.cue]) if link.cue is not None else None
        teller = source or cue
        if teller is None:
            pen.lost["links"] += 1
            return before
        if source and cue:
            pen.relation("Said_with", source, cue)
        pen.attribute("Role", teller, link.role)
        pen.attribute("Strength", teller, link.strength if link.strength != "said" else None)
        pen.attribute("Anonymous", teller, "" if link.anonymous else None)
        pen.attribute("Carried", teller, "" if link.carried else None)
        if before is not None:
            pen.relation("Had_it_from", teller, before)
        self._known[key] = teller
        return teller


def _draw_event(
    doc: Document, pen: _Pen, event: Event, names: Mapping[str, list[tuple[Span, str]]],
    contents: Mapping[str, str | None],
) -> None:  # fmt: skip
    """Write an event; who takes part is pointed at where he is named nearest to it."""
    trigger = pen.text_bound(event.type, [event.trigger])
    if trigger is None:
        return
    roles: list[tuple[str, str]] = []
    sides = {"Actor": event.actors, "Recipient": event.recipients, "Place": (event.place,) if event.place else ()}
    for role, entities in sides.items():
        ids = [_nearest(names[entity], event.trigger) for entity in entities if entity in names]
        pen.lost["parties"] += len(entities) - len(ids)
        roles += [(role if number == 1 else f"{role}{number}", id) for number, id in enumerate(ids, 1)]
    figures = [(id, one) for one in event.figures if (id := pen.text_bound("Figure", [one])) is not None]
    roles += [("Figure" if number == 1 else f"Figure{number}", id) for number, (id, _) in enumerate(figures, 1)]
    if (content := contents.get(event.statement or "")) is not None:
        roles.append(("Told_in", content))
    id = pen.event(event.type, trigger, roles, event)
    pen.attribute("Status", id, event.status if event.status != "happened" else None)
    pen.attribute("Mode", id, event.mode)
    pen.note(id, {"time": event.time, "contexts": ",".join(event.contexts)})
    for figure_id, figure in figures:
        _describe(pen, figure_id, figure)


def _describe(pen: _Pen, id: str, figure: Figure) -> None:
    value = None if figure.value is None else str(figure.value)
    pen.note(id, {"of": figure.of, "value": value, "mod": figure.mod})


def _nearest(named: Sequence[tuple[Span, str]], trigger: Located) -> str:
    return min(named, key=lambda item: (abs(item[0].start - trigger.start), item[0].start))[1]
