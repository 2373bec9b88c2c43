"""The commands `musnad copies` and `musnad related` on a case that `musnad add` made."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from unit.case.copies.copy_cases import BUDGET, CHESS, HARBOUR, PROTEST, joined

RUNNER = CliRunner()
FIRST = joined(HARBOUR, BUDGET)
SECOND = joined(HARBOUR.replace("الجنوبي", "الشمالي"), BUDGET)
ARTICLES = (
    {"id": "first", "outlet": "الساحل", "published": "2026-01-01", "title": "توسعة الميناء", "text": FIRST},
    {"id": "second", "outlet": "الوادي", "published": "2026-01-02", "title": "الميناء يتوسع", "text": SECOND},
    {"id": "third", "outlet": "النخيل", "published": "2026-01-01", "title": "توسعة ميناء الصيادين", "text": PROTEST},
    {"id": "alone", "outlet": "النخيل", "published": "2025-01-01", "title": "بطولة الجامعات", "text": CHESS},
)  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copies")
    source = folder / "feed.jsonl"
    source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in ARTICLES), encoding="utf-8")
    result = RUNNER.invoke(app, ["add", str(folder / "case"), str(source), "--workers", "0"])
    assert result.exit_code == 0, result.output
    return folder / "case"


def run(*arguments: object) -> tuple[int, str, str]:
    result = RUNNER.invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.stdout, result.stderr


def test_copies_lists_the_groups_with_the_first(case: Path) -> None:
    status, told, _ = run("copies", case)

    assert status == 0
    lines = told.splitlines()
    assert lines[0] == "GROUP 1 · 2 articles in 2 outlets"
    assert lines[1].startswith("  #1  2026-01-01") and lines[1].endswith("first")
    assert "توسعة الميناء" in lines[2]
    assert lines[3].startswith("  #2  2026-01-02") and not lines[3].endswith("first")
    assert "words shared with #1" in lines[5] and lines[5].endswith("differs in 1 place (1 replaced)")
    assert len(lines) == 6


@pytest.mark.parametrize("asked", ["1", "first", "2", "second"])
def test_copies_of_an_article_go_from_the_earlier_to_the_later(case: Path, asked: str) -> None:
    status, told, _ = run("copies", case, asked)

    assert status == 0
    assert "from #1 to #2: differs in 1 place (1 replaced)" in told
    lines = [line.split() for line in told.splitlines()]
    assert [line[0] for line in lines if line[:1] in (["-"], ["+"], ["="])] == ["=", "-", "+"]
    assert any(line[0] == "-" and "الجنوبي" in line[1] for line in lines if line)
    assert any(line[0] == "+" and "الشمالي" in line[1] for line in lines if line)
    assert "shared passage of" in told


def test_article_without_copies_says_so(case: Path) -> None:
    assert run("copies", case, "alone") == (0, "no copies of 4 found\n", "")
    status, told, _ = run("copies", case, "alone", "--format", "json")
    assert (status, json.loads(told)) == (0, {"document": 4, "first": None, "basis": None, "copies": []})


def test_json_of_groups(case: Path) -> None:
    status, told, _ = run("copies", case, "--format", "json")

    (group,) = json.loads(told)
    assert status == 0
    assert (group["group"], group["first"], group["basis"]) == (1, 1, "published")
    assert group["outlets"] == ["الساحل", "الوادي"]
    first, second = group["works"]
    assert (first["documents"], first["name"], first["shared"], first["changes"]) == ([1], "first", None, None)
    assert second["shared"] == {"document": 2, "with": 1, "kind": "same", "words": 89, "share": 0.989,
                                "share_of_other": 0.989}  # fmt: skip
    assert second["changes"] == {"added": 0, "removed": 0, "replaced": 1}


def test_json_of_an_article_has_offsets_into_both_texts(case: Path) -> None:
    status, told, _ = run("copies", case, "second", "--format", "json")

    record = json.loads(told)
    (copy,) = record["copies"]
    assert (status, record["document"], record["first"], copy["from"], copy["to"]) == (0, 2, 1, 1, 2)
    (change,) = copy["changes"]
    assert (change["kind"], change["was"], change["is"]) == ("replaced", "الجنوبي", "الشمالي")
    before, after = FIRST, SECOND
    assert before[slice(*change["from"])] == "الجنوبي"
    assert after[slice(*change["to"])] == "الشمالي"
    (passage,) = copy["passages"]
    assert before[slice(*passage["from"])].startswith("أعلنت هيئة")


def test_related_tells_what_is_shared(case: Path) -> None:
    status, told, _ = run("related", case, "third")

    assert status == 0
    assert told.startswith("#1  2026-01-01")
    assert "shares word" in told and told.endswith("the same day\n")


def test_related_as_json(case: Path) -> None:
    status, told, _ = run("related", case, "third", "--format", "json", "--limit", "1")

    (related,) = json.loads(told)
    assert status == 0
    assert (related["document"], related["days"], related["outlet"]) == (1, 0, "الساحل")
    assert {reason["kind"] for reason in related["reasons"]} <= {"word", "actor", "place", "speaker", "event"}


def test_article_that_is_not_there_is_told(case: Path) -> None:
    for command in ("copies", "related"):
        status, told, error = run(command, case, "nobody")
        assert (status, told) == (1, "")
        assert "no article has this number, name or address" in error


def test_folder_that_is_no_case_is_told(tmp_path: Path) -> None:
    status, _, error = run("copies", tmp_path)

    assert status == 1
    assert "there is no case here" in error


def test_articles_that_are_not_compared_are_told(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "case"
    other.mkdir()
    for file in ("case.toml", "case.db"):
        (other / file).write_bytes((case / file).read_bytes())
    with sqlite3.connect(other / "case.db") as connection:
        connection.execute("DELETE FROM copy_text WHERE document = 4")

    status, _, error = run("copies", other)

    assert status == 0
    assert "1 articles are not compared with the others; run: musnad reread CASE --index" in error


def test_case_of_an_earlier_musnad_is_told(case: Path, tmp_path: Path) -> None:
    other = tmp_path / "case"
    other.mkdir()
    for file in ("case.toml", "case.db"):
        (other / file).write_bytes((case / file).read_bytes())
    with sqlite3.connect(other / "case.db") as connection:
        connection.execute("PRAGMA user_version = 1")

    status, _, error = run("copies", other)

    assert status == 1
    assert "run: musnad reread CASE --index" in error
