"""Notes on articles, and articles picked out."""

from __future__ import annotations

import dataclasses
from typing import Annotated, Any

from fastapi import Query

from musnad.case.article_notes import (
    ArticleNote,
    article_note,
    article_notes,
    listed_notes,
    note_places,
    pick_article,
    take_back_article_note,
    write_article_note,
)
from musnad.errors import QueryError
from musnad.model import Span
from musnad.web.api.asking import ArticleNotes, DocumentNumber, NoteAsked, Number, PickAsked
from musnad.web.api.calls import Answer, Call, Missing, Way, check_document

__all__ = ["WAYS"]

_Who = Annotated[str, Query(min_length=1, max_length=80, description="Who takes it back.")]
_Why = Annotated[str, Query(max_length=2_000, description="Why; a pick needs no reason.")]


def all_notes(call: Call, asked: Annotated[ArticleNotes, Query()]) -> object:
    """List what is written on articles and which are picked out, the latest first."""
    found, total = listed_notes(
        call.case.connection, kind=asked.kind, who=asked.who, start=asked.start, size=asked.limit
    )
    entries = [{**_record(one.note), "current": one.current, "title": one.title, "outlet": one.outlet, "day": one.day,
                "quoted": one.quoted} for one in found]  # fmt: skip
    return call.page("notes", entries, total=total, start=asked.start, limit=asked.limit)


def notes_on(call: Call, document: DocumentNumber) -> object:
    """List what is written on an article, and where the words of each note stand in this version of it."""
    check_document(call, document)
    connection = call.case.connection
    found = article_notes(connection, document)
    places = note_places(connection, document, found)
    return {"notes": [{**_record(one), "here": _pair(places.get(one.id))} for one in found]}


def write(call: Call, document: DocumentNumber, given: NoteAsked) -> object:
    """Write a note on an article; with `start` and `end` on those words of this version."""
    check_document(call, document)
    if (given.start is None) != (given.end is None):
        raise QueryError("start and end", "one of them is missing", "give both, or neither")
    span = None
    if given.start is not None and given.end is not None:
        if given.start >= given.end:
            raise QueryError(f"{given.start}-{given.end}", "this is no place in a text", "give an end after the start")
        span = Span(given.start, given.end)
    return _made(call, write_article_note(call.case, document, given.words, span=span, who=given.who))


def pick(call: Call, document: DocumentNumber, given: PickAsked) -> object:
    """Pick an article out."""
    check_document(call, document)
    return _made(call, pick_article(call.case, document, who=given.who.strip()))


def take_back(call: Call, number: Number, who: _Who, reason: _Why = "") -> object:
    """Take back a note, for a reason, or a pick."""
    if article_note(call.case.connection, number) is None:
        raise Missing(f"note {number}", "there is none of this number", "see the list of notes")
    take_back_article_note(call.case, number, who=who, reason=reason)
    return _record(_there(call, number))


def _made(call: Call, number: int) -> Answer:
    return Answer(_record(_there(call, number)), 201)


def _there(call: Call, number: int) -> ArticleNote:
    """Return a note that is there."""
    found = article_note(call.case.connection, number)
    if found is None:
        raise AssertionError("it was written just now")
    return found


def _record(note: ArticleNote) -> dict[str, Any]:
    return {**dataclasses.asdict(note), "span": _pair(note.span)}


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


WAYS = (
    Way("GET", "/article-notes", all_notes, "ArticleNotePage", "Notes"),
    Way("DELETE", "/article-notes/{number}", take_back, "ArticleNote", "Notes", "writing"),
    Way("GET", "/articles/{document}/notes", notes_on, "ArticleNotes", "Notes"),
    Way("POST", "/articles/{document}/notes", write, "ArticleNote", "Notes", "writing", status=201),
    Way("POST", "/articles/{document}/picks", pick, "ArticleNote", "Notes", "writing", status=201),
)
