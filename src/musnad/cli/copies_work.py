"""Run `musnad copies` and `musnad related`: a case opened, asked, and the answer written in the form asked for."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from musnad.case.copies import copies_of, copy_groups
from musnad.case.folder import Case, open_case
from musnad.case.related import related_to
from musnad.case.schema import LATEST, version_of
from musnad.case.store import find_document, read_text
from musnad.cli import terminal
from musnad.cli.running import FAILED, run_to_end
from musnad.cli.sink import Sink
from musnad.errors import CaseError
from musnad.views.copies_json import copies_record, group_records, related_records
from musnad.views.copies_report import render_copies, render_groups, render_related

__all__ = ["run_copies", "run_related"]

_REMEDY = "musnad reread CASE --index"


def run_copies(path: Path, article: str | None, *, as_json: bool, limit: int | None) -> int:
    """Print the groups of copies, or the copies of one article; return the exit status."""

    def answer(connection: sqlite3.Connection) -> str:
        texts = partial(read_text, connection)
        if article is None:
            groups = copy_groups(connection, limit=limit)
            return _json(list(group_records(groups, texts))) if as_json else render_groups(groups, texts, **_manner())
        document = _current(connection, article)
        group = copies_of(connection, document)
        if as_json:
            return _json(copies_record(group, document, texts))
        return render_copies(group, document, texts, **_manner())

    return _run(path, answer)


def run_related(path: Path, article: str, *, as_json: bool, limit: int) -> int:
    """Print the articles related to one; return the exit status."""

    def answer(connection: sqlite3.Connection) -> str:
        found = related_to(connection, _current(connection, article), limit=limit)
        return _json(list(related_records(found))) if as_json else render_related(found, **_manner())

    return _run(path, answer)


def _manner() -> dict[str, Any]:
    return {"width": terminal.width(), "colour": terminal.takes_colour()}


def _run(path: Path, answer: Callable[[sqlite3.Connection], str]) -> int:
    """Open the case, write the answer, and say where articles are not compared; return the exit status."""

    def work() -> int:
        with open_case(path) as case:
            _check_schema(case)
            written = answer(case.connection)
            missing = _missing(case.connection)
        Sink(None).put(written.encode("utf-8", "replace"))
        if missing:
            terminal.tell(f"{missing} articles are not compared with the others; run: {_REMEDY}")
        return 0

    try:
        return run_to_end(work)
    except sqlite3.Error as error:
        terminal.tell(f"{path}: the database cannot be read ({error}); run: musnad verify")
        return FAILED


def _check_schema(case: Case) -> None:
    if version_of(case.connection) < LATEST:
        raise CaseError(str(case.path), "it lacks tables, since an earlier musnad made it", f"run: {_REMEDY}")


def _missing(connection: sqlite3.Connection) -> int:
    (count,) = connection.execute(
        "SELECT count(*) FROM article WHERE current IS NOT NULL AND current NOT IN (SELECT document FROM copy_text)"
    ).fetchone()
    return int(count)


def _current(connection: sqlite3.Connection, wanted: str) -> int:
    """Return the newest version of the article that a number, a name or an address means."""
    document = find_document(connection, wanted)
    (current,) = connection.execute(
        "SELECT a.current FROM document AS d JOIN article AS a ON a.id = d.article WHERE d.id = ?", (document,)
    ).fetchone()
    return document if current is None else int(current)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
