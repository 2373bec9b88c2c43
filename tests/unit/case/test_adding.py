"""Articles brought into a case: new, known, changed, unread, given up, and again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from case_kit import (
    HARMFUL,
    NEWS,
    SIMPLE_VERSIONS,
    add,
    article,
    bad_pipeline,
    content,
    failing_pipeline,
    harmful_pipeline,
    new_case,
    refusing_pipeline,
    simple_pipeline,
    slow_pipeline,
)
from musnad.case import adding
from musnad.case.adding import AddReport, add_readings
from musnad.case.folder import Case
from musnad.case.log import entries
from musnad.case.raw import RawStore, sha256
from musnad.case.store import read_document
from musnad.case.verifying import verify
from musnad.case.workers import Limits
from musnad.errors import CaseError, ReadError
from musnad.readers import Read, Reading, Unread

simple = partial(add, pipeline=simple_pipeline)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path)


def counts(report: AddReport) -> tuple[int, ...]:
    return (report.new, report.versions, report.known, report.passed_over, report.quarantined, report.unread)


def versions(case: Case) -> list[tuple[object, ...]]:
    query = (
        "SELECT key, version, text, document.id = current FROM document JOIN article ON article.id = article ORDER BY 2"
    )
    return case.connection.execute(query).fetchall()


def test_new_articles_are_kept_in_their_order(case: Case) -> None:
    report = simple(case, *(article(f"نص {n}.", id=f"a{n}") for n in range(250)))
    assert counts(report) == (250, 0, 0, 0, 0, 0)
    assert (report.met, report.first) == (250, 1)
    names = [name for (name,) in case.connection.execute("SELECT name FROM document ORDER BY id")]
    assert names == [f"a{n}" for n in range(250)]


def test_order_is_kept_with_workers(case: Case) -> None:
    simple(case, *(article(f"نص {n}. " * (1 + n % 7 * 200), id=f"a{n}") for n in range(150)), workers=2)
    names = [name for (name,) in case.connection.execute("SELECT name FROM document ORDER BY id")]
    assert names == [f"a{n}" for n in range(150)]


def test_workers_make_what_this_process_makes(tmp_path: Path) -> None:
    reads = [article(f"قال لافروف {n} وميركل.", id=f"a{n}") for n in range(30)]
    with new_case(tmp_path / "one") as one, new_case(tmp_path / "two") as two:
        simple(one, *reads)
        simple(two, *reads, workers=2)
        assert content(one) == content(two)


def test_same_item_is_passed_over_in_the_same_run_and_the_next(case: Case) -> None:
    read = article("نص.", raw=b"raw")
    assert counts(simple(case, read, read)) == (1, 0, 0, 1, 0, 0)
    assert counts(simple(case, read)) == (0, 0, 0, 1, 0, 0)
    assert case.connection.execute("SELECT count(*) FROM sighting").fetchone() == (1,)


def test_same_words_at_another_place_are_known(case: Case) -> None:
    report = simple(case, article("نص.", raw=b"one"), article("نص.", raw=b"two", source="b.txt"))
    assert counts(report) == (1, 0, 1, 0, 0, 0)
    sightings = case.connection.execute("SELECT document, source, raw FROM sighting ORDER BY id").fetchall()
    assert sightings == [(1, "a.txt", sha256(b"one")), (1, "b.txt", sha256(b"two"))]


def test_changed_text_is_a_new_version_and_the_current_one(case: Case) -> None:
    url = "https://example.com/1"
    report = simple(case, article("نص.", url=url), article("نص مصحح.", url=url + "?utm_source=x", id="other"))
    assert counts(report) == (1, 1, 0, 0, 0, 0)
    assert versions(case) == [("url:example.com/1", 1, "نص.", 0), ("url:example.com/1", 2, "نص مصحح.", 1)]


def test_changed_title_is_a_new_version(case: Case) -> None:
    simple(case, article("نص.", raw=b"1", title="أ"), article("نص.", raw=b"2", title="ب"))
    assert [row[1] for row in versions(case)] == [1, 2]


def test_made_up_names_do_not_make_two_texts_one_article(case: Case) -> None:
    simple(case, article("نص.", named=False), article("نص آخر.", named=False))
    assert [row[1] for row in versions(case)] == [1, 1]


def test_metadata_and_what_else_a_source_says_are_kept(case: Case) -> None:
    extra = (("section", "سياسة"), ("tag", "أ"), ("tag", "ب"))
    simple(case, article("نص.", raw=b"<html>", extra=extra, locator="line 3", source="a.jsonl", outlet="ANT"))
    row = case.connection.execute("SELECT source, locator, extra, media, seen FROM sighting").fetchone()
    assert row[:2] == ("a.jsonl", "line 3")
    assert json.loads(row[2]) == [list(pair) for pair in extra]
    assert (row[3], row[4][:10]) == ("text/plain", "2026-01-01")
    assert case.raw.get(sha256(b"<html>")) == b"<html>"


def test_text_read_from_no_bytes_is_its_own_original(case: Case) -> None:
    simple(case, article("نص."))
    assert list(case.raw.keys()) == [sha256("نص.".encode())]


def test_unread_sources_are_reported_in_the_run(case: Case) -> None:
    unread = Unread(ReadError("b.txt", "is no text", "give a text"))
    report = simple(case, article("نص."), unread, article("نص آخر.", id="c"))
    assert counts(report) == (2, 0, 0, 0, 0, 1)
    assert [(problem.source, problem.reason) for problem in report.problems] == [
        ("b.txt", "b.txt: is no text; give a text")
    ]


def test_warnings_of_the_reader_are_reported(case: Case) -> None:
    report = simple(case, article("نص.", warnings=("half of it was lost",)))
    assert [problem.reason for problem in report.problems] == ["half of it was lost"]


def test_log_tells_of_every_batch_with_hashes(case: Case) -> None:
    simple(case, *(article(f"نص {n}.", id=f"a{n}") for n in range(150)))
    kinds = [entry.kind for entry in entries(case.connection)]
    assert kinds == ["create", "add", "import", "import", "added"]
    brought = [row for entry in entries(case.connection, after=2) for row in entry.what.get("documents", ())]
    assert [row[0] for row in brought] == list(range(1, 151))
    rows = case.connection.execute(
        "SELECT document.id, sha256, raw FROM document JOIN sighting ON document = document.id"
    )
    assert brought == [list(row) for row in rows]


def test_run_that_stops_keeps_whole_batches_and_the_next_passes_over(case: Case) -> None:
    def broken() -> Iterator[Reading]:
        yield from (article(f"نص {n}.", id=f"a{n}") for n in range(120))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_readings(case, broken(), pipeline=simple_pipeline, workers=0)
    assert case.connection.execute("SELECT count(*) FROM document").fetchone() == (100,)
    report = simple(case, *(article(f"نص {n}.", id=f"a{n}") for n in range(130)))
    assert counts(report) == (30, 0, 0, 100, 0, 0)


def test_progress_hears_of_every_batch(case: Case) -> None:
    heard: list[int] = []
    reads = [article(f"نص {n}.", id=f"a{n}") for n in range(150)]
    add_readings(case, reads, pipeline=simple_pipeline, workers=0, progress=lambda report: heard.append(report.met))
    assert heard == [100, 150]


def test_nothing_brought_is_nothing_kept(case: Case) -> None:
    assert counts(simple(case)) == (0, 0, 0, 0, 0, 0)
    assert list(verify(case)) == []


def hostile(number: int = 2) -> list[Read]:
    reads = [article(f"قال لافروف {n}.", id=f"a{n}") for n in range(6)]
    return [
        *reads[:number],
        article(f"نص {HARMFUL}.", id="hostile", source="bad.txt", locator="line 3"),
        *reads[number:],
    ]


def test_hostile_document_is_quarantined_and_the_run_goes_on(case: Case) -> None:
    report = add(case, *hostile(), pipeline=harmful_pipeline, workers=2)
    assert counts(report) == (6, 0, 0, 0, 1, 0)
    row = case.connection.execute("SELECT source, locator, reason, raw FROM quarantine").fetchone()
    assert row[:2] == ("bad.txt", "line 3")
    assert row[2] == "it stopped its reader 2 times: the process ended with status 7"
    assert case.raw.get(row[3]) == f"نص {HARMFUL}.".encode()
    assert [entry.what["source"] for entry in entries(case.connection) if entry.kind == "quarantine"] == ["bad.txt"]
    assert list(verify(case)) == []


def test_quarantined_item_is_passed_over_until_it_is_released(case: Case) -> None:
    add(case, *hostile(), pipeline=harmful_pipeline, workers=1)
    assert counts(simple(case, *hostile())) == (0, 0, 0, 7, 0, 0)
    with case.change() as connection:
        connection.execute("DELETE FROM quarantine")
    assert counts(simple(case, *hostile())) == (1, 0, 0, 6, 0, 0)


@pytest.mark.parametrize("workers", [0, 1])
def test_item_on_which_the_task_raises_is_quarantined(case: Case, workers: int) -> None:
    report = add(case, article("نص."), pipeline=refusing_pipeline, workers=workers)
    assert counts(report) == (0, 0, 0, 0, 1, 0)
    assert report.problems[0].reason == "LookupError: no such row; please report this text"


class _Full(RawStore):
    def put(self, data: bytes) -> str:
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("workers", [0, 1])
def test_full_disk_is_no_fault_of_the_article(case: Case, monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    if workers:
        (case.path / "raw").rmdir()
        (case.path / "raw").write_text("no folder, so that nothing can be put there")
    else:
        monkeypatch.setattr("musnad.case.preparing.RawStore", _Full)
    with pytest.raises(CaseError, match="it cannot be written"):
        simple(case, article("نص."), article("نص آخر.", id="b"), workers=workers)
    assert case.connection.execute("SELECT count(*) FROM quarantine").fetchone() == (0,)


def test_pipeline_that_cannot_be_made_is_told(case: Case) -> None:
    with pytest.raises(CaseError, match="no worker process can be started"):
        add(case, article("نص."), pipeline=bad_pipeline, workers=1)


def test_versions_of_the_stages_are_told(case: Case) -> None:
    add_readings(case, [article("نص.")], pipeline=simple_pipeline, workers=0, versions=SIMPLE_VERSIONS)
    assert next(entries(case.connection, after=1)).what["versions"] == SIMPLE_VERSIONS


def test_limits_are_kept_to(case: Case) -> None:
    report = add(case, *hostile(), pipeline=slow_pipeline, workers=1, limits=Limits(seconds=0.4))
    assert counts(report) == (6, 0, 0, 0, 1, 0)
    assert "took longer than 0.4 seconds" in report.problems[0].reason


def test_batches_are_not_kept_waiting_by_slow_reading(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_BATCH_SECONDS", 0.0)
    heard: list[int] = []
    reads = [article(f"نص {n}.", id=f"a{n}") for n in range(3)]
    add_readings(case, reads, pipeline=simple_pipeline, workers=0, progress=lambda report: heard.append(report.met))
    assert heard[:3] == [1, 2, 3]


def test_failure_of_one_stage_is_kept_with_the_article(case: Case) -> None:
    report = add(case, article(f"نص {HARMFUL}."), pipeline=failing_pipeline)
    assert counts(report) == (1, 0, 0, 0, 0, 0)
    failures = read_document(case.connection, 1).failures
    assert [failure.stage for failure in failures] == ["names", "people"]
    assert failures[0].message == "ValueError: no such row; please report this text"
    assert [problem.reason for problem in report.problems] == [f"the stage names failed: {failures[0].message}"]


def test_whole_pipeline_in_workers_leaves_a_sound_case(case: Case) -> None:
    assert add(case, article(NEWS), workers=1).new == 1
    assert list(verify(case)) == []
