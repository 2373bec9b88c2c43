"""Write RDF as Turtle, thing by thing.

What comes in are things with their properties; what goes out is text that any reader of Turtle takes: what must not
stand in a literal or an IRI is escaped. Nothing is kept; the same thing may come again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TextIO

__all__ = ["Iri", "Name", "Property", "Text", "Value", "dated", "write_prefixes", "write_thing"]

_UNFIT_IN_TEXT = re.compile(r'[\x00-\x1f"\\\x7f]')
_UNFIT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r", '"': r"\"", "\\": r"\\"}
# matches 2021-04-18; not 2021-04
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# matches 2021-04-18T09:10:00+03:00, with or without seconds and zone
_MOMENT = re.compile(r"(?P<minute>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2})(?P<second>:[0-9]{2}(?:\.[0-9]+)?)?"
                     r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?")  # fmt: skip


class Iri(NamedTuple):
    """A whole IRI."""

    iri: str


class Name(NamedTuple):
    """A word with a prefix, as `prov:Entity`; plain letters only."""

    name: str


class Text(NamedTuple):
    """A text; with the name of a datatype (`xsd:date`) a value of it."""

    text: str
    datatype: str = ""


Value = Iri | Name | Text | int | bool
Property = tuple[str, Iterable[Value]]


def write_prefixes(file: TextIO, prefixes: Mapping[str, str]) -> None:
    """Write what the prefixes stand for."""
    for prefix, iri in prefixes.items():
        file.write(f"@prefix {prefix}: {_written(Iri(iri))} .\n")


def write_thing(file: TextIO, thing: Iri, kinds: Iterable[str], properties: Iterable[Property]) -> None:
    """Write a thing with its kinds and properties; a property without values is left out."""
    lines = [f"a {', '.join(kinds)}"]
    for name, values in properties:
        if written := list(dict.fromkeys(map(_written, values))):
            lines.append(f"{name} {', '.join(written)}")
    file.write(f"\n{_written(thing)} " + " ;\n    ".join(lines) + " .\n")


def dated(value: str) -> Text:
    """Return a day or a moment as a value of its datatype, anything else as text.

    >>> dated("2021-04-18"), dated("2021-04-18T09:10").text, dated("2021-04").datatype
    (Text(text='2021-04-18', datatype='xsd:date'), '2021-04-18T09:10:00', '')
    """
    if _DAY.fullmatch(value):
        return Text(value, "xsd:date")
    if found := _MOMENT.fullmatch(value):
        return Text(f"{found['minute']}{found['second'] or ':00'}{found['zone'] or ''}", "xsd:dateTime")
    return Text(value)


def _written(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{_UNFIT_IN_IRI.sub(_percent, value.iri)}>"
    if isinstance(value, Name):
        return value.name
    if isinstance(value, Text):
        text = f'"{_UNFIT_IN_TEXT.sub(_escaped, value.text)}"'
        return f"{text}^^{value.datatype}" if value.datatype else text
    return str(value).lower()


def _escaped(found: re.Match[str]) -> str:
    return _SHORT.get(found[0]) or f"\\u{ord(found[0]):04X}"


def _percent(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
