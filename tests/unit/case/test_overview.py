"""A case at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.actor_items import busiest_actors
from musnad.case.folder import Case
from musnad.case.identity import merge
from musnad.case.overview import days_of, last_arrivals, overview

NAMES = ("لافروف", "ميركل", "ماكرون")


def _bring(case: Case, name: str, text: str, **fields: object) -> None:
    add(case, article(text, id=name, locator=name, source=name, **fields), pipeline=simple_pipeline)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "case")
    _bring(made, "a", "قال لافروف شيئا", outlet="أ", published="2018-10-07")
    _bring(made, "b", "قالت ميركل شيئا للوزير لافروف", outlet="ب", published="2018-10-07T10:00:00Z")
    _bring(made, "c", "قال ماكرون شيئا", outlet="أ", published=None, published_basis=None)
    return made


def test_overview_counts_articles_by_outlet_and_day(case: Case) -> None:
    found = overview(case.connection)
    assert (found.articles, found.undated) == (3, 1)
    assert found.outlets == (("أ", 2), ("ب", 1))
    assert found.days == (("2018-10-07", 2),)


def test_overview_counts_current_versions_alone(case: Case) -> None:
    _bring(case, "a", "قال لافروف شيئا آخر", outlet="أ", published="2018-10-09")
    found = overview(case.connection)
    assert (found.articles, found.days) == (3, (("2018-10-07", 1), ("2018-10-09", 1)))


def test_overview_of_an_empty_case_has_no_days(tmp_path: Path) -> None:
    found = overview(new_case(tmp_path / "new").connection)
    assert (found.articles, found.first, found.last) == (0, None, None)


def test_arrivals_are_those_of_the_last_adding(case: Case) -> None:
    found = last_arrivals(case.connection, most=5)
    assert found is not None
    assert (found.articles, [brief.outlet for brief in found.newest]) == (1, ["أ"])


def test_arrivals_pass_over_an_adding_that_brought_nothing(case: Case) -> None:
    before = last_arrivals(case.connection, most=5)
    _bring(case, "c", "قال ماكرون شيئا", outlet="أ", published=None, published_basis=None)
    assert last_arrivals(case.connection, most=5) == before


def test_arrivals_show_as_many_as_asked_for_and_count_all(tmp_path: Path) -> None:
    made = new_case(tmp_path / "many")
    add(made, *(article(f"نص {n}", id=str(n), locator=str(n)) for n in range(5)), pipeline=simple_pipeline)
    found = last_arrivals(made.connection, most=2)
    assert found is not None
    assert (found.articles, len(found.newest), found.first) == (5, 2, 1)


def test_arrivals_of_an_empty_case_are_none(tmp_path: Path) -> None:
    assert last_arrivals(new_case(tmp_path / "new").connection, most=5) is None


def test_busiest_actors_come_by_their_articles(case: Case) -> None:
    found = busiest_actors(case.connection, most=2)
    assert [actor.articles for actor in found] == [2, 1]
    assert "لافروف" in found[0].name


def test_busiest_actors_count_as_one_whom_people_brought_together(case: Case) -> None:
    keys = {actor.name: actor.key for actor in busiest_actors(case.connection, most=5)}
    one, other = (key for name, key in keys.items() if "لافروف" not in name)
    merge(case, one, other, reason="تجربة")
    assert [actor.articles for actor in busiest_actors(case.connection, most=5)] == [2, 2]


def test_days_of_some_documents_leave_undated_ones_out(case: Case) -> None:
    assert days_of(case.connection, [1, 3]) == (("2018-10-07", 1),)
