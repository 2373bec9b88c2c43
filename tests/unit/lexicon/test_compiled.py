"""Compiled tables: the same as those read, and never anything else, whatever became of the file."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from musnad.lexicon import Lexicon, cache, compiled
from musnad.lexicon.cache import VARIABLE, cache_file, keep
from musnad.lexicon.compiled import TABLES, compile_tables, key_of_tables, open_compiled
from musnad.lexicon.demonyms import demonym_places
from musnad.lexicon.tables import DATA, read_table

KEY = key_of_tables()
DATA_BYTES = compile_tables(KEY)
NOT_OURS = 12345
posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "musnad" / "lexicon.bin"


@pytest.fixture
def made(file: Path) -> Path:
    assert keep(file).found == f"{file}, made just now"
    assert file.read_bytes() == DATA_BYTES
    return file


def whole(file: Path) -> bool:
    """Whether tables are to be had with this file, and are as they should be."""
    found = keep(file).compiled
    assert found is not None
    return found.demonyms() == demonym_places(read_table(DATA / "places.tsv", TABLES["places"]))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", TABLES)
def test_compiled_table_is_the_one_that_is_read(name: str) -> None:
    found = open_compiled(DATA_BYTES, KEY)
    assert found is not None
    rows = found.table(name, TABLES[name])
    assert rows == read_table(DATA / f"{name}.tsv", TABLES[name])
    assert [type(value) for value in msgspec.structs.astuple(rows[0])] == [
        type(value) for value in msgspec.structs.astuple(read_table(DATA / f"{name}.tsv", TABLES[name])[0])
    ]


def test_lexicon_is_the_same_with_and_without_a_cache(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = (*TABLES, "demonyms", "overridden")
    monkeypatch.setattr(cache, "_kept", lambda: keep(None))
    plain = [getattr(Lexicon(), name) for name in names]
    monkeypatch.setattr(cache, "_kept", lambda: keep(made))
    assert [getattr(Lexicon(), name) for name in names] == plain


def test_what_is_kept_is_used_and_not_made_again(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_key: bytes) -> bytes:
        raise AssertionError("compiled again")

    monkeypatch.setattr(cache, "compile_tables", fail)
    assert keep(made).found == str(made)
    assert whole(made)


@pytest.mark.parametrize("at", [0, 16, 17, 40, 49, 70, 81, 82, 1000, len(DATA_BYTES) // 2, len(DATA_BYTES) - 1])
def test_a_changed_byte_is_noticed_and_made_good(made: Path, at: int) -> None:
    data = bytearray(DATA_BYTES)
    data[at] ^= 1
    assert open_compiled(bytes(data), KEY) is None
    made.write_bytes(data)
    assert whole(made)
    assert made.read_bytes() == DATA_BYTES


@pytest.mark.parametrize("length", [0, 1, 17, 81, 82, 5000, len(DATA_BYTES) - 1])
def test_a_file_that_is_cut_off_is_made_anew(made: Path, length: int) -> None:
    made.write_bytes(DATA_BYTES[:length])
    assert open_compiled(DATA_BYTES[:length], KEY) is None
    assert whole(made)
    assert made.read_bytes() == DATA_BYTES


def test_a_file_that_goes_on_is_made_anew(made: Path) -> None:
    made.write_bytes(DATA_BYTES + b"\0")
    assert whole(made)
    assert made.read_bytes() == DATA_BYTES


def test_bytes_of_another_kind_with_sound_digest_do_not_open() -> None:
    content = msgspec.msgpack.encode({"rows": 1})
    head = DATA_BYTES[: len(b"musnad lexicon 2\n")]
    assert open_compiled(b"".join((head, KEY, hashlib.sha256(content).digest(), content)), KEY) is None


def test_what_an_older_musnad_made_is_made_anew(made: Path) -> None:
    old = bytes(len(KEY))
    made.write_bytes(compile_tables(old))
    assert open_compiled(made.read_bytes(), old) is not None
    assert keep(made).found.endswith("made just now")
    assert made.read_bytes() == DATA_BYTES


@pytest.mark.parametrize("name", TABLES)
def test_an_edited_table_has_another_key(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for table in TABLES:
        (tmp_path / f"{table}.tsv").write_bytes((DATA / f"{table}.tsv").read_bytes())
    monkeypatch.setattr(compiled, "DATA", tmp_path)
    assert key_of_tables() == KEY
    table_file = tmp_path / f"{name}.tsv"
    before = table_file.stat()
    table_file.write_bytes(table_file.read_bytes().replace("ا".encode(), "ب".encode(), 1).replace(b"\ta", b"\tb", 1))
    os.utime(table_file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert key_of_tables() != KEY


@pytest.mark.parametrize(("module", "name"), [("sys", "version"), ("unicodedata", "unidata_version")])
def test_another_python_has_another_key(module: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"musnad.lexicon.compiled.{module}.{name}", "99")
    assert key_of_tables() != KEY


@pytest.mark.parametrize("folder", ["arabic", "lexicon", "model"])
def test_other_code_has_another_key(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("arabic", "lexicon", "model"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "some.py").write_text("x = 1")
    monkeypatch.setattr(compiled, "files", lambda _package: tmp_path)
    before = key_of_tables()
    (tmp_path / folder / "some.py").write_text("x = 2")
    assert key_of_tables() != before != KEY


def test_no_cache_where_the_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")
    found = keep(tmp_path / "cache" / "lexicon.bin")
    assert found.compiled is None
    assert "cannot be used" in found.found
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


@posix
def test_no_cache_and_no_work_where_nothing_can_be_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    def fail(_key: bytes) -> bytes:
        raise AssertionError("compiled for nothing")

    monkeypatch.setattr("musnad.lexicon.cache.tempfile.mkstemp", refuse)
    monkeypatch.setattr(cache, "compile_tables", fail)
    assert keep(file).compiled is None


@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_full_disk_leaves_nothing_behind(file: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((cache, "compile_tables", refuse) if step == "write" else (Path, "replace", refuse)))
    assert keep(file).compiled is None
    assert not list(file.parent.iterdir())


def test_tables_that_change_while_they_are_compiled_are_not_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter((KEY, bytes(len(KEY))))
    monkeypatch.setattr(cache, "key_of_tables", lambda: next(keys))
    assert keep(file).compiled is None
    assert not list(file.parent.iterdir())


@posix
def test_a_symbolic_link_is_not_followed_but_replaced(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.write_bytes(DATA_BYTES)
    made.unlink()
    made.symlink_to(target)
    assert keep(made).found.endswith("made just now")
    assert not made.is_symlink()
    made.unlink()
    target.write_bytes(b"precious")
    made.symlink_to(target)
    assert whole(made)
    assert target.read_bytes() == b"precious"


@posix
def test_a_file_of_another_user_is_neither_read_nor_replaced(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.lexicon.cache.os.geteuid", lambda: NOT_OURS)
    found = keep(made)
    assert found.compiled is None
    assert "another user" in found.found
    assert made.read_bytes() == DATA_BYTES


@posix
def test_no_file_is_made_in_the_folder_of_another_user(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir(parents=True)
    monkeypatch.setattr("musnad.lexicon.cache.os.geteuid", lambda: NOT_OURS)
    assert keep(file).compiled is None
    assert not list(file.parent.iterdir())


@posix
def test_a_file_that_others_may_write_is_made_anew(made: Path) -> None:
    made.chmod(0o666)
    assert keep(made).found.endswith("made just now")
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


@posix
def test_a_pipe_in_its_place_does_not_hang(made: Path) -> None:
    made.unlink()
    os.mkfifo(made)
    found: list[cache.Kept] = []
    thread = threading.Thread(target=lambda: found.append(keep(made)), daemon=True)
    thread.start()
    thread.join(60)
    assert found
    assert found[0].compiled is not None


def test_processes_that_write_at_once_all_get_the_tables(tmp_path: Path) -> None:
    code = (
        "from musnad.lexicon import cache, Lexicon; k = cache._kept();"
        "print(k.compiled is not None, len(Lexicon().actors))"
    )
    environment = {**os.environ, VARIABLE: str(tmp_path)}
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    told = [run.communicate() for run in runs]
    assert told == [(f"True {len(Lexicon().actors)}\n".encode(), b"")] * 4
    (left,) = tmp_path.iterdir()
    assert left.read_bytes() == DATA_BYTES


def test_variable_says_where_or_that_none_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    found = cache_file()
    assert found is not None
    assert found.parent == tmp_path
    monkeypatch.setenv(VARIABLE, "OFF")
    assert cache_file() is None
    assert keep(cache_file()) == (None, "none is kept")


def test_the_platforms_folder_is_taken_where_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    found = cache_file()
    assert found is not None
    assert found.parent == tmp_path / "musnad"


def test_no_cache_where_there_is_no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(VARIABLE)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert cache_file() is None
