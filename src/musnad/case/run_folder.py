"""A folder that a run over many articles wrote (`musnad.engine`): its layout, its records, and the articles in it.

What comes in is a folder; what goes out are its records, or articles as a case takes them in. Each part of the work, a
shard, has one Parquet file in every layer and, once these are whole, a record that names them with their hashes; what
has no record is not there. Writing is for the engine.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from musnad.case.preparing import Item, Origin, Ready
from musnad.case.workers import GivenUp
from musnad.errors import EngineError, ReadError
from musnad.model import Document
from musnad.readers import Unfinished, Unread

__all__ = [
    "DOCUMENTS", "FAILURES", "FORM", "MANIFEST", "ORIGINALS", "QUARANTINE", "READ", "InputFile", "Manifest", "Piece",
    "RunFolder", "ShardRecord", "UnreadSource", "file_hash", "is_lossy", "is_run_folder",
]  # fmt: skip

FORM = "musnad.run/1"
"""The form of the folder; it changes when a column goes or changes its meaning."""

MANIFEST, SHARDS = "manifest.json", "shards"
DOCUMENTS, ORIGINALS, FAILURES = "documents", "originals", "failures"
READ, QUARANTINE = "read", "quarantine"  # the kinds of failures that cost a document; others name a stage
_BATCH = 64
_INSTALL = 'install it with pip install "musnad[parquet]"'


class InputFile(msgspec.Struct, frozen=True):
    """A file that is read: its path as given, its bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


class UnreadSource(msgspec.Struct, frozen=True):
    """A source that could not be looked at."""

    source: str
    reason: str
    remedy: str


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of a file, by its place among the inputs (`musnad.readers.streams.Part`)."""

    file: int
    first: int = 0
    end: int | None = None
    line: int = 1


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is run: by which rules, over which files, and which pieces of them each shard has.

    `unread` are the sources that could not be looked at. `finished` holds the counts of all shards once all are there.
    """

    form: str
    musnad: str
    stages: dict[str, str]
    published: str | None
    originals: bool
    inputs: tuple[InputFile, ...]
    unread: tuple[UnreadSource, ...]
    shards: tuple[tuple[Piece, ...], ...]
    finished: dict[str, int] | None = None


class ShardRecord(msgspec.Struct, frozen=True):
    """What became of a shard: how many rows each layer has, what was not read, and the hash of each file."""

    shard: int
    counts: dict[str, int]
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The folder of a run."""

    path: Path

    def manifest(self) -> Manifest:
        """Return what is run. Raises EngineError where it is missing, damaged, or of another form."""
        place = self.path / MANIFEST
        again = "choose the folder of a run, or make one with: musnad run SOURCE... --out FOLDER"
        try:
            found = msgspec.json.decode(place.read_bytes(), type=Manifest)
        except (FileNotFoundError, NotADirectoryError):
            raise EngineError(str(self.path), "there is no run here", again) from None
        except (OSError, msgspec.DecodeError, ValueError) as error:
            raise EngineError(str(place), f"it cannot be read ({error})", again) from error
        if found.form != FORM:
            raise EngineError(str(place), f"its form is {found.form!r}, this musnad knows {FORM}", "run it again")
        return found

    def layer(self, name: str, shard: int) -> Path:
        """Return where the file of a layer lies."""
        return self.path / name / f"{shard:06d}.parquet"

    def record_path(self, shard: int) -> Path:
        """Return where the record of a shard lies."""
        return self.path / SHARDS / f"{shard:06d}.json"

    def record(self, shard: int) -> ShardRecord | None:
        """Return the record of a shard; None where it is not finished, or its record is damaged."""
        try:
            return msgspec.json.decode(self.record_path(shard).read_bytes(), type=ShardRecord)
        except (OSError, msgspec.DecodeError, ValueError):
            return None

    def is_whole(self, record: ShardRecord) -> bool:
        """Whether the files of a shard are those that were written."""
        return all(file_hash(self.path / name) == known for name, known in record.files.items())

    def articles(self) -> Iterator[Ready | Unread | GivenUp[Item]]:
        """Yield the articles of a run in order, with what it could not read, and what it put into quarantine.

        Shards that are not finished or not whole are an `Unread` at the end, and so is each source that could not be
        looked at.
        Raises EngineError where the folder is no run, or pyarrow is not installed.
        """
        manifest = self.manifest()
        for one in manifest.unread:
            yield Unread(ReadError(one.source, one.reason, one.remedy))
        missing: Counter[str] = Counter()
        for shard in range(len(manifest.shards)):
            record = self.record(shard)
            if record is None or not self.is_whole(record):
                missing["not finished" if record is None else "damaged"] += 1
                continue
            yield from self.ready(shard)
            for row in _rows(self.layer(FAILURES, shard)):
                if row["kind"] in (READ, QUARANTINE):
                    yield _lost(row)
        for what, count in missing.items():
            reason = f"{count} of {len(manifest.shards)} shards of the run {'is' if count == 1 else 'are'} {what}"
            yield Unread(ReadError(str(self.path), reason, "run it to its end with musnad run, and add it again"))

    def lost(self, shard: int) -> Iterator[str]:
        """Yield of a finished shard what could not be read or made, as it is told to people."""
        for row in _rows(self.layer(FAILURES, shard)):
            kind = "" if row["kind"] in (READ, QUARANTINE) else f"{row['kind']}: "
            remedy = f"; {row['remedy']}" if row["remedy"] else ""
            yield f"{row['source']}: {kind}{row['message']}{remedy}"

    def ready(self, shard: int) -> Iterator[Ready]:
        """Yield the articles that were read in a finished shard, in order."""
        originals = self.layer(ORIGINALS, shard)
        raws = _rows(originals) if originals.exists() else None
        for row in _rows(self.layer(DOCUMENTS, shard)):
            yield _ready(row, next(raws)["bytes"] if raws is not None else None)


def is_lossy(record: ShardRecord) -> bool:
    """Whether anything in a shard could not be read or made."""
    return record.counts.get(FAILURES, 0) > 0


def is_run_folder(path: Path) -> bool:
    """Whether a run wrote this folder."""
    try:
        with (path / MANIFEST).open("rb") as file:
            return _form_of(file) is not None
    except OSError:
        return False


def file_hash(path: Path) -> str | None:
    """Return the SHA-256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


class _Form(msgspec.Struct):
    form: str


def _form_of(file: BinaryIO) -> str | None:
    try:
        form = msgspec.json.decode(file.read(), type=_Form).form
    except (msgspec.DecodeError, ValueError):
        return None
    return form if form.startswith("musnad.run/") else None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    try:
        from pyarrow import parquet
    except ImportError:
        raise EngineError(str(path), "Parquet files need the package pyarrow", _INSTALL) from None
    with parquet.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=_BATCH):
            yield from batch.to_pylist()


def _lost(row: dict[str, Any]) -> Unread | GivenUp[Item]:
    """Return a row of the failures as what it was when it was read."""
    if row["kind"] == READ:
        return Unread(ReadError(row["source"], row["message"], row["remedy"]))
    item = Unfinished(
        row["source"], row["id"], row["bytes"], row["media"] == "text/html", locator=row["locator"],
        published=row["published"],
    )  # fmt: skip
    return GivenUp(item, row["message"])


_ORIGIN: Sequence[str] = ("item", "raw", "media", "source", "locator", "extra")
_FIELDS: Sequence[str] = ("id", "title", "outlet", "author", "url", "published", "published_basis", "text")


def _ready(row: dict[str, Any], raw: bytes | None) -> Ready:
    return Ready(
        origin=Origin(**{name: row[name] for name in _ORIGIN}),
        article=row["key"],
        document=Document(**{name: row[name] for name in _FIELDS}),
        sha256=row["sha256"],
        stages=json.loads(row["stages"]),
        layers=row["layers"],
        warnings=tuple(row["warnings"]),
        raw=raw,
    )
