"""Events as lines of a report for the terminal: when, what, who to whom, where, on whose word.

What comes in is the page of a document with its events; what goes out are lines. No I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from musnad.model import Event, Statement
from musnad.views.bidi import clean, isolate
from musnad.views.outline import event_order, numbered_statements, teller_words
from musnad.views.text_page import MARGIN, SIDE, TextPage, joined

__all__ = ["event_lines"]

_COMMA = "، "


def event_lines(page: TextPage, more: Callable[[Event], Iterator[str]] | None = None) -> Iterator[str]:
    """Yield the events by their date; `more` adds facts to the second line of each."""
    names = {entity.id: entity.name for entity in page.doc.entities or ()}
    tellers = numbered_statements(page.doc)
    for event in event_order(page.doc):
        yield from _event(page, event, names, tellers.get(event.statement or ""), more)


def _event(
    page: TextPage,
    event: Event,
    names: dict[str, str],
    told: tuple[int, Statement] | None,
    more: Callable[[Event], Iterator[str]] | None,
) -> Iterator[str]:
    doc = page.doc

    def named(*ids: str) -> str:
        return isolate(_COMMA.join(names.get(i, i) for i in ids))

    when = clean(event.time or page.labels.ui("undated").en)
    gloss = page.labels.of("event", event.type).ar
    what = f"{event.type} {isolate(f'{gloss} «{doc.slice(event.trigger)}»')}"
    status = page.pair("status", event.status)
    tone = "dim" if event.status == "happened" else "warn"
    date = page.paint(f"{when:<{SIDE - MARGIN - 1}} ", "date" if event.time else "dim")
    yield f"{MARGIN * ' '}{date}{what} · {page.paint(status, tone)}"
    facts = [f"{name} {named(*ids)}" for name, ids in (("by", event.actors), ("to", event.recipients)) if ids]
    facts += [f"at {named(event.place)}"] if event.place else []
    facts += [f"{clean(f.of)}: {isolate(doc.slice(f))}" for f in event.figures]
    if told:
        facts.append(f"told by {isolate(teller_words(doc, told[1].chain[-1], page.labels))} [{told[0]}]")
    facts += more(event) if more is not None else []
    yield from joined(facts, "  ", page.width, hang=SIDE, lead=" " * SIDE)
