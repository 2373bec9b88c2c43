"""Those who tell: lists, one with everything written of him, ratings, descriptions, and all notes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Query

from musnad.case.notes import notes as notes_of
from musnad.case.notes import take_back as take_note_back
from musnad.case.source_file import describe, find_source, rate, source_with
from musnad.case.source_list import KnownTellers, SourceFilter, known_tellers, source_items
from musnad.views.sources_json import note_record, source_record
from musnad.web.api.asking import Description, Key, Number, RatingAsked, Reason, Sources
from musnad.web.api.calls import Answer, Call, Way, numbered, sought

__all__ = ["WAYS"]


def sources(call: Call, asked: Annotated[Sources, Query()]) -> object:
    """List those who tell, the ones first who stand in most articles."""
    case, start, limit = call.case, asked.start, asked.limit
    known: KnownTellers = call.room.remembered(case, "known tellers", lambda: known_tellers(case.connection))
    wanted = SourceFilter(asked.kind, asked.country, asked.side, asked.rated, asked.name.strip())
    found, total = call.room.remembered(
        case, ("api sources", wanted, start, limit),
        lambda: source_items(case.connection, wanted, known, start=start, size=limit),
    )  # fmt: skip
    entries = [msgspec.to_builtins(item) for item in found]
    return call.page("sources", entries, total=total, start=start, limit=limit)


def source(call: Call, key: Key) -> object:
    """Give one who tells, by his key or a name: class, ratings, articles, and everything that was written of him."""
    return source_record(source_with(call.case, key) or find_source(call.case, key))


def rate_source(call: Call, key: Key, given: RatingAsked) -> object:
    """Give a source a letter, beside those that others gave."""
    with sought():
        find_source(call.case, key)
    note = rate(call.case, key, given.letter, who=given.who, reason=given.reason, day=given.day)
    return Answer(_note(call, note), 201)


def describe_source(call: Call, key: Key, given: Description) -> object:
    """Write what is known of a source."""
    with sought():
        find_source(call.case, key)
    made = describe(
        call.case, key, kind=msgspec.convert(given.kind, Any), country=given.country, side=given.side,
        descriptor=given.descriptor, party_to=given.party_to, names=given.names, who=given.who, reason=given.reason,
    )  # fmt: skip
    return Answer({"notes": [_note(call, note) for note in made]}, 201)


def notes(call: Call) -> object:
    """List what people wrote of sources and how they marked claims, what was taken back too."""
    return {"notes": [note_record(note) for note in notes_of(call.case.connection, undone=True)]}


def take_back(call: Call, number: Number, reason: Reason) -> object:
    """Take a note, a rating or a mark back."""
    _note(call, number)
    take_note_back(call.case, number, reason=reason)
    return _note(call, number)


def _note(call: Call, number: int) -> dict[str, Any]:
    found = ((one.id, one) for one in notes_of(call.case.connection, undone=True))
    return note_record(numbered(found, number, what="note", look="see the list of notes"))


WAYS = (
    Way("GET", "/sources", sources, "SourcePage", "Sources"),
    Way("POST", "/sources/{key:path}/ratings", rate_source, "Note", "Sources", "writing", status=201),
    Way("POST", "/sources/{key:path}/descriptions", describe_source, "Notes", "Sources", "writing", status=201),
    Way("GET", "/sources/{key:path}", source, "SourceRecord", "Sources"),
    Way("GET", "/notes", notes, "Notes", "Sources"),
    Way("DELETE", "/notes/{number}", take_back, "Note", "Sources", "writing"),
)
