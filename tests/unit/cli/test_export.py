"""The command that hands over: a file or a folder, with a note of what was written and lost."""

from __future__ import annotations

import io
import json
from pathlib import Path

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


def test_names_are_blacked_out_and_logged(case: Path) -> None:
    result = run("export", case, "--to", "jsonl", "--redact", "سيرغي لافروف", "--reason", "a minor")
    assert result.exit_code == 0 and "لافروف" not in result.stdout
    assert "names are blacked out in 2 articles" in result.stderr
    assert json.loads((case / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])["kind"] == "redact"
    assert run("verify", case).exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["--to", "word"], 1, "word: there is no such format; the formats are", id="no-format"),
        pytest.param([], 2, "name FORMAT; musnad export --formats", id="format-not-named"),
        pytest.param(["--to", "jsonl", "-o", "{tmp}"], 1, "it is a folder, and this format is one file", id="folder"),
        pytest.param(["--to", "jsonl", "-o", "{tmp}/no/a"], 1, "there is no such folder", id="no-folder"),
        pytest.param(["--to", "jsonl", "--redact", "لافروف"], 1, "without a reason", id="no-reason"),
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


def test_damaged_article_is_told_and_the_others_are_written(case: Path) -> None:
    with open_case(case, writable=True) as opened, opened.change() as connection:
        connection.execute("UPDATE layers SET value = x'00' WHERE document = 1")
    result = run("export", case, "--to", "jsonl")
    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 2
    assert "document 1: what was found in it is damaged" in result.stderr
