"""The store of original bytes."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from musnad.case.raw import RawStore, sha256
from musnad.errors import CaseError

DATA = "قال الوزير".encode() * 1000


def test_put_and_get_give_the_same_bytes(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    keys = [store.put(DATA), store.put(b"")]
    assert keys == [sha256(DATA), sha256(b"")]
    assert [store.get(key) for key in keys] == [DATA, b""]
    assert list(store.keys()) == sorted(keys)


def test_file_is_read_only_and_lies_under_its_hash(tmp_path: Path) -> None:
    key = RawStore(tmp_path).put(DATA)
    path = tmp_path / key[:2] / f"{key}.gz"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert gzip.decompress(path.read_bytes()) == DATA


def test_same_bytes_are_kept_once(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    path = store.path(store.put(DATA))
    before = path.stat()
    store.put(DATA)
    after = path.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_get_tells_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="the original is missing; restore it"):
        RawStore(tmp_path).get(sha256(b"nothing"))


@pytest.mark.parametrize("harm", [lambda b: b[:-9], lambda b: b"\x00" + b[1:], lambda _b: b""],
                         ids=["cut", "first-byte", "empty"])  # fmt: skip
def test_get_tells_what_is_damaged(tmp_path: Path, harm: object) -> None:
    store = RawStore(tmp_path)
    key = store.put(DATA)
    path = store.path(key)
    whole = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(harm(whole))  # type: ignore[operator]  # a function of the table above
    with pytest.raises(CaseError, match=r"the original (is damaged|was changed)"):
        store.get(key)


def test_get_tells_what_was_changed(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    key = store.put(DATA)
    store.path(key).unlink()
    store.path(key).write_bytes(gzip.compress(DATA + b"."))
    with pytest.raises(CaseError, match="the original was changed"):
        store.get(key)


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, data: bytes) -> int:
        os.write(os.open(path, os.O_CREAT | os.O_WRONLY), data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    store = RawStore(tmp_path)
    with pytest.raises(OSError, match="No space"):
        store.put(DATA)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def _put_all(folder: Path, start: object) -> None:
    start.wait()  # type: ignore[attr-defined]  # a barrier
    store = RawStore(folder)
    for number in range(50):
        store.put(str(number).encode() * 5000)


def test_two_writers_of_the_same_bytes_do_not_disturb_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    start = context.Barrier(2)
    writers = [context.Process(target=_put_all, args=(tmp_path, start)) for _ in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    store = RawStore(tmp_path)
    assert [store.get(sha256(str(n).encode() * 5000)) for n in range(50)] == [str(n).encode() * 5000 for n in range(50)]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 50


def test_remove_deletes_once(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    key = store.put(DATA)
    store.remove(key)
    store.remove(key)
    assert list(store.keys()) == []


def test_what_a_killed_writer_left_is_no_original_and_goes_with_it(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    key = store.put(DATA)
    left = store.path(key).with_name(f".{key}.4711")
    left.write_bytes(b"half")
    assert list(store.keys()) == [key]
    store.remove(key)
    assert not left.exists()
