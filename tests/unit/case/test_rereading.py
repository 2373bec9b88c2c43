"""Documents read again: only the stale ones, and nothing lost where a reader dies or somebody corrects meanwhile."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from case_kit import (
    HARMFUL,
    NEWS,
    SIMPLE_VERSIONS,
    add,
    article,
    failing_pipeline,
    harmful_pipeline,
    new_case,
    simple_pipeline,
    slow_pipeline,
)
from musnad.case import rereading
from musnad.case.folder import Case, only_writer, open_case
from musnad.case.judging import judge, read_corrected
from musnad.case.log import entries
from musnad.case.preparing import prepare
from musnad.case.rereading import RereadReport, reread
from musnad.case.store import keep_prepared, read_document, stages_of
from musnad.case.verifying import verify
from musnad.case.workers import Limits
from musnad.errors import CaseError
from musnad.model import Dating, Document, Mention
from musnad.pipeline import Pipeline, default_pipeline


def versions_of(pipeline: Pipeline) -> dict[str, str]:
    return {stage.name: stage.version for stage in pipeline.stages}


def again(
    case: Case, version: str = "2", make: Any = simple_pipeline, workers: int = 0, **options: Any
) -> RereadReport:
    """Read a case again with this version of the simple pipeline."""
    pipeline = partial(make, version)
    return reread(case, pipeline=pipeline, versions=versions_of(pipeline()), workers=workers, **options)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "c")
    texts = (f"نص {n} عن لافروف." for n in range(3))
    add(made, *(article(text, id=f"a{n}") for n, text in enumerate(texts)), pipeline=simple_pipeline)
    return made


def mentions(case: Case, number: int) -> int:
    return len(read_document(case.connection, number).mentions or ())


def spoil(case: Case, *numbers: int) -> None:
    """Leave documents as an earlier version might have read them: without the names in them."""
    for number in numbers:
        doc = read_document(case.connection, number, bare=True)
        for layer, stage in (("mentions", "names"), ("entities", "people")):
            doc = doc.with_layer(layer, (), stage=stage, version="0")  # type: ignore[arg-type]  # both are layers
        with case.change() as connection:
            keep_prepared(connection, number, prepare(doc))


def test_fresh_documents_are_left_alone(case: Case) -> None:
    before = len(list(entries(case.connection)))
    report = again(case, "1")
    assert (report.stale, report.done, report.problems) == (0, 0, [])
    assert len(list(entries(case.connection))) == before


def test_only_stale_documents_are_read_again(case: Case) -> None:
    spoil(case, 2)
    assert [mentions(case, n) for n in (1, 2, 3)] == [1, 0, 1]
    report = again(case, "1")
    assert (report.stale, report.done) == (1, 1)
    assert [mentions(case, n) for n in (1, 2, 3)] == [1, 1, 1]
    assert stages_of(case.connection, 2) == stages_of(case.connection, 1)


def test_new_version_of_a_stage_makes_all_stale(case: Case) -> None:
    report = again(case, "2")
    assert (report.stale, report.done) == (3, 3)
    assert {stages_of(case.connection, n)["names"] for n in (1, 2, 3)} == {"2"}
    assert again(case, "2").stale == 0


def test_everything_is_read_again_when_asked_for(case: Case) -> None:
    report = again(case, "1", everything=True)
    assert (report.stale, report.done) == (3, 3)


def test_every_version_of_an_article_is_read_again(tmp_path: Path) -> None:
    url = "https://example.com/1"
    with new_case(tmp_path) as case:
        add(case, article("نص لافروف.", url=url), article("نص ميركل.", url=url, id="b"), pipeline=simple_pipeline)
        assert again(case).done == 2


def test_facts_are_made_again(case: Case) -> None:
    with case.change() as connection:
        connection.execute("DELETE FROM fact")
    again(case)
    facts = case.connection.execute("SELECT document, key FROM fact JOIN term ON term.id = term ORDER BY 1").fetchall()
    assert facts == [(n, "PER:لافروف") for n in (1, 2, 3)]


def test_workers_make_what_this_process_makes(case: Case) -> None:
    spoil(case, 1, 2, 3)
    assert again(case, "2", workers=2).done == 3
    assert [mentions(case, n) for n in (1, 2, 3)] == [1, 1, 1]
    assert list(verify(case)) == []


def test_damaged_layers_are_made_anew(case: Case) -> None:
    with case.change() as connection:
        connection.execute("UPDATE layers SET value = x'00', stages = '{}' WHERE document = 2")
        connection.execute("DELETE FROM layers WHERE document = 3")
    assert again(case, "1").done == 2
    assert list(verify(case)) == []
    assert [mentions(case, n) for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("make", "limits", "told"),
    [
        (harmful_pipeline, Limits(), "it stopped its reader 2 times: the process ended with status 7"),
        (slow_pipeline, Limits(seconds=0.4), "it stopped its reader 2 times: took longer than 0.4 seconds"),
    ],
    ids=["dies", "slow"],
)
def test_document_whose_reader_is_stopped_keeps_what_was_found(
    tmp_path: Path, make: Any, limits: Limits, told: str
) -> None:
    with new_case(tmp_path) as case:
        texts = ("نص لافروف.", f"نص {HARMFUL} ميركل.", "نص ماكرون.")
        add(case, *(article(text, id=f"a{n}") for n, text in enumerate(texts)), pipeline=simple_pipeline)
        report = again(case, "2", make, workers=1, limits=limits)
        assert (report.stale, report.done) == (3, 2)
        assert [(problem.source, problem.reason) for problem in report.problems] == [("document 2", told)]
        assert [stages_of(case.connection, n)["names"] for n in (1, 2, 3)] == ["2", "1", "2"]
        assert mentions(case, 2) == 1
        assert list(verify(case)) == []


def test_run_that_stops_keeps_what_it_did_and_is_taken_up(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "_BATCH", 1)

    def stop(report: RereadReport) -> None:
        if report.done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(case, progress=stop)
    assert [stages_of(case.connection, n)["names"] for n in (1, 2, 3)] == ["2", "2", "1"]
    assert again(case).stale == 1


def test_corrections_lie_over_what_is_found_again(case: Case) -> None:
    target = (read_document(case.connection, 1).mentions or ())[0]
    person = (read_document(case.connection, 1).entities or ())[0]
    judge(case, 1, layer="mentions", action="remove", target=target, reason="no name")
    judge(case, 1, layer="entities", action="remove", target=person, reason="nobody")
    again(case, everything=True)
    doc = read_corrected(case.connection, 1)
    assert (mentions(case, 1), doc.mentions, doc.entities) == (1, (), ())
    assert case.connection.execute("SELECT count(*) FROM fact WHERE document = 1").fetchone() == (0,)


class _Correcting:
    """A stage during which somebody else corrects the document that is read."""

    name, version, requires, provides = "names", "3", frozenset[Any](), "mentions"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, doc: Document) -> tuple[Mention, ...]:
        with open_case(self._folder, writable=True) as other:
            target = (read_document(other.connection, 1).entities or ())[0]
            judge(other, 1, layer="entities", action="replace", target=target,
                  value=type(target)(id="e0", type="ORG", name="مكتب", mentions=target.mentions, origin="test"),
                  reason="an office")  # fmt: skip
        return ()


def test_document_that_is_corrected_meanwhile_is_found_by_the_correction(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("نص عن لافروف."), pipeline=simple_pipeline)
        segments, _, people = simple_pipeline().stages
        pipeline = Pipeline((segments, _Correcting(tmp_path / "c"), people))
        report = reread(case, pipeline=lambda: pipeline, versions=versions_of(pipeline), workers=0)
        assert report.done == 1
        keys = case.connection.execute("SELECT key FROM fact JOIN term ON term.id = term").fetchall()
        assert keys == [("ORG:مكتب",)]
        assert [entity.name for entity in read_corrected(case.connection, 1).entities or ()] == ["مكتب"]


class _Dates:
    name, requires, provides = "dating", frozenset[Any](), "dating"

    def __init__(self, version: str, day: str | None) -> None:
        self.version, self._day = version, day

    def find(self, doc: Document) -> Dating:
        return Dating(published=self._day, basis="inferred" if self._day else None)


def test_day_that_is_found_again_is_the_one_the_case_is_filtered_by(tmp_path: Path) -> None:
    def dated(version: str, day: str | None) -> Pipeline:
        return Pipeline((_Dates(version, day),))

    with new_case(tmp_path) as case:
        reads = (article("نص.", published=None, published_basis=None), article("نص آخر.", id="b"))
        add(case, *reads, pipeline=lambda: dated("1", "2018-05-01"))
        days = "SELECT published, day, published_basis FROM document ORDER BY id"
        given = ("2018-05-10", "2018-05-10", "given")
        assert case.connection.execute(days).fetchall() == [("2018-05-01", "2018-05-01", "inferred"), given]
        for version, day in (("2", "2018-05-02"), ("3", None), ("4", "2018-05-04")):
            pipeline = dated(version, day)
            reread(case, pipeline=lambda pipeline=pipeline: pipeline, versions=versions_of(pipeline), workers=0)
            basis = "inferred" if day else None
            assert case.connection.execute(days).fetchall() == [(day, day, basis), given]


def test_log_tells_of_the_run(case: Case) -> None:
    again(case)
    begun, done = list(entries(case.connection))[-2:]
    assert (begun.kind, begun.what["documents"], begun.what["versions"]["names"]) == ("reread", 3, "2")
    assert (done.kind, done.what) == ("reread done", {"done": 3, "failed": 0})


def test_nothing_is_read_again_while_another_adds(case: Case) -> None:
    with open_case(case.path, writable=True) as other, only_writer(other):  # noqa: SIM117 - one after the other
        with pytest.raises(CaseError, match="another musnad is adding"):
            again(case)


def test_progress_hears_of_every_batch(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rereading, "_BATCH", 2)
    heard: list[tuple[int, int]] = []
    again(case, progress=lambda report: heard.append((report.done, report.stale)))
    assert heard == [(2, 3), (3, 3)]


def test_whole_pipeline_read_again_finds_the_same(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        add(case, article(NEWS))
        before = read_document(case.connection, 1)
        versions = versions_of(default_pipeline())
        report = reread(case, pipeline=default_pipeline, versions=versions, workers=0, everything=True)
        assert (report.done, report.problems) == (1, [])
        assert read_document(case.connection, 1) == before
        assert reread(case, pipeline=default_pipeline, versions=versions, workers=0).stale == 0


def test_layer_that_cannot_be_made_is_told_each_time(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article(f"نص {HARMFUL}."), pipeline=failing_pipeline)
        report = reread(case, pipeline=failing_pipeline, versions=SIMPLE_VERSIONS, workers=0)
    assert [(problem.source, problem.reason[:23]) for problem in report.problems] == [
        ("document 1", "the stage names failed:")
    ]
