"""Run `musnad job`: bring in, read again, weigh or export, and tell how far it is, a line of JSON for each step.

A line has some of: `stage` (reading, weighing, exporting, packing), `done`, `total`, `problems` (those not told yet),
`result` (counts), `file` (what an export made), or `error`. Exit status: 0 done, 1 not.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from musnad.case.adding import AddReport
from musnad.case.bringing import add, processors
from musnad.case.folder import Case, now, open_case
from musnad.case.problems import Problem
from musnad.case.rereading import RereadReport, reread
from musnad.case.weighing import WeighReport, pending, weigh_pending
from musnad.cli.choosing import FEW
from musnad.cli.progress import count_documents
from musnad.cli.running import FAILED
from musnad.cli.user_lists import load_actors
from musnad.errors import MusnadError
from musnad.exports.handing import hand_over_case
from musnad.exports.running import ExportNote, wanted_format
from musnad.pipeline import pipeline_for, stage_versions
from musnad.web.exporting import FILE, WANTED, WantedExport, chosen_in, file_name, manner_of, media_of, write_file

__all__ = ["run_job"]

_MODEST = 10  # the room answers first
_TOLD_EVERY = 0.2  # seconds
_COUNTS = ("new", "versions", "known", "passed_over", "quarantined", "unread")


def run_job(kind: str, path: Path, *, folder: Path | None, everything: bool) -> int:
    """Do a piece of work; return the exit status."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_MODEST)
    case_path = path.absolute()
    try:
        if kind == "export" and folder is not None:
            _export(case_path, folder)
            return 0
        with open_case(case_path, writable=True) as case:
            if kind == "add" and folder is not None:
                _add(case, folder)
            elif kind == "reread":
                _reread(case, everything=everything)
            else:
                _weigh(case)
    except MusnadError as error:
        _tell(error=str(error))
        return FAILED
    return 0


def _add(case: Case, folder: Path) -> None:
    os.chdir(folder)  # what is told of the files, and kept, are their names and not where they lay
    names = sorted(path.name for path in Path().iterdir())
    told, total = _Problems(), count_documents(names)
    _tell(stage="reading", done=0, total=total)

    def progress(report: AddReport) -> None:
        _tell(stage="reading", done=report.met, total=total, problems=told.new(report.problems))

    report = add(case, names, actors=load_actors((), own=True), workers=_workers(total), progress=progress)
    counts = {name: getattr(report, name) for name in _COUNTS}
    _tell(done=report.met, total=report.met, problems=told.new(report.problems), result=counts)
    _weigh(case, most=FEW)


def _reread(case: Case, *, everything: bool) -> None:
    told, user = _Problems(), load_actors((), own=True)

    def progress(report: RereadReport) -> None:
        _tell(stage="reading", done=report.done, total=report.stale, problems=told.new(report.problems))

    _tell(stage="reading", done=0)
    report = reread(
        case, pipeline=partial(pipeline_for, user), versions=stage_versions(user), workers=processors(),
        everything=everything, progress=progress,
    )  # fmt: skip
    _tell(done=report.done, total=report.stale, problems=told.new(report.problems), result={"reread": report.done})
    _weigh(case, most=FEW)


def _weigh(case: Case, *, most: int | None = None) -> None:
    """Weigh what is not weighed yet; with `most` only where it is no more than so many articles."""
    if most is not None and len(pending(case.connection)) > most:
        return
    told = _Problems()

    def progress(report: WeighReport) -> None:
        done, total = report.done + report.again, report.pending + report.overtaken
        _tell(stage="weighing", done=done, total=total, problems=told.new(report.problems))

    report = weigh_pending(case, progress=progress)
    if report.pending or report.again or most is None:
        problems, result = told.new(report.problems), {"weighed": report.done}
        _tell(stage="weighing", done=report.done, total=report.pending, problems=problems, result=result)


def _export(path: Path, folder: Path) -> None:
    """Write an export into a folder; the case is only read, but for the log where names are blacked out."""
    wanted = msgspec.json.decode((folder / WANTED).read_bytes(), type=WantedExport)
    (folder / WANTED).unlink()  # names that are blacked out stand in it
    form, file, progress = wanted_format(wanted.format), folder / FILE, _Slowly()
    with open_case(path, writable=bool(wanted.redact)) as case:
        others = msgspec.structs.replace(wanted, claim="", actor="")  # what these choose, handing over finds itself
        chosen, manner, name = chosen_in(case, others), manner_of(wanted, made=now()), file_name(case.name, form)
        _tell(stage="exporting", done=0)

        def write(target: Path) -> ExportNote:
            return hand_over_case(
                case, form, target, manner, chosen=chosen, told=wanted.told(), redact=wanted.redact,
                reason=wanted.reason, progress=progress,
            )  # fmt: skip

        note = write_file(form, file, write, name=name, packing=lambda: _tell(stage="packing"))
        made = {"name": name, "media": media_of(form), "size": file.stat().st_size,
                "lost": msgspec.to_builtins(note.lost)}  # fmt: skip
    redacted = {} if note.redacted is None else {"redacted": note.redacted, "not_met": len(note.not_met)}
    _tell(done=progress.done, total=progress.total, problems=note.problems, result=note.written | redacted, file=made)


def _workers(total: int | None) -> int:
    """Return how many processes read; a few articles are read sooner by one, for each reads its tables first."""
    return min(processors(), max(1, total // 4)) if total is not None else processors()


class _Slowly:
    """Tells how many articles are exported, a few times a second."""

    def __init__(self) -> None:
        self.done, self.total, self._next = 0, 0, 0.0

    def __call__(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _TOLD_EVERY
            _tell(stage="exporting", done=done, total=total)


class _Problems:
    """Hands out each problem once."""

    def __init__(self) -> None:
        self._told = 0

    def new(self, problems: Sequence[Problem]) -> list[dict[str, str]]:
        found = problems[self._told :]
        self._told = len(problems)
        return [{"source": one.source, "reason": one.reason.removeprefix(f"{one.source}: ")} for one in found]


def _tell(**told: Any) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
    sys.stdout.flush()
