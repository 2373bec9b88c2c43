"""The tables that a bundle carries are those of a case, with every column."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec
import pytest

from case_kit import new_case
from musnad.case.folder import Case
from musnad.exports.bundle.tables import DERIVED, TABLES, Table, insert_line, rows_of

NOTES = next(table for table in TABLES if table.name == "note")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return new_case(tmp_path / "c")


def test_every_table_of_a_case_is_carried_or_made_anew(case: Case) -> None:
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_%'"
    )
    there = {name for (name,) in case.connection.execute(query)}
    assert there == {table.name for table in TABLES} | DERIVED


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_column_is_carried_or_left_on_purpose(case: Case, table: Table) -> None:
    columns = {row[1] for row in case.connection.execute(f"PRAGMA table_info({table.name})")}
    assert columns == set(table.columns) | table.left


def test_every_row_can_be_put_in_again(case: Case) -> None:
    row = ("2026-01-01", "k", "n", "rating", "A", "2026-01-01", "مها", 'سبب\n"آخر"\t=1', None)
    columns = "made, about, name, field, value, day, who, reason, undone"
    case.connection.execute(f"INSERT INTO note ({columns}) VALUES ({', '.join('?' * 9)})", row)
    (told,) = rows_of(case.connection, NOTES)
    case.connection.execute("DELETE FROM note")
    insert_line(case.connection, NOTES, msgspec.json.encode(told))
    assert list(rows_of(case.connection, NOTES)) == [told]


@pytest.mark.parametrize("line", [b"{}", b"[]", b"nonsense", b'{"id": [1]}', b'{"id": 1, "x": 2}'])
def test_line_that_is_no_row_is_refused(case: Case, line: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        insert_line(case.connection, NOTES, line)


def test_row_that_the_table_does_not_take_is_refused(case: Case) -> None:
    table = next(table for table in TABLES if table.name == "identity")
    line = b'{"id":1,"made":"","action":"merge","one":"b","other":"a","reason":"","undone":null,"who":""}'
    with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        insert_line(case.connection, table, line)
