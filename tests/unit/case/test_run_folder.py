"""A case takes in what a run read: the same as if it had read the sources itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import NEWS, content, harmful_pipeline, new_case
from engine_kit import harm, news_file, run_here, run_simply
from musnad.case.bringing import add
from musnad.case.folder import Case
from musnad.case.run_folder import RunFolder, is_run_folder
from musnad.case.verifying import verify
from musnad.case.weighing import weigh_pending
from musnad.engine import run
from musnad.engine.engines.local import Here
from musnad.errors import EngineError
from source_files import page

pytest.importorskip("pyarrow")


def sources(folder: Path) -> list[Path]:
    (folder / "page.html").write_bytes(page("خبر").encode())
    (folder / "text.txt").write_text(NEWS, "utf-8")
    (folder / "bad.jsonl").write_text('{"text": ""}\n', "utf-8")
    return [news_file(folder, 6), folder / "page.html", folder / "text.txt", folder / "bad.jsonl", folder / "absent"]


def indexes_of(case: Case) -> list[list[tuple[object, ...]]]:
    """Return what articles are found by: copies, words they are about, the index of words."""
    tables = ("copy_text", "copy_run", "copy", "related_word")
    return [case.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]


def test_a_run_gives_the_case_that_its_sources_give(tmp_path: Path) -> None:
    given = sources(tmp_path)
    run(given, tmp_path / "run", engine=Here(), articles=2)
    with new_case(tmp_path / "direct") as direct, new_case(tmp_path / "bulk") as bulk:
        one, other = add(direct, given, workers=0), add(bulk, [tmp_path / "run"], workers=0)
        assert (other.new, other.unread) == (one.new, one.unread) == (8, 2)
        assert content(bulk) == content(direct)
        assert indexes_of(bulk) == indexes_of(direct)
        assert sorted(map(str, other.problems)) == sorted(map(str, one.problems))
        for case in (direct, bulk):
            weigh_pending(case)
        rows = [case.connection.execute("SELECT * FROM piece ORDER BY 1").fetchall() for case in (direct, bulk)]
        assert rows[0] == rows[1]
        assert len(rows[0]) > 8
        assert not list(verify(bulk))


def test_what_was_added_before_is_passed_over(tmp_path: Path) -> None:
    given = sources(tmp_path)
    run_here(given[:3], tmp_path / "run")
    with new_case(tmp_path / "case") as case:
        assert add(case, [tmp_path / "run"], workers=0).new == 8
        again = add(case, [tmp_path / "run", *given[:3]], workers=0)
        assert (again.new, again.passed_over) == (0, 16)


def test_without_originals_texts_are_kept(tmp_path: Path) -> None:
    run_here(news_file(tmp_path, 2), tmp_path / "run", originals=False)
    with new_case(tmp_path / "case") as case:
        assert add(case, [tmp_path / "run"], workers=0).new == 2
        assert not list(verify(case))
        keys = list(case.raw.keys())
        assert {case.raw.get(key).decode() for key in keys} == {f"{NEWS} 0", f"{NEWS} 1"}


def test_what_a_run_put_into_quarantine_is_there(tmp_path: Path) -> None:
    run_simply(news_file(tmp_path, 4, harmful=(2,)), tmp_path / "run", pipeline=harmful_pipeline)
    with new_case(tmp_path / "case") as case:
        report = add(case, [tmp_path / "run"], workers=0)
        assert (report.new, report.quarantined) == (3, 1)
        ((reason, raw),) = case.connection.execute("SELECT reason, raw FROM quarantine")
        assert "stopped its reader 2 times" in reason
        assert b"N-2" in case.raw.get(raw)


def test_shards_that_are_damaged_or_missing_are_told(tmp_path: Path) -> None:
    run_here(news_file(tmp_path, 15), tmp_path / "run")
    harm(tmp_path / "run", 0)
    RunFolder(tmp_path / "run").record_path(2).unlink()
    with new_case(tmp_path / "case") as case:
        report = add(case, [tmp_path / "run"], workers=0)
    assert (report.new, report.unread) == (5, 2)
    assert [problem.reason.partition(";")[0] for problem in report.problems] == [
        f"{tmp_path / 'run'}: 1 of 3 shards of the run is damaged",
        f"{tmp_path / 'run'}: 1 of 3 shards of the run is not finished",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["{", "{}", '{"form": "other/1"}', ""], ids=["broken", "empty", "other", "none"])
def test_what_is_no_run_is_told_apart(text: str, tmp_path: Path) -> None:
    assert not is_run_folder(tmp_path / "absent")
    (tmp_path / "manifest.json").write_text(text)
    assert not is_run_folder(tmp_path)
    with pytest.raises(EngineError, match="cannot be read"):
        RunFolder(tmp_path).manifest()


def test_a_later_form_is_refused(tmp_path: Path) -> None:
    run_here(news_file(tmp_path, 2), tmp_path / "run")
    place = tmp_path / "run" / "manifest.json"
    place.write_text(place.read_text("utf-8").replace("musnad.run/1", "musnad.run/9"), "utf-8")
    assert is_run_folder(tmp_path / "run")
    with pytest.raises(EngineError, match=r"'musnad.run/9', this musnad knows musnad.run/1"):
        RunFolder(tmp_path / "run").manifest()
