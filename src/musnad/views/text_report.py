"""A document as a report for the terminal.

What comes in is a document, with whatever layers it has; what goes out is text, lines parted by line feeds. Labels
stand in English at the left, Arabic words in isolates of their own (see `musnad.views.bidi`). No I/O: the caller
knows the width of the terminal and whether it takes colours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from musnad.model import Document, Entity, Event, Statement
from musnad.views.bidi import clean, isolate, right_to_left, width_of, wrap
from musnad.views.labels import Labels, load_labels
from musnad.views.outline import (
    event_order,
    headline,
    is_anonymous,
    numbered_statements,
    reason_kinds,
    teller_words,
)

__all__ = ["render_text"]

_MIN_WIDTH = 40
_MARGIN = 2
_SIDE = 16
_ARROW = "←"
_COMMA = "، "
_STYLES = {"title": "1", "heading": "1;36", "dim": "2", "date": "1", "warn": "33", "bad": "31", "number": "1;36"}


class _Page(msgspec.Struct, frozen=True):
    """What the parts of the report share: the document, its labels, the measure."""

    doc: Document
    labels: Labels
    width: int
    colour: bool

    def paint(self, text: str, style: str) -> str:
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self.colour else text

    def pair(self, group: str, key: str) -> str:
        label = self.labels.of(group, key)
        return label.en if label.en == label.ar else f"{label.en} {isolate(label.ar)}"

    def right(self, text: str) -> Iterator[str]:
        """Wrap words into lines that start at the right edge."""
        for line in wrap(clean(text), self.width - 2 * _MARGIN):
            yield " " * (self.width - _MARGIN - width_of(line)) + right_to_left(line)


def render_text(doc: Document, *, width: int = 80, colour: bool = False) -> str:
    """Return the report, ending in a line feed.

    Lines keep to `width` columns (at least 40) except where a single name is longer; ANSI colours come only when
    `colour` is True.
    """
    page = _Page(doc, load_labels(), max(width, _MIN_WIDTH), colour)
    parts = (_head(page), _troubles(page), _people(page), _events(page), _statements(page))
    return "\n".join(line.rstrip(" ") for part in parts for line in part) + "\n"


def _head(page: _Page) -> Iterator[str]:
    doc = page.doc
    for line in page.right(headline(doc)):
        yield page.paint(line, "title")
    yield page.paint("─" * page.width, "dim")
    published = "unknown"
    if doc.published:
        basis = page.labels.of("published_basis", doc.published_basis or "").en
        published = clean(doc.published) + (f" ({basis})" if basis else "")
    rows = (("published", published), ("outlet", doc.outlet), ("author", doc.author), ("address", doc.url))
    for name, value in (*rows, ("id", doc.id)):
        if value:
            yield page.paint(f"{name:<{_SIDE}}", "dim") + isolate(value)


def _troubles(page: _Page) -> Iterator[str]:
    for failure in page.doc.failures:
        yield page.paint(f"{'failure':<{_SIDE}}", "bad") + f"{clean(failure.stage)}: {isolate(failure.message)}"
    for warning in page.doc.warnings:
        yield page.paint(f"{'warning':<{_SIDE}}", "warn") + isolate(warning)


def _section(page: _Page, key: str, layer: tuple[object, ...] | None) -> Iterator[str]:
    label = page.labels.ui(key)
    count = "" if layer is None else f" ({len(layer)})"
    yield ""
    yield page.paint(f"{label.en.upper()}{count} · {isolate(label.ar)}", "heading")
    if not layer:
        yield " " * _MARGIN + page.paint(page.labels.ui("not_made" if layer is None else "none_found").en, "dim")


def _people(page: _Page) -> Iterator[str]:
    entities = page.doc.entities
    yield from _section(page, "who", entities)
    for entity in sorted(entities or (), key=lambda e: -len(e.mentions)):
        yield from _person(page, entity)


def _person(page: _Page, entity: Entity) -> Iterator[str]:
    facts = [f"{entity.type} {isolate(page.labels.of('entity', entity.type).ar)}"]
    facts += [isolate(name) for name in (entity.name_en or entity.name_latin,) if name]
    facts += [page.pair("role", entity.role)] if entity.role else []
    facts += [isolate(role) for role in entity.roles]
    kinds = reason_kinds(entity)
    if kinds not in ((), ("name",)):
        known = ", ".join(page.labels.of("reason", kind).en for kind in kinds)
        facts.append(f"{page.labels.ui('known_by').en} {known}")
    first = f"{len(entity.mentions):>4}× {isolate(entity.name)}"
    yield from _joined([first, *facts], " · ", page.width, hang=_MARGIN + 4)


def _events(page: _Page) -> Iterator[str]:
    events = page.doc.events
    yield from _section(page, "events", events)
    names = {entity.id: entity.name for entity in page.doc.entities or ()}
    tellers = numbered_statements(page.doc)
    for event in event_order(page.doc):
        yield from _event(page, event, names, tellers.get(event.statement or ""))


def _event(page: _Page, event: Event, names: dict[str, str], told: tuple[int, Statement] | None) -> Iterator[str]:
    doc = page.doc

    def named(*ids: str) -> str:
        return isolate(_COMMA.join(names.get(i, i) for i in ids))

    when = clean(event.time or page.labels.ui("undated").en)
    gloss = page.labels.of("event", event.type).ar
    what = f"{event.type} {isolate(f'{gloss} «{doc.slice(event.trigger)}»')}"
    status = page.pair("status", event.status)
    tone = "dim" if event.status == "happened" else "warn"
    date = page.paint(f"{when:<{_SIDE - _MARGIN - 1}} ", "date" if event.time else "dim")
    yield f"{_MARGIN * ' '}{date}{what} · {page.paint(status, tone)}"
    facts = [f"{name} {named(*ids)}" for name, ids in (("by", event.actors), ("to", event.recipients)) if ids]
    facts += [f"at {named(event.place)}"] if event.place else []
    facts += [f"{clean(f.of)}: {isolate(doc.slice(f))}" for f in event.figures]
    if told:
        facts.append(f"told by {isolate(teller_words(doc, told[1].chain[-1], page.labels))} [{told[0]}]")
    yield from _joined(facts, "  ", page.width, hang=_SIDE)


def _statements(page: _Page) -> Iterator[str]:
    statements = page.doc.statements
    yield from _section(page, "statements", statements)
    if statements:
        yield " " * _MARGIN + page.paint(f"outlet {_ARROW} originator, read from the right", "dim")
    for number, statement in enumerate(statements or (), 1):
        yield ""
        yield from _statement(page, number, statement)


def _statement(page: _Page, number: int, statement: Statement) -> Iterator[str]:
    doc = page.doc
    facts = [page.pair("kind", statement.kind), page.pair("stance", statement.stance)]
    if statement.polarity < 0 and statement.stance != "deny":
        facts.append(page.paint("denied", "warn"))
    if is_anonymous(statement):
        facts.append(page.paint(f"UNNAMED SOURCE {isolate(page.labels.ui('anonymous').ar)}", "warn"))
    if statement.addressee:
        facts.append(f"told to {isolate(doc.slice(statement.addressee))}")
    if statement.time:
        facts.append(f"on {isolate(doc.slice(statement.time))}")
    yield from _joined([page.paint(f"  [{number}]", "number") + " " + facts[0], *facts[1:]], " · ", page.width, hang=6)
    yield from _chain(page, statement)
    words = " … ".join(clean(doc.slice(span)) for span in statement.content)
    yield from page.right(f"«{words}»" if statement.kind == "direct" else words)


def _chain(page: _Page, statement: Statement) -> Iterator[str]:
    """Draw the chain from the right, one line where it fits, else one line for each teller."""
    links = []
    for link in statement.chain:
        marks = [f"«{clean(page.doc.slice(link.cue))}»"] if link.cue else []
        marks += [f"({page.labels.ui('anonymous').ar})"] if link.anonymous else []
        marks += [f"({page.labels.ui('carried').ar})"] if link.carried else []
        links.append(" ".join([clean(teller_words(page.doc, link, page.labels)), *marks]))
    whole = f" {_ARROW} ".join(links)
    lines: Iterable[str] = (whole,)
    if width_of(whole) > page.width - 2 * _MARGIN:
        lines = (f"{_ARROW} {link}" if i else link for i, link in enumerate(links))
    for line in lines:
        yield from (page.paint(row, "number") for row in page.right(line))


def _joined(facts: list[str], between: str, width: int, *, hang: int) -> Iterator[str]:
    """Lay facts side by side, going on in the next line, indented, where one does not fit."""
    line = ""
    for fact in facts:
        if line and _visible(line) + width_of(between) + _visible(fact) > width:
            yield line
            line = ""
        line = f"{line}{between}{fact}" if line else (fact if fact is facts[0] and hang != _SIDE else " " * hang + fact)
    if line:
        yield line


def _visible(text: str) -> int:
    """Return the width without ANSI colours."""
    pieces = text.split("\x1b[")
    return width_of(pieces[0]) + sum(width_of(piece.partition("m")[2]) for piece in pieces[1:])
