"""`musnad run` over shards: two workers against one, an engine against the local pool, the memory of each worker.

What comes in: articles of both corpora, written as JSON lines into several files. What goes out: rows. The command is
run as a user would run it; where this musnad has no such command, the part is skipped.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import Ratio, compare, figure
from processes import CAN_WATCH, Ran, fresh_environment, run_fresh, watch
from run_files import CORPORA, FILES, write_files

from suite_parts.rows import Asked, Part, Row, SkipError

__all__ = ["SHARDS"]

_DONE = (0, 1)  # 1 tells that some article could not be read, which is part of a long run
_SMALL = 4  # the other size of input is a fourth


def _measure(asked: Asked) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        env = fresh_environment(Path(folder, "kept"))
        found = run_fresh(("-m", "musnad", "run", "--help"), env)
        if found.status:
            raise SkipError(f"this musnad has no command `run` ({found.message or found.status})")
        if not CAN_WATCH:
            raise SkipError("processes are watched in /proc, and there is none here")
        if not all((asked.shared / f"data/news/{name}.jsonl.gz").is_file() for name in CORPORA):
            raise SkipError(f"no corpora {' and '.join(CORPORA)} to read; name their folder in MUSNAD_SHARED")
        runner = _Runner(Path(folder), env, asked.pick(asked.articles, min(asked.articles, 60)))
        yield from _measure_local(runner, asked)
        if asked.engine:
            yield from _measure_engine(runner, asked.engine, asked)
    if not asked.engine:
        raise SkipError("the rows of an engine: name one with --engine")


class _Runner:
    """Runs `musnad run` on the articles, and on a fourth of them."""

    def __init__(self, folder: Path, env: dict[str, str], count: int) -> None:
        self._folder, self._env, self.count = folder, env, count
        self._runs = 0
        write_files(folder / "all", count)
        write_files(folder / "some", max(1, count // _SMALL))
        self.run("local", 1, "some")  # modules are compiled and caches made

    def run(self, engine: str, workers: int, what: str = "all") -> Ran:
        """Run once into a folder of its own. Raises RuntimeError where that fails."""
        self._runs += 1
        out = self._folder / f"out{self._runs}"
        words = ("run", str(self._folder / what), "--out", str(out), "--engine", engine, "--workers", str(workers))
        ran = watch(("-m", "musnad", *words), self._env)
        if ran.status not in _DONE:
            raise RuntimeError(
                f"musnad run --engine {engine} --workers {workers} ended with {ran.status}: {ran.message}"
            )
        if not any(out.rglob("*.parquet")):
            raise RuntimeError(f"musnad run --engine {engine} wrote no Parquet: {ran.message}")
        return ran


def _measure_local(runner: _Runner, asked: Asked) -> Iterator[Row]:
    runs: dict[int, list[Ran]] = {1: [], 2: []}
    for number in range(asked.pick(2, 1)):
        for workers in (1, 2) if number % 2 == 0 else (2, 1):
            runs[workers].append(runner.run("local", workers))
    of = f"{runner.count:,} articles, {FILES} files, {len(runs[1])} runs of each in turn"
    yield Row(
        "2 workers, by the wall",
        _wall(runs[2]),
        _wall(runs[1]),
        f"{_speedup(runs[1], runs[2])} times as fast",
        f"{of}, start and end included; the other: 1 worker",
    )
    yield Row(
        "2 workers, by the processor",
        _processor(runs[2]),
        _processor(runs[1]),
        str(compare([ran.processor for ran in runs[2]], [ran.processor for ran in runs[1]])),
        "all processes together; the other: 1 worker",
    )
    small = runner.run("local", 2, "some")
    yield Row(
        "memory of a worker, 2 workers",
        f"{_worker(runs[2]):.0f} MiB",
        f"{_worker([small]):.0f} MiB",
        figure(_worker(runs[2]) / _worker([small])) if _worker([small]) else "",
        f"the largest at most; the other: a fourth of the articles. The first process: {_first(runs[2]):.0f} MiB",
    )


def _measure_engine(runner: _Runner, engine: str, asked: Asked) -> Iterator[Row]:
    try:
        runner.run(engine, 2, "some")
    except RuntimeError as error:
        raise SkipError(f"the rows of the engine: {error}") from error
    local, other = [], []
    for number in range(asked.pick(2, 1)):
        if number % 2 == 0:
            other.append(runner.run(engine, 2))
            local.append(runner.run("local", 2))
        else:
            local.append(runner.run("local", 2))
            other.append(runner.run(engine, 2))
    ratio = compare([ran.wall for ran in other], [ran.wall for ran in local])
    yield Row(
        f"{engine}, 2 workers",
        _wall(other),
        _wall(local),
        str(ratio),
        f"{runner.count:,} articles by the wall, start and end included; the other: the local pool, 2 workers",
    )
    yield Row(
        f"{engine}, memory of a worker",
        f"{_worker(other):.0f} MiB",
        f"{_worker(local):.0f} MiB",
        figure(_worker(other) / _worker(local)) if _worker(local) else "",
        "the largest process but the first, the engine's own included; the other: the local pool",
    )


def _speedup(one: list[Ran], two: list[Ran]) -> Ratio:
    return compare([ran.wall for ran in one], [ran.wall for ran in two])


def _wall(runs: list[Ran]) -> str:
    return f"{statistics.median(ran.wall for ran in runs):.1f} s"


def _processor(runs: list[Ran]) -> str:
    return f"{statistics.median(ran.processor for ran in runs):.1f} s"


def _worker(runs: list[Ran]) -> float:
    return max((peak for ran in runs for peak in ran.peaks[1:]), default=0.0)


def _first(runs: list[Ran]) -> float:
    return max(ran.peaks[0] for ran in runs)


SHARDS = Part(
    "shards",
    "`musnad run` over many files",
    (
        "By the wall, beside nothing else, or the figures tell of the machine. Two workers on two cores share them",
        "with the process that hands out shards and with the system. Memory counts pages that processes share once",
        "for each.",
    ),
    _measure,
)
