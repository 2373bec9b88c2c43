"""The command that ties those who act, and those who tell, over many claims."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unit.cli.told_case import make_told_case, run


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_told_case(tmp_path_factory.mktemp("told") / "c")


def test_events_tie_those_who_take_part(case: Path) -> None:
    result = run("network", case)

    assert result.exit_code == 0
    assert "3 articles, 1 claim; 1 tie between 2 who take part in events" in result.stdout
    assert "    1  \u2068إسرائيل\u2069 → \u2068سوريا\u2069 · ASSAULT\n" in result.stdout


def test_citations_tie_those_who_tell(case: Path) -> None:
    result = run("network", case, "--kind", "citations")

    assert "    1  \u2068الثانية\u2069 ← \u2068رويترز\u2069\n" in result.stdout
    assert "\u2068سيرغي لافروف\u2069 · is the origin of 1, cited by 2 others" in result.stdout


def test_json_opens_every_number(case: Path) -> None:
    (tie,) = json.loads(run("network", case, "-f", "json").stdout)["ties"]
    assert (tie["weight"], len(tie["support"]["claims"]), len(tie["support"]["evidence"])) == (1, 1, 2)

    record = json.loads(run("network", case, "--kind", "citations", "--alone", "-f", "json").stdout)
    assert (record["articles"], record["claims"]) == (3, 2)
    assert "وزارة الصحة الأردنية" in {node["name"] for node in record["nodes"]}


def test_network_is_narrowed_to_one_and_to_heavy_ties(case: Path) -> None:
    assert "2 ties between 3 who are named" in run("network", case, "--kind", "citations", "--actor", "رويترز").stdout
    assert "0 ties between 0" in run("network", case, "--least", "2").stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--actor", "فلان الفلاني"], 1, "nobody here is called 'فلان الفلاني'"),
        (["--kind", "friends"], 2, "friends"),
        (["--least", "0"], 2, "--least"),
        (["لافروف", "--about", "a"], 2, "give a search or --about, not both"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("network", case, *words)

    assert result.exit_code == status
    assert told in result.stderr
