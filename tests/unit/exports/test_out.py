"""Where exports are written: whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from musnad.errors import ExportError
from musnad.exports.out import Out


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with Out(path) as out, out.text() as file:
        file.write("خبر\r\n\ud800")
        assert not path.exists()
    assert path.read_bytes() == "خبر\r\n?".encode()


def test_error_leaves_nothing_and_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(ZeroDivisionError), Out(path) as out, out.text() as file:
        file.write("new")
        raise ZeroDivisionError
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"] and path.read_text(encoding="utf-8") == "old"


def test_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.mkdir()
    with Out(path, is_folder=True) as out:
        with out.text("a/b.txt") as one, out.binary("c.bin") as other:
            one.write("1")
            other.write(b"2")
        assert not any(path.iterdir())
    assert (path / "a" / "b.txt").read_text(encoding="utf-8") == "1" and (path / "c.bin").read_bytes() == b"2"
    with pytest.raises(ExportError, match="not empty"), Out(path, is_folder=True):
        pass


def test_folder_of_a_failed_export_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), Out(tmp_path / "out", is_folder=True) as out, out.text("a") as file:
        file.write("new")
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_name_is_opened_once_and_fits_the_shape(tmp_path: Path) -> None:
    with Out(None, stream=io.BytesIO()) as out:
        with out.binary():
            pass
        for name in ("", "a"):
            with pytest.raises(ValueError, match="no file to open"), out.binary(name):
                pass


def test_loss_of_nothing_is_counted_as_none() -> None:
    out = Out(None, stream=io.BytesIO())
    out.lose("one", 0)
    out.lose("two")
    assert out.lost == {"one": 0, "two": 1} and list(out.lost) == ["one", "two"]


def test_what_a_killed_export_left_behind_is_never_taken_for_a_whole_one(tmp_path: Path) -> None:
    (tmp_path / ".a.txt.part").write_text("half", encoding="utf-8")
    with Out(tmp_path / "a.txt"):
        pass
    assert not list(tmp_path.iterdir())
