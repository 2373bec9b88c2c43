"""The command `musnad events`: the report, POLECAT's columns, PLOVER's records, our lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.exports.events.polecat import COLUMNS, OUR_COLUMNS, POLECAT_COLUMNS

RUNNER = CliRunner()
WORDS = (
    "زار سيرغي لافروف طهران الأحد وقتل 14 مدنيا في غارة شنتها إسرائيل على سوريا.\n\n"
    "وسيزور سيرغي لافروف تركيا الشهر المقبل. ونفى لافروف أن تكون روسيا قصفت سوريا."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def run(article: Path, form: str) -> str:
    result = RUNNER.invoke(app, ["events", str(article), "--published", "2018-05-08", "--format", form])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_report_gives_codes_and_rules(article: Path) -> None:
    report = run(article, "text")

    assert "CONSULT" in report
    assert "RUS+GOV" in report
    assert "event_patterns:zara" in report
    assert "PLOVER AGREE" in report  # a visit that lies ahead


def test_polecat_has_forty_columns_and_ours(article: Path) -> None:
    head, *rows = (line.split("\t") for line in run(article, "tsv").splitlines())

    assert len(POLECAT_COLUMNS) == 40
    assert tuple(head) == COLUMNS == POLECAT_COLUMNS + OUR_COLUMNS
    assert rows
    for row in rows:
        assert len(row) == len(COLUMNS)
    events = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    visit = next(e for e in events if e["Told Type"] == "CONSULT" and e["Status"] == "happened")
    assert (visit["Event Type"], visit["Quad Code"], visit["Actor Country"]) == ("CONSULT", "1", "RUS")
    assert WORDS[int(visit["Trigger Start"]) : int(visit["Trigger End"])] == visit["Trigger"]
    assert visit["Publication Date"] == "2018-05-08"
    ahead = next(e for e in events if e["Status"] == "planned")
    assert (ahead["Event Type"], ahead["Told Type"], ahead["Auxiliary Modes"]) == ("AGREE", "CONSULT", "future")
    denied = next(e for e in events if e["Status"] == "denied")
    assert (denied["Auxiliary Modes"], denied["Chain"] != "") == ("negation", True)
    assert "14" in {e["Killed"] for e in events}


def test_nothing_falls_back_to_the_day_of_publication(article: Path) -> None:
    events = [json.loads(line) for line in run(article, "jsonl").splitlines()]

    assert None in {e["time"] for e in events}
    assert "2018-05-08" not in {e["time"] for e in events}
    assert all((e["time"] is None) == (e["time_basis"] is None) for e in events)


def test_plover_records_leave_out_what_is_not_known(article: Path) -> None:
    records = [json.loads(line) for line in run(article, "plover").splitlines()]

    assert all({"id", "event", "quad_code"} <= record.keys() for record in records)
    assert all(value not in (None, [], {}) for record in records for value in record.values())
    sizes = [record["size"] for record in records if "size" in record]
    assert sizes == [{"dead": [14]}]


def test_a_bad_document_does_not_stop_the_run(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "b.jsonl"
    bad.write_text("{not json\n", encoding="utf-8")

    result = RUNNER.invoke(app, ["events", str(bad), str(article), "--published", "2018-05-08", "--format", "tsv"])

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) > 1


def test_output_goes_to_a_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.tsv"

    result = RUNNER.invoke(app, ["events", str(article), "--published", "2018-05-08", "-f", "tsv", "--out", str(out)])

    assert result.exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("Event ID\t")
