"""A document as one self-contained HTML page.

What comes in is a document, with whatever layers it has; what goes out is a page that needs nothing beside it and no
script: styles and the small script stand inline, allowed by their hashes alone. Everything from the article is
escaped. No I/O but the package's own template files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

import musnad
from musnad.model import LAYERS, ChainLink, Document, Entity, Event, Span, Statement
from musnad.views.cutting import Mark, Piece, cut, lines
from musnad.views.dating import day_reasons, open_days
from musnad.views.labels import load_labels
from musnad.views.marking import Look, marks_of
from musnad.views.outline import (
    days_beyond_value,
    event_order,
    headline,
    is_anonymous,
    is_open,
    numbered_statements,
    reason_kinds,
    teller_words,
)

__all__ = ["render_html"]

# matches Q42; not q42, Q0, Q42/x
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
# matches https://a.example/b; not javascript:…, //a.example
_WEB = re.compile(r"https?://[^\s\"'<>]+")
# matches a line feed between two lines; not the space between two sentences
_LINE_END = re.compile("[\n\r\u2028\u2029]")
_MOST_CARDS = 4
_FEW_CARDS = 2
_MOST_RULES = 400
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


class _Segment(msgspec.Struct, frozen=True):
    """A piece of the running text as the template prints it; `refs` are numbers of statements that end here."""

    text: str
    classes: str
    groups: str
    href: str | None
    hint: str | None
    anchors: tuple[str, ...]
    refs: tuple[int, ...]


class _Card(msgspec.Struct, frozen=True):
    """A statement beside the words it belongs to."""

    number: int
    statement: Statement
    links: tuple[tuple[str, ChainLink, int | None], ...]
    anonymous: bool
    denied: bool


class _Row(msgspec.Struct, frozen=True):
    """A stretch of the article with the cards whose content begins there; `runs_on` when its line goes on after it."""

    is_title: bool
    runs_on: bool
    segments: tuple[_Segment, ...]
    cards: tuple[_Card, ...]


class _EventRow(msgspec.Struct, frozen=True):
    """An event with its parties as (name, number of the entity) and the statement that tells it."""

    number: int
    event: Event
    actors: tuple[tuple[str, int | None], ...]
    recipients: tuple[tuple[str, int | None], ...]
    place: tuple[tuple[str, int | None], ...]
    teller: tuple[int, str] | None


class _Person(msgspec.Struct, frozen=True):
    """An entity, its number, its Wikidata id where that may be linked, its Latin form, why it is known."""

    number: int
    entity: Entity
    wikidata: str | None
    latin: str | None
    reasons: tuple[str, ...]


def render_html(doc: Document) -> str:
    """Return the page; it can be written as UTF-8 whatever stands in the text."""
    labels = load_labels()
    title = headline(doc)
    rows = _rows(doc)
    style, script = _style(len(doc.statements or ()), len(doc.events or ())), _asset("report.js")
    page = _template().render(
        doc=doc,
        title=title,
        web=_WEB.fullmatch(doc.url or "") is not None,
        head=next((row for row in rows if row.is_title), None),
        rows=tuple(row for row in rows if not row.is_title),
        people=_people(doc),
        events=_event_rows(doc),
        missing=tuple(layer for layer in LAYERS[1:] if getattr(doc, layer) is None),
        open_days=open_days(doc),
        reasons=day_reasons(doc, labels),
        days_beyond=days_beyond_value,
        is_open=is_open,
        anonymous=sum(is_anonymous(s) for s in doc.statements or ()),
        version=musnad.__version__,
        style=Markup(style),  # our own file and numbers, nothing from the article
        script=Markup(script),  # our own file
        style_hash=_digest(style),
        script_hash=_digest(script),
        of=labels.of,
        ui=labels.ui,
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def _rows(doc: Document) -> tuple[_Row, ...]:
    spans = _stretches(doc)
    cards: dict[int, list[_Card]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for card in _cards(doc):
        content = card.statement.content
        cards[_line_of(spans, content[0].start)].append(card)
        ends[content[-1].end].append(card.number)
    marks: dict[int, list[Mark[Look]]] = defaultdict(list)
    for mark in marks_of(doc, load_labels()):
        for index in range(_line_of(spans, mark.span.start), _line_of(spans, mark.span.end - 1) + 1):
            marks[index].append(mark)
    title = headline(doc)
    rows = []
    for index, span in enumerate(spans):
        is_title = index == 0 and doc.text[span.start : span.end].strip() == title
        segments = tuple(_segment(doc, piece, ends) for piece in cut(span, marks[index]))
        runs_on = index + 1 < len(spans) and not _LINE_END.search(doc.text, span.end - 1, spans[index + 1].start)
        rows.append(_Row(is_title, runs_on, segments, tuple(cards[index])))
    return tuple(rows)


def _stretches(doc: Document) -> tuple[Span, ...]:
    """Return the lines of the text; a line with many statements is divided between sentences, to keep cards near."""
    begins = sorted(s.content[0].start for s in doc.statements or ())
    sentences = [s.start for s in doc.segments.sentences] if doc.segments else []
    found: list[Span] = []
    for line in lines(doc.text):
        start, waiting = line.start, bisect_left(begins, line.start)
        crowded = bisect_left(begins, line.end) - waiting > _MOST_CARDS
        for cut_at in (
            sentences[bisect_right(sentences, line.start) : bisect_left(sentences, line.end)] if crowded else ()
        ):
            if bisect_left(begins, cut_at) - waiting >= _FEW_CARDS and cut_at > start:
                found.append(Span(start, cut_at))
                start, waiting = cut_at, bisect_left(begins, cut_at)
        found.append(Span(start, line.end))
    return tuple(found)


def _line_of(spans: tuple[Span, ...], position: int) -> int:
    """Return the line that holds a place; between lines it is the next one, after the last line the last."""
    return min(bisect_right(spans, position, key=lambda span: span.end), len(spans) - 1)


def _segment(doc: Document, piece: Piece[Look], ends: dict[int, list[int]]) -> _Segment:
    looks = [mark.what for mark in piece.marks]
    leading = max((look for look in looks if look.href), key=lambda look: look.rank, default=None)
    begin = _begins(piece)
    return _Segment(
        text=doc.text[piece.span.start : piece.span.end],
        classes=" ".join(dict.fromkeys(c for look in looks for c in look.classes)),
        groups=" ".join(dict.fromkeys(look.group for look in looks if look.group)),
        href=leading.href if leading else None,
        hint=leading.hint if leading else None,
        anchors=tuple(mark.what.anchor for mark in begin if mark.what.anchor),
        refs=tuple(ends.get(piece.span.end, ())),
    )


def _begins(piece: Piece[Look]) -> Iterable[Mark[Look]]:
    return (mark for mark in piece.marks if mark.span.start == piece.span.start)


def _cards(doc: Document) -> tuple[_Card, ...]:
    labels = load_labels()
    numbers = _entity_numbers(doc)

    def card(number: int, statement: Statement) -> _Card:
        links = tuple((teller_words(doc, x, labels), x, numbers.get(x.entity or "")) for x in statement.chain)
        denied = statement.polarity < 0 or statement.stance == "deny"
        return _Card(number, statement, links, is_anonymous(statement), denied)

    return tuple(card(number, statement) for number, statement in enumerate(doc.statements or (), 1))


def _event_rows(doc: Document) -> tuple[_EventRow, ...]:
    labels = load_labels()
    numbers = _entity_numbers(doc)
    names = {e.id: e.name for e in doc.entities or ()}
    tellers = numbered_statements(doc)

    def parties(ids: Iterable[str]) -> tuple[tuple[str, int | None], ...]:
        return tuple((names.get(i, i), numbers.get(i)) for i in ids)

    rows = []
    for number, event in enumerate(event_order(doc), 1):
        told = tellers.get(event.statement or "")
        teller = (told[0], teller_words(doc, told[1].chain[-1], labels)) if told else None
        place = parties([event.place] if event.place else [])
        rows.append(_EventRow(number, event, parties(event.actors), parties(event.recipients), place, teller))
    return tuple(rows)


def _people(doc: Document) -> tuple[_Person, ...]:
    numbered = [
        _Person(
            number,
            e,
            e.wikidata if _WIKIDATA.fullmatch(e.wikidata or "") else None,
            e.name_en or e.name_latin,
            reason_kinds(e),
        )
        for number, e in enumerate(doc.entities or (), 1)
    ]
    return tuple(sorted(numbered, key=lambda p: -len(p.entity.mentions)))


def _entity_numbers(doc: Document) -> dict[str, int]:
    return {e.id: number for number, e in enumerate(doc.entities or (), 1)}


def _style(statements: int, events: int) -> str:
    """Return the style sheet, with a rule for each card and event that lights its words up when it is gone to.

    Beyond a few hundred such rules browsers grow slow, so a very long article goes without them.
    """
    if statements + events > _MOST_RULES:
        return _asset("report.css")
    pairs = [(f"s{n}", f"#c{n}", f"#t{n}") for n in range(1, statements + 1)]
    pairs += [(f"e{n}", f"#e{n}", f"#x{n}") for n in range(1, events + 1)]
    rules = [f'body:has({card}:target) [data-g~="{group}"]' for group, card, _ in pairs]
    rules += [f'body:has({words}:target) [data-g~="{group}"]' for group, _, words in pairs]
    lit = f"\n{', '.join(rules)} {{ background: var(--lit); }}\n" if rules else ""
    return _asset("report.css") + lit


@cache
def _asset(name: str) -> str:
    return (files("musnad.views") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    loader = FunctionLoader(_asset)
    env = Environment(loader=loader, autoescape=True, trim_blocks=True, undefined=StrictUndefined)
    return env.get_template("report.html.j2")


def _digest(code: str) -> str:
    return "sha256-" + b64encode(sha256(code.encode("utf-8")).digest()).decode("ascii")
