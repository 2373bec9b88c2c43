"""Names for keys, and keys for names."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import Case
from musnad.case.key_names import keys_called, names_of


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = new_case(tmp_path / "c")
    add(case, article("لافروف في باريس، وميركل في برلين.", id="a"), pipeline=simple_pipeline)
    return case


def test_names_are_those_of_the_lexicon_else_of_the_articles(case: Case) -> None:
    asked = ["actors:per.sergey_lavrov", "places:syr", "PER:لافروف", "PER:nobody", "unnamed:a:1:0"]

    assert names_of(case.connection, asked) == {
        "actors:per.sergey_lavrov": "سيرغي لافروف",
        "places:syr": "سوريا",
        "PER:لافروف": "لافروف",
    }


def test_many_keys_are_named_at_once(case: Case) -> None:
    asked = [*(f"PER:{number}" for number in range(2000)), "PER:ميركل"]

    assert names_of(case.connection, asked) == {"PER:ميركل": "ميركل"}


def test_name_means_those_whom_a_search_would_find(case: Case) -> None:
    assert keys_called(case.connection, "ميركل") == {"PER:ميركل"}
    assert keys_called(case.connection, "PER:لافروف") == {"PER:لافروف"}
    assert keys_called(case.connection, "ماكرون") == frozenset()
