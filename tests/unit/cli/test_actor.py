"""The commands on the actors of a case."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from actor_kit import actor_case, person, row
from case_kit import add, article, new_case
from musnad.cli.main import app

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
SHORT, LONG = "PER:نبيل الصالحي", "PER:نبيل بن عمر الصالحي"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news") / "c"
    with new_case(folder) as case:
        add(case, article(TOLD, id="a", outlet="الأولى"), article(AGENCY, id="b", outlet="الثانية"))
    return folder


@pytest.fixture
def people(tmp_path: Path) -> Path:
    others = [person("منى رزق"), person("هاني فرح")]
    case = actor_case(
        tmp_path,
        [person("نبيل الصالحي"), *others],
        [person("نبيل بن عمر الصالحي"), *others],
        [row("per.sergey_lavrov", "سيرغي لافروف"), person("سامر الصالحي")],
    )
    case.close()
    return case.path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["actor", *map(str, words)])


@pytest.mark.parametrize("name", ["لافروف", "Lavrov", "actors:per.sergey_lavrov"])
def test_show_prints_the_dossier(news: Path, name: str) -> None:
    result = run("show", news, name)
    assert result.exit_code == 0
    assert "actors:per.sergey_lavrov · 2 articles" in result.stdout
    assert "said: 2" in result.stdout
    assert "\u2068سيرغي لافروف\u2069 · 2 times" in result.stdout
    assert "claim " in result.stdout
    assert "2004-03-09 to ?" in result.stdout and "· foreign minister" in result.stdout


def test_show_gives_counts_with_their_lists_as_json(news: Path) -> None:
    record = json.loads(run("show", news, "لافروف", "--format", "json").stdout)
    assert record["counts"]["said"] == len(record["said"]) == 2
    span = record["said"][0]["place"]["spans"][0]
    assert {TOLD[span["start"] : span["end"]][:5], AGENCY[span["start"] : span["end"]][:5]} & {"بلاده", "روسيا"}
    cut = json.loads(run("show", news, "لافروف", "--format", "json", "--limit", 1).stdout)
    assert (len(cut["said"]), cut["counts"]["said"], cut["left_out"]) == (1, 2, 0)


def test_show_cuts_lists_and_says_so(news: Path) -> None:
    result = run("show", news, "لافروف", "--limit", 1)
    assert "said: 2, 1 of them shown: --limit 0 shows all" in result.stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["كلاوديا"], 1, "nobody here is called", id="nobody"),
        pytest.param(["لافروف", "--from", "2019-01-01"], 1, "in these days", id="no-article"),
        pytest.param(["لافروف", "--from", "gestern"], 1, "this is no date", id="no-date"),
        pytest.param(["لافروف", "--limit", "-1"], 2, "", id="bad-limit"),
        pytest.param([], 2, "", id="no-name"),
    ],
)
def test_show_tells_what_is_wrong(news: Path, words: list[str], status: int, told: str) -> None:
    result = run("show", news, *words)
    assert result.exit_code == status
    assert told in result.stderr


def test_pairs_are_listed_with_reasons(people: Path) -> None:
    result = run("pairs", people)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 pair of actors that may be one; nothing is brought together unless you say so")
    assert "for it: " in result.stdout and "actors beside both" in result.stdout
    assert run("pairs", people, "نبيل الصالحي").stdout == result.stdout
    (record,) = json.loads(run("pairs", people, "--format", "json").stdout)
    assert {record["one"], record["other"]} == {SHORT, LONG}
    assert record["score"] >= 0.5 and record["reasons"][0]["words"]
    assert json.loads(run("pairs", people, "--least", "1", "--format", "json").stdout) == []


def test_merge_is_told_listed_and_taken_back(people: Path) -> None:
    result = run("merge", people, "نبيل الصالحي", LONG, "--reason", "the same man")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"decision 1: {SHORT} is one with {LONG}; take it back with: musnad actor undo")
    assert json.loads(run("pairs", people, "--format", "json").stdout) == []
    (made,) = json.loads(run("decisions", people, "--format", "json").stdout)
    assert (made["number"], made["action"], made["reason"], made["undone"]) == (1, "merge", "the same man", None)
    assert "brought together with" in run("show", people, "نبيل الصالحي").stdout
    assert run("undo", people, 1, "--reason", "no").stdout == "decision 1 taken back\n"
    listed = run("decisions", people).stdout
    assert "(taken back " in listed and "1 decision, 1 of them taken back" in listed


def test_split_hides_the_pair_and_hinders_a_merge(people: Path) -> None:
    assert run("split", people, SHORT, LONG, "--reason", "two").exit_code == 0
    assert json.loads(run("pairs", people, "--format", "json").stdout) == []
    result = run("merge", people, SHORT, LONG, "--reason", "one")
    assert result.exit_code == 1
    assert "decision 1 says that" in result.stderr


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        pytest.param(["merge", SHORT, LONG], 2, "--reason", id="no-reason"),
        pytest.param(["merge", SHORT, LONG, "--reason", " "], 1, "a decision needs a reason", id="empty-reason"),
        pytest.param(["merge", SHORT, SHORT, "--reason", "x"], 1, "it is one key", id="one-key"),
        pytest.param(["merge", SHORT, "الصالحي", "--reason", "x"], 1, "actors may be meant", id="several"),
        pytest.param(["merge", SHORT, "unnamed:a:s:0", "--reason", "x"], 1, "may be anybody", id="unnamed"),
        pytest.param(
            ["merge", SHORT, "unnamed:a:s:0", "--unnamed", "--reason", "x"], 1, "nobody", id="no-such-unnamed"
        ),
        pytest.param(["undo", "7"], 1, "there is none of this number", id="no-decision"),
        pytest.param(["undo", "seven"], 2, "", id="no-number"),
        pytest.param(["pairs", "--least", "2"], 2, "", id="bad-score"),
    ],
)
def test_what_is_not_possible_is_told(people: Path, words: list[str], status: int, told: str) -> None:
    command, *rest = words
    result = run(command, people, *rest)
    assert result.exit_code == status
    assert told in result.stderr


def test_no_case_is_told(tmp_path: Path) -> None:
    for command in (["show", tmp_path, "x"], ["pairs", tmp_path], ["decisions", tmp_path], ["undo", tmp_path, "1"]):
        result = run(*command)
        assert (result.exit_code, "there is no case here" in result.stderr) == (1, True)


def test_help_keeps_actor_and_actors_apart() -> None:
    assert "musnad actors" in run("--help").stdout
    assert "musnad actor" in CliRunner().invoke(app, ["actors", "--help"]).stdout
