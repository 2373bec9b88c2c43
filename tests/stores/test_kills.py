"""Runs that are killed at any moment: nothing that was committed is lost, and the next run finishes the work.

MUSNAD_KILLS says how many are killed of each kind; 3 without it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from musnad.case.folder import SETTINGS, open_case
from musnad.case.verifying import verify
from stores_kit import content_of, faults_of, run_musnad, start_musnad, write_articles

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal that kills a process")

KILLS = int(os.environ.get("MUSNAD_KILLS", "3"))
PER_CASE = 3  # runs over one case that are killed before one is left to finish
ARTICLES = 700


class Undisturbed(NamedTuple):
    """A run that nobody disturbed: what it left, seconds to its first line of the log, and from there to its end."""

    content: dict[str, object]
    start: float
    work: float


def _log_size(folder: Path) -> int:
    path = folder / "log.jsonl"
    return path.stat().st_size if path.exists() else 0


def _wait_for_log(process: subprocess.Popen[str], folder: Path, before: int) -> None:
    while process.poll() is None and _log_size(folder) <= before:
        time.sleep(0.005)


def _wait_for_case(process: subprocess.Popen[str], folder: Path) -> None:
    while process.poll() is None and not (folder / SETTINGS).exists():
        time.sleep(0.005)


def _measure(folder: Path, start: Callable[[], subprocess.Popen[str]]) -> Undisturbed:
    before, begun = _log_size(folder), time.monotonic()
    process = start()
    _wait_for_log(process, folder, before)
    told = time.monotonic()
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return Undisturbed(content_of(folder), told - begun, time.monotonic() - told)


def _kill_at_random(
    folder: Path, process: subprocess.Popen[str], undisturbed: Undisturbed, chance: random.Random
) -> None:
    """Kill a run: one of five while it starts, the others while it works, more of them late than early."""
    if chance.random() < 0.2:
        time.sleep(chance.uniform(0, undisturbed.start))
    else:
        _wait_for_log(process, folder, _log_size(folder))
        time.sleep(chance.triangular(0, undisturbed.work, 0.7 * undisturbed.work))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=120)


def _told_of(folder: Path) -> dict[int, str]:
    """Return the documents that the log's file says were brought, with the hashes of their texts."""
    lines = (folder / "log.jsonl").read_bytes().split(b"\n")[:-1] if _log_size(folder) else []
    told = [json.loads(line) for line in lines]
    return {row[0]: row[1] for line in told if line["kind"] == "import" for row in line["what"]["documents"]}


def _kept_in(folder: Path) -> dict[int, str]:
    with open_case(folder) as case:
        return dict(case.connection.execute("SELECT id, sha256 FROM document"))


def _faults_after_kill(folder: Path) -> list[str]:
    """Return the faults of a case whose writer was killed, but for lines that the log's file does not have yet."""
    with open_case(folder) as case:
        return [str(f) for f in verify(case) if "the next command that writes to the case mends it" not in f.remedy]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("articles") / "a.jsonl", ARTICLES, letters=400)


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory, articles: Path) -> tuple[Path, Undisturbed]:
    """Return a case that a run filled undisturbed."""
    folder = tmp_path_factory.mktemp("added") / "c"
    return folder, _measure(folder, lambda: start_musnad("add", folder, articles, "--workers", "2"))


def test_killed_adding_loses_nothing_and_is_taken_up(
    tmp_path: Path, articles: Path, added: tuple[Path, Undisturbed]
) -> None:
    chance = random.Random(KILLS)
    for number in range(KILLS):
        folder = tmp_path / str(number // PER_CASE)
        process = start_musnad("add", folder, articles, "--workers", "2")
        _kill_at_random(folder, process, added[1], chance)
        kept: dict[int, str] = {}
        if (folder / SETTINGS).exists():
            told = _told_of(folder)
            assert _faults_after_kill(folder) == []
            kept = _kept_in(folder)
            assert {document: kept.get(document) for document in told} == told
        if number % PER_CASE == PER_CASE - 1 or number == KILLS - 1 or len(kept) == ARTICLES:
            run_musnad("add", folder, articles, "--workers", "2")
            assert faults_of(folder) == []
            assert content_of(folder) == added[1].content
            shutil.rmtree(folder)


def test_killed_rereading_loses_nothing_and_is_taken_up(tmp_path: Path, added: tuple[Path, Undisturbed]) -> None:
    first = added[1].content["documents"]
    once = tmp_path / "undisturbed"
    shutil.copytree(added[0], once)
    undisturbed = _measure(once, lambda: start_musnad("reread", once, "--workers", "2", stages="2"))
    assert undisturbed.content["documents"] != first
    chance = random.Random(KILLS)
    folder = tmp_path / "c"
    for number in range(KILLS):
        if not folder.exists():
            shutil.copytree(added[0], folder)
        process = start_musnad("reread", folder, "--workers", "2", stages="2")
        _kill_at_random(folder, process, undisturbed, chance)
        assert _faults_after_kill(folder) == []
        if number % PER_CASE == PER_CASE - 1 or number == KILLS - 1 or _read_again(folder) == ARTICLES:
            run_musnad("reread", folder, "--workers", "2", stages="2")
            assert faults_of(folder) == []
            assert content_of(folder) == undisturbed.content
            shutil.rmtree(folder)


def _read_again(folder: Path) -> int:
    with open_case(folder) as case:
        query = "SELECT count(*) FROM layers WHERE json_extract(stages, '$.names') = '2'"
        return int(case.connection.execute(query).fetchone()[0])


def _lead_a_group() -> None:
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background has it ignored


def test_stopped_by_the_user_it_says_so_and_is_taken_up(
    tmp_path: Path, articles: Path, added: tuple[Path, Undisturbed]
) -> None:
    folder = tmp_path / "c"
    process = start_musnad("add", folder, articles, "--workers", "2", prepare=_lead_a_group)
    _wait_for_case(process, folder)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does, to the workers too
    out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert errors == "musnad: stopped; documents already written are complete\n"
    assert _faults_after_kill(folder) == []
    run_musnad("add", folder, articles, "--workers", "2")
    assert faults_of(folder) == []
    assert content_of(folder) == added[1].content


def test_workers_end_with_the_process_that_is_killed(tmp_path: Path, articles: Path) -> None:
    process = start_musnad("add", tmp_path / "c", articles, "--workers", "2", prepare=os.setsid)
    _wait_for_case(process, tmp_path / "c")
    time.sleep(0.3)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)  # ends when the last of them lets go of the pipes
    patience = time.monotonic() + 20
    while _is_alive(process.pid) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not _is_alive(process.pid)


def _is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
