"""Run `musnad import`: find out what a source is, and take it in.

Each kind of source has a function that takes it in and one that knows it; the first that knows a source has it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import typer

from musnad.cli import terminal
from musnad.cli.progress import Bar
from musnad.cli.running import FAILED, run_to_end
from musnad.exports.bundle import is_bundle, restore_bundle

__all__ = ["run_import", "run_restore"]

_SHOWN_PROBLEMS = 50


class _Kind(NamedTuple):
    """How a kind of source is known, and taken into a case; `run` returns the exit status."""

    knows: Callable[[Path], bool]
    run: Callable[[Path, Path], int]


def run_import(source: Path, case: Path, *, kind: str | None) -> int:
    """Take a source into a case; return the exit status."""
    if kind is not None and kind not in _KINDS:
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(_KINDS)}", param_hint="--from")
    if not source.exists():
        raise typer.BadParameter(f"there is no {source}", param_hint="SOURCE")
    found = kind or next((name for name, one in _KINDS.items() if one.knows(source)), None)
    if found is None:
        told = f"{source} is none of what musnad import takes ({', '.join(_KINDS)})"
        raise typer.BadParameter(f"{told}; articles come in with: musnad add CASE FILE...", param_hint="SOURCE")
    return _KINDS[found].run(source, case)


def run_restore(source: Path, case: Path) -> int:
    """Make a case of a bundle in a new folder; return the exit status."""

    def work() -> int:
        with Bar("restoring", None) as bar:
            restored = restore_bundle(source, case, progress=lambda _part, done, total: bar.set(done, total))
        counts = restored.manifest.counts
        typer.echo(f"restored {restored.manifest.case.name!r}: {counts.get('articles', 0)} articles, "
                   f"{counts.get('documents', 0)} texts, {restored.manifest.log.lines} lines of the log")  # fmt: skip
        for problem in restored.problems[:_SHOWN_PROBLEMS]:
            terminal.tell(f"{problem.source}: {problem.reason}")
        return FAILED if restored.problems else 0

    return run_to_end(work)


_KINDS = {"bundle": _Kind(is_bundle, run_restore)}
