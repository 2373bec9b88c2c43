"""Which articles of a case are chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, new_case
from musnad.case.choosing import Chosen, documents_of
from musnad.case.folder import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "case")
    words = ("وزير الدفاع", "وزير الصحة", "رئيس الحكومة")
    add(made, *(article(f"قال {who} شيئا.", id=str(n), locator=str(n)) for n, who in enumerate(words, 1)))
    return made


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (Chosen(), None), (Chosen(among=frozenset((3, 2))), (2, 3)), (Chosen("وزير", among=frozenset((3, 2))), (2,)),
        (Chosen("وزير", among=frozenset()), ()), (Chosen(among=frozenset()), ()),
    ],
    ids=["all", "some", "some that match", "none that match", "none"],
)  # fmt: skip
def test_only_articles_of_some_numbers_are_chosen(case: Case, chosen: Chosen, numbers: tuple[int, ...] | None) -> None:
    assert documents_of(case, chosen) == numbers
