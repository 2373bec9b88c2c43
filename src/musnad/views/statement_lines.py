"""A statement as lines of a report for the terminal: how it is told, its chain, its words.

What comes in is a statement with the page it stands on; what goes out are lines. No I/O.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.model import Statement
from musnad.views.bidi import clean, isolate, width_of
from musnad.views.outline import is_anonymous, teller_words
from musnad.views.text_page import MARGIN, TextPage, joined

__all__ = ["ARROW", "statement_lines"]

ARROW = "←"


def statement_lines(page: TextPage, number: int, statement: Statement) -> Iterator[str]:
    """Yield kind and stance, the chain from the right, and the words told."""
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
    lead = page.paint(f"  [{number}]", "number") + " "
    yield from joined(facts, " · ", page.width, hang=6, lead=lead)
    yield from _chain(page, statement)
    words = " … ".join(clean(doc.slice(span)) for span in statement.content)
    yield from page.right(f"«{words}»" if statement.kind == "direct" else words)


def _chain(page: TextPage, statement: Statement) -> Iterator[str]:
    """Draw the chain from the right, one line where it fits, else one line for each teller."""
    links = []
    for link in statement.chain:
        marks = [f"«{clean(page.doc.slice(link.cue))}»"] if link.cue else []
        marks += [f"({page.labels.ui('anonymous').ar})"] if link.anonymous else []
        marks += [f"({page.labels.ui('carried').ar})"] if link.carried else []
        links.append(" ".join([clean(teller_words(page.doc, link, page.labels)), *marks]))
    whole = f" {ARROW} ".join(links)
    lines: Iterable[str] = (whole,)
    if width_of(whole) > page.width - 2 * MARGIN:
        lines = (f"{ARROW} {link}" if i else link for i, link in enumerate(links))
    for line in lines:
        yield from (page.paint(row, "number") for row in page.right(line))
