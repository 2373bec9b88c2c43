"""`musnad token`: shown once, listed without its words, removed by id or name."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from case_kit import new_case
from musnad.cli.main import app
from musnad.web.tokens import TokenFile

RUNNER = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    new_case(tmp_path / "case").close()
    return tmp_path / "case"


def test_a_token_is_printed_alone_and_works(case: Path) -> None:
    result = RUNNER.invoke(app, ["token", "add", str(case), "--name", "سارة", "--read-only", "--days", "7"])
    assert result.exit_code == 0
    token = TokenFile(case).whose(result.stdout.strip())
    assert token is not None and token.read_only and token.name == "سارة" and token.expires
    assert "shown this once" in result.stderr


def test_the_list_tells_no_words(case: Path) -> None:
    words = RUNNER.invoke(app, ["token", "add", str(case), "--name", "one"]).stdout.strip()
    result = RUNNER.invoke(app, ["token", "list", str(case)])
    assert "one  reads and writes  for good" in result.stdout and "1 tokens" in result.stdout
    assert words not in result.stdout and words[7:] not in result.stdout


def test_a_removed_token_is_no_more(case: Path) -> None:
    words = RUNNER.invoke(app, ["token", "add", str(case), "--name", "one"]).stdout.strip()
    assert RUNNER.invoke(app, ["token", "remove", str(case), "one"]).exit_code == 0
    assert TokenFile(case).whose(words) is None
    again = RUNNER.invoke(app, ["token", "remove", str(case), "one"])
    assert again.exit_code == 1 and "no token is called so" in again.stderr


def test_no_case_has_no_tokens(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["token", "add", str(tmp_path)])
    assert result.exit_code == 1 and "no case here" in result.stderr
    assert RUNNER.invoke(app, ["token", "add", str(tmp_path), "--days", "0"]).exit_code == 2
