"""Articles in a list: named without their texts, the newest first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case.folder import Case
from musnad.case.listing import current_version, listed, newest


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path / "case") as made:
        add(
            made,
            article("قديم", id="a", published="2018-01-01"),
            article("جديد", id="b", published="2018-03-01"),
            article("بلا يوم", id="c", published=None, published_basis=None),
            article("أوسط", id="d", published="2018-02-01"),
            article("أوسط مصحح", id="d", published="2018-02-01"),
            pipeline=simple_pipeline,
        )
        yield made


def test_the_newest_come_first_in_the_version_that_counts(case: Case) -> None:
    assert newest(case.connection, start=0, limit=10) == ((2, 5, 1, 3), 4)
    assert newest(case.connection, start=1, limit=2) == ((5, 1), 4)


def test_documents_are_listed_as_they_are_asked_for(case: Case) -> None:
    assert [(one.document, one.name, one.version) for one in listed(case.connection, (5, 9, 1))] == [
        (5, "d", 2),
        (1, "a", 1),
    ]


def test_a_document_has_a_version_that_counts(case: Case) -> None:
    assert [current_version(case.connection, number) for number in (1, 4, 5, 9)] == [1, 5, 5, None]
