"""The command `musnad say`: statements by speaker, the rules behind them, messages and exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app

RUNNER = CliRunner()
WORDS = "قال سامر حداد إن الجسر مغلق. وأضاف أن الطريق مفتوح.\n\nونقلت وكالة رويترز عن مصدر أمني قوله إن المعبر آمن."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def test_say_lists_statements_under_their_speaker(article: Path) -> None:
    result = RUNNER.invoke(app, ["say", str(article), "--published", "2020-01-01"])

    assert result.exit_code == 0
    heads = [line for line in result.stdout.splitlines() if "×" in line]
    assert ["سامر حداد" in heads[0], "2×" in heads[0]] == [True, True]
    assert ["مصدر أمني" in heads[1], "unnamed source" in heads[1]] == [True, True]
    assert "الطريق مفتوح" in result.stdout
    assert "cues:" not in result.stdout


def test_explain_names_the_rule_of_every_link(article: Path) -> None:
    result = RUNNER.invoke(app, ["say", str(article), "--published", "2020-01-01", "--explain"])

    rules = [line.split()[1] for line in result.stdout.splitlines() if line.strip().startswith("rule")]
    assert rules == ["cues:qala", "cues:adafa", "cues:naqala_an", "cues:naqala_an"]
    assert "stance neutral" in result.stdout


def test_explain_names_the_tellers_that_were_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    path.write_text("قالت ليلى نصار إن الجسر مغلق. والتقى سامر حداد الوفد أمس، وأكد أن الطريق مفتوح.", encoding="utf-8")

    result = RUNNER.invoke(app, ["say", str(path), "--published", "2020-01-01", "--explain"])

    aside = [line for line in result.stdout.splitlines() if line.strip().startswith("not")]
    assert len(aside) == 1
    assert "told before" in aside[0]
    assert "ليلى نصار" in aside[0]


def test_an_article_without_statements_says_so(tmp_path: Path) -> None:
    path = tmp_path / "b.txt"
    path.write_text("غربت الشمس خلف الجبل.", encoding="utf-8")

    result = RUNNER.invoke(app, ["say", str(path), "--published", "2020-01-01"])

    assert result.exit_code == 0
    assert "STATEMENTS AND CHAINS (0)" in result.stdout


def test_a_missing_file_is_named_and_the_others_are_read(article: Path) -> None:
    result = RUNNER.invoke(app, ["say", "no/such.txt", str(article), "--published", "2020-01-01"])

    assert result.exit_code == 1
    assert "no/such.txt" in result.stderr
    assert "سامر حداد" in result.stdout


def test_report_goes_to_a_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "who.txt"

    result = RUNNER.invoke(app, ["say", str(article), "--published", "2020-01-01", "--out", str(out)])

    assert (result.exit_code, result.stdout) == (0, "")
    assert "سامر حداد" in out.read_text(encoding="utf-8")
