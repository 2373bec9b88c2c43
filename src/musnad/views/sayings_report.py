"""Who said what in a document, speaker by speaker, as a report for the terminal.

What comes in is a document with its statements, and the rules of the lexicon where reasons are wanted; what goes out
is text, lines parted by line feeds. No I/O.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from musnad.lexicon.rules import Rule
from musnad.model import Document, Statement
from musnad.stages.statements import Considered
from musnad.views.bidi import clean, isolate
from musnad.views.labels import load_labels
from musnad.views.outline import headline
from musnad.views.speakers import Speaker, by_speaker
from musnad.views.statement_lines import ARROW, statement_lines
from musnad.views.text_page import MARGIN, SIDE, TextPage, joined, page_head, section_head, whole_report

__all__ = ["Reasons", "render_sayings"]

_HANG = 6


class Reasons(NamedTuple):
    """How to give reasons: the rule that an origin names, and what else was weighed for each statement."""

    rule_of: Callable[[str], Rule | None]
    considered: Callable[[Document], Mapping[str, tuple[Considered, ...]]]


def render_sayings(doc: Document, *, width: int = 80, colour: bool = False, reasons: Reasons | None = None) -> str:
    """Return the report, ending in a line feed; with `reasons`, each statement says which rules made its links, and
    which tellers and readings were considered beside them.

    Lines keep to `width` columns (at least 40) except where a single name is longer; ANSI colours come only when
    `colour` is True.
    """
    page = TextPage(doc, load_labels(), width, colour)
    return whole_report(page_head(page, headline(doc)), _speakers(page, reasons))


def _speakers(page: TextPage, reasons: Reasons | None) -> Iterator[str]:
    considered = reasons.considered(page.doc) if reasons is not None else {}
    yield from section_head(page, "statements", page.doc.statements)
    if page.doc.statements:
        yield " " * MARGIN + page.paint(f"by speaker; outlet {ARROW} originator, read from the right", "dim")
    for speaker in by_speaker(page.doc, page.labels):
        yield ""
        yield from _head(page, speaker)
        for number, statement in speaker.statements:
            yield from statement_lines(page, number, statement)
            if reasons is not None:
                yield from _reasons(page, statement, reasons.rule_of)
                yield from _considered(page, considered.get(statement.id, ()))


def _head(page: TextPage, speaker: Speaker) -> Iterator[str]:
    facts = [page.paint(isolate(speaker.name), "title"), f"{len(speaker.statements)}×"]
    entity = page.doc.entity(speaker.entity)
    if entity is not None:
        facts += [isolate(name) for name in (entity.name_en or entity.name_latin,) if name]
        facts += [isolate(role) for role in entity.roles]
    if speaker.anonymous:
        facts.append(page.paint(page.labels.ui("anonymous").en, "warn"))
    yield from joined(facts, " · ", page.width, hang=MARGIN, lead="")


def _reasons(page: TextPage, statement: Statement, rule_of: Callable[[str], Rule | None]) -> Iterator[str]:
    """Say for each link which rule made it, and the forms, ways on and stance that the rule knows."""
    for link in statement.chain:
        rule = rule_of(link.origin) if link.origin else None
        facts = [clean(link.origin or "-")]
        if link.cue is not None:
            facts.append(isolate(page.doc.slice(link.cue)))
        if rule is not None:
            facts += [isolate(rule.words), f"opens {rule.frames}"] if rule.frames else [isolate(rule.words)]
            facts.append(f"stance {rule.stance}")
        facts.append(f"strength {link.strength}")
        lead = " " * _HANG + page.paint(f"{'rule':<{SIDE - _HANG}}", "dim")
        yield from joined(facts, " · ", page.width, hang=SIDE, lead=lead)


def _considered(page: TextPage, considered: tuple[Considered, ...]) -> Iterator[str]:
    """Say which tellers stood near and were not taken, and which other rules read the cue."""
    facts = [
        f"{isolate(page.doc.slice(item.words))} {item.why}" if item.rule is None else f"{clean(item.rule)} reads it too"
        for item in considered
    ]
    if facts:
        lead = " " * _HANG + page.paint(f"{'not':<{SIDE - _HANG}}", "dim")
        yield from joined(facts, " · ", page.width, hang=SIDE, lead=lead)
