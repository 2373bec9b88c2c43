"""`musnad serve`: where it listens, what it refuses, how it ends; and `musnad job`, which works for it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from case_kit import make_older
from musnad.case.folder import open_case
from musnad.cli.main import app
from musnad.web.hosts import is_loopback
from musnad.web.tokens import add_token
from support import awaited
from web_kit import made_case

RUNNER = CliRunner()
_SECONDS = 90.0


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "case"
    made_case(path).close()
    return path


def _refused(*arguments: str) -> str:
    result = RUNNER.invoke(app, ["serve", *arguments])
    assert result.exit_code == 1, result.output
    return result.stderr


def test_a_folder_that_is_no_case_is_told(tmp_path: Path) -> None:
    assert "there is no case here" in _refused(str(tmp_path))


def test_a_taken_port_is_told(case: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        told = _refused(str(case), "--port", str(port))
    assert f"127.0.0.1:{port}: another program listens there" in told and "--port" in told


def test_a_host_that_is_not_ours_is_told(case: Path) -> None:
    add_token(case, name="host")
    assert "cannot be listened on" in _refused(str(case), "--host", "192.0.2.1", "--port", "0")


@pytest.mark.parametrize("arguments", [["--host", "0.0.0.0"], ["--host", "::"], ["--require-token"]])
def test_nobody_beyond_this_machine_comes_in_without_a_token(case: Path, arguments: list[str]) -> None:
    (case / "tokens.json").unlink(missing_ok=True)
    told = _refused(str(case), "--port", "0", *arguments)
    assert "asks for a token" in told and f"musnad token add {case}" in told


def test_an_older_case_for_reading_only_is_told(tmp_path: Path) -> None:
    with made_case(tmp_path / "case") as made:
        make_older(made, 3)
    told = _refused(str(tmp_path / "case"), "--read-only")
    assert "an earlier musnad made it" in told and "without --read-only" in told


@pytest.mark.parametrize(("host", "expected"), [("127.0.0.2", True), ("LOCALHOST", True), ("0.0.0.0", False),
                                                ("::", False), ("news.example", False)])  # fmt: skip
def test_a_host_is_this_machine_or_not(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


@contextmanager
def _served(case: Path, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "musnad", "serve", str(case), "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        assert process.stderr is not None
        found = re.search(r"http://\S+", process.stderr.readline())
        assert found
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def _get(address: str, **headers: str) -> tuple[int, bytes]:
    end = time.monotonic() + _SECONDS
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="sends the signal of Ctrl-C")
def test_the_room_opens_answers_and_closes(case: Path) -> None:
    with _served(case) as (process, address):
        assert _get(address)[0] == 200
        assert json.loads(_get(f"{address}api/v1/case")[1])["articles"] == 5
        process.send_signal(signal.SIGINT)
        assert process.wait(_SECONDS) == 0
        assert process.stderr is not None
        told = process.stderr.read()
    assert told == "musnad: the reading room is closed\n"


def test_a_room_that_requires_a_token_asks_for_it(case: Path) -> None:
    words, _ = add_token(case)
    with _served(case, "--require-token", "--read-only") as (_, address):
        assert _get(f"{address}api/v1/case")[0] == 401
        assert _get(f"{address}api/v1/case", Authorization=f"Bearer {words}")[0] == 200


def test_headers_that_do_not_end_are_not_waited_for() -> None:
    from musnad.web import serving

    class Transport:
        closed = False

        def close(self) -> None:
            self.closed = True

        def is_closing(self) -> bool:
            return self.closed

        def get_extra_info(self, _: str) -> None:
            return None

    import asyncio

    import uvicorn
    from uvicorn.server import ServerState

    async def slow() -> bool:
        config = uvicorn.Config(lambda *_: None, http=serving._Patient, log_config=None)  # type: ignore[arg-type]
        config.load()
        protocol = serving._Patient(config=config, server_state=ServerState(), app_state={})
        transport = Transport()
        protocol.connection_made(transport)
        protocol.data_received(b"GET / HTTP/1.1\r\nHost: a")
        await asyncio.sleep(0.02)
        protocol.data_received(b"b\r\n")  # a piece now and then does not help
        await asyncio.sleep(0.1)
        return transport.closed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serving, "_HEADER_SECONDS", 0.05)
        assert awaited(slow())


def test_a_job_tells_its_steps_as_lines(case: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("قال الوزير إن اللجنة أنهت عملها.", encoding="utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4")
    before = Path.cwd()
    try:
        result = RUNNER.invoke(app, ["job", "add", str(case), "--folder", str(tmp_path / "in")])
    finally:
        os.chdir(before)
    assert result.exit_code == 0, result.output
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    told = {name: value for line in lines for name, value in line.get("result", {}).items()}
    problems = [problem["source"] for line in lines for problem in line.get("problems", ())]
    assert lines[0] == {"stage": "reading", "done": 0, "total": 2}
    assert told["new"] == 1 and told["weighed"] == 1 and problems == ["b.pdf"]


def test_a_job_that_cannot_be_done_says_why(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["job", "weigh", str(tmp_path)])
    assert result.exit_code == 1 and "no case here" in json.loads(result.stdout)["error"]


def test_a_job_is_nothing_that_people_are_shown() -> None:
    assert " job " not in RUNNER.invoke(app, ["--help"]).stdout


def test_a_job_reads_again(case: Path) -> None:
    with open_case(case, writable=True) as made, made.change() as connection:
        connection.execute("UPDATE layers SET stages = '{}' WHERE document = 1")
    result = RUNNER.invoke(app, ["job", "reread", str(case)])
    assert result.exit_code == 0, result.output
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"reread": 1} in [line.get("result") for line in told]
