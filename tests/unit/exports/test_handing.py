"""Handing over a case: one moment of it, and what ends an export is told as it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from export_kit import MADE, sample_case
from musnad.case.folder import open_case
from musnad.errors import CaseError
from musnad.exports.handing import hand_over_case
from musnad.exports.manner import Manner
from musnad.exports.running import wanted_format


def test_damage_that_ends_the_transaction_is_told_as_it_is(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف نعم.", id="a"), pipeline=simple_pipeline)

        def damaged(_done: int, _total: int) -> None:
            case.connection.execute("ROLLBACK")
            raise CaseError("case.db", "it is damaged", "restore it from a copy")

        with pytest.raises(CaseError, match="it is damaged"):
            hand_over_case(case, wanted_format("jsonl"), io.BytesIO(), Manner(MADE), progress=damaged)


@pytest.mark.parametrize("name", ["prov", "schema-org", "claimreview", "timelinejs", "ics", "csv", "ftm", "gexf"])
def test_damaged_article_stops_no_export_of_claims(tmp_path: Path, name: str) -> None:
    case = sample_case(tmp_path)
    with open_case(case, writable=True) as opened:
        with opened.change() as connection:
            connection.execute("UPDATE layers SET value = x'00' WHERE document IN (1, 5)")
        note = hand_over_case(opened, wanted_format(name), tmp_path / "out", Manner(MADE))
    assert {problem["source"] for problem in note.problems} <= {"document 1", "document 5"}
    assert note.written
