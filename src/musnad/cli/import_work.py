"""Run `musnad import`: find out what a source is, and take it in.

Each kind of source has a function that takes it in and one that knows it; the first that knows a source has it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from musnad.case.folder import open_case
from musnad.case.problems import Problem
from musnad.cli import terminal
from musnad.cli.progress import Bar
from musnad.cli.running import FAILED, run_to_end
from musnad.exports.bundle import is_bundle, restore_bundle
from musnad.imports.brat import import_brat, is_collection

__all__ = ["run_brat", "run_import", "run_restore"]

_SHOWN_PROBLEMS = 50


class _Kind(NamedTuple):
    """How a kind of source is known, and taken into a case for a reason; `run` returns the exit status."""

    knows: Callable[[Path], bool]
    run: Callable[[Path, Path, str], int]


def run_import(source: Path, case: Path, *, kind: str | None, reason: str = "") -> int:
    """Take a source into a case; return the exit status."""
    if kind is not None and kind not in _KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(_KINDS)}", param_hint="--from")
    if not source.exists():
        raise typer.BadParameter(f"there is no {source}", param_hint="SOURCE")
    found = kind or next((name for name, one in _KINDS.items() if one.knows(source)), None)
    if found is None:
        told = f"{source} is none of what musnad import takes ({', '.join(_KINDS)})"
        raise typer.BadParameter(f"{told}; articles come in with: musnad add CASE FILE...", param_hint="SOURCE")
    return _KINDS[found].run(source, case, reason)


def run_restore(source: Path, case: Path) -> int:
    """Make a case of a bundle in a new folder; return the exit status."""

    def work() -> int:
        with Bar("restoring", None) as bar:
            restored = restore_bundle(source, case, progress=lambda _part, done, total: bar.set(done, total))
        counts = restored.manifest.counts
        typer.echo(f"restored {restored.manifest.case.name!r}: {counts.get('articles', 0)} articles, "
                   f"{counts.get('documents', 0)} texts, {restored.manifest.log.lines} lines of the log")  # fmt: skip
        return _tell_problems(restored.problems)

    return run_to_end(work)


def run_brat(source: Path, case: Path, reason: str) -> int:
    """Take corrections made in brat into a case, for a reason; return the exit status."""

    def work() -> int:
        with open_case(case, writable=True) as opened, Bar("files", None) as bar:
            report = import_brat(opened, source, reason=reason, progress=bar.set)
        typer.echo(
            f"{len(report.corrections)} corrections of {len(report.corrected)} articles; {report.files} files looked at"
        )
        return _tell_problems(report.problems)

    return run_to_end(work)


def _tell_problems(problems: Sequence[Problem]) -> int:
    """Tell the first problems and how many more there are; return the exit status."""
    for problem in problems[:_SHOWN_PROBLEMS]:
        terminal.tell(f"{problem.source}: {problem.reason}")
    if len(problems) > _SHOWN_PROBLEMS:
        terminal.tell(f"and {len(problems) - _SHOWN_PROBLEMS} more that could not be taken in")
    return FAILED if problems else 0


def _is_bundle_or_spoilt(source: Path) -> bool:
    """Whether something is a bundle, or called a zip and none: what is wrong with it then, restoring says."""
    if is_bundle(source):
        return True
    if not source.is_file() or source.suffix != ".zip":
        return False
    try:
        zipfile.ZipFile(source).close()
    except (zipfile.BadZipFile, OSError):
        return True
    return False


_KINDS = {
    "bundle": _Kind(_is_bundle_or_spoilt, lambda source, case, _reason: run_restore(source, case)),
    "brat": _Kind(is_collection, run_brat),
}
