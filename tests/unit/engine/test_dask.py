"""The engine of many machines: the bytes of the local pool, whatever dies, and a clean end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from case_kit import harmful_pipeline, slow_pipeline
from engine_kit import (
    bytes_of,
    die,
    divide,
    double,
    fill_disk,
    news_file,
    refuse,
    rows,
    run_here,
    run_simply,
    stop_after,
)
from musnad.engine import RunReport, open_engine
from musnad.engine.engines.dask import Dask
from musnad.errors import EngineError, ReadError
from support import awaited

pytest.importorskip("pyarrow")
pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


def cluster(workers: int = 2) -> Dask:
    return Dask(None, workers, megabytes=1500)


def test_results_errors_and_deaths_are_those_of_the_local_engine() -> None:
    with cluster() as engine:
        assert sorted(engine.map(double, list(range(30)))) == [(n, 2 * n) for n in range(30)]
        with pytest.raises(ReadError, match="it is three"):
            list(engine.map(refuse, [1, 2, 3]))
        with pytest.raises(EngineError, match="ZeroDivisionError"):
            list(engine.map(divide, [0]))
        with pytest.raises(OSError, match="No space left"):
            list(engine.map(fill_disk, [1]))
        with pytest.raises(EngineError, match=r"task 0: .* status 9"):
            list(engine.map(die, [1], deaths=2))
        assert list(engine.map(double, [])) == []


def test_bytes_are_those_of_one_process_whatever_dies(tmp_path: Path) -> None:
    source = news_file(tmp_path, 24, harmful=(3, 11))
    run_simply(source, tmp_path / "local", pipeline=harmful_pipeline)
    with cluster() as engine:
        killed: list[int] = []

        def kill(report: RunReport) -> None:
            if report.done in (1, 3) and len(killed) < 2:
                running = engine._client.run(os.getpid, on_error="ignore").values()  # one may just have ended
                killed.append(next(pid for pid in running if pid not in killed))
                os.kill(killed[-1], signal.SIGKILL)

        report = run_simply(source, tmp_path / "dask", engine=engine, pipeline=harmful_pipeline, progress=kill)
    assert (report.counts["documents"], report.counts["quarantined"], len(set(killed))) == (22, 2, 2)
    assert bytes_of(tmp_path / "dask") == bytes_of(tmp_path / "local")


def test_an_article_that_never_ends_is_given_up(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 7, harmful=(2,)), tmp_path / "out"
    report = run_simply(source, out, engine=cluster(), pipeline=slow_pipeline, seconds=0.5)
    assert (report.counts["documents"], report.counts["quarantined"]) == (6, 1)


def test_a_run_begun_here_goes_on_there(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 24), tmp_path / "out"
    run_here(source, tmp_path / "whole")

    stop_after(2, source, out)
    assert run_simply(source, out, engine=cluster()).before == 2
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


_PROGRAM = """
import sys
from pathlib import Path
from engine_kit import run_simply
from musnad.engine import open_engine
if __name__ == "__main__":
    run_simply(Path(sys.argv[1]), Path(sys.argv[2]), engine=open_engine("dask", address=sys.argv[3], workers=2))
"""


def started(*words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "DASK_DISTRIBUTED__WORKER__DAEMON": "False"}
    return subprocess.Popen([sys.executable, *words], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_cluster_of_its_own_is_asked_by_its_address(tmp_path: Path) -> None:
    port_file = tmp_path / "scheduler.json"
    (tmp_path / "program.py").write_text(_PROGRAM)
    source = news_file(tmp_path, 12)
    run_here(source, tmp_path / "here")
    scheduler = started("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
                        "--scheduler-file", str(port_file))  # fmt: skip
    workers = [started("-m", "distributed.cli.dask_worker", "--scheduler-file", str(port_file), "--nthreads", "1",
                       "--no-dashboard", "--host", "127.0.0.1") for _ in range(2)]  # fmt: skip
    try:
        address = wait_for_address(port_file)
        done = started(str(tmp_path / "program.py"), str(source), str(tmp_path / "out"), address)
        assert done.wait(120) == 0
    finally:
        for process in (*workers, scheduler):
            process.terminate()
            process.wait(30)
    assert len(rows(tmp_path / "out", "documents")) == 12
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "here")


def wait_for_address(file: Path) -> str:
    for _ in range(600):
        try:
            return str(json.loads(file.read_text("utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise AssertionError("no scheduler")


def test_nobody_at_the_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.engine.engines.dask._CONNECT_SECONDS", 1)
    with pytest.raises(EngineError, match=r"tcp://127.0.0.1:9: no cluster answers there .*; give the address"):
        open_engine("dask", address="tcp://127.0.0.1:9").__enter__()
    with pytest.raises(EngineError, match="no cluster answers there"):
        awaited(_open_in_a_loop())  # as in a notebook
    with pytest.raises(EngineError, match="has no address"):
        open_engine("local", address="tcp://127.0.0.1:9")


async def _open_in_a_loop() -> None:
    open_engine("dask", address="tcp://127.0.0.1:9").__enter__()


def test_nothing_is_left_running() -> None:
    with cluster() as engine:
        pids = list(engine._client.run(os.getpid).values())
        list(engine.map(double, [1]))
    assert len(pids) == 2
    assert not any(is_running(pid) for pid in pids)


def test_only_who_has_the_keys_reaches_the_workers() -> None:
    from distributed.comm import connect

    async def knock(address: str) -> None:
        await (await connect(address, timeout=2)).close()

    with cluster(1) as engine:
        told = engine._client.scheduler_info()
        addresses = [told["address"], *told["workers"]]
        assert all(address.startswith("tls://127.0.0.1:") for address in addresses)
        for address in addresses:
            with pytest.raises((OSError, TypeError, RuntimeError)):  # without keys, and without any
                awaited(knock(address))
            with pytest.raises(OSError, match=r"."):
                awaited(knock(address.replace("tls", "tcp")))


@pytest.mark.parametrize(("deaths", "starts"), [(2, True), (3, False)], ids=["some", "all"])
def test_a_worker_that_dies_while_it_starts_is_started_again(
    deaths: int, starts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    import distributed

    made: list[distributed.LocalCluster] = []

    class Dying(distributed.LocalCluster):
        def __init__(self, **options: object) -> None:
            super().__init__(**options)
            made.append(self)
            if len(made) <= deaths:
                raise RuntimeError("Nanny failed to start.")

    monkeypatch.setattr(distributed, "LocalCluster", Dying)
    if starts:
        with cluster(1) as engine:
            assert list(engine.map(double, [1])) == [(0, 2)]
    else:
        with pytest.raises(
            EngineError, match=r"its workers cannot be started \(Nanny failed to start.\); see what ends"
        ):
            cluster(1).__enter__()
    assert [one.status for one in made] == [distributed.Status.closed] * 3


@pytest.mark.skipif(os.name != "posix", reason="stops by signals")
def test_stopped_by_hand_only_the_first_process_says_so(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 400), tmp_path / "out"
    words = ["run", str(source), "--out", str(out), "--engine", "dask", "--workers", "1", "--articles", "5"]
    process = subprocess.Popen([sys.executable, "-m", "musnad", *words], start_new_session=True, text=True,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # fmt: skip
    while not list(out.glob("shards/*.json")) and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told.strip().splitlines()) == (
        130, ["musnad: stopped; the shards that were finished are kept; run the same again to go on"]
    )  # fmt: skip


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
