"""The commands that search a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from case_support import case_of, put
from musnad.cli.main import app


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with case_of(tmp_path) as case:
        put(case, "قال الوزير إن نتانياهو وصل", title="الوزير يتحدث", outlet="BBC", published="2018-05-31")
        put(case, "عاد السفير", outlet="CNN", published="2018-06-01")
    return tmp_path / "case"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_find_prints_hits_with_reasons(path: Path) -> None:
    result = run("find", path, "نتنياهو")
    assert result.exit_code == 0
    assert "الوزير يتحدث" in result.stdout
    assert "نتنياهو: نتانياهو (foreign name spelt so)" in result.stdout
    assert "1 articles, 1 to 1 shown" in result.stdout


def test_find_prints_json_lines(path: Path) -> None:
    lines = run("find", path, "وزير", "--format", "jsonl", "--facets").stdout.splitlines()
    counts, hit = map(json.loads, lines)
    assert (counts["total"], counts["facets"]["outlet"][0]["key"]) == (1, "BBC")
    (match,) = hit["snippet"]["matches"]
    assert (match["written"], match["word"], match["rule"]) == ("الوزير", "وزير", "form")
    start = hit["snippet"]["start"]
    assert hit["snippet"]["text"][match["start"] - start : match["end"] - start] == "الوزير"


@pytest.mark.parametrize(
    ("options", "total"),
    [
        (["--outlet", "CNN"], 1),
        (["--from", "2018-06"], 1),
        (["--to", "2018"], 2),
        (["--outlet", "CNN", "--to", "2018-05"], 0),
    ],
    ids=["outlet", "from", "to", "both"],
)  # fmt: skip
def test_find_filters_without_words(path: Path, options: list[str], total: int) -> None:
    assert f"{total} articles" in run("find", path, "", *options).stdout


def test_find_strictly(path: Path) -> None:
    assert "0 articles" in run("find", path, "وزير", "--strict").stdout


def test_find_says_what_is_wrong_with_a_query(path: Path) -> None:
    result = run("find", path, "(وزير")
    assert result.exit_code == 1
    assert "not closed" in result.stderr


def test_find_without_anything_to_look_for_fails(path: Path) -> None:
    assert run("find", path).exit_code == 1


def test_new_tells_and_marks(path: Path) -> None:
    assert run("find", path, "سفير", "--save", "s").exit_code == 0
    assert "s: 0 new" in run("new", path).stdout
    assert "s: سفير (0 new)" in run("searches", "list", path).stdout
    assert run("new", path, "other").exit_code == 1
    assert run("searches", "remove", path, "s").exit_code == 0
    assert "2 articles" in run("new", path, "--mark").stdout
    assert "0 articles" in run("new", path).stdout
