"""Weighing a run gives what a case of the same articles has, however it is cut and wherever it is stopped."""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine_kit import rows as rows_read
from musnad.case.folder import Case
from musnad.engine.engines.local import Here
from musnad.engine.owning import alone_in
from musnad.engine.weighing import plan, tables, weigh_run
from musnad.engine.weighing.files import Records, RecordsFile
from musnad.errors import EngineError
from weighed_run_kit import (
    case_rows,
    claims_counted,
    counts_of_run,
    make_run,
    read_rows,
    real_articles,
    run_rows,
    stories,
    weighed_case,
)

COUNT = 180


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_run(tmp_path_factory.mktemp("run"), stories(COUNT), articles=40)


@pytest.fixture(scope="module")
def case(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with weighed_case(tmp_path_factory.mktemp("case") / "c", made) as case:
        yield case


@pytest.fixture(scope="module")
def expected(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    return case_rows(case)


@pytest.mark.parametrize(
    ("partitions", "documents", "held"), [(1, 1000, 400), (3, 7, 2), (8, 1, 400)], ids=["whole", "small", "single"]
)
def test_rows_are_those_of_a_case(
    made: Path, expected: dict[str, list[tuple[Any, ...]]], partitions: int, documents: int, held: int
) -> None:
    report = weigh_run(made, Here(), partitions=partitions, documents=documents, held_documents=held)
    found = run_rows(made)
    for name, rows in found.items():
        assert rows == expected[name], name
    assert report.documents == len(expected["evidence"]) and not report.failed
    assert report.rows == {name: len(rows) for name, rows in found.items()}


def test_rows_are_of_every_kind(expected: dict[str, list[tuple[Any, ...]]]) -> None:
    """What is compared here would be equal too where there is nothing."""
    kinds = Counter(row[2] for row in (*expected["oppositions"], *expected["copies"]))
    assert min(kinds[kind] for kind in ("apart", "denial", "figure", "same", "copy", "edited", "recrawl")) > 0
    assert sum(twin is not None for *_, twin, _ in expected["pieces"]) > 20
    assert len(expected["claims"]) > 20 and len(expected["joins"]) > 100


def test_counts_are_those_of_a_case(made: Path, case: Case) -> None:
    weigh_run(made, Here(), partitions=2, documents=50)
    found = counts_of_run(made)
    assert found == list(claims_counted(case, [row[0] for row in found]))
    assert {row[8] for row in found} == {"named", "relay", "none"}


def test_records_are_found_by_their_numbers(tmp_path: Path) -> None:
    paths = [tmp_path / "a", tmp_path / "b", tmp_path / "c"]
    for path, numbers in zip(paths, ((1, 2, 5), (), (9, 10)), strict=True):
        with path.open("wb") as file:
            made = RecordsFile(file)
            for number in numbers:
                made.add(number, b"x" * number)
            made.finish()
    records = Records(paths, [1, 7, 9])
    assert [len(records[number]) for number in (10, 1, 5, 2, 9)] == [10, 1, 5, 2, 9]
    assert (records.numbers(0), records.numbers(1)) == ([1, 2, 5], [])
    for missing in (3, 6, 8, 11):
        with pytest.raises(KeyError):
            records[missing]


class Stopping(Here):
    """Does so many tasks and then stops, in the midst of a step; `done` are those that it did."""

    def __init__(self, most: int) -> None:
        self._left = most
        self.done: list[tuple[str, int]] = []

    def map(self, function: Any, tasks: Sequence[Any], *, deaths: int | None = None) -> Iterator[tuple[int, Any]]:
        for place, task in enumerate(tasks):
            if not self._left:
                raise KeyboardInterrupt
            self._left -= 1
            yield place, function(task)
            self.done.append((function.__name__, task.number))


def test_stopping_after_any_task_makes_no_difference(made: Path, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    shutil.rmtree(made / "weighing", ignore_errors=True)
    done: list[tuple[str, int]] = []
    stops = 0
    while True:
        engine = Stopping(3)
        try:
            weigh_run(made, engine, partitions=2, documents=60)
        except KeyboardInterrupt:
            stops += 1
            continue
        finally:
            done += engine.done
        break
    assert stops > 10
    assert len(done) == len(set(done)), "a task that was done is done again"
    assert {name: rows for name, rows in expected.items() if name != "evidence"} == run_rows(made)


def test_what_dies_within_a_task_leaves_nothing_behind(
    made: Path, expected: dict[str, list[tuple[Any, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(made / "weighing", ignore_errors=True)
    whole, calls = tables.write_oppositions, itertools.count()

    def dies(*given: Any) -> None:
        if next(calls) == 1:
            raise KeyboardInterrupt
        whole(*given)

    monkeypatch.setattr("musnad.engine.weighing.meeting.write_oppositions", dies)
    with pytest.raises(KeyboardInterrupt):
        weigh_run(made, Here(), partitions=2, documents=60)
    weigh_run(made, Here(), partitions=2, documents=60)
    assert run_rows(made)["oppositions"] == expected["oppositions"]
    assert run_rows(made)["joins"] == expected["joins"]
    assert not list(made.glob("*/*.part*")) and not list(made.glob("weighing/*/.*"))


def test_task_that_is_run_twice_writes_the_same(made: Path, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    class Twice(Here):
        def map(self, function: Any, tasks: Sequence[Any], *, deaths: int | None = None) -> Iterator[tuple[int, Any]]:
            for place, task in enumerate(tasks):
                function(task)
                yield place, function(task)

    shutil.rmtree(made / "weighing", ignore_errors=True)
    weigh_run(made, Twice(), partitions=2, documents=60)
    assert {name: rows for name, rows in expected.items() if name != "evidence"} == run_rows(made)


def test_other_rules_begin_anew(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weigh_run(made, Here(), partitions=2, documents=60)
    again = Stopping(10**6)
    weigh_run(made, again, partitions=2, documents=60)
    assert again.done == []
    monkeypatch.setattr(plan, "version", lambda: "other rules")
    weigh_run(made, again, partitions=2, documents=60)
    assert {name for name, _ in again.done} > {"gather_keys", "tell", "compare_range", "make_claims"}


def test_article_of_each_piece_and_copy_is_named(made: Path, case: Case) -> None:
    """One join leads from a claim to its articles."""
    weigh_run(made, Here(), partitions=3, documents=50)
    names = dict(case.connection.execute("SELECT id, sha256 || coalesce(title, '') FROM document"))
    told = {row["article"]: row["sha256"] + (row["title"] or "") for row in rows_read(made, "documents")}
    texts = {row["article"]: row["text"] for row in rows_read(made, "documents")}
    pieces = read_rows(made, "pieces")
    assert {names[row["piece"] >> 16] == told[row["article"]] for row in pieces} == {True}
    assert {row["kind"] for row in pieces} == {"statement", "voice"}
    assert all(texts[row["article"]][row["start"] : row["end"]].strip() for row in pieces)
    for row in read_rows(made, "copies"):
        assert (names[row["a"]], names[row["b"]]) == (told[row["article_a"]], told[row["article_b"]])
    of_claims = Counter(row["claim"] for row in {(p["claim"], p["article"]): p for p in pieces}.values())
    assert {row["first"]: row["articles"] for row in read_rows(made, "claims")} == {
        claim: count for claim, count in of_claims.items() if claim is not None
    }


def copied_run(made: Path, folder: Path) -> Path:
    """Return a copy of a run that was read, without what it was weighed to."""
    shutil.copytree(made, folder / "run", ignore=shutil.ignore_patterns("weighing"))
    return folder / "run"


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        (lambda path: shutil.copy(path.with_name("000003.parquet"), path), "damaged"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "damaged"),
        (lambda path: path.unlink(), "missing"),
    ],
    ids=["another's", "cut short", "gone"],
)
def test_articles_that_are_not_those_read_are_refused(
    made: Path, tmp_path: Path, harm: Callable[[Path], object], what: str
) -> None:
    copied = copied_run(made, tmp_path)
    harm(copied / "documents" / "000002.parquet")
    with pytest.raises(EngineError, match=f"the articles of shard 2 are {what}; run it to its end again: musnad run"):
        weigh_run(copied, Here())
    assert not (copied / "weighing").exists()


def test_file_that_goes_missing_meanwhile_is_no_want_of_room(made: Path, tmp_path: Path) -> None:
    copied = copied_run(made, tmp_path)

    def removes(step: str, _done: int, _tasks: int) -> None:
        if step == "told":
            (copied / "documents" / "000002.parquet").unlink(missing_ok=True)

    with pytest.raises(EngineError, match=r"a file of the run is missing; remove .*weighing, and weigh"):
        weigh_run(copied, Here(), progress=removes)


def test_run_that_is_being_written_to_is_left_alone(made: Path, tmp_path: Path) -> None:
    copied = copied_run(made, tmp_path)
    next((copied / "shards").glob("*.json")).unlink()
    with alone_in(copied), pytest.raises(EngineError, match="another musnad is writing to it"):
        weigh_run(copied, Here())


def test_folder_that_is_no_run_is_left_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="there is no run here"):
        weigh_run(tmp_path, Here())
    assert not list(tmp_path.iterdir())


def test_unfinished_run_is_refused(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "run", ignore=shutil.ignore_patterns("weighing"))
    next((tmp_path / "run" / "shards").glob("*.json")).unlink()
    with pytest.raises(EngineError, match="is not finished"):
        weigh_run(tmp_path / "run", Here())


def test_partitions_and_shards_may_be_empty(tmp_path: Path) -> None:
    made = make_run(tmp_path, stories(3), articles=1)
    with weighed_case(tmp_path / "c", made) as case:
        weigh_run(made, Here(), partitions=40)
        assert {name: rows for name, rows in case_rows(case).items() if name != "evidence"} == run_rows(made)


def test_many_of_the_same_words_hang_together_by_few_pairs(
    made: Path, case: Case, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    """Groups of copies, and so the counts, are those of all pairs."""
    weigh_run(made, Here(), partitions=2, documents=60, most_same=1)
    found = counts_of_run(made)
    assert found == list(claims_counted(case, [row[0] for row in found]))
    assert set(run_rows(made)["copies"]) < set(expected["copies"])


@pytest.mark.shared
def test_rows_of_real_articles_are_those_of_a_case(tmp_path: Path) -> None:
    made = make_run(tmp_path, real_articles(120), articles=40)
    with weighed_case(tmp_path / "c", made) as case:
        expected = case_rows(case)
        weigh_run(made, Here(), partitions=3, documents=60)
        found = counts_of_run(made)
        assert found == list(claims_counted(case, [row[0] for row in found]))
    assert {name: rows for name, rows in expected.items() if name != "evidence"} == run_rows(made)
    firsts = np.load(made / "weighing" / "numbers" / "000000" / "documents.npy").tolist()
    evidence = Records(sorted(made.glob("weighing/told/*/told")), firsts)
    assert [(document, evidence[document]) for document, _ in expected["evidence"]] == expected["evidence"]
