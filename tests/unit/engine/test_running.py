"""Runs over shards: the same bytes however they are done, stopped or killed, and nothing lost."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from case_kit import (
    HARMFUL,
    add,
    article,
    bad_pipeline,
    failing_pipeline,
    harmful_pipeline,
    new_case,
    refusing_pipeline,
    short_of_memory,
    simple_pipeline,
    slow_pipeline,
)
from engine_kit import bytes_of, harm, news_file, rows, run_here, run_simply, stop_after
from musnad.case.preparing import Ready
from musnad.case.run_folder import RunFolder
from musnad.engine import RunReport
from musnad.engine.engines.local import Here
from musnad.engine.layers import LayerFiles
from musnad.errors import EngineError, ReadError
from musnad.model import Document
from musnad.readers import Unread, read_sources
from source_files import page

pytest.importorskip("pyarrow")


def test_every_article_is_in_the_tables(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    report = run_here(source, out)
    documents = rows(out, "documents")
    assert (report.shards, report.done, report.counts["documents"]) == (3, 3, 12)
    assert [row["id"] for row in documents] == [f"N-{n}" for n in range(12)]
    assert [row["article"] for row in documents[4:7]] == ["0.4", "1.0", "1.1"]
    mentions = [row for row in rows(out, "mentions") if row["article"] == "1.0"]
    assert {documents[5]["text"][row["start"] : row["end"]] for row in mentions} == {"لافروف"}
    assert [row["bytes"].decode() for row in rows(out, "originals")] == source.read_text("utf-8").splitlines()
    assert RunFolder(out).manifest().finished == dict(report.counts)


def test_workers_write_the_bytes_that_one_process_does(tmp_path: Path) -> None:
    source = news_file(tmp_path, 23)
    run_here(source, tmp_path / "here")
    run_simply(source, tmp_path / "workers")
    assert bytes_of(tmp_path / "workers") == bytes_of(tmp_path / "here")


def test_a_finished_run_reads_nothing_again(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    run_here(source, out)
    before = bytes_of(out)
    report = run_here(source, out, pipeline=bad_pipeline)
    assert (report.before, report.done, report.counts["documents"]) == (3, 0, 12)
    assert bytes_of(out) == before


@pytest.mark.parametrize("lose", [
    lambda out: RunFolder(out).record_path(1).unlink(),
    lambda out: RunFolder(out).record_path(1).write_text("{"),
    lambda out: RunFolder(out).layer("mentions", 1).unlink(),
    lambda out: harm(out, 1),
], ids=["record", "broken_record", "file", "changed_byte"])  # fmt: skip
def test_what_is_lost_is_done_again(lose: Callable[[Path], object], tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    run_here(source, out)
    before = bytes_of(out)
    lose(out)
    report = run_here(source, out)
    assert (report.before, report.done) == (2, 1)
    assert bytes_of(out) == before


def test_an_article_that_kills_its_reader_costs_itself_alone(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12, harmful=(3, 4, 9)), tmp_path / "out"
    report = run_simply(source, out, pipeline=harmful_pipeline)
    failures = rows(out, "failures")
    assert (report.counts["documents"], report.counts["quarantined"]) == (9, 3)
    assert [(row["kind"], row["id"], row["place"]) for row in failures] == [
        ("quarantine", "N-3", 3), ("quarantine", "N-4", 4), ("quarantine", "N-9", 4),
    ]  # fmt: skip
    assert all(HARMFUL in json.loads(row["bytes"])["text"] for row in failures)
    assert not list((out / "work").iterdir())


def test_an_article_that_never_ends_is_given_up(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 7, harmful=(2,)), tmp_path / "out"
    report = run_simply(source, out, pipeline=slow_pipeline, seconds=0.5)
    assert (report.counts["documents"], report.counts["quarantined"]) == (6, 1)


def test_an_article_on_which_reading_raises_costs_itself_alone(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 3), tmp_path / "out"
    report = run_here(source, out, pipeline=refusing_pipeline)
    assert (report.counts["documents"], report.counts["quarantined"]) == (0, 3)
    assert "LookupError: no such row" in rows(out, "failures")[0]["message"]


def test_a_layer_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 3, harmful=(1,)), tmp_path / "out"
    assert run_here(source, out, pipeline=failing_pipeline).counts["documents"] == 3
    failures = rows(out, "failures")
    assert [(row["article"], row["kind"]) for row in failures] == [("0.1", "names"), ("0.1", "people")]


def test_what_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 3), tmp_path / "out"
    source.write_text(source.read_text("utf-8") + "{broken\n" + '{"text": "\\ud800 x", "id": "half"}\n', "utf-8")
    (tmp_path / "a.html").write_bytes(page("خبر").encode())
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4")
    report = run_here([source, tmp_path / "a.html", tmp_path / "b.pdf", tmp_path / "absent"], out)
    assert (report.counts["documents"], report.counts["unread"], report.counts["quarantined"]) == (4, 3, 0)
    failures = rows(out, "failures")
    assert [row["source"] for row in failures] == [f"{source}:4", f"{source}:5", str(tmp_path / "b.pdf")]
    assert failures[2]["message"] == "this is a PDF, not text"
    assert [one.source for one in report.unread] == [str(tmp_path / "absent")]


def test_many_small_files_share_a_shard(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02d}.html").write_bytes(page(f"خبر {number}").encode())
    report = run_here(tmp_path, tmp_path.parent / f"{tmp_path.name}-out")
    assert (report.shards, report.counts["documents"]) == (3, 12)


def test_files_of_several_articles_fill_a_shard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.engine.planning._ARTICLE_BYTES", 300)  # 330 in these files
    files = [news_file(tmp_path, 40, name=f"{name}.jsonl") for name in "abcd"]
    report = run_here(files, tmp_path / "out", articles=50)
    assert (report.counts["documents"], report.shards) == (160, 4)


def test_texts_and_ids_are_those_of_reading_in_one_go(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    lines = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
    source.write_text("".join(json.dumps({"text": one["text"]}) + "\n" for one in lines), "utf-8")
    run_here(source, out)
    told = [(row["id"], row["text"], row["source"], row["locator"]) for row in rows(out, "documents")]
    reads = read_sources([source])
    assert told == [(r.document.id, r.document.text, r.source, r.locator) for r in reads]  # type: ignore[union-attr]


def test_a_folder_within_its_sources_is_no_source(tmp_path: Path) -> None:
    news_file(tmp_path, 3)
    run_here(tmp_path, tmp_path / "out")
    assert run_here(tmp_path, tmp_path / "out").before == 1
    assert len(rows(tmp_path / "out", "documents")) == 3


def test_originals_may_be_left_out(tmp_path: Path) -> None:
    run_here(news_file(tmp_path, 3), tmp_path / "out", originals=False)
    assert not (tmp_path / "out" / "originals").exists()


@pytest.mark.parametrize(("change", "what"), [
    ({"published": "2020-01-01"}, "another day"), ({"originals": False}, "another choice"),
    ({"articles": 4}, "other shards"),
], ids=["day", "originals", "shards"])  # fmt: skip
def test_another_run_is_not_written_over(change: dict[str, object], what: str, tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    run_here(source, out)
    before = bytes_of(out)
    with pytest.raises(EngineError, match=what):
        run_here(source, out, **change)
    source.write_text(source.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(EngineError, match="files that were changed"):
        run_here(source, out)
    assert bytes_of(out) == before


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("x")
    with pytest.raises(EngineError, match="not empty"):
        run_here(news_file(tmp_path, 3), tmp_path / "out")
    with pytest.raises(ReadError, match="no date"):
        run_here(news_file(tmp_path, 3), tmp_path / "other", published="yesterday")
    with pytest.raises(EngineError, match="standard input"):
        run_here([Path("-")], tmp_path / "third")


def test_a_pipeline_that_cannot_be_made_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="no tables"):
        run_here(news_file(tmp_path, 3), tmp_path / "out", pipeline=bad_pipeline)


def test_a_run_that_was_stopped_goes_on(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 23), tmp_path / "out"
    run_here(source, tmp_path / "whole")

    stop_after(2, source, out)
    report = run_here(source, out)
    assert (report.before, report.done) == (2, 3)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


_KILLED = """
import sys
from pathlib import Path
from engine_kit import run_simply
if __name__ == "__main__":
    run_simply(Path(sys.argv[1]), Path(sys.argv[2]), articles=3)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills by signals")
def test_a_run_killed_at_random_moments_writes_the_same(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 60), tmp_path / "out"
    run_here(source, tmp_path / "whole", articles=3)
    script = tmp_path / "killed.py"
    script.write_text(_KILLED)
    moments, env = random.Random(11), {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    for _ in range(4):
        process = subprocess.Popen([sys.executable, str(script), str(source), str(out)], env=env)
        time.sleep(moments.uniform(0.3, 2.5))
        process.send_signal(signal.SIGKILL)
        process.wait()
    time.sleep(0.5)  # the workers see that nobody waits for them
    run_here(source, out, articles=3)
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_two_runs_into_one_folder_are_refused(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"

    def again(report: RunReport) -> None:
        if report.done == 1:
            with pytest.raises(EngineError, match="another musnad"):
                run_simply(source, out, engine=Here())

    assert run_here(source, out, progress=again).done == 3


def test_a_shard_that_cannot_be_written_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"
    add = LayerFiles.add

    def fail(self: LayerFiles, place: int, ready: Ready, doc: Document) -> None:
        if doc.id == "N-6":
            raise LookupError("no such column")
        add(self, place, ready, doc)

    monkeypatch.setattr(LayerFiles, "add", fail)
    report = run_here(source, out)
    assert (report.done, [str(error) for error in report.failed]) == (
        2, ["shard 1: LookupError: no such column; please report this"],
    )  # fmt: skip
    assert RunFolder(out).manifest().finished is None
    monkeypatch.undo()
    assert (run_here(source, out).before, RunFolder(out).manifest().finished is not None) == (2, True)


def test_what_a_killed_beginning_left_is_no_other_thing(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 3), tmp_path / "out"
    out.mkdir()
    (out / ".manifest.json.1-ab.part").write_text("{")
    assert run_here(source, out).done == 1
    assert not list(out.glob("*.part"))


def test_a_file_that_is_away_for_a_while_is_read_later(tmp_path: Path) -> None:
    files = [news_file(tmp_path, 12, name=f"{name}.jsonl") for name in "ab"]
    run_here(files, tmp_path / "whole")
    away, out = tmp_path / "away", tmp_path / "out"

    def take(report: RunReport) -> None:
        if report.done == 3:
            files[1].replace(away)

    report = run_here(files, out, progress=take)
    assert (report.done, report.counts["unread"], len(report.failed)) == (3, 0, 3)
    assert f"{files[1]}: it cannot be opened any more (No such file" in str(report.failed[0])
    assert RunFolder(out).manifest().finished is None
    away.replace(files[1])
    assert run_here(files, out).before == 3
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


@pytest.mark.parametrize("change", [
    pytest.param(lambda data: data + b"\n", id="longer"),
    pytest.param(lambda data: data.replace(b"N-11", b"N-99"), id="as-long"),
])  # fmt: skip
def test_a_file_that_is_changed_meanwhile_is_told(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12), tmp_path / "out"

    def write(report: RunReport) -> None:
        if report.done == 1:
            source.write_bytes(change(source.read_bytes()))
            os.utime(source, (1, 1))

    report = run_here(source, out, progress=write)
    assert (report.done, {str(error) for error in report.failed}) == (
        1, {f"{source}: it was changed since the run was begun; read it as it is now into another folder"},
    )  # fmt: skip
    assert not RunFolder(out).record_path(1).exists()
    with pytest.raises(EngineError, match=f"files that were changed since, such as {source}"):
        run_here(source, out)


def test_what_was_lost_is_tried_again_when_asked(tmp_path: Path) -> None:
    source, out = news_file(tmp_path, 12, harmful=(6,)), tmp_path / "out"
    report = run_here(source, out, pipeline=short_of_memory)
    assert (report.counts["documents"], report.counts["quarantined"], report.lossy) == (11, 1, [1])
    assert [row["message"] for row in rows(out, "failures")] == ["it stopped its reader 2 times"]
    assert run_here(source, out).before == 3
    report = run_here(source, out, retry=True)
    assert (report.before, report.done, report.counts["quarantined"], report.lossy) == (2, 1, 0, [])
    run_here(source, tmp_path / "whole")
    assert bytes_of(out) == bytes_of(tmp_path / "whole")


def test_runs_and_cases_in_the_sources_are_passed_over(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    news_file(news, 3)
    run_here(news, news / "run")
    add(new_case(news / "case"), article("خبر آخر"), pipeline=simple_pipeline)
    report = run_here(news, tmp_path / "out")
    assert (report.counts["documents"], report.passed) == (3, (str(news / "case"), str(news / "run")))
    report = run_here(news / "run", tmp_path / "other")
    assert [(one.source, one.reason) for one in report.unread] == [
        (str(news / "run"), "this is the folder of a run or a case, no source")
    ]


def test_tables_of_a_run_are_no_articles(tmp_path: Path) -> None:
    run_here(news_file(tmp_path, 3), tmp_path / "out")
    (tmp_path / "out" / "manifest.json").unlink()  # nothing else tells what the folder is
    tables = list((tmp_path / "out").rglob("*.parquet"))
    found = [reading.error for reading in read_sources(tables) if isinstance(reading, Unread)]
    assert [Path(error.source) for error in found] == tables
    assert {error.reason for error in found} == {"this is a table that musnad wrote, not one of articles"}


def test_a_file_that_is_met_twice_is_read_once(tmp_path: Path) -> None:
    source = news_file(tmp_path, 3)
    (tmp_path / "link.jsonl").symlink_to(source)
    assert run_here([tmp_path, source], tmp_path / "out").counts["documents"] == 3


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes, and pipes")
def test_what_is_no_file_or_has_no_name_is_told(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    news_file(news, 3)
    os.mkfifo(news / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    (news / "nowhere").symlink_to(tmp_path / "absent")
    Path(os.fsdecode(os.fsencode(news) + b"/\xff.txt")).write_text("خبر", "utf-8")
    report = run_here([news, news / "pipe", tmp_path / "circle"], tmp_path / "out")
    assert report.counts["documents"] == 3
    assert [(Path(one.source).name, one.reason.partition(",")[0]) for one in report.unread] == [
        ("nowhere", "there is no such file or folder"), ("pipe", "this is no file"),
        ("?.txt", "its name is not UTF-8"), ("pipe", "this is no file"),
        ("circle", "could not be read (Too many levels of symbolic links)"),
    ]  # fmt: skip


def test_a_run_of_nothing_is_no_beginning(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run_here(tmp_path / "absent", out).shards == 0
    assert run_here(news_file(tmp_path, 3), out).done == 1
    both = [tmp_path / "news.jsonl", news_file(tmp_path, 3, name="b.jsonl")]
    with pytest.raises(EngineError, match=r"other files: .*b.jsonl is not among them"):
        run_here(both, out)
    run_here(both, tmp_path / "both")
    with pytest.raises(EngineError, match="the run there is of the same files in another order"):
        run_here(both[::-1], tmp_path / "both")
    (tmp_path / "file").write_text("x")
    with pytest.raises(EngineError, match="it is no folder"):
        run_here(tmp_path / "news.jsonl", tmp_path / "file")
    with pytest.raises(EngineError, match="standard input"):
        run_here([Path("-")], tmp_path / "other")
    assert not (tmp_path / "other").exists()
