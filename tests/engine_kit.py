"""What the tests of runs share: sources, runs in this process, and everything that a run wrote."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pytest

from case_kit import HARMFUL, NEWS, SIMPLE_VERSIONS, simple_pipeline
from musnad.case.run_folder import RunFolder
from musnad.engine import Engine, RunReport, run
from musnad.engine.engines.local import Here, Local
from musnad.errors import ReadError
from musnad.exports.tables.parquet_file import ParquetFile
from musnad.pipeline import Pipeline

__all__ = [
    "bytes_of", "die", "die_once", "divide", "double", "fill_disk", "harm", "news_file", "number_of_process", "refuse",
    "rows", "run_here", "run_simply", "stop_after",
]  # fmt: skip


def news_file(folder: Path, count: int, *, harmful: tuple[int, ...] = (), name: str = "news.jsonl") -> Path:
    """Write so many articles as JSON lines; those of some numbers have the harmful word."""
    lines = [
        {"id": f"N-{n}", "outlet": "وكالة", "published": "2018-05-10", "title": f"خبر {n}",
         "text": f"{NEWS} {n}" + (f" {HARMFUL}" if n in harmful else "")}
        for n in range(count)
    ]  # fmt: skip
    path = folder / name
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def run_simply(
    source: Path | list[Path], out: Path, *, engine: Engine | None = None,
    pipeline: Callable[[], Pipeline] | None = None, articles: int = 5, **options: Any,
) -> RunReport:  # fmt: skip
    """Run with the pipeline that is made in no time, in two workers."""
    with engine or Local(2, megabytes=1500) as opened:
        return run(
            source if isinstance(source, list) else [source], out, engine=opened, articles=articles,
            pipeline=pipeline or partial(simple_pipeline, "1"), versions=SIMPLE_VERSIONS, **options,
        )  # fmt: skip


def run_here(source: Path | list[Path], out: Path, **options: Any) -> RunReport:
    """Run simply in this process."""
    return run_simply(source, out, engine=Here(), **options)


def stop_after(shards: int, source: Path, out: Path) -> None:
    """Run in this process until so many shards are read, and stop as a person does."""

    def stop(report: RunReport) -> None:
        if report.done == shards:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_here(source, out, progress=stop)


def bytes_of(out: Path) -> dict[str, bytes]:
    """Return all files of a run but the lock, by their paths."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "running.lock"
    }


def rows(out: Path, layer: str) -> list[dict[str, Any]]:
    """Return the rows of a layer, of all shards in order."""
    from pyarrow import parquet

    folder = RunFolder(out)
    return [
        row
        for shard in range(len(folder.manifest().shards))
        for row in parquet.ParquetFile(folder.layer(layer, shard)).read().to_pylist()
    ]


def harm(out: Path, shard: int, layer: str = "documents") -> Path:
    """Change a byte in the file of a layer and return it."""
    path = RunFolder(out).layer(layer, shard)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    return path


def double(number: int) -> int:
    return number * 2


def refuse(number: int) -> int:
    if number == 3:
        raise ReadError("three", "it is three", "give another")
    return number


def fill_disk(_number: int) -> int:
    raise OSError(28, "No space left on device")


def divide(number: int) -> float:
    return 1 / number


def die_once(place: tuple[Path, int]) -> int:
    folder, number = place
    mark = folder / f"died-{number}"
    if number % 2 and not mark.exists():
        mark.touch()
        os._exit(9)
    return number


def die(_number: int) -> int:
    os._exit(9)


def left_of_limit(path: Path) -> int:
    """Write a table of Parquet; return how many megabytes this process may still take."""
    import resource

    with path.open("wb") as file, ParquetFile(file, arrow.schema([("word", arrow.string())])) as table:
        table.add(("خبر",))
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return (resource.getrlimit(resource.RLIMIT_DATA)[0] >> 20) - (int(told["VmData"].split()[0]) >> 10)


def number_of_process(_number: int) -> int:
    return os.getpid()
