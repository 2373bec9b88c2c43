"""An article: its text with quiet marks, the chains of its statements beside it, its events and dates."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote

import msgspec
from markupsafe import Markup
from starlette.responses import Response

from musnad.case.article_notes import article_notes, note_places
from musnad.case.copies import Group, copies_of
from musnad.case.related import related_to
from musnad.case.sightings import neighbours, sightings, versions
from musnad.case.tellers import outlets
from musnad.case.weighing.told import claims_told
from musnad.corpus.evidence import entity_key, outlet_of
from musnad.model import LAYERS, Document
from musnad.model.codec import encode
from musnad.views.article_page import Card, cards, claims_beside, ends_of, event_rows, lay_out, people
from musnad.views.article_text import TextWriter, asked_spans, lit_marks, note_marks
from musnad.views.cutting import Mark
from musnad.views.dating import day_reasons, open_days
from musnad.views.html_report import render_html
from musnad.views.labels import load_labels
from musnad.views.marking import Look, marks_of
from musnad.views.outline import days_beyond_value, headline, is_anonymous, is_open
from musnad.web.ask import Ask, Edit, Page
from musnad.web.pages.asked_article import absolute, asked_article
from musnad.web.rendering import static_names

__all__ = ["EDITS", "PAGES"]

_RELATED = 6
_WORDS_A_MINUTE = 180  # that people read of Arabic, silently


class _Shown(NamedTuple):
    """A row of the text as markup, where it starts in the text, and its cards."""

    is_title: bool
    runs_on: bool
    start: int
    words: Markup
    cards: tuple[Card, ...]


def show(ask: Ask) -> Response:
    """Show an article with everything that was found in it; `at` says which words are lit."""
    number, doc = asked_article(ask)
    connection = ask.case.connection
    labels, shown = load_labels(), cards(doc, load_labels())
    notes = article_notes(connection, number)
    places = note_places(connection, number, notes)
    rows = _rows(ask, doc, shown, note_marks(places))
    told = claims_told(connection, number)
    group = copies_of(connection, number)
    return ask.render(
        "article.html.j2",
        number=number, doc=doc, title=headline(doc), outlet=outlet_of(doc, outlets()).key, cards=shown,
        head=next((row for row in rows if row.is_title), None), rows=[row for row in rows if not row.is_title],
        claims=told, claim_of=claims_beside(shown, told), events=event_rows(doc, labels), people=people(doc),
        keys=[entity_key(entity) for entity in doc.entities or ()],
        anonymous=sum(is_anonymous(statement) for statement in doc.statements or ()),
        open_days=open_days(doc), reasons=day_reasons(doc, labels), days_beyond=days_beyond_value, is_open=is_open,
        missing=[layer for layer in LAYERS[1:] if getattr(doc, layer) is None],
        versions=versions(connection, number), sightings=sightings(connection, number),
        neighbours=neighbours(connection, number), related=related_to(connection, number, limit=_RELATED),
        notes=notes, note_places=places, copies=_copies(group, number), words=(words := len(doc.text.split())),
        minutes=max(1, round(words / _WORDS_A_MINUTE)),
        address=absolute(ask, ask.url("article", document=number)), letter=_letter(ask, number, doc),
        has_correct="correct.js" in static_names(),
    )  # fmt: skip


def show_print(ask: Ask) -> Response:
    """Show an article as it is printed: the text, with chains as numbered notes at its foot."""
    number, doc = asked_article(ask)
    shown = cards(doc, load_labels())
    bare = msgspec.structs.replace(doc, mentions=(), entities=(), times=(), events=())
    rows = _rows(ask, bare, shown)
    return ask.render(
        "article_print.html.j2", number=number, doc=doc, title=headline(doc), cards=shown,
        head=next((row for row in rows if row.is_title), None), rows=[row for row in rows if not row.is_title],
        address=absolute(ask, ask.url("article", document=number)),
    )  # fmt: skip


def save_json(ask: Ask) -> Response:
    """Give an article with everything found in it, as `musnad` prints it."""
    number, doc = asked_article(ask)
    return _file(encode(doc), "application/json", f"musnad-{number}.json")


def save_text(ask: Ask) -> Response:
    """Give the words of an article as they are."""
    number, doc = asked_article(ask)
    return _file(doc.text.encode("utf-8", "replace"), "text/plain; charset=utf-8", f"musnad-{number}.txt")


def save_report(ask: Ask) -> Response:
    """Give an article as one page that needs nothing beside it."""
    number, doc = asked_article(ask)
    return _file(render_html(doc).encode(), "text/html; charset=utf-8", f"musnad-{number}.html")


def _rows(ask: Ask, doc: Document, shown: tuple[Card, ...], noted: tuple[Mark[Look], ...] = ()) -> list[_Shown]:
    lit = lit_marks(asked_spans(ask.one("at"), len(doc.text)))
    marks = (*lit, *noted, *marks_of(doc, load_labels(), ask.manner.lang))
    called = ask.speech.label("ui", "statement")
    writer = TextWriter(doc.text, ends_of(doc.text, shown), lambda number: f"{called} {number}", ask.speech.digits)
    rows = lay_out(doc, marks, shown)
    return [
        _Shown(row.is_title, row.runs_on, row.pieces[0].span.start, writer.write(row.pieces), row.cards) for row in rows
    ]


def _copies(group: Group | None, number: int) -> int:
    """Return how many other articles are copies of this one, or it of them."""
    return 0 if group is None else sum(number not in work.documents for work in group.works)


def _letter(ask: Ask, number: int, doc: Document) -> str:
    """Return the address of a letter that tells somebody of an article."""
    title = " ".join(headline(doc).split())
    place = " · ".join(filter(None, (doc.outlet, (doc.published or "")[:10])))
    body = "\n".join(filter(None, (title, place, doc.url, absolute(ask, ask.url("article", document=number)))))
    return f"mailto:?subject={quote(title)}&body={quote(body)}"


def _file(data: bytes, media: str, name: str) -> Response:
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


PAGES: tuple[Page, ...] = (
    Page("/articles/{document:int}", show, "article"),
    Page("/articles/{document:int}/print", show_print, "article_print"),
    Page("/articles/{document:int}/document.json", save_json, "article_json"),
    Page("/articles/{document:int}/text.txt", save_text, "article_text"),
    Page("/articles/{document:int}/report.html", save_report, "article_report"),
)
EDITS: tuple[Edit, ...] = ()
