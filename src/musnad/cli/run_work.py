"""Read an archive over an engine, or weigh what was read; show how far it is, and sum up what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import typer

from musnad.case.run_folder import RunFolder
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
    retry: bool
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
                retry=asked.retry,
                progress=lambda report: bar.set(report.before + report.done, report.shards, before=report.before),
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
        if not weighed.documents and not weighed.failed:
            typer.echo(f"the run holds no articles; what could not be read is told in {folder / 'failures'}")
            return 0
        typer.echo(f"{weighed.documents} articles weighed")
        typer.echo(", ".join(f"{weighed.rows[name]} {name}" for name in _TABLES))
        return FAILED if weighed.failed else 0

    return run_to_end(work, stopped="what was finished is kept; run the same again to go on")


def _sum_up(report: RunReport, out: Path) -> int:
    """Print what became of the run and return the exit status."""
    for place in report.passed:
        terminal.tell(f"{place}: passed over, since it is the folder of a run or a case")
    folder, counts = RunFolder(out), report.counts
    lost = counts["failures"]
    _tell_some((f"{one.source}: {one.reason}; {one.remedy}" for one in report.unread), len(report.unread))
    _tell_some(chain.from_iterable(map(folder.lost, report.lossy)), lost)
    _tell_some(map(str, report.failed), len(report.failed))
    before = f" ({report.before} of them before)" if report.before else ""
    typer.echo(f"{_number(counts['documents'], 'article')} in {_number(report.shards, 'shard')}{before}")
    typer.echo(", ".join(f"{counts[name]} {name}" for name in _ROWS))
    if lost:
        unread, kept = counts["unread"], counts["quarantined"]
        unmade = _number(lost - unread - kept, "layer")
        typer.echo(f"{unread} not read, {kept} in quarantine, {unmade} not made; --retry tries them again")
        typer.echo(f"all reasons are in {out / 'failures'}")
    return FAILED if lost or report.unread or report.failed else 0


def _tell_some(messages: Iterable[str], count: int) -> None:
    """Say the first of so many messages, and how many more there are."""
    for message in islice(messages, _SHOWN):
        terminal.tell(message)
    if count > _SHOWN:
        terminal.tell(f"and {count - _SHOWN} more like these")


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
