"""The command that weighs articles without somebody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unit.cli.told_case import make_told_case, run


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_told_case(tmp_path_factory.mktemp("told") / "c")


def test_what_falls_without_an_agency_is_told(case: Path) -> None:
    result = run("what-if", case, "رويترز")

    assert result.exit_code == 0
    assert result.stdout.startswith(
        "without \u2068رويترز\u2069:\nof 1 claim, 1 lose something: 0 fall wholly, 0 are left"
    )
    assert "before: 2 articles · 2 outlets" in result.stdout and "after:  1 article · 1 outlet" in result.stdout


def test_several_names_are_left_out_together(case: Path) -> None:
    assert "1 fall wholly" in run("what-if", case, "رويترز", "الأولى").stdout


def test_side_is_left_out_with_all_who_stand_on_it(case: Path) -> None:
    result = run("what-if", case, "--side", "rus")

    assert "without \u2068سيرغي لافروف\u2069:" in result.stdout
    assert "after:  nothing is left\n  no longer named: \u2068سيرغي لافروف\u2069" in result.stdout


def test_json_lists_who_is_left_out_and_what_falls(case: Path) -> None:
    record = json.loads(run("what-if", case, "سيرغي لافروف", "-f", "json").stdout)

    assert record["left_out"] == {"actors:per.sergey_lavrov": "سيرغي لافروف"}
    assert (record["claims"], record["lose"]) == (1, 1)
    (difference,) = record["differences"]
    assert difference["is_gone"] and difference["after"]["articles"]["value"] == 0
    assert len(difference["fallen"]) == 2


def test_search_chooses_the_articles(case: Path) -> None:
    assert run("what-if", case, "سيرغي لافروف", "--query", "رويترز").exit_code == 0

    result = run("what-if", case, "سيرغي لافروف", "--to", "2017")

    assert result.exit_code == 1 and "nobody in the chains is called" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ([], 2, "say whom to leave out: a name or --side"),
        (["فلان"], 1, "nobody in the chains is called 'فلان'"),
        (
            ["--side", "fra"],
            1,
            "nobody in the chains stands on side 'fra'; sides here, with how many stand there: RUS (1)",
        ),
        (["فلان", "--query", "لافروف", "--about", "a"], 2, "give a search or --about, not both"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("what-if", case, *words)

    assert result.exit_code == status
    assert told in result.stderr
