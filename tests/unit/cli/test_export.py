"""The command that hands over: a file or a folder, with a note of what was written and lost."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

import musnad
from musnad.case.folder import open_case
from unit.cli.told_case import make_told_case, run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return make_told_case(tmp_path / "c")


def test_formats_are_named_with_what_they_lose() -> None:
    told = run("export", "--formats").stdout
    assert "jsonl (CASE or files; file): JSON lines." in told
    assert "    - Claims, and whatever is counted over several articles\n" in told
    assert "أسطر JSON" in run("export", "--formats", "--language", "ar").stdout


def test_case_goes_to_standard_output_and_the_note_to_standard_error(case: Path) -> None:
    result = run("export", case, "--to", "jsonl", "--query", "لافروف")
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert "musnad: jsonl: 2 articles\n" in result.stderr
    assert "what this format cannot carry: Claims, and whatever" in result.stderr


def test_file_has_its_note_beside_it(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.jsonl"
    assert run("export", case, "--to", "jsonl", "-o", out, "--since", "2018-01-01", "--language", "en").exit_code == 0
    note = json.loads((tmp_path / "all.jsonl.export.json").read_bytes())
    assert (note["format"], note["chosen"], note["written"]) == ("jsonl", {"since": "2018-01-01"}, {"articles": 3})
    assert {lost["what"] for lost in note["lost"]} == {"claims", "history"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all.jsonl", "all.jsonl.export.json", "c"]


def test_files_are_read_and_what_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير إن اللجنة أنهت عملها.", encoding="utf-8")
    result = run("export", tmp_path / "a.txt", tmp_path / "no.txt", "--to", "jsonl")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "a"
    assert "no.txt" in result.stderr


def test_export_of_files_does_not_tell_where_they_lie(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قال الوزير إن اللجنة أنهت عملها.", encoding="utf-8")
    assert run("export", tmp_path / "a.txt", "--to", "ics", "-o", tmp_path / "a.ics").exit_code == 0
    assert json.loads((tmp_path / "a.ics.export.json").read_bytes())["name"] == "a.txt"
    assert b"X-WR-CALNAME:a.txt" in (tmp_path / "a.ics").read_bytes()


def test_names_are_blacked_out_and_logged(case: Path) -> None:
    result = run("export", case, "--to", "jsonl", "--redact", "سيرغي لافروف", "--reason", "a minor")
    assert result.exit_code == 0 and "لافروف" not in result.stdout
    assert "names are blacked out in 2 articles" in result.stderr
    assert json.loads((case / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])["kind"] == "redact"
    assert run("verify", case).exit_code == 0


def test_name_that_no_article_has_is_told(case: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    names = ("--redact", "سيرغي لافروف", "--redact", "سيرغي لافروق", "--reason", "a minor")
    told = run("export", case, "--to", "jsonl", "-o", out, *names).stderr
    assert "سيرغي لافروق: nothing in this export has this name" in told
    assert "سيرغي لافروف: nothing" not in told
    assert "not_met" not in (tmp_path / "a.jsonl.export.json").read_text(encoding="utf-8")


def test_name_in_networks_alone_is_told_as_blacked_out(case: Path, tmp_path: Path) -> None:
    names = ("--redact", "سيرغي لافروف", "--reason", "a minor")
    told = run("export", case, "--to", "gexf", "-o", tmp_path / "nets", *names).stderr
    assert "names are blacked out in what several articles tell" in told
    assert "nothing in this export" not in told


def test_claim_and_actor_choose_articles_where_the_format_is_no_report(case: Path) -> None:
    claim = json.loads(run("claims", case, "--format", "json").stdout)["claims"][0]["id"]
    for option, value in (("--claim", claim), ("--actor", "سيرغي لافروف")):
        result = run("export", case, "--to", "jsonl", option, value)
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    both = run("export", case, "--to", "jsonl", "--claim", claim, "-q", "رويترز").stdout
    assert [json.loads(line)["id"] for line in both.splitlines()] == ["b"]


def test_nothing_is_written_where_nothing_could_be_read(tmp_path: Path) -> None:
    result = run("export", tmp_path / "cose", "--to", "csv", "-o", tmp_path / "tables")
    assert result.exit_code == 1 and not list(tmp_path.iterdir())
    assert "cose: there is no such file" in result.stderr
    assert "nothing could be read, so nothing is written" in result.stderr


def test_case_stands_alone(case: Path, tmp_path: Path) -> None:
    result = run("export", case, case, "--to", "jsonl", "-o", tmp_path / "a.jsonl")
    assert result.exit_code == 2 and "a case is exported alone" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["--to", "word"], 1, "word: there is no such format; the formats are", id="no-format"),
        pytest.param([], 2, "name FORMAT; musnad export --formats", id="format-not-named"),
        pytest.param(["--to", "jsonl", "-o", "{tmp}"], 1, "it is a folder, and this format is one file", id="folder"),
        pytest.param(["--to", "jsonl", "-o", "{tmp}/no/a"], 1, "there is no such folder", id="no-folder"),
        pytest.param(["--to", "jsonl", "--redact", "لافروف"], 1, "without a reason", id="no-reason"),
        pytest.param(["--to", "jsonl", "--reason", "a minor"], 2, "nobody is; name whom", id="nobody"),
        pytest.param(["--to", "jsonl", "--redact", "؟", "--reason", "x"], 1, "؟: this is no name", id="no-name"),
        pytest.param(["--to", "jsonl", "--claim", "no"], 1, "no claim or evidence has this id", id="no-claim"),
        pytest.param(["--to", "jsonl", "-q", "قرطبة"], 1, "no article is chosen", id="nothing-found"),
        pytest.param(["--to", "jsonl", "--since", "2020", "--until", "2019"], 1, "no article", id="days-backward"),
        pytest.param(["--to", "jsonl", "--since", "soon"], 1, "soon", id="no-date"),
        pytest.param(["--to", "jsonl", "--about", "1", "-q", "x"], 2, "give a search or --about", id="two-choices"),
    ],
)
def test_bad_use_says_what_to_do(case: Path, tmp_path: Path, words: list[str], status: int, told: str) -> None:
    result = run("export", case, *(word.format(tmp=tmp_path) for word in words))
    assert (result.exit_code, result.stdout) == (status, "")
    assert told in result.stderr


def test_choice_of_articles_needs_a_case(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر", encoding="utf-8")
    result = run("export", tmp_path / "a.txt", "--to", "jsonl", "-q", "خبر")
    assert result.exit_code == 2 and "articles are chosen from a case" in result.stderr


def test_program_exports_alike(case: Path) -> None:
    stream = io.BytesIO()
    note = musnad.export(case, "jsonl", stream, query="لافروف")
    assert (note.written, len(stream.getvalue().splitlines())) == ({"articles": 2}, 2)
    with pytest.raises(musnad.ExportError, match="no such format"):
        musnad.export(case, "word", stream)


def test_one_name_is_one_person_to_a_program(case: Path) -> None:
    stream = io.BytesIO()
    note = musnad.export(case, "jsonl", stream, redact="سيرغي لافروف", reason="a minor")
    assert (note.redacted, note.not_met) == (2, ())
    assert "لافروف" not in stream.getvalue().decode()


@pytest.mark.parametrize("wrong", [{"language": "fr"}, {"most": 0}], ids=["language", "most"])
def test_program_is_told_of_a_manner_that_there_is_not(case: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="an export"):
        musnad.export(case, "jsonl", io.BytesIO(), **wrong)


def test_damaged_article_is_told_and_the_others_are_written(case: Path) -> None:
    with open_case(case, writable=True) as opened, opened.change() as connection:
        connection.execute("UPDATE layers SET value = x'00' WHERE document = 1")
    result = run("export", case, "--to", "jsonl")
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 2
    assert "document 1: what was found in it is damaged" in result.stderr
