"""The command that weighs articles of a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from case_kit import add, article, new_case
from musnad.cli.main import app

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with new_case(tmp_path / "c") as case:
        add(case, article(TOLD, id="a", outlet="الأولى"), article(AGENCY, id="b", outlet="الثانية"))
    return tmp_path / "c"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [*map(str, words)])


def test_claims_are_listed_with_their_counts_and_narrowest_link(case: Path) -> None:
    result = run("claims", case)
    assert result.exit_code == 0
    assert "2 articles: 1 claims that several of them tell" in result.stdout
    assert "2 articles · 2 outlets · 1 distinct origin" in result.stdout
    assert "2 of 2 articles pass through \u2068سيرغي لافروف\u2069" in result.stdout


def test_one_claim_shows_every_report_with_its_chain(case: Path) -> None:
    listed = json.loads(run("claims", case, "--format", "json").stdout)
    result = run("claims", case, "--claim", listed["claims"][0]["id"])
    assert result.exit_code == 0
    assert "\u2068الثانية\u2069 ← \u2068رويترز\u2069 ← \u2068سيرغي لافروف\u2069" in result.stdout
    assert "taken for the same by: " in result.stdout


def test_json_opens_every_count(case: Path) -> None:
    listed = json.loads(run("claims", case, "-f", "json").stdout)
    (claim,) = listed["claims"]
    assert listed["articles"] == 2
    assert claim["counts"]["articles"] == {"value": 2, "evidence": [e["id"] for e in claim["chains"]["evidence"]]}
    assert claim["summary"]["en"].startswith("This report rests on 2 articles from 2 outlets")


def test_search_chooses_the_articles(case: Path) -> None:
    assert "1 articles: 0 claims" in run("claims", case, "رويترز").stdout
    assert "2 articles: 1 claims" in run("claims", case, "لافروف", "--from", "2018-05-01").stdout
    assert "0 articles: 0 claims" in run("claims", case, "لافروف", "--to", "2017").stdout


def test_articles_on_the_story_of_one_are_chosen(case: Path) -> None:
    result = run("claims", case, "--about", "a")
    assert result.exit_code == 0 and "articles: " in result.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--claim", "none"], 1, "no claim none is told by several of these articles"),
        (["--about", "none"], 1, "none"),
        (["(", "--limit", "3"], 1, "musnad: "),
        (["لافروف", "--about", "a"], 2, "give a search or --about, not both"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("claims", case, *words)
    assert result.exit_code == status
    assert told in result.stderr
