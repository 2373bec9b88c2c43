"""Zips written in one go: whole, the same each time, and of any number of files."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest

from musnad.exports.bundle.zipping import Packed, ZipWriter


def zipped(*files: tuple[str, bytes], streamed: bool = False) -> tuple[bytes, list[Packed]]:
    out = io.BytesIO()
    writer = ZipWriter(out)
    for path, data in files:
        if streamed:
            with writer.open(path) as write:
                for byte in data:
                    write(bytes([byte]))
        else:
            writer.put(path, data)
    writer.close()
    return out.getvalue(), list(writer.packed())


@pytest.mark.parametrize("streamed", [False, True], ids=["at-once", "streamed"])
def test_zip_holds_what_was_put_in(streamed: bool) -> None:
    files = (("a.txt", "نصّ".encode()), ("b/c.bin", bytes(range(256)) * 9), ("empty", b""))
    data, _ = zipped(*files, streamed=streamed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(files)


def test_zip_of_the_same_files_has_the_same_bytes() -> None:
    assert zipped(("a", b"x" * 99)) == zipped(("a", b"x" * 99))


def test_zip_tells_no_moment_and_gives_everybody_leave_to_read() -> None:
    with zipfile.ZipFile(io.BytesIO(zipped(("a", b"x"))[0])) as archive:
        (info,) = archive.infolist()
    assert (info.date_time, info.external_attr >> 16) == ((1980, 1, 1, 0, 0, 0), 0o100644)


def test_packed_tells_size_and_hash_by_path() -> None:
    _, packed = zipped(("b", b"22"), ("a/b", b"1"), ("a", b""), streamed=True)
    told = [("a", b""), ("a/b", b"1"), ("b", b"22")]
    assert packed == [Packed(path, len(data), hashlib.sha256(data).hexdigest()) for path, data in told]


@pytest.mark.slow
def test_zip_holds_more_files_than_sixteen_bits_count() -> None:
    data, packed = zipped(*((f"t/{n}", b"") for n in range(66_000)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == len(packed) == 66_000


def test_zip_larger_than_thirty_two_bits_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.exports.bundle.zipping._MOST_32", 50)  # as if a file of 50 bytes were of 4 GB
    writer = ZipWriter(out := io.BytesIO())
    writer.put("a", b"x" * 60)
    assert out.getvalue()[18:26] == (50).to_bytes(4, "little") * 2  # both sizes stand in the longer field behind
    assert out.getvalue()[31:47] == b"\x01\x00\x10\x00" + (60).to_bytes(8, "little") + out.getvalue()[43:47]
