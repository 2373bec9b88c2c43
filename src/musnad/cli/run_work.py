"""Run `musnad run`: read an archive over an engine, show how far it is, and sum up what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from musnad.case.bringing import processors
from musnad.cli import terminal
from musnad.cli.progress import Bar
from musnad.cli.running import FAILED, check_published, run_to_end
from musnad.cli.user_lists import load_actors
from musnad.engine import RunReport, open_engine
from musnad.engine import run as run_shards

__all__ = ["Asked", "run_run"]

_SHOWN = 20
_ROWS = ("entities", "mentions", "times", "statements", "events")


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command."""

    engine: str
    address: str | None
    workers: int | None
    published: str | None
    articles: int
    originals: bool
    seconds: float
    megabytes: int
    actors: tuple[str, ...]
    own: bool


def run_run(sources: Sequence[str], out: Path, asked: Asked) -> int:
    """Read the sources into the folder; return the exit status."""
    check_published(asked.published)
    user = load_actors(asked.actors, own=asked.own)

    def work() -> int:
        workers = processors() if asked.workers is None else asked.workers
        opened = open_engine(asked.engine, address=asked.address, workers=workers, megabytes=asked.megabytes)
        with opened as engine, Bar("shards", None) as bar:
            report = run_shards(
                sources,
                out,
                engine=engine,
                published=asked.published,
                actors=user,
                articles=asked.articles,
                originals=asked.originals,
                seconds=asked.seconds,
                progress=lambda report: bar.set(report.before + report.done, report.shards),
            )
        return _sum_up(report, out)

    return run_to_end(work, stopped="the shards that were finished are kept; run the same again to go on")


def _sum_up(report: RunReport, out: Path) -> int:
    """Print what became of the run and return the exit status."""
    for problem in report.unread[:_SHOWN]:
        terminal.tell(f"{problem.source}: {problem.reason}; {problem.remedy}")
    if (more := len(report.unread) - _SHOWN) > 0:
        terminal.tell(f"{more} more sources could not be read")
    counts = report.counts
    before = f" ({report.before} of them before)" if report.before else ""
    typer.echo(f"{counts['documents']} articles in {report.shards} shards{before}")
    typer.echo(", ".join(f"{counts[name]} {name}" for name in _ROWS))
    lost = counts["unread"] + counts["quarantined"]
    if lost:
        reasons = out / "failures"
        typer.echo(f"{counts['unread']} not read, {counts['quarantined']} in quarantine; the reasons are in {reasons}")
    return FAILED if lost or report.unread else 0
