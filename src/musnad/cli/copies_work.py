"""Run `musnad copies` and `musnad related`: a case opened, asked, and the answer written in the form asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from musnad.case.copies import CopyIndex, copies_of, copy_groups
from musnad.case.folder import Case, only_writer, open_case
from musnad.case.related import add_words, related_to
from musnad.case.schema import version_of
from musnad.cli import terminal
from musnad.cli.copies import CopiesFormat
from musnad.cli.running import FAILED, run_to_end
from musnad.cli.sink import Sink
from musnad.errors import CaseError
from musnad.views.copies_json import diff_records, group_records, related_records
from musnad.views.copies_report import render_copies, render_groups, render_related

__all__ = ["run_copies", "run_related"]

_SCHEMA = 3  # the migration that made the tables of copies
_BATCH = 500


def run_copies(path: Path, article: str | None, *, form: CopiesFormat, limit: int | None, update: bool) -> int:
    """Print the groups of copies, or the copies of one article; return the exit status."""

    def answer(connection: sqlite3.Connection) -> str:
        texts = _Texts(connection)
        if article is None:
            groups = copy_groups(connection, limit=limit)
            if form is CopiesFormat.JSONL:
                return _lines(group_records(groups, texts))
            return render_groups(groups, texts, **_manner())
        document = _document(connection, path, article)
        group = copies_of(connection, document)
        if form is CopiesFormat.JSONL:
            return _lines(diff_records(group, document, texts))
        return render_copies(group, document, texts, **_manner())

    return run_to_end(lambda: _update(path) if update else 0) or _run(path, answer)


def run_related(path: Path, article: str, *, form: CopiesFormat, limit: int) -> int:
    """Print the articles related to one; return the exit status."""

    def answer(connection: sqlite3.Connection) -> str:
        found = related_to(connection, _document(connection, path, article), limit=limit)
        return _lines(related_records(found)) if form is CopiesFormat.JSONL else render_related(found, **_manner())

    return _run(path, answer)


class _Texts:
    """Gives the text of a document."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __call__(self, document: int) -> str:
        row = self._connection.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
        return str(row[0])


def _manner() -> dict[str, Any]:
    return {"width": terminal.width(), "colour": terminal.takes_colour()}


def _run(path: Path, answer: Callable[[sqlite3.Connection], str]) -> int:
    """Open the case, write the answer, and say where articles are not compared yet; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            _check_schema(case)
            written = answer(case.connection)
            missing = _missing(case.connection)
        Sink(None).put(written.encode("utf-8", "replace"))
        if missing:
            terminal.tell(f"{missing} articles were not compared yet; run: musnad copies {path} --update")
        return 0

    try:
        return run_to_end(work)
    except sqlite3.Error as error:
        terminal.tell(f"{path}: the database cannot be read ({error}); run: musnad verify")
        return FAILED


def _update(path: Path) -> int:
    """Compare the articles that were not yet, a batch to a transaction."""
    with open_case(path, writable=True) as case, only_writer(case):
        index = CopyIndex(case.connection)
        while count := _missing(case.connection):
            with case.change() as connection:
                rows = connection.execute(
                    "SELECT id FROM document WHERE id NOT IN (SELECT document FROM copy_text) ORDER BY id LIMIT ?",
                    (_BATCH,),
                ).fetchall()
                for (document,) in rows:
                    add_words(connection, document)
                case.tell("compare", {"documents": index.add_missing(most=_BATCH)})
            terminal.tell(f"{max(count - _BATCH, 0)} articles to compare")
    return 0


def _check_schema(case: Case) -> None:
    if version_of(case.connection) < _SCHEMA:
        raise CaseError(str(case.path), "it was made before copies were kept", "run: musnad copies CASE --update")


def _missing(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM document WHERE id NOT IN (SELECT document FROM copy_text)"
    ).fetchone()
    return int(count)


def _document(connection: sqlite3.Connection, path: Path, given: str) -> int:
    """Return the number of the document that a number or a name means, the latest version for a name."""
    if given.isascii() and given.isdecimal():
        row = connection.execute("SELECT id FROM document WHERE id = ?", (int(given),)).fetchone()
        if row:
            return int(row[0])
    rows = connection.execute("SELECT article, max(id) FROM document WHERE name = ? GROUP BY article", (given,))
    found = [int(document) for _, document in rows]
    if not found:
        raise CaseError(str(path), f"there is no article {given!r}", "give the number or the name of one in the case")
    if len(found) > 1:
        told = ", ".join(map(str, found))
        raise CaseError(str(path), f"several articles are named {given!r}: {told}", "give the number of one")
    return found[0]


def _lines(records: Iterable[Mapping[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
