"""Graphs as a folder of XML files, one for each graph, and what such files share.

What comes in is what is handed over and how one graph is laid out in XML; what goes out are the files, with counts of
what was written and lost. What the graphs hold, `musnad.exports.drawing.graphs` says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from musnad.exports.characters import Sieve
from musnad.exports.drawing.graphs import Graph, Value, graphs_of
from musnad.exports.out import Out
from musnad.exports.subject import Subject

__all__ = ["XmlWriter", "printed", "write_graphs"]


class XmlWriter:
    """Writes XML into a file: text and values of attributes without what XML forbids, and escaped."""

    def __init__(self, file: TextIO, sieve: Sieve) -> None:
        self._file, self._sieve = file, sieve
        self.line('<?xml version="1.0" encoding="UTF-8"?>')

    def line(self, xml: str) -> None:
        """Write a line of XML as it is."""
        self._file.write(f"{xml}\n")

    def begin(self, name: str, values: Mapping[str, str]) -> None:
        """Write the start of an element that has others in it."""
        self.line(f"<{name}{self._attributes(values)}>")

    def end(self, name: str) -> None:
        """Write the end of an element."""
        self.line(f"</{name}>")

    def element(self, name: str, values: Mapping[str, str], text: str | None = None) -> None:
        """Write a whole element, empty or with text."""
        if text is None:
            self.line(f"<{name}{self._attributes(values)}/>")
        else:
            said = escape(self._sieve(text), {"\r": "&#13;"})
            self.line(f"<{name}{self._attributes(values)}>{said}</{name}>")

    def _attributes(self, values: Mapping[str, str]) -> str:
        return "".join(f" {name}={quoteattr(self._sieve(value))}" for name, value in values.items())


def write_graphs(
    subject: Subject, out: Out, suffix: str, write_one: Callable[[XmlWriter, Graph], None], *, most: int | None
) -> None:
    """Write each graph of a case into a file of its own, named after it; of the `most` told claims."""
    sieve = Sieve("xml")
    found = graphs_of(subject, most)
    for graph in found.graphs:
        with out.text(f"{graph.name}{suffix}") as file:
            write_one(XmlWriter(file, sieve), graph)
        out.wrote("nodes", len(graph.nodes))
        out.wrote("ties", len(graph.edges))
    out.lose("controls", sieve.removed)
    out.lose("more", found.more)


def printed(value: Value) -> str:
    """Return a value as XML Schema writes it, empty where nothing is known.

    >>> printed(True), printed(3), printed(None)
    ('true', '3', '')
    """
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
