"""Run `musnad job`: bring files in, read again or weigh, and tell how far it is, a line of JSON for each step.

A line has some of: `stage` (reading, weighing), `done`, `total`, `problems` (those not told yet), `result` (counts), or
`error`. Exit status: 0 done, 1 not.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from musnad.case.adding import AddReport
from musnad.case.bringing import add, processors
from musnad.case.folder import Case, open_case
from musnad.case.problems import Problem
from musnad.case.rereading import RereadReport, reread
from musnad.case.weighing import WeighReport, pending, weigh_pending
from musnad.cli.choosing import FEW
from musnad.cli.progress import count_documents
from musnad.cli.running import FAILED
from musnad.cli.user_lists import load_actors
from musnad.errors import MusnadError
from musnad.pipeline import pipeline_for, stage_versions

__all__ = ["run_job"]

_MODEST = 10  # the room answers first
_COUNTS = ("new", "versions", "known", "passed_over", "quarantined", "unread")


def run_job(kind: str, path: Path, *, folder: Path | None, everything: bool) -> int:
    """Do a piece of work; return the exit status."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(_MODEST)
    case_path = path.absolute()
    try:
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


def _workers(total: int | None) -> int:
    """Return how many processes read; a few articles are read sooner by one, for each reads its tables first."""
    return min(processors(), max(1, total // 4)) if total is not None else processors()


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
