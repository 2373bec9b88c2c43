"""Measure a case of many articles: how fast they come in, how it grows, what it takes of disk and memory.

What comes in: the corpora ANT and SaudiNewsNet (`data/news/*.jsonl.gz` under MUSNAD_SHARED). What goes out: tables on
standard output. `ingest` leaves the case where `--keep FOLDER` says, for the other parts and for looking at it.

    python benchmarks/case.py ingest [--articles N] [--workers W] [--keep FOLDER]   articles per second, growth, size
    python benchmarks/case.py workers [--articles N]                                one worker against two
    python benchmarks/case.py one CASE                                              one more article in a full case
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

from musnad.case.adding import AddReport, add_readings
from musnad.case.folder import Case, create_case, open_case
from musnad.lexicon.user_actors import UserActors
from musnad.pipeline import pipeline_for, stage_versions
from musnad.readers import Reading
from musnad.readers.jsonl import read_jsonl

_CORPORA = ("ant", "saudinewsnet")
_TENTHS = 10


def main() -> None:
    """Run one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("ingest", "workers", "one"))
    parser.add_argument("case", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    if asked.part == "ingest":
        with tempfile.TemporaryDirectory() as folder:
            measure_ingest(asked.keep or Path(folder, "case"), asked.articles, asked.workers)
    elif asked.part == "workers":
        compare_workers(asked.articles)
    elif asked.case is None:
        parser.error("name a case")
    else:
        measure_one(asked.case)


def articles(count: int) -> Iterator[Reading]:
    """Yield the first so many articles, of both corpora in turn, so that neither end of the run is of one kind."""
    folder = Path(os.environ.get("MUSNAD_SHARED", "../shared")) / "data" / "news"
    if not all((folder / f"{name}.jsonl.gz").is_file() for name in _CORPORA):
        sys.exit(f"the corpora {' and '.join(_CORPORA)} are not in {folder}; name their folder in MUSNAD_SHARED")
    streams = [_records(folder / f"{name}.jsonl.gz", name) for name in _CORPORA]
    yield from islice(_in_turn(streams), count)


def _records(path: Path, name: str) -> Iterator[Reading]:
    with gzip.open(path) as lines:
        yield from read_jsonl(lines, source=f"{name}.jsonl", stem=name)


def _in_turn(streams: list[Iterator[Reading]]) -> Iterator[Reading]:
    while streams:
        for stream in list(streams):
            try:
                yield next(stream)
            except StopIteration:
                streams.remove(stream)


def fill(case: Case, readings: Iterator[Reading], workers: int, marks: list[tuple[int, float, float]]) -> AddReport:
    """Add the articles; `marks` gets counts with seconds of wall and of this process, once a batch."""
    user = UserActors()
    return add_readings(
        case,
        readings,
        pipeline=partial(pipeline_for, user),
        versions=stage_versions(user),
        workers=workers,
        progress=lambda report: marks.append((report.met, time.monotonic(), time.process_time())),
    )


def measure_ingest(path: Path, count: int, workers: int) -> None:
    """Print rate, cost of the first and last tenth, sizes and memory."""
    marks: list[tuple[int, float, float]] = [(0, time.monotonic(), time.process_time())]
    with create_case(path) as case:
        report = fill(case, articles(count), workers, marks)
        text = case.connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM document").fetchone()[0]
    total = marks[-1][1] - marks[0][1]
    told = f"{report.new} new, {report.versions} versions, {report.known} known"
    print(f"{report.met} articles ({told}), {workers} workers")
    print(f"{report.met / total:.1f} articles/s, {total:.0f} s")
    for name, index in (("wall", 1), ("writing process", 2)):
        costs = [_cost(marks, report.met, tenth, index) for tenth in range(_TENTHS)]
        shown = " ".join(f"{cost:.2f}" for cost in costs)
        print(f"ms per article by tenths, {name}: {shown}; last to first {costs[-1] / costs[0]:.2f}")
    database = sum(file.stat().st_size for file in path.glob("case.db*"))
    raw = sum(file.stat().st_size for file in (path / "raw").rglob("*") if file.is_file())
    times = f"{database / text:.2f} times the text"
    print(f"text {text / 1e6:.0f} MB, database {database / 1e6:.0f} MB ({times}), originals {raw / 1e6:.0f} MB")
    own, most = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"memory at most: {own:.0f} MB writing, {most:.0f} MB in a worker")


def _cost(marks: list[tuple[int, float, float]], total: int, tenth: int, index: int) -> float:
    """Return the milliseconds per article of one tenth, by the batches that ended in it."""
    first, last = total * tenth / _TENTHS, total * (tenth + 1) / _TENTHS
    inside = [mark for mark in marks if first <= mark[0] <= last]
    if len(inside) < 2 or inside[-1][0] == inside[0][0]:
        return float("nan")
    return 1000 * (inside[-1][index] - inside[0][index]) / (inside[-1][0] - inside[0][0])


def compare_workers(count: int) -> None:
    """Print the rate with one worker and with two, run in turn, twice each; starting the workers is left out."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for workers in (1, 2, 2, 1):
        with tempfile.TemporaryDirectory() as folder, create_case(Path(folder, "case")) as case:
            marks: list[tuple[int, float, float]] = []
            fill(case, articles(count), workers, marks)
            seconds[workers].append((marks[-1][1] - marks[0][1]) / (marks[-1][0] - marks[0][0]))
    one, two = (1000 * statistics.mean(seconds[workers]) for workers in (1, 2))
    print(f"{count} articles: one worker {one:.1f} ms each, two {two:.1f} ms each; {one / two:.2f} times as fast")


def measure_one(path: Path) -> None:
    """Print how long one more article takes in a case that is full, in a warm process: read, analysed and committed."""
    from musnad.readers import Read
    from musnad.readers.sources import text_document

    pipeline = pipeline_for(UserActors())
    times = []
    with open_case(path, writable=True) as case:
        base = next(iter(articles(1)))
        for number in range(21):
            text = f"{json.dumps(number)} {time.time_ns()}\n\n{base.document.text if base.document else ''}"
            reading = Read("one.txt", text_document(text, published="2018-05-10"))
            start = time.perf_counter()
            add_readings(case, [reading], pipeline=lambda: pipeline, workers=0)
            times.append(1000 * (time.perf_counter() - start))
    median, most = statistics.median(times[1:]), max(times[1:])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    runs = len(times) - 1
    print(f"one more article: median {median:.0f} ms, most {most:.0f} ms, {runs} runs; memory at most {memory:.0f} MB")


if __name__ == "__main__":
    main()
