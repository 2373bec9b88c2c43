"""The command that weighs articles of a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from case_kit import add, article, new_case
from musnad.case.folder import open_case
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
    assert "2 articles: 1 claim that several tell, " in result.stdout
    assert "2 articles · 2 outlets · 1 distinct origin" in result.stdout
    assert "2 of 2 articles pass through \u2068سيرغي لافروف\u2069" in result.stdout


def test_one_claim_shows_every_report_with_its_chain(case: Path) -> None:
    listed = json.loads(run("claims", case, "--format", "json").stdout)
    result = run("claim", case, listed["claims"][0]["id"])
    assert result.exit_code == 0
    assert "\u2068الثانية\u2069 ← \u2068رويترز\u2069 ← \u2068سيرغي لافروف\u2069" in result.stdout
    assert "taken for the same by: " in result.stdout


def test_json_opens_every_count(case: Path) -> None:
    listed = json.loads(run("claims", case, "-f", "json").stdout)
    (claim,) = listed["claims"]
    assert listed["articles"] == 2
    assert claim["counts"]["articles"] == {"value": 2, "evidence": [e["id"] for e in claim["chains"]["evidence"]]}
    assert claim["summary"]["en"].startswith("This claim rests on 2 articles from 2 outlets")


def test_search_chooses_the_articles(case: Path) -> None:
    assert "1 article: 1 claim that several tell" in run("claims", case, "رويترز").stdout
    assert "2 articles: 1 claim " in run("claims", case, "لافروف", "--from", "2018-05-01").stdout
    assert "0 articles: 0 claims " in run("claims", case, "لافروف", "--to", "2017").stdout


def test_articles_on_the_story_of_one_are_chosen(case: Path) -> None:
    result = run("claims", case, "--about", "a")
    assert result.exit_code == 0 and "articles: " in result.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--about", "none"], 1, "none"),
        (["(", "--limit", "3"], 1, "musnad: "),
        (["لافروف", "--about", "a"], 2, "give a search or --about, not both"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("claims", case, *words)
    assert result.exit_code == status
    assert told in result.stderr


def ids_of(case: Path) -> list[str]:
    (claim,) = json.loads(run("claims", case, "-f", "json").stdout)["claims"]
    return [evidence["id"] for evidence in claim["chains"]["evidence"]]


def test_claim_is_split_and_joined_and_decisions_are_listed_and_taken_back(case: Path) -> None:
    one, other = ids_of(case)
    assert "nothing was decided on claims" in run("claim", case, "--decisions").stdout
    split = run("claim", case, one, "--split", other, "--reason", "another delivery")
    assert split.exit_code == 0 and "--undo 1 --reason WHY" in split.stdout
    assert json.loads(run("claims", case, "-f", "json").stdout)["claims"] == []
    assert run("claim", case, one, "--join", other, "--reason", "the same").exit_code == 0
    assert len(ids_of(case)) == 2
    assert run("claim", case, "--undo", "2", "--reason", "no").exit_code == 0
    listed = run("claim", case, "--decisions").stdout
    assert f"split: {other} | {one}" in listed and "another delivery" in listed and "taken back" in listed
    assert [one["kind"] for one in json.loads(run("claim", case, "--decisions", "-f", "json").stdout)] == [
        "split",
        "join",
    ]


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["none"], 1, "none: no claim or evidence has this id; list them: musnad claims CASE"),
        ([], 2, "give the id of a claim"),
        (["x", "--join", "y"], 2, "say why"),
        (["x", "--join", "y", "--undo", "1", "--reason", "z"], 2, "give one of --join, --split, --undo"),
        (["--undo", "7", "--reason", "z"], 1, "decision 7: there is none of this number"),
    ],
)
def test_what_cannot_be_shown_or_decided_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("claim", case, *words)
    assert result.exit_code == status
    assert told in result.stderr


def test_weighing_says_what_it_did(case: Path) -> None:
    assert "2 articles weighed" in run("weigh", case).stdout
    assert "all articles are weighed" in run("weigh", case).stdout
    assert "2 articles weighed" in run("weigh", case, "--all").stdout


def test_case_that_cannot_be_written_is_read_as_it_is(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.case.locking._lock", lambda _descriptor: False)
    result = run("claims", case)
    assert result.exit_code == 0 and "0 claims" in result.stdout
    assert "what is new was not weighed" in result.stderr
    assert f"2 articles of the case are not weighed yet and are not counted; to weigh them: musnad weigh {case}" in (
        result.stderr
    )


DENIED = "نفى وزير الخارجية الروسي سيرغي لافروف أن تكون بلاده سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
LATER = "زعم وزير الخارجية الروسي سيرغي لافروف أن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز قديم لحماية قواعدها."


def test_denial_is_shown_beside_what_it_denies(case: Path) -> None:
    with open_case(case, writable=True) as opened:
        add(opened, article(DENIED, id="c", outlet="الثالثة", published="2018-05-12"))
    (claim,) = json.loads(run("claims", case, "-f", "json").stdout)["claims"]
    shown = run("claim", case, claim["id"])

    assert claim["counts"]["articles"]["value"] == 2
    assert [one["kind"] for one in claim["against"]] == ["denial"]
    assert all(0 < one["chance"] <= 1 and one["first"] != one["evidence"]["id"] for one in claim["against"])
    assert "against: may deny it, later, of #" in shown.stdout
    assert "against it: may be denied" in run("claims", case).stdout


def test_words_that_changed_are_shown(case: Path) -> None:
    with open_case(case, writable=True) as opened:
        add(opened, article(LATER, id="c", outlet="الثالثة", published="2018-05-12"))
    (claim,) = json.loads(run("claims", case, "-f", "json").stdout)["claims"]
    shown = run("claim", case, claim["id"])

    assert {"telling", "added", "dropped"} <= {change["kind"] for change in claim["changes"]}
    assert "how its words changed:" in shown.stdout
    assert "told otherwise (said → said, doubt): " in shown.stdout and "→ \u2068زعم\u2069" in shown.stdout
