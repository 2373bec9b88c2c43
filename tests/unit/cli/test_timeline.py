"""The command that places what articles tell in time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from unit.cli.told_case import make_told_case, run


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_told_case(tmp_path_factory.mktemp("told") / "c")


def test_timeline_shows_days_events_and_origins(case: Path) -> None:
    result = run("timeline", case)

    assert result.exit_code == 0
    assert "3 articles: 1 claim, 0 of them undated" in result.stdout
    assert "\n2018-05-08 Tue\n" in result.stdout
    assert "2 articles · 1 distinct origin" in result.stdout
    assert "ASSAULT by \u2068إسرائيل\u2069 to \u2068سوريا\u2069 ×2" in result.stdout


def test_what_one_article_tells_is_taken_in_where_asked_for(case: Path) -> None:
    result = run("timeline", case, "--alone")

    assert "3 articles: 2 claims" in result.stdout
    assert result.stdout.index("2018-05-08 Tue") < result.stdout.index("2018-05-10 Thu")


def test_json_opens_every_number(case: Path) -> None:
    record = json.loads(run("timeline", case, "--by", "month", "--format", "json").stdout)
    ((entry,),) = [period["entries"] for period in record["periods"]]

    assert (record["by"], record["periods"][0]["first"], record["periods"][0]["last"]) == (
        "month",
        "2018-05-01",
        "2018-05-31",
    )
    assert len(entry["articles"]["evidence"]) == entry["articles"]["value"] == 2
    assert entry["first"]["text"].startswith("إسرائيل قصفت سوريا")
    assert record["names"] == {"places:isr": "إسرائيل", "places:syr": "سوريا"}


@pytest.mark.parametrize(
    ("name", "claims"), [("لافروف", 1), ("Lavrov", 1), ("سوريا", 1), ("وزارة الصحة الأردنية", 0), ("رويترز", 1)]
)
def test_only_what_concerns_somebody_is_shown(case: Path, name: str, claims: int) -> None:
    result = run("timeline", case, "--actor", name)

    assert result.exit_code == 0, result.stderr
    assert f"3 articles: {claims} claim" in result.stdout


def test_search_and_days_choose_the_articles(case: Path) -> None:
    assert "1 article: 0 claims" in run("timeline", case, "الحصبة").stdout
    assert "0 articles: 0 claims" in run("timeline", case, "--to", "2017").stdout


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--actor", "فلان الفلاني"], 1, "nobody here is called 'فلان الفلاني'"),
        (["--about", "none"], 1, "none"),
        (["لافروف", "--about", "a"], 2, "give a search or --about, not both"),
        (["--by", "week"], 2, "week"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    result = run("timeline", case, *words)

    assert result.exit_code == status
    assert told in result.stderr
