"""Run the reading of many articles over an engine, from wherever an earlier run of the same was stopped.

What comes in are sources and a folder; what goes out is the folder with a file for each shard and layer, and a report.
A shard that is finished is not read again. Nothing is written over what another run, of other sources or by other
rules, left there.
"""

from __future__ import annotations

import os
import secrets
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec

from musnad import __version__
from musnad.case.run_folder import FORM, MANIFEST, Manifest, RunFolder, ShardRecord, UnreadSource, is_lossy
from musnad.case.workers import Limits
from musnad.engine.engines import Engine
from musnad.engine.owning import LOCK, PART, alone_in, told_unwritable, whole_file
from musnad.engine.planning import ARTICLES, Plan, check_sources, make_plan
from musnad.engine.reading import ANEW, CHANGED, ReadShard, Shard
from musnad.errors import EngineError
from musnad.lexicon.user_actors import UserActors
from musnad.pipeline import Pipeline, pipeline_for, stage_versions
from musnad.readers.sources import checked_date

__all__ = ["Progress", "RunReport", "run"]

SECONDS = Limits().seconds
_OTHER = "choose another folder, or remove this one"


@dataclass(slots=True)
class RunReport:
    """How far a run is: shards in all, those done before and now, and the rows of each layer in all of these.

    `failed` tells why shards were given up, which the next run tries again; `unread` are the sources that could not be
    looked at, and `passed` the folders of runs and cases in them; `counts` has what was unread or quarantined within
    the others, and `lossy` the shards where anything was.
    """

    shards: int = 0
    before: int = 0
    done: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    unread: tuple[UnreadSource, ...] = ()
    passed: tuple[str, ...] = ()
    lossy: list[int] = field(default_factory=list)
    failed: list[EngineError] = field(default_factory=list)

    def count(self, record: ShardRecord) -> None:
        """Count a shard that is whole."""
        self.counts.update(record.counts)
        if is_lossy(record):
            insort(self.lossy, record.shard)


Progress = Callable[[RunReport], object]


def run(
    sources: Iterable[str | os.PathLike[str]],
    out: str | os.PathLike[str],
    *,
    engine: Engine,
    published: str | None = None,
    actors: UserActors | None = None,
    articles: int = ARTICLES,
    originals: bool = True,
    seconds: float = SECONDS,
    retry: bool = False,
    pipeline: Callable[[], Pipeline] | None = None,
    versions: dict[str, str] | None = None,
    progress: Progress = lambda _report: None,
) -> RunReport:
    """Read every article of the sources into a folder, about so many in a shard; take it up where it was stopped.

    `published` is the day of articles that give none, `actors` the user's own; `originals` says whether their bytes are
    kept too. An article that takes more `seconds` is put down as failed. `retry` reads shards again in which anything
    could not be read, as when more time or memory is given. `pipeline` makes another pipeline in each process, and
    `versions` tells its rules. A shard whose files are not those that were planned is not finished.

    Raises EngineError where the folder holds something else, is being written by another process or cannot be written;
    ReadError where `published` is no date.
    """
    given = check_sources(sources)
    user = actors or UserActors()
    folder = RunFolder(Path(out).absolute())
    stages = versions if versions is not None else stage_versions(user)
    with told_unwritable(folder.path):
        _make(folder)
        with alone_in(folder.path):
            plan = make_plan(given, articles=articles, but=folder.path.resolve())
            wanted = _wanted(plan, stages, checked_date(published), originals=originals)
            manifest = _settled(folder, wanted)
            todo, report = _looked_at(folder, manifest, retry=retry)
            report.passed = tuple(plan.passed)
            progress(report)
            read = ReadShard(
                str(folder.path), pipeline or partial(pipeline_for, user), secrets.token_hex(8),
                manifest.published, originals, seconds if engine.ends_processes else None,
            )  # fmt: skip
            for place, found in engine.map(read, todo, deaths=None):
                record = _of_planned(folder, todo[place], found, plan.written)
                if isinstance(record, EngineError):
                    report.failed.append(record)
                    continue
                report.count(record)
                report.done += 1
                progress(report)
            if not report.failed:
                _clear(folder)
                _write(folder, msgspec.structs.replace(manifest, finished=dict(sorted(report.counts.items()))))
    return report


def _make(folder: RunFolder) -> None:
    """Make the folder where there is none. Raises EngineError where it holds something else than a run."""
    if folder.path.exists() and not folder.path.is_dir():
        raise EngineError(str(folder.path), "it is no folder", "choose a new or an empty folder")
    folder.path.mkdir(parents=True, exist_ok=True)
    others = (path for path in folder.path.iterdir() if path.name != LOCK and path.suffix != PART)
    if not (folder.path / MANIFEST).exists() and any(others):
        raise EngineError(str(folder.path), "the folder is not empty", "choose a new or an empty folder")


def _wanted(plan: Plan, stages: dict[str, str], published: str | None, *, originals: bool) -> Manifest:
    return Manifest(
        form=FORM, musnad=__version__, stages=stages, published=published, originals=originals,
        inputs=tuple(plan.inputs), unread=tuple(plan.unread), shards=tuple(plan.shards),
    )  # fmt: skip


def _settled(folder: RunFolder, wanted: Manifest) -> Manifest:
    """Return what is run: what is wanted, written down where nothing is yet. Raises EngineError where they differ."""
    if not (folder.path / MANIFEST).exists() or not (there := folder.manifest()).shards:
        _write(folder, wanted)
        return wanted
    if there.inputs != wanted.inputs:
        raise EngineError(str(folder.path), f"the run there is of {_other_file(there, wanted)}", _OTHER)
    for what, name in (
        ("sources that could not be read", "unread"),
        ("other shards", "shards"), ("other rules of reading, or another list of actors", "stages"),
        ("another day of publication", "published"), ("another choice of keeping originals", "originals"),
    ):  # fmt: skip
        if getattr(there, name) != getattr(wanted, name):
            raise EngineError(str(folder.path), f"the run there is of {what}", _OTHER)
    return there


def _other_file(there: Manifest, wanted: Manifest) -> str:
    """Say in which files two runs differ, by the first of them."""
    one, other = ({file.path: file for file in files} for files in (there.inputs, wanted.inputs))
    if changed := next((path for path, file in other.items() if path in one and one[path] != file), None):
        return f"files that were changed since, such as {changed}"
    if differing := min(one.keys() ^ other.keys(), default=None):
        return f"other files: {differing} is {'not ' if differing in other else ''}among them"
    return "the same files in another order"


def _looked_at(folder: RunFolder, manifest: Manifest, *, retry: bool) -> tuple[list[Shard], RunReport]:
    """Return the shards that are to be read, and a report of those that are whole."""
    report = RunReport(shards=len(manifest.shards), unread=manifest.unread)
    todo = []
    for number, pieces in enumerate(manifest.shards):
        record = folder.record(number)
        if record is not None and folder.is_whole(record) and not (retry and is_lossy(record)):
            report.count(record)
            report.before += 1
        else:
            todo.append(Shard(number, tuple((manifest.inputs[piece.file], piece) for piece in pieces)))
    return todo, report


def _of_planned(
    folder: RunFolder, shard: Shard, found: ShardRecord | EngineError, written: Mapping[str, int]
) -> ShardRecord | EngineError:
    """Return what became of a shard; it is not finished where one of its files was written to since it was planned."""
    if isinstance(found, EngineError):
        return found
    for path in dict.fromkeys(file.path for file, _ in shard.pieces):
        try:
            same = Path(path).stat().st_mtime_ns == written[path]
        except OSError:
            same = False
        if not same:
            folder.record_path(shard.number).unlink(missing_ok=True)
            return EngineError(path, CHANGED, ANEW)
    return found


def _clear(folder: RunFolder) -> None:
    """Remove what processes that died left unfinished."""
    for pattern in (f"*{PART}", f"*/*{PART}", "work/*"):
        for path in folder.path.glob(pattern):
            path.unlink(missing_ok=True)


def _write(folder: RunFolder, manifest: Manifest) -> None:
    with whole_file(folder.path / MANIFEST) as part:
        part.write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=1))
