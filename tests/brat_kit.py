"""brat's standoff as its description says it must be: read strictly, without musnad's own reader."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import NamedTuple

__all__ = ["Standoff", "read_standoff", "sections"]


class Standoff(NamedTuple):
    """A text with what stands off from it; everything by its id."""

    text: str
    words: dict[str, tuple[str, list[tuple[int, int]]]]
    events: dict[str, tuple[str, str, list[tuple[str, str]]]]
    relations: dict[str, tuple[str, str, str]]
    attributes: dict[str, tuple[str, str, str | None]]
    notes: dict[str, tuple[str, str]]
    references: dict[str, tuple[str, str, str]]
    same: list[list[str]]

    def said(self, target: str) -> dict[str, str | None]:
        """Return the attributes of a line."""
        return {name: value for name, of, value in self.attributes.values() if of == target}

    def of_type(self, kind: str) -> list[list[tuple[int, int]]]:
        """Return the places of all words of a type."""
        return [places for name, places in self.words.values() if name == kind]


def read_standoff(folder: Path, name: str) -> Standoff:
    """Read NAME.txt and NAME.ann; AssertionError where a line is not what the description of the format allows."""
    text = (folder / f"{name}.txt").read_bytes().decode()
    found = Standoff(text, {}, {}, {}, {}, {}, {}, [])
    ann = (folder / f"{name}.ann").read_bytes().decode()
    assert not ann or ann.endswith("\n")
    lines = ann.split("\n")[:-1]
    assert lines == ann.splitlines(), "a line holds a character that ends lines"
    for line in lines:
        _read(found, *line.split("\t"))
    _check(found)
    return found


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines of a settings file by section."""
    found: dict[str, list[str]] = {}
    for line in filter(None, text.splitlines()):
        if line.startswith("["):
            found[line.strip("[]")] = own = []
        else:
            own.append(line)
    return found


def _read(found: Standoff, id: str, data: str, *tail: str) -> None:
    assert id == "*" or not any(id in part for part in found[1:7])
    kind, *rest = data.split(" ")
    if id[0] == "T":
        places = [tuple(map(int, place.split(" "))) for place in data.removeprefix(f"{kind} ").split(";")]
        assert all(0 <= start < end <= len(found.text) for start, end in places)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))
        assert tail == (" ".join(found.text[start:end] for start, end in places),)
        found.words[id] = (kind, places)  # type: ignore[assignment]  # pairs of numbers
    elif id[0] == "E":
        name, trigger = kind.split(":")
        found.events[id] = (name, trigger, [(role, to) for role, to in (one.split(":") for one in rest)])
    elif id[0] == "R":
        (one, first), (other, second) = (part.split(":") for part in rest)
        assert (one, other) == ("Arg1", "Arg2")
        found.relations[id] = (kind, first, second)
    elif id[0] == "A":
        target, *value = rest
        assert len(value) <= 1
        found.attributes[id] = (kind, target, value[0] if value else None)
    elif id[0] == "N":
        target, key = rest
        assert kind == "Reference" and tail[0].strip()
        found.references[id] = (target, key, tail[0])
    elif id[0] == "#":
        assert kind == "AnnotatorNotes" and len(tail) == 1
        found.notes[id] = (rest[0], tail[0])
    else:
        assert id == "*" and kind == "Equiv" and len(rest) > 1
        found.same.append(rest)


def _check(found: Standoff) -> None:
    """Check what brat checks of the whole: everything pointed at is there, and triggers are of their event's type."""
    triggers = {trigger for _, trigger, _ in found.events.values()}
    assert len(triggers) == len(found.events)
    known = (found.words.keys() - triggers) | found.events.keys()
    for kind, trigger, roles in found.events.values():
        assert found.words[trigger][0] == kind and all(to in known for _, to in roles)
    pointed = [to for _, *ends in found.relations.values() for to in ends]
    pointed += [to for part in (found.attributes, found.references, found.notes) for to in _targets(part)]
    assert known.issuperset(pointed) and all(known.issuperset(ids) for ids in found.same)


def _targets(part: dict[str, tuple[str, ...]] | dict[str, tuple[str, str, str | None]]) -> list[str]:
    return [str(one[1] if id[0] == "A" else one[0]) for id, one in part.items()]
