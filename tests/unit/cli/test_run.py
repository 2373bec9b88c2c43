"""The command that reads an archive in shards: its summary, its exit status, and what a case makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine_kit import bytes_of, news_file
from unit.cli.told_case import make_told_case, run

pytest.importorskip("pyarrow")


def test_a_run_is_summed_up_and_added_to_a_case(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 5), tmp_path / "out"
    result = run("run", source, "--out", out, "--workers", 0, "--articles", 2)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "5 articles in 3 shards"
    assert "statements" in result.stdout
    again = run("run", source, "--out", out, "--workers", 0, "--articles", 2)
    assert again.stdout.splitlines()[0] == "5 articles in 3 shards (3 of them before)"
    added = run("add", tmp_path / "case", out, "--workers", 0)
    assert added.exit_code == 0
    assert "5 new" in added.stdout


def test_what_was_not_read_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": ""}\n{"text": "قال الوزير إن اللجنة أنهت عملها."}\n', "utf-8")
    result = run("run", tmp_path / "a.jsonl", tmp_path / "no.html", "--out", tmp_path / "out", "--workers", 0)
    assert result.exit_code == 1
    assert "no.html: there is no such file or folder; check the path" in result.stderr
    assert "1 not read, 0 in quarantine, 0 layers not made; --retry tries them again" in result.stdout
    assert "a.jsonl:1: the text is empty" in result.stderr


def test_mistakes_are_told(tmp_path: Path) -> None:
    source = news_file(tmp_path, 2)
    told = run("run", source, "--out", tmp_path / "out", "--engine", "steam")
    assert (told.exit_code, "steam: there is no such engine" in told.stderr) == (1, True)
    assert run("run", source, "--out", tmp_path / "out", "--published", "x").exit_code == 2
    assert run("run", source).exit_code == 2
    assert not (tmp_path / "out").exists() or bytes_of(tmp_path / "out") == {}


def test_a_run_is_weighed(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 4), tmp_path / "out"
    assert run("run", source, "--out", out, "--workers", 0).exit_code == 0
    result = run("weigh", out, "--workers", 0)
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0] == "4 articles weighed"
    assert "claims" in result.stdout
    assert (out / "claims").is_dir()
    refused = run("weigh", out, "--engine", "steam")
    assert (refused.exit_code, "no such engine" in refused.stderr) == (1, True)


@pytest.mark.parametrize("option", [("--engine", "spark"), ("--workers", 2), ("--megabytes", 900), ("--address", "x")])
def test_options_of_runs_are_refused_for_a_case(tmp_path: Path, option: tuple[str, object]) -> None:
    case = make_told_case(tmp_path / "case")
    told = run("weigh", case, *option)
    assert (told.exit_code, "it is for runs" in told.stderr) == (2, True)
    assert run("weigh", case, "--engine", "local").exit_code == 0


def test_weighing_a_run_anew_is_explained(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 2), tmp_path / "out"
    assert run("run", source, "--out", out, "--workers", 0).exit_code == 0
    told = run("weigh", out, "--all", "--workers", 0)
    assert (told.exit_code, "to weigh a run anew" in told.stderr) == (2, True)


def test_folder_that_is_neither_case_nor_run_is_told(tmp_path: Path) -> None:
    told = run("weigh", tmp_path)
    assert told.exit_code == 1
    assert "there is no case here, and no run; make a case with: musnad add" in told.stderr
    assert "musnad run SOURCE... --out FOLDER" in told.stderr


def test_run_without_articles_is_told(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    out = tmp_path / "out"
    run("run", tmp_path / "none", "--out", out, "--workers", 0)
    told = run("weigh", out, "--workers", 0)
    assert told.exit_code == 0
    assert told.stdout.startswith(f"the run holds no articles; what could not be read is told in {out / 'failures'}")


def test_claims_of_a_run_that_was_weighed_later_are_told_of(tmp_path: Path) -> None:
    """The case had weighed its few articles itself by then."""
    source, out, case = news_file(tmp_path, 4), tmp_path / "out", tmp_path / "case"
    assert run("run", source, "--out", out, "--workers", 0).exit_code == 0
    assert run("add", case, out, "--workers", 0).stdout == "4 met: 4 new\n"
    assert run("add", case, out, "--workers", 0).stdout == "4 met: 4 passed over, brought in before\n"
    assert run("weigh", out, "--workers", 0).exit_code == 0
    assert run("add", case, out, "--workers", 0).stdout.splitlines()[-1] == (
        f"the claims of {out} were not taken: articles of the case were weighed before; "
        "the case has those that it weighed itself"
    )


def test_a_case_takes_the_claims_of_a_run(tmp_path: Path) -> None:
    source, out, case = news_file(tmp_path, 4), tmp_path / "out", tmp_path / "case"
    for words in (("run", source, "--out", out, "--workers", 0), ("weigh", out, "--workers", 0)):
        assert run(*words).exit_code == 0
    added = run("add", case, out, "--workers", 0)
    assert added.stdout == f"4 met: 4 new\nthe claims of 4 articles were taken from {out}\n"
    assert '"run":' in (case / "log.jsonl").read_text("utf-8").splitlines()[-1]
    assert run("verify", case).exit_code == 0
    assert "taken" not in run("add", case, out, "--workers", 0).stdout


def test_claims_that_are_not_taken_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out, case = news_file(tmp_path, 4), tmp_path / "out", tmp_path / "case"
    assert run("run", source, "--out", out, "--workers", 0).exit_code == 0
    monkeypatch.setattr("musnad.cli.choosing.FEW", 3)
    monkeypatch.setattr("musnad.cli.case_work.FEW", 3)
    reason = "the run was not weighed to its end by the rules of this musnad"
    assert run("add", case, out, "--workers", 0).stdout.splitlines()[-1] == (
        f"the claims of {out} were not taken: {reason}; 4 articles wait to be weighed: musnad weigh {case}"
    )
    assert run("weigh", out, "--workers", 0).exit_code == 0
    assert run("add", case, out, "--workers", 0).stdout.splitlines()[-1] == (
        f"the claims of 4 articles were taken from {out}"
    )
