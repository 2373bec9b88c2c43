"""Saved searches, and what came in since last time."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_support import case_of, put
from musnad.case.deleting import delete_article
from musnad.case.search.query import Filter
from musnad.case.search.saved import count_new, find_new, mark_seen, remove_search, save_search, saved_searches
from musnad.errors import CaseError, QueryError


def test_new_tells_what_came_in_since_a_search_was_saved(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        save_search(case, "ministers", "وزير", filters=(Filter("outlet", "BBC", True),), strict=False)
        put(case, "عاد الوزير")
        put(case, "عاد السفير")
        assert [hit.document for hit in find_new(case, "ministers").hits] == [2]
        mark_seen(case, "ministers")
        assert find_new(case, "ministers").total == 0


def test_new_without_a_name_tells_everything(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        assert find_new(case).total == 1
        mark_seen(case)
        put(case, "عاد السفير")
        assert [hit.document for hit in find_new(case).hits] == [2]


def test_new_tells_a_new_version(tmp_path: Path) -> None:
    with case_of(tmp_path) as case:
        put(case, "قال الوزير", key="a")
        save_search(case, "s", "وزير")
        put(case, "قال الوزير كلاما آخر", key="a")
        assert [hit.version for hit in find_new(case, "s").hits] == [2]


def test_new_tells_an_article_that_got_the_number_of_a_deleted_one(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال السفير", "قال الوزير") as case:
        save_search(case, "s", "وزير")
        mark_seen(case)
        delete_article(case, 2, reason="test")
        put(case, "عاد الوزير")
        assert find_new(case, "s").total == 1
        assert find_new(case).total == 1


def test_saved_searches_are_listed_replaced_and_removed(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        save_search(case, "s", "وزير", filters=(Filter("date", "2018"),))
        save_search(case, "s", "سفير", strict=True)
        (saved,) = saved_searches(case)
        assert (saved.name, saved.query, saved.filters, saved.strict) == ("s", "سفير", (), True)
        remove_search(case, "s")
        assert saved_searches(case) == ()
        with pytest.raises(CaseError, match="--save"):
            find_new(case, "s")


def test_save_refuses_what_cannot_be_understood(tmp_path: Path) -> None:
    with case_of(tmp_path) as case, pytest.raises(QueryError):
        save_search(case, "s", "(وزير")


def test_new_of_every_saved_search_is_counted(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        save_search(case, "a", "وزير")
        save_search(case, "b", "سفير")
        put(case, "عاد الوزير")
        assert [(saved.name, new) for saved, new in count_new(case)] == [("a", 1), ("b", 0)]


def test_new_of_a_search_that_cannot_be_made_any_more_is_unknown(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        save_search(case, "a", "وزير")
        case.connection.execute("UPDATE saved_search SET query = replace(query, 'وزير', '(')")
        assert [new for _, new in count_new(case)] == [None]


def test_a_search_with_no_date_where_one_belongs_is_not_saved(tmp_path: Path) -> None:
    with case_of(tmp_path, "قال الوزير") as case:
        with pytest.raises(QueryError, match="this is no date"):
            save_search(case, "x", "وزير", filters=[Filter("date", "أمس")])
        assert saved_searches(case) == ()
