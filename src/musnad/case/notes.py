"""What people write down in a case beside its articles: kept in order, told in the log, never overwritten.

What comes in are notes on those who tell and marks of claims; what goes out are the same notes, each with a number.
One that is taken back stays and counts no longer. What a note says of a source is for `musnad.case.source_file`, of a
claim for `musnad.case.claim_marks`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from musnad.case.folder import Case
from musnad.case.log import entries
from musnad.case.schema import version_of
from musnad.case.undoing import check_reason, mark_undone
from musnad.errors import CaseError

__all__ = ["Note", "NoteField", "judged_on", "note_faults", "notes", "take_back", "write_note"]

NoteField = Literal["class", "country", "party_to", "side", "descriptor", "name", "rating", "mark"]

_SCHEMA = 5  # the first that has notes
_COLUMNS = "id, made, about, name, field, value, day, who, reason, undone"
_WRITTEN, _TAKEN_BACK = "note", "take back note"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that a person wrote down, on a day and for a reason.

    `about` is the key of one who tells, or the id a claim had; `name` is what he was called. `made` and `undone` are
    moments (ISO 8601, UTC).
    """

    id: int
    made: str
    about: str
    name: str
    field: NoteField
    value: str
    day: str
    who: str
    reason: str
    undone: str | None


def write_note(
    case: Case, about: str, field: NoteField, value: str, *, name: str = "", day: str | None, who: str, reason: str
) -> int:
    """Write a note inside the open transaction and return its number; without a `day` it is of today.

    The log gets a hash in place of what is written, for it outlives whatever has to go one day.
    """
    made = case.clock()
    row = (made, about, name, field, value, day or made[:10], who, reason)
    columns = _COLUMNS.removeprefix("id, ").removesuffix(", undone")
    number = case.connection.execute(f"INSERT INTO note ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid
    told = {"note": number, "field": field, "sha256": _digest(row), "who": who, "reason": reason}
    case.tell(_WRITTEN, told)
    return int(number or 0)


def judged_on(case: Case, day: str | None, where: str) -> str:
    """Return the day of a judgement, today without one. Raises CaseError for what is no day, or a later one."""
    today = date.fromisoformat(case.clock()[:10])
    try:
        given = date.fromisoformat(day) if day else today
    except ValueError:
        raise CaseError(where, f"{day!r} is no day", "write YYYY-MM-DD, for example 2018-10-07") from None
    if given > today + timedelta(days=1):  # east of Greenwich it may be tomorrow
        raise CaseError(where, f"{day} is still to come", "give the day of the judgement, or none for today")
    return given.isoformat()


def notes(connection: sqlite3.Connection, about: str | None = None, *, undone: bool = False) -> tuple[Note, ...]:
    """Return what is written about somebody or a claim, or all, in the order written.

    With `undone` what was taken back too. A case of an earlier musnad has none.
    """
    if version_of(connection) < _SCHEMA:
        return ()
    query = f"SELECT {_COLUMNS} FROM note WHERE (about = :about OR :about IS NULL) AND (undone IS NULL OR :undone)"
    rows = connection.execute(f"{query} ORDER BY id", {"about": about, "undone": undone})
    return tuple(Note(*row) for row in rows)


def take_back(case: Case, note: int, *, reason: str) -> Note:
    """Take a note back and return it.

    Raises CaseError where there is none of this number, it was taken back before, or no reason is given.
    """
    where = f"note {note}"
    standing = {one.id: one for one in notes(case.connection)}
    with case.change():
        mark_undone(
            case, "note", note, where=where, look="list them: musnad source notes CASE",
            instead="write a new one instead",
        )  # fmt: skip
        check_reason(where, reason)
        case.tell(_TAKEN_BACK, {"note": note, "reason": reason})
    return standing[note]


def note_faults(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield the notes that are others than the log tells of, and the marks that point outside a text."""
    if version_of(connection) < _SCHEMA:
        return
    told: dict[int, str] = {}
    undone: set[int] = set()
    for entry in entries(connection):
        if entry.kind == _WRITTEN:
            told[entry.what["note"]] = entry.what["sha256"]
        elif entry.kind == _TAKEN_BACK:
            undone.add(entry.what["note"])
    for number, *row, taken_back in connection.execute(f"SELECT {_COLUMNS} FROM note ORDER BY id").fetchall():
        if told.pop(number, None) != _digest(tuple(row)):
            yield f"note {number}", "the log tells of another"
        if (taken_back is not None) != (number in undone):
            yield f"note {number}", "the log tells otherwise whether it was taken back"
    yield from ((f"note {number}", "the log tells that it was written, and it is gone") for number in told)
    query = "SELECT note, spans, length(text) FROM marked_report JOIN document ON document.id = document ORDER BY note"
    for number, spans, length in connection.execute(query):
        if any(end > length for _, end in json.loads(spans)):
            yield f"note {number}", "it points at words outside the text"


def _digest(row: tuple[object, ...]) -> str:
    return hashlib.sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()
