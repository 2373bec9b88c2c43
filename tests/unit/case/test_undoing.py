"""Taking something back: it is marked once, and a number that is none is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import new_case
from musnad.case.undoing import check_reason, mark_undone
from musnad.errors import CaseError


@pytest.mark.parametrize("number", [1, 0, -1, 10**30])
def test_a_number_that_nothing_has_is_told(tmp_path: Path, number: int) -> None:
    with new_case(tmp_path / "c") as case, case.change(), pytest.raises(CaseError, match="note 1: there is none"):
        mark_undone(case, "note", number, where="note 1", look="look", instead="write")


def test_a_reason_is_needed() -> None:
    check_reason("note 1", "wrong")
    with pytest.raises(CaseError, match="no reason is given"):
        check_reason("note 1", " ")
