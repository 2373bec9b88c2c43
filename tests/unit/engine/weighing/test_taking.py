"""A case that takes the weighing of a run has every row that weighing the articles gives, or takes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from case_kit import new_case
from musnad.case import log
from musnad.case.adding import add_readings
from musnad.case.bringing import add
from musnad.case.folder import Case, open_case
from musnad.case.identity import merge
from musnad.case.run_folder import RunFolder
from musnad.case.verifying import verify
from musnad.case.weighing import pending, taking, weigh_pending
from musnad.engine.engines.local import Here
from musnad.engine.weighing import plan, take_weighing, telling, weigh_run
from musnad.engine.weighing.files import Records
from musnad.errors import CaseError
from musnad.pipeline import default_pipeline
from weighed_run_kit import make_run, real_articles, stories, weighed_case

COUNT = 150
TABLES = ("evidence", "piece", "block", "near", "opposed", "claim", "decided")
OTHER_RULES = "other rules"
OUTLETS = ("outlet:البيان", "outlet:القدس")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_run(tmp_path_factory.mktemp("run"), stories(COUNT), articles=40)
    weigh_run(made, Here(), partitions=3, documents=35)
    return made


@pytest.fixture(scope="module")
def weighed(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with weighed_case(tmp_path_factory.mktemp("weighed") / "c", made) as case:
        yield case


@pytest.fixture(scope="module")
def expected(weighed: Case) -> dict[str, list[tuple[Any, ...]]]:
    return all_rows(weighed)


@pytest.fixture(scope="module")
def added(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("added") / "c"
    with new_case(folder) as case:
        add_readings(case, RunFolder(made).articles(), pipeline=default_pipeline, workers=0)
    return folder


@pytest.fixture
def case(added: Path, tmp_path: Path) -> Iterator[Case]:
    """A case with the articles of the run and no claims."""
    shutil.copytree(added, tmp_path / "c")
    with open_case(tmp_path / "c", writable=True) as case:
        yield case


def all_rows(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    query = "SELECT * FROM {} ORDER BY 1, 2, 3"
    found = {name: case.connection.execute(query.format(name)).fetchall() for name in TABLES}
    return {**found, "setting": case.connection.execute("SELECT * FROM setting ORDER BY 1").fetchall()}


def is_untouched(case: Case) -> bool:
    """Whether nothing is weighed, and the case is sound and waits to be."""
    rows = all_rows(case)
    left = {name for name in TABLES if rows[name]} | {name for name, _ in rows["setting"] if name == "weighing"}
    return not left and len(pending(case.connection)) > COUNT // 2 and not list(verify(case))


def test_all_rows_are_those_of_weighing(case: Case, made: Path, expected: dict[str, list[tuple[Any, ...]]]) -> None:
    told: list[int] = []
    taken = take_weighing(case, made, progress=told.append)
    found = all_rows(case)
    for name, rows in expected.items():
        assert found[name] == rows, name
    assert all(len(expected[name]) > 20 for name in TABLES[:6])
    assert (taken.reason, taken.articles, told[-1]) == (None, len(expected["evidence"]), len(expected["evidence"]))
    assert not pending(case.connection) and not list(verify(case))


def test_log_tells_of_it(case: Case, made: Path, weighed: Case) -> None:
    take_weighing(case, made)
    own, other = (list(log.entries(one.connection))[-1] for one in (case, weighed))
    assert own.kind == other.kind == "weigh"
    assert {name: value for name, value in own.what.items() if name != "run"} == other.what


def test_more_articles_are_weighed_as_if_all_had_been(case: Case, made: Path, tmp_path: Path) -> None:
    more = make_run(tmp_path, stories(COUNT + 12, seed=11)[COUNT:], articles=40)
    take_weighing(case, made)
    with weighed_case(tmp_path / "whole", made) as whole:
        for one in (case, whole):
            assert add(one, more, workers=0).new > 3
        assert len(pending(case.connection)) < 20
        weigh_pending(case)
        weigh_pending(whole, everything=True)
        assert all_rows(case) == all_rows(whole)
    assert not list(verify(case))


def test_what_is_taken_again_changes_nothing(case: Case, made: Path) -> None:
    take_weighing(case, made)
    before = all_rows(case)
    again = take_weighing(case, made)
    assert (again.reason, again.is_missed) == ("articles of the case were weighed before", False)
    assert all_rows(case) == before


def test_unweighed_run_is_not_taken(case: Case, made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "run", ignore=shutil.ignore_patterns("weighing"))
    assert "was not weighed to its end" in str(take_weighing(case, tmp_path / "run").reason)
    assert is_untouched(case)


def test_run_that_was_weighed_in_part_is_not_taken(case: Case, made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "run")
    shutil.rmtree(tmp_path / "run" / "weighing" / "pieces" / "000001")
    assert "was not weighed to its end" in str(take_weighing(case, tmp_path / "run").reason)
    assert is_untouched(case)


def test_tables_of_another_form_are_not_taken(case: Case, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_FORM", 1)
    taken = take_weighing(case, made)
    assert "into tables of another form (weigh it again: musnad weigh RUN)" in str(taken.reason)
    assert taken.is_missed and is_untouched(case)


def test_other_rules_are_not_taken(case: Case, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "version", lambda: OTHER_RULES)
    assert "by the rules of this musnad" in str(take_weighing(case, made).reason)
    assert is_untouched(case)


def _lose_an_article(case: Case) -> None:
    case.connection.execute("DELETE FROM article WHERE id = (SELECT max(id) FROM article)")


def _read_otherwise(case: Case) -> None:
    case.connection.execute("UPDATE layers SET stages = '{}' WHERE document = 3")


def _say_otherwise(case: Case) -> None:
    case.connection.execute("UPDATE document SET outlet = 'x' WHERE id = 3")


def _correct(case: Case) -> None:
    query = "INSERT INTO judgement (document, made, layer, action, reason) VALUES (1, '', 'mentions', 'remove', '')"
    case.connection.execute(query)


def _merge(case: Case) -> None:
    merge(case, *OUTLETS, reason="one paper")


def _decide(case: Case) -> None:
    run = case.connection.execute
    run("INSERT INTO claim_decision (made, kind, reason) VALUES ('', 'join', '')")
    run("INSERT INTO decided VALUES (1, 1, 1, 1, 0, 5, x'00', 0, NULL)")


@pytest.mark.parametrize(
    ("change", "reason"),
    [(_lose_an_article, "not all those"), (_read_otherwise, "document 3"), (_say_otherwise, "document 3"),
     (_correct, "correction"), (_decide, "decision on its claims"), (_merge, "actors were brought together")],
)  # fmt: skip
def test_case_that_differs_takes_nothing(case: Case, made: Path, change: Callable[[Case], None], reason: str) -> None:
    change(case)
    assert reason in str(take_weighing(case, made).reason)
    assert all_rows(case)["evidence"] == [] and all_rows(case)["block"] == []


def test_case_with_other_articles_before_takes_nothing(made: Path, tmp_path: Path) -> None:
    first = make_run(tmp_path, stories(3, seed=5), articles=40)
    with new_case(tmp_path / "c") as case:
        add_readings(case, RunFolder(first).articles(), pipeline=default_pipeline, workers=0)
        add_readings(case, RunFolder(made).articles(), pipeline=default_pipeline, workers=0)
        assert "not all those that were weighed" in str(take_weighing(case, made).reason)
        assert is_untouched(case)


def test_what_was_weighed_by_other_rules_makes_way(
    case: Case, made: Path, expected: dict[str, list[tuple[Any, ...]]]
) -> None:
    weigh_pending(case, [1, 2, 3])
    case.connection.execute("UPDATE setting SET value = ? WHERE name = 'weighing'", (OTHER_RULES,))
    assert take_weighing(case, made).is_taken
    assert all_rows(case) == expected


def test_article_that_the_run_could_not_weigh_waits(
    case: Case, made: Path, expected: dict[str, list[tuple[Any, ...]]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(made, tmp_path / "run", ignore=shutil.ignore_patterns("weighing"))
    whole = telling._told

    def fails(doc: Any, key: str, document: int) -> Any:
        if document == 4:
            raise CaseError("document 4", "it is odd", "look at it")
        return whole(doc, key, document)

    with monkeypatch.context() as patch:
        patch.setattr(telling, "_told", fails)
        assert weigh_run(tmp_path / "run", Here()).failed
    assert take_weighing(case, tmp_path / "run").articles == len(expected["evidence"]) - 1
    assert list(log.entries(case.connection))[-1].what["failed"] == 1
    assert pending(case.connection) == (4,)
    weigh_pending(case)
    assert all_rows(case) == expected


class _Killed(BaseException):
    """Ends the work without a chance to tidy up."""


@pytest.mark.parametrize("after", [0, 1, 3, 9, "claims"])
def test_killed_taking_leaves_no_claims_and_can_be_done_again(
    case: Case,
    made: Path,
    expected: dict[str, list[tuple[Any, ...]]],
    after: int | str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole, calls = taking._put, iter(range(1000))

    def dies(*given: Any) -> None:
        whole(*given)
        if next(calls) == after:
            raise _Killed

    def dies_late(*_given: Any) -> None:
        raise _Killed

    with monkeypatch.context() as patch, pytest.raises(_Killed):
        patch.setattr(*((taking, "keep_merges", dies_late) if after == "claims" else (taking, "_put", dies)))
        take_weighing(case, made)
    assert len(pending(case.connection)) == len(expected["evidence"])
    assert all_rows(case)["claim"] == [] and all(row[4] is None for row in all_rows(case)["piece"])
    assert not list(verify(case))
    assert take_weighing(case, made).is_taken
    assert all_rows(case) == expected


def test_killed_taking_is_weighed_anew(
    case: Case, made: Path, expected: dict[str, list[tuple[Any, ...]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_given: Any) -> None:
        raise _Killed

    with monkeypatch.context() as patch, pytest.raises(_Killed):
        patch.setattr(taking, "_put_claims", dies)
        take_weighing(case, made)
    assert all_rows(case)["piece"]
    weigh_pending(case)
    assert all_rows(case) == expected


@pytest.mark.parametrize("name", ["blocks/000001/pieces.npy", "told/000000/told", "compared/000002/joins.npy"])
def test_damaged_files_are_not_taken(case: Case, made: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(made, tmp_path / "run")
    damaged = tmp_path / "run" / "weighing" / name
    damaged.write_bytes(damaged.read_bytes()[:100])
    assert "damaged" in str(take_weighing(case, tmp_path / "run").reason)
    assert is_untouched(case)


@pytest.mark.parametrize(
    ("at", "reason"), [(20, "what it tells is damaged"), (-1, "not those of what the articles tell")]
)
def test_evidence_that_is_damaged_is_not_taken(
    case: Case, made: Path, monkeypatch: pytest.MonkeyPatch, at: int, reason: str
) -> None:
    """A file may have its length and not its bytes."""
    whole = Records.__getitem__

    def damaged(records: Records, number: int) -> bytes:
        record = whole(records, number if number != 60 or at > 0 else 61)
        return record[:at] + bytes(8) + record[at + 8 :] if number == 60 and at > 0 else record

    monkeypatch.setattr(Records, "__getitem__", damaged)
    assert reason in str(take_weighing(case, made).reason)
    monkeypatch.undo()
    assert is_untouched(case)


def test_change_meanwhile_is_not_overlooked(case: Case, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = taking._put

    def changes(connection: Any, rows: Any) -> None:
        whole(connection, rows)
        connection.execute("UPDATE evidence SET stale = 1 WHERE document = 2")

    monkeypatch.setattr(taking, "_put", changes)
    assert take_weighing(case, made).reason == "an article was changed meanwhile"
    monkeypatch.undo()
    assert is_untouched(case)


@pytest.mark.shared
def test_rows_of_real_articles_are_those_of_weighing(tmp_path: Path) -> None:
    made = make_run(tmp_path, real_articles(60), articles=25)
    weigh_run(made, Here(), partitions=2, documents=60)
    with weighed_case(tmp_path / "weighed", made) as weighed, new_case(tmp_path / "c") as case:
        add_readings(case, RunFolder(made).articles(), pipeline=default_pipeline, workers=0)
        assert take_weighing(case, made).is_taken
        assert all_rows(case) == all_rows(weighed)
        assert not list(verify(case))
