"""The log of a case: its chain, what breaks it, and the file beside the database."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from pathlib import Path

import pytest

from case_kit import new_case
from musnad.case.folder import Case, open_case
from musnad.case.log import GENESIS, append, broken_links, count_entries, entries, newest, write_file


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = new_case(tmp_path / "c")
    with made.change():
        for number in range(4):
            made.tell("test", {"number": number, "words": "قال"})
    return made


def lines_in(case: Case) -> list[str]:
    return [line for (line,) in case.connection.execute("SELECT line FROM log ORDER BY number")]


def test_append_chains_each_line_to_the_one_before(case: Case) -> None:
    records = [json.loads(line) for line in lines_in(case)]
    assert [record["n"] for record in records] == [1, 2, 3, 4, 5]
    assert [record["before"] for record in records] == [GENESIS, *(record["hash"] for record in records[:-1])]
    assert list(broken_links(iter(lines_in(case)))) == []


def test_entries_are_read_back_after_a_number(case: Case) -> None:
    found = list(entries(case.connection, after=3))
    assert [(entry.number, entry.kind, entry.what["number"]) for entry in found] == [(4, "test", 2), (5, "test", 3)]


def test_entry_of_a_rolled_back_change_is_gone(case: Case) -> None:
    with pytest.raises(KeyError), case.change():
        case.tell("test", {"number": 9})
        raise KeyError
    assert len(lines_in(case)) == 5


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda line: line.replace('"number":1', '"number":7'), "its hash does not fit what it says"),
        (lambda line: line.replace('"n":3', '"n":4'), "its number is 4, not 3"),
        (lambda _line: "{", "it is no line of a log"),
        (lambda _line: "[]", "it is no line of a log"),
        (lambda _line: "{}", "it is no line of a log"),
    ],
    ids=["words", "number", "no-json", "list", "no-hash"],
)
def test_tampering_is_found_at_its_line(case: Case, change: object, reason: str) -> None:
    lines = lines_in(case)
    lines[2] = change(lines[2])  # type: ignore[operator]  # a function of the table above
    number, told = next(broken_links(iter(lines)))
    assert (number, told) == (3, reason)


def test_line_made_anew_with_its_hash_breaks_the_next(case: Case) -> None:
    lines = lines_in(case)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE log (number INTEGER PRIMARY KEY, line TEXT)")
    connection.execute("INSERT INTO log VALUES (1, ?)", (lines[0],))
    append(connection, "test", {"number": "forged"}, at="2026-01-01T00:00:00Z")
    lines[1] = connection.execute("SELECT line FROM log WHERE number = 2").fetchone()[0]
    assert list(broken_links(iter(lines))) == [(3, "it does not follow from the line before it")]


def test_line_left_out_is_found(case: Case) -> None:
    lines = lines_in(case)
    del lines[1]
    assert next(broken_links(iter(lines))) == (2, "its number is 3, not 2")


def test_line_may_be_withheld_where_that_is_allowed_and_keeps_its_links(case: Case) -> None:
    lines = lines_in(case)
    record = json.loads(lines[2])
    kept = {name: record[name] for name in ("n", "before", "hash")}
    lines[2] = json.dumps({**kept, "withheld": True})
    assert list(broken_links(lines, may_withhold=True)) == []
    assert list(broken_links(lines)) == [(3, "its hash does not fit what it says")]
    lines[2] = json.dumps({**kept, "hash": "0" * 64, "withheld": True})
    assert list(broken_links(lines, may_withhold=True)) == [(4, "it does not follow from the line before it")]


def test_file_holds_the_lines_of_the_database(case: Case) -> None:
    assert (case.path / "log.jsonl").read_text(encoding="utf-8") == "".join(f"{line}\n" for line in lines_in(case))


def test_cut_off_last_line_is_mended(case: Case) -> None:
    path = case.path / "log.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    assert write_file(case.connection, path) == 1
    assert path.read_bytes() == whole


def test_file_is_made_up_after_a_crash_between_commit_and_file(case: Case) -> None:
    path = case.path / "log.jsonl"
    whole = path.read_bytes()
    path.write_bytes(b"".join(whole.splitlines(keepends=True)[:2]))
    case.close()
    open_case(case.path, writable=True).close()
    assert path.read_bytes() == whole


def test_file_that_is_gone_is_made_again(case: Case) -> None:
    path = case.path / "log.jsonl"
    whole = path.read_bytes()
    path.unlink()
    assert write_file(case.connection, path) == 5
    assert path.read_bytes() == whole


def test_file_gets_no_line_twice(case: Case) -> None:
    path = case.path / "log.jsonl"
    whole = path.read_bytes()
    assert write_file(case.connection, path) == 0
    assert path.read_bytes() == whole


def _tell_often(folder: Path, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]  # a barrier
    with open_case(folder, writable=True) as case:
        for number in range(40):
            with case.change():
                case.tell("test", {"number": number})


def test_two_processes_write_no_line_twice(case: Case) -> None:
    context = multiprocessing.get_context("fork")
    start = context.Barrier(2)
    case.close()
    writers = [context.Process(target=_tell_often, args=(case.path, start)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with open_case(case.path) as again:
        assert len(lines_in(again)) == 85
        assert (case.path / "log.jsonl").read_text(encoding="utf-8").split("\n")[:-1] == lines_in(again)


def test_newest_are_of_the_kinds_asked_for_the_newest_first(case: Case) -> None:
    with case.change():
        case.tell("other", {"words": '"kind":"test",'})
    assert [entry.number for entry in newest(case.connection, ("test",), limit=2, offset=1)] == [4, 3]
    assert [entry.kind for entry in newest(case.connection, ("other", "create"), limit=9)] == ["other", "create"]


def test_newest_lie_between_two_numbers(case: Case) -> None:
    found = newest(case.connection, ("test",), limit=9, after=2, before=5, oldest_first=True)
    assert [entry.number for entry in found] == [3, 4]


def test_entries_are_counted_by_kind_whatever_words_they_hold(case: Case) -> None:
    with case.change():
        case.tell("other", {"words": '"kind":"test",'})
    assert count_entries(case.connection, ("test",)) == 4
    assert count_entries(case.connection, ()) == 0
