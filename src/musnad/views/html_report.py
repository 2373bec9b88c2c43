"""A document as one self-contained HTML page.

What comes in is a document, with whatever layers it has; what goes out is a page that needs nothing beside it and no
script: styles and the small script stand inline, allowed by their hashes alone. Everything from the article is
escaped. No I/O but the package's own template files.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

import msgspec
from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

import musnad
from musnad.model import LAYERS, Document
from musnad.views.article_page import Card, cards, ends_of, event_rows, lay_out, people
from musnad.views.cutting import Mark, Piece
from musnad.views.dating import day_reasons, open_days
from musnad.views.labels import load_labels
from musnad.views.marking import Look, marks_of
from musnad.views.outline import days_beyond_value, headline, is_anonymous, is_open
from musnad.views.printable import printable

__all__ = ["render_html"]

# matches https://a.example/b; not javascript:…, //a.example
_WEB = re.compile(r"https?://[^\s\"'<>]+")
_MOST_RULES = 400


class _Segment(msgspec.Struct, frozen=True):
    """A piece of the running text as the template prints it; `refs` are numbers of statements that end here."""

    text: str
    classes: str
    groups: str
    href: str | None
    hint: str | None
    anchors: tuple[str, ...]
    refs: tuple[int, ...]


class _Row(msgspec.Struct, frozen=True):
    """A stretch of the article with the cards whose content begins there; `runs_on` when its line goes on after it."""

    is_title: bool
    runs_on: bool
    segments: tuple[_Segment, ...]
    cards: tuple[Card, ...]


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
        people=people(doc),
        events=event_rows(doc, labels),
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
    return printable(page)


def _rows(doc: Document) -> tuple[_Row, ...]:
    shown = cards(doc, load_labels())
    ends = ends_of(doc.text, shown)
    return tuple(
        _Row(row.is_title, row.runs_on, tuple(_segment(doc, piece, ends) for piece in row.pieces), row.cards)
        for row in lay_out(doc, marks_of(doc, load_labels()), shown)
    )


def _segment(doc: Document, piece: Piece[Look], ends: Mapping[int, tuple[int, ...]]) -> _Segment:
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
        refs=ends.get(piece.span.end, ()),
    )


def _begins(piece: Piece[Look]) -> Iterable[Mark[Look]]:
    return (mark for mark in piece.marks if mark.span.start == piece.span.start)


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
