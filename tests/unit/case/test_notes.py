"""What people write in a case: numbered, told in the log, taken back, checked, and there in cases of any age."""

from __future__ import annotations

from pathlib import Path

import pytest

from case_kit import add, article, make_older, new_case, simple_pipeline
from musnad.case.folder import Case, open_case
from musnad.case.log import broken_links, entries
from musnad.case.notes import notes, take_back
from musnad.case.source_file import describe, rate, sources
from musnad.case.verifying import verify
from musnad.errors import CaseError

SECRET = "سرمكتوم"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "c")
    add(made, article("قال لافروف.", outlet="المدى"), pipeline=simple_pipeline)
    return made


def faults(case: Case) -> list[tuple[str, str]]:
    return [(fault.where, fault.what) for fault in verify(case)]


def test_every_change_is_in_the_log_and_the_chain_holds(case: Case) -> None:
    rate(case, "المدى", "B", who="هدى", reason="حضر")
    describe(case, "المدى", descriptor=SECRET, side="دمشق", reason="قال ذلك")
    take_back(case, 2, reason="خطأ")
    told = list(entries(case.connection))[-4:]
    assert [(entry.kind, entry.what["note"], entry.what["reason"]) for entry in told] == [
        ("note", 1, "حضر"), ("note", 2, "قال ذلك"), ("note", 3, "قال ذلك"), ("take back note", 2, "خطأ"),
    ]  # fmt: skip
    lines = (case.path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert list(broken_links(iter(lines))) == []
    assert SECRET not in "".join(lines)
    assert list(verify(case)) == []


def test_numbers_rise_and_what_is_taken_back_stays(case: Case) -> None:
    first = rate(case, "المدى", "B", who="هدى", reason="حضر")
    take_back(case, first, reason="لم يحضر")
    second = rate(case, "المدى", "D", who="هدى", reason="لم يحضر")
    assert [note.id for note in notes(case.connection)] == [second]
    everything = notes(case.connection, undone=True)
    assert [(note.id, note.value, note.undone is None) for note in everything] == [
        (first, "B", False),
        (second, "D", True),
    ]


@pytest.mark.parametrize(
    ("number", "reason", "told"),
    [
        (9, "x", "note 9: there is none of this number; list them: musnad source notes CASE"),
        (1, "x", "note 1: it was taken back on 2026-01-01T.*; write a new one"),
        (2, " ", "note 2: no reason is given"),
    ],
)
def test_taking_back_what_cannot_be_is_refused(case: Case, number: int, reason: str, told: str) -> None:
    for letter in ("B", "C"):
        rate(case, "المدى", letter, who="هدى", reason="x")  # type: ignore[arg-type]  # both are letters
    take_back(case, 1, reason="x")
    with pytest.raises(CaseError, match=told):
        take_back(case, number, reason=reason)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("UPDATE note SET value = 'A'", ("note 1", "the log tells of another")),
        ("UPDATE note SET about = 'PER:x'", ("note 1", "the log tells of another")),
        ("UPDATE note SET undone = 'now'", ("note 1", "the log tells otherwise whether it was taken back")),
        ("DELETE FROM note", ("note 1", "the log tells that it was written, and it is gone")),
    ],
)
def test_note_that_was_changed_behind_the_log_is_a_fault(case: Case, change: str, told: tuple[str, str]) -> None:
    rate(case, "المدى", "D", who="هدى", reason="x")
    case.connection.execute(change)
    assert faults(case) == [told]


def test_note_that_the_log_does_not_tell_of_is_a_fault(case: Case) -> None:
    rate(case, "المدى", "D", who="هدى", reason="x")
    columns = "made, about, name, field, value, day, who, reason"
    case.connection.execute(f"INSERT INTO note ({columns}) SELECT {columns} FROM note")
    assert faults(case) == [("note 2", "the log tells of another")]


def test_case_of_an_earlier_musnad_has_none_and_takes_them_when_it_is_written(tmp_path: Path) -> None:
    with new_case(tmp_path / "c") as case:
        add(case, article("قال لافروف.", outlet="المدى"), pipeline=simple_pipeline)
        make_older(case, 3)
    with open_case(tmp_path / "c") as case:
        assert [entry.source.key for entry in sources(case)] == ["outlet:المدي"]
        assert notes(case.connection) == ()
        assert list(verify(case)) == []
    with open_case(tmp_path / "c", writable=True) as case:
        assert rate(case, "المدى", "B", who="هدى", reason="x") == 1
        assert [entry.what["schema"][0] for entry in entries(case.connection) if entry.kind == "migrate"] == [4]
        assert list(verify(case)) == []
