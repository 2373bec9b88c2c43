"""Delete an article for good, and say what depended on it.

What comes in is an open case and an article; what goes out is what went with it. The bytes are overwritten in the
database; the log keeps hashes and numbers, no words. A source outside the case is not touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.case.article_notes import note_numbers
from musnad.case.called import forget_names
from musnad.case.clearing import clear, leave
from musnad.case.folder import Case, only_writer
from musnad.case.identity import forget_actors, gone_actors
from musnad.case.indexes import Indexes
from musnad.case.judging import judgements
from musnad.case.store import forget_document
from musnad.errors import CaseError

__all__ = ["Deleted", "delete_article"]


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was deleted: versions of the article, corrections of them, originals, decisions on actors of it alone.

    `shared_originals` stay because another article came from the same bytes; `copies` are documents that shared text;
    `marks` are notes of marked claims that lose a report here and stay, `notes` what was written on the article.
    `is_overwritten` is False where somebody who was reading kept the old bytes in the database: the next `add`,
    `reread` or `delete` overwrites them.
    """

    article: int
    documents: tuple[int, ...]
    corrections: tuple[int, ...]
    decisions: tuple[int, ...]
    originals: tuple[str, ...]
    shared_originals: tuple[str, ...]
    copies: tuple[int, ...]
    marks: tuple[int, ...]
    notes: tuple[int, ...]
    is_overwritten: bool


def delete_article(case: Case, document: int, *, reason: str) -> Deleted:
    """Delete the article that a document is a version of, with all its versions.

    Raises CaseError where there is no such document, another process is adding, and as `Case.change` does.
    """
    connection = case.connection
    # An adder that met the same bytes counts on the original that goes here, and rereading on the document.
    with only_writer(case):
        row = connection.execute("SELECT article FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise CaseError(
                f"document {document}", "there is none of this number", "look for it with: musnad find CASE"
            )
        article = int(row[0])
        versions = tuple(r[0] for r in connection.execute("SELECT id FROM document WHERE article = ?", (article,)))
        made = tuple(j.id for number in versions for j in judgements(connection, number, undone=True))
        among = f"WHERE document IN ({', '.join('?' * len(versions))})"
        raws = tuple(r[0] for r in connection.execute(f"SELECT DISTINCT raw FROM sighting {among}", versions))
        query = f"SELECT DISTINCT note FROM marked_report {among} ORDER BY 1"
        marks = tuple(r[0] for r in connection.execute(query, versions))
        notes = note_numbers(connection, article)
        indexes = Indexes(connection)
        copies = indexes.copies_of(document)
        unused: dict[str, None] = {}
        keys = _keys(connection, versions)
        names = [r[0] for r in connection.execute("SELECT DISTINCT name FROM document WHERE article = ?", (article,))]
        with case.change():
            for number in versions:
                indexes.remove(number)
                unused.update(dict.fromkeys(forget_document(connection, number)))
            leave(connection, unused)
            decided = forget_actors(connection, keys, names)
            forget_names(connection, gone_actors(connection, keys))
            told = {"article": article, "documents": list(versions), "corrections": list(made),
                    "decisions": list(decided), "reason": reason}  # fmt: skip
            case.tell("delete", told)
        is_overwritten = clear(connection, case.raw)
    kept = tuple(raw for raw in raws if raw not in unused)
    return Deleted(article, versions, made, decided, tuple(unused), kept, copies, marks, notes, is_overwritten)


def _keys(connection: sqlite3.Connection, documents: Sequence[int]) -> frozenset[str]:
    """Return the keys of those who stand in documents."""
    asked = ", ".join("?" * len(documents))
    query = f"SELECT DISTINCT key FROM fact JOIN term ON id = term WHERE document IN ({asked})"
    return frozenset(key for (key,) in connection.execute(query, documents))
