"""Add what a person names to a case: files, folders, and addresses where the network is allowed.

Joins the readers, the pipeline and `musnad.case.adding`. What became of each article is in the report.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from musnad.case.adding import AddReport, Progress, add_readings
from musnad.case.fetched import Fetching
from musnad.case.fetching import Fetcher
from musnad.case.folder import Case
from musnad.case.preparing import Item, Ready
from musnad.case.run_folder import RunFolder, is_run_folder
from musnad.case.workers import GivenUp, Limits
from musnad.lexicon.user_actors import UserActors
from musnad.pipeline import pipeline_for, stage_versions
from musnad.readers import Found, walk_sources

__all__ = ["add", "processors"]

Source = str | os.PathLike[str]


def add(
    case: Case,
    sources: Source | Iterable[Source],
    *,
    fetch: Iterable[str] = (),
    fetcher: Fetcher | None = None,
    published: str | None = None,
    actors: UserActors | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda _report: None,
) -> AddReport:
    """Add every article of files and folders to a case that was opened for writing; those of a run as it read them.

    `fetch` are web addresses of pages and feeds: without any, nothing touches the network. `fetcher` asks for them, at
    its default pace without one. `published` is the day of articles that give none, `actors` the user's own. `workers`
    are the processes that read, one per processor without it; 0 reads in this one, without `limits`. A script that uses
    workers needs the usual `if __name__ == "__main__":`. Raises CaseError as `add_readings`, ReadError where
    `published` is no date. `-` among the sources reads `stdin`.
    """
    some = (sources,) if isinstance(sources, str | os.PathLike) else sources
    user = actors or UserActors()
    fetching = Fetching(case, fetcher or Fetcher())
    report = add_readings(
        case,
        itertools.chain(_walk(some, published, stdin), fetching.walk(fetch)),
        pipeline=partial(pipeline_for, user),
        versions=stage_versions(user),
        workers=processors() if workers is None else workers,
        limits=limits,
        progress=progress,
    )
    fetching.remember()
    report.unchanged = fetching.unchanged
    return report


def _walk(
    sources: Iterable[Source], published: str | None, stdin: BinaryIO | None
) -> Iterator[Found | Ready | GivenUp[Item]]:
    """Yield what the sources hold; a folder that a run wrote holds articles that were read."""
    for is_run, some in itertools.groupby(sources, key=lambda source: is_run_folder(Path(source))):
        if is_run:
            yield from itertools.chain.from_iterable(RunFolder(Path(source)).articles() for source in some)
        else:
            yield from walk_sources(some, published=published, stdin=stdin)


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
