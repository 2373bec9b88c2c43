"""The claims that the chosen articles of a case tell, weighed where they were not yet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case, open_case
from musnad.case.run_folder import is_run_folder
from musnad.case.weighing import WeighReport, pending, weigh_few, weigh_pending
from musnad.cli import terminal
from musnad.cli.progress import Bar
from musnad.errors import CaseError

__all__ = ["FEW", "bring_few_up_to_date", "bring_up_to_date", "take_weighed", "weighed_case"]

FEW = 200  # articles that are weighed in seconds


@contextmanager
def weighed_case(
    path: Path, chosen: Chosen, *, few_only: bool = False
) -> Iterator[tuple[Case, tuple[int, ...] | None]]:
    """Open a case with the chosen articles, which are weighed first where they were not, with the others if few.

    With `few_only` that is done only where it takes seconds. A case that cannot be written is read as it is; what is
    missing is told on the terminal.
    """
    try:
        case = open_case(path, writable=True)
    except CaseError:
        case = open_case(path)
    with case:
        documents = documents_of(case, chosen)
        if case.is_writable:
            try:
                if len(pending(case.connection)) <= FEW:
                    bring_few_up_to_date(case)
                elif not few_only or (documents is not None and len(documents) <= FEW):
                    bring_up_to_date(case, documents)
            except CaseError as error:
                terminal.tell(f"what is new was not weighed: {error}")
        if missing := len(pending(case.connection)):
            terminal.tell(f"{missing} articles of the case are not weighed yet and are not counted; to weigh them: "
                          f"musnad weigh {path}")  # fmt: skip
        yield case, documents


def bring_up_to_date(case: Case, documents: Collection[int] | None = None, *, everything: bool = False) -> WeighReport:
    """Weigh what was not weighed yet, with a bar on the terminal, and tell what could not be."""
    with Bar("articles weighed", None) as bar:
        report = weigh_pending(case, documents, everything=everything, progress=partial(_show, bar))
    return _tell_problems(report)


def bring_few_up_to_date(case: Case) -> WeighReport:
    """Weigh what was not weighed yet where that takes seconds, likewise."""
    with Bar("articles weighed", None) as bar:
        report = weigh_few(case, most=FEW, progress=partial(_show, bar))
    return _tell_problems(report)


def take_weighed(case: Case, sources: Iterable[str]) -> Iterator[str]:
    """Take what the runs among the sources were weighed to, where articles wait; yield what became of it.

    Of a run that nobody weighed only a case tells in which many articles wait.
    """
    for source in filter(is_run_folder, map(Path, sources)):
        waiting = len(pending(case.connection))
        from musnad.engine.weighing import take_weighing

        with Bar("claims taken, by articles", waiting or None) as bar:
            taken = take_weighing(case, source, progress=bar.set)
        if taken.is_taken:
            yield f"the claims of {taken.articles} articles were taken from {source}"
        elif waiting > FEW:
            yield (f"the claims of {source} were not taken: {taken.reason}; {waiting} articles wait to be weighed: "
                   f"musnad weigh {case.path}")  # fmt: skip
        elif taken.is_missed:
            yield f"the claims of {source} were not taken: {taken.reason}; the case has those that it weighed itself"


def _show(bar: Bar, report: WeighReport) -> None:
    bar.set(report.done + report.again, report.pending + report.overtaken)


def _tell_problems(report: WeighReport) -> WeighReport:
    for problem in report.problems:
        terminal.tell(f"{problem.source}: {problem.reason}")
    return report
