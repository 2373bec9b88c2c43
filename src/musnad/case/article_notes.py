"""What people write on articles, and the articles they pick out: numbered, told in the log, never overwritten.

What comes in are words of a person on an article or on words in it; what goes out are the same, each with a number. One
that is taken back stays and counts no longer. A note belongs to the article, so that it outlives a new reading and
shows on later versions too, beside the same words where they are still there. It goes when the article is deleted.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from musnad.case.folder import Case
from musnad.case.log import entries
from musnad.case.schema import version_of
from musnad.case.undoing import check_reason, mark_undone
from musnad.errors import CaseError
from musnad.model import Span

__all__ = [
    "ArticleNote", "Listed", "NoteKind", "article_note", "article_note_faults", "article_notes", "listed_notes",
    "note_numbers", "note_places", "note_writers", "pick_article", "take_back_article_note", "write_article_note",
]  # fmt: skip

NoteKind = Literal["note", "pick"]

_SCHEMA = 7  # the first that has notes on articles
_MOST_WORDS = 10_000
_COLUMNS = 'id, made, article, document, kind, start, "end", words, who, undone'
_WRITTEN, _TAKEN_BACK = "article note", "take back article note"


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """One note on an article, or that somebody picked it out.

    `span` stands in the text of `document`, the version it was written on; None where it is about the whole article.
    `made` and `undone` are moments (ISO 8601, UTC).
    """

    id: int
    made: str
    article: int
    document: int
    kind: NoteKind
    span: Span | None
    words: str
    who: str
    undone: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A note with the article it is on, as its current version has it, and the words it is about."""

    note: ArticleNote
    current: int
    title: str
    outlet: str | None
    day: str | None
    quoted: str | None


def write_article_note(case: Case, document: int, words: str, *, span: Span | None = None, who: str) -> int:
    """Write a note on an article and return its number; with a `span` on those words of this version.

    Raises CaseError where there is no such document, nothing is written, too much is, nobody writes it, or the span
    holds no words.
    """
    where = f"document {document}"
    words = words.strip()
    if not words:
        raise CaseError(where, "the note is empty", "write what is to be remembered")
    if len(words) > _MOST_WORDS:
        raise CaseError(where, f"the note is longer than {_MOST_WORDS} characters", "write two, or a shorter one")
    if span is not None and not _text(case.connection, document)[span.start : span.end].strip():
        raise CaseError(where, f"{span.start}-{span.end} holds no words", "mark the words once more")
    return _write(case, document, "note", span, words, who)


def pick_article(case: Case, document: int, *, who: str) -> int:
    """Pick an article out and return the number of that.

    Raises CaseError where there is no such document, nobody picks it, or it is picked by the same person already.
    """
    picked = [note for note in article_notes(case.connection, document) if note.kind == "pick" and note.who == who]
    if picked:
        raise CaseError(f"document {document}", f"{who} picked it already", "see the picked ones on the page of notes")
    return _write(case, document, "pick", None, "", who)


def take_back_article_note(case: Case, number: int, *, who: str, reason: str = "") -> ArticleNote:
    """Take back a note, for a reason, or a pick, for which none is needed; return it.

    Raises CaseError where there is none of this number, it was taken back before, or a note is taken back without one.
    """
    where = f"note {number} on an article"
    look = "see them all on the page of notes"
    note = article_note(case.connection, number)
    if note is None:
        raise CaseError(where, "there is none of this number", look)
    with case.change():
        mark_undone(case, "article_note", number, where=where, look=look, instead="write a new one instead")
        if note.kind == "note":
            check_reason(where, reason)
        case.tell(_TAKEN_BACK, {"article_note": number, "article": note.article, "who": who, "reason": reason})
    return note


def article_note(connection: sqlite3.Connection, number: int) -> ArticleNote | None:
    """Return the note or pick of a number, taken back or not; None where there is none."""
    if version_of(connection) < _SCHEMA:
        return None
    row = connection.execute(f"SELECT {_COLUMNS} FROM article_note WHERE id = ?", (number,)).fetchone()
    return None if row is None else _note(row)


def article_notes(connection: sqlite3.Connection, document: int, *, undone: bool = False) -> tuple[ArticleNote, ...]:
    """Return what is written on the article that a document is a version of; with `undone` what was taken back too."""
    if version_of(connection) < _SCHEMA:
        return ()
    query = (
        f"SELECT {_COLUMNS} FROM article_note WHERE article = (SELECT article FROM document WHERE id = ?) "
        "AND (undone IS NULL OR ?) ORDER BY id"
    )
    return tuple(_note(row) for row in connection.execute(query, (document, undone)))


def note_places(connection: sqlite3.Connection, document: int, notes: tuple[ArticleNote, ...]) -> Mapping[int, Span]:
    """Return by their numbers where the words of notes stand in a version of their article, where they still do.

    In another version than the one a note was written on they are looked for near where they stood.
    """
    text = _text(connection, document)
    found: dict[int, Span] = {}
    for note in notes:
        if note.span is None:
            continue
        place: Span | None = note.span
        if note.document != document:
            place = _found_again(_text(connection, note.document), note.span, text)
        if place is not None and place.end <= len(text):
            found[note.id] = place
    return found


def listed_notes(
    connection: sqlite3.Connection, *, kind: NoteKind | None = None, who: str = "", start: int = 0, size: int = 50
) -> tuple[tuple[Listed, ...], int]:
    """Return what is written on all articles, the latest first, from one place on; and how many there are."""
    if version_of(connection) < _SCHEMA:
        return (), 0
    where = "undone IS NULL AND (:kind IS NULL OR kind = :kind) AND (:who = '' OR who = :who)"
    values = {"kind": kind, "who": who, "start": start, "size": size}
    (total,) = connection.execute(f"SELECT count(*) FROM article_note WHERE {where}", values).fetchone()
    columns = ", ".join(f"n.{name.strip()}" for name in _COLUMNS.split(","))
    rows = connection.execute(
        f"SELECT {columns}, d.id, coalesce(d.title, d.name), d.outlet, d.day, "
        'substr(own.text, n.start + 1, n."end" - n.start) FROM article_note AS n '
        "JOIN article AS a ON a.id = n.article JOIN document AS d ON d.id = a.current "
        f"LEFT JOIN document AS own ON own.id = n.document WHERE {where} ORDER BY n.id DESC LIMIT :size OFFSET :start",
        values,
    )
    return tuple(Listed(_note(row[:10]), *row[10:]) for row in rows), int(total)


def note_writers(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return who wrote what is not taken back, by name."""
    if version_of(connection) < _SCHEMA:
        return ()
    return tuple(
        w for (w,) in connection.execute("SELECT DISTINCT who FROM article_note WHERE undone IS NULL ORDER BY 1")
    )


def note_numbers(connection: sqlite3.Connection, article: int) -> tuple[int, ...]:
    """Return the numbers of what is written on an article, taken back or not."""
    if version_of(connection) < _SCHEMA:
        return ()
    rows = connection.execute("SELECT id FROM article_note WHERE article = ? ORDER BY id", (article,))
    return tuple(number for (number,) in rows)


def article_note_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the notes on articles that are others than the log tells of, and those on words outside a text."""
    if version_of(connection) < _SCHEMA:
        return
    told: dict[int, tuple[int, str]] = {}
    undone: set[int] = set()
    for entry in entries(connection):
        if entry.kind == _WRITTEN:
            told[entry.what["article_note"]] = entry.what["article"], entry.what["sha256"]
        elif entry.kind == _TAKEN_BACK:
            undone.add(entry.what["article_note"])
        elif entry.kind == "delete":
            told = {number: known for number, known in told.items() if known[0] != entry.what["article"]}
    for number, *row, taken_back in connection.execute(f"SELECT {_COLUMNS} FROM article_note ORDER BY id").fetchall():
        where = f"note {number} on an article"
        if told.pop(number, None) != (row[1], _digest(tuple(row))):
            yield where, "the log tells of another"
        if (taken_back is not None) != (number in undone):
            yield where, "the log tells otherwise whether it was taken back"
    yield from ((f"note {n} on an article", "the log tells that it was written, and it is gone") for n in told)
    query = 'SELECT n.id FROM article_note AS n JOIN document AS d ON d.id = n.document WHERE n."end" > length(d.text)'
    yield from (
        (f"note {n} on an article", "it points at words outside the text") for (n,) in connection.execute(query)
    )


def _write(case: Case, document: int, kind: NoteKind, span: Span | None, words: str, who: str) -> int:
    """Write one line and tell the log; it gets a hash in place of the words, for it outlives the article."""
    where = f"document {document}"
    if not who.strip():
        raise CaseError(where, "nobody is named who writes this", "say who you are")
    row = case.connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()
    if row is None:
        raise CaseError(where, "there is none of this number", "look for it with: musnad find CASE")
    ends = (None, None) if span is None else (span.start, span.end)
    line = (case.clock(), row[0], document, kind, *ends, words, who.strip())
    columns = _COLUMNS.removeprefix("id, ").removesuffix(", undone")
    with case.change() as connection:
        number = connection.execute(
            f"INSERT INTO article_note ({columns}) VALUES ({', '.join('?' * len(line))})", line
        ).lastrowid
        told = {"article_note": number, "article": row[0], "kind": kind, "sha256": _digest(line), "who": who.strip()}
        case.tell(_WRITTEN, told)
    return int(number or 0)


def _note(row: tuple[object, ...]) -> ArticleNote:
    number, made, article, document, kind, start, end, words, who, undone = row
    span = None if start is None else Span(start, end)  # type: ignore[arg-type]  # as the table has them
    return ArticleNote(number, made, article, document, kind, span, words, who, undone)  # type: ignore[arg-type]


def _text(connection: sqlite3.Connection, document: int) -> str:
    """Return the text of a document, empty where there is none."""
    row = connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0]) if row else ""


def _found_again(before: str, span: Span, text: str) -> Span | None:
    """Return where words of an earlier text stand in another one: the place nearest to where they stood.

    >>> _found_again("قال زيد نعم", Span(4, 7), "أمس قال زيد نعم")
    Span(start=8, end=11)
    """
    words = before[span.start : span.end]
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    nearest = min(places, key=lambda place: abs(place - span.start), default=None)
    return None if nearest is None else Span(nearest, nearest + len(words))


def _digest(row: tuple[object, ...]) -> str:
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()
