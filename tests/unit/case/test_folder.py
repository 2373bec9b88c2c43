"""A case on disk: made, opened, changed, and shared between processes."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from case_kit import add, article, new_case, simple_pipeline
from musnad.case import schema
from musnad.case.folder import create_case, only_writer, open_case
from musnad.case.log import append
from musnad.case.raw import RawStore
from musnad.case.schema import LATEST
from musnad.errors import CaseError


def test_create_makes_a_folder_that_can_be_opened(tmp_path: Path) -> None:
    new_case(tmp_path / "deep" / "c").close()
    with open_case(tmp_path / "deep" / "c") as case:
        assert (case.name, case.is_writable) == ("c", False)
        assert [json.loads(line)["kind"] for (line,) in case.connection.execute("SELECT line FROM log")] == ["create"]
    assert {p.name for p in (tmp_path / "deep" / "c").iterdir()} >= {"case.db", "case.toml", "log.jsonl", "raw"}


def test_create_takes_an_empty_folder(tmp_path: Path) -> None:
    new_case(tmp_path).close()
    open_case(tmp_path).close()


def test_create_over_a_case_is_refused(tmp_path: Path) -> None:
    new_case(tmp_path).close()
    with pytest.raises(CaseError, match="there is a case already; add to it"):
        new_case(tmp_path)


def test_create_over_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(CaseError, match="the folder is not empty; choose"):
        new_case(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_create_over_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("x")
    with pytest.raises(CaseError, match="it cannot be made"):
        new_case(tmp_path / "c")


@pytest.mark.parametrize(
    "left",
    [("raw",), ("case.db", "raw"), ("case.db", "raw", "log.jsonl"), ("case.db", "raw", "log.jsonl", "writing.lock")],
    ids=["folder-alone", "no-log", "no-settings", "no-settings-but-the-lock"],
)
def test_create_finishes_what_a_crash_left_half_made(tmp_path: Path, left: tuple[str, ...]) -> None:
    new_case(tmp_path, name="earlier").close()
    for path in tmp_path.iterdir():
        if path.name not in left:
            path.unlink()
    with new_case(tmp_path, name="earlier") as case:
        assert [json.loads(line)["n"] for (line,) in case.connection.execute("SELECT line FROM log")] == [1]
    assert len((tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_create_over_a_database_that_is_filled_is_refused(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        add(case, article("قال لافروف نعم."), pipeline=simple_pipeline)
    (tmp_path / "case.toml").unlink()
    with pytest.raises(CaseError, match="the folder is not empty"):
        new_case(tmp_path)


def test_create_fills_a_case_before_it_is_one(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection, raw: RawStore) -> None:
        assert not (tmp_path / "c" / "case.toml").exists()
        connection.execute("INSERT INTO article (key) VALUES (?)", (raw.put(b"x"),))
        append(connection, "create", {"case": "0123", "name": "earlier"}, at="2020-01-01T00:00:00Z")

    with create_case(tmp_path / "c", fill=fill) as case:
        assert (case.name, case.settings["id"]) == ("earlier", "0123")
        assert case.connection.execute("SELECT key FROM article").fetchall() == [(next(case.raw.keys()),)]
    assert len((tmp_path / "c" / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_create_that_cannot_be_filled_makes_no_case(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection, _raw: RawStore) -> None:
        connection.execute("INSERT INTO article (key) VALUES ('x')")
        raise KeyError("x")

    with pytest.raises(KeyError):
        create_case(tmp_path / "c", fill=fill)
    with create_case(tmp_path / "c") as case:
        assert case.connection.execute("SELECT count(*) FROM article").fetchone() == (0,)


def test_create_on_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("musnad.case.folder.migrate", full)
    with pytest.raises(CaseError, match=r"it cannot be made \(database or disk is full\); make room"):
        create_case(tmp_path / "c")


@pytest.mark.parametrize("path", ["nowhere", "file", "empty"])
def test_what_is_no_case_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match="there is no case here; make one"):
        open_case(tmp_path / path)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (b"form = \n", "it is no sound TOML"),
        (b"\xff\xfe", "it is no sound TOML"),
        (b'form = 2\nid = "x"\n', "its form is 2, this musnad knows 1; update"),
        (b"", "its form is None"),
    ],
    ids=["toml", "bytes", "later", "empty"],
)
def test_settings_that_do_not_fit_are_told(tmp_path: Path, settings: bytes, told: str) -> None:
    new_case(tmp_path).close()
    (tmp_path / "case.toml").write_bytes(settings)
    with pytest.raises(CaseError, match=told):
        open_case(tmp_path)


@pytest.mark.parametrize("name", ['the "other" one', "back\\slash", "قضية «أ»", "''", '"""', "é\\n"])
def test_name_is_kept_as_given(tmp_path: Path, name: str) -> None:
    new_case(tmp_path, name=name).close()
    with open_case(tmp_path) as case:
        assert case.name == name


def test_name_with_control_characters_still_opens(tmp_path: Path) -> None:
    new_case(tmp_path, name="a\nb\x00\x7f").close()
    with open_case(tmp_path) as case:
        assert case.name == "a b  "


@pytest.mark.parametrize("writable", [False, True])
def test_case_without_its_database_is_refused(tmp_path: Path, writable: bool) -> None:
    new_case(tmp_path).close()
    (tmp_path / "case.db").unlink()
    with pytest.raises(CaseError, match="database"):
        open_case(tmp_path, writable=writable)
    assert not (tmp_path / "case.db").exists()


def test_case_of_a_later_musnad_is_refused(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        case.connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(CaseError, match="a later musnad"):
        open_case(tmp_path, writable=True)


def test_reader_sees_the_last_commit_while_another_writes(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        add(case, article("قال لافروف نعم."), pipeline=simple_pipeline)
        with open_case(tmp_path) as reader, case.change() as connection:
            connection.execute("DELETE FROM document")
            assert reader.connection.execute("SELECT count(*) FROM document").fetchone() == (1,)
        with open_case(tmp_path) as reader:
            assert reader.connection.execute("SELECT count(*) FROM document").fetchone() == (0,)


def test_case_opened_for_reading_is_not_changed(tmp_path: Path) -> None:
    new_case(tmp_path).close()
    with open_case(tmp_path) as case, pytest.raises(ValueError, match="opened for reading"), case.change():
        pass


def test_change_is_taken_back_where_an_error_leaves_it(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        with pytest.raises(ZeroDivisionError), case.change() as connection:
            connection.execute("INSERT INTO article (key) VALUES ('x')")
            case.tell("test", {})
            raise ZeroDivisionError
        assert case.connection.execute("SELECT count(*) FROM article").fetchone() == (0,)
        assert not case.connection.in_transaction
        with case.change():
            case.tell("test", {})
        assert len((tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (sqlite3.OperationalError("database or disk is full"), "make room on the disk"),
        (OSError(28, "No space left on device"), "make room on the disk"),
        (OSError(30, "Read-only file system"), "check that the folder may be written"),
        (sqlite3.DatabaseError("database disk image is malformed"), "restore"),
    ],
    ids=["sqlite-full", "disk-full", "read-only", "malformed"],
)
def test_change_tells_why_it_could_not_be_written(tmp_path: Path, error: Exception, told: str) -> None:
    with new_case(tmp_path) as case:
        with pytest.raises(CaseError, match=told), case.change():
            raise error
        assert not case.connection.in_transaction


def test_transaction_that_sqlite_took_back_itself_is_told_by_its_cause(tmp_path: Path) -> None:
    with new_case(tmp_path) as case, pytest.raises(CaseError, match="disk is full"), case.change() as connection:
        connection.execute("ROLLBACK")  # as SQLite does where the disk is full
        raise sqlite3.OperationalError("database or disk is full")


def test_second_writer_is_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "_WAIT", 0.1)
    told = r"database is locked\); wait until the other musnad is done"
    with new_case(tmp_path) as case, open_case(tmp_path, writable=True) as other:  # noqa: SIM117 - one after the other
        with case.change(), pytest.raises(CaseError, match=told), other.change():
            pass


def test_second_adder_is_refused(tmp_path: Path) -> None:
    with new_case(tmp_path) as case, only_writer(case), open_case(tmp_path, writable=True) as other:
        with pytest.raises(CaseError, match="another musnad is adding to it; wait"):
            add(other, article("نص."), pipeline=simple_pipeline)
        with other.change():
            other.tell("test", {})  # short changes go on beside it


def test_lock_ends_with_its_holder(tmp_path: Path) -> None:
    with new_case(tmp_path) as case:
        with only_writer(case):
            pass
        with only_writer(case):
            pass
