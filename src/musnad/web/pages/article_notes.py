"""Notes on articles, and articles picked out."""

from __future__ import annotations

from typing import cast, get_args

from starlette.responses import Response

from musnad.case.article_notes import (
    NoteKind,
    listed_notes,
    note_writers,
    pick_article,
    take_back_article_note,
    write_article_note,
)
from musnad.errors import QueryError
from musnad.model import Span
from musnad.web.ask import Ask, Edit, Page
from musnad.web.pages.asked_article import asked_number

__all__ = ["EDITS", "PAGES"]

_SHOWN = 50
_MOST_PLACE = 9  # digits


def notes(ask: Ask) -> Response:
    """List what is written on articles and which are picked out, the latest first."""
    start = ask.number("start", otherwise=0)
    kind = cast(NoteKind, ask.one("kind")) if ask.one("kind") in get_args(NoteKind) else None
    found, total = listed_notes(
        ask.case.connection, kind=kind, who=ask.one("who"), start=start, size=_SHOWN
    )  # fmt: skip
    return ask.render(
        "notes.html.j2", found=found, total=total, start=start, size=_SHOWN, kind=kind, by=ask.one("who"),
        writers=note_writers(ask.case.connection),
    )  # fmt: skip


def write(ask: Ask) -> Response:
    """Write a note on an article, on the words between `start` and `end` where both are given."""
    number, span = asked_number(ask), _span(ask)
    with ask.room.writing() as case:
        note = write_article_note(case, number, ask.field("words"), span=span, who=ask.field("who", most=80))
    return ask.go(f"{ask.url('article', document=number)}#note{note}", said="noted")


def pick(ask: Ask) -> Response:
    """Pick an article out."""
    number = asked_number(ask)
    with ask.room.writing() as case:
        pick_article(case, number, who=ask.field("who", most=80))
    return ask.go(ask.url("article", document=number), said="noted")


def take_back(ask: Ask) -> Response:
    """Take back a note or a pick."""
    number = int(ask.path("note")) if len(ask.path("note")) <= _MOST_PLACE else 0
    with ask.room.writing() as case:
        take_back_article_note(case, number, who=ask.field("who", most=80), reason=ask.field("reason"))
    return ask.go(ask.field("back") or ask.url("notes"), said="undone")


def _span(ask: Ask) -> Span | None:
    """Return the words that a form is about, None for the whole article. Raises QueryError for what is no place."""
    start, end = ask.field("start"), ask.field("end")
    if not start and not end:
        return None
    digits = all(part.isascii() and part.isdecimal() and len(part) <= _MOST_PLACE for part in (start, end))
    if not digits or int(start) >= int(end):
        raise QueryError(f"{start[:20]}-{end[:20]}", "this is no place in a text", "mark the words once more")
    return Span(int(start), int(end))


PAGES: tuple[Page, ...] = (Page("/notes", notes, "notes"),)
EDITS: tuple[Edit, ...] = (
    Edit("/articles/{document:int}/note", write, "article_note"),
    Edit("/articles/{document:int}/pick", pick, "article_pick"),
    Edit("/notes/{note:int}/back", take_back, "article_note_back"),
)
