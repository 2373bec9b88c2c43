"""The commands on those who tell and on marks of claims: what a user sees, and exit statuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from case_kit import add, article, new_case
from musnad.cli.main import app

TOLD = "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها."
AGENCY = "نقلت وكالة رويترز عن سيرغي لافروف قوله إن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة لحماية القواعد."
RATE = ("rate", "رويترز", "B", "--who", "هدى", "--reason", "صححت خطأها")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with new_case(tmp_path / "c") as case:
        add(case, article(TOLD, id="a", outlet="Sky News Arabia"), article(AGENCY, id="b", outlet="الثانية"))
    return tmp_path / "c"


def run(*words: object, status: int = 0) -> Result:
    result = CliRunner().invoke(app, [*map(str, words)])
    assert result.exit_code == status, result.output
    return result


def source(case: Path, command: str, *words: object, status: int = 0) -> Result:
    return run("source", command, case, *words, status=status)


def shown(case: Path, name: str) -> dict[str, object]:
    record: dict[str, object] = json.loads(run("sources", case, name, "-f", "json").stdout)
    return record


def claim_id(case: Path) -> str:
    return str(json.loads(run("claims", case, "-f", "json").stdout)["claims"][0]["id"])


def test_everybody_is_listed_with_class_and_articles(case: Path) -> None:
    lines = run("sources", case).stdout.splitlines()
    assert lines[0] == "4 who tell: 2 with articles of their own, 0 rated by somebody"
    assert lines[1] == "   own  named  class         country"
    assert "     .      2  state         RUS  \u2068سيرغي لافروف\u2069" in lines
    assert "     .      1  wire          GBR  \u2068رويترز\u2069" in lines
    assert "     1      .  -             ---  \u2068الثانية\u2069" in lines


def test_list_can_be_cut_and_chosen_by_class(case: Path) -> None:
    assert run("sources", case, "--limit", "1").stdout.splitlines()[-1] == "and 3 more: --limit 0 shows all"
    (record,) = json.loads(run("sources", case, "--class", "wire", "-f", "json").stdout)
    assert (record["key"], record["kind"], record["letter"]) == ("actors:org.gbr.reuters", "wire", "F")
    local = run("sources", case, "--home", "الإمارات", "--class", "local").stdout
    assert "\u2068سكاي نيوز عربية\u2069" in local and "\u2068الثانية\u2069" not in local


def test_empty_case_has_nobody(tmp_path: Path) -> None:
    new_case(tmp_path / "c").close()
    assert run("sources", tmp_path / "c").stdout == "0 who tell: 0 with articles of their own, 0 rated by somebody\n"
    assert json.loads(run("sources", tmp_path / "c", "-f", "json").stdout) == []
    assert run("source", "notes", tmp_path / "c").stdout == "nothing is written\n"


def test_one_is_shown_with_what_is_known_and_written(case: Path) -> None:
    assert "  rated      F: nobody has rated it" in run("sources", case, "Reuters").stdout
    source(case, *RATE, "--day", "2025-05-01")
    source(case, "describe", "رويترز", "--party-to", "نزاع", "--text", "وكالة", "--reason", "كتاب", "--who", "سامي")
    told = run("sources", case, "رُويترز").stdout
    assert "  class      wire, by the lexicon" in told
    assert "  party to   \u2068نزاع\u2069" in told and "  known      \u2068وكالة\u2069" in told
    assert "  articles   0 of its own, 1 that name it, 2018-05-10" in told
    assert "  rated      B by \u2068هدى\u2069" in told
    assert "  1  2025-05-01  rating B by \u2068هدى\u2069: \u2068صححت خطأها\u2069" in told


def test_two_raters_are_told_side_by_side_in_the_list(case: Path) -> None:
    source(case, *RATE)
    source(case, "rate", "رويترز", "d", "--who", "سامي", "--reason", "تأخرت", "--day", "2025-01-01")
    assert "\u2068رويترز\u2069  B by \u2068هدى\u2069, D by \u2068سامي\u2069" in run("sources", case).stdout
    assert shown(case, "رويترز")["letter"] == "B"


def test_what_is_written_is_told_and_can_be_taken_back(case: Path) -> None:
    written = source(case, *RATE).stdout
    assert "rating B of \u2068رويترز\u2069 by \u2068هدى\u2069: \u2068صححت خطأها\u2069" in written
    assert f"take back with: musnad source undo {case} NUMBER --reason WHY" in written
    assert source(case, "undo", 1, "--reason", "خطأ").stdout == "note 1 taken back\n"
    assert shown(case, "رويترز")["letter"] == "F"
    (note,) = json.loads(source(case, "notes", "-f", "json").stdout)
    assert (note["id"], note["field"], note["value"], note["undone"] is not None) == (1, "rating", "B", True)
    assert "(taken back " in source(case, "notes").stdout


def test_description_goes_before_the_lexicon(case: Path) -> None:
    source(
        case, "describe", "الثانية", "--class", "state", "--country", "سوريا", "--name", "ثانية", "--reason", "ملكيتها"
    )
    record = shown(case, "ثانية")
    assert (record["kind"], record["country"], record["side"]) == ("state", "SYR", "SYR")
    assert "  class      \u2068state\u2069" in run("sources", case, "الثانية").stdout


def test_letters_sides_and_marks_stand_with_the_claim(case: Path) -> None:
    claim = claim_id(case)
    before = run("claim", case, claim).stdout
    assert (
        "  origin: \u2068سيرغي لافروف\u2069 · 2 reports · side \u2068RUS\u2069\n" in before and "marked" not in before
    )
    source(case, "rate", "سيرغي لافروف", "C", "--who", "هدى", "--reason", "طرف")
    run("mark", case, claim, 2, "--who", "سامي", "--reason", "سلسلتان")
    after = run("claim", case, claim).stdout
    assert "\u2068سيرغي لافروف\u2069 · 2 reports · side \u2068RUS\u2069 · rated C by \u2068هدى\u2069\n" in after
    assert after.splitlines()[0].endswith(" · marked 2 by \u2068سامي\u2069")
    assert " · marked 2 by \u2068سامي\u2069" in run("claims", case).stdout
    record = json.loads(run("claim", case, claim, "-f", "json").stdout)
    assert [mark["number"] for mark in record["marks"]] == [2]
    assert [r["letter"] for r in record["ratings"]["actors:per.sergey_lavrov"]] == ["C"]
    assert f"mark 2 of claim {claim} by \u2068سامي\u2069" in source(case, "notes").stdout


def test_deleting_tells_which_marks_lose_a_report(case: Path) -> None:
    run("mark", case, claim_id(case), 2, "--who", "سامي", "--reason", "سلسلتان")
    told = run("delete", case, "a", "--reason", "طلب", "--yes").stdout
    assert "marks that lose a report of their claim and stay: notes 1" in told


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["sources", "CASE", "فلان"], 1, "'فلان': nobody who tells in this case is called so"),
        (["sources", "CASE", "سيرغي"], 1, "there are سيرغي لافروف (actors:per.sergey_lavrov)"),
        (["sources", "CASE", "--class", "rumour"], 2, "rumour"),
        (["sources", "CASE", "--home", "أطلانتس"], 2, "is not known; write a code"),
        (["source", "rate", "CASE", "رويترز", "G", "--who", "x", "--reason", "x"], 2, "'G'"),
        (["source", "rate", "CASE", "رويترز", "B", "--who", "x"], 2, "--reason"),
        (["source", "rate", "CASE", "رويترز", "B", "--who", "", "--reason", "x"], 1, "who is empty"),
        (
            ["source", "rate", "CASE", "رويترز", "B", "--who", "x", "--reason", "x", "--day", "9/9"],
            1,
            "'9/9' is no day",
        ),
        (["source", "describe", "CASE", "رويترز", "--reason", "x"], 2, "give what you know"),
        (["source", "describe", "CASE", "رويترز", "--country", "أطلانتس", "--reason", "x"], 1, "is no country that is"),
        (["source", "undo", "CASE", "5", "--reason", "x"], 1, "note 5: there is none of this number"),
        (["mark", "CASE", "none", "2", "--who", "x", "--reason", "x"], 1, "none: no claim or evidence has this id"),
        (["mark", "CASE", "none", "7", "--who", "x", "--reason", "x"], 2, "NUMBER"),
        (["sources", "NOWHERE"], 1, "there is no case here"),
    ],
)
def test_what_cannot_be_done_is_told(case: Path, words: list[str], status: int, told: str) -> None:
    paths = {"CASE": str(case), "NOWHERE": str(case / "none")}
    result = run(*(paths.get(word, word) for word in words), status=status)
    assert told in result.stderr
    assert "nothing is written" in source(case, "notes").stdout


def test_name_of_two_is_refused_and_the_key_is_taken(case: Path) -> None:
    source(case, "describe", "الثانية", "--name", "Reuters", "--reason", "تجربة")
    told = run("sources", case, "Reuters", status=1).stderr
    assert "several are called so: " in told and "(outlet:الثانية)" in told and "(actors:org.gbr.reuters)" in told
    assert "\u2068رويترز\u2069" in run("sources", case, "org.gbr.reuters").stdout
