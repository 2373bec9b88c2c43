"""The engines of this machine: results by their places, errors with their types, tasks whose processes die."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from engine_kit import die, die_once, divide, double, fill_disk, left_of_limit, number_of_process, refuse
from musnad.engine import Engine, open_engine
from musnad.engine.engines.local import Here, Local
from musnad.errors import EngineError, ReadError

ENGINES: dict[str, Callable[[], Engine]] = {"here": Here, "local": lambda: Local(2, megabytes=1500)}


@pytest.mark.parametrize("name", ENGINES)
def test_results_come_with_their_places(name: str) -> None:
    with ENGINES[name]() as engine:
        assert sorted(engine.map(double, [5, 6, 7])) == [(0, 10), (1, 12), (2, 14)]
        assert list(engine.map(double, [])) == []


@pytest.mark.parametrize("name", ENGINES)
def test_errors_keep_their_types(name: str) -> None:
    with ENGINES[name]() as engine:
        with pytest.raises(ReadError, match="it is three; give another"):
            list(engine.map(refuse, [1, 2, 3, 4]))
        with pytest.raises(EngineError, match="ZeroDivisionError"):
            list(engine.map(divide, [1, 0]))
        with pytest.raises(OSError, match="No space left"):
            list(engine.map(fill_disk, [1]))


def test_a_task_whose_process_died_is_done_again(tmp_path: Path) -> None:
    with Local(2, megabytes=1500) as engine:
        found = dict(engine.map(die_once, [(tmp_path, number) for number in range(5)]))
    assert found == {number: number for number in range(5)}
    assert len(list(tmp_path.iterdir())) == 2


def test_a_task_that_always_dies_is_given_up() -> None:
    with Local(1, megabytes=1500) as engine, pytest.raises(EngineError, match=r"task 0: .* status 9"):
        list(engine.map(die, [1], deaths=2))


def test_engines_are_opened_by_name() -> None:
    with open_engine("local", workers=1) as engine:
        assert next(iter(engine.map(number_of_process, [1])))[1] != os.getpid()
    with open_engine(workers=0) as engine:
        assert list(engine.map(number_of_process, [1])) == [(0, os.getpid())]
    with pytest.raises(EngineError, match="no such engine; choose one of: local, dask"):
        open_engine("steam")


@pytest.mark.parametrize("name", ["local", "dask"])
def test_what_libraries_set_aside_does_not_count_for_the_limit_of_a_worker(name: str, tmp_path: Path) -> None:
    if not Path("/proc/self/status").is_file():
        pytest.skip("what a process has set aside is told by /proc")
    if name == "dask":
        pytest.importorskip("distributed")
    with open_engine(name, workers=1, megabytes=600) as engine:
        ((_, megabytes),) = engine.map(left_of_limit, [tmp_path / "rows.parquet"])
    assert 400 < megabytes <= 600  # pyarrow sets 1,024 aside when it is first used
