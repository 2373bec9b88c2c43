"""Read an archive over an engine, or weigh what was read; show how far it is, and sum up what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from musnad.cli import terminal
from musnad.cli.progress import Bar
from musnad.cli.running import FAILED, check_published, run_to_end
from musnad.cli.user_lists import load_actors
from musnad.engine import Engine, RunReport, open_engine
from musnad.engine import run as run_shards

__all__ = ["Asked", "Working", "run_run", "run_weigh_run"]

_SHOWN = 20
_TABLES = ("pieces", "joins", "oppositions", "copies", "claims")
_ROWS = ("entities", "mentions", "times", "statements", "events")


@dataclass(frozen=True, slots=True)
class Working:
    """Who works: the engine, where its cluster is, how many processes, and what each may take."""

    engine: str
    address: str | None
    workers: int | None
    megabytes: int

    def open(self) -> Engine:
        """Return the engine. Raises EngineError where there is none of the name."""
        return open_engine(self.engine, address=self.address, workers=self.workers, megabytes=self.megabytes)


@dataclass(frozen=True, slots=True)
class Asked:
    """How the sources are read."""

    published: str | None
    articles: int
    originals: bool
    seconds: float
    actors: tuple[str, ...]
    own: bool


def run_run(sources: Sequence[str], out: Path, asked: Asked, working: Working) -> int:
    """Read the sources into the folder; return the exit status."""
    check_published(asked.published)
    user = load_actors(asked.actors, own=asked.own)

    def work() -> int:
        with working.open() as engine, Bar("shards", None) as bar:
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


def run_weigh_run(folder: Path, working: Working) -> int:
    """Weigh a finished run; return the exit status."""

    def work() -> int:
        from musnad.engine.weighing import weigh_run

        with working.open() as engine, Bar("tasks", None) as bar:
            steps: dict[str, tuple[int, int]] = {}

            def progress(step: str, done: int, tasks: int) -> None:
                steps[step] = (done, tasks)
                bar.set(sum(one for one, _ in steps.values()), sum(all_ for _, all_ in steps.values()))

            weighed = weigh_run(folder, engine, progress=progress)
        for number, message in list(weighed.failed.items())[:_SHOWN]:
            terminal.tell(f"document {number}: {message}")
        typer.echo(f"{weighed.documents} articles weighed")
        typer.echo(", ".join(f"{weighed.rows[name]} {name}" for name in _TABLES))
        return FAILED if weighed.failed else 0

    return run_to_end(work, stopped="what was finished is kept; run the same again to go on")


def _sum_up(report: RunReport, out: Path) -> int:
    """Print what became of the run and return the exit status."""
    for problem in report.unread[:_SHOWN]:
        terminal.tell(f"{problem.source}: {problem.reason}; {problem.remedy}")
    if (more := len(report.unread) - _SHOWN) > 0:
        terminal.tell(f"{more} more sources could not be read")
    for error in report.failed:
        terminal.tell(str(error))
    counts = report.counts
    before = f" ({report.before} of them before)" if report.before else ""
    shards = "1 shard" if report.shards == 1 else f"{report.shards} shards"
    typer.echo(f"{counts['documents']} articles in {shards}{before}")
    typer.echo(", ".join(f"{counts[name]} {name}" for name in _ROWS))
    lost = counts["unread"] + counts["quarantined"]
    if lost:
        reasons = out / "failures"
        typer.echo(f"{counts['unread']} not read, {counts['quarantined']} in quarantine; the reasons are in {reasons}")
    return FAILED if lost or report.unread or report.failed else 0
