"""Check that a case is whole: originals, log, database, and every span against its text.

What comes in is an open case; what goes out are the faults found, each with what to do. Nothing is changed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from musnad.case.article_notes import article_note_faults
from musnad.case.clearing import is_cleared
from musnad.case.folder import LOG, Case
from musnad.case.indexes import Indexes
from musnad.case.judging import judgements, places_in
from musnad.case.log import broken_links, entries
from musnad.case.naming import text_hash
from musnad.case.notes import note_faults
from musnad.case.store import read_document
from musnad.errors import CaseError
from musnad.model import Document

__all__ = ["Fault", "verify"]

_RESTORE = "restore the case from a copy"
_MENDED = "the next command that writes to the case mends it"
_CLEARED = "the next musnad add, reread or delete clears them away"
_TRIES, _BETWEEN = 10, 0.5  # seconds between them

_STILL_USED = "SELECT 1 FROM sighting WHERE raw = :r UNION ALL SELECT 1 FROM quarantine WHERE raw = :r"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be: where, what, and what to do."""

    where: str
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"


def verify(case: Case, *, progress: Callable[[str, int], object] = lambda _part, _done: None) -> Iterator[Fault]:
    """Yield every fault of a case, as it is found; `progress` hears the part at work and how much of it is done."""
    progress("database", 0)
    yield from _readable(_database(case.connection))
    progress("log", 0)
    yield from _readable(_log(case))
    yield from _readable(_told_of(case.connection))
    yield from _readable(_notes(case.connection))
    progress("index", 0)
    yield from (Fault("index", what, "make it anew with: musnad reread CASE --index") for what in _index(case))
    yield from _readable(_originals(case, progress))
    yield from _readable(_documents(case.connection, progress))


def _readable(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Yield the faults, the last being that the database cannot be read any further."""
    try:
        yield from faults
    except sqlite3.DatabaseError as error:
        yield Fault("case.db", str(error), _RESTORE)


def _database(connection: sqlite3.Connection) -> Iterator[Fault]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield Fault("case.db", str(line), _RESTORE)
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Fault("case.db", f"row {row} of {table} points at no row of {parent}", _RESTORE)
    for (key,) in connection.execute("SELECT key FROM article WHERE current IS NULL"):
        yield Fault("case.db", f"the article {key} has no text", _RESTORE)
    if not is_cleared(connection):
        yield Fault("case.db", "bytes of an article that was deleted are still there", _CLEARED)


def _log(case: Case) -> Iterator[Fault]:
    told, lines = _told(case), _lines(case)
    for _ in range(_TRIES):
        if told is None or len(told) >= len(lines):
            break
        time.sleep(_BETWEEN)  # another process may have committed a line and be about to write it
        told = _told(case)
    if told is not None and len(told) > len(lines):  # what was written in that time is committed by now
        lines = _lines(case)[: len(told)]
    for number, reason in broken_links(iter(lines)):
        yield Fault(f"case.db, log {number}", reason, "the log was changed; " + _RESTORE)
    if told is None:
        yield Fault(LOG, "it cannot be read", _MENDED)
    elif len(told) > len(lines) or told != lines[: len(told)]:
        first = next((n for n, (a, b) in enumerate(zip(told, lines, strict=False), 1) if a != b), len(lines) + 1)
        yield Fault(f"{LOG}:{first}", "it is not the line that the database holds", "the log was changed; " + _RESTORE)
    elif len(told) < len(lines):
        yield Fault(LOG, f"its last {len(lines) - len(told)} lines are missing", _MENDED)


def _lines(case: Case) -> list[str]:
    return [line for (line,) in case.connection.execute("SELECT line FROM log ORDER BY number")]


def _told(case: Case) -> list[str] | None:
    """Return the whole lines of the log's file, None where it cannot be read; one cut off by a crash is left out."""
    try:
        return (case.path / LOG).read_bytes().decode(errors="replace").split("\n")[:-1]
    except OSError:
        return None


def _told_of(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield where the documents are others than the log tells of."""
    faults: list[tuple[int, str]] = []
    connection.execute("BEGIN")  # the log and the documents as they were at one moment
    try:
        told = _hashes_told(connection)
        for number, digest in connection.execute("SELECT id, sha256 FROM document"):
            if (said := told.pop(number, None)) is None:
                faults.append((number, "the log does not tell that it was brought in"))
            elif said != digest:
                faults.append((number, "the log tells of another text"))
    except (ValueError, KeyError, TypeError):  # a line that is none of a log, which is told already
        return
    finally:
        connection.execute("COMMIT")
    faults += ((number, "the log tells that it was brought in, and it is gone") for number in told)
    yield from (Fault(f"document {number}", what, _RESTORE) for number, what in sorted(faults))


def _hashes_told(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the hash of the text of every document that should be there, as the log tells it."""
    told: dict[int, str] = {}
    for entry in entries(connection):
        if entry.kind == "import":
            told.update((document, digest) for document, digest, *_ in entry.what["documents"])
        elif entry.kind == "delete":
            for document in entry.what["documents"]:
                told.pop(document, None)
    return told


def _notes(connection: sqlite3.Connection) -> Iterator[Fault]:
    connection.execute("BEGIN")  # the log and the notes as they were at one moment
    try:
        faults = [*note_faults(connection), *article_note_faults(connection)]
    except (ValueError, KeyError, TypeError):  # a line that is none of a log, which is told already
        return
    finally:
        connection.execute("COMMIT")
    yield from (Fault(where, what, _RESTORE) for where, what in faults)


def _index(case: Case) -> Iterator[str]:
    try:
        case.connection.execute("BEGIN")  # the index and the documents as they were at one moment
        try:
            faults = list(Indexes(case.connection).faults())
        finally:
            case.connection.execute("ROLLBACK")
        yield from faults
    except Exception as error:  # noqa: BLE001 - whatever damage makes of an index is a fault to be told
        yield f"it cannot be read ({type(error).__name__}: {error})"


def _originals(case: Case, progress: Callable[[str, int], object]) -> Iterator[Fault]:
    used = {row[0] for row in case.connection.execute("SELECT raw FROM sighting UNION SELECT raw FROM quarantine")}
    for done, key in enumerate(sorted(used - {None}), 1):
        try:
            case.raw.get(key)
        except CaseError as error:
            if case.connection.execute(_STILL_USED, {"r": key}).fetchone():  # nobody deleted it just now
                yield Fault(error.place, error.reason, error.remedy)
        if done % 1000 == 0:
            progress("originals", done)


def _documents(connection: sqlite3.Connection, progress: Callable[[str, int], object]) -> Iterator[Fault]:
    rows = connection.execute("SELECT id, sha256 FROM document ORDER BY id").fetchall()
    for done, (number, digest) in enumerate(rows, 1):
        where = f"document {number}"
        try:
            doc = read_document(connection, number)
        except CaseError as error:
            if not connection.execute("SELECT 1 FROM document WHERE id = ?", (number,)).fetchone():
                continue  # somebody deleted it just now
            yield Fault(where, error.reason, error.remedy)
            continue
        if text_hash(doc.text) != digest:
            yield Fault(where, "its text was changed", _RESTORE)
        for what in _misplaced(doc):
            yield Fault(where, what, "make it again with: musnad reread CASE --all")
        for judgement in judgements(connection, number, undone=True):
            if " … ".join(doc.slice(span) for span in judgement.target) != judgement.words:
                yield Fault(f"judgement {judgement.id}", "its words are not those of the text", _RESTORE)
            if any(place.end > len(doc.text) for place in places_in(judgement.value)):
                yield Fault(f"judgement {judgement.id}", "it points at words outside the text", _RESTORE)
        if done % 1000 == 0:
            progress("documents", done)


def _misplaced(doc: Document) -> Iterator[str]:
    """Yield what is wrong with the spans of a document: outside the text, or words where there are none."""
    length = len(doc.text)
    for layer in ("mentions", "entities", "times", "statements", "events"):
        for place in places_in(getattr(doc, layer) or ()):
            if place.end > length or not doc.slice(place).strip():
                yield f"the span {place.start}-{place.end} in its {layer} holds no words"
    known = {entity.id for entity in doc.entities or ()}
    told = {statement.id for statement in doc.statements or ()}
    for event in doc.events or ():
        if lost := {*event.actors, *event.recipients, *((event.place,) if event.place else ())} - known:
            yield f"an event names entities that are not there ({', '.join(sorted(lost))})"
        if event.statement is not None and event.statement not in told:
            yield f"an event names a statement that is not there ({event.statement})"
