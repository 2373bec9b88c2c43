"""Write a case as a bundle: one zip with everything in it, and what proves that nothing in it was changed.

What comes in is an open case; what goes out is a zip, and what its manifest tells. All of it is read in one
transaction, so that it is the case at one moment while others go on writing; little of it is in memory at a time. Same
case, same bytes: nothing but `made` in the manifest tells when it was written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad import __version__
from musnad.case.folder import Case, now, open_case
from musnad.case.layers import to_json
from musnad.case.log import GENESIS
from musnad.case.naming import text_hash
from musnad.case.schema import LATEST, version_of
from musnad.case.store import read_document
from musnad.case.summary import summarise
from musnad.errors import CaseError, ExportError
from musnad.exports.bundle.claims import write_claims
from musnad.exports.bundle.documents import write_document, write_lists, write_originals
from musnad.exports.bundle.manifest import MANIFEST, CaseTold, Header, LogTold, ReadBy, print_manifest
from musnad.exports.bundle.redacting import Redaction, Withholding
from musnad.exports.bundle.tables import SEQUENCES, TABLES, Table, path_of, rows_of
from musnad.exports.bundle.viewing import CaseLine, asset, load_words
from musnad.exports.bundle.zipping import ZipWriter
from musnad.exports.out import Out

__all__ = ["LAYERS_PATH", "LOG_PATH", "WEIGHED_PATH", "Progress", "write_bundle"]

Progress = Callable[[str, int, int], object]
"""Hears the part at work (originals, documents, claims, rows), how much of it is done, and how much there is."""
LAYERS_PATH, WEIGHED_PATH, LOG_PATH = "case/layers.jsonl", "case/weighed.jsonl", "log.jsonl"
_WEIGHED = "SELECT document FROM evidence JOIN article ON current = document WHERE NOT stale ORDER BY document"
_CACHE_KIB = 16_384
_SHOWN = ("articles", "documents", "originals", "judgements", "claims")


def write_bundle(
    case: Case,
    out: Path | BinaryIO,
    *,
    progress: Progress = lambda _part, _done, _total: None,
    redact: Redaction | None = None,
    clock: Callable[[], str] = now,
) -> Header:
    """Write a case as a bundle and return what its manifest tells.

    A file appears under its name when it is whole. With `redact` names are withheld, and what holds them. Raises
    ExportError where it cannot be written, CaseError where the case is damaged, or of an earlier musnad.
    """
    if version_of(case.connection) != LATEST:
        reason = "an earlier musnad made it, and its tables are not brought up to date"
        raise CaseError(str(case.path), reason, "put it where it may be written, and run: musnad weigh CASE")
    path, stream = (out, None) if isinstance(out, Path) else (None, out)
    with Out(path, stream=stream) as place, place.binary() as file, _one_moment(case):
        return _Writing(case, ZipWriter(file), Withholding(redact, case.connection), progress).write(clock())


@contextmanager
def _one_moment(case: Case) -> Iterator[None]:
    """Read the case as it is at one moment, or at that of the caller's transaction.

    Most of it is read once, so that it need not be held in memory.
    """
    connection, is_own = case.connection, not case.connection.in_transaction
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if is_own:
        connection.execute("BEGIN")
    try:
        yield
    except CaseError as error:
        _tell_deleted(case, error)
        raise
    finally:
        if is_own and connection.in_transaction:  # damage may have ended it
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA cache_size = {cache}")


def _tell_deleted(case: Case, error: CaseError) -> None:
    """Raise ExportError where an original is missing since somebody deleted its article just now."""
    if str(case.path / "raw") not in error.place:
        return
    query = "SELECT 1 FROM sighting WHERE instr(?, raw) UNION ALL SELECT 1 FROM quarantine WHERE instr(?, raw)"
    with open_case(case.path) as today:
        is_known = today.connection.execute(query, (error.place, error.place)).fetchone() is not None
    if not is_known:
        reason = "an article was deleted while the bundle was written"
        raise ExportError(str(case.path), reason, "write it again") from error


class _Writing:
    """One bundle on its way."""

    def __init__(self, case: Case, bundle: ZipWriter, withholding: Withholding, progress: Progress) -> None:
        self._case, self._bundle, self._withholding, self._progress = case, bundle, withholding, progress
        self._connection = case.connection
        self._name = withholding.words(case.name)
        self._counts = _counts(self._connection)
        self._rows: dict[str, int] = {}

    def write(self, made: str) -> Header:
        readme = load_words().readme
        self._bundle.put("README.txt", f"{readme.ar.strip()}\n\n\n{readme.en.strip()}\n".encode())
        self._bundle.put("verify.py", asset("shipped/verify.py").encode())
        self._bundle.put("viewer.css", asset("templates/viewer.css").encode())
        self._write_originals()
        self._write_documents()
        self._counts["claims"] = self._write_claims()
        write_lists(self._case, self._bundle, self._withholding, self._line())
        self._write_rows()
        header = self._header(made, self._write_log())
        with self._bundle.open(MANIFEST) as write:
            for piece in print_manifest(header, self._bundle.packed()):
                write(piece)
        self._bundle.close()
        return header

    def _line(self) -> CaseLine:
        return CaseLine(self._name, tuple((key, self._counts[key]) for key in _SHOWN if key in self._counts))

    def _write_originals(self) -> None:
        total = self._counts["originals"]
        for done in write_originals(self._case, self._bundle, self._withholding):
            self._progress("originals", done, total)

    def _write_documents(self) -> None:
        total = self._counts["documents"]
        for done, number in enumerate(_documents(self._connection), 1):
            write_document(self._case, number, self._bundle, self._withholding, name=self._name)
            self._progress("documents", done, total)

    def _write_claims(self) -> int:
        def progress(done: int, total: int) -> None:
            self._progress("claims", done, total)

        return write_claims(self._case, self._bundle, self._withholding, self._name, progress=progress)

    def _write_rows(self) -> None:
        for table in TABLES:
            self._rows[table.name] = self._write_table(table)
        self._write_table(SEQUENCES)
        self._write_lines(LAYERS_PATH, self._layers())
        weighed = ({"document": number} for (number,) in self._connection.execute(_WEIGHED))
        self._counts["weighed"] = self._write_lines(WEIGHED_PATH, weighed)

    def _write_table(self, table: Table) -> int:
        rows = (self._withholding.row(table.name, row) for row in rows_of(self._connection, table))
        if table.name == "document" and self._withholding.is_on:
            rows = (self._document_row(row) for row in rows_of(self._connection, table))
        return self._write_lines(path_of(table), (row for row in rows if row is not None))

    def _write_lines(self, path: str, rows: Iterator[dict[str, Any]]) -> int:
        count = 0
        with self._bundle.open(path) as write:
            for row in rows:
                write(msgspec.json.encode(row) + b"\n")
                count += 1
        return count

    def _document_row(self, row: dict[str, Any]) -> dict[str, Any]:
        number = row["id"]
        if not self._withholding.touches(number):
            return self._withholding.row("document", row) or row
        doc = self._withholding.document(number, read_document(self._connection, number, bare=True))
        told = {name: getattr(doc, name) for name in ("title", "outlet", "author", "url")}
        return {**row, "name": doc.id, **told, "sha256": text_hash(doc.text)}

    def _layers(self) -> Iterator[dict[str, Any]]:
        numbers = self._connection.execute("SELECT document FROM layers ORDER BY document").fetchall()
        for done, (number,) in enumerate(numbers, 1):
            doc = self._withholding.document(number, read_document(self._connection, number))
            yield {"document": number, "stages": doc.stages, "layers": msgspec.Raw(to_json(doc))}
            self._progress("rows", done, len(numbers))

    def _write_log(self) -> LogTold:
        lines, last = 0, ""
        with self._bundle.open(LOG_PATH) as write:
            for (line,) in self._connection.execute("SELECT line FROM log ORDER BY number"):
                write(self._withholding.line(line).encode() + b"\n")
                lines, last = lines + 1, line
        return LogTold(lines, json.loads(last)["hash"] if last else GENESIS)

    def _header(self, made: str, log: LogTold) -> Header:
        settings = self._case.settings
        read_by = summarise(self._connection).read_by
        return Header(
            musnad=__version__,
            made=made,
            case=CaseTold(str(settings.get("id", "")), self._name, str(settings.get("created", "")), LATEST),
            stages=tuple(ReadBy(json.loads(stages), count) for stages, count in read_by.items()),
            counts=self._counts,
            rows=self._rows,
            log=log,
            redacted=self._withholding.is_on,
            withheld=self._withholding.account(),
        )


def _documents(connection: sqlite3.Connection) -> Iterator[int]:
    for (number,) in connection.execute("SELECT id FROM document ORDER BY id"):
        yield number


def _counts(connection: sqlite3.Connection) -> dict[str, int]:
    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    raws = "SELECT raw FROM sighting UNION SELECT raw FROM quarantine WHERE raw IS NOT NULL"
    return {
        "articles": count("SELECT count(*) FROM article"),
        "documents": count("SELECT count(*) FROM document"),
        "originals": count(f"SELECT count(*) FROM ({raws})"),
        "judgements": count("SELECT count(*) FROM judgement WHERE undone IS NULL"),
        "claims": 0,
    }
