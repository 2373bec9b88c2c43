"""Make a case again of a bundle: same numbers, same texts and findings, same decisions of people, same log.

What comes in is a bundle; what goes out is a case with one more line in its log, which tells where it is from. The
bundle is verified first. What can be searched, copies and claims are made anew from the texts. A case whose making
fails leaves nothing behind.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from musnad.case import log
from musnad.case.folder import create_case, now
from musnad.case.indexes import Indexes
from musnad.case.judging import renew_facts
from musnad.case.layers import from_json
from musnad.case.naming import text_hash
from musnad.case.problems import Problem
from musnad.case.raw import RawStore
from musnad.case.schema import LATEST
from musnad.case.weighing import weigh_within
from musnad.errors import CaseError, ExportError
from musnad.exports.bundle.manifest import Manifest
from musnad.exports.bundle.reading import BundleFiles, open_bundle
from musnad.exports.bundle.tables import SEQUENCES, TABLES, Table, insert_line, path_of
from musnad.exports.bundle.verifying import faults_in
from musnad.exports.bundle.writing import LAYERS_PATH, LOG_PATH, WEIGHED_PATH

__all__ = ["Restored", "restore_bundle"]

Progress = Callable[[str, int, int], object]
_ODD = "ask whoever made it for one that musnad export wrote"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a case was restored from, and the articles whose claims could not be weighed, with the reasons."""

    manifest: Manifest
    problems: tuple[Problem, ...]


def restore_bundle(
    path: Path,
    folder: Path,
    *,
    progress: Progress = lambda _part, _done, _total: None,
    clock: Callable[[], str] = now,
) -> Restored:
    """Make a case in a new or an empty folder from a bundle.

    `progress` hears the part at work (files, rows, originals, facts, index, claims), how much of it is done, and how
    much there is. Raises ExportError where the bundle is none, is not what it was when it was made, or is redacted,
    and CaseError where the folder cannot be taken.
    """
    folder = folder.resolve()
    part = folder.with_name(f"{folder.name}.part")
    with open_bundle(path) as bundle:
        _check(bundle, progress)
        _check_free(folder, part)
        restoring = _Restoring(bundle, progress, clock)
        try:
            create_case(part, name=bundle.manifest.case.name, clock=clock, fill=restoring.fill).close()
            if folder.exists():
                folder.rmdir()
            part.rename(folder)
        except BaseException:
            _remove(part)
            raise
    return Restored(bundle.manifest, restoring.problems)


def _check(bundle: BundleFiles, progress: Progress) -> None:
    """Raise ExportError for a bundle of which no case can be made."""
    manifest = bundle.manifest
    if manifest.case.schema > LATEST:
        reason = f"it was made by a later musnad (tables {manifest.case.schema}, this one knows {LATEST})"
        raise ExportError(str(bundle.place), reason, "update musnad and try again")
    if manifest.redacted:
        reason = "it is redacted: the originals and the log that make a case whole are withheld"
        raise ExportError(str(bundle.place), reason, "bring its texts into a case: musnad add CASE texts/")
    for fault in faults_in(bundle, progress=lambda done, total: progress("files", done, total)):
        raise ExportError(f"{bundle.place}, {fault.where}", fault.what, fault.remedy)


def _check_free(folder: Path, part: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(str(folder), "the folder is not empty", "choose a new or an empty folder")
    if part.exists():
        reason = "a case is being restored here, or was when musnad was stopped"
        raise CaseError(str(part), reason, "wait until that is done, or delete this folder and run it again")


def _remove(folder: Path) -> None:
    """Delete a folder with everything in it; originals are read-only, which hinders that on Windows."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.chmod(stat.S_IWUSR | stat.S_IRUSR)
    shutil.rmtree(folder, ignore_errors=True)


class _Restoring:
    """One case on its way."""

    def __init__(self, bundle: BundleFiles, progress: Progress, clock: Callable[[], str]) -> None:
        self._bundle, self._progress, self._clock = bundle, progress, clock
        self.problems: tuple[Problem, ...] = ()

    def fill(self, connection: sqlite3.Connection, raw: RawStore) -> None:
        """Put everything into an empty case."""
        for table in TABLES:
            self._read_table(connection, table)
        self._read(LAYERS_PATH, lambda line: _insert_layers(connection, line))
        self._read_sequences(connection)
        self._check_links(connection)
        self._read_originals(connection, raw)
        self._read_log(connection)
        self._make_anew(connection)
        manifest = hashlib.sha256(self._bundle.manifest_bytes).hexdigest()
        told = {"bundle": self._bundle.place.name, "manifest": manifest, "made": self._bundle.manifest.made,
                "documents": self._bundle.manifest.counts.get("documents", 0)}  # fmt: skip
        log.append(connection, "restore", told, at=self._clock())

    def _read(self, path: str, take: Callable[[bytes], None]) -> None:
        """Take every line of a file. Raises ExportError, with its number, for one that cannot be taken."""
        number = 1
        try:
            for line in self._bundle.lines(path):
                take(line)
                number += 1
        except (ValueError, OverflowError, sqlite3.IntegrityError, sqlite3.ProgrammingError) as error:
            where = f"{self._bundle.place}, {path}, line {number}"
            raise ExportError(where, f"it does not fit a case ({error})", _ODD) from error

    def _read_table(self, connection: sqlite3.Connection, table: Table) -> None:
        if table.name == "document":
            self._read(path_of(table), lambda line: self._insert_document(connection, table, line))
        else:
            self._read(path_of(table), lambda line: insert_line(connection, table, line))

    def _insert_document(self, connection: sqlite3.Connection, table: Table, line: bytes) -> None:
        row = msgspec.json.decode(line, type=dict[str, str | int | None])
        path = f"texts/{row.get('id')}.txt"
        if path not in self._bundle.paths:
            raise ValueError(f"there is no {path}")
        text = self._bundle.read(path).decode()
        if text_hash(text) != row.get("sha256"):
            raise ValueError(f"its SHA-256 is not that of {path}")
        insert_line(connection, table, line, text=text)
        self._progress("rows", int(row["id"] or 0), self._bundle.manifest.counts.get("documents", 0))

    def _read_sequences(self, connection: sqlite3.Connection) -> None:
        known = {table.name for table in TABLES}

        def take(line: bytes) -> None:
            if msgspec.json.decode(line, type=_Sequence).name not in known:
                raise ValueError("there is no such table")
            insert_line(connection, SEQUENCES, line)

        connection.execute("DELETE FROM sqlite_sequence")
        self._read(path_of(SEQUENCES), take)

    def _check_links(self, connection: sqlite3.Connection) -> None:
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            where = f"{self._bundle.place}, case/{table}.jsonl"
            raise ExportError(where, f"row {row} points at no row of {parent}", _ODD)

    def _read_originals(self, connection: sqlite3.Connection, raw: RawStore) -> None:
        paths = {PurePosixPath(path).name.partition(".")[0]: path for path in self._bundle.paths
                 if path.startswith("originals/")}  # fmt: skip
        query = "SELECT raw FROM sighting UNION SELECT raw FROM quarantine WHERE raw IS NOT NULL ORDER BY 1"
        wanted = [key for (key,) in connection.execute(query)]
        for done, key in enumerate(wanted, 1):
            if key not in paths or raw.put(self._bundle.read(paths[key])) != key:
                raise ExportError(f"{self._bundle.place}, originals/{key}", "the original is missing", _ODD)
            self._progress("originals", done, len(wanted))

    def _read_log(self, connection: sqlite3.Connection) -> None:
        query = "INSERT INTO log (line) VALUES (?)"
        self._read(LOG_PATH, lambda line: _insert(connection, query, line.decode()))
        first = next(log.entries(connection), None)
        if first is None or first.kind != "create" or not {"case", "name"} <= first.what.keys():
            raise ExportError(f"{self._bundle.place}, {LOG_PATH}", "it does not tell how the case was made", _ODD)

    def _make_anew(self, connection: sqlite3.Connection) -> None:
        """Make what is made of the texts and of what people decided."""
        documents = [number for (number,) in connection.execute("SELECT id FROM document ORDER BY id")]
        for done, number in enumerate(documents, 1):
            renew_facts(connection, number)
            self._progress("facts", done, len(documents))
        self._progress("index", 0, len(documents))
        Indexes(connection).rebuild()
        report = weigh_within(
            connection,
            self._weighed(connection),
            progress=lambda report: self._progress("claims", report.done, report.pending),
        )
        self.problems = tuple(report.problems)

    def _weighed(self, connection: sqlite3.Connection) -> list[int]:
        """Return the documents that were weighed; what is no current version is passed over."""
        current = {number for (number,) in connection.execute("SELECT current FROM article")}
        found: list[int] = []
        self._read(WEIGHED_PATH, lambda line: found.append(msgspec.json.decode(line, type=_Weighed).document))
        return [number for number in found if number in current]


class _Sequence(msgspec.Struct):
    name: str


class _Weighed(msgspec.Struct):
    document: int


class _Layers(msgspec.Struct):
    document: int
    stages: dict[str, str]
    layers: msgspec.Raw


def _insert(connection: sqlite3.Connection, query: str, *values: object) -> None:
    connection.execute(query, values)


def _insert_layers(connection: sqlite3.Connection, line: bytes) -> None:
    read = msgspec.json.decode(line, type=_Layers)
    stages = json.dumps(read.stages, sort_keys=True)
    query = "INSERT INTO layers (document, stages, value) VALUES (?, ?, ?)"
    _insert(connection, query, read.document, stages, from_json(read.layers))
