"""Cut the sources of a run into shards, each small enough to be done again when it is lost.

What comes in are files and folders; what goes out are the files with their hashes and, for each shard, the pieces of
them that it reads, in order. The same sources give the same plan. What musnad itself keeps is no source: folders of
runs and cases are passed over.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.case.folder import is_case_folder
from musnad.case.run_folder import InputFile, Piece, UnreadSource, file_hash, is_run_folder
from musnad.engine.layers import printable
from musnad.errors import EngineError, ReadError
from musnad.readers import STDIN, Unread
from musnad.readers.cutting import cut
from musnad.readers.sources import files_in, no_file

__all__ = ["ARTICLES", "Plan", "check_sources", "make_plan"]

ARTICLES = 500
"""Articles in a shard: some seconds of work."""

_BYTES = 32_000_000  # of small files in one shard
_ARTICLE_BYTES = 3_000  # of a file of several articles, roughly, for each
_KEPT = "take a run into a case with: musnad add CASE RUN; or give the files that it was made of"


class Plan:
    """The files of a run, the sources that could not be looked at, and the pieces of each shard.

    `written` tells of each file when it was written, in nanoseconds as the system counts them; `passed` are the folders
    of runs and cases that lie in the sources.
    """

    def __init__(self) -> None:
        self.inputs: list[InputFile] = []
        self.unread: list[UnreadSource] = []
        self.shards: list[tuple[Piece, ...]] = []
        self.written: dict[str, int] = {}
        self.passed: dict[str, None] = {}  # in order


def check_sources(sources: Iterable[str | os.PathLike[str]]) -> list[str]:
    """Return the sources. Raises EngineError where one is standard input, which cannot be read twice."""
    given = [os.fspath(source) for source in sources]
    if STDIN in given:
        raise EngineError("standard input", "a run cannot read it, as it may have to begin again", "give a file")
    return given


def make_plan(
    sources: Iterable[str | os.PathLike[str]], *, articles: int = ARTICLES, but: Path | None = None
) -> Plan:  # fmt: skip
    """Return the plan of a run over files and folders, with about so many articles in a shard.

    What lies in the folder `but`, where the run itself writes, is no source; a file that is met twice is read once.
    A file that cannot be read is told in `unread`.
    """
    plan = Plan()
    small: list[Piece] = []
    size = count = 0
    for path in _files(sources, plan, but):
        found, number = path.stat(), len(plan.inputs)
        known = InputFile(str(path), found.st_size, file_hash(path) or "")
        plan.inputs.append(known)
        plan.written[known.path] = found.st_mtime_ns
        pieces = [Piece(number, part.first, part.end, part.line) for part in cut(path, articles=articles)]
        if len(pieces) > 1:
            plan.shards += [(piece,) for piece in pieces]
            continue
        several = 1 if pieces[0].end is None else max(1, known.size // _ARTICLE_BYTES)
        if small and (count + several > articles or size + known.size > _BYTES):
            plan.shards.append(tuple(small))
            small, size, count = [], 0, 0
        small += pieces
        size, count = size + known.size, count + several
    if small:
        plan.shards.append(tuple(small))
    return plan


def _files(sources: Iterable[str | os.PathLike[str]], plan: Plan, but: Path | None) -> Iterator[Path]:
    """Yield the files that can be opened, each once, by absolute paths: a worker may stand elsewhere."""
    met: set[Path] = set()
    for source in (os.fspath(given) for given in sources):
        kept_in = _KeptIn(Path(os.path.realpath(source)))  # resolve() raises where links lead in a circle
        if kept_in.is_kept(kept_in.root):
            plan.unread.append(_unread(ReadError(source, "this is the folder of a run or a case, no source", _KEPT)))
            continue
        for found in files_in(source):
            if isinstance(found, Unread):
                plan.unread.append(_unread(found.error))
                continue
            path = found.resolve()
            if path in met or (but is not None and path.is_relative_to(but)):
                continue
            met.add(path)
            if folder := kept_in(path.parent):
                plan.passed.setdefault(str(folder))
            elif error := _unreadable(path):
                plan.unread.append(_unread(error))
            else:
                yield path


class _KeptIn:
    """Tells in which folder of a run or a case below a root, if any, something lies; looks once at each folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._known: dict[Path, Path | None] = {root: None}

    def __call__(self, folder: Path) -> Path | None:
        if not folder.is_relative_to(self.root):  # a link led out of it
            return None
        if folder not in self._known:
            self._known[folder] = self(folder.parent) or (folder if self.is_kept(folder) else None)
        return self._known[folder]

    @staticmethod
    def is_kept(folder: Path) -> bool:
        return is_run_folder(folder) or is_case_folder(folder)


def _unread(error: ReadError) -> UnreadSource:
    return UnreadSource(printable(error.source), printable(error.reason), error.remedy)


def _unreadable(path: Path) -> ReadError | None:
    """Return why a file cannot be part of a run, None where it can."""
    if str(path) != printable(str(path)):
        return ReadError(str(path), "its name is not UTF-8, so that no table can hold it", "give it another name")
    if not path.is_file():
        return no_file(str(path))
    if not os.access(path, os.R_OK):
        return ReadError(str(path), "you may not read it", "ask its owner, or change its permissions")
    return None
