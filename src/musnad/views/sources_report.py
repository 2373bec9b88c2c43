"""Those who tell in a case as reports for the terminal: what is known of them, and what people wrote, rating by rating.

Values in, text out; no I/O. Labels stand in English at the left, Arabic words in isolates of their own (see
`musnad.views.bidi`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from musnad.case.notes import Note
from musnad.case.source_file import SourceEntry
from musnad.corpus.sources import Mark, Rating, newest_by_rater
from musnad.views.bidi import isolate
from musnad.views.page import BOLD, DIM, Page, joined

__all__ = ["letters", "note_line", "numbers", "render_notes", "render_source", "render_sources"]

_LABEL_WIDTH = 10
_CLASS_WIDTH = 13
_NO_COUNTRY = "---"
_FIELDS = {"party_to": "party to", "descriptor": "description"}
_QUOTED = frozenset({"party_to", "side", "descriptor", "name"})  # in a person's own words


def render_sources(
    entries: Sequence[SourceEntry], *, limit: int | None = None, width: int = 80, colour: bool = False
) -> str:
    """Return those who tell, one a line, as a report that ends in a line feed."""
    return joined(_list(Page(width, colour), entries, limit))


def render_source(entry: SourceEntry, *, width: int = 80, colour: bool = False) -> str:
    """Return everything known of one who tells, and everything written of him, as a report that ends in a line feed."""
    return joined(_source(Page(width, colour), entry))


def render_notes(notes: Iterable[Note]) -> str:
    """Return everything that people wrote, in order, as a report that ends in a line feed."""
    return joined([note_line(note, of=_about(note)) for note in notes] or ["nothing is written"])


def letters(ratings: Iterable[Rating]) -> str:
    """Return the newest letter of each rater, side by side."""
    return ", ".join(f"{rating.letter} by {isolate(rating.who)}" for rating in newest_by_rater(ratings))


def numbers(marks: Iterable[Mark]) -> str:
    """Return the newest number of each who gave one, side by side."""
    return ", ".join(f"{mark.number} by {isolate(mark.who)}" for mark in newest_by_rater(marks))


def note_line(note: Note, *, of: str = "") -> str:
    """Return a note in one line: its number, day, what it says and `of` whom, who wrote it and why."""
    value = isolate(note.value) if note.field in _QUOTED else note.value
    who = f" by {isolate(note.who)}" if note.who else ""
    gone = f" (taken back {note.undone[:10]})" if note.undone else ""
    what = f"{_FIELDS.get(note.field, note.field)} {value}{f' of {of}' if of else ''}"
    return f"{note.id}  {note.day}  {what}{who}: {isolate(note.reason)}{gone}"


def _about(note: Note) -> str:
    return isolate(note.name) if note.name else f"claim {note.about}"


def _list(page: Page, entries: Sequence[SourceEntry], limit: int | None) -> Iterator[str]:
    own = sum(entry.published > 0 for entry in entries)
    rated = sum(bool(entry.source.ratings) for entry in entries)
    yield f"{len(entries)} who tell: {own} with articles of their own, {rated} rated by somebody"
    if entries:
        yield page.paint(f"{'own':>6} {'named':>6}  {'class':<{_CLASS_WIDTH}} country", DIM)
    shared = Counter(entry.source.names[0] for entry in entries)
    for entry in entries[:limit]:
        source = entry.source
        counts = f"{entry.published or '.':>6} {entry.named or '.':>6}"
        line = f"{counts}  {source.kind or '-':<{_CLASS_WIDTH}} {source.country or _NO_COUNTRY}  "
        line += isolate(source.names[0])
        if shared[source.names[0]] > 1:
            line += f"  key {_key(source.key)}"
        yield line + (f"  {letters(source.ratings)}" if source.ratings else "")
    if limit is not None and len(entries) > limit:
        yield f"and {len(entries) - limit} more: --limit 0 shows all"


def _source(page: Page, entry: SourceEntry) -> Iterator[str]:
    yield page.paint(isolate(entry.source.names[0]), BOLD)
    for label, value in _fields(entry):
        yield f"  {label.ljust(_LABEL_WIDTH)} {value}"
    if entry.notes:
        yield ""
        yield "written of it:"
        yield from (f"  {note_line(note)}" for note in entry.notes)


def _fields(entry: SourceEntry) -> Iterator[tuple[str, str]]:
    source = entry.source
    standing = {note.field for note in entry.notes if note.undone is None}
    yield "key", _key(source.key)
    yield from (("also", isolate(name)) for name in source.names[1:])
    yield "class", _said(source.kind, by_people="class" in standing)
    yield "country", _said(source.country, by_people="country" in standing)
    yield "side", _said(entry.side, by_people="side" in standing, basis="the country it speaks for")
    yield from (("party to", isolate(conflict)) for conflict in source.party_to)
    if source.descriptor:
        yield "known", isolate(source.descriptor)
    yield "articles", f"{entry.published} of its own, {entry.named} that name it" + _days(entry)
    yield "rated", letters(source.ratings) or "F: nobody has rated it"


def _said(value: str | None, *, by_people: bool, basis: str = "by the lexicon") -> str:
    if value is None:
        return "unknown"
    return isolate(value) if by_people else f"{value}, {basis}"


def _days(entry: SourceEntry) -> str:
    if entry.first is None:
        return ""
    return f", {entry.first}" if entry.first == entry.last else f", {entry.first} to {entry.last}"


def _key(key: str) -> str:
    """Return a key; only one that needs it is isolated, since whoever copies a key copies the isolate too."""
    return key if key.isascii() else isolate(key)
