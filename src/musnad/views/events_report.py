"""The events of a document as a report for the terminal, with PLOVER's codes and the rule behind each.

What comes in is a document with its events; what goes out is text, lines parted by line feeds. No I/O.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.model import Document, Event
from musnad.views.bidi import clean
from musnad.views.event_facts import EventFacts, PloverTypes, event_facts
from musnad.views.event_lines import event_lines
from musnad.views.labels import load_labels
from musnad.views.outline import headline
from musnad.views.text_page import TextPage, page_head, section_head, whole_report

__all__ = ["render_events"]


def render_events(doc: Document, *, width: int = 80, colour: bool = False, types: PloverTypes) -> str:
    """Return the report, ending in a line feed. Lines keep to `width` columns (at least 40)."""
    page = TextPage(doc, load_labels(), width, colour)
    return whole_report(page_head(page, headline(doc)), _events(page, types))


def _events(page: TextPage, types: PloverTypes) -> Iterator[str]:
    coded = {facts.event.id: facts for facts in event_facts(page.doc, types)}
    yield from section_head(page, "events", page.doc.events)

    def more(event: Event) -> Iterator[str]:
        yield from _codes(coded[event.id])

    yield from event_lines(page, more)


def _codes(facts: EventFacts) -> Iterator[str]:
    """Mode and contexts, the type in PLOVER where it differs, the codes of the parties, the rule."""
    event = facts.event
    plover = f"PLOVER {facts.plover}" if facts.plover != event.type else ""
    parties = [
        "+".join((party.entity.country or "---", *party.entity.sectors)) for party in (*facts.actors, *facts.recipients)
    ]
    shown = (plover, event.mode, *event.contexts, *facts.auxiliary, *parties, clean(event.origin))
    yield from (fact for fact in shown if fact)
