"""Claims are those of the articles as they stand, whenever and in whatever order these were weighed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from case_kit import add, article, new_case
from musnad.case.deleting import delete_article
from musnad.case.folder import Case
from musnad.case.identity import merge, undo
from musnad.case.judging import judge, take_back
from musnad.case.store import read_document
from musnad.case.verifying import verify
from musnad.case.weighing import is_in_order, weigh_few, weigh_pending
from musnad.case.weighing.overtaking import overtaken
from weighing_texts import WORDS

TOLD = (
    *WORDS.values(),
    "قال سيرغي لافروف إن منظومة الصواريخ الدفاعية الجديدة سلمت إلى سوريا قبل موعدها لحماية القواعد الروسية.",
    "نفى سيرغي لافروف أن تكون روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة.",
    "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده سلمت سوريا منظومة صواريخ دفاعية من طراز جديد لحماية قواعدها.",
    "أعلنت وزارة الصحة الأردنية تسجيل 12 إصابة بالحصبة بين تلاميذ مدارس إربد.\n\nسلمت روسيا سوريا منظومة صواريخ.",
    "ذكرت وكالة رويترز أن روسيا سلمت سوريا منظومة صواريخ دفاعية جديدة، وقال لافروف إنها لحماية القواعد.",
)
ALL = tuple(range(1, len(TOLD) + 1))


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return filled(tmp_path / "c")


def filled(folder: Path) -> Case:
    case = new_case(folder)
    add(case, *(article(text, id=f"a{n}", locator=f"{n}", outlet=f"صحيفة {n}") for n, text in enumerate(TOLD)))
    return case


def state(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that claims follow from, and the claims."""
    tables = {"piece": "1", "near": "1, 2", "opposed": "1, 2, 3", "claim": "1", "block": "1, 2"}
    return {name: case.connection.execute(f"SELECT * FROM {name} ORDER BY {by}").fetchall()
            for name, by in tables.items()}  # fmt: skip


def anew(case: Case) -> dict[str, list[tuple[Any, ...]]]:
    """Return what weighing everything anew gives."""
    weigh_pending(case, everything=True)
    return state(case)


def statement_taken_out(case: Case, document: int) -> int:
    target = (read_document(case.connection, document).statements or ())[0]
    return judge(case, document, layer="statements", action="remove", target=target, reason="not said")


def mark_read_again(case: Case) -> None:
    with case.change() as connection:
        connection.execute("UPDATE evidence SET stale = stale | 1")


@pytest.mark.parametrize(
    "order",
    [ALL[::-1], (7, 2, 9, 4, 1, 10, 3, 8, 5, 6), (10, 5, 1, 8, 6, 3, 2, 9, 7, 4)],
    ids=["backwards", "mixed", "mixed otherwise"],
)
def test_order_of_weighing_makes_no_difference(case: Case, tmp_path: Path, order: tuple[int, ...]) -> None:
    for document in order:
        weigh_pending(case, [document])
    assert overtaken(case.connection) and not is_in_order(case.connection)
    report = weigh_pending(case)
    assert (report.pending, report.done, report.problems) == (0, 0, []) and report.again > 0
    at_once = filled(tmp_path / "d")
    weigh_pending(at_once)
    assert state(case) == state(at_once)
    assert is_in_order(case.connection) and list(verify(case)) == []


def test_some_weighed_before_the_rest_make_no_difference(case: Case, tmp_path: Path) -> None:
    weigh_pending(case, [8, 3, 10])
    weigh_pending(case)
    at_once = filled(tmp_path / "d")
    weigh_pending(at_once)
    assert state(case) == state(at_once)


def test_articles_that_come_in_order_overtake_none(case: Case) -> None:
    for document in ALL:
        weigh_pending(case, [document])
    assert is_in_order(case.connection)
    assert state(case) == anew(case)


def test_reading_again_what_tells_the_same_changes_nothing(case: Case) -> None:
    weigh_pending(case)
    before = state(case)
    mark_read_again(case)
    assert weigh_pending(case).done == len(ALL)
    assert state(case) == before and is_in_order(case.connection)


def test_mark_of_being_overtaken_outlives_reading_again(case: Case) -> None:
    for document in ALL[::-1]:
        weigh_pending(case, [document])
    before = overtaken(case.connection)
    mark_read_again(case)
    weigh_pending(case, ALL)
    assert overtaken(case.connection) == before


@pytest.mark.parametrize("document", [1, 2, 6, 9])
def test_correction_is_as_if_it_had_been_there_before(case: Case, document: int) -> None:
    weigh_pending(case)
    before = state(case)
    number = statement_taken_out(case, document)
    weigh_pending(case, [document])
    weigh_pending(case)
    after = state(case)
    assert after == anew(case) != before
    take_back(case, number, reason="it was")
    weigh_pending(case)
    assert state(case) == before


@pytest.mark.parametrize("document", [1, 2, 5, 7])
def test_deletion_is_as_if_the_article_had_not_been_there(case: Case, document: int) -> None:
    weigh_pending(case)
    delete_article(case, document, reason="test")
    weigh_pending(case)
    assert state(case) == anew(case)
    assert list(verify(case)) == []


def test_deletion_before_what_was_weighed_out_of_order_is_put_in_order(case: Case) -> None:
    for document in (5, 8, 1, 3, 2):  # 5, 8 and 1 have one wording: the last comes while 5 stands for it
        weigh_pending(case, [document])
    delete_article(case, 5, reason="the one that stood for the others")
    weigh_pending(case)
    assert state(case) == anew(case)


def test_actors_who_are_brought_together_are_compared_so_at_the_next_weighing(case: Case) -> None:
    weigh_pending(case)
    before = state(case)
    keys = "SELECT DISTINCT key FROM term JOIN fact ON term = term.id WHERE kind = 'actor' ORDER BY key LIMIT 2"
    one, other = (key for (key,) in case.connection.execute(keys))
    number = merge(case, one, other, reason="test")
    assert not is_in_order(case.connection)
    assert weigh_pending(case).again > 0
    assert state(case) == anew(case) and is_in_order(case.connection)
    undo(case, number, reason="test")
    weigh_pending(case)
    assert state(case) == before


@pytest.mark.parametrize("most", [1, 3])
def test_what_hangs_together_too_much_is_grouped_wholly_in_the_end(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    whole = filled(tmp_path / "d")
    weigh_pending(whole)
    monkeypatch.setattr("musnad.case.weighing.grouping._MOST_AROUND", most)
    for document in ALL:
        weigh_pending(case, [document])
    assert overtaken(case.connection)
    weigh_pending(case)
    assert state(case) == state(whole) and is_in_order(case.connection)


def test_few_are_put_in_order_at_once(case: Case) -> None:
    weigh_pending(case)
    statement_taken_out(case, 1)
    weigh_few(case, most=len(ALL))
    assert is_in_order(case.connection)
    assert state(case) == anew(case)


def test_more_than_few_wait(case: Case) -> None:
    weigh_pending(case)
    statement_taken_out(case, 1)
    assert weigh_few(case, most=2).done == 1
    assert len(overtaken(case.connection)) > 2


@pytest.mark.parametrize("weighs", [weigh_few, weigh_pending], ids=["few", "all"])
def test_nothing_is_done_where_all_is_in_order(case: Case, weighs: Callable[..., Any]) -> None:
    weigh_pending(case)
    report = weighs(case, most=20) if weighs is weigh_few else weighs(case)
    assert (report.pending, report.done, report.overtaken, report.again) == (0, 0, 0, 0)
