"""The command `musnad dates`: what is words and what a file, forms, messages, exit status, and the guide's examples."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad.cli.date_work
from musnad.cli.date_arguments import is_text
from musnad.cli.main import app
from musnad.errors import LexiconError
from musnad.stages.times import TimesStage
from musnad.times import find
from support import ROOT

RUNNER = CliRunner()
WORDS = "عاد الوفد أمس الأول"
TELLING = "عاد الوفد أمس الأول الثلاثاء 8 مايو 2018"
DAY = ["--published", "2018-05-10"]
EXAMPLE = re.compile(
    r"\| (?P<before>[^|\[]*)\[(?P<words>[^|\]]+)\](?P<after>[^|]*) \| `(?P<value>[^`]+)` \| (?P<days>.*)\|"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(WORDS, encoding="utf-8")
    return path


def _records(stdout: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in stdout.splitlines()]


def _values(record: dict[str, object]) -> list[object]:
    return [time["value"] for time in record["times"]]  # type: ignore[attr-defined]  # a list of objects


@pytest.mark.parametrize(
    "argument",
    ["عاد أمس", "عاد/أمس", "مقال.txt", "hello there", "hello there.", "12/3/2018", "18:30", "", "نص " * 5000, "أ\x00"],
    ids=["words", "slash", "suffix", "latin", "stop", "digits", "hour", "empty", "long", "null"],
)
def test_is_text(argument: str) -> None:
    assert is_text(argument)


@pytest.mark.parametrize(
    "argument",
    ["-", "no.txt", "no", "a/no", r"C:\no file", "my notes.html", "https://example.org/a b"],
    ids=["stdin", "suffix", "word", "slash", "backslash", "spaced", "address"],
)
def test_is_text_takes_what_looks_like_a_path_for_one(argument: str) -> None:
    assert not is_text(argument)


def test_is_text_asks_whether_a_file_of_that_name_exists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_text("مقال أمس")
    Path("مقال أمس").write_text(WORDS, encoding="utf-8")
    assert not is_text("مقال أمس")


def test_dates_of_words_and_files_are_several_documents(article: Path) -> None:
    arguments = [WORDS, str(article), str(article), WORDS]
    result = RUNNER.invoke(app, ["dates", *arguments, *DAY, "--format", "jsonl"])
    records = _records(result.stdout)
    assert result.exit_code == 0 and result.stderr == ""
    first, *_, last = (record["id"] for record in records)
    assert [record["id"] for record in records[1:3]] == ["a", "a-2"] and last == f"{first}-2"
    assert [_values(record) for record in records] == [["2018-05-08"]] * 4
    assert {(record["published"], record["published_basis"]) for record in records} == {("2018-05-10", "given")}


def test_dates_json_is_one_list() -> None:
    result = RUNNER.invoke(app, ["dates", WORDS, WORDS, *DAY, "--format", "json"])
    assert result.stdout.startswith('[\n  {\n    "id"') and result.stdout.endswith("\n  }\n]\n")
    assert len(json.loads(result.stdout)) == 2


def test_dates_json_of_nothing_is_an_empty_list() -> None:
    result = RUNNER.invoke(app, ["dates", "no.txt", *DAY, "--format", "json"])
    assert (result.exit_code, result.stdout) == (1, "[]\n")


def test_dates_text_is_the_default() -> None:
    result = RUNNER.invoke(app, ["dates", WORDS, WORDS, *DAY])
    assert result.exit_code == 0
    assert "\x1b[" not in result.stdout and result.stdout.count("(given by the user)") == 2


def test_dates_takes_the_day_of_a_page_or_a_record_unless_one_is_given(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text(json.dumps({"text": WORDS, "published": "2020-01-03"}) + "\n", encoding="utf-8")
    page = f'<html><meta property="article:published_time" content="2021-01-03"><p>{WORDS}. {WORDS}.</p></html>'
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    for given, days in (([], ["2021-01-01", "2020-01-01"]), (DAY, ["2018-05-08", "2020-01-01"])):
        result = RUNNER.invoke(app, ["dates", str(tmp_path), *given, "-f", "jsonl"])
        assert [_values(record)[0] for record in _records(result.stdout)] == days


def test_dates_names_what_failed_and_does_the_others(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "r.jsonl").write_text('{"id":"x"}\n', encoding="utf-8")
    result = RUNNER.invoke(app, ["dates", "no.txt", str(tmp_path), " ", WORDS, *DAY, "-f", "jsonl"])
    assert result.exit_code == 1
    records = _records(result.stdout)
    assert records[0]["id"] == "x" and records[0]["times"] is None and records[0]["failures"]
    assert [_values(record) for record in records[1:]] == [["2018-05-08"]]
    told = ("no.txt: there is no such file", "b.pdf: this is a PDF", "r.jsonl:1: ", "text 3: it holds no words")
    assert all(message in result.stderr for message in told)


def test_dates_has_the_error_of_read_for_a_missing_file() -> None:
    messages = [RUNNER.invoke(app, [command, "no/such.txt"]).stderr for command in ("dates", "read")]
    assert messages[0] == messages[1] != ""


def test_dates_reads_standard_input() -> None:
    result = RUNNER.invoke(app, ["dates", "-", *DAY, "-f", "jsonl"], input=WORDS)
    assert _values(_records(result.stdout)[0]) == ["2018-05-08"]


@pytest.mark.parametrize(
    "options",
    [["--published", "1/2/2020"], ["--published", "2020-02-30"], ["--format", "html"], ["--nonsense"]],
    ids=["order", "no_day", "format", "option"],
)
def test_dates_bad_usage(options: list[str]) -> None:
    result = RUNNER.invoke(app, ["dates", WORDS, *options])
    assert (result.exit_code, result.stdout) == (2, "") and options[-1] in result.stderr


def test_dates_without_an_argument_is_bad_usage() -> None:
    assert RUNNER.invoke(app, ["dates"]).exit_code == 2


def test_dates_out_writes_the_file(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["dates", WORDS, *DAY, "-f", "json", "-o", str(tmp_path / "o.json")])
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))) == 1


def test_dates_out_that_cannot_be_written_is_bad_usage(tmp_path: Path) -> None:
    result = RUNNER.invoke(app, ["dates", WORDS, *DAY, "-o", str(tmp_path / "no" / "o.json")])
    assert result.exit_code == 2 and "cannot be written" in result.stderr


def test_dates_infers_the_day_of_undated_words() -> None:
    result = RUNNER.invoke(app, ["dates", TELLING, "-f", "jsonl"])
    (record,) = _records(result.stdout)
    assert (record["published"], record["published_basis"]) == ("2018-05-10", "inferred")
    reasons = record["dating"]["reasons"]  # type: ignore[index]  # an object
    assert {reason["words"] for reason in reasons} == {"أمس الأول الثلاثاء 8 مايو 2018"}
    assert (result.exit_code, result.stderr) == (0, "")


def test_dates_leaves_open_what_the_words_do_not_tell() -> None:
    result = RUNNER.invoke(app, ["dates", "عاد الوفد أمس الثلاثاء", "-f", "text"])
    assert "unknown" in result.stdout and "Wednesday" in result.stdout
    assert result.exit_code == 0 and "no publication date is given" in result.stderr


def test_dates_with_a_day_loads_no_tagger() -> None:
    code = (
        "import sys; from musnad.cli.main import app; from typer.testing import CliRunner;"
        f"r = CliRunner().invoke(app, ['dates', {WORDS!r}, '--published', '2018-05-10']); assert r.exit_code == 0;"
        "heavy = ('numpy', 'trafilatura', 'jinja2', 'musnad.stages.mentions', 'musnad.stages.events');"
        "print([m for m in heavy if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-X", "utf8", "-c", code], capture_output=True, check=True)
    assert result.stdout.strip() == b"[]"


def test_dates_goes_on_after_a_document_that_breaks_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = TimesStage.find

    def breaking(self: object, doc: musnad.Document) -> object:
        if "كسر" in doc.text:
            raise RuntimeError("broken")
        return whole(self, doc)  # type: ignore[arg-type]  # a stage

    monkeypatch.setattr(TimesStage, "find", breaking)
    result = RUNNER.invoke(app, ["dates", "كسر أمس", WORDS, *DAY, "-f", "jsonl"])
    broken, whole_one = _records(result.stdout)
    assert result.exit_code == 1 and "text 1: times: RuntimeError: broken" in result.stderr
    assert broken["times"] is None and _values(whole_one) == ["2018-05-08"]


def test_dates_says_what_to_do_where_the_tables_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> object:
        raise LexiconError(("months.tsv:2: gone",))

    monkeypatch.setattr(musnad.cli.date_work, "dated_times", broken)
    result = RUNNER.invoke(app, ["dates", WORDS, *DAY])
    assert result.exit_code == 1 and "run: musnad doctor" in result.stderr


def test_examples_of_the_guide_hold() -> None:
    wrong, published, count = [], None, 0
    for line in (ROOT / "docs" / "times.md").read_text(encoding="utf-8").splitlines():
        if line.endswith("| value | days |"):
            published = None if line.startswith("| undated") else "2018-05-10"
        if not (row := EXAMPLE.fullmatch(line)):
            continue
        count += 1
        text = row["before"] + row["words"] + row["after"]
        start = len(row["before"])
        found = {(time.start, time.end): time for time in find(text, published)}.get((start, start + len(row["words"])))
        days = found.interval if found else None
        shown = " – ".join(dict.fromkeys((days.first, days.last))) if days else ""
        if found is None or (found.value, shown) != (row["value"], row["days"].strip()):
            wrong.append((text, found))
    assert wrong == []
    assert count > 40
