"""The part of the command line that a call needs: it prints and refuses what the whole would, with less loaded."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.cli.needed import needed

RUNNER = CliRunner()


def _commands(part: typer.Typer) -> Iterator[tuple[str, ...]]:
    for command in part.registered_commands:
        assert command.callback is not None
        yield ((command.name or command.callback.__name__).replace("_", "-"),)
    for group in part.registered_groups:
        assert group.name and group.typer_instance
        yield (group.name,)
        yield from ((group.name, *words) for words in _commands(group.typer_instance))


COMMANDS = tuple(_commands(app))


def _outcome(part: typer.Typer, words: tuple[str, ...]) -> tuple[int, str]:
    result = RUNNER.invoke(part, list(words))
    return result.exit_code, result.output


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_needed_tells_a_command_as_the_whole_app_does(words: tuple[str, ...]) -> None:
    asked = (*words, "--help")
    code, output = _outcome(needed(app, asked), asked)
    assert (code, output) == _outcome(app, asked)
    assert code == 0
    assert "Usage" in output


def test_needed_makes_one_command_only() -> None:
    part = needed(app, ("read", "x.txt"))
    assert [command.name or command.callback.__name__ for command in part.registered_commands if command.callback] == [
        "read"
    ]
    assert not part.registered_groups
    assert len(app.registered_commands) > 20, "the whole app stays whole"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--help",),
        ("-h",),
        ("--version",),
        ("--version", "read"),
        ("--nothing",),
        ("raed",),
        ("--", "read"),
        ("actor",),
        ("actor", "nothing"),
        ("read",),
        ("read", "x", "--format", "nothing"),
        ("read", "nowhere.txt", "--format", "JSON"),
        ("read", "nowhere.txt", "--published", "no date"),
        ("read", "nowhere.txt", "--out", "nowhere/else/x.json"),
        ("read", "nowhere.txt", "elsewhere.txt", "-f", "jsonl"),
        ("demo", "--port", "many"),
        ("demo", "--port", "-1"),
        ("actor", "show", "nowhere", "x", "--format", "nothing"),
        ("export", "nowhere", "--language", "none"),
    ],
    ids=lambda words: " ".join(words) or "none",
)
def test_needed_answers_as_the_whole_app_does(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, output = _outcome(needed(app, words), words)
    assert (code, output) == _outcome(app, words)
    assert output


def test_reading_a_text_loads_nothing_that_checks_values(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("عاد الوفد", encoding="utf-8")
    code = (
        "import sys, musnad.pipeline as p; p.default_pipeline = lambda: (lambda d: d)\n"
        "from musnad.cli.main import run\n"
        "try: run()\n"
        "except SystemExit as end: print(end.code, [m for m in ('pydantic', 'rich') if m in sys.modules])"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "read",
        "one.txt",
        "-f",
        "jsonl",
        "--published",
        "2016-12-01",
        "--no-user-actors",
    ]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert result.stdout.splitlines()[-1] == b"0 []", result.stderr
