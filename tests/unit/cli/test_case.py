"""The commands that keep articles in a case: what a user sees, and exit statuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from case_kit import HARMFUL, NEWS, refusing_pipeline
from musnad.case.folder import only_writer, open_case
from musnad.case.verifying import verify
from musnad.cli.main import app

RUNNER = CliRunner()
OTHER = "وقالت أنغيلا ميركل إن ألمانيا لن ترسل جنودا."


def run(*words: str | Path, status: int = 0, data: bytes | None = None) -> tuple[str, str]:
    """Run a command and return what it printed; its exit status has to be this."""
    result = RUNNER.invoke(app, [str(word) for word in words], input=data)
    assert result.exit_code == status, result.output
    return result.stdout, result.stderr


def bring(case: Path, *sources: str | Path, status: int = 0, **how: Any) -> tuple[str, str]:
    return run("add", case, *sources, "--workers", "0", "--published", "2018-05-10", status=status, **how)


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "a.txt").write_text(NEWS, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, articles: Path) -> Path:
    case = tmp_path_factory.mktemp("filled") / "c"
    bring(case, articles / "a.txt", articles / "b.txt", "--name", "قضية")
    return case


@pytest.fixture
def case(tmp_path: Path, filled: Path) -> Path:
    """Return a case with two articles in it."""
    shutil.copytree(filled, tmp_path / "c")
    return tmp_path / "c"


@pytest.fixture
def quarantined(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a case with a third article that stopped its reader."""
    (tmp_path / "bad.txt").write_text(f"نص {HARMFUL}.", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("musnad.pipeline.default_pipeline", refusing_pipeline)
        bring(case, tmp_path / "bad.txt", status=1)
    return case


def shown(case: Path, article: str = "1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("show", case, article, "--format", "json")[0])
    return found


def faults(case: Path) -> list[str]:
    with open_case(case) as opened:
        return [str(fault) for fault in verify(opened)]


# add


def test_add_makes_a_case_and_sums_up(tmp_path: Path, articles: Path) -> None:
    assert bring(tmp_path / "new" / "c", articles) == ("2 met: 2 new\n", "")
    assert faults(tmp_path / "new" / "c") == []


def test_add_passes_over_what_is_there(case: Path, articles: Path) -> None:
    assert bring(case, articles) == ("2 met: 2 passed over, brought in before\n", "")


def test_add_tells_what_became_of_each_kind(case: Path, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(OTHER + " وانتهى.", encoding="utf-8")
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "a.jsonl").write_text(
        json.dumps({"id": "a", "text": NEWS}) + "\n{bad\n" + json.dumps({"id": "n", "text": "نص جديد عن لافروف."}),
        encoding="utf-8",
    )
    out, errors = bring(case, articles, tmp_path / "b.txt", tmp_path / "copy", tmp_path / "none.txt", status=1)
    assert out == "7 met: 3 new, 2 passed over, brought in before, 2 could not be read\n"
    assert "a.jsonl:2" in errors and "none.txt: there is no such file" in errors
    assert errors.count("none.txt") == 1  # the source is not told twice
    assert faults(case) == []


def test_add_reads_standard_input(tmp_path: Path) -> None:
    out, _ = bring(tmp_path / "c", "-", data=json.dumps({"id": "k", "text": OTHER}).encode())
    assert out == "1 met: 1 new\n"
    assert shown(tmp_path / "c", "k")["text"] == OTHER


def test_add_without_sources_makes_an_empty_case_once(tmp_path: Path) -> None:
    assert run("add", tmp_path / "c", "--name", "x") == ("nothing was met\n", "")
    assert "SOURCE" in run("add", tmp_path / "c", status=2)[1]


def test_add_keeps_the_name_of_a_new_case(case: Path) -> None:
    assert json.loads(run("case", "info", case, "-f", "json")[0])["name"] == "قضية"


def test_add_in_worker_processes(tmp_path: Path, articles: Path) -> None:
    assert run("add", tmp_path / "c", articles, "--workers", "1")[0] == "2 met: 2 new\n"


def test_add_into_another_folder_is_refused(articles: Path) -> None:
    out, errors = bring(articles, articles / "a.txt", status=1)
    assert out == "" and "the folder is not empty; choose a new or an empty folder" in errors


def test_add_beside_another_adder_is_told_to_wait(case: Path, articles: Path) -> None:
    with open_case(case, writable=True) as other, only_writer(other):
        assert "another musnad is adding to it; wait" in bring(case, articles, status=1)[1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--published", "1/2/2020"], "'1/2/2020' is no date"),
        (["--workers", "-1"], "--workers"),
        (["--seconds", "0"], "--seconds"),
        (["--megabytes", "5"], "--megabytes"),
        (["--actors", "none.csv"], "none.csv"),
        (["--nonsense"], "--nonsense"),
    ],
    ids=["published", "workers", "seconds", "megabytes", "actors", "option"],
)
def test_bad_usage_of_add_changes_nothing(tmp_path: Path, articles: Path, words: list[str], told: str) -> None:
    out, errors = run("add", tmp_path / "c", articles, *words, status=2)
    assert out == "" and told in errors
    assert not (tmp_path / "c").exists()


def test_add_names_so_many_problems_and_no_more(case: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("{\n" * 60, encoding="utf-8")
    out, errors = bring(case, tmp_path / "bad.jsonl", status=1)
    assert out == "60 met: 60 could not be read\n"
    assert len(errors.splitlines()) == 51 and "more problems follow" in errors.splitlines()[-1]


# reread


def test_reread_tells_that_nothing_is_stale(case: Path) -> None:
    out, errors = run("reread", case, "--workers", "0")
    assert (out, errors) == ("nothing is stale: every document was read by the stages of this musnad\n", "")


def test_reread_all(case: Path) -> None:
    before = shown(case)
    assert run("reread", case, "--all", "--index", "--workers", "0")[0] == "2 of 2 stale documents read again\n"
    assert shown(case) == before


def test_reread_with_another_list_of_actors(case: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("id,type,name\nx.1,PER,نادر فهيم صقر\n", encoding="utf-8")
    out, _ = run("reread", case, "--workers", "0", "--actors", tmp_path / "mine.csv")
    assert out == "2 of 2 stale documents read again\n"
    assert run("reread", case, "--workers", "0")[0] == "2 of 2 stale documents read again\n"


def test_reread_tells_what_failed(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.pipeline.default_pipeline", refusing_pipeline)
    out, errors = run("reread", case, "--all", "--workers", "0", status=1)
    assert out == "0 of 2 stale documents read again\n"
    assert "musnad: document 1: " in errors and "please report this text" in errors


# verify


def test_verify_of_a_whole_case(case: Path) -> None:
    lines = len((case / "log.jsonl").read_text("utf-8").splitlines())  # a slow machine takes articles in more steps
    assert run("verify", case) == (f"checked 2 articles, 2 texts, {lines} lines of the log: all is well\n", "")
    assert json.loads(run("verify", case, "--format", "json")[0]) == []


def test_verify_names_each_fault_and_what_to_do(case: Path) -> None:
    with open_case(case, writable=True) as opened:
        opened.connection.execute("UPDATE document SET text = 'x' || text WHERE id = 2")
        opened.connection.execute("UPDATE document SET sha256 = '' WHERE id = 1")
    out, _ = run("verify", case, status=1)
    assert "document 2: its text was changed; restore the case from a copy\n" in out
    assert out.endswith(" faults\n")
    told = json.loads(run("verify", case, "-f", "json", status=1)[0])
    assert {"where": "document 2", "what": "its text was changed", "remedy": "restore the case from a copy"} in told


def test_verify_of_a_torn_database_tells_its_fault(case: Path) -> None:
    path = case / "case.db"
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    out, errors = run("verify", case, status=1)
    assert "restore" in out + errors and "Traceback" not in out + errors


# show


def test_show_prints_a_report(case: Path) -> None:
    out, errors = run("show", case, "1")
    assert "لافروف" in out and errors == ""


def test_show_finds_an_article_by_its_name(case: Path) -> None:
    assert shown(case, "b")["text"] == OTHER


@pytest.mark.parametrize("form", ["json", "jsonl", "html", "text"])
def test_show_in_every_form(case: Path, form: str, tmp_path: Path) -> None:
    out, _ = run("show", case, "1", "--format", form)
    run("show", case, "1", "--format", form, "--out", tmp_path / "o.html")
    assert (tmp_path / "o.html").read_text(encoding="utf-8").strip() == out.strip()
    assert "لافروف" in out


def test_show_gives_the_original_bytes(case: Path, tmp_path: Path) -> None:
    assert run("show", case, "1", "--format", "original")[0] == NEWS
    run("show", case, "1", "--format", "original", "--out", tmp_path / "o")
    assert (tmp_path / "o").read_bytes() == NEWS.encode()


def test_show_of_what_is_not_there(case: Path) -> None:
    for wanted in ("99", "nothing", "9" * 40):
        out, errors = run("show", case, wanted, status=1)
        assert out == "" and f"{wanted}: no article has this number, name or address; look for it with" in errors


def test_show_that_cannot_be_written(case: Path, tmp_path: Path) -> None:
    for form in ("json", "original"):
        assert "cannot be written" in run("show", case, "1", "-f", form, "-o", tmp_path / "no" / "o", status=2)[1]


def test_show_in_no_such_form(case: Path) -> None:
    assert "'xml' is none of text, json, jsonl, html, original" in run("show", case, "1", "-f", "xml", status=2)[1]


# correct and corrections


def test_correct_replaces_by_id_and_undo_takes_it_back(case: Path) -> None:
    before = shown(case)
    told = before["statements"][0]
    out, _ = run(
        "correct", case, "1", "statements", "--at", told["id"], "--value", '{"stance": "threat"}', "--reason", "r"
    )
    assert out == f"correction 1; take it back with: musnad corrections {case} --undo 1\n"
    after = shown(case)["statements"][0]
    assert (after["stance"], after["content"], after["origin"]) == ("threat", told["content"], "judgement:1")
    assert run("corrections", case, "--undo", "1", "--reason", "it was right")[0] == "correction 1 taken back\n"
    assert shown(case) == before


def test_correct_removes_by_place(case: Path) -> None:
    before = shown(case)["events"]
    trigger = before[0]["trigger"]
    place = f"{trigger['start']}:{trigger['end']}"
    run("correct", case, "1", "events", "--at", place, "--reason", "a football match")
    assert [e["id"] for e in shown(case)["events"]] == [e["id"] for e in before[1:]]


def test_correct_adds_from_a_file(case: Path, tmp_path: Path) -> None:
    value = {"start": 0, "end": 3, "type": "DATE", "value": "2018-05-09"}
    (tmp_path / "v.json").write_text(json.dumps(value), encoding="utf-8")
    run("correct", case, "2", "times", "--value", f"@{tmp_path / 'v.json'}", "--reason", "r")
    assert shown(case, "2")["times"][0]["value"] == "2018-05-09"


@pytest.mark.parametrize(
    ("layer", "options", "status", "told"),
    [
        ("nonsense", ["--at", "0:1"], 2, "'nonsense' is none of mentions, entities, times, statements, events"),
        ("times", [], 2, "give --at to remove, --value to add, or both to replace"),
        ("times", ["--at", "0:1"], 2, "'0:1': none stands there; the times begin with "),
        ("statements", ["--at", "s99"], 2, "'s99': none stands there"),
        ("times", ["--value", "{"], 2, "it is no JSON ("),
        ("times", ["--value", "[]"], 2, "it is no JSON object"),
        ("times", ["--value", "@nothing.json"], 2, "nothing.json cannot be read"),
        ("times", ["--value", '{"start": 0, "end": 3}'], 2, "it does not fit times: "),
        ("times", ["--value", '{"start": 3, "end": 3, "type": "DATE", "value": null}'], 2, "it does not fit times: "),
        (
            "times",
            ["--value", '{"start": 0, "end": 999, "type": "DATE", "value": null}'],
            1,
            "0-999 lies outside its text",
        ),
    ],
    ids=["layer", "nothing", "place", "id", "json", "list", "file", "field", "empty", "outside"],
)
def test_wrong_corrections_are_told(case: Path, layer: str, options: list[str], status: int, told: str) -> None:
    out, errors = run("correct", case, "1", layer, *options, "--reason", "r", status=status)
    assert out == "" and told in " ".join(errors.replace("│", " ").split())
    assert run("corrections", case)[0] == "0 corrections, 0 of them taken back\n"


def test_correct_needs_a_reason(case: Path) -> None:
    assert "--reason" in run("correct", case, "1", "times", "--at", "0:1", status=2)[1]


def test_corrections_are_listed(case: Path) -> None:
    [place] = [f"{t['start']}:{t['end']}" for t in shown(case)["times"][:1]]
    run("correct", case, "1", "times", "--at", place, "--reason", "no day")
    run("corrections", case, "--undo", "1", "--reason", "it was one")
    run("correct", case, "1", "times", "--at", place, "--reason", "no day at all")
    out, _ = run("corrections", case)
    first, second, last = out.splitlines()
    assert first.startswith("1  ") and "remove in times «أمس»: no day (taken back 2" in first
    assert second.startswith("2  ") and second.endswith("no day at all")
    assert last == "2 corrections, 1 of them taken back"
    assert run("corrections", case, "2")[0] == "0 corrections, 0 of them taken back\n"
    records = json.loads(run("corrections", case, "1", "--format", "json")[0])
    assert [(r["id"], r["action"], r["words"], r["value"]) for r in records] == [
        (1, "remove", "أمس", None),
        (2, "remove", "أمس", None),
    ]


def test_undo_of_what_is_not_there(case: Path) -> None:
    assert "judgement 7: there is none of this number" in run("corrections", case, "--undo", "7", status=1)[1]


def test_corrected_articles_are_exported_as_annotation(case: Path, tmp_path: Path) -> None:
    place = shown(case)["times"][0]
    run("correct", case, "1", "times", "--at", f"{place['start']}:{place['end']}", "--reason", "no day")
    out, _ = run("corrections", case, "--export", tmp_path / "gold")
    assert out == f"1 corrected articles written to {tmp_path / 'gold'}\n"
    assert sorted(p.name for p in (tmp_path / "gold").iterdir()) == ["1-a.gold.json", "1-a.txt"]
    record = json.loads((tmp_path / "gold" / "1-a.gold.json").read_text(encoding="utf-8"))
    assert (tmp_path / "gold" / "1-a.txt").read_bytes() == NEWS.encode()
    assert len(record["times"]) == len(shown(case)["times"])
    assert [s["id"] for s in record["statements"]] == [s["id"] for s in shown(case)["statements"]]


def test_export_where_nothing_can_be_written_is_told(case: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "cannot be written" in run("corrections", case, "--export", tmp_path / "file" / "x", status=2)[1]


# delete


def test_delete_says_first_what_would_go(case: Path) -> None:
    out, _ = run("delete", case, "b", "--reason", "r")
    assert out.startswith("would delete document 2, ") and out.endswith("with all versions; add --yes to do it\n")
    assert shown(case, "2")["text"] == OTHER


def test_delete_deletes_and_tells_what_went(case: Path) -> None:
    place = shown(case)["times"][0]
    run("correct", case, "1", "times", "--at", f"{place['start']}:{place['end']}", "--reason", "no day")
    out, errors = run("delete", case, "1", "--reason", "asked for", "--yes")
    first, second = out.splitlines()
    assert first.endswith(": 1 versions, 1 originals") and second == "gone with it: corrections 1"
    assert errors == ""
    run("show", case, "1", status=1)
    assert faults(case) == []


def test_delete_names_originals_that_stay(tmp_path: Path) -> None:
    records = [{"id": "x", "text": OTHER}, {"id": "y", "text": NEWS}]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    bring(tmp_path / "c", tmp_path / "r.jsonl")
    with open_case(tmp_path / "c", writable=True) as opened:  # as if both had come of one table
        opened.connection.execute("UPDATE sighting SET raw = (SELECT min(raw) FROM sighting)")
    out, _ = run("delete", tmp_path / "c", "x", "--reason", "r", "--yes")
    assert "1 originals stay: other articles came from the same bytes\n" in out


def test_delete_of_what_is_not_there(case: Path) -> None:
    assert "no article has this" in run("delete", case, "99", "--reason", "r", "--yes", status=1)[1]


def test_delete_needs_a_reason(case: Path) -> None:
    assert "--reason" in run("delete", case, "1", "--yes", status=2)[1]


# case info and case quarantine


def test_info_describes_a_case(case: Path) -> None:
    out, errors = run("case", "info", case)
    assert errors == ""
    assert out.startswith(f"قضية ({case})\n")
    assert "2 articles, 0.0 MB of text\n" in out
    assert "published 2018-05-10 to 2018-05-10\n" in out
    assert "0 corrections, 0 in quarantine\n" in out
    assert "2 read by " in out and "segments " in out


def test_info_for_programs(case: Path) -> None:
    record = json.loads(run("case", "info", case, "--format", "json")[0])
    assert (record["articles"], record["first"], record["undated"], record["form"]) == (2, "2018-05-10", 0, 1)


def test_info_of_an_empty_case(tmp_path: Path) -> None:
    run("add", tmp_path / "c")
    assert "0 articles, 0.0 MB of text\n0 corrections, 0 in quarantine\n" in run("case", "info", tmp_path / "c")[0]


def test_quarantine_names_what_was_given_up_and_why(quarantined: Path, tmp_path: Path) -> None:
    out, _ = run("case", "quarantine", quarantined)
    line, last = out.splitlines()
    assert line.startswith(f"{tmp_path / 'bad.txt'}: LookupError: no such row; please report this text (original: ")
    assert last == "1 in quarantine"
    [record] = json.loads(run("case", "quarantine", quarantined, "-f", "json")[0])
    assert set(record) == {"source", "locator", "reason", "met", "raw"}


def test_quarantined_article_is_passed_over_until_released(quarantined: Path, tmp_path: Path) -> None:
    assert bring(quarantined, tmp_path / "bad.txt")[0] == "1 met: 1 passed over, brought in before\n"
    out, _ = run("case", "quarantine", quarantined, "--release")
    assert out == f"1 released; bring their sources in again with: musnad add {quarantined} SOURCE...\n"
    assert run("case", "quarantine", quarantined)[0] == "0 in quarantine\n"
    assert bring(quarantined, tmp_path / "bad.txt")[0] == "1 met: 1 new\n"
    assert faults(quarantined) == []


# all of them


@pytest.mark.parametrize(
    "words",
    [
        ["reread"], ["verify"], ["show", "1"], ["correct", "1", "times", "--at", "0:1", "--reason", "r"],
        ["corrections"],
        ["delete", "1", "--reason", "r", "--yes"], ["case", "info"], ["case", "quarantine"],
    ],
    ids=["reread", "verify", "show", "correct", "corrections", "delete", "info", "quarantine"],
)  # fmt: skip
def test_where_there_is_no_case_every_command_says_so(tmp_path: Path, words: list[str]) -> None:
    cut = 2 if words[0] == "case" else 1
    out, errors = run(*words[:cut], tmp_path / "c", *words[cut:], status=1)
    assert out == "" and "there is no case here; make one with: musnad add FOLDER SOURCE..." in errors
    assert not (tmp_path / "c").exists()


@pytest.mark.parametrize(
    "words", [["verify"], ["show", "1"], ["corrections"], ["case", "info"], ["add"], ["delete", "1", "--reason", "r"]],
    ids=["verify", "show", "corrections", "info", "add", "delete"],
)  # fmt: skip
def test_database_that_is_none_is_told_without_a_traceback(case: Path, words: list[str]) -> None:
    (case / "case.db").write_bytes(b"no database" * 1000)
    cut = 2 if words[0] == "case" else 1
    rest = [__file__] if words == ["add"] else words[cut:]
    out, errors = run(*words[:cut], case, *rest, status=1)
    assert out == "" and "file is not a database" in errors and "restore the folder from a copy" in errors
