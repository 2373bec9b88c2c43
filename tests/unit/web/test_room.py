"""One case for many readers: what is remembered of it, and until when."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from case_kit import make_older
from musnad.case.folder import DATABASE, open_case
from musnad.errors import CaseError
from musnad.web.room import Room, Settings, Unreadable
from web_kit import made_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    made_case(path).close()
    return path


@pytest.fixture
def room(folder: Path) -> Iterator[Room]:
    found = Room(Settings(case=folder))
    yield found
    found.close()


def _state(room: Room) -> str:
    with room.reading():
        return room.state


def _commit(folder: Path, *, told: bool) -> None:
    """Change something in the case, as another process would; long work does not tell each change in the log."""
    with open_case(folder, writable=True) as case, case.change() as connection:
        connection.execute("UPDATE evidence SET stale = 1 - stale WHERE document = 1")
        if told:
            case.tell("test", {})


def test_the_state_is_another_after_every_commit(room: Room, folder: Path) -> None:
    states = [_state(room), _state(room)]
    for told in (True, False, False, True):
        _commit(folder, told=told)
        states += [_state(room), _state(room)]
    assert states[::2] == states[1::2]
    assert len(set(states)) == 5


def test_two_rooms_call_a_state_the_same(room: Room, folder: Path) -> None:
    other = Room(Settings(case=folder))
    _commit(folder, told=True)
    assert _state(room) == _state(other)
    other.close()


def test_two_cases_have_no_state_in_common(room: Room, tmp_path: Path) -> None:
    made_case(tmp_path / "other").close()
    other = Room(Settings(case=tmp_path / "other"))
    assert _state(room) != _state(other)
    other.close()


def test_what_was_made_stands_until_something_changes(room: Room, folder: Path) -> None:
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return made[-1]

    def ask() -> int:
        with room.reading() as case:
            return room.remembered(case, "x", make)

    assert [ask(), ask()] == [0, 0]
    _commit(folder, told=True)
    assert [ask(), ask()] == [1, 1]


def test_what_costs_much_is_not_made_anew_for_every_batch_of_long_work(
    room: Room, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [0.0]
    monkeypatch.setattr("musnad.web.room.time.monotonic", lambda: now[0])

    def make() -> float:
        now[0] += 1.0
        return now[0]

    def ask() -> float:
        with room.reading() as case:
            return room.remembered(case, "x", make)

    first = ask()
    _commit(folder, told=False)
    assert ask() == first
    now[0] += 30.0
    assert ask() > first


def test_a_reader_sees_one_state_and_the_next_one_sees_what_was_written(room: Room, folder: Path) -> None:
    query = "SELECT count(*) FROM log"
    with room.reading() as case:
        (before,) = case.connection.execute(query).fetchone()
        _commit(folder, told=True)
        assert case.connection.execute(query).fetchone() == (before,)
    with room.reading() as case:
        assert case.connection.execute(query).fetchone() == (before + 1,)


def test_an_error_in_a_block_leaves_the_room_whole(room: Room) -> None:
    with pytest.raises(ValueError), room.reading():
        raise ValueError
    with pytest.raises(sqlite3.OperationalError, match="no such table"), room.reading() as case:
        case.connection.execute("SELECT * FROM no_such")  # a mistake of ours, and no fault of the case
    with room.reading() as case:
        assert case.connection.execute("SELECT 1").fetchone() == (1,)


def test_a_damaged_database_is_told(room: Room, folder: Path) -> None:
    with open_case(folder) as case:
        (size,) = case.connection.execute("PRAGMA page_size").fetchone()
    with (folder / DATABASE).open("r+b") as file:
        end = file.seek(0, 2)
        file.seek(size)
        file.write(b"\xff" * (end - size))
    with pytest.raises(Unreadable, match="run musnad verify"), room.reading() as case:
        case.connection.execute("SELECT * FROM document").fetchall()


def test_an_older_case_is_brought_up_to_date_where_it_may_be_written(folder: Path) -> None:
    with open_case(folder, writable=True) as case:
        make_older(case, 3)
    with pytest.raises(CaseError, match="an earlier musnad made it"):
        Room(Settings(case=folder, read_only=True))
    Room(Settings(case=folder)).close()
    Room(Settings(case=folder, read_only=True)).close()


def test_a_case_of_a_later_musnad_is_refused(folder: Path) -> None:
    with sqlite3.connect(folder / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 999")
    for read_only in (True, False):
        with pytest.raises(CaseError, match="later musnad"):
            Room(Settings(case=folder, read_only=read_only))


def test_a_room_for_reading_gives_nobody_the_case_to_write(folder: Path) -> None:
    room = Room(Settings(case=folder, read_only=True))
    with pytest.raises(CaseError, match="for reading only"), room.writing():
        pass
    room.close()
