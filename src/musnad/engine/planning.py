"""Cut the sources of a run into shards, each small enough to be done again when it is lost.

What comes in are files and folders; what goes out are the files with their hashes and, for each shard, the pieces of
them that it reads, in order. The same sources give the same plan.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.case.run_folder import InputFile, Piece, UnreadSource, file_hash
from musnad.errors import EngineError
from musnad.readers import STDIN, Unread
from musnad.readers.cutting import cut
from musnad.readers.sources import files_in

__all__ = ["ARTICLES", "Plan", "make_plan"]

ARTICLES = 500
"""Articles in a shard: some seconds of work."""

_BYTES = 32_000_000  # of small files in one shard
_ARTICLE_BYTES = 3_000  # of a file of several articles, roughly, for each


class Plan:
    """The files of a run, the sources that could not be looked at, and the pieces of each shard."""

    def __init__(self) -> None:
        self.inputs: list[InputFile] = []
        self.unread: list[UnreadSource] = []
        self.shards: list[tuple[Piece, ...]] = []


def make_plan(
    sources: Iterable[str | os.PathLike[str]], *, articles: int = ARTICLES, but: Path | None = None
) -> Plan:  # fmt: skip
    """Return the plan of a run over files and folders, with about so many articles in a shard.

    What lies in the folder `but`, where the run itself writes, is no source.

    A file that cannot be read is told in `unread`. Raises EngineError where a source is standard input, which cannot
    be read twice.
    """
    plan = Plan()
    small: list[Piece] = []
    size = count = 0
    for path in _files(sources, plan):
        if but is not None and path.is_relative_to(but):
            continue
        known = InputFile(str(path), path.stat().st_size, file_hash(path) or "")
        number = len(plan.inputs)
        plan.inputs.append(known)
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


def _files(sources: Iterable[str | os.PathLike[str]], plan: Plan) -> Iterator[Path]:
    """Yield the files that can be opened, by absolute paths: a worker may stand elsewhere."""
    for given in sources:
        source = os.fspath(given)
        if source == STDIN:
            raise EngineError("standard input", "a run cannot read it, as it may have to begin again", "give a file")
        for found in files_in(source):
            if isinstance(found, Unread):
                plan.unread.append(UnreadSource(found.error.source, found.error.reason, found.error.remedy))
            elif not os.access(found, os.R_OK):
                reason, remedy = "you may not read it", "ask its owner, or change its permissions"
                plan.unread.append(UnreadSource(str(found), reason, remedy))
            else:
                yield found.resolve()
