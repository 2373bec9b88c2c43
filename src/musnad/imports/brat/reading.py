"""The lines of an .ann file as values: words of the text, events, relations, attributes and notes.

What comes in are the text of an .ann file and the text it stands off from; what goes out is what is drawn there, or
every line that cannot be read. What the lines mean is for `musnad.imports.brat.items`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from musnad.exports.language.brat.standoff import BREAKS
from musnad.model import Span

__all__ = ["Attribute", "Drawn", "DrawnEvent", "Fault", "Group", "Note", "Reference", "Relation", "Words", "read_ann"]

_ID = r"[A-Za-z#]+[0-9]+"
_LINE = re.compile(rf"(?P<id>{_ID}|\*)\t(?P<data>[^\t]*)(?:\t(?P<tail>.*))?")
_WORDS = re.compile(r"(?P<type>\S+) (?P<places>[0-9]{1,9} [0-9]{1,9}(?:;[0-9]{1,9} [0-9]{1,9})*)")
_EVENT = re.compile(rf"(?P<type>[^\s:]+):(?P<trigger>{_ID})(?P<roles>(?: +[^\s:]+:{_ID})*) *")
_RELATION = re.compile(rf"(?P<type>\S+) Arg1:(?P<first>{_ID}) Arg2:(?P<second>{_ID}) *")
_ATTRIBUTE = re.compile(rf"(?P<type>\S+) (?P<target>{_ID})(?: (?P<value>\S+))? *")
_NOTE = re.compile(rf"(?P<type>\S+) (?P<target>{_ID}) *")
_REFERENCE = re.compile(rf"(?P<type>\S+) (?P<target>{_ID}) (?P<base>[^\s:]+):(?P<key>\S+) *")
_GROUP = re.compile(rf"(?P<type>\S+)(?P<targets>(?: +{_ID}){{2,}}) *")


class Fault(NamedTuple):
    """Why a line was not taken in; line 0 stands for the whole file."""

    line: int
    reason: str


class Words(NamedTuple):
    """A T line: words of the text; pieces that only the end of a line or a tab parts are one place."""

    line: int
    type: str
    places: tuple[Span, ...]


class DrawnEvent(NamedTuple):
    """An E line; roles are without their numbers."""

    line: int
    type: str
    trigger: str
    roles: tuple[tuple[str, str], ...]


class Relation(NamedTuple):
    """An R line."""

    line: int
    type: str
    first: str
    second: str


class Attribute(NamedTuple):
    """An A line; the value is empty where it only holds or does not."""

    line: int
    type: str
    target: str
    value: str


class Note(NamedTuple):
    """A # line."""

    line: int
    type: str
    target: str
    text: str


class Reference(NamedTuple):
    """An N line."""

    line: int
    target: str
    base: str
    key: str


class Group(NamedTuple):
    """A * line: words that mean the same."""

    line: int
    type: str
    targets: tuple[str, ...]


class Drawn(NamedTuple):
    """What an .ann file holds."""

    words: Mapping[str, Words]
    events: Mapping[str, DrawnEvent]
    relations: tuple[Relation, ...]
    attributes: tuple[Attribute, ...]
    notes: tuple[Note, ...]
    references: tuple[Reference, ...]
    groups: tuple[Group, ...]


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.faults: list[Fault] = []
        self.words: dict[str, Words] = {}
        self.events: dict[str, DrawnEvent] = {}
        self.relations: list[Relation] = []
        self.attributes: list[Attribute] = []
        self.notes: list[Note] = []
        self.references: list[Reference] = []
        self.groups: list[Group] = []
        self._seen: set[str] = set()

    def read(self, number: int, line: str) -> None:
        """Read a line, or tell why it cannot be."""
        parts = _LINE.fullmatch(line)
        if parts is None:
            return self._fault(number, "it is no line of brat's standoff, which is ID, tab, and what it says")
        id, data, tail = parts["id"], parts["data"], parts["tail"] or ""
        if id != "*" and id in self._seen:
            return self._fault(number, f"there is another {id}")
        self._seen.add(id)
        forms = {"T": _WORDS, "E": _EVENT, "R": _RELATION, "A": _ATTRIBUTE, "M": _ATTRIBUTE, "#": _NOTE,
                 "N": _REFERENCE, "*": _GROUP}  # fmt: skip
        form = forms.get(id[0])
        match = form.fullmatch(data) if form is not None else None
        if match is None:
            return self._fault(number, f"it is no line of the kind that {id[0]} begins")
        return self._take(number, id, match, tail)

    def _take(self, number: int, id: str, match: re.Match[str], tail: str) -> None:
        if id[0] == "T":
            self._take_words(number, id, match, tail)
        elif id[0] == "E":
            roles = (role.split(":") for role in match["roles"].split())
            told = tuple((role.rstrip("0123456789"), target) for role, target in roles)
            self.events[id] = DrawnEvent(number, match["type"], match["trigger"], told)
        elif id[0] == "R":
            self.relations.append(Relation(number, match["type"], match["first"], match["second"]))
        elif id[0] in "AM":
            self.attributes.append(Attribute(number, match["type"], match["target"], match["value"] or ""))
        elif id[0] == "#":
            self.notes.append(Note(number, match["type"], match["target"], tail.strip()))
        elif id[0] == "N":
            self.references.append(Reference(number, match["target"], match["base"], match["key"]))
        else:
            self.groups.append(Group(number, match["type"], tuple(match["targets"].split())))

    def _take_words(self, number: int, id: str, match: re.Match[str], tail: str) -> None:
        ends = [tuple(map(int, part.split(" "))) for part in match["places"].split(";")]
        if any(start >= end or end > len(self.text) for start, end in ends):
            return self._fault(number, f"its places are not in the text, which has {len(self.text)} code points")
        words = " ".join(self.text[start:end] for start, end in ends)
        if tail != words and not (tail.startswith(words) and tail[len(words)].isspace()):
            return self._fault(number, "its words are not those of the text at its places")
        if not words.strip():
            return self._fault(number, "it holds no words")
        self.words[id] = Words(number, match["type"], self._joined(sorted(Span(*one) for one in ends)))
        return None

    def _joined(self, pieces: list[Span]) -> tuple[Span, ...]:
        joined = pieces[:1]
        for piece in pieces[1:]:
            between = self.text[joined[-1].end : piece.start]
            if piece.start <= joined[-1].end or (not between.strip() and BREAKS.search(between)):
                joined[-1] = Span(joined[-1].start, max(joined[-1].end, piece.end))
            else:
                joined.append(piece)
        return tuple(joined)

    def check_targets(self) -> None:
        """Tell of lines that point at what is not there."""
        known = self.words.keys() | self.events.keys()
        pointing = [
            *((one.line, (one.trigger, *(target for _, target in one.roles))) for one in self.events.values()),
            *((one.line, (one.first, one.second)) for one in self.relations),
            *((one.line, (one.target,)) for one in self.attributes),
            *((one.line, (one.target,)) for one in self.references),
            *((one.line, one.targets) for one in self.groups),
        ]
        for line, targets in pointing:
            if missing := [target for target in targets if target not in known]:
                self._fault(line, f"it points at {missing[0]}, which is not there")

    def _fault(self, number: int, reason: str) -> None:
        self.faults.append(Fault(number, reason))


def read_ann(ann: str, text: str) -> Drawn | tuple[Fault, ...]:
    """Return what the text of an .ann file says of a text; all faults where a line cannot be read."""
    reader = _Reader(text)
    for number, line in enumerate(ann.split("\n"), 1):
        if line.strip():
            reader.read(number, line.rstrip("\r"))
    if not reader.faults:
        reader.check_targets()
    if reader.faults:
        return tuple(sorted(reader.faults))
    return Drawn(
        reader.words, reader.events, tuple(reader.relations), tuple(reader.attributes), tuple(reader.notes),
        tuple(reader.references), tuple(reader.groups),
    )  # fmt: skip
