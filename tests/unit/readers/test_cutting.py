"""Parts of a file: together they hold what the file holds, once and in order."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from musnad.readers import Read, Unfinished, Unread, walk_sources
from musnad.readers.cutting import cut
from musnad.readers.reading import Found
from musnad.readers.sources import walk_part
from musnad.readers.streams import Part
from source_files import TEXT, answer, packed, page, record


def lines(count: int) -> bytes:
    rows = [json.dumps({"text": f"{TEXT} {n}"} | ({"id": f"A-{n}"} if n % 3 else {})) for n in range(count)]
    return "\n".join([*rows[:5], "", "{broken", *rows[5:]]).encode() + b"\n"


def archive(count: int) -> list[bytes]:
    records = [record(answer(page(f"رقم {n}").encode()), number=n) for n in range(1, count + 1)]
    return [record(b"software: test\r\n", kind="warcinfo", number=900), *records]


def parquet(path: Path, count: int) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    files.write_table(arrow.Table.from_pylist([{"text": f"{TEXT} {n}"} for n in range(count)]), path, row_group_size=7)


FILES = {
    "a.jsonl": lines(40),
    "a.jsonl.gz": gzip.compress(lines(40)),
    "no_end.jsonl": lines(40).rstrip(),
    "a.warc": b"".join(archive(12)),
    "a.warc.gz": packed(archive(12)),
    "a.parquet": b"",
}


def told(found: Found) -> tuple[str, ...]:
    if isinstance(found, Unread):
        return ("unread", str(found.error), str(found.id))
    name = found.id if isinstance(found, Unfinished) else found.document.id
    return (name, found.locator, found.source, (found.raw or b"").decode())


def made(folder: Path, name: str) -> Path:
    path = folder / name
    if name.endswith(".parquet"):
        parquet(path, 40)
    else:
        path.write_bytes(FILES[name])
    return path


@pytest.mark.parametrize("name", FILES)
def test_parts_together_are_the_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.readers.cutting._ARTICLE_BYTES", 300)
    path = made(tmp_path, name)
    parts, taken = cut(path, articles=6), set[str]()
    pieces = [[told(one) for one in walk_part(path, part, published=None, taken=taken)] for part in parts]
    assert len(parts) > 2
    assert all(pieces)
    assert [one for piece in pieces for one in piece] == [told(one) for one in walk_sources([path])]


@pytest.mark.parametrize("name", ["a.jsonl", "a.parquet"])
def test_a_part_holds_so_many_articles(name: str, tmp_path: Path) -> None:
    path = made(tmp_path, name)
    found = [sum(isinstance(one, Read) for one in walk_part(path, part, published=None, taken=set()))
             for part in cut(path, articles=10)]  # fmt: skip
    assert sum(found) == 40
    assert max(found) <= 10


def test_a_gzip_file_has_few_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.readers.cutting._MOST_PACKED", 4)
    path = made(tmp_path, "a.jsonl.gz")
    assert 3 <= len(cut(path, articles=1)) <= 8


def test_bytes_like_a_start_cut_no_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("musnad.readers.cutting._ARTICLE_BYTES", 1)
    body = page("رقم").encode() + b"<!-- \x1f\x8b\x08 " + b"\x1f\x8b\x08" * 50 + b" -->"
    data = [gzip.compress(record(answer(body), number=n), compresslevel=0) for n in (1, 2)]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(data))
    assert cut(path, articles=1) == (Part(0, len(data[0])), Part(len(data[0])))


@pytest.mark.parametrize(("name", "data"), [
    ("a.html", page("رقم").encode()), ("a.json", b'{"text": "x"}'), ("a.jsonl", b""),
    ("a.jsonl.gz", b"\x1f\x8b\x08cut"),
], ids=["page", "one_object", "empty", "damaged"])  # fmt: skip
def test_what_cannot_be_cut_is_one_part(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert cut(tmp_path / name, articles=1) == (Part(),)
    assert cut(tmp_path / "absent", articles=1) == (Part(),)
