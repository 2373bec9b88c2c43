"""The journal of a shard: what ended two attempts is given up, and what ended none is not blamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from musnad.engine.journal import Doing, Journal
from musnad.errors import EngineError


def die_at(folder: Path, place: int | None, doing: Doing = "read") -> None:
    """Leave notes as an attempt does that ends there."""
    journal = Journal(folder, 7)
    if place is None:
        journal.note_nothing()
    else:
        journal.note(12345, "open")  # a longer note before it
        journal.note(place, doing)
    journal._at.close()


def test_what_ended_two_attempts_is_given_up(tmp_path: Path) -> None:
    die_at(tmp_path, 3)
    journal = Journal(tmp_path, 7)
    assert not journal.is_given_up(3, "read")
    journal._at.close()
    die_at(tmp_path, 3)
    with Journal(tmp_path, 7) as journal:
        assert [place for place in range(9) if journal.is_given_up(place, "read")] == [3]
        assert not journal.is_given_up(3, "open")


def test_places_are_counted_apart(tmp_path: Path) -> None:
    for place in (3, 4, None, 3):
        die_at(tmp_path, place)
    with Journal(tmp_path, 7) as journal:
        assert [place for place in range(9) if journal.is_given_up(place, "read")] == [3]


def test_a_finished_shard_leaves_no_notes(tmp_path: Path) -> None:
    die_at(tmp_path, 3)
    with Journal(tmp_path, 7) as journal:
        journal.note(1, "read")
    assert not list(tmp_path.iterdir())


def test_an_error_of_its_own_blames_nobody(tmp_path: Path) -> None:
    for _ in range(3):
        with pytest.raises(OSError, match="full"), Journal(tmp_path, 7) as journal:
            journal.note(1, "read")
            raise OSError("full")
    with Journal(tmp_path, 7) as journal:
        assert not journal.is_given_up(1, "read")


def test_a_shard_that_dies_of_nothing_is_given_up(tmp_path: Path) -> None:
    for _ in range(7):
        die_at(tmp_path, None)
    with pytest.raises(EngineError, match="shard 7: its reader ended 7 times"):
        Journal(tmp_path, 7)


def test_damaged_notes_are_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "000007.json").write_text("{")
    with Journal(tmp_path, 7) as journal:
        assert not journal.is_given_up(0, "read")
