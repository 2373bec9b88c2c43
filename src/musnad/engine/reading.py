"""Read one shard of a run to its files: the task that an engine hands out.

What comes in is a shard; what goes out are its files in the folder of the run and, last, its record. A task may be
run twice, or die anywhere: files are written under names of their own and renamed when whole, and the same shard
always gives the same bytes. An article that cannot be read is put down with its bytes and the others are read.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import msgspec

from musnad.case.preparing import Ready, make_ready, original
from musnad.case.run_folder import (
    DOCUMENTS,
    FAILURES,
    ORIGINALS,
    QUARANTINE,
    READ,
    InputFile,
    Piece,
    RunFolder,
    ShardRecord,
    file_hash,
)
from musnad.engine.journal import DEATHS, Journal
from musnad.engine.layers import FOUND, Failed, LayerFiles, printable
from musnad.engine.owning import part_of, whole_file
from musnad.errors import EngineError, ReadError
from musnad.model import Document
from musnad.pipeline import Pipeline
from musnad.readers import Found, Read, Unfinished, Unread, finish
from musnad.readers.sources import walk_part
from musnad.readers.streams import Part

__all__ = ["ANEW", "CHANGED", "ReadShard", "Shard"]

CHANGED = "it was changed since the run was begun"
ANEW = "read it as it is now into another folder"
_WORK = "work"
_CUT = "cut what is before it off, and run the rest as a file of its own"
_REARM_SECONDS = 1.0
_pipelines: dict[str, Pipeline] = {}  # of this process: that of the last run


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard: its number, and its pieces with their files."""

    number: int
    pieces: tuple[tuple[InputFile, Piece], ...]


@dataclass(frozen=True, slots=True)
class ReadShard:
    """Reads shards into the folder of a run.

    `pipeline` makes the pipeline once in every process for a `run`. Where the process is one that may
    end, an article that takes longer than so many `seconds` of wall time ends it.
    """

    folder: str
    pipeline: Callable[[], Pipeline]
    run: str
    published: str | None
    originals: bool
    seconds: float | None

    def __call__(self, shard: Shard) -> ShardRecord | EngineError:
        """Read a shard and return its record, or why it is given up.

        Raises OSError where it cannot be written, MemoryError where the process has too little for it, and whatever
        making the pipeline does.
        """
        pipeline = self._pipeline()
        try:
            return self._read(shard, pipeline)
        except EngineError as error:
            return error
        except (OSError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - one bad shard never stops a run
            return EngineError(f"shard {shard.number}", f"{type(error).__name__}: {error}", "please report this")

    def _pipeline(self) -> Pipeline:
        if (pipeline := _pipelines.get(self.run)) is None:
            _pipelines.clear()
            pipeline = _pipelines[self.run] = self.pipeline()
            gc.freeze()  # it lives as long as the process, and is not walked again for each long article
        return pipeline

    def _read(self, shard: Shard, pipeline: Pipeline) -> ShardRecord:
        folder = RunFolder(Path(self.folder))
        with (
            Journal(folder.path / _WORK, shard.number) as journal,
            _clock(self.seconds) as wind,
            _unfinished(folder, shard.number, originals=self.originals) as paths,
        ):
            with LayerFiles(paths, shard.number, originals=self.originals) as files:
                for place, found in self._found(shard, journal):
                    wind()
                    _read(place, found, pipeline, journal, files)
                journal.note_nothing()
            return _keep(folder, shard.number, paths, files.counts)

    def _found(self, shard: Shard, journal: Journal) -> Iterator[tuple[int, Found]]:
        """Yield what the pieces hold, each with its place; a piece that ended its reader breaks off there.

        Raises EngineError where a file is not the one that was planned, before it is read and after.
        """
        place, taken = 0, set[str]()
        for file, piece in shard.pieces:
            _look_at(file)
            part = Part(piece.first, piece.end, piece.line)
            walk = walk_part(Path(file.path), part, published=self.published, taken=taken)
            journal.note(place, "open")
            while (found := _next(walk, file.path, is_given_up=journal.is_given_up(place, "open"))) is not None:
                yield place, found
                place += 1
                journal.note(place, "open")
            _look_at(file)


def _look_at(file: InputFile) -> None:
    """Raise EngineError where a file cannot be opened any more, or is of another size: its shard is not finished."""
    try:
        with Path(file.path).open("rb") as opened:
            size = os.fstat(opened.fileno()).st_size
    except OSError as error:
        reason = f"it cannot be opened any more ({error.strerror or error})"
        raise EngineError(file.path, reason, "see that it is there, and run the same again") from error
    if size != file.size:
        raise EngineError(file.path, CHANGED, ANEW)


def _next(walk: Generator[Found, None, None], path: str, *, is_given_up: bool) -> Found | None:
    """Return what comes next in a file, None at its end; what cannot be opened ends it with an `Unread`."""
    if is_given_up:
        walk.close()
        return Unread(ReadError(path, f"what comes here ended its reader {DEATHS} times", _CUT))
    try:
        return next(walk, None)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - one bad file never stops a run
        return Unread(ReadError(path, f"{type(error).__name__}: {error}; please report this file", _CUT))


def _read(place: int, found: Found, pipeline: Pipeline, journal: Journal, files: LayerFiles) -> None:
    """Read what was found at a place and put it down."""
    if isinstance(found, Unread):
        _put_unread(place, found, files)
    elif journal.is_given_up(place, "read"):
        _quarantine(place, found, f"it stopped its reader {DEATHS} times", files)
    else:
        journal.note(place, "read")
        outcome = _outcome(found, pipeline)
        if isinstance(outcome, str):
            _quarantine(place, found, outcome, files)
        elif isinstance(outcome, Unread):
            _put_unread(place, outcome, files)
        else:
            files.add(place, *outcome)


def _outcome(found: Read | Unfinished, pipeline: Pipeline) -> tuple[Ready, Document] | Unread | str:
    """Return an article with its layers, or why there is none; what is our fault as a message."""
    try:
        read = finish(found)
        if isinstance(read, Unread):
            return read
        ready, doc = make_ready(read, pipeline)
        _check(ready)
    except MemoryError:  # which ends this attempt; what ends two is put down
        raise
    except Exception as error:  # noqa: BLE001 - one bad document never stops a run
        return f"{type(error).__name__}: {error}; please report this text"
    return ready, doc


def _check(ready: Ready) -> None:
    """Raise UnicodeError where a field is no text that a table can hold, such as half of a pair of surrogates."""
    doc, origin = ready.document, ready.origin
    for text in (doc.id, doc.title, doc.outlet, doc.author, doc.url, origin.source, origin.locator, *ready.warnings):
        if text is not None:
            text.encode()


def _put_unread(place: int, found: Unread, files: LayerFiles) -> None:
    error = found.error
    files.fail(place, Failed(READ, printable(error.source), printable(error.reason), printable(error.remedy)))
    files.counts["unread"] += 1


def _quarantine(place: int, found: Read | Unfinished, reason: str, files: LayerFiles) -> None:
    doc = found.document
    files.fail(place, Failed(
        QUARANTINE, printable(found.source), printable(reason), locator=printable(found.locator), id=printable(doc.id),
        media=found.media, published=doc.published, kept=original(found),
    ))  # fmt: skip
    files.counts["quarantined"] += 1


@contextmanager
def _clock(seconds: float | None) -> Iterator[Callable[[], None]]:
    """Give what starts the time of an article anew; one that takes longer ends the process, whatever it is doing."""
    if seconds is None:
        yield lambda: None
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            yield _Clock(seconds, nowhere).wind
        finally:
            faulthandler.cancel_dump_traceback_later()


class _Clock:
    def __init__(self, seconds: float, nowhere: TextIO) -> None:
        self._seconds, self._nowhere, self._next = seconds, nowhere, 0.0

    def wind(self) -> None:
        """Start the time anew; not more often than once a second, since that starts a thread."""
        if (now := time.monotonic()) >= self._next:
            self._next = now + _REARM_SECONDS
            faulthandler.dump_traceback_later(self._seconds + _REARM_SECONDS, exit=True, file=self._nowhere)


@contextmanager
def _unfinished(folder: RunFolder, shard: int, *, originals: bool) -> Iterator[dict[str, Path]]:
    """Give the paths to write a shard's layers to, by layer; what was not renamed is removed."""
    layers = (DOCUMENTS, FAILURES, *FOUND, *((ORIGINALS,) if originals else ()))
    parts = {name: part_of(folder.layer(name, shard)) for name in layers}
    for path in parts.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield parts
    finally:
        for path in parts.values():
            path.unlink(missing_ok=True)


def _keep(folder: RunFolder, shard: int, parts: dict[str, Path], counts: dict[str, int]) -> ShardRecord:
    """Give the files of a shard their names, and write its record last."""
    hashes = {}
    for name, part in parts.items():
        path = folder.layer(name, shard)
        hashes[str(path.relative_to(folder.path))] = file_hash(part) or ""
        part.replace(path)
    record = ShardRecord(shard, dict(sorted(counts.items())), dict(sorted(hashes.items())))
    with whole_file(folder.record_path(shard)) as part:
        part.write_bytes(msgspec.json.encode(record))
    return record
