"""A document as a report for the terminal.

What comes in is a document, with whatever layers it has; what goes out is text, lines parted by line feeds. Labels
stand in English at the left, Arabic words in isolates of their own (see `musnad.views.bidi`). No I/O: the caller
knows the width of the terminal and whether it takes colours.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.model import Document, Entity
from musnad.views.bidi import clean, isolate
from musnad.views.event_lines import event_lines
from musnad.views.labels import load_labels
from musnad.views.outline import headline, reason_kinds
from musnad.views.statement_lines import ARROW, statement_lines
from musnad.views.text_page import MARGIN, SIDE, TextPage, joined, page_head, section_head, whole_report

__all__ = ["render_text"]


def render_text(doc: Document, *, width: int = 80, colour: bool = False) -> str:
    """Return the report, ending in a line feed.

    Lines keep to `width` columns (at least 40) except where a single name is longer; ANSI colours come only when
    `colour` is True.
    """
    page = TextPage(doc, load_labels(), width, colour)
    return whole_report(
        page_head(page, headline(doc)), _troubles(page), _people(page), _events(page), _statements(page)
    )


def _troubles(page: TextPage) -> Iterator[str]:
    for failure in page.doc.failures:
        yield page.paint(f"{'failure':<{SIDE}}", "bad") + f"{clean(failure.stage)}: {isolate(failure.message)}"
    for warning in page.doc.warnings:
        yield page.paint(f"{'warning':<{SIDE}}", "warn") + isolate(warning)


def _people(page: TextPage) -> Iterator[str]:
    entities = page.doc.entities
    yield from section_head(page, "who", entities)
    for entity in sorted(entities or (), key=lambda e: -len(e.mentions)):
        yield from _person(page, entity)


def _person(page: TextPage, entity: Entity) -> Iterator[str]:
    facts = [f"{entity.type} {isolate(page.labels.of('entity', entity.type).ar)}"]
    facts += [isolate(name) for name in (entity.name_en or entity.name_latin,) if name]
    facts += [page.pair("role", entity.role)] if entity.role else []
    facts += [isolate(role) for role in entity.roles]
    kinds = reason_kinds(entity)
    if kinds not in ((), ("name",)):
        known = ", ".join(page.labels.of("reason", kind).en for kind in kinds)
        facts.append(f"{page.labels.ui('known_by').en} {known}")
    first = f"{len(entity.mentions):>4}× {isolate(entity.name)}"
    yield from joined([first, *facts], " · ", page.width, hang=MARGIN + 4, lead="")


def _events(page: TextPage) -> Iterator[str]:
    yield from section_head(page, "events", page.doc.events)
    yield from event_lines(page)


def _statements(page: TextPage) -> Iterator[str]:
    statements = page.doc.statements
    yield from section_head(page, "statements", statements)
    if statements:
        yield " " * MARGIN + page.paint(f"outlet {ARROW} originator, read from the right", "dim")
    for number, statement in enumerate(statements or (), 1):
        yield ""
        yield from statement_lines(page, number, statement)
