"""What is drawn in brat, as things that musnad knows: names, times, what is told, events.

What comes in is what an .ann file holds; what goes out are items, each with what the file says of it, and faults for
lines that musnad has no place for. A fact that a line says wrongly is left out of its item, so that it is not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, get_args

from musnad.case.revising import is_time_value
from musnad.imports.brat.reading import Attribute, Drawn, DrawnEvent, Fault, Words
from musnad.model import (
    EntityType,
    EventStatus,
    EventType,
    LinkRole,
    Span,
    Stance,
    StatementKind,
    Strength,
    TimeMod,
    TimeType,
)
from musnad.times.intervals import interval_of

__all__ = ["FigureSaid", "Item", "Items", "LinkSaid", "items_of"]

_NAMES, _TIMES, _EVENTS = (frozenset(get_args(kind)) for kind in (EntityType, TimeType, EventType))
_PARTS = frozenset(("Source", "Cue", "Addressee", "Figure"))
_TELLERS = frozenset(("Source", "Cue"))
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Told_by": (frozenset(("Content",)), _TELLERS), "Had_it_from": (_TELLERS, _TELLERS),
    "Said_with": (frozenset(("Source",)), frozenset(("Cue",))),
    "Told_to": (frozenset(("Content",)), frozenset(("Addressee",))),
    "Told_when": (frozenset(("Content",)), _TIMES),
}  # fmt: skip
_CHOICES: dict[str, tuple[str, frozenset[str]]] = {  # what an attribute belongs to, and its values; none: it holds
    "Kind": ("Content", frozenset(get_args(StatementKind))), "Stance": ("Content", frozenset(get_args(Stance))),
    "Denied": ("Content", frozenset()), "Role": ("teller", frozenset(get_args(LinkRole))),
    "Strength": ("teller", frozenset(get_args(Strength))), "Anonymous": ("teller", frozenset()),
    "Carried": ("teller", frozenset()), "Status": ("event", frozenset(get_args(EventStatus))),
    "Mode": ("event", frozenset()),
}  # fmt: skip
_HOLDS = frozenset(("Denied", "Anonymous", "Carried"))
_KEYS = {"time": {"value", "mod"}, "Figure": {"of", "value", "mod"}, "event": {"time", "contexts"}}
_FIELDS_OF = {"Kind": "kind", "Stance": "stance", "Denied": "polarity", "Told_to": "addressee", "Told_when": "time",
              "Told_by": "chain"}  # fmt: skip
_MODS = frozenset(get_args(TimeMod))
_MOST_LINKS = 20
_MOST_DIGITS = 18  # of a count


class LinkSaid(NamedTuple):
    """A teller as drawn."""

    source: Span | None
    cue: Span | None
    role: str | None
    strength: str
    anonymous: bool
    carried: bool


class FigureSaid(NamedTuple):
    """A count as drawn."""

    place: Span
    of: str
    value: int | None
    mod: str | None


class Item(NamedTuple):
    """Something of the model as drawn: its line and id, where it stands, and what is said of it, by fields.

    In an event, `actors`, `recipients` and `place` are ids of names' lines, `statement` that of a content.
    """

    id: str
    line: int
    places: tuple[Span, ...]
    said: Mapping[str, Any]


class Items(NamedTuple):
    """All items of a file by layer; `together` are the ids of names that mean the same, `odd` places left alone."""

    layers: Mapping[str, tuple[Item, ...]]
    together: tuple[tuple[int, tuple[str, ...]], ...]
    references: Mapping[tuple[str, str], int]
    odd: frozenset[tuple[Span, ...]]
    faults: tuple[Fault, ...]


def items_of(drawn: Drawn, known: Drawn) -> Items:
    """Return what is drawn as items; a value that is `known` at the same words is right whatever it is."""
    return _Items(drawn, known).read()


class _Items:
    def __init__(self, drawn: Drawn, known: Drawn) -> None:
        self.drawn = drawn
        self.known = {(_places(known, note.target), note.text) for note in known.notes}
        self.faults: list[Fault] = []
        self.said: dict[str, dict[str, str]] = defaultdict(dict)  # attributes, by target and type
        self.noted: dict[str, dict[str, str]] = defaultdict(dict)
        self.wrong: dict[str, set[str]] = defaultdict(set)  # fields of a target that are not to be compared
        self.ends: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def read(self) -> Items:
        triggers = {event.trigger for event in self.drawn.events.values()}
        odd = frozenset(words.places for id, words in self.drawn.words.items() if self._is_odd(id, words, triggers))
        for attribute in self.drawn.attributes:
            self._read_attribute(attribute)
        self._read_notes()
        self._read_relations()
        layers = {
            "mentions": tuple(Item(id, one.line, one.places, {"type": one.type}) for id, one in self._whole(_NAMES)),
            "times": tuple(self._time(id, words) for id, words in self._whole(_TIMES)),
            "statements": tuple(self._statement(id, words) for id, words in self._of({"Content"})),
            "events": tuple(self._event(id, one) for id, one in self.drawn.events.items() if one.type in _EVENTS),
        }
        self._tell_loose()
        together = []
        for group in self.drawn.groups:
            if group.type == "Equiv" and all(self._kind(target) == "name" for target in group.targets):
                together.append((group.line, group.targets))
            else:
                self._tell(group.line, "only names can mean the same, by Equiv")
        references = {(one.target, f"{one.base}:{one.key}"): one.line for one in self.drawn.references}
        return Items(layers, tuple(together), references, odd, tuple(sorted(self.faults)))

    def _of(self, types: set[str] | frozenset[str]) -> list[tuple[str, Words]]:
        return [(id, words) for id, words in self.drawn.words.items() if words.type in types]

    def _whole(self, types: frozenset[str]) -> list[tuple[str, Words]]:
        return [(id, words) for id, words in self._of(types) if len(words.places) == 1]

    def _tell(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))

    def _kind(self, target: str) -> str:
        """Return what a line is: a type of words, `time`, `name`, `teller` or `event`."""
        if target in self.drawn.events:
            return "event"
        type = self.drawn.words[target].type
        return "time" if type in _TIMES else "name" if type in _NAMES else "teller" if type in _TELLERS else type

    def _is_odd(self, id: str, words: Words, triggers: set[str]) -> bool:
        """Whether musnad has no place for words; tells so."""
        if words.type in _EVENTS and id in triggers:
            return False
        if words.type in _EVENTS:
            self._tell(words.line, "no event has this word; draw an event, not words alone")
            return True
        if words.type in _NAMES | _TIMES and len(words.places) > 1:
            self._tell(words.line, "a name or a time in several pieces cannot be taken in; mark it in one")
            return True
        if words.type in _NAMES | _TIMES | _PARTS | {"Content"}:
            return False
        self._tell(words.line, f"musnad has no {words.type}")
        return True

    def _read_attribute(self, one: Attribute) -> None:
        of, values = _CHOICES.get(one.type, ("", frozenset()))
        is_value = not one.value if one.type in _HOLDS else bool(one.value) and (not values or one.value in values)
        if one.value.lower() == "true" and one.type in _HOLDS:
            is_value = True
        if of != self._kind(one.target):
            self._tell(one.line, f"musnad has no attribute {one.type} here")
        elif not is_value:
            self._tell(one.line, f"{one.type} cannot be {one.value or 'without a value'}")
            self.wrong[one.target].add(one.type)
        else:
            self.said[one.target][one.type] = one.value

    def _read_notes(self) -> None:
        for note in self.drawn.notes:
            known = note.target in self.drawn.words or note.target in self.drawn.events
            keys = _KEYS.get(self._kind(note.target), set()) if known else set()
            facts = [fact.partition("=") for fact in note.text.split(";") if fact.strip()]
            if not keys or any(key.strip() not in keys or not value.strip() for key, _, value in facts):
                told = f"; here it is {', '.join(f'{key}=VALUE' for key in sorted(keys))}" if keys else ""
                self._tell(note.line, f"this note says nothing that can be taken in{told}")
                self.wrong[note.target] |= keys
                continue
            is_known = (_places(self.drawn, note.target), note.text) in self.known
            for key, _, value in facts:
                self._read_fact(note.line, note.target, key.strip(), value.strip(), is_known=is_known)

    def _read_fact(self, line: int, target: str, key: str, value: str, *, is_known: bool) -> None:
        if is_known or self._is_fact(target, key, value):
            self.noted[target][key] = value
        else:
            self._tell(line, f"{key} cannot be {value}")
            self.wrong[target].add(key)

    def _is_fact(self, target: str, key: str, value: str) -> bool:
        """Whether a fact of a note has a value that it can have."""
        kind = self._kind(target)
        if (kind, key) == ("time", "value"):
            time_type: TimeType = self.drawn.words[target].type  # type: ignore[assignment]  # the kind says that it is one
            return is_time_value(time_type, value)
        if (kind, key) == ("event", "time"):
            return interval_of(value) is not None
        if (kind, key) == ("Figure", "value"):
            return value.isdecimal() and len(value) <= _MOST_DIGITS
        return key != "mod" or value in _MODS

    def _read_relations(self) -> None:
        for one in self.drawn.relations:
            ends = _ENDS.get(one.type)
            given = [words.type if (words := self.drawn.words.get(id)) else "" for id in (one.first, one.second)]
            if ends is None or given[0] not in ends[0] or given[1] not in ends[1]:
                self._tell(one.line, f"musnad has no {one.type} between these")
            elif self.ends[one.type][one.first]:
                self._tell(one.line, f"there is another {one.type} from the same words; leave one")
                self.wrong[one.first].add(one.type)
            else:
                self.ends[one.type][one.first].append(one.second)

    def _tell_loose(self) -> None:
        """Tell of tellers, cues, addressees and figures that belong to nothing."""
        held = {end for ends in self.ends.values() for ids in ends.values() for end in ids}
        held |= {target for event in self.drawn.events.values() for _, target in event.roles}
        for id, words in self._of(_PARTS):
            if id not in held:
                self._tell(words.line, f"no statement and no event leads to this {words.type}")

    def _end(self, relation: str, id: str) -> str | None:
        return next(iter(self.ends[relation].get(id, ())), None)

    def _place(self, id: str | None) -> Span | None:
        """Return the one place of words, from the beginning of the first piece to the end of the last."""
        if id is None:
            return None
        places = self.drawn.words[id].places
        return Span(places[0].start, places[-1].end)

    def _time(self, id: str, words: Words) -> Item:
        facts = self.noted[id]
        said = {"type": words.type, "value": facts.get("value"), "mod": facts.get("mod")}
        return self._item(id, words.line, words.places, said)

    def _item(self, id: str, line: int, places: Sequence[Span], said: Mapping[str, Any]) -> Item:
        kept = {field: value for field, value in said.items() if field not in self.wrong[id]}
        return Item(id, line, tuple(places), kept)

    def _statement(self, id: str, words: Words) -> Item:
        facts = self.said[id]
        said: dict[str, Any] = {
            "kind": facts.get("Kind", "indirect"), "stance": facts.get("Stance", "neutral"),
            "polarity": -1 if "Denied" in facts else 1, "addressee": self._place(self._end("Told_to", id)),
            "time": self._place(self._end("Told_when", id)), "chain": self._chain(id, words.line),
        }  # fmt: skip
        self.wrong[id] = {_FIELDS_OF.get(one, one) for one in self.wrong[id]} | (
            {"chain"} if not said["chain"] else set()
        )
        return self._item(id, words.line, words.places, said)

    def _chain(self, content: str, line: int) -> tuple[LinkSaid, ...] | None:
        """Return the tellers of a content; None where they cannot be told, which is told."""
        teller = self._end("Told_by", content)
        if teller is None:
            self._tell(line, "nobody tells this; draw Told_by from it to the words for its teller")
            return None
        links: list[LinkSaid] = []
        seen: set[str] = set()
        while teller is not None:
            if teller in seen or len(seen) >= _MOST_LINKS or self.wrong[teller]:
                self._tell(line, "its tellers are no chain that can be taken in")
                return None
            seen.add(teller)
            links.append(self._link(teller))
            teller = self._end("Had_it_from", teller)
        return tuple(links)

    def _link(self, id: str) -> LinkSaid:
        facts, place = self.said[id], self._place(id)
        is_source = self.drawn.words[id].type == "Source"
        return LinkSaid(
            source=place if is_source else None, cue=self._place(self._end("Said_with", id)) if is_source else place,
            role=facts.get("Role"), strength=facts.get("Strength", "said"), anonymous="Anonymous" in facts,
            carried="Carried" in facts,
        )  # fmt: skip

    def _event(self, id: str, event: DrawnEvent) -> Item:
        trigger, facts = self.drawn.words[event.trigger], self.noted[id]
        roles: dict[str, list[str]] = defaultdict(list)
        for role, target in event.roles:
            wanted = {"Actor": "name", "Recipient": "name", "Place": "name", "Figure": "Figure", "Told_in": "Content"}
            if wanted.get(role) == self._kind(target):
                roles[role].append(target)
            else:
                self._tell(event.line, f"musnad has no role {role} for {target} in an event")
        figures = tuple(self._figure(target) for target in roles["Figure"])
        contexts = tuple(one.strip() for one in facts.get("contexts", "").split(",") if one.strip())
        said: dict[str, Any] = {
            "type": event.type, "status": self.said[id].get("Status", "happened"), "mode": self.said[id].get("Mode"),
            "time": facts.get("time"), "contexts": contexts, "figures": figures, "actors": tuple(roles["Actor"]),
            "recipients": tuple(roles["Recipient"]), "place": next(iter(roles["Place"]), None),
            "statement": next(iter(roles["Told_in"]), None),
        }  # fmt: skip
        for role in ("Place", "Told_in"):
            if len(roles[role]) > 1:
                self._tell(event.line, f"an event has one {role}; the first is taken")
        wrong = {one.lower() for one in self.wrong[id]}
        wrong |= {"figures"} if any(self.wrong[one] for one in roles["Figure"]) else set()
        kept = {field: value for field, value in said.items() if field not in wrong}
        return Item(id, event.line, trigger.places, kept)

    def _figure(self, id: str) -> FigureSaid:
        facts, place = self.noted[id], self._place(id)
        if place is None:
            raise AssertionError("words have a place")
        if "of" not in facts:
            self._tell(self.drawn.words[id].line, "a figure needs a note that says of what, as of=killed")
            self.wrong[id].add("of")
        value = facts.get("value")
        return FigureSaid(place, facts.get("of", ""), None if value is None else int(value), facts.get("mod"))


def _places(drawn: Drawn, target: str) -> tuple[Span, ...]:
    """Return where words stand, or the trigger of an event."""
    event = drawn.events.get(target)
    words = drawn.words.get(event.trigger if event else target)
    return words.places if words else ()
