"""Zip and gzip archives of everything that is read, and those made to do harm."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.readers import Read, Unread, read_sources, streams
from source_files import (
    MORE,
    TEXT,
    TITLE,
    answer,
    message,
    messages,
    packed,
    page,
    read_all,
    reads,
    record,
    zipped,
)

LINES = "".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "ab").encode()
CSV = f"id,text\nc,{TEXT}\n".encode()
FEED = f"<rss><channel><item><guid>f</guid><title>{TITLE}</title></item></channel></rss>".encode()


def test_members_are_read_in_the_order_of_names() -> None:
    data = zipped({
        "d.xml": FEED, "b/rows.csv": CSV, "a.txt": TEXT.encode(), "b/page.html": page().encode(),
        "c.jsonl": LINES, "e.mht": message([("text/html", "cid:1", page().encode(), "base64")]),
        "f.warc.gz": packed([record(answer(page().encode()))]),
    })  # fmt: skip
    found = reads(data, "all.zip")
    assert [read.document.id for read in found] == ["a", "page", "c", "a", "b", "f", "e", "00000001"]
    assert [read.locator for read in found] == [
        "member a.txt", "member b/page.html", "member b/rows.csv, line 2", "member c.jsonl, line 1",
        "member c.jsonl, line 2", "member d.xml, item 1", "member e.mht, part 1",
        "member f.warc.gz, record urn:uuid:00000001",
    ]  # fmt: skip
    assert [read.source for read in found][:3] == ["all.zip/a.txt", "all.zip/b/page.html", "all.zip/b/rows.csv:2"]
    assert found[0].raw == TEXT.encode()


def test_hidden_members_and_those_beside_a_saved_page_are_left_out() -> None:
    data = zipped({
        "a.txt": TEXT.encode(), ".hidden": b"\x00", "__MACOSX/._a.txt": b"\x00\x05", "x/.git/b": b"\x00",
        "page.html": page().encode(), "page_files/logo.png": b"\x89PNG", "folder/": b"",
    })  # fmt: skip
    assert [read.document.id for read in reads(data, "a.zip")] == ["a", "page"]


def test_bad_member_stops_nothing() -> None:
    first, second = read_all(zipped({"a.pdf": b"%PDF-1.7", "b.txt": TEXT.encode()}), "a.zip")
    assert isinstance(first, Unread) and "a.zip/a.pdf: this is a PDF" in str(first.error)
    assert isinstance(second, Read)


def test_archive_in_an_archive() -> None:
    inner = zipped({"b.txt": TEXT.encode(), "c.jsonl.gz": gzip.compress(LINES)})
    found = reads(zipped({"x/in.zip": inner}), "out.zip")
    assert [read.locator for read in found] == [
        "member x/in.zip/b.txt", "member x/in.zip/c.jsonl.gz, line 1", "member x/in.zip/c.jsonl.gz, line 2",
    ]  # fmt: skip
    assert [read.document.id for read in found] == ["b", "a", "b"]


def test_archives_lie_two_deep_at_most() -> None:
    data = TEXT.encode()
    for name in ("a.txt", "one.zip", "two.zip"):
        data = zipped({name: data})
    assert "more than 2 deep" in messages(data, "three.zip")[0]
    assert "more than 2 deep" in messages(gzip.compress(gzip.compress(LINES)), "a.jsonl.gz.gz")[0]


def encrypted(data: bytes) -> bytes:
    """Mark the members of a zip archive as encrypted, as a program that packs with a password does."""
    marked = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = marked.find(signature)
        while at >= 0:
            marked[at + offset] |= 1
            at = marked.find(signature, at + 1)
    return bytes(marked)


def test_encrypted_member_says_what_to_do() -> None:
    (message,) = messages(encrypted(zipped({"a.txt": TEXT.encode()})), "a.zip")
    assert "a.zip/a.txt: it is encrypted; unpack the archive with its password" in message


def test_archive_made_to_do_harm_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = b'{"text": "' + b"a" * 15_000_000 + b'"}\n'
    first, second = read_all(zipped({"a.jsonl": bomb, "b.txt": TEXT.encode()}), "a.zip")
    assert isinstance(first, Unread) and "over 200 times its size" in str(first.error)
    assert isinstance(second, Read)
    assert "over 200 times its size" in messages(gzip.compress(bomb), "a.jsonl.gz")[0]


def test_archive_has_a_budget_for_all_its_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams.Budget, "__init__", lambda self: setattr(self, "left", 100_000))
    members = {f"{n}.txt": (TEXT * 300).encode() for n in range(5)}
    readings = read_all(zipped(members, method=zipfile.ZIP_STORED), "a.zip")
    assert [type(reading) for reading in readings] == [Read, Read, Unread]
    assert isinstance(readings[2], Unread) and "GB unpacked" in str(readings[2].error)


def test_office_document_and_empty_archive_are_named() -> None:
    assert "office document" in messages(zipped({"[Content_Types].xml": b"<x/>", "word/a.xml": b"x"}), "a.docx")[0]
    assert "holds no files" in messages(zipped({}), "a.zip")[0]
    assert "holds no files" in messages(zipped({".hidden": b"x"}), "a.zip")[0]


def test_cut_off_archive_is_named() -> None:
    assert "broken ZIP archive" in messages(zipped({"a.txt": TEXT.encode()})[:-30], "a.zip")[0]


def test_damaged_member_is_named_and_the_next_is_read() -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode(), "b.txt": MORE.encode()}, method=zipfile.ZIP_STORED))
    data[data.find(TEXT.encode()) + 3] ^= 0x20
    first, second = read_all(bytes(data), "a.zip")
    assert isinstance(first, Unread) and "damaged" in str(first.error)
    assert isinstance(second, Read)


@pytest.mark.parametrize("page_", ["cp720", "utf-8"])
def test_arabic_names_of_old_programs(page_: str) -> None:
    name = "خبر يومي"
    stand_in = "0" * len(name.encode(page_))
    (read,) = reads(zipped({f"{stand_in}.txt": TEXT.encode()}).replace(stand_in.encode(), name.encode(page_)), "a.zip")
    assert read.document.id == name


@pytest.mark.parametrize(
    ("name", "data", "ids"),
    [
        ("a.jsonl.gz", LINES, ["a", "b"]), ("a.csv.gz", CSV, ["c"]), ("p.html.gz", page().encode(), ["p"]),
        ("t.gz", TEXT.encode(), ["t"]), ("records.gz", LINES, ["a", "b"]), ("feed.xml.gz", FEED, ["f"]),
    ],
    ids=["jsonl", "csv", "html", "text", "jsonl_no_ending", "feed"],
)  # fmt: skip
def test_gzip(tmp_path: Path, name: str, data: bytes, ids: list[str]) -> None:
    (tmp_path / name).write_bytes(gzip.compress(data))
    assert [r.document.id for r in read_sources([tmp_path / name]) if r.document] == ids


def test_gzip_of_standard_input() -> None:
    assert [type(r) for r in read_sources(["-"], stdin=io.BytesIO(gzip.compress(LINES)))] == [Read, Read]


def test_zip_of_standard_input() -> None:
    data = zipped({"a.txt": TEXT.encode()})
    (reading,) = read_sources(["-"], stdin=io.BytesIO(data))
    assert reading.source == "standard input/a.txt"


def test_records_before_a_cut_are_read() -> None:
    many = "".join(json.dumps({"id": str(n), "text": f"{TEXT} {n * n * 7919}"}) + "\n" for n in range(300)).encode()
    readings = read_all(gzip.compress(many)[:-400], "a.jsonl.gz")
    assert len(readings) > 100 and all(isinstance(reading, Read) for reading in readings[:-1])
    assert isinstance(readings[-1], Unread) and "cut off" in str(readings[-1].error)


def test_members_with_one_name_get_distinct_ids(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"x/a.txt": TEXT.encode(), "y/a.txt": MORE.encode()}))
    assert [r.document.id for r in read_sources([tmp_path / "a.zip"]) if r.document] == ["a", "a-2"]


@settings(max_examples=200, deadline=None)
@given(st.booleans(), st.integers(0, 2000), st.binary(max_size=20), st.integers(0, 60))
def test_any_damage_gives_readings(is_zip: bool, at: int, put: bytes, cut: int) -> None:
    data = zipped({"a.txt": TEXT.encode(), "b.csv": CSV}) if is_zip else gzip.compress(LINES)
    at %= len(data)
    for reading in read_all(data[:at] + put + data[at + cut :], "a.zip" if is_zip else "a.jsonl.gz"):
        assert isinstance(reading, Read | Unread)
