"""The commands that examine and show an installation."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad.api
import musnad.cli.doctor
from musnad.cli.doctor import Check, examine
from musnad.cli.main import app
from musnad.pipeline import Pipeline
from musnad.stages.segments import SegmentsStage

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def _short_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = Pipeline((SegmentsStage(),))
    monkeypatch.setattr(musnad.api, "default_pipeline", lambda: pipeline)


def test_check_line_gives_the_remedy_only_where_it_failed() -> None:
    assert Check("x", True, "1.0", "do").line() == "✓ x: 1.0"
    assert Check("x", False, "none", "do").line() == "✗ x: none; do"


def test_examine_names_python_packages_and_reading() -> None:
    checks = {check.name: check for check in examine()}
    assert {"Python", "trafilatura", "lexicon tables", "reading", "output", "locale"} <= set(checks)
    assert checks["Python"].passed and checks["trafilatura"].passed and checks["reading"].passed


def test_doctor_tells_where_the_compiled_tables_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MUSNAD_CACHE", str(tmp_path))
    (line,) = (check.line() for check in examine() if check.name == "compiled tables")
    (file,) = tmp_path.iterdir()
    assert line == f"✓ compiled tables: {file}, made just now"
    monkeypatch.setenv("MUSNAD_CACHE", "off")
    assert Check("compiled tables", True, "none is kept") in examine()


def test_what_breaks_is_a_failed_check(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        raise OSError("gone")

    monkeypatch.setattr(musnad.cli.doctor, "_tables", broken)
    result = RUNNER.invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "✗ broken: OSError: gone" in result.stdout


def test_demo_writes_the_page_and_says_where(tmp_path: Path) -> None:
    out = tmp_path / "demo.html"
    result = RUNNER.invoke(app, ["demo", "--out", str(out)])
    assert result.exit_code == 0
    assert out.name in result.stdout
    assert out.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_demo_that_cannot_write_is_bad_usage(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["demo", "--out", str(tmp_path / "no" / "demo.html")])
    assert result.exit_code == 2 and "cannot be written" in result.stderr
